#define CYTOSKETCH_KERNEL_ISA baseline
#include "engine/diffusion/detail/fusedkernels_body.h"
