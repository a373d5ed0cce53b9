#pragma once

#include "engine/diffusion/detail/network.h"

#include <map>
#include <vector>

namespace cytosketch {

/// The paper's topology (Eschweiler et al. 2024; the authors' UNet2D/UNet3D_PixelShuffle_inject), 2D or 3D, with their
/// parameter names, so that their checkpoints load. Inside a block: convolution → PReLU → InstanceNorm; time is added
/// to a block's output. InstanceNorm couples a whole tile, so this network is not tile-exact.
///
/// Input channels are x_t and a second one of pure noise, which carries no information: forward() and predict() take
/// x_t with one channel and draw the second from torch's global generator; with two channels they are taken as they
/// are.
class PaperUNet : public Network {
public:
  explicit PaperUNet(const ModelCard& card);

  torch::Tensor forward(const torch::Tensor& x, const torch::Tensor& t) override;
  torch::Tensor predict(const torch::Tensor& x, const torch::Tensor& t, torch::ScalarType type,
                        const std::function<void()>& checkpoint) override;
  std::vector<ConvolutionShape> convolutions(torch::IntArrayRef inputSize) const override;
  int dimensions() const override { return dimensions_; }
  int totalStride() const override { return 8; }
  int receptiveRadius() const override { return 64; }
  int depthStride() const override { return dimensions_ == 3 ? 8 : 1; }
  int depthReceptiveRadius() const override { return dimensions_ == 3 ? 64 : 0; }
  bool tileExact() const override { return false; }
  bool wantsNoiseChannel() const override { return true; }

private:
  struct Layer {
    torch::Tensor weight, bias, slope; ///< slope: PReLU, undefined for the last layer
    std::int64_t stride = 1, padding = 0;
  };
  struct TimeLayer {
    torch::Tensor weight1, bias1, slope, weight2, bias2;
  };
  using Sequence = std::vector<Layer>;

  void addSequence(const std::string& name, const std::vector<std::pair<std::int64_t, std::int64_t>>& widths,
                   std::int64_t kernel, std::int64_t stride, std::int64_t padding);
  void addTime(int number, std::int64_t channels);
  torch::Tensor apply(const std::string& name, torch::Tensor x, torch::ScalarType type,
                      const std::function<void()>& checkpoint) const;
  torch::Tensor timed(int number, const torch::Tensor& x, const torch::Tensor& embedding) const;
  torch::Tensor pixelShuffle(const torch::Tensor& x) const;
  torch::Tensor run(const torch::Tensor& x, const torch::Tensor& t, torch::ScalarType type,
                    const std::function<void()>& checkpoint) const;

  int dimensions_;
  std::map<std::string, Sequence> sequences_;
  std::vector<TimeLayer> times_;
  std::map<std::string, std::shared_ptr<torch::nn::Module>> holders_;
};

} // namespace cytosketch
