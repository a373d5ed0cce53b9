#pragma once

#include "engine/image/extent.h"
#include "engine/sketch/cell.h"
#include "engine/sketch/shading.h"

#include <string>
#include <vector>

namespace cytosketch {

/// What is wrong with a value, one sentence without a full stop; empty if nothing is. Sketch lets only valid values in,
/// so whatever is in a sketch can be written and read again.
std::string problemOf(const Extent& extent);
std::string problemOf(const Spacing& spacing);
std::string problemOf(const Shading& shading);
std::string problemOf(const std::vector<std::string>& channelNames, const Extent& extent);
std::string problemOf(const Cell& cell, const Extent& extent);

} // namespace cytosketch
