#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

namespace cytosketch::annotation {

/// A line of man_track.txt: "L B E P", label, first and last frame, label of the track it divided from (0 = none).
struct Track {
  std::int64_t begin = 0;
  std::int64_t end = 0;
  std::uint32_t parent = 0;
};
using TrackTable = std::map<std::uint32_t, Track>;

/// @throws FormatError, with `where`, if a line is not four whole numbers, a label is 0, doubled or beyond 32 bits, a
/// track ends before it begins, or a parent is no track or not older than its child.
TrackTable parseTrackTable(const std::string& text, const std::string& where);

} // namespace cytosketch::annotation
