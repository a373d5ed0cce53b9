#include "tests/app/gui/windowfixture.h"

#include "app/gui/icons.h"
#include "widgets/canvas/canvas.h"

#include <QSettings>
#include <QStandardPaths>
#include <QTest>
#include <QUndoStack>

namespace cytosketch {

WindowFixture::~WindowFixture() = default;

void WindowFixture::setUpHome() {
  QCoreApplication::setOrganizationName("CytoSketch tests");
  QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
  QStandardPaths::setTestModeEnabled(true);
  setUpIcons();
  QSettings().clear();
  home_ = std::make_unique<QTemporaryDir>();
}

void WindowFixture::openWindow() {
  setUpHome();
  window_ = std::make_unique<MainWindow>(in("user").toStdString());
  window_->resize(1280, 720);
  window_->show();
  window_->activateWindow(); // there is no window manager to do it
  QVERIFY(QTest::qWaitForWindowActive(window_.get()));
}

void WindowFixture::closeWindow() {
  document().undoStack()->setClean();
  window_.reset();
}

Canvas* WindowFixture::canvas() const {
  return window_->page()->canvas();
}

QAction* WindowFixture::action(const char* id) const {
  return (*window_->actionSet())[QLatin1String(id)];
}

QPoint WindowFixture::onCanvas(double x, double y) const {
  return document().viewport()->toView(QPointF(x, y), canvas()->size()).toPoint();
}

void WindowFixture::drag(const QPoint& from, const QPoint& to) const {
  QTest::mousePress(canvas(), Qt::LeftButton, {}, from);
  for (int i = 1; i <= 5; ++i) {
    QTest::mouseMove(canvas(), from + (to - from) * i / 5);
  }
  QTest::mouseRelease(canvas(), Qt::LeftButton, {}, to);
}

void WindowFixture::put(CellId id, const Mask& mask, float grey) const {
  Cell cell;
  cell.id = id;
  cell.mask = mask;
  cell.grey = {grey};
  document().changeCells({{id, document().sketch().find(id), std::make_shared<const Cell>(cell)}}, "draw");
}

} // namespace cytosketch
