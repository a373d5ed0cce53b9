#pragma once

#include "engine/sketch/mask.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cytosketch {

/// Run lengths of COCO's masks: pixels column by column (y fastest), the first run off the mask (it may be 0), then on
/// and off by turns.
using RunLengths = std::vector<std::uint64_t>;

/// COCO's compressed text: six bits a letter from '0' on, five of the number and one for "more follows", lowest first,
/// with sign; from the fourth number on the difference to the one two before.
/// @throws FormatError if a letter or a number is out of range or the text ends within a number.
RunLengths runLengthsOfText(std::string_view text);

/// The pixels that are on, in slice z of frame t.
/// @throws FormatError if the runs do not make up height × width pixels.
Mask maskOfRunLengths(const RunLengths& runs, std::int64_t height, std::int64_t width, std::int64_t t, std::int64_t z);

/// The other way round: the runs of one slice of a mask inside height × width pixels, and their compressed text.
RunLengths runLengthsOf(const Mask& mask, std::int64_t t, std::int64_t z, std::int64_t height, std::int64_t width);
std::string textOf(const RunLengths& runs);

} // namespace cytosketch
