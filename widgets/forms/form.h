#pragma once

#include <QScrollArea>

class QFormLayout;
class QLabel;

namespace cytosketch {

/// Rows of a name and a field that fills the width, as in all panels.
QFormLayout* formIn(QWidget* parent);

/// An empty line of faint text that wraps.
QLabel* noteIn(QWidget* parent);

/// Scrolls a form up and down. It is never narrower than the form needs, so nothing is cut off at its right edge,
/// however long the words of a language are.
class FormScroll : public QScrollArea {
  Q_OBJECT
public:
  explicit FormScroll(QWidget* parent);

  QSize minimumSizeHint() const override;

protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace cytosketch
