#pragma once

#include "engine/sketch/cell.h"

#include <QObject>

namespace cytosketch {

enum class ToolId { Select, Brush, Eraser, Ellipse, Polygon, Fill, Pick, Light };

/// What the next stroke does: tool, brush and the settings of new cells. Never part of the sketch or of undo.
class Drawing : public QObject {
  Q_OBJECT
public:
  static constexpr double brushMinimum = 0.5;
  static constexpr double brushMaximum = 512.0;
  static constexpr double lightRadiusMinimum = 4.0;
  static constexpr double lightRadiusMaximum = 2048.0;

  explicit Drawing(QObject* parent = nullptr) : QObject(parent) {}

  ToolId tool() const { return tool_; }
  /// Radius of brush and eraser in image pixels.
  double brushRadius() const { return brushRadius_; }
  /// Radius in image pixels of the brush that paints light on the background, and the grey that one stroke adds.
  double lightRadius() const { return lightRadius_; }
  double lightStrength() const { return lightStrength_; }
  /// True: paint never covers cells of the same kind.
  bool preserveOthers() const { return preserveOthers_; }
  /// True: brush and eraser are balls and the ellipse is an ellipsoid, in sketches with more than one slice.
  bool inDepth() const { return inDepth_; }
  CellKind newCellKind() const { return newCellKind_; }
  float newCellGrey() const { return newCellGrey_; }
  std::int32_t newCellChannel() const { return newCellChannel_; }

public Q_SLOTS:
  void setTool(cytosketch::ToolId tool);
  void setBrushRadius(double radius);
  void setLightRadius(double radius);
  void setLightStrength(double grey);
  /// One notch of the wheel or one key press: about a tenth, at least half a pixel; of the brush in use.
  void growBrush(int notches);
  void setPreserveOthers(bool on);
  void setInDepth(bool on);
  void setNewCellKind(cytosketch::CellKind kind);
  void setNewCellGrey(float grey);
  void setNewCellChannel(std::int32_t channel);
  /// Brush to eraser; from any other tool to the brush.
  void swapPaintAndErase();

Q_SIGNALS:
  void toolChanged(cytosketch::ToolId tool);
  void changed();

private:
  ToolId tool_ = ToolId::Brush;
  double brushRadius_ = 8.0;
  double lightRadius_ = 60.0;
  double lightStrength_ = 0.1;
  bool preserveOthers_ = false;
  bool inDepth_ = true;
  CellKind newCellKind_ = CellKind::Nucleus;
  float newCellGrey_ = Cell::greyDefault;
  std::int32_t newCellChannel_ = 0;
};

} // namespace cytosketch
