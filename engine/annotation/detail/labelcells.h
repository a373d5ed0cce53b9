#pragma once

#include "engine/annotation/detail/reader.h"

namespace cytosketch::annotation {

/// The cells of a label image as the request wants them: without its background label, by components or by given ids.
/// Without a label the sketch is empty.
Reading cellsOf(const Image<std::uint32_t>& labels, const Request& request);

/// The same of a label file. @throws as readLabels
Reading readLabelFile(const std::filesystem::path& path, const Request& request);

/// @throws FormatError that names `masks` unless it has the frames, slices, rows and columns of the image beside it.
void requireSameSize(const Extent& masks, const Extent& image, const std::filesystem::path& file);

} // namespace cytosketch::annotation
