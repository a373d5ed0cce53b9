#include "engine/segmentation/detail/morphology.h"
#include "engine/segmentation/segmentation.h"
#include "engine/sketch/fromlabels.h"

#include <algorithm>
#include <array>

namespace cytosketch {
namespace {

constexpr std::size_t reach = 16;          ///< pixels from a border that are looked at
constexpr double thickestMembrane = 24.0;  ///< pixels
constexpr std::int64_t slicesMeasured = 5; ///< spread over the image

/// How grey runs from the borders between cells to their insides.
struct Profile {
  std::array<double, reach> sum{};
  std::array<double, reach> count{};

  double grey(std::size_t distance) const { return count[distance] > 0.0 ? sum[distance] / count[distance] : 0.0; }
  /// Grey of the membrane itself: at the border.
  double top() const { return grey(0); }
  /// Grey of the insides: the lowest that is reached.
  double bottom() const {
    double lowest = top();
    for (std::size_t d = 0; d < reach; ++d) {
      lowest = count[d] > 0.0 ? std::min(lowest, grey(d)) : lowest;
    }
    return lowest;
  }
  /// Full width at half height in pixels. The border lies between voxels, half a pixel before distance 0.
  double thickness() const {
    const double half = 0.5 * (top() + bottom());
    for (std::size_t d = 1; d < reach; ++d) {
      if (count[d] > 0.0 && grey(d) < half) {
        const double part = (grey(d - 1) - half) / std::max(1e-9, grey(d - 1) - grey(d));
        return std::clamp(2.0 * (static_cast<double>(d) - 0.5 + part), 1.0, thickestMembrane);
      }
    }
    return thickestMembrane;
  }
};

/// Adds slice z of frame t: distances in the plane to the nearest voxel beside another label.
void measure(const Segmentation& segmentation, std::int64_t t, std::int64_t z, Profile& profile) {
  const Extent& e = segmentation.labels.extent();
  const std::uint32_t* const labels = segmentation.labels.data() + segmentation.labels.offset(t, 0, z, 0, 0);
  const float* const grey = segmentation.grey.data() + segmentation.grey.offset(t, 0, z, 0, 0);
  const Grid grid{1, e.y, e.x, 1.0, 1.0};
  Morphology::Mask inside(grid.voxels(), 1);
  for (std::int64_t y = 0; y < e.y; ++y) {
    for (std::int64_t x = 0; x < e.x; ++x) {
      const std::size_t here = grid.at(0, y, x);
      for (const std::size_t there :
           {grid.at(0, y, std::min(x + 1, e.x - 1)), grid.at(0, std::min(y + 1, e.y - 1), x)}) {
        if (labels[here] != labels[there]) {
          inside[here] = inside[there] = 0;
        }
      }
    }
  }
  const std::vector<float> distance = Morphology(grid, {}).distanceInside(inside);
  for (std::size_t i = 0; i < distance.size(); ++i) {
    if (const auto d = static_cast<std::size_t>(distance[i]); d < reach && labels[i] != 0) {
      profile.sum[d] += static_cast<double>(grey[i]);
      profile.count[d] += 1.0;
    }
  }
}

Profile profileOf(const Segmentation& segmentation) {
  const Extent& e = segmentation.labels.extent();
  Profile profile;
  const std::int64_t planes = e.t * e.z;
  const std::int64_t count = std::min(planes, slicesMeasured);
  for (std::int64_t k = 0; k < count; ++k) {
    const std::int64_t plane = (2 * k + 1) * planes / (2 * count);
    measure(segmentation, plane / e.z, plane % e.z, profile);
  }
  return profile;
}

} // namespace

Sketch sketchOf(const Segmentation& segmentation) {
  if (segmentation.kind == SegmentationKind::Nuclei) {
    return sketchFromLabels(segmentation.labels, CellKind::Nucleus, segmentation.grey);
  }
  Sketch sketch = sketchFromLabels(segmentation.labels, CellKind::WholeCell, segmentation.grey);
  // Drawn as outlines, cells do not show their own greys: what lies between the membranes is background.
  const Profile profile = profileOf(segmentation);
  const Spacing& spacing = sketch.spacing();
  Shading shading = sketch.shading();
  shading.membraneThickness = profile.thickness() * (spacing.known() ? spacing.x : 1.0);
  shading.membraneGrey = static_cast<float>(std::clamp(profile.top(), 0.0, 1.0));
  shading.background = static_cast<float>(std::clamp(profile.bottom(), 0.0, 1.0));
  sketch.setShading(shading);
  return sketch;
}

} // namespace cytosketch
