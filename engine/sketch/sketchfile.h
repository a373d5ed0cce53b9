#pragma once

#include "engine/sketch/sketch.h"

#include <filesystem>

namespace cytosketch {

/// Version written by this program; older ones are read, newer ones refused.
inline constexpr int sketchFileVersion = 1;

/// Reads a `.cysk` file: HDF5 with root attributes version, extent (t, c, z, y, x), spacing (z, y, x in µm), seed;
/// /cells (table: id, parent, kind, channel, z-order, bounding box), /masks (bit-packed blocks), /grey, /shading
/// (JSON, and a grid of floats if the background's light was painted) and, where channels have names, /channels (a JSON
/// list of them).
/// @throws FileError if it cannot be opened; FormatError if it is truncated, foreign, damaged or from a newer version.
Sketch readSketch(const std::filesystem::path& path);

/// Writes a `.cysk` file beside its target and renames it, so a failure leaves an older file untouched. The same sketch
/// gives the same bytes. @throws FileError if it cannot be written.
void writeSketch(const Sketch& sketch, const std::filesystem::path& path);

} // namespace cytosketch
