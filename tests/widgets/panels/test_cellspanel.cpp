#include "engine/image/grey.h"
#include "tests/support/testprogram.h"
#include "widgets/document/celledits.h"
#include "widgets/panels/cellsmodel.h"
#include "widgets/panels/cellspanel.h"
#include "widgets/panels/cellstatistics.h"
#include "widgets/panels/histogramview.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHeaderView>
#include <QLabel>
#include <QSignalSpy>
#include <QSlider>
#include <QTableView>
#include <QTest>
#include <QToolButton>

using namespace cytosketch;
using Ids = std::set<CellId>;

class TestCellsPanel : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void init() {
    document_ = std::make_unique<Document>();
    panel_ = std::make_unique<CellsPanel>(*document_);
    Sketch sketch({1, 1, 1, 200, 200});
    for (CellId id = 1; id <= 4; ++id) {
      Cell cell;
      cell.id = id;
      cell.mask = discMask(0, 0, 40.0 * id, 50, 20.0 - 3 * id);
      cell.grey = {0.1F * static_cast<float>(id)};
      sketch.put(std::move(cell));
    }
    document_->setSketch(sketch);
    panel_->model()->flush();
    panel_->resize(300, 500);
    panel_->show();
  }
  void cleanup() {
    panel_.reset();
    document_.reset();
  }

  void listsTheCells() {
    QCOMPARE(table().model()->rowCount(), 4);
    for (int row = 0; row < 4; ++row) {
      const CellPtr cell = document_->sketch().find(static_cast<CellId>(row + 1));
      QCOMPARE(text(row, CellsModel::Id), QString::number(cell->id));
      QCOMPARE(text(row, CellsModel::Area), QLocale().toString(static_cast<qlonglong>(cell->mask.count())));
      QCOMPARE(text(row, CellsModel::Grey), QLocale().toString(static_cast<double>(cell->greyAt(0)), 'f', 2));
    }
    document_->changeSpacing({0, 0.5, 0.5});
    const double micrometres = static_cast<double>(document_->sketch().find(1)->mask.count()) * 0.25;
    QCOMPARE(text(0, CellsModel::Area), QLocale().toString(micrometres, 'f', 1));
    const QString header = table().model()->headerData(CellsModel::Area, Qt::Horizontal).toString();
    QVERIFY(header.contains(QString::fromUtf8("µm²")));
  }

  void cellsOfVolumesHaveAVolume() {
    Sketch sketch({2, 1, 5, 64, 64}, {2.0, 0.5, 0.5});
    Cell cell;
    cell.id = 1;
    for (std::int64_t t = 0; t < 2; ++t) {
      for (std::int64_t z = 1; z < 4; ++z) {
        cell.mask.setSpan(t, z, 10, 20, 30);
      }
    }
    sketch.put(cell);
    document_->setSketch(sketch);
    QTRY_COMPARE(text(0, CellsModel::Area), QLocale().toString(30 * 0.5, 'f', 1)); // in each frame
    QVERIFY(table().model()->headerData(CellsModel::Area, Qt::Horizontal).toString().contains("µm³"));
    document_->changeSpacing({0.0, 0.5, 0.5});
    QTRY_COMPARE(text(0, CellsModel::Area), QString("30"));
  }

  void columnsThatSayNothingAreHidden() {
    for (const int column : {CellsModel::Channel, CellsModel::Slices, CellsModel::Frames}) {
      QVERIFY(table().isColumnHidden(column));
    }
    Sketch sketch({3, 2, 5, 64, 64});
    Cell cell;
    cell.id = 1;
    cell.channel = 1;
    cell.mask.setSpan(1, 2, 10, 20, 30);
    cell.mask.setSpan(1, 4, 10, 20, 30);
    sketch.put(cell);
    document_->setSketch(sketch);
    panel_->model()->flush();
    for (const int column : {CellsModel::Channel, CellsModel::Slices, CellsModel::Frames}) {
      QVERIFY(!table().isColumnHidden(column));
    }
    QCOMPARE(text(0, CellsModel::Channel), QString("Channel 2"));
    QCOMPARE(text(0, CellsModel::Slices), QString::fromUtf8("2–4"));
    QCOMPARE(text(0, CellsModel::Frames), QString("1"));
  }

  void channelIsSetForAllSelectedOrForThoseToCome() {
    auto* const channel = named<QComboBox>("Channel");
    QVERIFY(!channel->isVisible()); // there is only one
    document_->changeExtent({1, 2, 1, 200, 200});
    QVERIFY(channel->isVisible());
    QCOMPARE(channel->itemText(1), QString("Channel 2"));
    document_->selection()->set({1, 4});
    QTest::keyClick(channel, Qt::Key_Down);
    QCOMPARE(document_->sketch().find(1)->channel, 1);
    QCOMPARE(document_->sketch().find(4)->channel, 1);
    QCOMPARE(document_->sketch().find(2)->channel, 0);
    document_->selection()->clear();
    QCOMPARE(channel->currentIndex(), 1); // of the cells drawn next: where the hand was last
    QTest::keyClick(channel, Qt::Key_Up);
    QCOMPARE(document_->drawing()->newCellChannel(), 0);
    QCOMPARE(document_->sketch().find(1)->channel, 1);
  }

  void relightingIsAskedForWhereThereAreCells() {
    QSignalSpy spy(panel_.get(), &CellsPanel::relightRequested);
    QTest::mouseClick(button("Re-light"), Qt::LeftButton);
    QCOMPARE(spy.count(), 1);
    document_->setSketch(Sketch());
    QTRY_VERIFY(!button("Re-light")->isEnabled());
  }

  void statisticsFollowCellsAndSelection() {
    QTest::mouseClick(button("Statistics"), Qt::LeftButton);
    auto* const statistics = panel_->findChild<CellStatistics*>();
    QVERIFY(statistics->isVisible());
    auto* const numbers = panel_->findChild<QLabel*>("cellNumbers");
    QVERIFY2(numbers->text().startsWith("4 cell"), qPrintable(numbers->text()));
    named<QComboBox>("Quantity")->setCurrentIndex(1); // greys 0.1 to 0.4
    QTRY_VERIFY2(numbers->text().contains("mean 0.250") && numbers->text().contains("0.10 to 0.40"),
                 qPrintable(numbers->text()));
    document_->selection()->set({1, 2});
    QTRY_VERIFY2(numbers->text().contains("2 selected cell(s): mean 0.150"), qPrintable(numbers->text()));
    document_->selection()->clear();
    QTRY_VERIFY(numbers->text().contains("4 cell"));
    HistogramView* const histogram = statistics->histogram();
    const std::size_t last = histogram->bins().counts.size() - 1;
    QTest::mouseClick(histogram, Qt::LeftButton, {}, histogram->barRect(last).center().toPoint());
    QCOMPARE(document_->selection()->cells(), Ids{4});
    CellEdits(*document_).remove({4});
    QTRY_VERIFY(numbers->text().contains("3 cell"));
  }

  void sortsByNumbers() {
    table().sortByColumn(CellsModel::Area, Qt::AscendingOrder);
    QCOMPARE(text(0, CellsModel::Id), QString("4"));
    table().sortByColumn(CellsModel::Grey, Qt::DescendingOrder);
    QCOMPARE(text(0, CellsModel::Id), QString("4"));
    table().sortByColumn(CellsModel::Id, Qt::AscendingOrder);
    QCOMPARE(text(0, CellsModel::Id), QString("1"));
  }

  void followsEveryEditAsAGoodModel() {
    const QAbstractItemModelTester tester(panel_->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    CellEdits edits(*document_);
    edits.add(discMask(0, 0, 100, 150, 8), "add");
    edits.remove({2});
    edits.setGrey({3}, 0.77F);
    edits.duplicate({1, 3}, 3, 3);
    edits.merge({1, 5});
    for (int i = 0; i < 5; ++i) {
      panel_->model()->flush();
      verifyRows();
      document_->undoStack()->undo();
    }
    QTRY_COMPARE(table().model()->rowCount(), 4); // it follows by itself, too
    verifyRows();
  }

  void selectionGoesBothWays() {
    document_->selection()->set({2, 4}, 2);
    QCOMPARE(selectedInTable(), (Ids{2, 4}));
    QTest::mouseClick(table().viewport(), Qt::LeftButton, {}, middleOf(2));
    QCOMPARE(document_->selection()->cells(), Ids{3});
    QTest::mouseClick(table().viewport(), Qt::LeftButton, Qt::ControlModifier, middleOf(0));
    QCOMPARE(document_->selection()->cells(), (Ids{1, 3}));
    QCOMPARE(document_->selection()->current(), CellId{1});
    document_->selection()->clear();
    QVERIFY(selectedInTable().empty());
  }

  void selectionSurvivesSortingAndEdits() {
    document_->selection()->set({2, 3});
    table().sortByColumn(CellsModel::Area, Qt::AscendingOrder);
    QCOMPARE(selectedInTable(), (Ids{2, 3}));
    CellEdits(*document_).remove({1});
    panel_->model()->flush();
    QCOMPARE(selectedInTable(), (Ids{2, 3}));
    QCOMPARE(document_->selection()->cells(), (Ids{2, 3}));
  }

  void aNewCellIsSelectedOnceItIsListed() {
    CellEdits(*document_).duplicate({1}, 4, 4);
    panel_->model()->flush();
    QCOMPARE(selectedInTable(), Ids{5});
    CellEdits(*document_).merge({1, 5});
    panel_->model()->flush();
    QCOMPARE(document_->selection()->cells(), Ids{1});
    QCOMPARE(selectedInTable(), Ids{1});
  }

  void greyAndBrightnessAreTheSameThing() {
    document_->selection()->set({1, 2});
    spin("Grey")->setValue(0.5);
    QCOMPARE(document_->sketch().find(1)->greyAt(0), 0.5F);
    QCOMPARE(document_->sketch().find(2)->greyAt(0), 0.5F);
    QVERIFY(qAbs(spin("Brightness")->value() - static_cast<double>(brightnessOfGrey(0.5F))) < 0.006);
    document_->selection()->setOnly(3);
    spin("Brightness")->setValue(0.4);
    QVERIFY(qAbs(document_->sketch().find(3)->greyAt(0) - greyOfBrightness(0.4F)) < 1e-6F);
    QCOMPARE(document_->sketch().find(1)->greyAt(0), 0.5F);
  }

  void showingACellDoesNotChangeIt() {
    CellEdits(*document_).setGrey({3}, 0.3333F); // neither slider nor spin box has this step
    document_->selection()->setOnly(3);
    document_->selection()->setOnly(2);
    document_->selection()->setOnly(3);
    QCOMPARE(document_->undoStack()->count(), 1);
    QCOMPARE(document_->sketch().find(3)->greyAt(0), 0.3333F);
    QCOMPARE(spin("Grey")->value(), 0.33);
  }

  void aDragOfTheSliderIsOneStep() {
    document_->selection()->setOnly(1);
    auto* slider = panel_->findChild<QSlider*>();
    slider->setSliderDown(true);
    for (int value = 20; value < 90; ++value) {
      slider->setValue(value);
    }
    slider->setSliderDown(false);
    QCOMPARE(document_->undoStack()->count(), 1);
    QVERIFY(qAbs(document_->sketch().find(1)->greyAt(0) - 0.89F) < 1e-6F);
    document_->undoStack()->undo();
    QCOMPARE(document_->sketch().find(1)->greyAt(0), 0.1F);
    QCOMPARE(slider->value(), 10);
  }

  void doubleClickOnTheSliderResets() {
    document_->selection()->setOnly(1);
    QTest::mouseDClick(panel_->findChild<QSlider*>(), Qt::LeftButton);
    QCOMPARE(document_->sketch().find(1)->greyAt(0), Cell::greyDefault);
  }

  void withoutASelectionItSetsTheCellsToCome() {
    document_->selection()->clear();
    spin("Grey")->setValue(0.9);
    QTest::keyClick(panel_->findChild<QComboBox*>(), Qt::Key_Down);
    QCOMPARE(document_->undoStack()->count(), 0);
    QCOMPARE(document_->drawing()->newCellGrey(), 0.9F);
    QCOMPARE(document_->drawing()->newCellKind(), CellKind::Cytoplasm);
  }

  void kindIsSetForAllSelected() {
    document_->selection()->set({1, 4});
    QTest::keyClick(panel_->findChild<QComboBox*>(), Qt::Key_Down);
    QCOMPARE(document_->sketch().find(1)->kind, CellKind::Cytoplasm);
    QCOMPARE(document_->sketch().find(4)->kind, CellKind::Cytoplasm);
    QCOMPARE(document_->sketch().find(2)->kind, CellKind::Nucleus);
    QCOMPARE(document_->undoStack()->count(), 1);
  }

  void buttonsDeleteAndLocate() {
    document_->viewport()->setViewSize({400, 400});
    document_->selection()->setOnly(2);
    QTest::mouseClick(button("Locate"), Qt::LeftButton);
    QVERIFY(QLineF(document_->viewport()->centre(), QPointF(50.5, 80.5)).length() < 1);
    QVERIFY(document_->viewport()->zoom() > 2);
    QTest::mouseClick(button("Delete"), Qt::LeftButton);
    QVERIFY(!document_->sketch().find(2));
    QVERIFY(!button("Delete")->isEnabled());
    QVERIFY(!button("Locate")->isEnabled());
  }

  void doubleClickLocates() {
    document_->viewport()->setViewSize({400, 400});
    QTest::mouseClick(table().viewport(), Qt::LeftButton, {}, middleOf(3));
    QTest::mouseDClick(table().viewport(), Qt::LeftButton, {}, middleOf(3));
    QVERIFY(QLineF(document_->viewport()->centre(), QPointF(50.5, 160.5)).length() < 1);
  }

  void everyControlHasANameAndATip() {
    int controls = 0;
    for (QWidget* widget : panel_->findChildren<QWidget*>()) {
      if (qobject_cast<QAbstractSpinBox*>(widget) || qobject_cast<QSlider*>(widget) ||
          qobject_cast<QComboBox*>(widget) || qobject_cast<QToolButton*>(widget)) {
        QVERIFY2(!widget->accessibleName().isEmpty(), widget->metaObject()->className());
        QVERIFY2(!widget->toolTip().isEmpty(), widget->metaObject()->className());
        ++controls;
      }
    }
    QVERIFY(controls >= 6);
  }

private:
  QTableView& table() { return *panel_->table(); }
  QString text(int row, int column) { return table().model()->index(row, column).data().toString(); }
  QPoint middleOf(int row) { return table().visualRect(table().model()->index(row, CellsModel::Kind)).center(); }
  template <typename T>
  T* named(const QString& name) {
    for (T* found : panel_->findChildren<T*>()) {
      if (found->accessibleName().startsWith(name)) {
        return found;
      }
    }
    return nullptr;
  }
  QDoubleSpinBox* spin(const QString& name) { return named<QDoubleSpinBox>(name); }
  QToolButton* button(const QString& name) { return named<QToolButton>(name); }
  Ids selectedInTable() {
    Ids ids;
    for (const QModelIndex& index : table().selectionModel()->selectedRows()) {
      ids.insert(index.data().toUInt());
    }
    return ids;
  }
  void verifyRows() {
    CellsModel& model = *panel_->model();
    QCOMPARE(static_cast<std::size_t>(model.rowCount()), document_->sketch().cellCount());
    for (const auto& [id, cell] : document_->sketch().cells()) {
      const int row = model.rowOf(id);
      QVERIFY(row >= 0);
      QCOMPARE(model.index(row, CellsModel::Area).data(CellsModel::sortRole).toLongLong(), cell->mask.count());
      QCOMPARE(model.index(row, CellsModel::Grey).data(CellsModel::sortRole).toFloat(), cell->greyAt(0));
    }
  }

  std::unique_ptr<Document> document_;
  std::unique_ptr<CellsPanel> panel_;
};

CYTOSKETCH_WIDGET_TEST_CLASS(cellspanel, TestCellsPanel)
#include "test_cellspanel.moc"
