#pragma once

#include "engine/diffusion/modelcard.h"

#include <torch/torch.h>

#include <functional>
#include <memory>

namespace cytosketch {

/// A network that predicts the noise ε in x_t; what samplers, trainer and model files know of both architectures.
class Network : public torch::nn::Module {
public:
  /// @param x x_t, fp32, (N, C, y, x) or (N, C, z, y, x); y and x multiples of totalStride(), z of depthStride()
  /// @param t real-valued timestep index per sample, fp32, (N)
  /// @returns ε, fp32, shape of x. Differentiable. Computes in `computeType()` (weights stay fp32).
  virtual torch::Tensor forward(const torch::Tensor& x, const torch::Tensor& t) = 0;

  /// Like forward but for inference only: no gradients, weights packed once for the compute type, fused passes, and
  /// `checkpoint` is called between layers, so that it can throw Cancelled.
  virtual torch::Tensor predict(const torch::Tensor& x, const torch::Tensor& t, torch::ScalarType type,
                                const std::function<void()>& checkpoint) = 0;

  /// Forgets weights packed by predict(); to be called after the parameters changed.
  virtual void invalidatePacked() {}

  /// The convolutions of one forward call on an input of this size, for the benchmark that runs them alone.
  struct ConvolutionShape {
    std::vector<std::int64_t> input; ///< N, C, [z,] y, x
    std::vector<std::int64_t> weight;
    std::int64_t stride = 1;
    std::vector<std::int64_t> padding; ///< per axis of the kernel
  };
  virtual std::vector<ConvolutionShape> convolutions(torch::IntArrayRef inputSize) const = 0;

  virtual int dimensions() const = 0;
  virtual int totalStride() const = 0;     ///< along y and x
  virtual int receptiveRadius() const = 0; ///< along y and x, in voxels
  virtual int depthStride() const { return 1; }
  virtual int depthReceptiveRadius() const { return 0; }
  virtual bool tileExact() const = 0;
  /// True if the network takes one more input channel of pure noise (the paper's topology).
  virtual bool wantsNoiseChannel() const { return false; }

  /// Type that forward() computes in while training: at::kFloat or at::kBFloat16.
  void setComputeType(torch::ScalarType type) { computeType_ = type; }
  torch::ScalarType computeType() const { return computeType_; }

private:
  torch::ScalarType computeType_ = torch::kFloat;
};

/// Builds the network a card describes, with random weights. @throws FormatError if the card describes none of ours.
std::shared_ptr<Network> makeNetwork(const ModelCard& card);

} // namespace cytosketch
