// bf16 passes in AVX-512, written by hand: the compiler does not vectorise the mixture of 16- and 32-bit lanes well,
// and bf16's 8 bits of precision allow a shorter exponential and an approximate reciprocal.
#include "engine/diffusion/detail/fusedkerneltable.h"

#include <immintrin.h>

namespace cytosketch::kernels::avx512 {
namespace {

constexpr float rmsEpsilon = 1e-6F;
constexpr std::int64_t lanes = 16;

__mmask16 maskFor(std::int64_t left) {
  return left >= lanes ? static_cast<__mmask16>(0xFFFF) : static_cast<__mmask16>((1U << left) - 1U);
}
__m512 load(const std::uint16_t* p, __mmask16 mask) {
  return _mm512_castsi512_ps(_mm512_slli_epi32(_mm512_cvtepu16_epi32(_mm256_maskz_loadu_epi16(mask, p)), 16));
}
void store(std::uint16_t* p, __mmask16 mask, __m512 value) {
  const __m512i bits = _mm512_castps_si512(value);
  const __m512i odd = _mm512_and_si512(_mm512_srli_epi32(bits, 16), _mm512_set1_epi32(1));
  const __m512i rounded = _mm512_add_epi32(bits, _mm512_add_epi32(odd, _mm512_set1_epi32(0x7FFF)));
  _mm256_mask_storeu_epi16(p, mask, _mm512_cvtepi32_epi16(_mm512_srli_epi32(rounded, 16)));
}

/// u / (1 + exp(−u)); relative error below 2⁻¹².
__m512 silu(__m512 u) {
  const __m512 x = _mm512_mul_ps(_mm512_max_ps(u, _mm512_set1_ps(-80.0F)), _mm512_set1_ps(-1.44269504F));
  const __m512 whole = _mm512_roundscale_ps(x, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
  const __m512 f = _mm512_sub_ps(x, whole);
  __m512 p = _mm512_set1_ps(0.0096181291F); // 2^f on [−½, ½]
  p = _mm512_fmadd_ps(p, f, _mm512_set1_ps(0.0555041087F));
  p = _mm512_fmadd_ps(p, f, _mm512_set1_ps(0.2402265070F));
  p = _mm512_fmadd_ps(p, f, _mm512_set1_ps(0.6931471806F));
  p = _mm512_fmadd_ps(p, f, _mm512_set1_ps(1.0F));
  const __m512 e = _mm512_scalef_ps(p, whole);
  return _mm512_mul_ps(u, _mm512_rcp14_ps(_mm512_add_ps(e, _mm512_set1_ps(1.0F))));
}

float inverseRms(__m512 squares, std::int64_t channels) {
  return 1.0F / __builtin_sqrtf(_mm512_reduce_add_ps(squares) / static_cast<float>(channels) + rmsEpsilon);
}

void modulate(const std::uint16_t* x, float r, const float* gain, const float* shift, std::uint16_t* y,
              std::int64_t channels) {
  const __m512 scale = _mm512_set1_ps(r);
  for (std::int64_t c = 0; c < channels; c += lanes) {
    const __mmask16 mask = maskFor(channels - c);
    const __m512 normalised = _mm512_mul_ps(load(x + c, mask), scale);
    const __m512 u =
        _mm512_fmadd_ps(normalised, _mm512_maskz_loadu_ps(mask, gain + c), _mm512_maskz_loadu_ps(mask, shift + c));
    store(y + c, mask, silu(u));
  }
}

} // namespace

void normSiluBf16(const std::uint16_t* x, const float* gain, const float* shift, std::uint16_t* y, std::int64_t pixels,
                  std::int64_t channels) {
  for (std::int64_t p = 0; p < pixels; ++p, x += channels, y += channels) {
    __m512 squares = _mm512_setzero_ps();
    for (std::int64_t c = 0; c < channels; c += lanes) {
      const __m512 value = load(x + c, maskFor(channels - c));
      squares = _mm512_fmadd_ps(value, value, squares);
    }
    modulate(x, inverseRms(squares, channels), gain, shift, y, channels);
  }
}

void addNormSiluBf16(const std::uint16_t* x, const std::uint16_t* residual, const float* gain, const float* shift,
                     std::uint16_t* sum, std::uint16_t* y, std::int64_t pixels, std::int64_t channels) {
  for (std::int64_t p = 0; p < pixels; ++p, x += channels, residual += channels, sum += channels, y += channels) {
    __m512 squares = _mm512_setzero_ps();
    for (std::int64_t c = 0; c < channels; c += lanes) {
      const __mmask16 mask = maskFor(channels - c);
      const __m512 value = _mm512_add_ps(load(x + c, mask), load(residual + c, mask));
      store(sum + c, mask, value);
      squares = _mm512_fmadd_ps(value, value, squares);
    }
    modulate(sum, inverseRms(squares, channels), gain, shift, y, channels);
  }
}

void addBf16(const std::uint16_t* x, std::uint16_t* sum, std::int64_t count) {
  for (std::int64_t i = 0; i < count; i += lanes) {
    const __mmask16 mask = maskFor(count - i);
    store(sum + i, mask, _mm512_add_ps(load(sum + i, mask), load(x + i, mask)));
  }
}

} // namespace cytosketch::kernels::avx512
