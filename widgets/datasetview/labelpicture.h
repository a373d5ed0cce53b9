#pragma once

#include "engine/dataset/samplethumbnail.h"

#include <QColor>
#include <QImage>
#include <QLineF>
#include <QList>

#include <array>

namespace cytosketch {

/// How labels lie over an image.
enum class LabelStyle { Outlines, Filled, Hidden };

/// Colour of a label: as cells have them, by its number.
inline constexpr int labelColourCount = 7;
int labelColourIndex(std::uint32_t label);
QColor labelColour(int index);

/// Labels of one slice (width × height, row by row) as a half transparent picture, added to `picture`.
void paintLabels(const std::uint32_t* labels, QImage& picture, int alpha);

/// Lines along the edges of labels, by their colour's index, in pixels from the corner of the slice.
using LabelLines = std::array<QList<QLineF>, labelColourCount>;
void addOutlines(const std::uint32_t* labels, int width, int height, LabelLines& lines);

/// A thumbnail with its labels in colour.
QImage pictureOf(const SampleThumbnail& thumbnail, LabelStyle style);

} // namespace cytosketch
