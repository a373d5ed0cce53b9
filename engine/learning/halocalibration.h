#pragma once

#include "engine/learning/patchsource.h"

#include <filesystem>
#include <stop_token>
#include <vector>

namespace cytosketch {

/// What was measured for one halo.
struct HaloMeasurement {
  int halo = 0;             ///< voxels along y and x
  int depthHalo = -1;       ///< along z, measured with the halo chosen for y and x; −1 while that is measured
  double rmsGreyLevels = 0; ///< difference of the final images, tiled against untiled, in grey levels of 255
  double percentile999 = 0; ///< 99.9 % of the differences are at most this
  bool sufficient = false;  ///< RMS ≤ 0.5 and 99.9 % ≤ 2 grey levels
};

/// Finds the smallest halo whose final image is within 0.5 grey levels RMS (99.9 % ≤ 2) of the untiled one, on images
/// generated from training images with the default settings, in tiles of four strides, and stores it in the model
/// file's card (calibratedHalo). If none below the exact one suffices, the exact one is stored. For a 3D model then the
/// same along z (calibratedDepthHalo), with one volume in tiles of eight strides and half its depth.
/// @param images source of at least one image; its patches are what is generated, so they should be several tiles wide
/// @returns the measurements in the order they were made
/// @throws FileError, FormatError as Model::load; Cancelled
std::vector<HaloMeasurement> calibrateHalo(const std::filesystem::path& modelFile, const PatchSource& images,
                                           std::stop_token stop = {});

/// Patches to calibrate on: several tiles wide, and small enough to be generated again and again.
inline PatchShape calibrationPatch(int dimensions) {
  return dimensions == 3 ? PatchShape(128, 32) : PatchShape(256);
}

} // namespace cytosketch
