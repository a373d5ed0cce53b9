#include "engine/segmentation/segmentation.h"

#include "engine/image/error.h"
#include "engine/image/normalisation.h"
#include "engine/segmentation/detail/cellsize.h"
#include "engine/segmentation/detail/steps.h"

#include <algorithm>
#include <new>

namespace cytosketch {
namespace {

constexpr double percent = 0.01;
constexpr double membraneSmoothing = 0.08; ///< of the diameter
constexpr std::int64_t framesForSize = 5;

Grid gridOf(const Image<float>& image, double depth) {
  const Spacing& spacing = image.spacing();
  const Extent& e = image.extent();
  Grid grid{e.z, e.y, e.x, depth, 1.0};
  if (spacing.known()) {
    grid.height = spacing.y / spacing.x;
    if (depth == 0.0 && spacing.z > 0.0) {
      grid.depth = spacing.z / spacing.x;
    }
  }
  grid.depth = grid.depth > 0.0 ? grid.depth : 1.0;
  return grid;
}

/// Frame t with its grey; darker is brighter if `inverted`.
Frame frameOf(const Image<float>& grey, const Grid& grid, std::int64_t t, const SegmentationHooks& hooks,
              bool inverted) {
  std::vector<float> voxels(grey.channel(t, 0), grey.channel(t, 0) + grey.extent().volume());
  if (inverted) {
    std::transform(voxels.begin(), voxels.end(), voxels.begin(), [](float g) { return 1.0F - g; });
  }
  return {Image<float>({1, 1, grid.z, grid.y, grid.x}, std::move(voxels)), grid, Morphology(grid, hooks.stop), {}};
}

double sizeOf(const Image<float>& grey, const Grid& grid, SegmentationKind kind, const SegmentationHooks& hooks) {
  std::vector<Frame> frames;
  const std::int64_t count = std::min(framesForSize, grey.extent().t);
  for (std::int64_t k = 0; k < count; ++k) {
    frames.push_back(frameOf(grey, grid, k * grey.extent().t / count, hooks, kind == SegmentationKind::Membranes));
  }
  return estimatedSize(frames, kind == SegmentationKind::Membranes ? CellsLie::SideBySide : CellsLie::Apart);
}

Morphology::Labels labelsOf(const Frame& frame, const SegmentationSettings& settings, double size) {
  const auto part = [&](const char* key) { return percent * settings.value(key); };
  const double smoothing = settings.value("smoothing");
  if (settings.kind == SegmentationKind::Nuclei) {
    return findNuclei(frame, {size, part("edge"), part("contrast"), part("notch"), smoothing, part("smallest")});
  }
  return findMembranes(frame, {size, smoothing > 0.0 ? smoothing : membraneSmoothing * size, part("height"),
                               part("smallest"), settings.value("largest")});
}

Segmentation segmented(const Image<float>& image, const SegmentationSettings& settings,
                       const SegmentationHooks& hooks) {
  Segmentation result;
  result.kind = settings.kind;
  result.grey = normalised(image, percentileLimits(image));
  const Extent& e = image.extent();
  const Grid grid = gridOf(image, settings.value("depth"));
  result.voxelDepth = grid.depth;
  result.size = settings.value("size");
  result.sizeEstimated = result.size == 0.0;
  if (result.sizeEstimated) {
    result.size = sizeOf(result.grey, grid, settings.kind, hooks);
  }
  result.labels = Image<std::uint32_t>(e, 0U, image.spacing());
  for (std::int64_t t = 0; t < e.t && result.size > 0.0; ++t) {
    Frame frame = frameOf(result.grey, grid, t, hooks, false);
    frame.at = [&](double fraction) {
      if (hooks.stop.stop_requested()) {
        throw Cancelled();
      }
      if (hooks.progress) {
        hooks.progress((static_cast<double>(t) + fraction) / static_cast<double>(e.t));
      }
    };
    const Morphology::Labels labels = labelsOf(frame, settings, result.size);
    const auto before = static_cast<std::uint32_t>(result.cells);
    std::transform(labels.begin(), labels.end(), result.labels.mutableChannel(t, 0),
                   [before](std::uint32_t label) { return label == 0 ? 0 : before + label; });
    result.cells += labels.empty() ? 0 : *std::max_element(labels.begin(), labels.end());
    frame.at(1.0);
  }
  return result;
}

} // namespace

Segmentation segment(const Image<float>& image, const SegmentationSettings& settings, const SegmentationHooks& hooks) {
  for (const auto& [key, value] : settings.values) {
    settings.value(key); // unknown keys and values out of range are refused before any work
  }
  if (image.extent().c > 1) {
    throw SettingsError("the image has " + std::to_string(image.extent().c) + " channels", "channel",
                        "Choose the channel to segment");
  }
  try {
    return segmented(image, settings, hooks);
  } catch (const std::bad_alloc&) {
    throw MemoryError("the segmentation does not fit into memory", "", "Segment a crop of the image");
  }
}

} // namespace cytosketch
