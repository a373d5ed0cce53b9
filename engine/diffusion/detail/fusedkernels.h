#pragma once

#include "engine/diffusion/detail/fusedkerneltable.h"

#include <vector>

namespace cytosketch::kernels {

/// The tables this processor can run, slowest first.
template <typename T>
std::vector<const FusedKernels<T>*> supportedKernels();
template <>
std::vector<const FusedKernels<float>*> supportedKernels<float>();
template <>
std::vector<const FusedKernels<std::uint16_t>*> supportedKernels<std::uint16_t>();

/// The fastest of them.
template <typename T>
const FusedKernels<T>& fusedKernels() {
  static const FusedKernels<T>& chosen = *supportedKernels<T>().back();
  return chosen;
}

} // namespace cytosketch::kernels
