// On Qt's offscreen platform there is no OpenGL: the view must say so and everything else must go on.
#include "tests/support/testprogram.h"
#include "tests/widgets/cells3d.h"
#include "widgets/volumeview/opengl.h"
#include "widgets/volumeview/volumeview.h"

#include <QApplication>
#include <QLabel>
#include <QTest>
#include <QToolButton>

using namespace cytosketch;

class TestWithoutOpenGl : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void aMessageInThePlaceOfThePicture() {
    Document document;
    document.setSketch(ellipsoidSketch(6));
    VolumeView view(&document);
    QVERIFY(view.problem().isEmpty()); // not asked for before it is needed
    view.show();
    QVERIFY(!view.problem().isEmpty());
    bool told = false;
    for (const QLabel* const label : view.findChildren<QLabel*>()) {
      told = told || (label->isVisible() && label->text().contains("OpenGL"));
    }
    QVERIFY(told);
    for (const QToolButton* const button : view.findChildren<QToolButton*>()) {
      QVERIFY(!button->isEnabled());
    }
  }

  void everythingElseGoesOn() {
    Document document;
    document.setSketch(ellipsoidSketch(6));
    VolumeView view(&document);
    view.show();
    view.setImage(Image<float>(document.sketch().extent(), 0.5F), 0.0, 1.0);
    view.setPreset(VolumePreset::ByLabel);
    view.setClip({0, 0, 0, 3, 40, 40});
    view.resetCamera();
    document.selection()->setOnly(2);
    document.position()->setPlace(3, 4, 5);
    document.setSketch(ellipsoidSketch(3, {2, 1, 8, 64, 64}));
    document.position()->setFrame(1);
    QTest::keyClick(&view, Qt::Key_Left);
    QTest::mouseClick(&view, Qt::LeftButton, {}, view.rect().center());
    QTest::qWait(300);
    QCOMPARE(view.missingSurfaces(), std::size_t(0));
    QVERIFY(view.positionOf(1, 2, 3).isNull());
    QVERIFY(!view.grab().isNull());
  }
};

CYTOSKETCH_WIDGET_TEST_CLASS(withoutopengl, TestWithoutOpenGl)
#include "test_withoutopengl.moc"
