#pragma once

#include "widgets/document/document.h"

#include <QWidget>

#include <array>
#include <functional>

class QLabel;
class QSlider;
class QSpinBox;

namespace cytosketch {

/// Sliders for the slice and the frame that all views show, each with its number; only the ones are there that have
/// more than one step, and without any the whole bar is hidden. Numbers count from 0, as coordinates do.
class PositionBar : public QWidget {
  Q_OBJECT
public:
  /// @param document  outlives the bar
  explicit PositionBar(Document& document, QWidget* parent = nullptr);

protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

private:
  struct Axis {
    QWidget* row = nullptr;
    QSlider* slider = nullptr;
    QSpinBox* number = nullptr;
    QLabel* last = nullptr;
  };
  Axis addAxis(const QString& letter, const QString& name, const QString& tip,
               const std::function<void(std::int64_t)>& go);
  static void show(const Axis& axis, std::int64_t at, std::int64_t count);
  void refresh();

  Document& document_;
  Axis slices_;
  Axis frames_;
};

} // namespace cytosketch
