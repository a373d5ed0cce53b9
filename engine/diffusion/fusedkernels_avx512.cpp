#define CYTOSKETCH_KERNEL_ISA avx512
#define CYTOSKETCH_KERNEL_BF16_BY_HAND // in fusedkernels_avx512bf16.cpp
#include "engine/diffusion/detail/fusedkernels_body.h"
