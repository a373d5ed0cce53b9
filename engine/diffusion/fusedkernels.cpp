#include "engine/diffusion/detail/fusedkernels.h"

namespace cytosketch::kernels {

namespace baseline {
extern const FusedKernels<float> fp32;
extern const FusedKernels<std::uint16_t> bf16;
} // namespace baseline

#ifdef CYTOSKETCH_X86_KERNELS
namespace avx2 {
extern const FusedKernels<float> fp32;
extern const FusedKernels<std::uint16_t> bf16;
} // namespace avx2
namespace avx512 {
extern const FusedKernels<float> fp32;
extern const FusedKernels<std::uint16_t> bf16;
} // namespace avx512
namespace {
bool hasAvx512() {
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
         __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq");
}
bool hasAvx2() { return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"); }
} // namespace
#endif

template <>
const FusedKernels<float>& fusedKernels<float>() {
#ifdef CYTOSKETCH_X86_KERNELS
  static const FusedKernels<float>& chosen = hasAvx512() ? avx512::fp32 : hasAvx2() ? avx2::fp32 : baseline::fp32;
  return chosen;
#else
  return baseline::fp32;
#endif
}

template <>
const FusedKernels<std::uint16_t>& fusedKernels<std::uint16_t>() {
#ifdef CYTOSKETCH_X86_KERNELS
  static const FusedKernels<std::uint16_t>& chosen = hasAvx512() ? avx512::bf16
                                                     : hasAvx2() ? avx2::bf16
                                                                 : baseline::bf16;
  return chosen;
#else
  return baseline::bf16;
#endif
}

} // namespace cytosketch::kernels
