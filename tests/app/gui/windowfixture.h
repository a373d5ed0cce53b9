#pragma once

#include "app/gui/mainwindow.h"

#include <QApplication>
#include <QTemporaryDir>
#include <QTimer>

#include <memory>

class QAction;

namespace cytosketch {

class Canvas;

/// What the tests of the window share, to be a base beside QObject: a home folder of their own, the window in it, and a
/// hand that draws on its canvas.
class WindowFixture {
protected:
  ~WindowFixture();

  /// A fresh folder; what tests before have left of preferences and session is forgotten.
  void setUpHome();
  /// setUpHome(), and the window, 1280 × 720, shown and with the focus.
  void openWindow();
  /// Without the question whether to save.
  void closeWindow();

  QString in(const QString& name) const { return home_->filePath(name); }
  Document& document() const { return *window_->document(); }
  Canvas* canvas() const;
  QAction* action(const char* id) const;

  /// A voxel (x, y) as a point on the canvas.
  QPoint onCanvas(double x, double y) const;
  /// Draws with the left button, in five steps.
  void drag(const QPoint& from, const QPoint& to) const;
  /// Puts a cell into the sketch, or in the place of the one with its id.
  void put(CellId id, const Mask& mask, float grey = Cell().grey.front()) const;

  /// The first widget of a kind with an accessible name; null if there is none.
  template <typename Widget>
  static Widget* named(const QWidget* parent, const QString& name) {
    for (Widget* const found : parent->findChildren<Widget*>()) {
      if (found->accessibleName() == name) {
        return found;
      }
    }
    return nullptr;
  }
  /// Calls answer(dialog) once a dialog of this kind is open.
  template <typename Dialog, typename Answer>
  void whenOpen(Answer answer) const {
    auto* const timer = new QTimer(window_.get());
    QObject::connect(timer, &QTimer::timeout, timer, [timer, answer] {
      if (auto* const dialog = qobject_cast<Dialog*>(QApplication::activeModalWidget())) {
        timer->deleteLater();
        answer(dialog);
      }
    });
    timer->start(50);
  }

  std::unique_ptr<QTemporaryDir> home_;
  std::unique_ptr<MainWindow> window_;
};

} // namespace cytosketch
