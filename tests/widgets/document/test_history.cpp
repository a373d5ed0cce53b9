#include "tests/support/testprogram.h"
#include "tests/widgets/samesketch.h"
#include "widgets/document/celledits.h"
#include "widgets/document/document.h"
#include "widgets/document/floodfill.h"
#include "widgets/document/paintstroke.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

#include <random>
#include <set>

using namespace cytosketch;
using test::sameSketch;

namespace {

/// Does things to a document as a person would, at random.
class Editor {
public:
  Editor(Document& document, std::uint32_t seed) : document_(document), edits_(document), engine_(seed) {}

  /// One edit; it may turn out to change nothing.
  void edit() {
    switch (number(0, 16)) {
    case 0:
    case 1:
    case 2:
      return stroke(PaintStroke::Mode::Paint);
    case 3:
    case 4:
      return stroke(PaintStroke::Mode::Erase);
    case 5:
      edits_.startNewCell();
      return stroke(PaintStroke::Mode::Paint);
    case 6:
      edits_.add(ellipseMask(0, 0, real(0, 200), real(0, 200), real(1, 30), real(1, 30)), "ellipse");
      return;
    case 7:
      return drag();
    case 8:
      edits_.duplicate(some(), number(-20, 20), number(-20, 20));
      return;
    case 9:
      return edits_.merge(some());
    case 10:
      return edits_.setGrey(some(), static_cast<float>(real(0, 1)));
    case 11:
      return edits_.setKind(some(), static_cast<CellKind>(number(0, 2)));
    case 12:
      return number(0, 2) == 0 ? edits_.remove(some()) : edits_.raise(some());
    case 13:
      return fill();
    case 14:
      return shade();
    case 15:
      return document_.changeSeed(static_cast<std::uint64_t>(number(0, 3)));
    default:
      return frame();
    }
  }
  int number(int low, int high) { return low + static_cast<int>(engine_() % static_cast<unsigned>(high - low + 1)); }

private:
  double real(double low, double high) { return low + (high - low) * (static_cast<double>(engine_()) / 4294967296.0); }

  std::set<CellId> some() {
    std::set<CellId> ids;
    for (const auto& [id, cell] : document_.sketch().cells()) {
      if (number(0, 5) == 0) {
        ids.insert(id);
      }
    }
    return ids;
  }
  void stroke(PaintStroke::Mode mode) {
    document_.drawing()->setBrushRadius(real(0.5, 15));
    document_.drawing()->setPreserveOthers(number(0, 3) == 0);
    PaintStroke stroke(document_, mode, real(-10, 210), real(-10, 210));
    for (int i = number(0, 6); i > 0; --i) {
      stroke.lineTo(real(-10, 210), real(-10, 210));
    }
  }
  void drag() {
    const std::set<CellId> ids = some();
    const quint64 gesture = document_.newGesture();
    for (int i = number(1, 5); i > 0; --i) {
      edits_.move(ids, 0, number(-9, 9), number(-9, 9), gesture);
    }
  }
  void fill() {
    const FloodFill fill =
        floodFill(document_.sketch(), 0, 0, number(0, 199), number(0, 199), CellKind::Nucleus, 20000);
    if (fill.outcome == FloodFill::Outcome::Filled && !fill.area.empty()) {
      edits_.fill(fill, "fill");
    }
  }
  void shade() {
    Shading shading = document_.sketch().shading();
    shading.background = static_cast<float>(real(0, 0.3));
    document_.changeShading(shading, number(0, 1) ? document_.newGesture() : 0);
  }
  void frame() {
    if (number(0, 1)) {
      document_.changeSpacing({0.0, 0.25 * number(1, 3), 0.25});
    } else {
      document_.changeExtent({1, 1, 1, 200 + 8 * number(-2, 2), 200});
    }
  }

  Document& document_;
  CellEdits edits_;
  std::mt19937 engine_;
};

Document* makeDocument(QObject* parent) {
  auto* document = new Document(parent);
  Sketch sketch({1, 1, 1, 200, 200});
  for (int i = 0; i < 6; ++i) {
    Cell cell;
    cell.id = static_cast<CellId>(i + 1);
    cell.mask = discMask(0, 0, 40.0 + 60 * (i / 3), 40.0 + 60 * (i % 3), 18.0);
    sketch.put(std::move(cell));
  }
  document->setSketch(sketch);
  return document;
}

} // namespace

class TestHistory : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void undoneAllIsTheStartAndRedoneAllIsTheEnd_data() {
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 6; ++seed) {
      QTest::addRow("seed %u", seed) << seed;
    }
  }

  void undoneAllIsTheStartAndRedoneAllIsTheEnd() {
    QFETCH(quint32, seed);
    Document& document = *makeDocument(this);
    Editor editor(document, seed);
    std::vector<Sketch> states{document.sketch()};
    while (document.undoStack()->count() < 150) {
      const int before = document.undoStack()->count();
      const Sketch sketch = document.sketch();
      editor.edit();
      const int steps = document.undoStack()->count() - before;
      QVERIFY2(steps == 0 || steps == 1, "an edit is one step at most");
      QCOMPARE(sameSketch(sketch, document.sketch()), steps == 0);
      if (steps == 1) {
        states.push_back(document.sketch());
      }
    }
    const int last = document.undoStack()->count();
    for (int i = last; i-- > 0;) {
      document.undoStack()->undo();
      QVERIFY2(sameSketch(document.sketch(), states[static_cast<std::size_t>(i)]), qPrintable(QString::number(i)));
    }
    QVERIFY(!document.undoStack()->canUndo());
    for (int i = 1; i <= last; ++i) {
      document.undoStack()->redo();
      QVERIFY2(sameSketch(document.sketch(), states[static_cast<std::size_t>(i)]), qPrintable(QString::number(i)));
    }
    for (int walk = 0; walk < 60; ++walk) {
      const int index = editor.number(0, last);
      document.undoStack()->setIndex(index);
      QVERIFY(sameSketch(document.sketch(), states[static_cast<std::size_t>(index)]));
    }
  }

  void editingAfterUndoForgetsTheOtherFuture() {
    Document& document = *makeDocument(this);
    CellEdits edits(document);
    edits.setGrey({1}, 0.2F);
    edits.setGrey({1}, 0.3F);
    document.undoStack()->undo();
    edits.setGrey({2}, 0.9F);
    QCOMPARE(document.undoStack()->count(), 2);
    document.undoStack()->undo();
    QCOMPARE(document.sketch().find(1)->greyAt(0), 0.2F);
  }

  void aStrokeIsOneStep() {
    Document& document = *makeDocument(this);
    const Sketch before = document.sketch();
    PaintStroke stroke(document, PaintStroke::Mode::Paint, 100, 10);
    for (int x = 11; x < 190; ++x) {
      stroke.lineTo(100, x);
    }
    QCOMPARE(document.undoStack()->count(), 1);
    PaintStroke(document, PaintStroke::Mode::Paint, 150, 10);
    QCOMPARE(document.undoStack()->count(), 2);
    document.undoStack()->undo();
    document.undoStack()->undo();
    QVERIFY(sameSketch(document.sketch(), before));
  }

  void aDragBackToItsStartLeavesNoStep() {
    Document& document = *makeDocument(this);
    const quint64 gesture = document.newGesture();
    CellEdits edits(document);
    edits.move({1, 2}, 0, 5, -3, gesture);
    edits.move({1, 2}, 0, -5, 3, gesture);
    QCOMPARE(document.undoStack()->count(), 0);
    QVERIFY(!document.isModified());
  }

  void whatChangesNothingLeavesNoStep() {
    Document& document = *makeDocument(this);
    CellEdits edits(document);
    QSignalSpy changed(&document, &Document::sketchChanged);
    edits.setGrey({1}, document.sketch().find(1)->greyAt(0));
    edits.setKind({1, 2}, CellKind::Nucleus);
    edits.remove({});
    edits.remove({99});
    edits.move({1}, 0, 0, 0);
    edits.merge({1});
    edits.cut(discMask(0, 0, 100, 100, 3));
    document.changeShading(document.sketch().shading());
    document.changeSpacing(document.sketch().spacing());
    document.changeSeed(document.sketch().seed());
    document.changeExtent(document.sketch().extent());
    PaintStroke(document, PaintStroke::Mode::Erase, 150, 150);
    PaintStroke(document, PaintStroke::Mode::Paint, -100, -100);
    QCOMPARE(document.undoStack()->count(), 0);
    QCOMPARE(changed.count(), 0);
    QVERIFY(!document.isModified());
  }

  void manyStepsAreKept() {
    Document& document = *makeDocument(this);
    CellEdits edits(document);
    for (int i = 0; i < 300; ++i) {
      edits.setGrey({1}, static_cast<float>(i % 2) * 0.5F + 0.1F);
    }
    for (int i = 0; i < 300; ++i) {
      QVERIFY(document.undoStack()->canUndo());
      document.undoStack()->undo();
    }
    QCOMPARE(document.sketch().find(1)->greyAt(0), Cell::greyDefault);
  }

  void aStepKeepsOnlyTheBlocksThatItChanged() {
    Document document;
    Sketch sketch({1, 1, 1, 2048, 2048});
    Cell large;
    large.id = 1;
    for (std::int64_t y = 0; y < 2048; ++y) {
      large.mask.setSpan(0, 0, y, 0, 2048);
    }
    sketch.put(std::move(large));
    document.setSketch(sketch);
    document.selection()->setOnly(1);
    std::vector<CellPtr> versions{document.sketch().find(1)};
    document.drawing()->setBrushRadius(8);
    for (int i = 0; i < 100; ++i) {
      PaintStroke(document, PaintStroke::Mode::Erase, 16 + 20 * i, 1000);
      versions.push_back(document.sketch().find(1));
    }
    std::set<const Mask::Block*> distinct;
    for (const CellPtr& version : versions) {
      for (const auto& [key, block] : version->mask.blocks()) {
        distinct.insert(block.get());
      }
    }
    const std::size_t whole = 32 * 32;
    QVERIFY2(distinct.size() <= whole + 100 * 4, qPrintable(QString::number(distinct.size())));
    QVERIFY(distinct.size() >= whole + 100);
  }

  void theDirtyRegionHoldsEveryPixelThatChanged() {
    Document& document = *makeDocument(this);
    Editor editor(document, 77);
    Box dirty;
    connect(&document, &Document::sketchChanged, this, [&](const Box& box) { dirty = dirty.united(box); });
    for (int i = 0; i < 80; ++i) {
      const Sketch before = document.sketch();
      dirty = {};
      editor.edit();
      if (!(before.extent() == document.sketch().extent())) {
        continue;
      }
      for (std::int64_t y = 0; y < before.extent().y; ++y) {
        for (std::int64_t x = 0; x < before.extent().x; ++x) {
          const CellPtr old = before.topmostAt(0, 0, y, x);
          const CellPtr now = document.sketch().topmostAt(0, 0, y, x);
          const bool changed =
              (old ? old->id : 0) != (now ? now->id : 0) || (old && now && old->greyAt(0) != now->greyAt(0));
          QVERIFY(!changed || dirty.intersects({0, y, x, 1, y + 1, x + 1}));
        }
      }
    }
  }

  void selectionNeverNamesCellsThatAreGone() {
    Document& document = *makeDocument(this);
    CellEdits edits(document);
    document.selection()->set({1, 2, 3}, 2);
    edits.remove({2});
    QCOMPARE(document.selection()->cells(), (std::set<CellId>{1, 3}));
    QVERIFY(document.selection()->current() != 2);
    edits.duplicate({1, 3}, 5, 5);
    QCOMPARE(document.selection()->cells().size(), std::size_t{2});
    document.undoStack()->undo();
    QVERIFY(document.selection()->empty());
  }
};

CYTOSKETCH_WIDGET_TEST_CLASS(history, TestHistory)
#include "test_history.moc"
