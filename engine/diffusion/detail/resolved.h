#pragma once

#include "engine/diffusion/model.h"
#include "engine/diffusion/settings.h"
#include "engine/diffusion/tiling.h"

namespace cytosketch {

/// Strides, tiles and halos of a model with resolved settings.
TileGeometry tileGeometry(const Model& model, const GenerationSettings& resolved);

} // namespace cytosketch
