#pragma once

#include "engine/image/image.h"
#include "engine/segmentation/detail/grid.h"
#include "engine/segmentation/detail/morphology.h"

#include <functional>
#include <vector>

namespace cytosketch {

/// One frame on its way through the steps: grey g ∈ [0,1], extent (1, 1, z, y, x).
struct Frame {
  Image<float> grey;
  Grid grid;
  Morphology morphology;
  std::function<void(double fraction)> at; ///< tells how far the frame is; throws Cancelled when asked to stop
};

/// Values of the nuclei's table, resolved.
struct NucleiValues {
  double size;      ///< diameter in pixels
  double edge;      ///< between the background (0) and a nucleus' own brightness (1)
  double contrast;  ///< least brightness above the background, of the grey range; 0 = from the image
  double notch;     ///< depth of the notch between two nuclei, of what an ideal nucleus answers with
  double smoothing; ///< σ in pixels
  double smallest;  ///< volume, of the ball or disc with the size
};
/// Labels 1…n; 0 = none.
Morphology::Labels findNuclei(const Frame& frame, const NucleiValues& values);

/// Values of the membranes' table, resolved.
struct MembraneValues {
  double size;      ///< diameter of a cell in pixels
  double smoothing; ///< σ in pixels
  double height;    ///< least height of a membrane above the cells' insides, of the grey range
  double smallest;  ///< volume, of the ball or disc with the size
  double largest;   ///< volume, of the median cell; 0 = no limit
};
/// Labels 1…n; 0 = outside of the tissue.
Morphology::Labels findMembranes(const Frame& frame, const MembraneValues& values);

/// Blur with a σ in pixels, the same distance along all axes.
Image<float> blurred(const Image<float>& grey, const Grid& grid, double sigma);

} // namespace cytosketch
