#pragma once

#include "engine/image/extent.h"

#include <QFrame>

#include <array>

class QLabel;

namespace cytosketch {

class RangeSlider;

/// Small window for the clipping box: which columns, rows and slices are shown.
class ClipPopover : public QFrame {
  Q_OBJECT
public:
  explicit ClipPopover(QWidget* parent = nullptr);

  void setExtent(const Extent& extent);
  void setBox(const cytosketch::Box& box); // QFrame has a Box of its own
  cytosketch::Box box() const;

Q_SIGNALS:
  void edited(const cytosketch::Box& box);

private:
  void onRange();

  std::array<RangeSlider*, 3> sliders_{}; ///< x, y, z
  std::array<QLabel*, 3> texts_{};
  Extent extent_;
  bool setting_ = false;
};

} // namespace cytosketch
