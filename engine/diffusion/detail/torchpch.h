#pragma once
// Precompiled: torch's headers take about 20 s per file.
#include <torch/torch.h>
