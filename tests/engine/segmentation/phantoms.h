#pragma once

#include "engine/image/blur.h"
#include "engine/image/image.h"

#include <cmath>
#include <cstdint>
#include <map>
#include <random>
#include <vector>

namespace cytosketch {

/// A nucleus: an ellipsoid in pixels, with slices `depth` pixels apart.
struct Ball {
  double z, y, x; ///< centre: slice, row, column
  double radius;  ///< in pixels
  double grey = 0.8;
  double stretch = 1.0; ///< of the radius along x
};

struct Phantom {
  Image<float> image;
  Image<std::uint32_t> truth;
};

/// Nuclei on an even background, blurred and with noise; and what they are.
inline Phantom phantomOf(const Extent& extent, const std::vector<Ball>& balls, double depth = 1.0,
                         double noise = 0.02) {
  Phantom phantom{Image<float>(extent, 0.1F), Image<std::uint32_t>(extent, 0U)};
  float* const grey = phantom.image.mutableData();
  std::uint32_t* const truth = phantom.truth.mutableData();
  for (std::int64_t z = 0; z < extent.z; ++z) {
    for (std::int64_t y = 0; y < extent.y; ++y) {
      for (std::int64_t x = 0; x < extent.x; ++x) {
        double nearest = 1.0;
        for (std::size_t k = 0; k < balls.size(); ++k) {
          const Ball& b = balls[k];
          const double distance = std::sqrt(std::pow((static_cast<double>(z) - b.z) * depth, 2) +
                                            std::pow(static_cast<double>(y) - b.y, 2) +
                                            std::pow((static_cast<double>(x) - b.x) / b.stretch, 2)) /
                                  b.radius;
          if (distance < nearest) { // where two overlap each has the half that is nearer
            nearest = distance;
            grey[phantom.image.offset(0, 0, z, y, x)] = static_cast<float>(b.grey);
            truth[phantom.truth.offset(0, 0, z, y, x)] = static_cast<std::uint32_t>(k + 1);
          }
        }
      }
    }
  }
  phantom.image = gaussianBlur(std::move(phantom.image), {extent.z > 1 ? 1.0 / depth : 0.0, 1.0, 1.0});
  std::mt19937 random(5);
  std::normal_distribution<float> normal(0.0F, static_cast<float>(noise));
  float* const voxels = phantom.image.mutableData();
  for (std::size_t i = 0; i < phantom.image.size(); ++i) {
    voxels[i] += normal(random);
  }
  phantom.image.setSpacing({0.2 * depth, 0.2, 0.2});
  return phantom;
}

/// Intersection over union of each true cell with the label that shares most with it; 0 if there is none.
inline std::vector<double> overlaps(const Image<std::uint32_t>& found, const Image<std::uint32_t>& truth) {
  std::map<std::uint32_t, double> foundSizes, trueSizes;
  std::map<std::uint32_t, std::map<std::uint32_t, double>> shared;
  for (std::size_t i = 0; i < truth.size(); ++i) {
    ++foundSizes[found.data()[i]];
    ++trueSizes[truth.data()[i]];
    ++shared[truth.data()[i]][found.data()[i]];
  }
  std::vector<double> result;
  for (const auto& [cell, size] : trueSizes) {
    double best = 0.0;
    for (const auto& [label, common] : shared[cell]) {
      if (label != 0) {
        best = std::max(best, common / (foundSizes[label] + size - common));
      }
    }
    if (cell != 0) {
      result.push_back(best);
    }
  }
  return result;
}

} // namespace cytosketch
