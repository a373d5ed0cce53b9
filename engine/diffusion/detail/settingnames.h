#pragma once

#include <array>

/// Names of settings as in JSON and on the command line, in the order of their enumerators.
namespace cytosketch::settingnames {

inline constexpr std::array samplers{"sde-dpmsolver++", "dpmsolver++", "ddpm", "ddpm-respaced", "ddim"};
inline constexpr std::array precisions{"auto", "bf16", "fp32"};
inline constexpr std::array devices{"auto", "cpu", "cuda"};
inline constexpr std::array states{"auto", "fp32", "fp16", "scratch"};

} // namespace cytosketch::settingnames
