#define CYTOSKETCH_KERNEL_ISA avx2
#include "engine/diffusion/detail/fusedkernels_body.h"
