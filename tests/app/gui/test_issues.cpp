// The list of issues as a person meets it: something is painted that is worth a look, the status line says so, a click
// opens the list, another one leads to the cell.
#include "tests/app/gui/windowfixture.h"
#include "tests/support/testprogram.h"

#include <QApplication>
#include <QDockWidget>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>

using namespace cytosketch;

class TestIssues : public QObject, private WindowFixture {
  Q_OBJECT

  QTreeWidget* tree() const { return window_->findChild<QTreeWidget*>("issues"); }
  QToolButton* count() const { return window_->findChild<QToolButton*>("issueCount"); }
  QTreeWidgetItem* heading(const QString& text) const {
    for (int i = 0; i < tree()->topLevelItemCount(); ++i) {
      if (tree()->topLevelItem(i)->text(0).startsWith(text)) {
        return tree()->topLevelItem(i);
      }
    }
    return nullptr;
  }
  void click(QTreeWidgetItem* item) const {
    tree()->scrollToItem(item);
    QTest::mouseClick(tree()->viewport(), Qt::LeftButton, {}, tree()->visualItemRect(item).center());
  }
  void openList() const {
    QTRY_VERIFY(count()->isVisible());
    QTest::mouseClick(count(), Qt::LeftButton);
    QTRY_VERIFY(tree()->isVisible());
  }

private Q_SLOTS:
  void init() { openWindow(); }
  void cleanup() { closeWindow(); }

  void aDabOfTheBrushIsNotedAndFound() {
    window_->files()->newSketch({1, 1, 1, 300, 300}, {});
    QVERIFY(!count()->isVisible());
    document().drawing()->setBrushRadius(1.0);
    const QPoint at = document().viewport()->toView(QPointF(250, 200), window_->page()->canvas()->size()).toPoint();
    QTest::mouseClick(window_->page()->canvas(), Qt::LeftButton, {}, at);
    QCOMPARE(document().sketch().cellCount(), std::size_t(1));
    document().selection()->clear();
    openList();
    QCOMPARE(count()->text(), QString("1"));
    QTreeWidgetItem* const tiny = heading("Tiny");
    QVERIFY(tiny && tiny->isExpanded());
    click(tiny->child(0));
    QVERIFY(document().selection()->contains(1));
    // The cell is in the middle of the view, and large.
    QVERIFY(std::abs(document().viewport()->centre().x() - 250) < 2);
    QVERIFY(document().viewport()->zoom() > 4);
    document().undoStack()->undo();
    QTRY_VERIFY(!count()->isVisible());
    QTRY_COMPARE(tree()->topLevelItemCount(), 0);
  }

  void aClickPagesToTheSlice() {
    window_->files()->newSketch({1, 1, 40, 120, 120}, {1.0, 0.5, 0.5});
    Mask mask = discMask(0, 10, 60, 60, 12);
    mask.unite(discMask(0, 31, 40, 80, 3)); // a stray section
    put(3, mask);
    put(4, discMask(0, 20, 60, 60, 15));
    put(5, discMask(0, 20, 60, 61, 15));
    openList();
    QTreeWidgetItem* const pieces = heading("In pieces");
    QVERIFY(pieces);
    QCOMPARE(pieces->childCount(), 1);
    click(pieces->child(0));
    QCOMPARE(document().position()->slice(), std::int64_t(31));
    QVERIFY(mask.test(0, 31, document().position()->voxel().y, document().position()->voxel().x));
    QCOMPARE(document().selection()->cells(), std::set<CellId>{3});
    click(heading("Drawn twice")->child(0));
    QCOMPARE(document().position()->slice(), std::int64_t(20));
    QCOMPARE(document().selection()->cells(), (std::set<CellId>{4, 5}));
    QCOMPARE(document().selection()->current(), CellId(4));
  }

  void aHeadingSelectsAll() {
    window_->files()->newSketch({1, 1, 1, 200, 200}, {});
    for (CellId id = 1; id <= 3; ++id) {
      put(id, discMask(0, 0, 0, 40 * double(id), 12));
    }
    put(4, discMask(0, 0, 100, 100, 12));
    openList();
    QTreeWidgetItem* const edge = heading("At the edge");
    QVERIFY(edge && !edge->isExpanded()); // nothing to worry about
    click(edge);
    QCOMPARE(document().selection()->cells(), (std::set<CellId>{1, 2, 3}));
  }

  void severalSourcesKeepTheirOwn() {
    window_->files()->newSketch({1, 1, 1, 200, 200}, {});
    put(1, discMask(0, 0, 100, 100, 12));
    put(2, discMask(0, 0, 50, 100, 1));
    Issue lost;
    lost.severity = Issue::Severity::Error;
    lost.text = "Cell 1 is lost";
    lost.cell = 1;
    lost.heading = "Lost";
    window_->issueList()->set("generation", {lost});
    openList();
    QTRY_COMPARE(count()->text(), QString("2"));
    QVERIFY(tree()->topLevelItem(0)->text(0).startsWith("Lost")); // the worst first
    click(tree()->topLevelItem(0)->child(0));                     // without a place the cell is located
    QVERIFY(document().selection()->contains(1));
    QVERIFY(std::abs(document().viewport()->centre().y() - 100) < 2);
    put(2, discMask(0, 0, 50, 100, 12));
    QTRY_COMPARE(tree()->topLevelItemCount(), 1);
    window_->issueList()->set("generation", {});
    QTRY_VERIFY(!count()->isVisible());
  }
};

CYTOSKETCH_WIDGET_TEST_CLASS(issues, TestIssues)
#include "test_issues.moc"
