#include "widgets/volumeview/clippopover.h"

#include "widgets/volumeview/rangeslider.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>

namespace cytosketch {

ClipPopover::ClipPopover(QWidget* parent) : QFrame(parent, Qt::Popup) {
  setFrameStyle(QFrame::StyledPanel | QFrame::Raised);
  auto* const grid = new QGridLayout(this);
  const std::array names{tr("Columns (x)"), tr("Rows (y)"), tr("Slices (z)")};
  for (std::size_t axis = 0; axis < sliders_.size(); ++axis) {
    sliders_[axis] = new RangeSlider(this);
    sliders_[axis]->setAccessibleName(names[axis]);
    sliders_[axis]->setToolTip(tr("Shows only this part of the volume. Arrow keys move the lower end, with Shift the "
                                  "upper one; drag the middle to move both."));
    texts_[axis] = new QLabel(this);
    texts_[axis]->setMinimumWidth(fontMetrics().horizontalAdvance(QStringLiteral("0000 – 0000")));
    texts_[axis]->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    const int row = int(axis);
    grid->addWidget(new QLabel(names[axis], this), row, 0);
    grid->addWidget(sliders_[axis], row, 1);
    grid->addWidget(texts_[axis], row, 2);
    connect(sliders_[axis], &RangeSlider::rangeChanged, this, &ClipPopover::onRange);
  }
  auto* const whole = new QPushButton(tr("Whole volume"), this);
  grid->addWidget(whole, int(sliders_.size()), 1, 1, 2, Qt::AlignRight);
  connect(whole, &QPushButton::clicked, this, [this] {
    setBox(cytosketch::Box::whole(extent_));
    Q_EMIT edited(box());
  });
}

void ClipPopover::setExtent(const Extent& extent) {
  extent_ = extent;
  setting_ = true;
  const std::array edges{extent.x, extent.y, extent.z};
  for (std::size_t axis = 0; axis < sliders_.size(); ++axis) {
    sliders_[axis]->setLimits(1, int(edges[axis]));
    sliders_[axis]->setEnabled(edges[axis] > 1);
  }
  setting_ = false;
}

void ClipPopover::setBox(const cytosketch::Box& box) {
  setting_ = true;
  sliders_[0]->setRange(int(box.x0) + 1, int(box.x1));
  sliders_[1]->setRange(int(box.y0) + 1, int(box.y1));
  sliders_[2]->setRange(int(box.z0) + 1, int(box.z1));
  setting_ = false;
  onRange();
}

cytosketch::Box ClipPopover::box() const {
  return {sliders_[2]->first() - 1, sliders_[1]->first() - 1, sliders_[0]->first() - 1,
          sliders_[2]->last(),      sliders_[1]->last(),      sliders_[0]->last()};
}

void ClipPopover::onRange() {
  for (std::size_t axis = 0; axis < sliders_.size(); ++axis) {
    texts_[axis]->setText(tr("%1 – %2").arg(sliders_[axis]->first()).arg(sliders_[axis]->last()));
  }
  if (!setting_) {
    Q_EMIT edited(box());
  }
}

} // namespace cytosketch
