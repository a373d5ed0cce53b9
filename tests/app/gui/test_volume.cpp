// Sketching in three dimensions as a person does it, with mouse and keys: a new volume, a ball, another cell in two
// slices, interpolation, undo.
#include "app/gui/newsketchdialog.h"
#include "tests/app/gui/windowfixture.h"
#include "tests/support/testprogram.h"

#include <QApplication>
#include <QDoubleSpinBox>
#include <QSlider>
#include <QSpinBox>
#include <QTest>
#include <QTimer>
#include <QWheelEvent>

using namespace cytosketch;

class TestVolume : public QObject, private WindowFixture {
  Q_OBJECT

  void key(Qt::Key which, Qt::KeyboardModifiers modifiers = {}) {
    QTest::keyClick(window_->windowHandle(), which, modifiers);
  }
  void wheel(int notches, Qt::KeyboardModifiers modifiers = {}) {
    const QPoint at = canvas()->rect().center();
    QWheelEvent event(at, canvas()->mapToGlobal(at), {}, {0, 120 * notches}, Qt::NoButton, modifiers, Qt::NoScrollPhase,
                      false);
    QApplication::sendEvent(canvas(), &event);
  }
  template <typename Field>
  Field* field(const QString& name) const {
    for (Field* const found : window_->findChildren<Field*>()) {
      if (found->accessibleName() == name && found->isVisible()) {
        return found;
      }
    }
    return nullptr;
  }
  /// Fills in the dialog for a new sketch that is about to open.
  void answerNewSketch(int slices, int frames, double edgeX, double edgeZ) {
    whenOpen<NewSketchDialog>([=](NewSketchDialog* dialog) {
      const auto set = [dialog](const QString& name, double value) {
        for (QAbstractSpinBox* const box : dialog->findChildren<QAbstractSpinBox*>()) {
          if (box->accessibleName() == name) {
            box->selectAll();
            QTest::keyClicks(box, box->locale().toString(value));
          }
        }
      };
      set("Width", 96);
      set("Height", 96);
      set("Slices", slices);
      set("Frames", frames);
      set("Pixel width (x)", edgeX);
      set("Slice distance (z)", edgeZ);
      QTest::keyClick(dialog, Qt::Key_Return);
    });
  }
  void newSketch(int slices, int frames) {
    answerNewSketch(slices, frames, 0.5, 1.5);
    key(Qt::Key_N, Qt::ControlModifier);
    window_->activateWindow(); // there is no window manager to do it after a dialog
    QVERIFY(QTest::qWaitForWindowActive(window_.get()));
    QCOMPARE(document().sketch().extent(), (Extent{frames, 1, slices, 96, 96}));
  }

private Q_SLOTS:
  void init() { openWindow(); }
  void cleanup() { closeWindow(); }

  void aVolumeOfBallsAndInterpolatedCells() {
    newSketch(21, 1);
    QCOMPARE(document().sketch().spacing(), (Spacing{1.5, 0.5, 0.5}));
    QCOMPARE(document().position()->slice(), 10);

    // A ball: one dab of the brush. Slices are three pixels apart, so a radius of 8 reaches two slices up and down.
    key(Qt::Key_B);
    QTest::mouseClick(canvas(), Qt::LeftButton, {}, onCanvas(30.5, 30.5));
    QCOMPARE(document().sketch().cellCount(), std::size_t(1));
    QCOMPARE(document().sketch().find(1)->mask.slices(0), (std::vector<std::int64_t>{8, 9, 10, 11, 12}));

    // Paging by keys, wheel and slider.
    key(Qt::Key_PageUp);
    QCOMPARE(document().position()->slice(), 11);
    wheel(-2);
    QCOMPARE(document().position()->slice(), 9);
    auto* const slider = field<QSlider>("Slice");
    QVERIFY(slider);
    QCOMPARE(slider->value(), 9);
    slider->setFocus();
    QTest::keyClick(slider, Qt::Key_Home);
    QCOMPARE(document().position()->slice(), 0);
    QVERIFY(!field<QSlider>("Frame"));

    // A second cell, slice by slice: an ellipse below, a larger one above at the same place.
    key(Qt::Key_M);
    key(Qt::Key_D);
    QVERIFY(!document().drawing()->inDepth());
    key(Qt::Key_O);
    for (int i = 0; i < 4; ++i) {
      key(Qt::Key_PageUp);
    }
    drag(onCanvas(56, 56), onCanvas(68, 68));
    for (int i = 0; i < 8; ++i) {
      key(Qt::Key_PageUp);
    }
    drag(onCanvas(50, 50), onCanvas(74, 74));
    QCOMPARE(document().sketch().cellCount(), std::size_t(2));
    QCOMPARE(document().sketch().find(2)->mask.slices(0), (std::vector<std::int64_t>{4, 12}));

    key(Qt::Key_I, Qt::ShiftModifier);
    const Mask filled = document().sketch().find(2)->mask;
    QCOMPARE(filled.slices(0).size(), std::size_t(9));
    QVERIFY(std::abs(filled.bounds(0, 8).width() - 18) <= 1);

    key(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(document().sketch().find(2)->mask.slices(0).size(), std::size_t(2));
    key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(document().sketch().find(2)->mask, filled);

    // The topmost slice goes on to the next one.
    key(Qt::Key_V, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(document().position()->slice(), 13);
    QCOMPARE(document().sketch().find(2)->mask.slices(0).back(), 13);

    while (document().undoStack()->canUndo()) {
      key(Qt::Key_Z, Qt::ControlModifier);
    }
    QCOMPARE(document().sketch().cellCount(), std::size_t(0));
  }

  void aSeriesPagesThroughItsFrames() {
    newSketch(1, 8);
    QVERIFY(!field<QSlider>("Slice"));
    auto* const slider = field<QSlider>("Frame");
    QVERIFY(slider);
    key(Qt::Key_PageUp);
    key(Qt::Key_PageUp, Qt::ControlModifier);
    wheel(1);
    QCOMPARE(document().position()->frame(), 3);
    QCOMPARE(slider->value(), 3);
    key(Qt::Key_B);
    QTest::mouseClick(canvas(), Qt::LeftButton, {}, onCanvas(40, 40));
    key(Qt::Key_V, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(document().sketch().find(1)->mask.frames(), (std::pair<std::int64_t, std::int64_t>{3, 5}));
  }

  void aFlatSketchHasNoSliders() {
    newSketch(1, 1);
    QVERIFY(!field<QSlider>("Slice"));
    QVERIFY(!field<QSlider>("Frame"));
    QVERIFY(!(*window_->actionSet())["tool.depth"]->isVisible());
    QVERIFY(!(*window_->actionSet())["view.nextSlice"]->isEnabled());
  }
};

CYTOSKETCH_WIDGET_TEST_CLASS(volume, TestVolume)
#include "test_volume.moc"
