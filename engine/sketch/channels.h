#pragma once

#include "engine/sketch/sketch.h"

#include <span>

namespace cytosketch {

/// One sketch with several channels out of sketches with one channel each: the cells of sketch k show in channel k,
/// over its background, under its name. The cells of a sketch that shares an id with those before it, and the parents
/// they name, are numbered on from the highest id there; other ids stay. Spacing, the rest of the shading and seed are
/// the first one's.
/// @throws SettingsError if there is no sketch, one has several channels, they differ in size, or ids pass 2³²−1.
Sketch joinedChannels(std::span<const Sketch> channels);

/// One channel as a sketch of its own: its cells, its background and its name. Rasterises to the greys that the channel
/// has in the whole. Ids stay.
Sketch separateChannel(const Sketch& sketch, std::int64_t channel);

/// What must be added to the ids of `cells` so that none is an id of `sketch`: 0, or the highest id in `sketch`.
/// @throws SettingsError if ids would pass 2³²−1.
CellId idShift(const Sketch& sketch, const Sketch& cells);

/// The cell with its id raised by `shift`, the id of its parent too, in another channel.
Cell inChannel(const Cell& cell, std::int32_t channel, CellId shift);

} // namespace cytosketch
