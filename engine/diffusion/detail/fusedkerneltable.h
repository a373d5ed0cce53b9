#pragma once

#include <cstdint>

/// The memory-bound work between convolutions, each in one pass over channels-last rows: `pixels` rows of `channels`
/// values. Compiled once per instruction set and chosen at run time. bf16 values travel as their 16 bits.
namespace cytosketch::kernels {

/// One instruction set's functions. T is float or the bits of a bf16.
template <typename T>
struct FusedKernels {
  /// y = SiLU(x / rms(x) · gain + shift), rms over the channels of one pixel. gain and shift: `channels` values of
  /// fp32.
  void (*normSilu)(const T* x, const float* gain, const float* shift, T* y, std::int64_t pixels, std::int64_t channels);
  /// sum = x + residual, y = normSilu(sum); both are written.
  void (*addNormSilu)(const T* x, const T* residual, const float* gain, const float* shift, T* sum, T* y,
                      std::int64_t pixels, std::int64_t channels);
  /// sum += x, `count` values.
  void (*add)(const T* x, T* sum, std::int64_t count);
  /// Gradient of normSilu: dx per pixel; adds this range's share to dGain and dShift (`channels` values each).
  void (*normSiluBackward)(const T* x, const T* dy, const float* gain, const float* shift, T* dx, float* dGain,
                           float* dShift, std::int64_t pixels, std::int64_t channels);
};

} // namespace cytosketch::kernels
