#include "widgets/volumeview/rangeslider.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace cytosketch {

namespace {
constexpr double radius = 7.0;
} // namespace

RangeSlider::RangeSlider(QWidget* parent) : QWidget(parent) {
  setFocusPolicy(Qt::StrongFocus);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void RangeSlider::setLimits(int minimum, int maximum) {
  minimum_ = minimum;
  maximum_ = std::max(minimum, maximum);
  setRange(first_, last_);
  update();
}

void RangeSlider::setRange(int first, int last) {
  first = std::clamp(first, minimum_, maximum_);
  last = std::clamp(last, first, maximum_);
  if (first == first_ && last == last_) {
    return;
  }
  first_ = first;
  last_ = last;
  update();
  Q_EMIT rangeChanged(first_, last_);
}

double RangeSlider::xOf(int value) const {
  const double room = width() - 2.0 * radius - 2.0;
  return radius + 1.0 + room * (value - minimum_) / std::max(1, maximum_ - minimum_);
}

int RangeSlider::valueAt(double x) const {
  const double room = std::max(1.0, width() - 2.0 * radius - 2.0);
  return minimum_ + int(std::lround((x - radius - 1.0) / room * (maximum_ - minimum_)));
}

void RangeSlider::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const double y = height() / 2.0;
  const auto bar = [&](double from, double to, const QColor& colour) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawRoundedRect(QRectF(from, y - 2.0, to - from, 4.0), 2.0, 2.0);
  };
  const QPalette::ColorGroup group = isEnabled() ? QPalette::Active : QPalette::Disabled;
  bar(1.0, width() - 1.0, palette().color(group, QPalette::Mid));
  bar(xOf(first_), xOf(last_), palette().color(group, QPalette::Highlight));
  painter.setPen(
      QPen(palette().color(group, hasFocus() ? QPalette::Highlight : QPalette::Dark), hasFocus() ? 2.0 : 1.0));
  painter.setBrush(palette().color(group, QPalette::Button));
  for (const int value : {first_, last_}) {
    painter.drawEllipse(QPointF(xOf(value), y), radius - 0.5, radius - 0.5);
  }
}

void RangeSlider::mousePressEvent(QMouseEvent* event) {
  const double x = event->position().x();
  const double toFirst = std::abs(x - xOf(first_));
  const double toLast = std::abs(x - xOf(last_));
  if (std::min(toFirst, toLast) > radius + 2.0 && x > xOf(first_) && x < xOf(last_)) {
    grip_ = Grip::Both;
    grippedAt_ = valueAt(x) - first_;
  } else if (toFirst == toLast) {
    grip_ = x < xOf(first_) ? Grip::First : Grip::Last; // both at one place: the side of the mouse decides
  } else {
    grip_ = toFirst < toLast ? Grip::First : Grip::Last;
  }
  mouseMoveEvent(event);
}

void RangeSlider::mouseMoveEvent(QMouseEvent* event) {
  const int value = valueAt(event->position().x());
  if (grip_ == Grip::First) {
    setRange(std::min(value, last_), last_);
  } else if (grip_ == Grip::Last) {
    setRange(first_, std::max(value, first_));
  } else if (grip_ == Grip::Both) {
    const int length = last_ - first_;
    const int first = std::clamp(value - grippedAt_, minimum_, maximum_ - length);
    setRange(first, first + length);
  }
}

void RangeSlider::mouseReleaseEvent(QMouseEvent* /*event*/) {
  grip_ = Grip::None;
}

void RangeSlider::keyPressEvent(QKeyEvent* event) {
  const int step = event->key() == Qt::Key_Left ? -1 : event->key() == Qt::Key_Right ? 1 : 0;
  if (step == 0) {
    QWidget::keyPressEvent(event);
  } else if (event->modifiers().testFlag(Qt::ShiftModifier)) {
    setRange(first_, std::max(last_ + step, first_));
  } else {
    setRange(std::min(first_ + step, last_), last_);
  }
}

} // namespace cytosketch
