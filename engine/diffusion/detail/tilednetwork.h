#pragma once

#include "engine/diffusion/detail/network.h"
#include "engine/diffusion/detail/statebuffer.h"
#include "engine/diffusion/tiling.h"

#include <functional>
#include <memory>
#include <vector>

namespace cytosketch {

/// Calls a network over all tiles of an image; reads one global x_t, writes one global ε̂.
///
/// A tile-exact network's tiles are cropped to their cores. Another network's (its norm couples a whole tile) are fused
/// with weights that fall towards a tile's inner borders, in every call.
class TiledNetwork {
public:
  /// @param image extent (1, c, z, y, x)  @param seed of the noise channel, for networks that want one
  ///  @param checkpoint called between layers; may throw Cancelled
  TiledNetwork(std::shared_ptr<Network> network, const Extent& image, TilePlan plan, std::uint64_t seed,
               torch::ScalarType type, torch::Device device, std::function<void()> checkpoint);

  std::size_t tileCount() const { return plan_.tiles.size(); }

  /// x and epsilon: order c, z, y, x of the image.
  /// @param tileDone told after every tile how many are finished
  void predictNoise(const StateBuffer& x, double t, StateBuffer& epsilon,
                    const std::function<void(std::size_t)>& tileDone = {}) const;

private:
  bool exact() const;
  torch::Tensor readTile(const StateBuffer& x, const Box& box) const;
  void keepCore(const torch::Tensor& noise, const Tile& tile, StateBuffer& epsilon) const;
  void fuse(const torch::Tensor& noise, std::size_t index, StateBuffer& epsilon) const;

  std::shared_ptr<Network> network_;
  Extent image_;
  TilePlan plan_;
  std::uint64_t seed_;
  torch::ScalarType type_;
  torch::Device device_;
  std::function<void()> checkpoint_;
  std::vector<std::vector<float>> depthWeights_, rowWeights_, columnWeights_; ///< per cut and voxel, for fusing
};

/// `network` itself for the CPU, a copy of it on the device otherwise.
std::shared_ptr<Network> networkOn(const std::shared_ptr<Network>& network, const ModelCard& card,
                                   torch::Device device);

} // namespace cytosketch
