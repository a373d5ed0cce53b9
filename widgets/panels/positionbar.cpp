#include "widgets/panels/positionbar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QSpinBox>

namespace cytosketch {

PositionBar::PositionBar(Document& document, QWidget* parent) : QWidget(parent), document_(document) {
  auto* const layout = new QHBoxLayout(this);
  layout->setContentsMargins(8, 2, 8, 2);
  layout->setSpacing(16);
  Position* const position = document.position();
  slices_ = addAxis(tr("z"), tr("Slice"),
                    tr("Slice that the views show (wheel, Page Up and Page Down; double click: the middle one)"),
                    [position](std::int64_t slice) { position->setSlice(slice); });
  frames_ =
      addAxis(tr("t"), tr("Frame"),
              tr("Frame that the views show (Alt+wheel, Ctrl+Page Up and Page Down; double click: the middle one)"),
              [position](std::int64_t frame) { position->setFrame(frame); });
  connect(position, &Position::changed, this, &PositionBar::refresh);
  refresh();
}

PositionBar::Axis PositionBar::addAxis(const QString& letter, const QString& name, const QString& tip,
                                       const std::function<void(std::int64_t)>& go) {
  Axis axis;
  axis.row = new QWidget(this);
  auto* const row = new QHBoxLayout(axis.row);
  row->setContentsMargins(0, 0, 0, 0);
  auto* const label = new QLabel(letter, axis.row);
  label->setToolTip(name);
  axis.slider = new QSlider(Qt::Horizontal, axis.row);
  axis.slider->setAccessibleName(name);
  axis.slider->setToolTip(tip);
  axis.slider->installEventFilter(this);
  axis.number = new QSpinBox(axis.row);
  axis.number->setAccessibleName(tr("%1, as a number").arg(name));
  axis.number->setToolTip(tip);
  axis.number->setKeyboardTracking(false);
  axis.last = new QLabel(axis.row);
  row->addWidget(label);
  row->addWidget(axis.slider, 1);
  row->addWidget(axis.number);
  row->addWidget(axis.last);
  layout()->addWidget(axis.row);
  connect(axis.slider, &QSlider::valueChanged, this, go);
  connect(axis.number, &QSpinBox::valueChanged, this, go);
  return axis;
}

void PositionBar::show(const Axis& axis, std::int64_t at, std::int64_t count) {
  axis.row->setVisible(count > 1);
  const QSignalBlocker quietSlider(axis.slider);
  const QSignalBlocker quietNumber(axis.number);
  const int last = static_cast<int>(count - 1);
  axis.slider->setRange(0, last);
  axis.slider->setPageStep(std::max(1, last / 10));
  axis.slider->setValue(static_cast<int>(at));
  axis.number->setRange(0, last);
  axis.number->setValue(static_cast<int>(at));
  axis.last->setText(QStringLiteral("/ %1").arg(last));
}

void PositionBar::refresh() {
  const Position& position = *document_.position();
  show(slices_, position.slice(), position.sliceCount());
  show(frames_, position.frame(), position.frameCount());
  setVisible(position.pages());
}

bool PositionBar::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::MouseButtonDblClick) {
    auto* const slider = static_cast<QSlider*>(watched);
    slider->setValue((slider->maximum() + 1) / 2);
    return true;
  }
  return QWidget::eventFilter(watched, event);
}

} // namespace cytosketch
