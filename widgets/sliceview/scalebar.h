#pragma once

#include "engine/image/extent.h"

#include <QString>

class QPainter;
class QRectF;

namespace cytosketch {

/// Length of a scale bar: 1, 2 or 5 times a power of ten, in µm or, where the spacing is unknown, in pixels.
struct ScaleBar {
  double screenLength = 0.0; ///< logical pixels
  QString text;              ///< "20 µm"
};

/// The longest bar that is not longer than `maximum` logical pixels.
ScaleBar scaleBarFor(const Spacing& spacing, double zoom, double maximum);

/// Paints it into the lower left corner of `view`, readable on dark and bright images.
void paintScaleBar(QPainter& painter, const QRectF& view, const ScaleBar& bar);

} // namespace cytosketch
