#pragma once

#include "engine/diffusion/model.h"
#include "engine/learning/untrained.h"
#include "engine/study/pair.h"

#include <cmath>
#include <filesystem>
#include <random>

namespace cytosketch {

/// Three discs on a dark ground.
inline Image<std::uint32_t> sceneLabels(std::int64_t height = 48, std::int64_t width = 56) {
  Image<std::uint32_t> labels({1, 1, 1, height, width});
  const double centres[3][3] = {{12, 12, 7}, {14, 40, 8}, {35, 24, 9}};
  for (std::int64_t y = 0; y < height; ++y) {
    for (std::int64_t x = 0; x < width; ++x) {
      for (std::uint32_t i = 0; i < 3; ++i) {
        if (std::hypot(double(y) - centres[i][0], double(x) - centres[i][1]) < centres[i][2]) {
          labels.mutableData()[y * width + x] = i + 1;
        }
      }
    }
  }
  return labels;
}

/// A "real" image of the discs: textured, in the grey values of some camera.
inline Image<float> sceneReal(const Image<std::uint32_t>& labels, unsigned seed = 1) {
  Image<float> real(labels.extent());
  std::mt19937 random(seed);
  std::normal_distribution<float> grain(0.0F, 60.0F);
  for (std::size_t i = 0; i < real.size(); ++i) {
    real.mutableData()[i] = 300.0F + 500.0F * static_cast<float>(labels.data()[i]) + grain(random);
  }
  return real;
}

inline StudyPair scenePair(unsigned seed = 1) {
  return makePair("scene", sceneReal(sceneLabels(), seed), sceneLabels());
}

/// A small network of random weights.
inline std::shared_ptr<const Model> tinyModel(const std::filesystem::path& folder) {
  ModelCard card;
  card.name = "tiny";
  card.architecture = "tile-exact-unet";
  card.widths = {8, 12};
  card.blocks = {1, 1};
  const std::filesystem::path path = folder / "tiny.cymodel";
  writeUntrainedModel(path, card, 5, 0.05);
  return Model::load(path);
}

} // namespace cytosketch
