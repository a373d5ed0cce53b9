#pragma once

#include "engine/image/extent.h"
#include "engine/sketch/shading.h"

namespace cytosketch {

/// The grey of what is not a cell, by place: level and light as shading.h states them, not yet clamped.
class Background {
public:
  Background(const Shading& shading, const Extent& extent, std::int64_t channel);

  /// Paints `box` (z, y, x).
  void paint(const Box& box, float* grey) const;

private:
  float at(std::int64_t y, std::int64_t x) const;

  const Shading& shading_;
  float level_;
  bool varies_;
  double alongX_ = 0.0, alongY_ = 0.0, offset_ = 0.0; ///< u = x·alongX + y·alongY + offset
  double centreY_ = 0.0, centreX_ = 0.0;
  double radius2_ = 1.0;
};

} // namespace cytosketch
