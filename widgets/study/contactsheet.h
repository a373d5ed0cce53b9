#pragma once

#include "engine/study/grid.h"

#include <QImage>
#include <QWidget>

#include <map>
#include <optional>
#include <vector>

namespace cytosketch {

/// Generated images of a grid of start steps (across) and blurs (down), with the real image and the sketch beside them.
/// All are zoomed and moved together: the wheel zooms about the mouse, dragging moves, a double click shows all. A
/// click or the arrow keys choose a point.
class ContactSheet : public QWidget {
  Q_OBJECT
public:
  explicit ContactSheet(QWidget* parent = nullptr);

  /// Takes all pictures away.
  void setGrid(const StudyGrid& grid);
  const StudyGrid& grid() const { return grid_; }
  /// What the grid is compared with; null = there is none.
  void setOriginals(const QImage& real, const QImage& sketch);
  /// @param outlines  white where a cell ends, for the overlay
  void setOutlines(const QImage& outlines);
  void setPicture(const GridPoint& point, const QImage& picture, const QString& caption);
  void clearPictures();

  /// Generated in red, outlines of the sketch in green.
  void setOverlay(bool on);
  std::optional<GridPoint> current() const { return current_; }
  void setCurrent(const GridPoint& point);
  void setRecommended(const std::optional<GridPoint>& point);

  double zoom() const { return zoom_; }
  QPointF centre() const { return centre_; }
  /// Where the picture of a point lies on the widget.
  QRectF placeOf(const GridPoint& point) const;

  QSize sizeHint() const override { return {640, 480}; }
  QSize minimumSizeHint() const override { return {280, 200}; }

Q_SIGNALS:
  void pointChosen(const cytosketch::GridPoint& point);

protected:
  void paintEvent(QPaintEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  bool event(QEvent* event) override;

private:
  struct Picture {
    QImage grey;
    mutable QImage overlaid; ///< made when it is first shown
    QString caption;
  };
  int originalColumns() const;
  QRectF cell(int row, int column) const;
  QRectF pictureArea(const QRectF& cell) const;
  std::optional<std::pair<int, int>> cellAt(const QPointF& position) const;
  const GridPoint* pointAt(const QPointF& position) const;
  void paintPicture(QPainter& painter, const QRectF& cell, const QImage& picture) const;
  void paintCaption(QPainter& painter, const QRectF& cell, const QString& text, bool strong) const;
  void paintPoint(QPainter& painter, std::size_t index) const;
  const QImage& shown(const Picture& picture) const;
  void zoomAt(double factor, const QPointF& position);
  void keepInside();
  void choose(std::size_t index);

  StudyGrid grid_;
  std::vector<GridPoint> points_;
  QImage real_;
  QImage sketch_;
  QImage outlines_;
  std::map<GridPoint, Picture> pictures_;
  std::optional<GridPoint> current_;
  std::optional<GridPoint> recommended_;
  bool overlay_ = false;
  double zoom_ = 1.0;
  QPointF centre_{0.5, 0.5}; ///< of the pictures that is in the middle of the cells, 0…1
  QPointF pressed_;
  QPointF dragged_;
  bool moved_ = false;
};

} // namespace cytosketch
