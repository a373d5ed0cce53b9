#include "engine/diffusion/detail/runtime.h"
#include "engine/diffusion/generator.h"
#include "engine/image/stopwatch.h"

#include <torch/torch.h>

#include <algorithm>

namespace cytosketch {
namespace {

/// Times 3×3 convolutions of the shape that dominates our networks.
class ConvolutionTimer {
public:
  explicit ConvolutionTimer(torch::ScalarType type) {
    const auto options = torch::TensorOptions().dtype(type);
    x_ = torch::zeros({1, 64, 96, 96}, options).contiguous(torch::MemoryFormat::ChannelsLast);
    weight_ = torch::zeros({64, 64, 3, 3}, options).contiguous(torch::MemoryFormat::ChannelsLast);
    torch::conv2d(x_, weight_, {}, 1, 1); // compiles the kernel
  }
  void run() {
    const Stopwatch watch;
    torch::conv2d(x_, weight_, {}, 1, 1);
    best_ = std::min(best_, watch.seconds());
  }
  double best() const { return best_; }

private:
  torch::Tensor x_;
  torch::Tensor weight_;
  double best_ = 1e9;
};

} // namespace

bool bf16Pays() {
  static const bool pays = [] {
    if (!processorHasBf16()) {
      return false;
    }
    const torch::InferenceMode inference;
    ConvolutionTimer bf16(torch::kBFloat16);
    ConvolutionTimer fp32(torch::kFloat);
    for (int i = 0; i < 12; ++i) { // in turn, so that other load hits both alike
      bf16.run();
      fp32.run();
    }
    return bf16.best() < 0.8 * fp32.best();
  }();
  return pays;
}

} // namespace cytosketch
