#pragma once

#include "app/gui/generationcontroller.h"
#include "app/gui/page.h"

namespace cytosketch {

/// The page on which cells are drawn and images generated.
class SketchPage : public Page {
  Q_OBJECT
public:
  /// What it consists of; all of it outlives the page.
  struct Parts {
    QWidget* centre;
    QList<QDockWidget*> docks;
    QList<QToolBar*> bars;
    GenerationController* generation;
  };
  SketchPage(const Parts& parts, QObject* parent);

  QString actionId() const override { return QStringLiteral("page.sketch"); }
  QWidget* centre() const override { return parts_.centre; }
  QList<QDockWidget*> docks() const override { return parts_.docks; }
  QList<QToolBar*> bars() const override { return parts_.bars; }
  void press() override { parts_.generation->toggle(); }
  QString buttonText() const override;
  bool canPress() const override { return sketchOpen_; }
  void cancel() override { parts_.generation->cancel(); }

  /// There is nothing to generate from before.
  void setSketchOpen(bool open);

private:
  Parts parts_;
  bool sketchOpen_ = false;
};

} // namespace cytosketch
