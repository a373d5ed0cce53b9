#pragma once

#include "widgets/canvas/screentiles.h"
#include "widgets/canvas/tilestore.h"
#include "widgets/canvas/tool.h"
#include "widgets/document/document.h"
#include "widgets/document/outline.h"

#include <QWidget>

#include <functional>
#include <map>
#include <memory>
#include <optional>

namespace cytosketch {

class SelectTool;

/// The sketch, to be drawn on with the document's tool. Painted by QPainter alone, so it works without OpenGL. Actions
/// and their keys belong to the application; the canvas itself takes only the mouse, the wheel (zoom, where there is
/// more than one slice or frame it pages and Ctrl+wheel zooms; with Shift the size of the brush, with Alt frames), the
/// arrow keys (slices and frames, or what the tool moves by them), Space (pan), Ctrl+click (pick) and the keys that an
/// unfinished shape needs.
class Canvas : public QWidget {
  Q_OBJECT
public:
  /// @param document  outlives the canvas
  explicit Canvas(Document& document, QWidget* parent = nullptr);
  ~Canvas() override;

  /// The same as document.drawing()->setTool(tool).
  void setTool(ToolId tool);
  ToolId tool() const { return document_.drawing()->tool(); }
  /// What mouse and keys do now.
  QString statusText() const;
  /// True while a stroke or shape is under way; actions that change the sketch should wait.
  bool busy() const;

  QSize sizeHint() const override { return {640, 640}; }
  QSize minimumSizeHint() const override { return {160, 160}; }

  /// Cells that the generated image shows badly: marked where outlines are shown.
  void setFlagged(const std::set<CellId>& cells);

public Q_SLOTS:
  /// Throws away an unfinished shape.
  void cancel();

Q_SIGNALS:
  void statusTextChanged(const QString& text);
  /// Something the person should read, such as why nothing was filled.
  void message(const QString& text);
  /// The right button was clicked with the select or pick tool; `cell` = 0 on the background. The cell is selected.
  void menuRequested(const QPoint& globalPosition, cytosketch::CellId cell);

protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void keyReleaseEvent(QKeyEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void changeEvent(QEvent* event) override;

private:
  Tool& currentTool() const { return *tools_.at(activeTool_); }
  void addTool(ToolId id, std::unique_ptr<Tool> tool);
  void activateTool(ToolId id);
  ToolEvent toolEvent(const QMouseEvent& event) const;
  void followCursor(const QPointF& image);
  void updateCursor();
  void moveCrosshair(const ToolEvent& event);
  /// True if the key pages through slices or frames.
  bool page(const QKeyEvent& event);
  void updateImage(const QRectF& image);
  void onSketchChanged(const Box& dirty, qint64 frame);
  void onSelectionChanged();
  void onDisplayChanged();
  void onSliceChanged();

  bool beginPan(const QMouseEvent& event);
  void requestMenu(const QMouseEvent& event);

  void invalidateCells(const std::set<CellId>& cells);

  // The picture, in physical pixels. False if its pixels are not up to date yet.
  bool drawPicture(QPainter& painter, const ScreenMap& map, const QRect& area);
  void drawGround(QPainter& painter, const ScreenMap& map, const QRect& area);
  bool forEachTile(const ScreenMap& map, const QRect& area,
                   const std::function<void(const QImage& image, const QRectF& place)>& visit);
  void drawPixelGrid(QPainter& painter, const ScreenMap& map, const QRect& area);
  void drawOutlines(QPainter& painter, const ScreenMap& map, const QRect& area, bool selected);
  void drawSelected(QPainter& painter, const QPainterPath& path, CellId id, double ratio);
  QPainterPath outlinePath(const CellPtr& cell, const ScreenMap& map, const QRectF& area);
  // Over the picture, in logical pixels.
  void paintLifted(QPainter& painter, ScreenMap map);
  void paintFlags(QPainter& painter, const ScreenMap& map);
  void paintHint(QPainter& painter, const QRectF& canvas);

  static constexpr int outlineMargin = 6; ///< logical pixels by which an outline may reach beyond its cell

  Document& document_;
  TileStore tiles_;    ///< the sketch's pixels
  ScreenTiles screen_; ///< what is on the screen
  OutlineCache outlines_;
  std::map<ToolId, std::unique_ptr<Tool>> tools_;
  SelectTool* selectTool_ = nullptr;
  ToolId activeTool_;
  std::set<CellId> flagged_;
  std::set<CellId> shownSelection_;
  CellId shownCurrent_ = 0;
  bool thinOutlines_ = false;      ///< as many cells are drawn
  bool liftsSelection_ = false;    ///< selected outlines are being dragged and not part of the picture
  std::optional<QPointF> panFrom_; ///< view point, while panning
  bool spaceHeld_ = false;
  bool turned_ = false;  ///< another slice or frame is to be painted
  bool picking_ = false; ///< from Ctrl+press to release
  int wheelRest_ = 0;    ///< eighths of a degree that are not a notch yet
  // What the cached layers were made for.
  bool shownOutlines_ = true;
  CellColouring shownColouring_ = CellColouring::OwnColour;
  double shownOpacity_ = -1.0;
  std::vector<ChannelLook> shownChannels_;
};

} // namespace cytosketch
