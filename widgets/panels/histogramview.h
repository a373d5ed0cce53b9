#pragma once

#include "widgets/panels/distribution.h"

#include <QString>
#include <QWidget>

#include <optional>

namespace cytosketch {

/// A small histogram. The mouse over a bar tells its interval and count; a click on it chooses the interval.
class HistogramView : public QWidget {
  Q_OBJECT
public:
  explicit HistogramView(QWidget* parent = nullptr);

  /// @param decimals of the numbers at the axis  @param unit  behind them; may be empty
  void setBins(const Bins& bins, int decimals, const QString& unit);
  const Bins& bins() const { return bins_; }
  /// Where a bar is, from the top of the widget to its foot; for tests.
  QRectF barRect(std::size_t bar) const;

  QSize sizeHint() const override { return {240, 84}; }
  QSize minimumSizeHint() const override { return {120, 64}; }

Q_SIGNALS:
  /// The person wants what lies in [low, high], or in [low, high) if it is not the last bar.
  void chosen(double low, double high, bool last);

protected:
  void paintEvent(QPaintEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;

private:
  std::optional<std::size_t> barAt(const QPointF& position) const;
  QRectF plot() const;
  QString number(double value) const;

  Bins bins_;
  int decimals_ = 0;
  QString unit_;
  std::optional<std::size_t> hovered_;
};

} // namespace cytosketch
