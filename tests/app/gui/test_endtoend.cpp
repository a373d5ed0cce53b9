// The main job as a person does it, with mouse and keys: draw three cells, generate, cancel a run, generate again,
// export, and read the files back.
#include "app/common/resources.h"
#include "app/common/resultfile.h"
#include "engine/imageio/imagefile.h"
#include "engine/learning/untrained.h"
#include "engine/sketch/sketchfile.h"
#include "tests/app/gui/windowfixture.h"
#include "tests/support/testprogram.h"

#include <QApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#include <set>

using namespace cytosketch;

class TestEndToEnd : public QObject, private WindowFixture {
  Q_OBJECT

  /// The shipped model if there is one, else a tiny untrained one.
  std::string model() const {
    const auto shipped = resourceFolder() / "models" / "nuclei-2d.cymodel";
    if (std::filesystem::exists(shipped)) {
      return shipped.string();
    }
    ModelCard card;
    card.name = "tiny";
    card.architecture = "tile-exact-unet";
    card.widths = {16, 16};
    card.blocks = {1, 1};
    card.stem = 2;
    const std::string path = in("tiny.cymodel").toStdString();
    writeUntrainedModel(path, card, 1, 0.02);
    return path;
  }

  QPushButton* generateButton() const { return window_->findChild<QPushButton*>("generateButton"); }
  void clickGenerate() { QTest::mouseClick(generateButton(), Qt::LeftButton); }
  /// Types a name into the file dialog that is about to open, and accepts it.
  void answerFileDialog(const QString& path) {
    whenOpen<QFileDialog>([path](QFileDialog* dialog) {
      auto* const name = dialog->findChild<QLineEdit*>("fileNameEdit");
      name->setText(path);
      QTest::keyClick(name, Qt::Key_Return);
    });
  }

private Q_SLOTS:
  void init() {
    openWindow();
    window_->files()->newSketch({1, 1, 1, 96, 96}, {0.3, 0.3, 0.3});
    GenerationSettings settings;
    settings.model = model();
    settings.steps = 10;
    window_->generatePanel()->setSettings(settings);
  }
  void cleanup() { closeWindow(); }

  void drawGenerateCancelGenerateExport() {
    // Three cells: two by the ellipse tool, one by the brush.
    QTest::keyClick(window_.get(), Qt::Key_O);
    drag(onCanvas(10, 10), onCanvas(34, 30));
    QTest::keyClick(window_.get(), Qt::Key_M);
    drag(onCanvas(50, 14), onCanvas(80, 40));
    QTest::keyClick(window_.get(), Qt::Key_M);
    QTest::keyClick(window_.get(), Qt::Key_B);
    drag(onCanvas(30, 70), onCanvas(60, 75));
    QCOMPARE(window_->document()->sketch().cellCount(), std::size_t(3));
    const Sketch drawn = window_->document()->sketch();

    // The first image.
    GenerationController* const generation = window_->generation();
    QCOMPARE(generateButton()->text(), QStringLiteral("Generate"));
    clickGenerate();
    QVERIFY(generation->running());
    QCOMPARE(generateButton()->text(), QStringLiteral("Cancel"));
    QTRY_VERIFY_WITH_TIMEOUT(!generation->running(), 120000);
    QVERIFY2(window_->runs()->runs().size() == 1, qPrintable(window_->issues()->text()));
    const Image<float> first = window_->page()->image()->image();
    QCOMPARE(first.extent().x, 96);

    // A long run, cancelled: the button answers at once, the first image stays.
    GenerationSettings settings = window_->generatePanel()->settings();
    settings.sampler = SamplerKind::Ddpm;
    settings.tStart = 1000;
    window_->generatePanel()->setSettings(settings);
    clickGenerate();
    QVERIFY(generation->running());
    QTest::qWait(300);
    QVERIFY(generation->running());
    clickGenerate();
    QCOMPARE(generateButton()->text(), QStringLiteral("Generate")); // no event loop in between
    QVERIFY(!generation->running());
    QCOMPARE(window_->runs()->runs().size(), std::size_t(1));
    QVERIFY(window_->page()->image()->image().data() == first.data());

    // Again with another seed, by keys, while the cancelled run may still be coming to rest.
    settings.sampler = SamplerKind::SdeDpmSolver;
    settings.tStart = 400;
    settings.seed = 12345;
    window_->generatePanel()->setSettings(settings);
    QTest::keyClick(window_.get(), Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(generation->running());
    QTRY_VERIFY_WITH_TIMEOUT(!generation->running(), 120000);
    QCOMPARE(window_->runs()->runs().size(), std::size_t(2));
    QCOMPARE(window_->findChild<QListWidget*>("runs")->count(), 2);
    const Image<float> second = window_->page()->image()->image();
    QVERIFY(!std::equal(first.begin(), first.end(), second.begin()));

    // What is drawn after the run is not in its export.
    QTest::keyClick(window_.get(), Qt::Key_M);
    drag(onCanvas(75, 75), onCanvas(90, 90));
    QCOMPARE(window_->document()->sketch().cellCount(), std::size_t(4));

    answerFileDialog(in("out.tif"));
    QTest::keyClick(window_.get(), Qt::Key_E, Qt::ControlModifier);
    QTRY_VERIFY(QFileInfo::exists(in("out.json")));
    const Image<float> image = readImage(in("out.tif").toStdString());
    QCOMPARE(image.extent().y, 96);
    QVERIFY(std::abs(image.spacing().x - 0.3) < 1e-4);
    for (std::size_t i = 0; i < image.size(); ++i) {
      const float grey = std::clamp(0.5F * (second.data()[i] + 1.0F), 0.0F, 1.0F);
      QVERIFY(std::abs(image.data()[i] - 65535.0F * grey) <= 1.0F);
    }
    const Image<std::uint32_t> labels = readLabels(in("out_labels.tif").toStdString());
    QCOMPARE(std::set<std::uint32_t>(labels.begin(), labels.end()).size(), std::size_t(4)); // three cells, background
    for (std::int64_t y = 0; y < 96; ++y) {
      for (std::int64_t x = 0; x < 96; ++x) {
        const CellPtr cell = drawn.topmostAt(0, 0, y, x);
        QCOMPARE(labels.at(y, x), cell ? cell->id : 0U);
      }
    }
    const ResultSidecar sidecar = readSidecar(in("out.json").toStdString());
    QCOMPARE(sidecar.settings.seed, std::uint64_t(12345));
    QVERIFY(sidecar.settings.halo.mode == Halo::Mode::Fixed || sidecar.settings.halo.mode == Halo::Mode::Exact);
    QVERIFY(!sidecar.modelHash.empty());
    QCOMPARE(readSketch(in("out.cysk").toStdString()).cellCount(), std::size_t(3));
  }

  void anOldRunComesBackWithItsSettings() {
    QTest::keyClick(window_.get(), Qt::Key_O);
    drag(onCanvas(20, 20), onCanvas(60, 60));
    std::vector<Image<float>> images;
    for (const int tStart : {300, 500}) {
      GenerationSettings settings = window_->generatePanel()->settings();
      settings.tStart = tStart;
      settings.steps = 3;
      window_->generatePanel()->setSettings(settings);
      clickGenerate();
      QTRY_VERIFY_WITH_TIMEOUT(!window_->generation()->running(), 120000);
      images.push_back(window_->page()->image()->image());
    }
    window_->generation()->showRun(1);
    QCOMPARE(window_->generatePanel()->settings().tStart, 300);
    QVERIFY(window_->page()->image()->image().data() == images[0].data());
    window_->generation()->compare(1, 2);
    QCOMPARE(window_->page()->mode(), ViewMode::Compare);
    QVERIFY(window_->page()->other()->image().data() == images[0].data());
    QVERIFY(window_->page()->image()->image().data() == images[1].data());
  }
};

CYTOSKETCH_WIDGET_TEST_CLASS(endtoend, TestEndToEnd)
#include "test_endtoend.moc"
