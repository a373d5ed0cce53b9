#include "engine/diffusion/detail/fusedops.h"

#include "engine/diffusion/detail/fusedkernels.h"

#include <ATen/Parallel.h>

namespace cytosketch {
namespace {

constexpr std::int64_t grain = 256;         // pixels a thread takes at least
constexpr std::int64_t backwardChunks = 32; // fixed, so that sums do not depend on the number of threads
constexpr double rmsEpsilon = 1e-6;

template <typename T>
T* pointer(const torch::Tensor& tensor) {
  return static_cast<T*>(tensor.data_ptr());
}

/// Calls body(first, last, sample) for ranges of pixels of the channels-last tensor x.
template <typename Body>
void forPixelRanges(const torch::Tensor& x, const Body& body) {
  const std::int64_t pixels = x.size(2) * x.size(3);
  at::parallel_for(0, x.size(0) * pixels, grain, [&](std::int64_t begin, std::int64_t end) {
    while (begin < end) {
      const std::int64_t sample = begin / pixels;
      const std::int64_t last = std::min(end, (sample + 1) * pixels);
      body(begin, last, sample);
      begin = last;
    }
  });
}

template <typename T>
void normSiluTyped(const torch::Tensor& x, const torch::Tensor& gain, const torch::Tensor& shift, torch::Tensor& y) {
  const std::int64_t channels = x.size(1);
  const auto& kernels = kernels::fusedKernels<T>();
  forPixelRanges(x, [&](std::int64_t first, std::int64_t last, std::int64_t sample) {
    kernels.normSilu(pointer<T>(x) + first * channels, pointer<float>(gain) + sample * channels,
                     pointer<float>(shift) + sample * channels, pointer<T>(y) + first * channels, last - first,
                     channels);
  });
}

template <typename T>
void backwardTyped(const torch::Tensor& x, const torch::Tensor& dy, const torch::Tensor& gain,
                   const torch::Tensor& shift, torch::Tensor& dx, torch::Tensor& partials) {
  const std::int64_t channels = x.size(1);
  TORCH_CHECK(channels <= 1024, "normSilu learns with at most 1024 channels"); // the kernel's row buffer
  const std::int64_t pixels = x.size(2) * x.size(3);
  const auto& kernels = kernels::fusedKernels<T>();
  at::parallel_for(0, x.size(0) * backwardChunks, 1, [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t task = begin; task < end; ++task) {
      const std::int64_t sample = task / backwardChunks;
      const std::int64_t chunk = task % backwardChunks;
      const std::int64_t first = sample * pixels + pixels * chunk / backwardChunks;
      const std::int64_t last = sample * pixels + pixels * (chunk + 1) / backwardChunks;
      float* partial = pointer<float>(partials) + task * 2 * channels;
      kernels.normSiluBackward(pointer<T>(x) + first * channels, pointer<T>(dy) + first * channels,
                               pointer<float>(gain) + sample * channels, pointer<float>(shift) + sample * channels,
                               pointer<T>(dx) + first * channels, partial, partial + channels, last - first, channels);
    }
  });
}

/// Calls body with a value of the type the kernels use for the tensor's type.
template <typename Body>
void dispatch(const torch::Tensor& x, const Body& body) {
  if (x.scalar_type() == torch::kBFloat16) {
    body(std::uint16_t{});
  } else {
    TORCH_CHECK(x.scalar_type() == torch::kFloat, "normSilu takes fp32 or bf16");
    body(float{});
  }
}

class NormSiluFunction : public torch::autograd::Function<NormSiluFunction> {
public:
  static torch::Tensor forward(torch::autograd::AutogradContext* context, const torch::Tensor& input,
                               const torch::Tensor& gainInput, const torch::Tensor& shiftInput) {
    const torch::Tensor x = input.contiguous(torch::MemoryFormat::ChannelsLast);
    const torch::Tensor gain = gainInput.contiguous();
    const torch::Tensor shift = shiftInput.contiguous();
    torch::Tensor y = torch::empty_like(x, torch::MemoryFormat::ChannelsLast);
    dispatch(x, [&](auto tag) { normSiluTyped<decltype(tag)>(x, gain, shift, y); });
    context->save_for_backward({x, gain, shift});
    return y;
  }

  static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context,
                                                 torch::autograd::variable_list gradients) {
    const auto saved = context->get_saved_variables();
    const torch::Tensor& x = saved[0];
    const torch::Tensor dy = gradients[0].to(x.scalar_type()).contiguous(torch::MemoryFormat::ChannelsLast);
    torch::Tensor dx = torch::empty_like(x, torch::MemoryFormat::ChannelsLast);
    torch::Tensor partials =
        torch::zeros({x.size(0), backwardChunks, 2, x.size(1)}, torch::TensorOptions().dtype(torch::kFloat));
    dispatch(x, [&](auto tag) { backwardTyped<decltype(tag)>(x, dy, saved[1], saved[2], dx, partials); });
    const torch::Tensor sums = partials.sum(1);
    return {dx, sums.select(1, 0), sums.select(1, 1)};
  }
};

/// The same formula from torch's own operations: GPUs, and the independent truth of the tests.
torch::Tensor normSiluByTorch(const torch::Tensor& x, const torch::Tensor& gain, const torch::Tensor& shift) {
  const torch::Tensor wide = x.to(torch::kFloat);
  const torch::Tensor normalised = wide * torch::rsqrt(wide.square().mean(1, true) + rmsEpsilon);
  const torch::Tensor modulated = normalised * gain.unsqueeze(-1).unsqueeze(-1) + shift.unsqueeze(-1).unsqueeze(-1);
  return torch::silu(modulated).to(x.scalar_type());
}

} // namespace

torch::Tensor normSilu(const torch::Tensor& x, const torch::Tensor& gain, const torch::Tensor& shift) {
  if (!x.device().is_cpu()) {
    return normSiluByTorch(x, gain, shift);
  }
  return NormSiluFunction::apply(x, gain, shift);
}

void normSiluInto(const torch::Tensor& x, const torch::Tensor& gain, const torch::Tensor& shift, torch::Tensor& y) {
  dispatch(x, [&](auto tag) { normSiluTyped<decltype(tag)>(x, gain, shift, y); });
}

void addInto(torch::Tensor& x, const torch::Tensor& residual) {
  dispatch(x, [&](auto tag) {
    using T = decltype(tag);
    const auto& kernels = kernels::fusedKernels<T>();
    at::parallel_for(0, x.numel(), grain * 64, [&](std::int64_t begin, std::int64_t end) {
      kernels.add(pointer<T>(residual) + begin, pointer<T>(x) + begin, end - begin);
    });
  });
}

void addNormSiluInto(torch::Tensor& x, const torch::Tensor& residual, const torch::Tensor& gain,
                     const torch::Tensor& shift, torch::Tensor& y) {
  dispatch(x, [&](auto tag) {
    using T = decltype(tag);
    const std::int64_t channels = x.size(1);
    const auto& kernels = kernels::fusedKernels<T>();
    forPixelRanges(x, [&](std::int64_t first, std::int64_t last, std::int64_t sample) {
      kernels.addNormSilu(pointer<T>(residual) + first * channels, pointer<T>(x) + first * channels,
                          pointer<float>(gain) + sample * channels, pointer<float>(shift) + sample * channels,
                          pointer<T>(x) + first * channels, pointer<T>(y) + first * channels, last - first, channels);
    });
  });
}

void addShuffledNormSiluInto(torch::Tensor& skip, const torch::Tensor& wide, const torch::Tensor& gain,
                             const torch::Tensor& shift, torch::Tensor& y) {
  dispatch(skip, [&](auto tag) {
    using T = decltype(tag);
    const std::int64_t channels = skip.size(1), height = skip.size(2), width = skip.size(3);
    const auto& kernels = kernels::fusedKernels<T>();
    at::parallel_for(0, skip.size(0) * height, 1, [&](std::int64_t begin, std::int64_t end) {
      for (std::int64_t row = begin; row < end; ++row) { // one row of pixels of one sample
        const std::int64_t sample = row / height, i = row % height;
        const T* source = pointer<T>(wide) + ((sample * height / 2 + i / 2) * (width / 2) * 4 + (i % 2) * 2) * channels;
        for (std::int64_t j = 0; j < width; ++j) {
          const std::int64_t pixel = (row * width + j) * channels;
          kernels.addNormSilu(source + (j / 2 * 4 + j % 2) * channels, pointer<T>(skip) + pixel,
                              pointer<float>(gain) + sample * channels, pointer<float>(shift) + sample * channels,
                              pointer<T>(skip) + pixel, pointer<T>(y) + pixel, 1, channels);
        }
      }
    });
  });
}

namespace {

/// Calls body(planar index, channels-last index) for every value of one folded row: y of the small image.
template <typename Body>
void forFoldedValues(std::int64_t n, std::int64_t c, std::int64_t f, std::int64_t y, std::int64_t x, const Body& body) {
  at::parallel_for(0, n * y, 1, [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t row = begin; row < end; ++row) {
      const std::int64_t sample = row / y, i = row % y;
      for (std::int64_t sy = 0; sy < f; ++sy) {
        for (std::int64_t channel = 0; channel < c; ++channel) {
          const std::int64_t planar = ((sample * c + channel) * y * f + i * f + sy) * x * f;
          for (std::int64_t j = 0; j < x * f; ++j) {
            body(planar + j, (row * x + j / f) * f * f * c + (sy * f + j % f) * c + channel);
          }
        }
      }
    }
  });
}

} // namespace

torch::Tensor pixelUnshuffled(const torch::Tensor& x, std::int64_t f, torch::ScalarType type) {
  const std::int64_t n = x.size(0), c = x.size(1), height = x.size(2) / f, width = x.size(3) / f;
  torch::Tensor result = torch::empty({n, f * f * c, height, width},
                                      x.options().dtype(type).memory_format(torch::MemoryFormat::ChannelsLast));
  const float* source = pointer<float>(x);
  if (type == torch::kBFloat16) {
    auto* target = pointer<at::BFloat16>(result);
    forFoldedValues(n, c, f, height, width, [&](std::int64_t p, std::int64_t q) { target[q] = source[p]; });
  } else {
    auto* target = pointer<float>(result);
    forFoldedValues(n, c, f, height, width, [&](std::int64_t p, std::int64_t q) { target[q] = source[p]; });
  }
  return result;
}

torch::Tensor pixelShuffled(const torch::Tensor& x, std::int64_t f) {
  const std::int64_t n = x.size(0), c = x.size(1) / (f * f), height = x.size(2), width = x.size(3);
  torch::Tensor result = torch::empty({n, c, height * f, width * f}, torch::TensorOptions().dtype(torch::kFloat));
  float* target = pointer<float>(result);
  if (x.scalar_type() == torch::kBFloat16) {
    const auto* source = pointer<at::BFloat16>(x);
    forFoldedValues(n, c, f, height, width, [&](std::int64_t p, std::int64_t q) { target[p] = source[q]; });
  } else {
    const auto* source = pointer<float>(x);
    forFoldedValues(n, c, f, height, width, [&](std::int64_t p, std::int64_t q) { target[p] = source[q]; });
  }
  return result;
}

} // namespace cytosketch
