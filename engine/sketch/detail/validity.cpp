#include "engine/sketch/detail/validity.h"

#include "engine/image/error.h"
#include "engine/sketch/detail/shadingjson.h"

#include <algorithm>
#include <cmath>

namespace cytosketch {
namespace {

/// Beyond these a size is a mistake or an attack; coordinates stay far from overflow.
constexpr std::int64_t longestAxis = std::int64_t{1} << 24;
constexpr std::int64_t mostVoxels = std::int64_t{1} << 44;
constexpr std::int64_t farthestVoxel = std::int64_t{1} << 30;
constexpr double farthestPosition = 0x1p40;

bool isUnit(double value) {
  return value >= 0.0 && value <= 1.0;
}
bool isPosition(double value) {
  return std::abs(value) <= farthestPosition;
}

bool isNear(std::int64_t coordinate, std::int64_t unit = 1) {
  return -farthestVoxel / unit <= coordinate && coordinate < farthestVoxel / unit;
}

bool isNear(const Mask::BlockKey& key) {
  return isNear(key.t) && isNear(key.z) && isNear(key.blockY, Mask::blockSize) && isNear(key.blockX, Mask::blockSize);
}

bool isValid(const Nucleolus& n) {
  return isPosition(n.z) && isPosition(n.y) && isPosition(n.x) && n.radiusZ >= 0.0 && isPosition(n.radiusZ) &&
         n.radiusY >= 0.0 && isPosition(n.radiusY) && n.radiusX >= 0.0 && isPosition(n.radiusX) && isUnit(n.grey);
}

} // namespace

std::string problemOf(const Extent& extent) {
  std::int64_t voxels = 1;
  for (const std::int64_t axis : {extent.t, extent.c, extent.z, extent.y, extent.x}) {
    if (axis <= 0) {
      return "a sketch needs at least one voxel on every axis";
    }
    if (axis > longestAxis || voxels > mostVoxels / axis) {
      return "the sketch has more voxels than any image";
    }
    voxels *= axis;
  }
  return "";
}

std::string problemOf(const Spacing& spacing) {
  for (const double value : {spacing.z, spacing.y, spacing.x}) {
    if (!(value >= 0.0) || !isPosition(value)) {
      return "the voxel spacing is not a length";
    }
  }
  return "";
}

std::string problemOf(const std::vector<std::string>& channelNames, const Extent& extent) {
  constexpr std::size_t longestName = 64;
  if (static_cast<std::int64_t>(channelNames.size()) > extent.c) {
    return "there are more names than channels";
  }
  for (const std::string& name : channelNames) {
    const auto isControl = [](char c) { return static_cast<unsigned char>(c) < 32; };
    if (name.size() > longestName || std::any_of(name.begin(), name.end(), isControl)) {
      return "the name of a channel is too long or holds control characters";
    }
  }
  try {
    channelNamesToJson(channelNames);
  } catch (const SettingsError& error) {
    return error.problem();
  }
  return "";
}

std::string problemOf(const Shading& s) {
  if (!isUnit(s.background) || !isUnit(s.membraneGrey) ||
      !std::all_of(s.furtherBackgrounds.begin(), s.furtherBackgrounds.end(), isUnit)) {
    return "a grey of the shading is outside 0…1";
  }
  if (!isUnit(s.overlapDarkening) || !isUnit(s.zDecay) || !isUnit(s.radialDecay)) {
    return "a decay of the shading is outside 0…1";
  }
  if (!isUnit(std::abs(s.illuminationLinear)) || !isUnit(std::abs(s.illuminationRadial))) {
    return "a light on the background is outside -1…1";
  }
  if (!isPosition(s.illuminationAngle) || !isUnit(s.illuminationCentreY) || !isUnit(s.illuminationCentreX) ||
      !(s.illuminationRadius > 0.0) || !isPosition(s.illuminationRadius)) {
    return "the angle, centre or radius of the background's light is out of range";
  }
  if (!isPosition(s.radialCentreZ) || !isPosition(s.radialCentreY) || !isPosition(s.radialCentreX) ||
      !(s.radialExtent > 0.0) || !isPosition(s.radialExtent)) {
    return "the centre or extent of the radial decay is not a place or length";
  }
  if (!(s.membraneThickness >= 0.0) || !isPosition(s.membraneThickness)) {
    return "the membrane's thickness is not a length";
  }
  return "";
}

std::string problemOf(const Cell& cell, const Extent& extent) {
  const std::string name = "cell " + std::to_string(cell.id);
  if (cell.id == 0) {
    return "a cell has the id 0, which is the background";
  }
  if (cell.kind > CellKind::WholeCell) {
    return name + " is of an unknown kind";
  }
  if (cell.channel < 0 || cell.channel >= extent.c) {
    return name + " is in channel " + std::to_string(cell.channel) + ", but there are " + std::to_string(extent.c);
  }
  if (!std::all_of(cell.grey.begin(), cell.grey.end(), [](float grey) { return isUnit(grey); })) {
    return name + " has a grey outside 0…1";
  }
  if (!std::all_of(cell.nucleoli.begin(), cell.nucleoli.end(), isValid)) {
    return name + " has a nucleolus with a bad place, size or grey";
  }
  const Mask::Blocks& blocks = cell.mask.blocks();
  if (!std::all_of(blocks.begin(), blocks.end(), [](const auto& block) { return isNear(block.first); })) {
    return name + " reaches beyond any image";
  }
  return "";
}

} // namespace cytosketch
