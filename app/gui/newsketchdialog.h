#pragma once

#include "engine/image/extent.h"

#include <QDialog>

class QDoubleSpinBox;
class QSpinBox;

namespace cytosketch {

/// Asks for the size of an empty sketch.
class NewSketchDialog : public QDialog {
  Q_OBJECT
public:
  NewSketchDialog(const Extent& extent, const Spacing& spacing, QWidget* parent);

  Extent extent() const;
  Spacing spacing() const;

private:
  QSpinBox* width_ = nullptr;
  QSpinBox* height_ = nullptr;
  QDoubleSpinBox* spacing_ = nullptr;
};

} // namespace cytosketch
