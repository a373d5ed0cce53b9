#include "engine/annotation/detail/trackframes.h"

#include "engine/annotation/paths.h"

#include <charconv>

namespace cytosketch::annotation {
namespace fs = std::filesystem;
namespace {

/// Frame numbers have three digits or four; more than this is no frame.
constexpr std::size_t mostDigits = 6;

/// Takes a number off the front of `text`; −1 if there is none.
std::int64_t takeNumber(std::string_view& text) {
  std::int64_t number = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const auto digits = static_cast<std::size_t>(end - text.data());
  if (error != std::errc() || digits > mostDigits || number < 0) {
    return -1;
  }
  text.remove_prefix(digits);
  return number;
}

/// Calls visit(label, z, y, x0, x1) for each run of labels in the one frame of an image.
template <typename Visit>
void forEachLabelRun(const Image<std::uint32_t>& labels, const Visit& visit) {
  const Extent& e = labels.extent();
  for (std::int64_t z = 0; z < e.z; ++z) {
    for (std::int64_t y = 0; y < e.y; ++y) {
      const std::uint32_t* row = labels.data() + labels.offset(0, 0, z, y, 0);
      for (std::int64_t x0 = 0; x0 < e.x;) {
        std::int64_t x1 = x0 + 1;
        while (x1 < e.x && row[x1] == row[x0]) {
          ++x1;
        }
        if (row[x0] != 0) {
          visit(row[x0], z, y, x0, x1);
        }
        x0 = x1;
      }
    }
  }
}

/// For each area the one marker that lies in it by more than half; 0 if several do.
std::map<std::uint32_t, std::uint32_t> markersOfAreas(const Image<std::uint32_t>& areas,
                                                      const Image<std::uint32_t>& markers) {
  std::map<std::uint32_t, std::int64_t> sizes;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::int64_t> common;
  for (std::size_t i = 0; i < markers.size(); ++i) {
    const std::uint32_t marker = markers.data()[i];
    if (marker != 0) {
      ++sizes[marker];
      if (areas.data()[i] != 0) {
        ++common[{areas.data()[i], marker}];
      }
    }
  }
  std::map<std::uint32_t, std::uint32_t> found;
  for (const auto& [pair, count] : common) {
    const auto& [area, marker] = pair;
    if (2 * count > sizes[marker]) {
      const auto [place, isNew] = found.emplace(area, marker);
      place->second = isNew ? marker : 0;
    }
  }
  return found;
}

} // namespace

FrameFiles framesOf(const fs::path& folder, const std::string& prefix) {
  FrameFiles frames;
  for (const fs::path& file : filesIn(folder)) {
    const std::string stem = imageStem(file);
    if (isImage(file) && stem.starts_with(prefix)) {
      std::string_view rest(stem);
      rest.remove_prefix(prefix.size());
      const std::int64_t frame = takeNumber(rest);
      if (frame >= 0 && rest.empty()) {
        frames.emplace(frame, file);
      }
    }
  }
  return frames;
}

SliceFiles slicesOf(const fs::path& folder, const std::string& prefix) {
  SliceFiles slices;
  for (const fs::path& file : filesIn(folder)) {
    const std::string stem = imageStem(file);
    if (!isImage(file) || !stem.starts_with(prefix + "_")) {
      continue;
    }
    std::string_view rest(stem);
    rest.remove_prefix(prefix.size() + 1);
    const std::int64_t frame = takeNumber(rest);
    if (frame >= 0 && rest.starts_with('_')) {
      rest.remove_prefix(1);
      const std::int64_t slice = takeNumber(rest);
      if (slice >= 0 && rest.empty()) {
        slices[frame].emplace(slice, file);
      }
    }
  }
  return slices;
}

void FrameCells::requireSize(const Image<std::uint32_t>& labels, std::int64_t t, const fs::path& file) {
  const Extent& e = labels.extent();
  if (extent_.x == 0) {
    extent_ = {0, 1, e.z, e.y, e.x};
    spacing_ = labels.spacing();
  }
  extent_.t = std::max(extent_.t, t + 1);
  if (e.t != 1 || e.z != extent_.z || e.y != extent_.y || e.x != extent_.x) {
    throw FormatError("this frame has " + std::to_string(e.z) + " x " + std::to_string(e.y) + " x " +
                          std::to_string(e.x) + " voxels, others " + std::to_string(extent_.z) + " x " +
                          std::to_string(extent_.y) + " x " + std::to_string(extent_.x),
                      file.string(), "Put frames of one size into the folder");
  }
}

void FrameCells::add(const Image<std::uint32_t>& labels, std::int64_t t, const fs::path& file, std::int64_t slice) {
  requireSize(labels, t, file);
  forEachLabelRun(labels, [&](std::uint32_t label, std::int64_t z, std::int64_t y, std::int64_t x0, std::int64_t x1) {
    masks_[label].setSpan(t, slice >= 0 ? slice : z, y, x0, x1);
  });
}

void FrameCells::refine(const Image<std::uint32_t>& areas, const Image<std::uint32_t>& markers, std::int64_t t,
                        const fs::path& file) {
  requireSize(markers, t, file);
  requireSize(areas, t, file);
  const auto markerOf = markersOfAreas(areas, markers);
  std::map<std::uint32_t, bool> refined;
  for (const auto& [area, marker] : markerOf) {
    refined[marker] = true;
  }
  std::map<std::uint32_t, std::size_t> loneOf;
  forEachLabelRun(areas, [&](std::uint32_t area, std::int64_t z, std::int64_t y, std::int64_t x0, std::int64_t x1) {
    const auto found = markerOf.find(area);
    if (found == markerOf.end()) {
      const auto [place, isNew] = loneOf.emplace(area, lone_.size());
      if (isNew) {
        lone_.emplace_back();
      }
      lone_[place->second].setSpan(t, z, y, x0, x1);
    } else if (found->second != 0) {
      masks_[found->second].setSpan(t, z, y, x0, x1);
    }
  });
  std::map<std::uint32_t, bool> left;
  forEachLabelRun(markers, [&](std::uint32_t marker, std::int64_t z, std::int64_t y, std::int64_t x0, std::int64_t x1) {
    if (!refined.contains(marker)) {
      left[marker] = true;
      masks_[marker].setSpan(t, z, y, x0, x1);
    }
  });
  markersWithoutArea_ += static_cast<std::int64_t>(left.size());
}

Sketch FrameCells::sketch(std::int64_t frames, std::int64_t slices) {
  Sketch sketch({std::max(extent_.t, frames), 1, std::max(extent_.z, slices), extent_.y, extent_.x}, spacing_);
  const auto put = [&](CellId id, Mask& mask) {
    Cell cell;
    cell.id = id;
    cell.mask = std::move(mask);
    sketch.put(std::move(cell));
  };
  for (auto& [label, mask] : masks_) {
    put(label, mask);
  }
  for (Mask& mask : lone_) {
    put(sketch.nextId(), mask);
  }
  return sketch;
}

} // namespace cytosketch::annotation
