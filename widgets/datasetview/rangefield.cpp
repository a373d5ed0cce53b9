#include "widgets/datasetview/rangefield.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSignalBlocker>

namespace cytosketch {

QString datasetText(std::string_view text) {
  return text.empty() ? QString() : QCoreApplication::translate("Parameters", std::string(text).c_str());
}

QString NumberSpin::textFromValue(double value) const {
  constexpr int digits = 12;
  QLocale plain = locale();
  plain.setNumberOptions(QLocale::OmitGroupSeparator);
  return plain.toString(value, 'g', digits);
}

RangeField::RangeField(const Parameter& row, QWidget* parent) : QWidget(parent) {
  auto* const line = new QHBoxLayout(this);
  line->setContentsMargins(0, 0, 0, 0);
  line->setSpacing(4);
  low_ = spin(row, tr("from"));
  high_ = spin(row, tr("to"));
  line->addWidget(low_, 1);
  line->addWidget(new QLabel(QStringLiteral("–"), this));
  line->addWidget(high_, 1);
  setFocusProxy(low_);
  connect(low_, &QDoubleSpinBox::valueChanged, this, [this](double value) {
    if (high_->value() < value) {
      const QSignalBlocker quiet(high_);
      high_->setValue(value);
    }
    Q_EMIT changed();
  });
  connect(high_, &QDoubleSpinBox::valueChanged, this, [this](double value) {
    if (low_->value() > value) {
      const QSignalBlocker quiet(low_);
      low_->setValue(value);
    }
    Q_EMIT changed();
  });
}

QDoubleSpinBox* RangeField::spin(const Parameter& row, const QString& end) {
  constexpr int realDecimals = 3;
  auto* const box = new NumberSpin(this);
  box->setDecimals(row.type == ParameterType::Integer ? 0 : realDecimals);
  box->setRange(row.minimum, row.maximum);
  box->setSingleStep(row.step);
  box->setValue(row.fallback);
  box->setKeyboardTracking(false);
  box->setMinimumWidth(60);
  box->setAccessibleName(datasetText(row.label) + QLatin1Char(' ') + end);
  box->setToolTip(datasetText(row.help) + QLatin1Char(' ') +
                  tr("Each sample draws its value between the two; equal ends fix it."));
  return box;
}

ValueRange RangeField::range() const {
  return {low_->value(), high_->value()};
}

void RangeField::setRange(const ValueRange& range) {
  const QSignalBlocker quietLow(low_), quietHigh(high_);
  low_->setValue(range.low);
  high_->setValue(range.high);
}

} // namespace cytosketch
