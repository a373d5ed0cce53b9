// Paging through a dataset as a person does it: open, look, flag, remove, make a sketch.
#include "engine/imageio/imagefile.h"
#include "engine/sketch/raster.h"
#include "tests/app/gui/windowfixture.h"
#include "tests/support/testprogram.h"

#include <QApplication>
#include <QComboBox>
#include <QDeadlineTimer>
#include <QDir>
#include <QElapsedTimer>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>

#include <memory>

using namespace cytosketch;
namespace fs = std::filesystem;

class TestBrowser : public QObject, private WindowFixture {
  Q_OBJECT

  BrowserView* view() const { return window_->datasetPage()->browserView(); }
  template <typename T>
  T* find(const char* name) const {
    return view()->findChild<T*>(name);
  }
  QListView* list() const { return find<QListView>("browserList"); }

  /// StarDist's layout: `count` samples with two cells, of frames and slices if wanted; the third has no label.
  void write(const QString& folder, int count, std::int64_t slices = 1) const {
    for (int i = 0; i < count; ++i) {
      const std::string name = QString("s%1.tif").arg(i, 4, 10, QChar('0')).toStdString();
      const fs::path root = in(folder).toStdString();
      fs::create_directories(root / "images");
      fs::create_directories(root / "masks");
      Image<std::uint8_t> image({1, 1, slices, 40, 60}, 20);
      Image<std::uint32_t> labels({1, 1, slices, 40, 60});
      for (std::int64_t z = 0; z < slices; ++z) {
        for (std::int64_t y = 5; y < 15; ++y) {
          for (std::int64_t x = 0; x < 8; ++x) {
            for (const std::int64_t place : {6, 30 + i % 10}) {
              const std::size_t at = image.offset(0, 0, z, y, place + x);
              image.mutableData()[at] = std::uint8_t(200);
              labels.mutableData()[at] = place == 6 ? 1U : 2U;
            }
          }
        }
      }
      writeImage(image, root / "images" / name);
      if (i != 2) {
        writeLabels(labels, root / "masks" / name);
      }
    }
  }
  void open(const QString& folder, int count) {
    window_->pages()->show(window_->datasetPage());
    QSignalSpy opened(window_->datasetPage()->browser(), &BrowserController::opened);
    window_->datasetPage()->browser()->open(in(folder));
    QTRY_COMPARE_WITH_TIMEOUT(opened.size(), 1, 20000);
    QCOMPARE(list()->model()->rowCount(), count);
    QTRY_VERIFY_WITH_TIMEOUT(view()->sampleView()->content() != nullptr, 20000);
    list()->setFocus();
    QVERIFY(list()->hasFocus());
  }
  std::size_t readSamples() const { return view()->model()->readCount(); }

private Q_SLOTS:
  void initTestCase() { openWindow(); }

  void keysGoThroughTheSamples() {
    write("set", 12);
    open("set", 12);
    QCOMPARE(view()->current(), 0);
    QTRY_COMPARE(readSamples(), std::size_t{12});
    QTest::keyClick(list(), Qt::Key_Down);
    QCOMPARE(view()->current(), 1);
    QTest::keyClick(list(), Qt::Key_Down);
    QTRY_VERIFY(find<QLabel>("browserProblems")->isVisible()); // it has no labels
    QVERIFY(find<QLabel>("browserProblems")->text().contains("no labels"));
    QTest::keyClick(list(), Qt::Key_Up);
    QTRY_VERIFY(!find<QLabel>("browserProblems")->isVisible());
    QLabel* const table = window_->findChild<QLabel*>("datasetStatistics");
    QTRY_VERIFY(table->isVisible());
    QTRY_VERIFY(table->text().contains(">22<")); // cells
  }

  void labelsLieOverTheImage() {
    open("set", 12);
    SampleView* const sample = view()->sampleView();
    const auto pixelAt = [&](double y, double x) {
      const double zoom = sample->zoom();
      const QPointF corner((sample->width() - 60 * zoom) / 2, (sample->height() - 40 * zoom) / 2);
      return sample->grab().toImage().pixelColor((corner + zoom * QPointF(x, y)).toPoint());
    };
    QComboBox* const style = find<QComboBox>("browserStyle");
    style->setCurrentIndex(0);
    QTRY_VERIFY(pixelAt(10, 10).saturation() == 0); // outlines leave the inside grey
    QTest::keyClick(list(), Qt::Key_L);             // filled
    QCOMPARE(style->currentIndex(), 1);
    QVERIFY(pixelAt(10, 10).saturation() > 60);
    QVERIFY(pixelAt(25, 10).saturation() == 0); // no cell there
    QVERIFY(pixelAt(10, 10).hue() != pixelAt(10, 34).hue());
    QTest::keyClick(list(), Qt::Key_L); // none
    QVERIFY(pixelAt(10, 10).saturation() == 0);
    QTest::keyClick(list(), Qt::Key_L);
    QCOMPARE(sample->labelStyle(), LabelStyle::Outlines);
  }

  void flagsAreKept() {
    open("set", 12);
    QTest::keyClick(list(), Qt::Key_Down);
    QTest::keyClick(list(), Qt::Key_F);
    QVERIFY(view()->model()->flagged(1));
    QTest::mouseClick(find<QPushButton>("browserFlag"), Qt::LeftButton); // takes it off again
    QVERIFY(!view()->model()->flagged(1));
    list()->setFocus();
    QTest::keyClick(list(), Qt::Key_F);
    QTRY_COMPARE(readFlags(in("set").toStdString()), std::set<std::string>{"s0001"});
    QComboBox* const filter = find<QComboBox>("browserFilter");
    filter->setCurrentIndex(1);
    QCOMPARE(list()->model()->rowCount(), 1);
    filter->setCurrentIndex(2); // problems
    QTRY_COMPARE(list()->model()->rowCount(), 1);
    filter->setCurrentIndex(0);
    open("set", 12);
    QVERIFY(view()->model()->flagged(1)); // it stands on the disk
  }

  void theDeleteKeyMovesSamplesAway() {
    open("set", 12);
    for (int i = 0; i < 3; ++i) {
      QTest::keyClick(list(), Qt::Key_Down);
    }
    QTest::keyClick(list(), Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(list(), Qt::Key_Delete);
    QTRY_COMPARE_WITH_TIMEOUT(list()->model()->rowCount(), 10, 20000);
    QVERIFY(QFile::exists(in("set/removed/images/s0003.tif")));
    QVERIFY(QFile::exists(in("set/removed/masks/s0004.tif")));
    QVERIFY(!QFile::exists(in("set/images/s0003.tif")));
    QVERIFY(view()->current() >= 0);
    QCOMPARE(view()->model()->readCount(), std::size_t{10}); // what was read is known still
    QVERIFY(view()->model()->flagged(1));
  }

  void enterMakesASketch() {
    open("set", 10);
    QTest::keyClick(list(), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(window_->document()->sketch().cellCount(), std::size_t{2}, 20000);
    const Sketch sketch = window_->document()->sketch();
    const Image<std::uint32_t> labels = readLabels(in("set/masks/s0000.tif").toStdString());
    const Image<std::uint32_t> drawn = rasteriseLabels(sketch, CellKind::Nucleus);
    QVERIFY(std::equal(labels.begin(), labels.end(), drawn.begin()));
    QVERIFY(window_->pages()->current() != window_->datasetPage());
  }

  void volumesHaveSlices() {
    write("volumes", 4, 9);
    open("volumes", 4);
    QSlider* const slider = find<QSlider>("browserSlice");
    QTRY_VERIFY(slider->isVisible());
    QCOMPARE(slider->maximum(), 8);
    const int before = slider->value();
    QWheelEvent wheel(QPointF(50, 50), view()->sampleView()->mapToGlobal(QPointF(50, 50)), {}, {0, 120}, Qt::NoButton,
                      Qt::NoModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(view()->sampleView(), &wheel);
    QCOMPARE(slider->value(), before + 1);
    QCOMPARE(view()->sampleView()->slice(), before + 1);
  }

  /// While a large dataset is read the window answers, and thumbnails come for what is seen first.
  void theWindowAnswersWhileItReads() {
    write("large", 600);
    open("large", 600);
    list()->scrollToBottom();
    int turns = 0;
    qint64 longest = 0;
    QElapsedTimer turn;
    QDeadlineTimer deadline(120000);
    while (readSamples() < 600 && !deadline.hasExpired()) {
      turn.start();
      QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
      longest = std::max(longest, turn.elapsed());
      ++turns;
    }
    qInfo("longest turn of the event loop: %lld ms", longest);
    QCOMPARE(readSamples(), std::size_t{600});
    QVERIFY(turns > 1); // one turn would mean that the window stood still
    QTRY_VERIFY(view()->model()->statisticsAt(599) != nullptr);
  }

  void aFolderThatIsNoneIsRefused() {
    open("set", 10);
    QDir(home_->path()).mkdir("nothing");
    window_->datasetPage()->browser()->open(in("nothing"));
    QTRY_VERIFY(window_->issues()->text().contains("no dataset"));
    QCOMPARE(list()->model()->rowCount(), 10); // what was open stays
  }

  void cleanupTestCase() {
    window_->document()->undoStack()->setClean();
    window_.reset();
  }
};

CYTOSKETCH_WIDGET_TEST_CLASS(browser, TestBrowser)
#include "test_browser.moc"
