#pragma once

#include "engine/dataset/datasetreader.h"

namespace cytosketch {

/// A small picture of a sample: the middle slice of the first frame and channel, from its darkest to its brightest.
struct SampleThumbnail {
  Image<std::uint8_t> grey;    ///< empty if there is neither image nor label
  Image<std::uint32_t> labels; ///< of the same size; empty if there are none
};

/// At most edge × edge pixels: every n-th one, so that labels stay labels.
SampleThumbnail thumbnailOf(const SampleContent& content, std::int64_t edge);

} // namespace cytosketch
