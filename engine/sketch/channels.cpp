#include "engine/sketch/channels.h"

#include "engine/image/error.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace cytosketch {
namespace {

CellId highestId(const Sketch& sketch) {
  return sketch.cells().empty() ? 0 : sketch.cells().rbegin()->first;
}

bool shareAnId(const Sketch& a, const Sketch& b) {
  return std::any_of(b.cells().begin(), b.cells().end(), [&](const auto& entry) { return a.find(entry.first); });
}

void requireAlike(std::span<const Sketch> channels) {
  if (channels.empty()) {
    throw SettingsError("there is no channel to join", "channels", "Give at least one");
  }
  const Extent& first = channels.front().extent();
  for (const Sketch& sketch : channels) {
    const Extent& e = sketch.extent();
    if (e.c != 1) {
      throw SettingsError("a sketch to join has " + std::to_string(e.c) + " channels", "channels",
                          "Give sketches with one channel each");
    }
    if (e.t != first.t || e.z != first.z || e.y != first.y || e.x != first.x) {
      throw SettingsError("the channels differ in size", "channels", "Choose channels of one image");
    }
  }
}

Shading joinedShading(std::span<const Sketch> channels) {
  Shading shading = channels.front().shading();
  for (const Sketch& sketch : channels.subspan(1)) {
    shading.furtherBackgrounds.push_back(sketch.shading().background);
  }
  return shading;
}

std::string nameOf(const Sketch& sketch, std::int64_t channel) {
  const auto& names = sketch.channelNames();
  return channel < static_cast<std::int64_t>(names.size()) ? names[static_cast<std::size_t>(channel)] : std::string();
}

} // namespace

CellId idShift(const Sketch& sketch, const Sketch& cells) {
  if (!shareAnId(sketch, cells)) {
    return 0;
  }
  const CellId shift = highestId(sketch);
  if (highestId(cells) > std::numeric_limits<CellId>::max() - shift) {
    throw SettingsError("the numbers of the cells are too high to be kept apart", "channels",
                        "Number the cells of each label image from 1");
  }
  return shift;
}

Cell inChannel(const Cell& cell, std::int32_t channel, CellId shift) {
  Cell moved = cell;
  moved.id += shift;
  moved.parent += moved.parent == 0 ? 0 : shift;
  moved.channel = channel;
  return moved;
}

Sketch joinedChannels(std::span<const Sketch> channels) {
  requireAlike(channels);
  const Sketch& first = channels.front();
  Extent extent = first.extent();
  extent.c = static_cast<std::int64_t>(channels.size());
  Sketch joined(extent, first.spacing());
  joined.setShading(joinedShading(channels));
  joined.setSeed(first.seed());
  std::vector<std::string> names;
  std::transform(channels.begin(), channels.end(), std::back_inserter(names),
                 [](const Sketch& sketch) { return nameOf(sketch, 0); });
  joined.setChannelNames(std::move(names));
  for (std::size_t k = 0; k < channels.size(); ++k) {
    const CellId shift = idShift(joined, channels[k]);
    for (const auto& [id, cell] : channels[k].cells()) {
      joined.put(inChannel(*cell, static_cast<std::int32_t>(k), shift));
    }
  }
  return joined;
}

Sketch separateChannel(const Sketch& sketch, std::int64_t channel) {
  Extent extent = sketch.extent();
  extent.c = 1;
  Sketch one(extent, sketch.spacing());
  Shading shading = sketch.shading();
  shading.background = shading.backgroundOf(channel);
  shading.furtherBackgrounds.clear();
  one.setShading(shading);
  one.setSeed(sketch.seed());
  one.setChannelNames({nameOf(sketch, channel)});
  for (const auto& [id, cell] : sketch.cells()) {
    if (cell->channel == channel) {
      one.put(inChannel(*cell, 0, 0));
    }
  }
  return one;
}

} // namespace cytosketch
