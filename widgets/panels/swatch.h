#pragma once

#include <QColor>
#include <QIcon>

namespace cytosketch {

/// A small square of a colour, with a light rim so that it shows on a selected row of its own colour as well.
QIcon swatch(const QColor& colour);

} // namespace cytosketch
