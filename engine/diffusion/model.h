#pragma once

#include "engine/diffusion/modelcard.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace cytosketch {

class Network;

/// A trained denoising network with its card; immutable, shared between threads.
class Model {
public:
  /// Reads a `.cymodel` (safetensors; never runs code).
  /// @throws FileError if it cannot be opened; FormatError if it is truncated, foreign, hostile, or does not hold
  /// exactly the weights that its architecture needs.
  static std::shared_ptr<const Model> load(const std::filesystem::path& path);

  Model(ModelCard card, std::shared_ptr<Network> network, std::string hash);
  ~Model();

  const ModelCard& card() const { return card_; }
  /// FNV-1a hash (64 bit) of the file's content as 16 hexadecimal digits; stored with every result.
  const std::string& hash() const { return hash_; }
  /// Image sizes are padded to multiples of this: along y and x, and along z.
  int totalStride() const;
  int depthStride() const;
  /// Radius in voxels beyond which an input voxel cannot change an output voxel, along y and x, and along z: the exact
  /// halo.
  int receptiveRadius() const;
  int depthReceptiveRadius() const;
  /// False for the paper's topology, whose InstanceNorm couples a whole tile.
  bool tileExact() const;
  std::int64_t parameterCount() const;

  /// The network behind it; for engine/diffusion and engine/learning.
  const std::shared_ptr<Network>& network() const { return network_; }

private:
  ModelCard card_;
  std::shared_ptr<Network> network_;
  std::string hash_;
};

/// Writes the model's weights with another card (of the same network), in 16 bits as they are shipped.
/// @throws FileError, leaving an older file untouched; FormatError if the card does not describe the network.
void writeModel(const Model& model, const ModelCard& card, const std::filesystem::path& path);

/// The file that `nameOrPath` means: a path that exists, else NAME.cymodel in the given folders, in order.
/// @throws FileError listing where it was looked for and which models there are.
std::filesystem::path findModel(const std::string& nameOrPath, const std::vector<std::filesystem::path>& folders);

/// Name, path and card of every model in the folders, sorted by name; unreadable ones are left out. Reads headers only.
struct ModelListEntry {
  std::string name;
  std::filesystem::path path;
  ModelCard card;
};
std::vector<ModelListEntry> listModels(const std::vector<std::filesystem::path>& folders);

} // namespace cytosketch
