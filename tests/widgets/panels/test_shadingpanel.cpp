#include "engine/sketch/shadingparameters.h"
#include "tests/support/testprogram.h"
#include "widgets/panels/chancedialog.h"
#include "widgets/panels/parametereditor.h"
#include "widgets/panels/shadingpanel.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QPushButton>
#include <QSlider>
#include <QStyleOptionSlider>
#include <QTest>
#include <QToolButton>

using namespace cytosketch;

namespace {

Sketch nuclei(std::int64_t channels = 1, std::int64_t depth = 1) {
  Sketch sketch({1, channels, depth, 200, 300});
  for (CellId id = 1; id <= 6; ++id) {
    Cell cell;
    cell.id = id;
    cell.mask = discMask(0, 0, 60.0 + 80.0 * ((id - 1) / 3), 50.0 + 90.0 * ((id - 1) % 3), 30);
    sketch.put(std::move(cell));
  }
  return sketch;
}

struct Shown {
  Document document;
  ShadingPanel panel;

  explicit Shown(const Sketch& sketch = nuclei()) : panel(document) {
    document.setSketch(sketch);
    panel.resize(300, 700);
    panel.show();
    static_cast<void>(QTest::qWaitForWindowExposed(&panel));
  }
  QAbstractSpinBox* spin(const char* key) { return panel.findChild<QAbstractSpinBox*>(key); }
  QSlider* slider(const char* key) { return spin(key)->parentWidget()->findChild<QSlider*>(); }
  QToolButton* button(const char* name) { return panel.findChild<QToolButton*>(name); }
  const Shading& shading() const { return document.sketch().shading(); }
  int steps() { return document.undoStack()->count(); }
};

void type(QAbstractSpinBox* spin, const QString& text) {
  spin->selectAll();
  QTest::keyClicks(spin, text);
  QTest::keyClick(spin, Qt::Key_Return);
}

/// Drags the handle of a slider to the right with the mouse.
void drag(QSlider* slider, int pixels) {
  QStyleOptionSlider option;
  option.initFrom(slider);
  option.orientation = Qt::Horizontal;
  option.minimum = slider->minimum();
  option.maximum = slider->maximum();
  option.sliderPosition = slider->sliderPosition();
  option.sliderValue = slider->value();
  const QPoint from =
      slider->style()->subControlRect(QStyle::CC_Slider, &option, QStyle::SC_SliderHandle, slider).center();
  QTest::mousePress(slider, Qt::LeftButton, {}, from);
  for (int i = 1; i <= 6; ++i) {
    QTest::mouseMove(slider, from + QPoint(pixels * i / 6, 0));
  }
  QTest::mouseRelease(slider, Qt::LeftButton, {}, from + QPoint(pixels, 0));
}

template <typename T>
T* topLevel(const char* name) {
  for (QWidget* const widget : QApplication::topLevelWidgets()) {
    if (widget->objectName() == QLatin1String(name) && widget->isVisible()) {
      return qobject_cast<T*>(widget);
    }
  }
  return nullptr;
}

} // namespace

/// The Shading panel, driven by mouse and keys.
class TestShadingPanel : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void everyRowIsThere() {
    Shown shown;
    for (const Parameter& row : shadingParameters()) {
      const std::string key(row.key);
      QVERIFY2(shown.panel.findChild<QWidget*>(key.c_str()), key.c_str());
    }
  }

  void typedValuesChangeTheSketch() {
    Shown shown;
    type(shown.spin("background"), "0.25");
    QCOMPARE(shown.shading().background, 0.25F);
    type(shown.spin("overlap-darkening"), "0.1");
    QCOMPARE(shown.shading().overlapDarkening, 0.1F);
    QCOMPARE(shown.steps(), 2);
    shown.document.undoStack()->undo();
    shown.document.undoStack()->undo();
    QVERIFY(shown.document.sketch() == nuclei());
    QCOMPARE(shown.spin("background")->text(), QLocale().toString(0.0, 'f', 2)); // the panel follows
  }

  void dragIsOneStep() {
    Shown shown;
    drag(shown.slider("background"), 40);
    QVERIFY(shown.shading().background > 0.05F);
    QCOMPARE(shown.steps(), 1);
    const float first = shown.shading().background;
    drag(shown.slider("background"), 20);
    QVERIFY(shown.shading().background > first);
    QCOMPARE(shown.steps(), 2);
    shown.document.undoStack()->undo();
    QCOMPARE(shown.shading().background, first);
  }

  void rowsComeWhenTheyMeanSomething() {
    Shown shown;
    QVERIFY(!shown.spin("illumination.angle")->isVisible() && !shown.spin("z-decay")->isVisible());
    QVERIFY(!shown.spin("illumination.radius")->isVisible() && !shown.spin("membrane.grey")->isVisible());
    type(shown.spin("illumination.linear"), "-0.5");
    QVERIFY(shown.spin("illumination.angle")->isVisible());
    type(shown.spin("illumination.radial"), "0.5");
    QVERIFY(shown.spin("illumination.radius")->isVisible());
    type(shown.spin("membrane.thickness"), "2");
    QVERIFY(shown.spin("membrane.grey")->isVisible());
    shown.document.setSketch(nuclei(1, 4));
    QVERIFY(shown.spin("z-decay")->isVisible() && !shown.spin("illumination.angle")->isVisible());
  }

  void decayBeginsInTheMiddleOfTheCells() {
    Shown shown;
    QVERIFY(!shown.spin("centre.x")->isVisible());
    type(shown.spin("centre-decay"), "0.5");
    QVERIFY(shown.spin("centre.x")->isVisible() && !shown.spin("centre.z")->isVisible());
    QCOMPARE(shown.shading().radialCentreX, 140.0);
    QCOMPARE(shown.shading().radialCentreY, 100.0);
    QCOMPARE(shown.steps(), 1);
    type(shown.spin("centre.x"), "20");
    type(shown.spin("centre-decay"), "0.6"); // stays where it was put
    QCOMPARE(shown.shading().radialCentreX, 20.0);
  }

  void everyChannelHasItsBackground() {
    Shown shown(nuclei(3));
    type(shown.spin("background.2"), "0.5");
    QCOMPARE(shown.shading().backgroundOf(0), 0.0F);
    QCOMPARE(shown.shading().backgroundOf(1), 0.0F);
    QCOMPARE(shown.shading().backgroundOf(2), 0.5F);
    shown.document.setSketch(nuclei(1));
    QVERIFY(!shown.spin("background.2")->isVisible());
    shown.document.setSketch(nuclei(2));
    QVERIFY(shown.spin("background.1")->isVisible() && !shown.spin("background.2")->isVisible());
  }

  void hintShowsTheGreys() {
    Shown shown;
    QVERIFY(shown.button("showGreys")->isVisible());
    QTest::mouseClick(shown.button("showGreys"), Qt::LeftButton);
    QCOMPARE(shown.document.display()->colouring(), CellColouring::Grey);
    QVERIFY(!shown.button("showGreys")->isVisible());
  }

  void paintsLight() {
    Shown shown;
    QTest::mouseClick(shown.button("paintLight"), Qt::LeftButton);
    QCOMPARE(shown.document.drawing()->tool(), ToolId::Light);
    QVERIFY(!shown.button("clearLight")->isEnabled());
    type(shown.spin("light.radius"), "33");
    QCOMPARE(shown.document.drawing()->lightRadius(), 33.0);
    shown.document.drawing()->growBrush(1);
    QVERIFY(shown.document.drawing()->lightRadius() > 33.0);
    QCOMPARE(shown.document.drawing()->brushRadius(), 8.0);
    shown.document.drawing()->setTool(ToolId::Brush);
    QVERIFY(!shown.button("paintLight")->isChecked());
    Shading shading;
    shading.illuminationMap = IlluminationMap(50, 4, 6, std::vector<float>(24, 0.5F));
    shown.document.changeShading(shading);
    QTest::mouseClick(shown.button("clearLight"), Qt::LeftButton);
    QVERIFY(shown.document.sketch() == nuclei());
    QCOMPARE(shown.steps(), 2);
  }

  void relights() {
    Shown shown;
    QTest::mouseClick(shown.button("relight"), Qt::LeftButton);
    auto* const dialog = topLevel<ChanceDialog>("relightDialog");
    QVERIFY(dialog);
    const auto greys = [&] {
      std::vector<float> values;
      for (const auto& [id, cell] : shown.document.sketch().cells()) {
        values.push_back(cell->greyAt(0));
      }
      return values;
    };
    const auto first = greys(); // shown at once
    QVERIFY(first != std::vector<float>(6, Cell::greyDefault));
    auto* const law = dialog->findChild<QComboBox*>("brightness.law");
    QTest::keyClick(law, Qt::Key_Down);
    QVERIFY(greys() != first);
    const auto second = greys();
    type(dialog->findChild<QAbstractSpinBox*>("seed"), "77");
    QVERIFY(greys() != second);
    type(dialog->findChild<QAbstractSpinBox*>("brightness.min"), "0.95"); // above the brightest
    QVERIFY(!dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok)->isEnabled());
    type(dialog->findChild<QAbstractSpinBox*>("brightness.min"), "0.1");
    QTest::mouseClick(dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok), Qt::LeftButton);
    QCOMPARE(shown.steps(), 1);
    shown.document.undoStack()->undo();
    QVERIFY(shown.document.sketch() == nuclei());
  }

  void relightsTheSelected() {
    Shown shown;
    shown.document.selection()->set({2, 3});
    QTest::mouseClick(shown.button("relight"), Qt::LeftButton);
    auto* const dialog = topLevel<ChanceDialog>("relightDialog");
    QVERIFY(dialog && dialog->onlySelected());
    QCOMPARE(shown.document.sketch().find(1)->greyAt(0), Cell::greyDefault);
    QVERIFY(shown.document.sketch().find(2)->greyAt(0) != Cell::greyDefault);
    auto* const box = dialog->findChild<QCheckBox*>();
    QTest::keyClick(box, Qt::Key_Space);
    QVERIFY(shown.document.sketch().find(1)->greyAt(0) != Cell::greyDefault);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QVERIFY(shown.document.sketch() == nuclei());
    QCOMPARE(shown.steps(), 0);
    QVERIFY(!shown.document.isModified());
  }

  void addsAndRemovesNucleoli() {
    Shown shown;
    QTest::mouseClick(shown.button("addNucleoli"), Qt::LeftButton);
    auto* const dialog = topLevel<ChanceDialog>("nucleoliDialog");
    QVERIFY(dialog);
    type(dialog->findChild<QAbstractSpinBox*>("nucleoli.two"), "0");
    type(dialog->findChild<QAbstractSpinBox*>("nucleoli.one"), "1");
    QTest::mouseClick(dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok), Qt::LeftButton);
    for (const auto& [id, cell] : shown.document.sketch().cells()) {
      QCOMPARE(cell->nucleoli.size(), std::size_t{1});
    }
    QCOMPARE(shown.steps(), 1);
    QTest::keyClick(shown.panel.findChild<QCheckBox*>("nucleoli"), Qt::Key_Space);
    QVERIFY(!shown.shading().nucleoli);
    QTest::mouseClick(shown.button("removeNucleoli"), Qt::LeftButton);
    shown.document.undoStack()->setIndex(0);
    QVERIFY(shown.document.sketch() == nuclei());
  }
};

CYTOSKETCH_WIDGET_TEST_CLASS(shadingpanel, TestShadingPanel)
#include "test_shadingpanel.moc"
