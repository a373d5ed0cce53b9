#pragma once

#include "engine/diffusion/texture.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace cytosketch {

/// What a model file says about itself (JSON in the safetensors' __metadata__).
struct ModelCard {
  std::string name;
  std::string architecture; ///< "tile-exact-unet" or "paper-unet"
  int dimensions = 2;       ///< 2 or 3
  int channels = 1;         ///< image channels
  std::vector<int> widths;  ///< tile-exact: channels per level
  std::vector<int> blocks;  ///< tile-exact: residual blocks per level
  int stem = 2;             ///< tile-exact: pixel-unshuffle factor
  int timesteps = 1000;     ///< length of the schedule
  std::string schedule = "cosine";
  double lowPercentile = 0.1; ///< normalisation of the training images
  double highPercentile = 99.9;
  std::vector<int> patch;       ///< training patch z, y, x
  std::vector<double> spacing;  ///< voxel spacing of the training images in µm z, y, x; empty = unknown
  int calibratedHalo = -1;      ///< voxels along y and x; −1 = not calibrated
  int calibratedDepthHalo = -1; ///< voxels along z; −1 = not calibrated
  TextureModel texture;         ///< of the training images, as TextureMeasurement finds it; may be empty
  std::string summary;          ///< one sentence for the model list
  std::string data;             ///< training data, with origin
  std::string licence;
  std::map<std::string, double> metrics; ///< held-out losses and realism figures by name
  std::string training;                  ///< settings and command that reproduce it
};

/// @throws FormatError if the card describes no network of ours, one of absurd size, or impossible values.
void requireBuildable(const ModelCard& card, const std::string& where);

/// A lower bound of the number of weights of a tile-exact card that requireBuildable accepts: what a file must at least
/// hold before it is worth building the network. 0 for the paper's topology, whose size is fixed.
std::int64_t leastParameters(const ModelCard& card);

/// @throws FormatError if the JSON does not describe a network that this program can build.
ModelCard modelCardFromJson(const std::string& json, const std::string& where);
std::string toJson(const ModelCard& card);

} // namespace cytosketch
