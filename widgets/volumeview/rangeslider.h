#pragma once

#include <QWidget>

namespace cytosketch {

/// A slider with two handles: a range of whole numbers, both ends included. The mouse moves the nearer handle, or the
/// whole range by its middle; Left and Right move the lower end, with Shift the upper one.
class RangeSlider : public QWidget {
  Q_OBJECT
public:
  explicit RangeSlider(QWidget* parent = nullptr);

  void setLimits(int minimum, int maximum);
  /// Keeps first ≤ last and both inside the limits.
  void setRange(int first, int last);
  int first() const { return first_; }
  int last() const { return last_; }

  QSize sizeHint() const override { return {180, 22}; }
  QSize minimumSizeHint() const override { return {80, 22}; }

Q_SIGNALS:
  void rangeChanged(int first, int last);

protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

private:
  enum class Grip { None, First, Last, Both };

  double xOf(int value) const;
  int valueAt(double x) const;

  int minimum_ = 0;
  int maximum_ = 1;
  int first_ = 0;
  int last_ = 1;
  Grip grip_ = Grip::None;
  int grippedAt_ = 0; ///< value under the mouse minus first, while both move
};

} // namespace cytosketch
