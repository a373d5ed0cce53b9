// The page Dataset as a person uses it: a recipe by the form, a preview, the button, the queue.
#include "engine/dataset/manifest.h"
#include "engine/learning/untrained.h"
#include "tests/app/gui/windowfixture.h"
#include "tests/support/testprogram.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTest>
#include <QTreeWidget>

#include <map>
#include <memory>

using namespace cytosketch;

class TestDatasetPage : public QObject, private WindowFixture {
  Q_OBJECT

  template <typename T>
  T* find(const char* name) const {
    return window_->datasetPage()->panel()->findChild<T*>(name);
  }
  template <typename T>
  T* inView(const char* name) const {
    return window_->datasetPage()->view()->findChild<T*>(name);
  }
  void fill(const QString& folder, int count) {
    find<QDoubleSpinBox>("count")->setValue(count);
    find<QLineEdit>("datasetFolder")->setText(in(folder));
    for (const auto& [key, value] : std::map<const char*, double>{{"count", 6}, {"size.x", 64}, {"size.y", 48}}) {
      for (QDoubleSpinBox* const spin :
           find<QWidget>("recipeSimulator")->findChild<QWidget*>(key)->findChildren<QDoubleSpinBox*>()) {
        spin->setValue(value);
      }
    }
  }
  QueueRow::State lastState() const { return window_->datasetPage()->queue().back().state; }

private Q_SLOTS:
  void initTestCase() {
    openWindow();
    ModelCard card;
    card.name = "tiny";
    card.architecture = "tile-exact-unet";
    card.widths = {8, 12};
    card.blocks = {1, 1};
    writeUntrainedModel(in("tiny.cymodel").toStdString(), card, 5, 0.05);
    GenerationSettings settings;
    settings.model = in("tiny.cymodel").toStdString();
    settings.steps = 2;
    window_->generatePanel()->setSettings(settings);
    (*window_->actionSet())["file.exportDataset"]->trigger();
    QVERIFY(window_->pages()->current() == window_->datasetPage());
    // What is set from a program does not reach the page by itself.
    window_->datasetPage()->panel()->setGeneration(settings);
  }

  void previewShowsSamplesAndWritesNothing() {
    fill("made", 9);
    QTest::mouseClick(find<QPushButton>("previewButton"), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(window_->datasetPage()->view()->sampleCount(), 6, 60000);
    QVERIFY(find<QLabel>("datasetEstimate")->text().contains("free"));
    QVERIFY(!QDir(in("made")).exists());
    // Labels lie over the pictures, until they are switched off.
    auto* const samples = inView<QListWidget>("datasetSamples");
    auto* const style = inView<QComboBox>("previewStyle");
    QVERIFY(style->isVisible());
    const auto coloured = [&] {
      const QImage image = samples->item(0)->icon().pixmap(220, 220).toImage();
      int count = 0;
      for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
          count += image.pixelColor(x, y).saturation() > 60 ? 1 : 0;
        }
      }
      return count;
    };
    const int outlines = coloured();
    QVERIFY(outlines > 20);
    style->setCurrentIndex(1);
    QVERIFY(coloured() > outlines);
    style->setCurrentIndex(2);
    QCOMPARE(coloured(), 0);
    style->setCurrentIndex(0);
  }

  void theButtonMakesTheDataset() {
    fill("made", 9);
    find<QComboBox>("layout")->setCurrentIndex(1); // Cellpose
    QTRY_COMPARE(find<QPushButton>("previewButton")->text(), QString("Preview"));
    QTest::keyClick(window_.get(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(window_->datasetPage()->queue().size(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(lastState(), QueueRow::State::Finished, 60000);
    QCOMPARE(window_->datasetPage()->view()->sampleCount(), 9);
    const Manifest manifest = readManifest(in("made/manifest.json").toStdString());
    QCOMPARE(manifest.samples.size(), std::size_t{9});
    QVERIFY(manifest.plan.recipe.choice("layout") == "cellpose");
    QCOMPARE(QDir(in("made/train")).entryList({"*_masks.tif"}).size(), 8);
  }

  void anOccupiedFolderIsAFailureThatCanBeRetried() {
    QDir(home_->path()).mkdir("mine");
    QFile notes(in("mine/notes.txt"));
    QVERIFY(notes.open(QIODevice::WriteOnly));
    notes.close();
    fill("mine", 3);
    QTest::mouseClick(find<QPushButton>("makeDatasetButton"), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(lastState(), QueueRow::State::Failed, 60000);
    QVERIFY(window_->datasetPage()->queue().back().note.contains("not empty"));
    QCOMPARE(QDir(in("mine")).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
             QStringList{"notes.txt"});
    notes.remove();
    QTreeWidget* const queue = inView<QTreeWidget>("datasetQueue");
    queue->setCurrentItem(queue->topLevelItem(1));
    QTest::mouseClick(inView<QPushButton>("retryRun"), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(lastState(), QueueRow::State::Finished, 60000);
    QVERIFY(QFile::exists(in("mine/manifest.json")));
  }

  void aRunIsPausedAndGoesOn() {
    fill("long", 300);
    QTest::mouseClick(find<QPushButton>("makeDatasetButton"), Qt::LeftButton);
    fill("after", 2);
    window_->datasetPage()->panel()->makeRequested(); // a second one waits behind it
    const int first = window_->datasetPage()->queue()[2].id;
    QTRY_VERIFY_WITH_TIMEOUT(window_->datasetPage()->view()->sampleCount() > 3, 60000);
    window_->datasetPage()->view()->pauseRequested(first);
    QCOMPARE(window_->datasetPage()->queue()[2].state, QueueRow::State::Paused);
    QTRY_COMPARE_WITH_TIMEOUT(lastState(), QueueRow::State::Finished, 60000); // the one behind it
    const auto made = QDir(in("long/.cytosketch/samples")).entryList(QDir::Files).size();
    QVERIFY(made >= 4 && made < 300);
    window_->datasetPage()->view()->pauseRequested(first);
    QTRY_VERIFY_WITH_TIMEOUT(window_->datasetPage()->view()->sampleCount() > made, 60000);
    QTest::mouseClick(find<QPushButton>("makeDatasetButton"), Qt::LeftButton); // is Cancel now
    QCOMPARE(window_->datasetPage()->queue()[2].state, QueueRow::State::Cancelled);
    QVERIFY(QDir(in("long/.cytosketch/samples")).entryList(QDir::Files).size() >= made);
  }

  void recipesAreSavedAndOpened() {
    fill("made", 7);
    find<QCheckBox>("flip")->setChecked(true);
    window_->datasetPage()->saveRecipe(in("recipe.json"));
    find<QCheckBox>("flip")->setChecked(false);
    find<QDoubleSpinBox>("count")->setValue(50);
    window_->datasetPage()->openRecipe(in("recipe.json"));
    QVERIFY(find<QCheckBox>("flip")->isChecked());
    QCOMPARE(find<QDoubleSpinBox>("count")->value(), 7.0);
    QFile broken(in("broken.json"));
    QVERIFY(broken.open(QIODevice::WriteOnly) && broken.write("{\"count\": 3}") > 0);
    broken.close();
    window_->datasetPage()->openRecipe(in("broken.json"));
    QCOMPARE(find<QDoubleSpinBox>("count")->value(), 7.0); // the form stays as it was
    QVERIFY(window_->issues()->isVisible());
  }

  void cleanupTestCase() { window_.reset(); }
};

CYTOSKETCH_WIDGET_TEST_CLASS(datasetpage, TestDatasetPage)
#include "test_datasetpage.moc"
