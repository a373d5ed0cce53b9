#include "widgets/forms/form.h"

#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QScrollBar>

namespace cytosketch {

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
    size.setWidth(widget()->minimumSizeHint().width() + verticalScrollBar()->sizeHint().width());
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
