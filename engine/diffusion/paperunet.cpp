#include "engine/diffusion/detail/paperunet.h"

#include "engine/diffusion/detail/runtime.h"
#include "engine/diffusion/detail/timeembedding.h"

#include <cmath>

namespace cytosketch {
namespace {

constexpr std::int64_t embeddingWidth = 128;
constexpr double prelu = 0.25;

torch::Tensor instanceNorm(const torch::Tensor& x) {
  return torch::instance_norm(x, {}, {}, {}, {}, true, 0.1, 1e-5, false);
}

torch::Tensor withNoiseChannel(const torch::Tensor& x) {
  if (x.size(1) != 1) {
    return x;
  }
  return torch::cat({x, torch::randn_like(x)}, 1);
}

/// A 3D convolution. LibTorch 1.13 hands small deep layers to an implementation of its own that is many times slower
/// than oneDNN, which takes all of them where it is asked by name (which learns no gradients).
torch::Tensor convolution3d(const torch::Tensor& x, const torch::Tensor& weight, const torch::Tensor& bias,
                            torch::IntArrayRef stride, torch::IntArrayRef padding) {
  const bool known = x.scalar_type() == torch::kFloat || (x.scalar_type() == torch::kBFloat16 && processorHasBf16());
  if (torch::GradMode::is_enabled() || !x.device().is_cpu() || !known || !at::hasMKLDNN()) {
    return torch::conv3d(x, weight, bias, stride, padding);
  }
  return at::mkldnn_convolution(x.contiguous(), weight, bias, padding, stride, {1, 1, 1}, 1);
}

/// Sequential modules number their entries; our parameters hang under modules of those names.
std::shared_ptr<torch::nn::Module> holder(std::shared_ptr<torch::nn::Module> parent, const std::string& name) {
  if (const auto existing = parent->named_children().find(name)) {
    return *existing;
  }
  return parent->register_module(name, std::make_shared<torch::nn::Module>(name));
}

torch::Tensor uniformWeights(const std::vector<std::int64_t>& shape) {
  torch::Tensor weight = torch::empty(shape);
  std::int64_t fanIn = 1;
  for (std::size_t i = 1; i < shape.size(); ++i) {
    fanIn *= shape[i];
  }
  const double bound = 1.0 / std::sqrt(static_cast<double>(fanIn));
  return weight.uniform_(-bound, bound);
}

} // namespace

PaperUNet::PaperUNet(const ModelCard& card) : dimensions_(card.dimensions) {
  const std::int64_t shuffled = dimensions_ == 2 ? 32 : 16;
  const std::int64_t widths[] = {16, 32, 64, 128, 128, 128, 16};
  times_.resize(7);
  for (int i = 0; i < 7; ++i) {
    addTime(i + 1, widths[i]);
  }
  addSequence("c1", {{2, 8}, {8, 16}}, 3, 1, 1);
  addSequence("d1", {{16, 16}}, 4, 2, 1);
  addSequence("c2", {{16, 16}, {16, 32}}, 3, 1, 1);
  addSequence("d2", {{32, 32}}, 4, 2, 1);
  addSequence("c3", {{32, 32}, {32, 64}}, 3, 1, 1);
  addSequence("d3", {{64, 64}}, 4, 2, 1);
  addSequence("c4", {{64, 64}, {64, 128}}, 3, 1, 1);
  addSequence("u1", {{128, 128}}, 1, 1, 0);
  addSequence("c5", {{shuffled + 64, 128}, {128, 128}}, 3, 1, 1);
  addSequence("u2", {{128, 128}}, 1, 1, 0);
  addSequence("c6", {{shuffled + 32, 128}, {128, 128}}, 3, 1, 1);
  addSequence("u3", {{128, 128}}, 1, 1, 0);
  addSequence("c7", {{shuffled + 16, 16}, {16, 16}}, 3, 1, 1);
  addSequence("out", {{16, 16}, {16, 16}}, 3, 1, 1);
  // The last layer: a 1×1 convolution without activation or norm.
  const auto last = holder(holders_.at("out"), "6");
  std::vector<std::int64_t> shape{1, 16};
  shape.insert(shape.end(), static_cast<std::size_t>(dimensions_), 1);
  sequences_["out"].push_back({last->register_parameter("weight", uniformWeights(shape)),
                               last->register_parameter("bias", torch::zeros({1})),
                               {},
                               1,
                               0});
}

void PaperUNet::addSequence(const std::string& name, const std::vector<std::pair<std::int64_t, std::int64_t>>& widths,
                            std::int64_t kernel, std::int64_t stride, std::int64_t padding) {
  const auto module = register_module(name, std::make_shared<torch::nn::Module>(name));
  holders_[name] = module;
  int index = 0; // convolution, PReLU, norm: three entries per layer
  for (const auto& [in, out] : widths) {
    std::vector<std::int64_t> shape{out, in};
    shape.insert(shape.end(), static_cast<std::size_t>(dimensions_), kernel);
    const auto convolution = holder(module, std::to_string(index));
    const auto activation = holder(module, std::to_string(index + 1));
    sequences_[name].push_back({convolution->register_parameter("weight", uniformWeights(shape)),
                                convolution->register_parameter("bias", torch::zeros({out})),
                                activation->register_parameter("weight", torch::full({out}, prelu)), stride, padding});
    index += 3;
  }
}

void PaperUNet::addTime(int number, std::int64_t channels) {
  const std::string name = "t" + std::to_string(number);
  const auto module = register_module(name, std::make_shared<torch::nn::Module>(name));
  const auto first = holder(module, "1");
  const auto activation = holder(module, "2");
  const auto second = holder(module, "3");
  times_[static_cast<std::size_t>(number - 1)] = {
      first->register_parameter("weight", uniformWeights({channels, embeddingWidth})),
      first->register_parameter("bias", torch::zeros({channels})),
      activation->register_parameter("weight", torch::full({channels}, prelu)),
      second->register_parameter("weight", uniformWeights({channels, channels})),
      second->register_parameter("bias", torch::zeros({channels}))};
}

torch::Tensor PaperUNet::apply(const std::string& name, torch::Tensor x, torch::ScalarType type,
                               const std::function<void()>& checkpoint) const {
  for (const Layer& layer : sequences_.at(name)) {
    const std::vector<std::int64_t> stride(static_cast<std::size_t>(dimensions_), layer.stride);
    const std::vector<std::int64_t> padding(static_cast<std::size_t>(dimensions_), layer.padding);
    const torch::Tensor weight = layer.weight.to(type);
    const torch::Tensor bias = layer.bias.to(type);
    x = dimensions_ == 2 ? torch::conv2d(x.to(type), weight, bias, stride, padding)
                         : convolution3d(x.to(type), weight, bias, stride, padding);
    if (layer.slope.defined()) {
      x = instanceNorm(torch::prelu(x.to(torch::kFloat), layer.slope));
    }
    checkpoint();
  }
  return x;
}

torch::Tensor PaperUNet::timed(int number, const torch::Tensor& x, const torch::Tensor& embedding) const {
  const TimeLayer& layer = times_[static_cast<std::size_t>(number - 1)];
  const torch::Tensor inner = torch::prelu(torch::linear(embedding, layer.weight1, layer.bias1), layer.slope);
  torch::Tensor shift = torch::linear(inner, layer.weight2, layer.bias2);
  for (int i = 0; i < dimensions_; ++i) {
    shift = shift.unsqueeze(-1);
  }
  return x + shift;
}

torch::Tensor PaperUNet::pixelShuffle(const torch::Tensor& x) const {
  if (dimensions_ == 2) {
    return torch::pixel_shuffle(x, 2);
  }
  const auto n = x.size(0), c = x.size(1) / 8, z = x.size(2), y = x.size(3), w = x.size(4);
  return x.reshape({n, c, 2, 2, 2, z, y, w}).permute({0, 1, 5, 2, 6, 3, 7, 4}).reshape({n, c, 2 * z, 2 * y, 2 * w});
}

torch::Tensor PaperUNet::run(const torch::Tensor& input, const torch::Tensor& t, torch::ScalarType type,
                             const std::function<void()>& checkpoint) const {
  const torch::Tensor embedding = sinusoidalEmbedding(t, embeddingWidth / 2);
  const auto block = [&](int number, const torch::Tensor& x) {
    return timed(number, apply("c" + std::to_string(number), x, type, checkpoint), embedding);
  };
  const auto down = [&](int number, const torch::Tensor& x) {
    return apply("d" + std::to_string(number), x, type, checkpoint);
  };
  const auto up = [&](int number, const torch::Tensor& x, const torch::Tensor& skip) {
    return torch::cat({pixelShuffle(apply("u" + std::to_string(number), x, type, checkpoint)), skip}, 1);
  };
  const torch::Tensor c1 = block(1, withNoiseChannel(input));
  const torch::Tensor c2 = block(2, down(1, c1));
  const torch::Tensor c3 = block(3, down(2, c2));
  const torch::Tensor c4 = block(4, down(3, c3));
  const torch::Tensor c5 = block(5, up(1, c4, c3));
  const torch::Tensor c6 = block(6, up(2, c5, c2));
  const torch::Tensor c7 = block(7, up(3, c6, c1));
  return apply("out", c7, type, checkpoint).to(torch::kFloat);
}

torch::Tensor PaperUNet::forward(const torch::Tensor& x, const torch::Tensor& t) {
  return run(x, t, computeType(), [] {});
}

torch::Tensor PaperUNet::predict(const torch::Tensor& x, const torch::Tensor& t, torch::ScalarType type,
                                 const std::function<void()>& checkpoint) {
  const torch::InferenceMode inference;
  return run(x, t, x.device().is_cpu() ? type : torch::kFloat, checkpoint).contiguous();
}

std::vector<Network::ConvolutionShape> PaperUNet::convolutions(torch::IntArrayRef inputSize) const {
  std::vector<ConvolutionShape> shapes;
  std::vector<std::int64_t> size(inputSize.begin() + 2, inputSize.end());
  const auto scale = [&](double factor) {
    for (std::int64_t& axis : size) {
      axis = static_cast<std::int64_t>(static_cast<double>(axis) * factor);
    }
  };
  const auto add = [&](const std::string& name) {
    for (const Layer& layer : sequences_.at(name)) {
      std::vector<std::int64_t> input{inputSize[0], layer.weight.size(1)};
      input.insert(input.end(), size.begin(), size.end());
      shapes.push_back({input, layer.weight.sizes().vec(), layer.stride,
                        std::vector<std::int64_t>(static_cast<std::size_t>(dimensions_), layer.padding)});
    }
  };
  for (int level = 1; level <= 3; ++level) {
    add("c" + std::to_string(level));
    add("d" + std::to_string(level));
    scale(0.5);
  }
  add("c4");
  for (int level = 1; level <= 3; ++level) {
    add("u" + std::to_string(level));
    scale(2.0);
    add("c" + std::to_string(level + 4));
  }
  add("out");
  return shapes;
}

} // namespace cytosketch
