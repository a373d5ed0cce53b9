#pragma once

#include "engine/dataset/recipe.h"
#include "engine/image/parameter.h"

#include <QDoubleSpinBox>
#include <QWidget>

namespace cytosketch {

/// Text of the engine in the person's language.
QString datasetText(std::string_view text);

/// A spin box that shows no more decimals than its number has.
class NumberSpin : public QDoubleSpinBox {
  Q_OBJECT
public:
  using QDoubleSpinBox::QDoubleSpinBox;
  QString textFromValue(double value) const override;
};

/// From … to: the range that a parameter is drawn from for each sample. Both ends equal fix it. The other end follows
/// where one passes it.
class RangeField : public QWidget {
  Q_OBJECT
public:
  RangeField(const Parameter& row, QWidget* parent);

  ValueRange range() const;
  /// Without changed().
  void setRange(const ValueRange& range);

Q_SIGNALS:
  void changed();

private:
  QDoubleSpinBox* spin(const Parameter& row, const QString& end);

  QDoubleSpinBox* low_;
  QDoubleSpinBox* high_;
};

} // namespace cytosketch
