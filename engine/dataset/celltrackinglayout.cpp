#include "engine/dataset/detail/layoutfiles.h"
#include "engine/image/atomicfile.h"
#include "engine/image/error.h"

#include <algorithm>
#include <limits>
#include <map>

namespace cytosketch {
namespace {

/// A cell as long as it can be seen without a break.
struct Track {
  std::uint32_t label = 0;
  std::int64_t begin = 0;
  std::int64_t end = 0; ///< last frame
  std::uint32_t parent = 0;
};

std::string padded(std::int64_t number, std::size_t width) {
  const std::string digits = std::to_string(number);
  return std::string(width > digits.size() ? width - digits.size() : 0, '0') + digits;
}

/// A label that comes back after frames without a pixel starts a new track, with the old one as its parent: the
/// challenge's tracks have no gaps. Changes `labels` accordingly.
std::vector<Track> tracksOf(Image<std::uint32_t>& labels, const Sketch& sketch) {
  const Extent& e = labels.extent();
  std::uint32_t highest = labels.size() > 0 ? *std::max_element(labels.begin(), labels.end()) : 0;
  std::vector<Track> tracks;
  std::map<std::uint32_t, std::size_t> current; // by cell: its latest track
  for (std::int64_t t = 0; t < e.t; ++t) {
    std::map<std::uint32_t, std::uint32_t> labelOf; // of the cells of this frame
    std::uint32_t* const frame = labels.mutableChannel(t, 0);
    for (std::int64_t i = 0; i < e.volume(); ++i) {
      if (const std::uint32_t id = frame[i]; id != 0) {
        labelOf.try_emplace(id, 0);
      }
    }
    for (auto& [id, label] : labelOf) {
      const auto known = current.find(id);
      if (known != current.end() && tracks[known->second].end == t - 1) {
        tracks[known->second].end = t;
      } else if (known == current.end()) {
        const CellPtr cell = sketch.find(id);
        current[id] = tracks.size();
        tracks.push_back({id, t, t, cell ? cell->parent : 0});
      } else {
        if (highest == std::numeric_limits<std::uint32_t>::max()) {
          throw SettingsError("there is no number left for a track", "layout", "Number the cells anew");
        }
        const std::uint32_t before = tracks[known->second].label;
        current[id] = tracks.size();
        tracks.push_back({++highest, t, t, before});
      }
      label = tracks[current[id]].label;
    }
    for (std::int64_t i = 0; i < e.volume(); ++i) {
      frame[i] = frame[i] == 0 ? 0 : labelOf[frame[i]];
    }
  }
  return tracks;
}

/// L B E P, a line each. A parent that is no track, or has not ended before, is none.
std::string tableOf(std::vector<Track> tracks) {
  std::sort(tracks.begin(), tracks.end(), [](const Track& a, const Track& b) { return a.label < b.label; });
  std::string text;
  for (const Track& track : tracks) {
    const bool parent = std::any_of(tracks.begin(), tracks.end(), [&](const Track& other) {
      return other.label == track.parent && other.end < track.begin;
    });
    text += std::to_string(track.label) + " " + std::to_string(track.begin) + " " + std::to_string(track.end) + " " +
            std::to_string(parent ? track.parent : 0) + "\n";
  }
  return text;
}

class CellTrackingLayout : public Layout {
public:
  std::string_view description() const override {
    return "One sequence per sample: 01/t000.tif, 01_GT/SEG/man_seg000.tif, 01_GT/TRA/man_track000.tif and "
           "01_GT/TRA/man_track.txt (label, first frame, last frame, parent), as the Cell Tracking Challenge has them.";
  }
  std::string_view overlap() const override {
    return "Where cells overlap, the labels show the topmost one (higher z-order, then higher id). A cell that is "
           "hidden "
           "in some frames and comes back starts a new track, whose parent is the old one. The full outlines are in "
           "sketches/.";
  }
  void requireFits(const Extent& extent) const override { requireOneChannel(extent, "ctc"); }
  double largestBytes(const Extent& extent, const Recipe& recipe) const override {
    constexpr double headers = 4096.0;
    return Layout::largestBytes(extent, recipe) + 2.0 * static_cast<double>(extent.voxels()) +
           3.0 * headers * static_cast<double>(extent.t);
  }

  WrittenSample write(const LayoutSample& sample, const LayoutPlan& plan) const override {
    const std::string folder = splitFolder(sample.split, plan.recipe);
    const std::string sequence = padded(sample.index + 1, std::max<std::size_t>(2, digits(plan.recipe.count())));
    const std::string truth = sequence + "_GT/";
    Image<std::uint32_t> labels = singleLabels(sample.sketch, plan.recipe);
    const std::vector<Track> tracks = tracksOf(labels, sample.sketch);
    const std::size_t width = std::max<std::size_t>(3, digits(labels.extent().t - 1));
    WrittenSample written;
    for (std::int64_t t = 0; t < labels.extent().t; ++t) {
      const std::string frame = padded(t, width) + ".tif";
      const std::string image = folder + sequence + "/t" + frame;
      writeExported(pieceOf(sample.image, t, 0), plan.recipe, plan.root / image);
      written.files.push_back(image);
      const Image<std::uint32_t> piece = pieceOf(labels, t, 0);
      for (const std::string& name : {truth + "SEG/man_seg" + frame, truth + "TRA/man_track" + frame}) {
        makeFolderOf(plan.root / (folder + name));
        writeLabels(piece, plan.root / (folder + name));
        written.files.push_back(folder + name);
      }
    }
    const std::string table = folder + truth + "TRA/man_track.txt";
    writeFileAtomically(plan.root / table, tableOf(tracks));
    written.files.push_back(table);
    return written;
  }

private:
  static std::size_t digits(std::int64_t number) { return std::to_string(number).size(); }
};

} // namespace

const Layout& cellTrackingLayout() {
  static const CellTrackingLayout layout;
  return layout;
}

} // namespace cytosketch
