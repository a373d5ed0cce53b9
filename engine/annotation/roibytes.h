#pragma once

#include "engine/sketch/mask.h"

#include <string>

namespace cytosketch {

/// Where a region lies in a hyperstack, counted from 1; 0 = in all.
struct RoiPosition {
  int channel = 0;
  int slice = 0;
  int frame = 0;
};

/// One slice of a mask as the bytes of ImageJ's .roi file (its format is described in ImageJ's ij.io.RoiDecoder): a
/// traced outline, or a composite where there are holes or several pieces. The name must be ASCII.
/// @throws SettingsError if the mask reaches beyond ±32767, the coordinates that the format can hold.
std::string roiBytes(const Mask& mask, std::int64_t t, std::int64_t z, const std::string& name,
                     const RoiPosition& position);

} // namespace cytosketch
