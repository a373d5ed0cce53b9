#include "widgets/document/drawing.h"

#include <algorithm>
#include <cmath>

namespace cytosketch {

void Drawing::setTool(ToolId tool) {
  if (tool != tool_) {
    tool_ = tool;
    Q_EMIT toolChanged(tool);
    Q_EMIT changed();
  }
}

void Drawing::setBrushRadius(double radius) {
  const double wanted = std::clamp(radius, brushMinimum, brushMaximum);
  if (wanted != brushRadius_) {
    brushRadius_ = wanted;
    Q_EMIT changed();
  }
}

void Drawing::setLightRadius(double radius) {
  const double wanted = std::clamp(radius, lightRadiusMinimum, lightRadiusMaximum);
  if (wanted != lightRadius_) {
    lightRadius_ = wanted;
    Q_EMIT changed();
  }
}

void Drawing::setLightStrength(double grey) {
  const double wanted = std::clamp(grey, 0.01, 1.0);
  if (wanted != lightStrength_) {
    lightStrength_ = wanted;
    Q_EMIT changed();
  }
}

void Drawing::growBrush(int notches) {
  const bool light = tool_ == ToolId::Light;
  double radius = light ? lightRadius_ : brushRadius_;
  for (int i = 0; i < std::abs(notches); ++i) {
    const double step = std::max(0.5, std::round(radius * 0.2) / 2.0);
    radius += notches > 0 ? step : -step;
  }
  radius = std::round(radius * 2.0) / 2.0;
  if (light) {
    setLightRadius(radius);
  } else {
    setBrushRadius(radius);
  }
}

void Drawing::setPreserveOthers(bool on) {
  if (on != preserveOthers_) {
    preserveOthers_ = on;
    Q_EMIT changed();
  }
}

void Drawing::setInDepth(bool on) {
  if (on != inDepth_) {
    inDepth_ = on;
    Q_EMIT changed();
  }
}

void Drawing::setNewCellKind(CellKind kind) {
  if (kind != newCellKind_) {
    newCellKind_ = kind;
    Q_EMIT changed();
  }
}

void Drawing::setNewCellGrey(float grey) {
  const float wanted = std::clamp(grey, 0.0F, 1.0F);
  if (wanted != newCellGrey_) {
    newCellGrey_ = wanted;
    Q_EMIT changed();
  }
}

void Drawing::setNewCellChannel(std::int32_t channel) {
  if (channel != newCellChannel_) {
    newCellChannel_ = channel;
    Q_EMIT changed();
  }
}

void Drawing::swapPaintAndErase() {
  setTool(tool_ == ToolId::Brush ? ToolId::Eraser : ToolId::Brush);
}

} // namespace cytosketch
