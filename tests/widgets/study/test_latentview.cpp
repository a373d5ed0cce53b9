#include "engine/study/latentreport.h"
#include "tests/support/testprogram.h"
#include "widgets/study/latentview.h"

#include <QApplication>
#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace cytosketch;

namespace {

constexpr std::size_t images = 5;

/// Kinds in columns, images in rows; thumbnails grey by image and kind.
std::shared_ptr<const LatentMap> someMap() {
  auto map = std::make_shared<LatentMap>();
  for (std::size_t i = 0; i < images; ++i) {
    map->images.push_back("image " + std::to_string(i));
    for (const LatentKind kind : latentKinds) {
      const auto grey = static_cast<std::uint8_t>(50 * (i + 1) - 10 * std::size_t(kind));
      map->points.push_back(
          {i, kind, {10.0 * double(kind), 5.0 * double(i)}, Image<std::uint8_t>({1, 1, 1, 30, 20}, grey)});
    }
    map->generatedTallies.push_back({48, 30 + std::int64_t(i)});
    map->sketchTallies.push_back({48, 47});
  }
  map->generated = distinctionOf(map->generatedTallies);
  map->sketch = distinctionOf(map->sketchTallies);
  return map;
}

/// Moves the pointer onto a place of the plot.
void hover(PlotView* plot, const QPointF& place) {
  QMouseEvent move(QEvent::MouseMove, place, plot->mapToGlobal(place), Qt::NoButton, Qt::NoButton, Qt::NoModifier);
  QCoreApplication::sendEvent(plot, &move);
}

} // namespace

class TestLatentView : public QObject {
  Q_OBJECT

  QTemporaryDir dir_;
  QString text(const LatentView& view) const { return view.findChild<QLabel*>("latentVerdict")->text(); }

private Q_SLOTS:
  void saysWhatThePercentageMeans() {
    LatentView view;
    QVERIFY(text(view).contains("Do generated images"));
    view.setMap(someMap());
    QVERIFY2(text(view).contains("67 %"), qPrintable(text(view))); // 160 of 240
    QVERIFY(text(view).contains("50 % would be chance"));
    QVERIFY(text(view).contains("98 %")); // of the sketches
    auto weak = std::make_shared<LatentMap>(*someMap());
    weak->sketch.accuracy = 0.6;
    view.setMap(weak);
    QVERIFY(text(view).contains("too weak to trust"));
  }

  void kindsAreSeriesOfTheirOwn() {
    LatentView view;
    const auto map = someMap();
    view.setMap(map);
    QCOMPARE(view.plot()->data().series.size(), 3);
    for (int kind = 0; kind < 3; ++kind) {
      const PlotSeries& series = view.plot()->data().series[kind];
      QVERIFY(series.points);
      QCOMPARE(series.x, std::vector<double>(images, 10.0 * kind));
      QCOMPARE(series.y[3], 15.0);
    }
  }

  void thePointedImageShows() {
    LatentView view;
    view.resize(700, 700);
    view.show();
    view.setMap(someMap());
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    view.grab();                                                          // so that the markers have places
    hover(view.plot(), view.plot()->placeOf(10.0, 15.0) + QPointF(2, 2)); // generated, image 3
    bool found = false;
    for (const QLabel* label : view.findChildren<QLabel*>()) {
      if (label->accessibleName() == "generated") {
        found = true;
        QVERIFY(label->isVisible());
        QCOMPARE(qGray(label->pixmap(Qt::ReturnByValue).toImage().pixel(20, 20)), 190);
      }
    }
    QVERIFY(found);
    const auto labels = view.findChildren<QLabel*>();
    QVERIFY(std::any_of(labels.begin(), labels.end(),
                        [](const QLabel* label) { return label->text().contains("image 3: 33 of 48"); }));
    QSignalSpy hovered(view.plot(), &PlotView::pointHovered);
    hover(view.plot(), view.plot()->placeOf(5.0, 12.5)); // between the markers
    QCOMPARE(hovered.size(), 1);
    QCOMPARE(hovered.at(0).at(0).toInt(), -1);
  }

  void savesAsDrawingPictureAndNumbers() {
    LatentView view;
    const auto map = someMap();
    view.setMap(map);
    const auto read = [&](const char* name) {
      QFile file(dir_.filePath(name));
      return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    for (const char* name : {"map.svg", "map.png", "map.csv"}) {
      QCOMPARE(view.save(dir_.filePath(name)), QString());
    }
    QVERIFY(read("map.svg").contains("<svg"));
    QVERIFY(!QImage(dir_.filePath("map.png")).isNull());
    QCOMPARE(read("map.csv").toStdString(), toCsv(*map));
    QVERIFY(!view.save("/nowhere/at/all.csv").isEmpty());
  }

  void buttonRunsAndCancels() {
    LatentView view;
    auto* const button = view.findChild<QPushButton*>("latentButton");
    QSignalSpy run(&view, &LatentView::runRequested);
    QSignalSpy cancel(&view, &LatentView::cancelRequested);
    view.setReady(false, "choose folders");
    QVERIFY(!button->isEnabled());
    QCOMPARE(button->toolTip(), QString("choose folders"));
    view.setReady(true, {});
    button->click();
    QCOMPARE(run.size(), 1);
    view.setRunning(true);
    view.setProgress({LatentStage::Autoencoder, 0.4, 12.3});
    button->click();
    QCOMPARE(cancel.size(), 1);
    QCOMPARE(run.size(), 1);
  }
};

CYTOSKETCH_WIDGET_TEST_CLASS(latentview, TestLatentView)
#include "test_latentview.moc"
