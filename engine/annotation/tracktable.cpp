#include "engine/annotation/detail/tracktable.h"

#include "engine/image/error.h"

#include <array>
#include <charconv>
#include <limits>
#include <sstream>

namespace cytosketch::annotation {
namespace {

std::array<std::int64_t, 4> numbersOf(const std::string& line, const std::string& where) {
  std::array<std::int64_t, 4> numbers{};
  std::istringstream words(line);
  std::string word;
  std::size_t count = 0;
  while (words >> word) {
    std::int64_t number = -1;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    if (count == numbers.size() || error != std::errc() || end != word.data() + word.size() || number < 0) {
      count = numbers.size() + 1;
      break;
    }
    numbers[count++] = number;
  }
  if (count != numbers.size()) {
    throw FormatError("a line of the track table is not four whole numbers (label, begin, end, parent)", where,
                      "Correct the line");
  }
  return numbers;
}

void requireConsistent(const TrackTable& tracks, const std::string& where) {
  for (const auto& [label, track] : tracks) {
    const auto parent = tracks.find(track.parent);
    if (track.parent != 0 && (parent == tracks.end() || parent->second.begin >= track.begin)) {
      throw FormatError("track " + std::to_string(label) + " comes from track " + std::to_string(track.parent) +
                            ", which is missing or not older",
                        where, "Correct the track table");
    }
  }
}

} // namespace

TrackTable parseTrackTable(const std::string& text, const std::string& where) {
  constexpr std::int64_t highest = std::numeric_limits<std::uint32_t>::max();
  TrackTable tracks;
  std::istringstream lines(text);
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number) {
    const std::string here = where + ", line " + std::to_string(number);
    if (line.find_first_not_of(" \t\r") == std::string::npos) {
      continue;
    }
    const auto [label, begin, end, parent] = numbersOf(line, here);
    if (label == 0 || label > highest || parent > highest || begin > end) {
      throw FormatError("label, frames or parent of a track are out of range", here, "Correct the line");
    }
    if (!tracks.emplace(static_cast<std::uint32_t>(label), Track{begin, end, static_cast<std::uint32_t>(parent)})
             .second) {
      throw FormatError("track " + std::to_string(label) + " is there twice", here, "Correct the line");
    }
  }
  requireConsistent(tracks, where);
  return tracks;
}

} // namespace cytosketch::annotation
