#include "engine/dataset/datasetrun.h"
#include "engine/dataset/workfolder.h"
#include "engine/image/error.h"
#include "engine/imageio/imagefile.h"
#include "engine/sketch/sketchfile.h"
#include "tests/engine/imageio/processlimits.h"
#include "tests/support/testprogram.h"
#include "tests/support/zygote.h"
#include "tinydataset.h"

#include <QElapsedTimer>
#include <QFile>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QtTest>

#include <csignal>
#include <fstream>
#include <map>
#include <optional>
#include <random>
#include <set>

using namespace cytosketch;
using namespace cytosketch::test;
namespace fs = std::filesystem;

/// Whole runs with a tiny model: whatever disturbs a run, the dataset is the same in the end.
class TestRun : public QObject {
  Q_OBJECT

private:
  QTemporaryDir dir_;
  std::shared_ptr<const Model> model_;

  fs::path in(const std::string& name) const { return fs::path(dir_.path().toStdString()) / name; }
  DatasetPlan planOf(const std::string& recipe) const { return planDataset(recipeFromJson(recipe, {in("")}), *model_); }
  DatasetResult make(const DatasetPlan& plan, const std::string& folder, bool resume = false) const {
    return makeDataset(plan, *model_, {in(folder), {}, resume});
  }
  template <typename E>
  QString messageOf(const std::function<void()>& work) const {
    try {
      work();
    } catch (const E& error) {
      return error.what();
    }
    return "nothing was thrown";
  }

private Q_SLOTS:
  void initTestCase() {
    qputenv("SOURCE_DATE_EPOCH", "1700000000");
    writeTinyModel(in("tiny.cymodel"));
    model_ = Model::load(in("tiny.cymodel"));
  }

  void equalRecipesGiveEqualBytes() {
    const DatasetPlan plan = planOf(tinyRecipe("cellpose", 10));
    const DatasetResult result = make(plan, "a");
    QVERIFY(result.complete);
    QCOMPARE(result.samples, 10);
    make(plan, "b");
    QCOMPARE(contentOf(in("a")), contentOf(in("b")));
    QVERIFY(!fs::exists(in("a/.cytosketch")));
    const Manifest manifest = readManifest(in("a/manifest.json"));
    QCOMPARE(manifest.plan.created, std::string("2023-11-14T22:13:20Z"));
    QCOMPARE(manifest.samples.size(), std::size_t{10});
    // Two of ten for validation, one for the test; each with its own seed and settings.
    std::set<std::string> settings;
    std::map<Split, int> splits;
    for (const SampleRecord& sample : manifest.samples) {
      settings.insert(sample.settings);
      ++splits[sample.split];
      for (const FileRecord& file : sample.files) {
        QCOMPARE(fileFingerprint(in("a") / file.path), file.hash);
      }
    }
    QCOMPARE(settings.size(), std::size_t{10});
    QCOMPARE(splits[Split::Validation], 2);
    QCOMPARE(splits[Split::Test], 1);
  }

  void killedAtRandomMomentsItEndsTheSame() {
    QFile recipe(QString::fromStdString(in("recipe.json")));
    QVERIFY(recipe.open(QIODevice::WriteOnly));
    recipe.write(QByteArray::fromStdString(tinyRecipe("coco", 12)));
    recipe.close();
    const auto begin = [&](const std::string& folder) {
      return Zygote::begin({dir_.path(),
                            QProcessEnvironment::systemEnvironment().toStringList(),
                            {"datasetchild", recipe.fileName(), QString::fromStdString(in("tiny.cymodel")),
                             QString::fromStdString(in(folder))},
                            {},
                            {}});
    };
    QElapsedTimer clock;
    clock.start();
    begin("undisturbed");
    QCOMPARE(Zygote::end().value_or(-1), 0);
    const auto whole = static_cast<int>(clock.elapsed());
    std::mt19937 random(11);
    std::uniform_int_distribution<int> moment(whole / 20, whole);
    int kills = 0;
    for (int number = 0; kills < 20; ++number) {
      const std::string folder = "killed" + std::to_string(number);
      for (bool ended = false; !ended;) {
        const pid_t child = begin(folder);
        const std::optional<int> code = Zygote::end(kills >= 20 ? -1 : moment(random));
        ended = code.has_value();
        if (!ended) {
          ::kill(child, SIGKILL);
          Zygote::end();
          ++kills;
        } else {
          QCOMPARE(*code, 0);
        }
      }
      QCOMPARE(contentOf(in(folder)), contentOf(in("undisturbed")));
    }
  }

  void aFullDiskLosesNothing() {
    const DatasetPlan plan = planOf(tinyRecipe("tiff", 4));
    make(plan, "whole");
    {
      const ProcessLimit limit(RLIMIT_FSIZE, 4500); // SIGXFSZ is ignored, as in the command line
      std::signal(SIGXFSZ, SIG_IGN);
      QVERIFY_EXCEPTION_THROWN(make(plan, "full"), FileError);
    }
    for (const QString& name : contentOf(in("full")).keys()) {
      QVERIFY2(name.startsWith(".cytosketch") || !name.section('/', -1).startsWith('.'), qPrintable(name));
    }
    make(plan, "full", true);
    QCOMPARE(contentOf(in("full")), contentOf(in("whole")));
  }

  void stoppedItGoesOn() {
    const DatasetPlan plan = planOf(tinyRecipe("tiff", 5));
    make(plan, "uncut");
    std::stop_source stop;
    DatasetHooks hooks;
    hooks.stop = stop.get_token();
    int samples = 0;
    hooks.sample = [&](const SampleRecord&, const Image<std::uint8_t>&) {
      if (++samples == 3) {
        stop.request_stop();
      }
    };
    QVERIFY_EXCEPTION_THROWN(makeDataset(plan, *model_, {in("cut"), {}, false}, hooks), Cancelled);
    const auto before = fs::last_write_time(in("cut/.cytosketch/samples/2.json"));
    QVERIFY(messageOf<FileError>([&] { make(plan, "cut"); }).contains("--resume"));
    DatasetPlan other = plan;
    other.recipe.set("seed", 2);
    QVERIFY(messageOf<FileError>([&] { make(other, "cut", true); }).contains("another recipe"));
    QCOMPARE(fs::last_write_time(in("cut/.cytosketch/samples/2.json")), before); // nothing made twice
    make(plan, "cut", true);
    QCOMPARE(contentOf(in("cut")), contentOf(in("uncut")));
    QVERIFY(make(plan, "cut", true).complete); // nothing left to do
  }

  void shardsMakeTheSame() {
    for (const char* layout : {"coco", "nnunet", "ome-zarr"}) {
      const DatasetPlan plan = planOf(tinyRecipe(layout, 9));
      const std::string base = layout;
      make(plan, base + "-single");
      std::vector<fs::path> shards;
      for (const std::int64_t i : {2, 0, 3, 1}) { // in any order
        shards.push_back(in(base + "-shard" + std::to_string(i)));
        QVERIFY(!makeDataset(plan, *model_, {shards.back(), {i, 4}, false}).complete);
      }
      if (base == "coco") {
        const std::vector<fs::path> three(shards.begin(), shards.end() - 1);
        QVERIFY(messageOf<FileError>([&] { mergeDataset(three, in("three")); }).contains("sample 1 is in none"));
      }
      QVERIFY(mergeDataset(shards, in(base + "-merged")).complete);
      QCOMPARE(contentOf(in(base + "-merged")), contentOf(in(base + "-single")));
    }
  }

  void oneSampleIsMadeAgain() {
    make(planOf(tinyRecipe("stardist", 6)), "once");
    const Manifest manifest = readManifest(in("once/manifest.json"));
    const SampleRecord again = repeatSample(manifest, *model_, 4, in("again"));
    QCOMPARE(again.files.size(), std::size_t{3});
    for (const FileRecord& file : again.files) {
      QCOMPARE(fileFingerprint(in("again") / file.path), fileFingerprint(in("once") / file.path));
    }
    QVERIFY_EXCEPTION_THROWN(repeatSample(manifest, *model_, 6, in("again2")), SettingsError);
    QVERIFY_EXCEPTION_THROWN(repeatSample(manifest, *model_, 4, in("again")), FileError); // not empty any more
  }

  void failingSamplesAreMadeAgainOrSetAside() {
    // The tiny model keeps nothing of a sketch: every likeness is below 0.99.
    const std::string gate = R"(, "least-zncc": 0.999, "attempts": 2)";
    const DatasetResult result = make(planOf(tinyRecipe("cellpose", 3, gate)), "aside");
    QCOMPARE(result.setAside, 3);
    QCOMPARE(result.madeAgain, 3);
    QVERIFY(fs::exists(in("aside/set-aside/images/sample_00001.tif")));
    QVERIFY(!fs::exists(in("aside/train")));
    const DatasetResult kept = make(planOf(tinyRecipe("cellpose", 3, gate + R"(, "failing": "keep")")), "kept");
    QCOMPARE(kept.setAside, 0);
    QCOMPARE(kept.samples, 3);
    const Manifest manifest = readManifest(in("kept/manifest.json"));
    QCOMPARE(manifest.samples[0].attempt, 1);
    make(planOf(tinyRecipe("cellpose", 3)), "first");
    QVERIFY(manifest.samples[0].settings != readManifest(in("first/manifest.json")).samples[0].settings); // its seed
  }

  void nothingIsOverwritten() {
    fs::create_directories(in("Ordner mit Ä und 核"));
    const DatasetPlan plan = planOf(tinyRecipe("hdf5", 2));
    QVERIFY(make(plan, "Ordner mit Ä und 核").complete);
    const auto before = contentOf(in("Ordner mit Ä und 核"));
    QVERIFY(messageOf<FileError>([&] { make(plan, "Ordner mit Ä und 核"); }).contains("Nothing is overwritten"));
    fs::create_directories(in("occupied"));
    std::ofstream(in("occupied/notes.txt")) << "mine";
    QVERIFY(messageOf<FileError>([&] { make(plan, "occupied", true); }).contains("not empty"));
    QCOMPARE(contentOf(in("Ordner mit Ä und 核")), before);
    QCOMPARE(contentOf(in("occupied")).size(), 1);
    std::ofstream(in("file")) << "mine";
    QVERIFY_EXCEPTION_THROWN(make(plan, "file"), FileError);
  }

  void whatDoesNotFitIsSaidBefore() {
    writeSketch(Sketch({1, 1, 4, 32, 32}), in("volume.cysk"));
    const auto plan = [&](const std::string& text) { return messageOf<SettingsError>([&] { planOf(text); }); };
    QVERIFY(plan(R"({"source": {"sketch": "volume.cysk"}})").contains("the model makes 2D images"));
    writeSketch(Sketch({1, 2, 1, 32, 32}), in("two.cysk"));
    QVERIFY(plan(R"({"source": {"sketch": "two.cysk"}})").contains("2 channels"));
    writeSketch(Sketch({1, 1, 1, 32, 32}), in("small.cysk"));
    QVERIFY(plan(R"({"source": {"sketch": "small.cysk"}, "crop-x": 64})").contains("larger than the sketch"));
    writeSketch(Sketch({3, 1, 1, 32, 32}), in("series.cysk"));
    QVERIFY(plan(R"({"source": {"sketch": "series.cysk"}, "layout": "cellpose"})").contains("takes no series"));
    QVERIFY_EXCEPTION_THROWN(planOf(R"({"source": {"sketch": "missing.cysk"}})"), FileError);
    fs::create_directories(in("empty"));
    QVERIFY_EXCEPTION_THROWN(planOf(R"({"source": {"folder": "empty"}})"), FileError);
  }

  void tooSmallADiskIsSaidBefore() {
    const DatasetPlan plan = planOf(tinyRecipe("tiff", 1000000));
    DatasetEstimate estimate = estimateDataset(plan, *model_, in("not/yet/there"), 1000000);
    QVERIFY(estimate.bytes > 1e6 * 64 * 48 * 4);
    QVERIFY(estimate.freeBytes > 0.0);
    QVERIFY(estimate.seconds > 0.0);
    estimate.freeBytes = 1e6;
    QVERIFY(messageOf<FileError>([&] { requireDisk(estimate, in("x")); }).contains("the disk is too small"));
    estimate.freeBytes = 1e15;
    requireDisk(estimate, in("x"));
  }
};

CYTOSKETCH_TEST_CLASS(run, TestRun)
#include "test_run.moc"
