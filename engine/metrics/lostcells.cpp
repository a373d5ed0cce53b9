#include "engine/metrics/lostcells.h"

#include <cmath>
#include <map>

namespace cytosketch {
namespace {

/// Offsets of the ball of radius `surroundWidth`, flat in z for 2D images.
std::vector<Box> ballRows(bool flat) {
  std::vector<Box> rows;
  const int reachZ = flat ? 0 : surroundWidth;
  for (int z = -reachZ; z <= reachZ; ++z) {
    for (int y = -surroundWidth; y <= surroundWidth; ++y) {
      int x = -1;
      while ((x + 1) * (x + 1) + y * y + z * z <= surroundWidth * surroundWidth) {
        ++x;
      }
      if (x >= 0) {
        rows.push_back({z, y, -x, z + 1, y + 1, x + 1});
      }
    }
  }
  return rows;
}

std::map<std::uint32_t, Box> boundingBoxes(const std::uint32_t* labels, const Extent& e) {
  std::map<std::uint32_t, Box> boxes;
  for (std::int64_t z = 0; z < e.z; ++z) {
    for (std::int64_t y = 0; y < e.y; ++y) {
      for (std::int64_t x = 0; x < e.x; ++x) {
        const std::uint32_t label = *labels++;
        if (label != 0) {
          Box& box = boxes[label];
          box = box.united({z, y, x, z + 1, y + 1, x + 1});
        }
      }
    }
  }
  return boxes;
}

/// One frame's labels and greys.
struct Frame {
  const std::uint32_t* labels;
  const float* grey;
  Extent extent;

  std::size_t offset(std::int64_t z, std::int64_t y, std::int64_t x) const {
    return static_cast<std::size_t>((z * extent.y + y) * extent.x + x);
  }
};

/// True if all voxels beside (z, y, x) carry the same label.
bool isInner(const Frame& frame, std::int64_t z, std::int64_t y, std::int64_t x) {
  const Extent& e = frame.extent;
  const std::uint32_t label = frame.labels[frame.offset(z, y, x)];
  const auto same = [&](std::int64_t nz, std::int64_t ny, std::int64_t nx) {
    return nz >= 0 && nz < e.z && ny >= 0 && ny < e.y && nx >= 0 && nx < e.x &&
           frame.labels[frame.offset(nz, ny, nx)] == label;
  };
  return same(z, y, x - 1) && same(z, y, x + 1) && same(z, y - 1, x) && same(z, y + 1, x) &&
         (e.z == 1 || (same(z - 1, y, x) && same(z + 1, y, x)));
}

/// Marks the ball around every voxel of `label` in `near`, which covers `box`. Inner voxels can be left out: the
/// label's voxel nearest to any other voxel always lies on the rim.
void markNear(const Frame& frame, std::uint32_t label, const Box& box, const std::vector<Box>& ball,
              std::vector<char>& near) {
  for (std::int64_t z = box.z0; z < box.z1; ++z) {
    for (std::int64_t y = box.y0; y < box.y1; ++y) {
      for (std::int64_t x = box.x0; x < box.x1; ++x) {
        if (frame.labels[frame.offset(z, y, x)] != label || isInner(frame, z, y, x)) {
          continue;
        }
        for (const Box& row : ball) {
          const Box cut = Box{z + row.z0, y + row.y0, x + row.x0, z + row.z1, y + row.y1, x + row.x1}.intersected(box);
          if (!cut.empty()) {
            const auto start = near.begin() + ((cut.z0 - box.z0) * box.height() + (cut.y0 - box.y0)) * box.width();
            std::fill(start + (cut.x0 - box.x0), start + (cut.x1 - box.x0), char{1});
          }
        }
      }
    }
  }
}

LabelContrast contrastOf(const Frame& frame, std::uint32_t label, const Box& bounds, const std::vector<Box>& ball) {
  const std::int64_t w = surroundWidth;
  const Box box =
      Box{bounds.z0 - w, bounds.y0 - w, bounds.x0 - w, bounds.z1 + w, bounds.y1 + w, bounds.x1 + w}.intersected(
          Box::whole(frame.extent));
  std::vector<char> near(static_cast<std::size_t>(box.depth() * box.height() * box.width()), 0);
  markNear(frame, label, box, ball, near);
  double inside = 0.0;
  double outside = 0.0;
  std::int64_t insideCount = 0;
  std::int64_t outsideCount = 0;
  auto mark = near.begin();
  for (std::int64_t z = box.z0; z < box.z1; ++z) {
    for (std::int64_t y = box.y0; y < box.y1; ++y) {
      for (std::int64_t x = box.x0; x < box.x1; ++x, ++mark) {
        const std::size_t i = frame.offset(z, y, x);
        if (frame.labels[i] == label) {
          inside += frame.grey[i];
          ++insideCount;
        } else if (frame.labels[i] == 0 && *mark != 0) {
          outside += frame.grey[i];
          ++outsideCount;
        }
      }
    }
  }
  LabelContrast result;
  result.label = label;
  result.hasSurround = outsideCount > 0;
  if (result.hasSurround) {
    result.contrast = inside / static_cast<double>(insideCount) - outside / static_cast<double>(outsideCount);
  }
  return result;
}

} // namespace

std::vector<LabelContrast> labelContrasts(const Image<std::uint32_t>& labels, const Image<float>& image) {
  const Extent& l = labels.extent();
  const Extent& e = image.extent();
  if (labels.empty() || image.empty() || l.c != 1 || l.t != e.t || l.z != e.z || l.y != e.y || l.x != e.x) {
    throw SettingsError("the labels and the image are not of the same size", "lost cells",
                        "Choose the label image that belongs to the image");
  }
  const std::vector<Box> ball = ballRows(e.z == 1);
  std::vector<LabelContrast> result;
  for (std::int64_t t = 0; t < e.t; ++t) {
    const Frame frame{labels.channel(t, 0), image.channel(t, 0), e};
    for (const auto& [label, bounds] : boundingBoxes(frame.labels, e)) {
      result.push_back(contrastOf(frame, label, bounds, ball));
      result.back().frame = t;
    }
  }
  return result;
}

LostCells lostCells(const Image<std::uint32_t>& labels, const Image<float>& sketch, const Image<float>& image) {
  const std::vector<LabelContrast> drawn = labelContrasts(labels, sketch);
  const std::vector<LabelContrast> seen = labelContrasts(labels, image);
  LostCells result;
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    ++result.cells;
    if (!drawn[i].hasSurround) {
      ++result.withoutSurround;
    } else if (std::abs(drawn[i].contrast) < leastSketchContrast) {
      ++result.lowContrast;
    } else {
      ++result.judged;
      // Dividing by the sketch's contrast keeps the sign right for cells darker than their surround. What is no number
      // is lost too.
      if (!(seen[i].contrast / drawn[i].contrast >= lostContrastRatio)) {
        ++result.lost;
        result.lostLabels.push_back(drawn[i].label);
      }
    }
  }
  return result;
}

void LostCells::add(const LostCells& other) {
  cells += other.cells;
  judged += other.judged;
  lost += other.lost;
  withoutSurround += other.withoutSurround;
  lowContrast += other.lowContrast;
  lostLabels.insert(lostLabels.end(), other.lostLabels.begin(), other.lostLabels.end());
}

} // namespace cytosketch
