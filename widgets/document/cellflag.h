#pragma once

#include <QColor>
#include <QPointF>

class QPainter;

namespace cytosketch {

/// Outline of a cell that wants a look in the generated image.
inline constexpr QColor cellFlagColour(255, 200, 0);

/// A small warning sign with its lower left corner at `at`, so that flagged cells are told by a shape, not by a hue
/// alone.
void paintCellFlag(QPainter& painter, const QPointF& at);

} // namespace cytosketch
