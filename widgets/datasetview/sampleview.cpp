#include "widgets/datasetview/sampleview.h"

#include "engine/image/error.h"
#include "engine/image/normalisation.h"

#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace cytosketch {

namespace {

constexpr int fillAlpha = 110;
constexpr double outlineWidth = 1.5;
constexpr double mostZoom = 64.0, wheelStep = 1.2;
const QColor surround(43, 43, 43); // as the other views have it

} // namespace

SampleView::SampleView(QWidget* parent) : QWidget(parent) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(tr("Sample"));
}

Extent SampleView::extent() const {
  if (!content_ || (content_->image.empty() && content_->layers.empty())) {
    return {0, 0, 0, 0, 0};
  }
  return content_->image.empty() ? content_->layers.front().labels.extent() : content_->image.extent();
}

void SampleView::setContent(const std::shared_ptr<const SampleContent>& content, const QString& message) {
  const Extent before = extent();
  content_ = content;
  message_ = message;
  const Extent e = extent();
  if (e.z != before.z) {
    z_ = int(e.z / 2);
  }
  t_ = std::clamp(t_, 0, std::max(0, int(e.t) - 1));
  c_ = std::clamp(c_, 0, std::max(0, int(e.c) - 1));
  measureLimits();
  render();
  if (e.x != before.x || e.y != before.y || fitted_) {
    fit();
  }
}

void SampleView::setLabelStyle(LabelStyle style) {
  style_ = style;
  render();
}

void SampleView::setSlice(int z) {
  const int wanted = std::clamp(z, 0, std::max(0, int(extent().z) - 1));
  if (wanted != z_) {
    z_ = wanted;
    render();
    Q_EMIT sliceChanged(z_);
  }
}

void SampleView::setFrame(int t) {
  t_ = std::clamp(t, 0, std::max(0, int(extent().t) - 1));
  render();
}

void SampleView::setChannel(int c) {
  c_ = std::clamp(c, 0, std::max(0, int(extent().c) - 1));
  measureLimits();
  render();
}

void SampleView::setLimits(std::optional<std::pair<double, double>> limits) {
  fixedLimits_ = limits;
  measureLimits();
  render();
}

/// Of the channel over all frames; every n-th voxel of a large image is enough to look at it.
void SampleView::measureLimits() {
  if (fixedLimits_) {
    shownLimits_ = *fixedLimits_;
  } else if (content_ && !content_->image.empty()) {
    constexpr std::int64_t most = 200'000;
    const Image<float>& image = content_->image;
    const std::int64_t step = std::max<std::int64_t>(1, image.extent().t * image.extent().volume() / most);
    std::vector<float> values;
    for (std::int64_t t = 0; t < image.extent().t; ++t) {
      const float* const part = image.channel(t, c_);
      for (std::int64_t i = 0; i < image.extent().volume(); i += step) {
        if (std::isfinite(part[i])) {
          values.push_back(part[i]);
        }
      }
    }
    if (!values.empty()) {
      shownLimits_ = {percentile(values, defaultLowPercentile), percentile(values, defaultHighPercentile)};
    }
  }
  Q_EMIT limitsChanged();
}

void SampleView::render() {
  renderGrey();
  renderLabels();
  update();
}

void SampleView::renderGrey() {
  const Extent e = extent();
  grey_ = QImage();
  if (e.x == 0) {
    return;
  }
  grey_ = QImage(int(e.x), int(e.y), QImage::Format_Grayscale8);
  grey_.fill(0);
  if (content_->image.empty()) {
    return;
  }
  const auto [low, high] = shownLimits_;
  const double scale = high > low ? 255.0 / (high - low) : 0.0;
  const float* const slice = content_->image.channel(t_, c_) + std::int64_t(z_) * e.y * e.x;
  for (int y = 0; y < grey_.height(); ++y) {
    uchar* const line = grey_.scanLine(y);
    for (int x = 0; x < grey_.width(); ++x) {
      const double value = (slice[std::int64_t(y) * e.x + x] - low) * scale;
      line[x] = value >= 255.0 ? 255 : value > 0.0 ? uchar(value + 0.5) : 0; // NaN is black
    }
  }
}

void SampleView::renderLabels() {
  for (QList<QLineF>& lines : lines_) {
    lines.clear();
  }
  fill_ = QImage();
  if (grey_.isNull() || style_ == LabelStyle::Hidden) {
    return;
  }
  if (style_ == LabelStyle::Filled) {
    fill_ = QImage(grey_.size(), QImage::Format_ARGB32_Premultiplied);
    fill_.fill(Qt::transparent);
  }
  for (const LabelLayer& layer : content_->layers) {
    const Extent& e = layer.labels.extent();
    const std::uint32_t* const slice = layer.labels.channel(t_, 0) + std::int64_t(z_) * e.y * e.x;
    if (!fill_.isNull()) {
      paintLabels(slice, fill_, fillAlpha);
    }
    addOutlines(slice, int(e.x), int(e.y), lines_);
  }
}

void SampleView::fit() {
  fitted_ = true;
  if (!grey_.isNull()) {
    zoom_ = std::min(double(width()) / grey_.width(), double(height()) / grey_.height());
    zoom_ = std::clamp(zoom_, 1.0 / mostZoom, mostZoom);
    offset_ = QPointF(width() - zoom_ * grey_.width(), height() - zoom_ * grey_.height()) / 2.0;
  }
  update();
}

void SampleView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), surround);
  if (grey_.isNull()) {
    painter.setPen(QColor(220, 220, 220));
    painter.drawText(rect().adjusted(24, 24, -24, -24), Qt::AlignCenter | Qt::TextWordWrap, message_);
    return;
  }
  painter.setRenderHint(QPainter::SmoothPixmapTransform, zoom_ < 1.0);
  const QRectF place(offset_, QSizeF(grey_.size()) * zoom_);
  painter.drawImage(place, grey_);
  if (!fill_.isNull()) {
    painter.drawImage(place, fill_);
  }
  painter.setRenderHint(QPainter::Antialiasing, zoom_ < 2.0);
  painter.translate(offset_);
  painter.scale(zoom_, zoom_);
  for (int i = 0; i < labelColourCount; ++i) {
    QPen pen(labelColour(i), outlineWidth);
    pen.setCosmetic(true);
    painter.setPen(pen);
    painter.drawLines(lines_[std::size_t(i)]);
  }
}

void SampleView::resizeEvent(QResizeEvent*) {
  if (fitted_) {
    fit();
  }
}

void SampleView::zoomAt(const QPointF& place, double factor) {
  const double wanted = std::clamp(zoom_ * factor, 1.0 / mostZoom, mostZoom);
  offset_ = place - (place - offset_) * (wanted / zoom_);
  zoom_ = wanted;
  fitted_ = false;
  update();
}

void SampleView::wheelEvent(QWheelEvent* event) {
  const double steps = event->angleDelta().y() / 120.0;
  if (extent().z > 1 && !event->modifiers().testFlag(Qt::ControlModifier)) {
    setSlice(z_ + (steps > 0 ? 1 : -1));
  } else {
    zoomAt(event->position(), std::pow(wheelStep, steps));
  }
  event->accept();
}

void SampleView::mousePressEvent(QMouseEvent* event) {
  dragged_ = event->position();
}

void SampleView::mouseMoveEvent(QMouseEvent* event) {
  if (event->buttons() != Qt::NoButton) {
    offset_ += event->position() - dragged_;
    dragged_ = event->position();
    fitted_ = false;
    setCursor(Qt::ClosedHandCursor);
    update();
  }
  Q_EMIT pointed(textAt(event->position()));
}

void SampleView::mouseReleaseEvent(QMouseEvent*) {
  unsetCursor();
}

void SampleView::mouseDoubleClickEvent(QMouseEvent*) {
  fit();
}

void SampleView::leaveEvent(QEvent*) {
  Q_EMIT pointed({});
}

QString SampleView::textAt(const QPointF& place) const {
  const QPointF pixel = (place - offset_) / zoom_;
  const Extent e = extent();
  const auto x = std::int64_t(std::floor(pixel.x())), y = std::int64_t(std::floor(pixel.y()));
  if (x < 0 || y < 0 || x >= e.x || y >= e.y) {
    return {};
  }
  QString text = tr("x %1 y %2").arg(x).arg(y);
  if (!content_->image.empty()) {
    text += QStringLiteral(" · ") + QLocale().toString(double(content_->image.at(t_, c_, z_, y, x)), 'g', 6);
  }
  for (const LabelLayer& layer : content_->layers) {
    if (const std::uint32_t label = layer.labels.at(t_, 0, z_, y, x); label != 0) {
      const QString name = QString::fromStdString(layer.name);
      text += QStringLiteral(" · ") +
              (name.isEmpty() ? tr("cell %1").arg(label) : QStringLiteral("%1 %2").arg(name).arg(label));
    }
  }
  return text;
}

} // namespace cytosketch
