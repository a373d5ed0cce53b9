#define CYTOSKETCH_KERNEL_ISA avx512
#include "engine/diffusion/detail/fusedkernels_body.h"
