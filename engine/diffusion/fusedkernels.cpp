#include "engine/diffusion/detail/fusedkernels.h"

namespace cytosketch::kernels {

#define CYTOSKETCH_DECLARE_KERNELS(isa)                                                                                \
  namespace isa {                                                                                                      \
  extern const FusedKernels<float> fp32;                                                                               \
  extern const FusedKernels<std::uint16_t> bf16;                                                                       \
  }
CYTOSKETCH_DECLARE_KERNELS(baseline)
#ifdef CYTOSKETCH_X86_KERNELS
CYTOSKETCH_DECLARE_KERNELS(avx2)
CYTOSKETCH_DECLARE_KERNELS(avx512)

namespace {
bool hasAvx2() {
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
}
bool hasAvx512() {
  return hasAvx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
         __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq");
}
} // namespace
#endif
#undef CYTOSKETCH_DECLARE_KERNELS

template <>
std::vector<const FusedKernels<float>*> supportedKernels<float>() {
  std::vector<const FusedKernels<float>*> tables{&baseline::fp32};
#ifdef CYTOSKETCH_X86_KERNELS
  if (hasAvx2()) {
    tables.push_back(&avx2::fp32);
  }
  if (hasAvx512()) {
    tables.push_back(&avx512::fp32);
  }
#endif
  return tables;
}

template <>
std::vector<const FusedKernels<std::uint16_t>*> supportedKernels<std::uint16_t>() {
  std::vector<const FusedKernels<std::uint16_t>*> tables{&baseline::bf16};
#ifdef CYTOSKETCH_X86_KERNELS
  if (hasAvx2()) {
    tables.push_back(&avx2::bf16);
  }
  if (hasAvx512()) {
    tables.push_back(&avx512::bf16);
  }
#endif
  return tables;
}

} // namespace cytosketch::kernels
