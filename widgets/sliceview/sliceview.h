#pragma once

#include "engine/image/image.h"
#include "engine/sketch/sketch.h"
#include "widgets/document/document.h"
#include "widgets/sliceview/compositerenderer.h"
#include "widgets/sliceview/outlines.h"

#include <QString>
#include <QStringList>
#include <QWidget>

#include <optional>
#include <vector>

class QToolButton;

namespace cytosketch {

class ContrastPopover;

/// One slice of an image, painted without OpenGL, linked in zoom, pan, slice and cursor with the document's other
/// views. Over it: the outlines of the cells that belong to the image, a scale bar, the document's cursor.
class SliceView : public QWidget {
  Q_OBJECT
public:
  /// @param name accessible name, also for the tool tip of the contrast button
  SliceView(Document* document, const QString& name, QWidget* parent = nullptr);
  ~SliceView() override;

  /// @param image   an empty one shows the placeholder text
  void setImage(const Image<float>& image, const ValueScale& scale);
  const Image<float>& image() const { return renderer_.image(); }
  const ValueScale& scale() const { return renderer_.scale(); }
  /// A second image of the same size (grey 0…1) laid over the first: it shows red, the first green, whatever the
  /// colours of their channels. Empty = none.
  void setOverlay(const Image<float>& image);
  /// The cells whose outlines are shown; none hides them. A copy of the sketch that the image was made from.
  void setOutlines(const std::optional<Sketch>& sketch);
  const std::optional<Sketch>& outlined() const { return outlined_; }
  /// Cells of the outlines that the image shows badly: their outlines are marked.
  void setFlagged(const std::set<CellId>& cells);
  const std::set<CellId>& flagged() const { return flagged_; }
  /// Short text in the upper left corner.
  void setCaption(const QString& caption);
  /// Shown instead of an image.
  void setPlaceholder(const QString& text);

  const Contrast& contrast(std::int64_t channel = 0) const { return renderer_.contrast(channel); }
  /// For all channels.
  void setContrast(const Contrast& contrast);
  void setContrast(std::int64_t channel, const Contrast& contrast);
  /// What the channels of the image are called; one entry if there is only one.
  QStringList channelNames() const;

  /// Shown grey under the document's cursor, of the first channel or of all; none beside the image.
  std::optional<double> valueUnderCursor() const;
  std::vector<double> valuesUnderCursor() const;
  /// What is painted, without widgets on top; for tests and thumbnails.
  QImage grabSlice();

public Q_SLOTS:
  void autoContrast();
  void showContrastPopover();

Q_SIGNALS:
  void contrastChanged();
  /// Another image, or other outlines over it.
  void contentChanged();

protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void leaveEvent(QEvent* event) override;

private:
  void invalidate();
  void onDisplay();
  void updatePosition();
  void paintOutlines(QPainter& painter);
  void paintCursor(QPainter& painter) const;
  void paintText(QPainter& painter) const;
  /// The visible part of the slice: where it lies on the widget, and the picture for it.
  void renderVisible();
  /// Image pixel under a point of the widget, if there is one.
  std::optional<QPoint> pixelAt(const QPointF& position) const;

  Document* document_;
  CompositeRenderer renderer_;
  CompositeRenderer overlay_;
  std::optional<Sketch> outlined_;
  std::set<CellId> flagged_;
  SliceOutlines outlines_;
  QString caption_;
  QString placeholder_;
  QImage picture_;    ///< visible part as last rendered
  QRectF pictureAt_;  ///< where on the widget
  bool stale_ = true; ///< picture_ must be rendered again
  std::optional<QPointF> dragFrom_;
  QToolButton* contrastButton_ = nullptr;
  ContrastPopover* popover_ = nullptr;
};

} // namespace cytosketch
