#include "tests/support/testprogram.h"
#include "widgets/document/document.h"

#include <QSignalSpy>
#include <QTest>

using namespace cytosketch;

class TestPosition : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void aNewSketchIsShownInItsMiddle() {
    Document document;
    document.setSketch(Sketch({3, 1, 9, 40, 60}));
    QCOMPARE(document.position()->voxel(), (Cursor::Voxel{0, 4, 20, 30}));
    QCOMPARE(document.position()->sliceCount(), 9);
    QCOMPARE(document.position()->frameCount(), 3);
  }

  void staysInsideTheSketch() {
    Document document;
    document.setSketch(Sketch({3, 1, 9, 40, 60}));
    Position& position = *document.position();
    position.stepSlices(100);
    QCOMPARE(position.slice(), 8);
    position.stepSlices(-100);
    QCOMPARE(position.slice(), 0);
    position.setFrame(7);
    QCOMPARE(position.frame(), 2);
    position.setPlace(-1, 40, 59);
    QCOMPARE(position.voxel(), (Cursor::Voxel{2, 0, 39, 59}));
  }

  void aSmallerCanvasBringsItInside() {
    Document document;
    document.setSketch(Sketch({3, 1, 9, 40, 60}));
    document.position()->set({2, 8, 39, 59});
    document.changeExtent({1, 1, 5, 20, 60});
    QCOMPARE(document.position()->voxel(), (Cursor::Voxel{0, 4, 19, 59}));
  }

  void onlyAnotherSliceOrFrameCallsForAnotherPicture() {
    Document document;
    document.setSketch(Sketch({3, 1, 9, 40, 60}));
    Position& position = *document.position();
    const QSignalSpy changed(&position, &Position::changed);
    const QSignalSpy slice(&position, &Position::sliceChanged);
    position.setPlace(4, 1, 2);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(slice.count(), 0);
    position.setSlice(4);
    QCOMPARE(changed.count(), 1);
    position.stepSlices(1);
    position.stepFrames(1);
    QCOMPARE(changed.count(), 3);
    QCOMPARE(slice.count(), 2);
  }
};

CYTOSKETCH_TEST_CLASS(position, TestPosition)
#include "test_position.moc"
