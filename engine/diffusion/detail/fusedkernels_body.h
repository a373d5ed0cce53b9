// Included once by each fusedkernels_<isa>.cpp, which defines CYTOSKETCH_KERNEL_ISA and is compiled for that
// instruction set. Nothing here may instantiate a standard-library template: the linker could then pick this file's
// copy for code that runs on older processors.
#include <cstdint>
#include <cstring>

#include "engine/diffusion/detail/fusedkerneltable.h"

namespace cytosketch::kernels::CYTOSKETCH_KERNEL_ISA {
namespace {

constexpr float rmsEpsilon = 1e-6F;

inline float load(float value) {
  return value;
}
inline float load(std::uint16_t bits) {
  const std::uint32_t wide = static_cast<std::uint32_t>(bits) << 16;
  float value;
  std::memcpy(&value, &wide, sizeof value);
  return value;
}
inline void store(float& target, float value) {
  target = value;
}
inline void store(std::uint16_t& target, float value) {
  std::uint32_t wide;
  std::memcpy(&wide, &value, sizeof wide);
  wide += 0x7FFFU + ((wide >> 16) & 1U); // round to nearest, ties to even
  target = static_cast<std::uint16_t>(wide >> 16);
}

/// 1 / (1 + exp(−u)), relative error below 2e-7; written without branches so that it vectorises.
inline float sigmoid(float u) {
  float x = -u;
  x = x < -87.0F ? -87.0F : x;
  x = x > 87.0F ? 87.0F : x;
  const float scaled = x * 1.44269504F;
  const float shifted = scaled + 12582912.0F; // 1.5·2²³: the low bits now hold the rounded integer
  const float whole = shifted - 12582912.0F;
  const float f = (scaled - whole) * 0.693147181F;
  float p = 1.0F / 720.0F;
  p = p * f + 1.0F / 120.0F;
  p = p * f + 1.0F / 24.0F;
  p = p * f + 1.0F / 6.0F;
  p = p * f + 0.5F;
  p = p * f + 1.0F;
  p = p * f + 1.0F;
  std::uint32_t bits;
  std::memcpy(&bits, &shifted, sizeof bits);
  std::uint32_t power = (bits + 127U) << 23;
  float scale;
  std::memcpy(&scale, &power, sizeof scale);
  return 1.0F / (1.0F + p * scale);
}

template <typename T>
inline float inverseRms(const T* x, std::int64_t channels) {
  float sum = 0.0F;
#pragma omp simd reduction(+ : sum)
  for (std::int64_t c = 0; c < channels; ++c) {
    const float value = load(x[c]);
    sum += value * value;
  }
  return 1.0F / __builtin_sqrtf(sum / static_cast<float>(channels) + rmsEpsilon);
}

template <typename T>
[[maybe_unused]] void normSilu(const T* __restrict x, const float* __restrict gain, const float* __restrict shift,
                               T* __restrict y, std::int64_t pixels, std::int64_t channels) {
  for (std::int64_t p = 0; p < pixels; ++p, x += channels, y += channels) {
    const float r = inverseRms(x, channels);
#pragma omp simd
    for (std::int64_t c = 0; c < channels; ++c) {
      const float u = load(x[c]) * r * gain[c] + shift[c];
      store(y[c], u * sigmoid(u));
    }
  }
}

template <typename T>
[[maybe_unused]] void addNormSilu(const T* x, const T* residual, const float* __restrict gain,
                                  const float* __restrict shift, T* sum, T* __restrict y, std::int64_t pixels,
                                  std::int64_t channels) {
  for (std::int64_t p = 0; p < pixels; ++p, x += channels, residual += channels, sum += channels, y += channels) {
    float squares = 0.0F;
#pragma omp simd reduction(+ : squares)
    for (std::int64_t c = 0; c < channels; ++c) {
      const float value = load(x[c]) + load(residual[c]);
      store(sum[c], value);
      squares += value * value;
    }
    const float r = 1.0F / __builtin_sqrtf(squares / static_cast<float>(channels) + rmsEpsilon);
#pragma omp simd
    for (std::int64_t c = 0; c < channels; ++c) {
      const float u = load(sum[c]) * r * gain[c] + shift[c];
      store(y[c], u * sigmoid(u));
    }
  }
}

template <typename T>
[[maybe_unused]] void add(const T* __restrict x, T* __restrict sum, std::int64_t count) {
#pragma omp simd
  for (std::int64_t i = 0; i < count; ++i) {
    store(sum[i], load(sum[i]) + load(x[i]));
  }
}

template <typename T>
void normSiluBackward(const T* __restrict x, const T* __restrict dy, const float* __restrict gain,
                      const float* __restrict shift, T* __restrict dx, float* __restrict dGain,
                      float* __restrict dShift, std::int64_t pixels, std::int64_t channels) {
  const float inverseChannels = 1.0F / static_cast<float>(channels);
  float gradient[1024]; // d(normalised x) of one pixel
  for (std::int64_t p = 0; p < pixels; ++p, x += channels, dy += channels, dx += channels) {
    const float r = inverseRms(x, channels);
    float mean = 0.0F;
#pragma omp simd reduction(+ : mean)
    for (std::int64_t c = 0; c < channels; ++c) {
      const float normalised = load(x[c]) * r;
      const float u = normalised * gain[c] + shift[c];
      const float s = sigmoid(u);
      const float du = load(dy[c]) * s * (1.0F + u * (1.0F - s));
      dGain[c] += du * normalised;
      dShift[c] += du;
      gradient[c] = du * gain[c];
      mean += gradient[c] * normalised;
    }
    mean *= inverseChannels;
#pragma omp simd
    for (std::int64_t c = 0; c < channels; ++c) {
      store(dx[c], r * (gradient[c] - load(x[c]) * r * mean));
    }
  }
}

} // namespace

extern const FusedKernels<float> fp32;
extern const FusedKernels<std::uint16_t> bf16;
const FusedKernels<float> fp32{normSilu<float>, addNormSilu<float>, add<float>, normSiluBackward<float>};
#ifdef CYTOSKETCH_KERNEL_BF16_BY_HAND
void normSiluBf16(const std::uint16_t*, const float*, const float*, std::uint16_t*, std::int64_t, std::int64_t);
void addNormSiluBf16(const std::uint16_t*, const std::uint16_t*, const float*, const float*, std::uint16_t*,
                     std::uint16_t*, std::int64_t, std::int64_t);
void addBf16(const std::uint16_t*, std::uint16_t*, std::int64_t);
const FusedKernels<std::uint16_t> bf16{normSiluBf16, addNormSiluBf16, addBf16, normSiluBackward<std::uint16_t>};
#else
const FusedKernels<std::uint16_t> bf16{normSilu<std::uint16_t>, addNormSilu<std::uint16_t>, add<std::uint16_t>,
                                       normSiluBackward<std::uint16_t>};
#endif

} // namespace cytosketch::kernels::CYTOSKETCH_KERNEL_ISA
