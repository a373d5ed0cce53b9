#pragma once

#include "engine/diffusion/detail/network.h"

#include <array>
#include <map>
#include <mutex>

namespace cytosketch {

/// A 2D convolution whose fp32 weights are cast to the type of its input; the weights packed for inference are kept.
class ConvolutionImpl : public torch::nn::Module {
public:
  /// @param kernel  edges in y and x @param zero  all weights start at zero
  ConvolutionImpl(std::int64_t in, std::int64_t out, std::array<std::int64_t, 2> kernel, std::int64_t stride,
                  bool zero = false);
  torch::Tensor forward(const torch::Tensor& x);
  /// Without gradients, with weights packed for x's type.
  torch::Tensor predict(const torch::Tensor& x);
  void invalidatePacked();
  Network::ConvolutionShape shape(std::int64_t n, std::int64_t y, std::int64_t x) const;

  torch::Tensor weight;
  torch::Tensor bias;

private:
  struct Packed {
    torch::Tensor weight;
    torch::Tensor bias;
  };
  Packed packed(torch::ScalarType type);

  std::int64_t stride_;
  std::vector<std::int64_t> padding_;
  std::mutex mutex_;
  std::map<torch::ScalarType, Packed> packed_;
};
TORCH_MODULE(Convolution);

/// h + conv(SiLU(RMSnorm(conv(SiLU(RMSnorm(h)))) · (1 + scale(t)) + shift(t)))). The last convolution starts at zero,
/// so a fresh block is the identity. In 3D the last convolution's kernel is a cross: 3×3 in the plane and 3 along z.
class ResidualBlockImpl : public torch::nn::Module {
public:
  ResidualBlockImpl(std::int64_t channels, std::int64_t embedding, int dimensions);
  /// @param h (N·depth, C, y, x), channels-last  @param embedding (N, width)
  torch::Tensor forward(const torch::Tensor& h, const torch::Tensor& embedding, std::int64_t depth);

  torch::Tensor gain1; ///< (C)
  torch::Tensor gain2; ///< (C)
  torch::nn::Linear modulation{nullptr};
  Convolution convolution1{nullptr};
  Convolution convolution2{nullptr};
  Convolution depthConvolution{nullptr}; ///< 3D only: kernel (3, 1) over (N, C, z, y·x)
};
TORCH_MODULE(ResidualBlock);

/// Residual U-Net without any statistic over space, so a tile with enough context gives exactly what the whole image
/// gives. The full resolution is folded into channels by a pixel-unshuffle stem; skips are added (as in DRUNet, Zhang
/// et al. 2021), the decoder upsamples by 1×1 convolution and pixel shuffle; a sinusoidal time embedding reaches every
/// block by scale and shift.
///
/// In 3D every slice goes through the same network, and each residual block also looks one voxel up and down. Slices
/// are never merged: stacks are coarser along z than in the plane, thin volumes need no padding, and the reach along z,
/// which costs a halo, stays at one voxel per block. Channels-last, (N·z, y, x, C) and (N, z, y·x, C) are the same
/// memory, so both kinds of convolution are 2D convolutions without a copy, which oneDNN runs near the processor's
/// peak. A fresh depth convolution is zero, so a 3D network can start from the weights of a 2D one.
class TileExactUNet : public Network {
public:
  explicit TileExactUNet(const ModelCard& card);

  torch::Tensor forward(const torch::Tensor& x, const torch::Tensor& t) override;
  torch::Tensor predict(const torch::Tensor& x, const torch::Tensor& t, torch::ScalarType type,
                        const std::function<void()>& checkpoint) override;
  void invalidatePacked() override;
  std::vector<ConvolutionShape> convolutions(torch::IntArrayRef inputSize) const override;
  int dimensions() const override { return dimensions_; }
  int totalStride() const override;
  int receptiveRadius() const override;
  int depthStride() const override { return 1; }
  int depthReceptiveRadius() const override;
  bool tileExact() const override { return true; }

private:
  struct Stream;
  std::size_t levels() const { return blocks_.size(); }
  torch::Tensor embed(const torch::Tensor& t);
  void predictBlock(ResidualBlock& block, Stream& stream, const torch::Tensor& embedding,
                    const std::function<void()>& checkpoint);

  int dimensions_;
  std::int64_t channels_;
  std::int64_t stemFactor_;
  std::vector<int> widths_;
  std::vector<int> blocks_;
  torch::nn::Linear time1_{nullptr};
  torch::nn::Linear time2_{nullptr};
  Convolution stem_{nullptr};
  std::vector<std::vector<ResidualBlock>> encoder_; ///< per level; the last one is the bottom
  std::vector<Convolution> down_;
  std::vector<Convolution> up_;
  std::vector<std::vector<ResidualBlock>> decoder_;
  torch::Tensor outGain_;
  Convolution out_{nullptr};
};

} // namespace cytosketch
