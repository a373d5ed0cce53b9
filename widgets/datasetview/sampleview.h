#pragma once

#include "engine/dataset/datasetreader.h"
#include "widgets/datasetview/labelpicture.h"

#include <QImage>
#include <QPointF>
#include <QWidget>

#include <memory>
#include <optional>

namespace cytosketch {

/// One slice of a sample with its labels over it. The wheel pages through slices (Ctrl: zoom; of a flat image the wheel
/// zooms alone), dragging moves, a double click fits.
class SampleView : public QWidget {
  Q_OBJECT
public:
  explicit SampleView(QWidget* parent = nullptr);

  /// Null shows nothing but `message`.
  void setContent(const std::shared_ptr<const SampleContent>& content, const QString& message = {});
  const SampleContent* content() const { return content_.get(); }
  void setLabelStyle(LabelStyle style);
  LabelStyle labelStyle() const { return style_; }
  void setSlice(int z);
  void setFrame(int t);
  void setChannel(int c);
  int slice() const { return z_; }
  int frame() const { return t_; }
  int channel() const { return c_; }
  /// Values shown black and white; nothing = the 0.1st and 99.9th percentile of the channel.
  void setLimits(std::optional<std::pair<double, double>> limits);
  std::pair<double, double> limits() const { return shownLimits_; }
  /// Extent of the image, or of the labels if there is no image; all 0 without content.
  Extent extent() const;
  double zoom() const { return zoom_; }
  void fit();

  QSize sizeHint() const override { return {512, 512}; }
  QSize minimumSizeHint() const override { return {200, 150}; }

Q_SIGNALS:
  void sliceChanged(int z);
  void limitsChanged();
  /// What lies under the mouse: "x 12 y 30 · 0.53 · cell 7"; empty outside.
  void pointed(const QString& text);

protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;

private:
  void render();
  void renderGrey();
  void renderLabels();
  void measureLimits();
  void zoomAt(const QPointF& place, double factor);
  QString textAt(const QPointF& place) const;

  std::shared_ptr<const SampleContent> content_;
  QString message_;
  LabelStyle style_ = LabelStyle::Outlines;
  int z_ = 0, t_ = 0, c_ = 0;
  std::optional<std::pair<double, double>> fixedLimits_;
  std::pair<double, double> shownLimits_{0.0, 1.0};
  QImage grey_;
  QImage fill_;
  LabelLines lines_;
  double zoom_ = 1.0;
  QPointF offset_; ///< of the image's corner in the widget
  bool fitted_ = true;
  QPointF dragged_;
};

} // namespace cytosketch
