#include "tests/support/testprogram.h"
#include "widgets/study/studypanel.h"
#include "widgets/study/studyview.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTest>
#include <QWheelEvent>

#include <cmath>
#include <limits>

using namespace cytosketch;

namespace {

const StudyGrid grid{{100, 200, 400}, {0.0, 1.0}};

Image<std::uint32_t> labels() {
  Image<std::uint32_t> image({1, 1, 1, 40, 40});
  for (std::int64_t y = 10; y < 30; ++y) {
    std::fill_n(image.mutableData() + y * 40 + 10, 20, 1U);
  }
  return image;
}

StudyPair pair(const std::string& name) {
  return {name, Image<float>({1, 1, 1, 40, 40}, 1.0F), labels(), Image<float>({1, 1, 1, 40, 40}, 0.5F)};
}

StudyImage imageAt(std::size_t source, const GridPoint& point, float grey) {
  StudyImage image;
  image.source = source;
  image.point = point;
  image.grey = Image<float>({1, 1, 1, 40, 40}, grey);
  return image;
}

std::vector<StudyRow> rows() {
  std::vector<StudyRow> all;
  for (const GridPoint& point : grid.points()) {
    StudyRow row;
    row.point = point;
    row.pairs = row.images = 1;
    row.forward = {0.1 / point.tStart, 0.2, 0.3};
    row.backward.zncc = point.sigma == 0.0 ? std::numeric_limits<double>::quiet_NaN() : 0.95;
    row.backward.psnr = std::numeric_limits<double>::infinity();
    all.push_back(row);
  }
  return all;
}

QColor colourAt(QWidget& widget, const QPointF& place) {
  QImage picture(widget.size(), QImage::Format_RGB32);
  widget.render(&picture);
  return picture.pixelColor(place.toPoint());
}

} // namespace

/// Contact sheet, table and panel as a person uses them.
class TestStudyView : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void picturesAppearWhereTheyBelong() {
    ContactSheet sheet;
    sheet.resize(600, 400);
    sheet.setGrid(grid);
    QImage white(40, 40, QImage::Format_Grayscale8);
    white.fill(255);
    sheet.setPicture({200, 1.0}, white, "caption");
    const QRectF place = sheet.placeOf({200, 1.0});
    QCOMPARE(colourAt(sheet, place.center()), QColor(Qt::white));
    QVERIFY(colourAt(sheet, sheet.placeOf({400, 1.0}).center()) != QColor(Qt::white));
    QVERIFY(sheet.placeOf({100, 0.0}).right() < sheet.placeOf({200, 0.0}).left());
    QVERIFY(sheet.placeOf({100, 0.0}).bottom() < sheet.placeOf({100, 1.0}).top());
  }

  void overlayIsRedAndGreen() {
    ContactSheet sheet;
    sheet.resize(600, 400);
    sheet.setGrid(grid);
    QImage grey(40, 40, QImage::Format_Grayscale8);
    grey.fill(200);
    QImage outline(40, 40, QImage::Format_Grayscale8);
    outline.fill(0);
    for (int y = 15; y < 25; ++y) {
      std::fill_n(outline.scanLine(y) + 15, 10, uchar(255));
    }
    sheet.setOutlines(outline);
    sheet.setPicture({200, 1.0}, grey, {});
    const QPointF middle = sheet.placeOf({200, 1.0}).center();
    QCOMPARE(colourAt(sheet, middle), QColor(200, 200, 200));
    sheet.setOverlay(true);
    QCOMPARE(colourAt(sheet, middle), QColor(200, 255, 0));
    QCOMPARE(colourAt(sheet, middle + QPointF(40, 0)), QColor(200, 0, 0));
  }

  void allPicturesAreZoomedTogether() {
    ContactSheet sheet;
    sheet.resize(600, 400);
    sheet.setGrid(grid);
    QImage half(40, 40, QImage::Format_Grayscale8); // black on the left, white on the right
    for (int y = 0; y < 40; ++y) {
      std::fill_n(half.scanLine(y), 20, uchar(0));
      std::fill_n(half.scanLine(y) + 20, 20, uchar(255));
    }
    for (const GridPoint& point : grid.points()) {
      sheet.setPicture(point, half, {});
    }
    const QRectF here = sheet.placeOf({100, 0.0});
    const QPointF right = here.center() + QPointF(0.4 * std::min(here.width(), here.height()), 0.0);
    for (int i = 0; i < 12; ++i) {
      QWheelEvent wheel(right, sheet.mapToGlobal(right), {}, {0, 120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                        false);
      QCoreApplication::sendEvent(&sheet, &wheel);
    }
    QVERIFY(sheet.zoom() > 5.0);
    QVERIFY(sheet.centre().x() > 0.8); // about the mouse
    for (const GridPoint& point : grid.points()) {
      QCOMPARE(colourAt(sheet, sheet.placeOf(point).center()), QColor(Qt::white));
    }
    QTest::mouseDClick(&sheet, Qt::LeftButton, {}, here.center().toPoint());
    QCOMPARE(sheet.zoom(), 1.0);
  }

  void clickAndKeysChooseAPoint() {
    ContactSheet sheet;
    sheet.resize(600, 400);
    sheet.setGrid(grid);
    QSignalSpy chosen(&sheet, &ContactSheet::pointChosen);
    QTest::mouseClick(&sheet, Qt::LeftButton, {}, sheet.placeOf({200, 1.0}).center().toPoint());
    QCOMPARE(chosen.size(), 1);
    QVERIFY((chosen.last().at(0).value<GridPoint>() == GridPoint{200, 1.0}));
    QTest::keyClick(&sheet, Qt::Key_Right);
    QTest::keyClick(&sheet, Qt::Key_Right); // the edge: stays
    QTest::keyClick(&sheet, Qt::Key_Up);
    QCOMPARE(chosen.size(), 3);
    QVERIFY((*sheet.current() == GridPoint{400, 0.0}));
  }

  void viewFillsInAsResultsCome() {
    StudyView view;
    view.resize(1000, 600);
    view.begin(grid);
    view.addSource(0, pair("a"));
    view.addSource(1, pair("b"));
    view.addSource(0, pair("a")); // told again before its images
    view.addImage(imageAt(0, {400, 1.0}, 1.0F));
    view.addImage(imageAt(1, {400, 1.0}, 0.0F)); // not the one that is shown
    view.show();
    QCOMPARE(colourAt(*view.sheet(), view.sheet()->placeOf({400, 1.0}).center()), QColor(Qt::white));
    view.setRows(rows());
    QCOMPARE(view.table()->rowCount(), 6);
    for (int row = 0; row < 6; ++row) {
      for (int column = 0; column < view.table()->columnCount(); ++column) {
        QVERIFY(!view.table()->item(row, column)->text().contains("nan", Qt::CaseInsensitive));
      }
    }
    QCOMPARE(view.distancePlot()->data().series.size(), 2);
    QCOMPARE(view.distancePlot()->data().series[1].y[2], 0.1 / 400);
    QSignalSpy chosen(&view, &StudyView::pointChosen);
    view.table()->setCurrentCell(4, 0);
    QVERIFY((chosen.last().at(0).value<GridPoint>() == GridPoint{200, 1.0}));
    view.begin(grid);
    QCOMPARE(view.table()->rowCount(), 0);
  }

  void panelSaysWhatIsWrongWithAList() {
    StudyPanel panel;
    QVERIFY(panel.grid());
    QVERIFY(!panel.canRun()); // neither files nor an open sketch
    panel.setSketchOpen(true);
    QVERIFY(panel.canRun());
    panel.setPaths("real.tif", "");
    QVERIFY(!panel.canRun()); // its labels are missing
    panel.setPaths("real.tif", "labels.tif");
    QVERIFY(panel.canRun());
    auto* const steps = panel.findChild<QLineEdit*>("startSteps");
    QVERIFY(steps);
    for (const QString bad : {"", "0", "abc", "100, 2000"}) {
      steps->setText(bad);
      QVERIFY2(!panel.grid() && !panel.canRun(), qPrintable(bad));
    }
    steps->setText("400, 100");
    QCOMPARE(panel.grid()->tStarts, (std::vector<int>{100, 400}));
  }

  void oneClickTakesTheRecommendation() {
    StudyPanel panel;
    auto* const use = panel.findChild<QPushButton*>("useButton");
    QVERIFY(use && !use->isEnabled());
    Recommendation recommendation;
    recommendation.kind = RecommendationKind::Found;
    recommendation.point = {300, 1.5};
    recommendation.zncc = std::numeric_limits<double>::quiet_NaN();
    panel.showRecommendation(recommendation);
    QVERIFY(use->isEnabled());
    QSignalSpy used(&panel, &StudyPanel::useRequested);
    use->click();
    QVERIFY((used.last().at(0).value<GridPoint>() == GridPoint{300, 1.5}));
    for (QLabel* const label : panel.findChildren<QLabel*>()) {
      QVERIFY(!label->text().contains("nan"));
    }
    panel.showRecommendation({});
    QVERIFY(!use->isEnabled());
  }
};

CYTOSKETCH_WIDGET_TEST_CLASS(studyview, TestStudyView)
#include "test_studyview.moc"
