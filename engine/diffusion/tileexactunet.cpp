#include "engine/diffusion/detail/tileexactunet.h"

#include "engine/diffusion/detail/fusedops.h"
#include "engine/diffusion/detail/timeembedding.h"

#include <cmath>

namespace cytosketch {
namespace {

constexpr std::int64_t frequencies = 64;
constexpr std::int64_t embeddingWidth = 256;
constexpr auto channelsLast = torch::MemoryFormat::ChannelsLast;

/// (N, C, f·y, f·x) → (N, f²·C, y, x), channel = (sy·f + sx)·C + c, channels-last.
torch::Tensor unshuffled(const torch::Tensor& x, std::int64_t f, torch::ScalarType type) {
  const auto n = x.size(0), c = x.size(1), y = x.size(2) / f, w = x.size(3) / f;
  return x.view({n, c, y, f, w, f})
      .permute({0, 2, 4, 3, 5, 1})
      .reshape({n, y, w, f * f * c})
      .to(type)
      .permute({0, 3, 1, 2});
}

/// The inverse for a channels-last x: (N, f²·C, y, x) → a view (N, y, f, x, f, C).
torch::Tensor shuffleView(const torch::Tensor& x, std::int64_t f) {
  const auto n = x.size(0), c = x.size(1) / (f * f), y = x.size(2), w = x.size(3);
  return x.permute({0, 2, 3, 1}).view({n, y, w, f, f, c}).permute({0, 1, 3, 2, 4, 5});
}

torch::Tensor shuffled(const torch::Tensor& x, std::int64_t f) {
  const torch::Tensor view = shuffleView(x, f);
  return view.reshape({view.size(0), view.size(1) * f, view.size(3) * f, view.size(5)}).permute({0, 3, 1, 2});
}

/// Slices (N·depth, C, y, x), channels-last, as (N, C, depth, y·x) in the same memory, and back.
torch::Tensor asColumns(const torch::Tensor& slices, std::int64_t depth) {
  const auto c = slices.size(1), y = slices.size(2), x = slices.size(3);
  return slices.permute({0, 2, 3, 1}).reshape({slices.size(0) / depth, depth, y * x, c}).permute({0, 3, 1, 2});
}
torch::Tensor asSlices(const torch::Tensor& columns, std::int64_t y, std::int64_t x) {
  const auto n = columns.size(0), c = columns.size(1), depth = columns.size(2);
  return columns.permute({0, 2, 3, 1}).reshape({n * depth, y, x, c}).permute({0, 3, 1, 2});
}

/// A volume (N, C, z, y, x) as slices (N·z, C, y, x), contiguous; images as they are.
torch::Tensor volumeAsSlices(const torch::Tensor& x) {
  return x.dim() == 4
             ? x.contiguous()
             : x.transpose(1, 2).reshape({x.size(0) * x.size(2), x.size(1), x.size(3), x.size(4)}).contiguous();
}
torch::Tensor slicesAsVolume(const torch::Tensor& slices, torch::IntArrayRef size) {
  return size.size() == 4 ? slices : slices.view({size[0], size[2], size[1], size[3], size[4]}).transpose(1, 2);
}
std::int64_t depthOf(const torch::Tensor& x) {
  return x.dim() == 4 ? 1 : x.size(2);
}

/// (N, C) for samples → (N·depth, C) for slices.
torch::Tensor perSlice(const torch::Tensor& values, std::int64_t depth) {
  return depth == 1 ? values.contiguous() : values.repeat_interleave(depth, 0);
}

constexpr std::array<std::int64_t, 2> square(std::int64_t edge) {
  return {edge, edge};
}

} // namespace

ConvolutionImpl::ConvolutionImpl(std::int64_t in, std::int64_t out, std::array<std::int64_t, 2> kernel,
                                 std::int64_t stride, bool zero)
    : stride_(stride),
      padding_(stride == 1 ? std::vector{kernel[0] / 2, kernel[1] / 2} : std::vector<std::int64_t>(2)) {
  const double bound = std::sqrt(1.0 / static_cast<double>(in * kernel[0] * kernel[1]));
  torch::Tensor start = torch::empty({out, in, kernel[0], kernel[1]});
  weight = register_parameter("weight",
                              zero ? start.zero_() : start.uniform_(-bound * std::sqrt(3.0), bound * std::sqrt(3.0)));
  bias = register_parameter("bias", torch::zeros({out}));
}

torch::Tensor ConvolutionImpl::forward(const torch::Tensor& x) {
  const torch::Tensor w = weight.to(x.scalar_type()).contiguous(channelsLast);
  return torch::conv2d(x, w, bias.to(x.scalar_type()), stride_, padding_);
}

ConvolutionImpl::Packed ConvolutionImpl::packed(torch::ScalarType type) {
  const std::lock_guard lock(mutex_);
  Packed& entry = packed_[type];
  if (!entry.weight.defined()) {
    entry.weight = weight.detach().to(type).contiguous(channelsLast);
    entry.bias = bias.detach().to(type);
  }
  return entry;
}

torch::Tensor ConvolutionImpl::predict(const torch::Tensor& x) {
  const Packed p = packed(x.scalar_type());
  return torch::conv2d(x, p.weight, p.bias, stride_, padding_);
}

void ConvolutionImpl::invalidatePacked() {
  const std::lock_guard lock(mutex_);
  packed_.clear();
}

Network::ConvolutionShape ConvolutionImpl::shape(std::int64_t n, std::int64_t y, std::int64_t x) const {
  return {{n, weight.size(1), y, x}, weight.sizes().vec(), stride_, padding_};
}

ResidualBlockImpl::ResidualBlockImpl(std::int64_t channels, std::int64_t embedding, int dimensions) {
  gain1 = register_parameter("gain1", torch::ones({channels}));
  gain2 = register_parameter("gain2", torch::ones({channels}));
  modulation = register_module("modulation", torch::nn::Linear(embedding, 2 * channels));
  torch::NoGradGuard noGradients;
  modulation->weight.zero_();
  modulation->bias.zero_();
  convolution1 = register_module("convolution1", Convolution(channels, channels, square(3), 1));
  convolution2 = register_module("convolution2", Convolution(channels, channels, square(3), 1, true));
  if (dimensions == 3) {
    depthConvolution = register_module("depthConvolution",
                                       Convolution(channels, channels, std::array<std::int64_t, 2>{3, 1}, 1, true));
  }
}

torch::Tensor ResidualBlockImpl::forward(const torch::Tensor& h, const torch::Tensor& embedding, std::int64_t depth) {
  const torch::Tensor gain = gain1.unsqueeze(0).expand({h.size(0), -1});
  torch::Tensor y = convolution1(normSilu(h, gain, torch::zeros_like(gain)));
  const auto modulated = modulation(embedding).chunk(2, 1);
  y = normSilu(y, perSlice(gain2 * (1.0 + modulated[0]), depth), perSlice(modulated[1], depth));
  const torch::Tensor sum = h + convolution2(y);
  return depthConvolution ? sum + asSlices(depthConvolution(asColumns(y, depth)), y.size(2), y.size(3)) : sum;
}

TileExactUNet::TileExactUNet(const ModelCard& card)
    : dimensions_(card.dimensions),
      channels_(card.channels),
      stemFactor_(card.stem),
      widths_(card.widths),
      blocks_(card.blocks) {
  const std::int64_t folded = stemFactor_ * stemFactor_ * channels_;
  time1_ = register_module("time1", torch::nn::Linear(2 * frequencies, embeddingWidth));
  time2_ = register_module("time2", torch::nn::Linear(embeddingWidth, embeddingWidth));
  stem_ = register_module("stem", Convolution(folded, widths_[0], square(3), 1));
  const auto makeBlocks = [this](const std::string& prefix, std::size_t level) {
    std::vector<ResidualBlock> made;
    for (int i = 0; i < blocks_[level]; ++i) {
      made.push_back(register_module(prefix + std::to_string(level) + "_" + std::to_string(i),
                                     ResidualBlock(widths_[level], embeddingWidth, dimensions_)));
    }
    return made;
  };
  for (std::size_t level = 0; level < levels(); ++level) {
    encoder_.push_back(makeBlocks("encoder", level));
    if (level + 1 < levels()) {
      down_.push_back(register_module("down" + std::to_string(level),
                                      Convolution(widths_[level], widths_[level + 1], square(2), 2)));
      up_.push_back(register_module("up" + std::to_string(level),
                                    Convolution(widths_[level + 1], 4 * widths_[level], square(1), 1)));
      decoder_.push_back(makeBlocks("decoder", level));
    }
  }
  outGain_ = register_parameter("outGain", torch::ones({widths_[0]}));
  out_ = register_module("out", Convolution(widths_[0], folded, square(3), 1, true));
}

torch::Tensor TileExactUNet::embed(const torch::Tensor& t) {
  return torch::silu(time2_(torch::silu(time1_(sinusoidalEmbedding(t, frequencies)))));
}

torch::Tensor TileExactUNet::forward(const torch::Tensor& x, const torch::Tensor& t) {
  const torch::Tensor embedding = embed(t);
  const std::int64_t depth = depthOf(x);
  torch::Tensor h = stem_(unshuffled(volumeAsSlices(x), stemFactor_, computeType()));
  std::vector<torch::Tensor> skips;
  for (std::size_t level = 0; level < levels(); ++level) {
    for (ResidualBlock& block : encoder_[level]) {
      h = block(h, embedding, depth);
    }
    if (level + 1 < levels()) {
      skips.push_back(h);
      h = down_[level](h);
    }
  }
  for (std::size_t level = levels() - 1; level-- > 0;) {
    h = skips[level] + shuffled(up_[level](h), 2);
    for (ResidualBlock& block : decoder_[level]) {
      h = block(h, embedding, depth);
    }
  }
  const torch::Tensor gain = outGain_.unsqueeze(0).expand({h.size(0), -1});
  h = out_(normSilu(h, gain, torch::zeros_like(gain)));
  return slicesAsVolume(shuffled(h, stemFactor_).to(torch::kFloat).contiguous(), x.sizes());
}

/// The residual stream during inference: `pending` is a block's output that has not been added yet, so that the
/// addition and the next block's norm take one pass.
struct TileExactUNet::Stream {
  torch::Tensor h;
  torch::Tensor pending;
  torch::Tensor wide; ///< the decoder's upsampled features, not yet shuffled and added
  std::int64_t depth; ///< slices per sample

  /// Adds what is pending and returns h.
  torch::Tensor& settled() {
    if (pending.defined()) {
      addInto(h, pending);
      pending.reset();
    }
    return h;
  }
  torch::Tensor normed(const torch::Tensor& gain, const torch::Tensor& shift) {
    torch::Tensor y = torch::empty_like(h, channelsLast);
    if (wide.defined()) {
      addShuffledNormSiluInto(h, wide, gain, shift, y);
      wide.reset();
    } else if (pending.defined()) {
      addNormSiluInto(h, pending, gain, shift, y);
      pending.reset();
    } else {
      normSiluInto(h, gain, shift, y);
    }
    return y;
  }
};

void TileExactUNet::predictBlock(ResidualBlock& block, Stream& stream, const torch::Tensor& embedding,
                                 const std::function<void()>& checkpoint) {
  const std::int64_t n = stream.h.size(0);
  const torch::Tensor gain = block->gain1.unsqueeze(0).expand({n, -1}).contiguous();
  torch::Tensor y = stream.normed(gain, torch::zeros_like(gain));
  torch::Tensor inner = block->convolution1->predict(y);
  checkpoint();
  const auto modulated = block->modulation(embedding).chunk(2, 1);
  normSiluInto(inner, perSlice(block->gain2 * (1.0 + modulated[0]), stream.depth), perSlice(modulated[1], stream.depth),
               y);
  inner.reset();
  stream.pending = block->convolution2->predict(y);
  checkpoint();
  if (block->depthConvolution) {
    addInto(stream.pending, block->depthConvolution->predict(asColumns(y, stream.depth)));
    checkpoint();
  }
}

torch::Tensor TileExactUNet::predict(const torch::Tensor& x, const torch::Tensor& t, torch::ScalarType type,
                                     const std::function<void()>& checkpoint) {
  const torch::InferenceMode inference;
  if (!x.device().is_cpu()) {
    checkpoint();
    return forward(x, t);
  }
  const torch::Tensor embedding = embed(t);
  Stream stream{stem_->predict(pixelUnshuffled(volumeAsSlices(x), stemFactor_, type)), {}, {}, depthOf(x)};
  std::vector<torch::Tensor> skips;
  for (std::size_t level = 0; level < levels(); ++level) {
    for (ResidualBlock& block : encoder_[level]) {
      predictBlock(block, stream, embedding, checkpoint);
    }
    if (level + 1 < levels()) {
      skips.push_back(stream.settled());
      stream.h = down_[level]->predict(stream.h);
      checkpoint();
    }
  }
  for (std::size_t level = levels() - 1; level-- > 0;) {
    stream.wide = up_[level]->predict(stream.settled());
    stream.h = skips[level];
    skips.pop_back();
    checkpoint();
    for (ResidualBlock& block : decoder_[level]) {
      predictBlock(block, stream, embedding, checkpoint);
    }
  }
  const torch::Tensor gain = outGain_.unsqueeze(0).expand({stream.h.size(0), -1}).contiguous();
  const torch::Tensor y = stream.normed(gain, torch::zeros_like(gain));
  return slicesAsVolume(pixelShuffled(out_->predict(y), stemFactor_), x.sizes());
}

void TileExactUNet::invalidatePacked() {
  apply([](torch::nn::Module& module) {
    if (auto* convolution = dynamic_cast<ConvolutionImpl*>(&module)) {
      convolution->invalidatePacked();
    }
  });
}

std::vector<Network::ConvolutionShape> TileExactUNet::convolutions(torch::IntArrayRef inputSize) const {
  const std::int64_t depth = inputSize.size() == 5 ? inputSize[2] : 1;
  const std::int64_t n = inputSize[0] * depth;
  std::int64_t y = inputSize[inputSize.size() - 2] / stemFactor_;
  std::int64_t x = inputSize[inputSize.size() - 1] / stemFactor_;
  std::vector<ConvolutionShape> shapes{stem_->shape(n, y, x)};
  const auto addBlocks = [&](const std::vector<ResidualBlock>& blocks) {
    for (const ResidualBlock& block : blocks) {
      shapes.push_back(block->convolution1->shape(n, y, x));
      shapes.push_back(block->convolution2->shape(n, y, x));
      if (block->depthConvolution) {
        shapes.push_back(block->depthConvolution->shape(inputSize[0], depth, y * x));
      }
    }
  };
  for (std::size_t level = 0; level < levels(); ++level) {
    addBlocks(encoder_[level]);
    if (level + 1 < levels()) {
      shapes.push_back(down_[level]->shape(n, y, x));
      y /= 2;
      x /= 2;
    }
  }
  for (std::size_t level = levels() - 1; level-- > 0;) {
    shapes.push_back(up_[level]->shape(n, y, x));
    y *= 2;
    x *= 2;
    addBlocks(decoder_[level]);
  }
  shapes.push_back(out_->shape(n, y, x));
  return shapes;
}

int TileExactUNet::totalStride() const {
  return static_cast<int>(stemFactor_) << (levels() - 1);
}

int TileExactUNet::receptiveRadius() const {
  // Each 3×3 convolution reaches one of its own pixels further; going down and up again adds at most one pixel of the
  // coarsest level, because blocks of it are aligned to the image.
  std::int64_t scale = stemFactor_;
  std::int64_t radius = 2 * scale; // stem and out
  for (std::size_t level = 0; level < levels(); ++level) {
    const std::int64_t passes = level + 1 < levels() ? 2 : 1;
    radius += passes * 2 * blocks_[level] * scale;
    scale *= 2;
  }
  return static_cast<int>(radius + totalStride() - 1);
}

int TileExactUNet::depthReceptiveRadius() const {
  int radius = 0; // one voxel per block, in the encoder and again in the decoder
  for (std::size_t level = 0; dimensions_ == 3 && level < levels(); ++level) {
    radius += (level + 1 < levels() ? 2 : 1) * blocks_[level];
  }
  return radius;
}

} // namespace cytosketch
