#include "widgets/forms/form.h"

#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QScrollBar>

#include <algorithm>

namespace cytosketch {

namespace {
constexpr int leastWidth = 300; ///< panels do not change it with the form that they show, as long as that fits
}

QFormLayout* formIn(QWidget* parent) {
  auto* const form = new QFormLayout(parent);
  form->setContentsMargins(0, 0, 4, 0);
  form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  form->setVerticalSpacing(6);
  return form;
}

QLabel* noteIn(QWidget* parent) {
  auto* const label = new QLabel(parent);
  label->setWordWrap(true);
  label->setForegroundRole(QPalette::PlaceholderText);
  return label;
}

FormScroll::FormScroll(QWidget* parent) : QScrollArea(parent) {
  setFrameShape(QFrame::NoFrame);
  setWidgetResizable(true);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setFocusPolicy(Qt::NoFocus);
}

QSize FormScroll::minimumSizeHint() const {
  QSize size = QScrollArea::minimumSizeHint();
  if (widget() != nullptr) {
    const int needed = widget()->minimumSizeHint().width() + verticalScrollBar()->sizeHint().width();
    size.setWidth(std::max(needed, leastWidth));
  }
  return size;
}

bool FormScroll::eventFilter(QObject* watched, QEvent* event) {
  if (watched == widget() && event->type() == QEvent::LayoutRequest) {
    updateGeometry(); // the width that the form needs may be another
  }
  return QScrollArea::eventFilter(watched, event);
}

} // namespace cytosketch
