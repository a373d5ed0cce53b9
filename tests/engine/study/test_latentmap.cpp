#include "engine/image/error.h"
#include "engine/study/latentreport.h"
#include "engine/study/report.h"
#include "studyscene.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace cytosketch;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t images = 6;

std::vector<StudySource> sources(std::size_t count) {
  std::vector<StudySource> all;
  for (std::size_t i = 0; i < count; ++i) {
    all.push_back({"scene " + std::to_string(i), [i] {
                     StudyPair pair = scenePair(static_cast<unsigned>(i + 1));
                     pair.name = "scene " + std::to_string(i);
                     return pair;
                   }});
  }
  return all;
}

} // namespace

/// With a small network of random weights, whose images are nothing like real ones.
class TestLatentMap : public QObject {
  Q_OBJECT

  QTemporaryDir dir_;
  std::shared_ptr<const Model> model_;
  LatentMap map_;
  fs::path in(const char* name) const { return fs::path(dir_.path().toStdString()) / name; }
  QString text(const fs::path& path) const {
    QFile file(QString::fromStdString(path.string()));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
  }

  LatentMapRequest request(std::size_t count = images) const {
    LatentMapRequest request;
    request.sources = sources(count);
    request.settings.steps = 2;
    request.settings.seed = 5;
    request.settings.precision = Precision::Fp32;
    request.settings.autoStart = false; // an image's key in the cache is then that of its settings alone
    request.model = model_.get();
    request.latent.edge = 16;
    request.latent.patches = 12;
    request.latent.autoencoderSteps = 60;
    request.latent.classifierSteps = 80;
    return request;
  }

  /// Networks that learn next to nothing, where it is not their verdicts that count.
  LatentMapRequest quickRequest() const {
    LatentMapRequest quick = request(4);
    quick.latent.patches = 4;
    quick.latent.autoencoderSteps = 4;
    quick.latent.classifierSteps = 4;
    return quick;
  }

private Q_SLOTS:
  void initTestCase() {
    model_ = tinyModel(dir_.path().toStdString());
    map_ = makeLatentMap(request(), StudyCache(in("cache")));
  }

  void everyImageHasThreePoints() {
    QCOMPARE(map_.images.size(), images);
    QCOMPARE(map_.points.size(), 3 * images);
    for (std::size_t p = 0; p < map_.points.size(); ++p) {
      QCOMPARE(map_.points[p].image, p / 3);
      QCOMPARE(int(map_.points[p].kind), int(p % 3));
      QVERIFY(std::isfinite(map_.points[p].at.x) && std::isfinite(map_.points[p].at.y));
      QVERIFY(!map_.points[p].thumbnail.empty());
    }
    QVERIFY(map_.autoencoderError > 0.0 && map_.autoencoderError < 0.5);
  }

  void everyPatchIsJudgedOnce() {
    for (const std::vector<PatchTally>* tallies : {&map_.generatedTallies, &map_.sketchTallies}) {
      QCOMPARE(tallies->size(), images);
      for (const PatchTally& tally : *tallies) {
        QCOMPARE(tally.patches, 24); // twelve real, twelve others
        QVERIFY(tally.correct >= 0 && tally.correct <= tally.patches);
      }
    }
    QCOMPARE(map_.generated.patches, std::int64_t(24 * images));
  }

  void grainGivesSketchesAway() {
    QVERIFY2(map_.sketch.accuracy > 0.9, qPrintable(QString::number(map_.sketch.accuracy)));
  }

  void realImagesInPlaceOfGeneratedOnesAreNotTold() {
    // What is in the cache under an image's key is taken for generated: give the real images of other scenes there.
    LatentMapRequest wanted = request();
    const StudyCache cache(in("deceived"));
    for (std::size_t i = 0; i < images; ++i) {
      const StudyPair pair = wanted.sources[i].load();
      GenerationSettings settings = wanted.settings;
      settings.seed += i;
      Image<float> other = scenePair(static_cast<unsigned>(i + 100)).real;
      for (std::size_t v = 0; v < other.size(); ++v) {
        other.mutableData()[v] = 2.0F * other.data()[v] - 1.0F;
      }
      cache.keep(StudyCache::key(pair.sketch, model_->hash(), resolve(settings, *model_, pair.sketch.extent())),
                 {other, 1.0});
    }
    const LatentMap map = makeLatentMap(wanted, cache);
    QVERIFY2(std::abs(map.generated.accuracy - 0.5) < 0.2, qPrintable(QString::number(map.generated.accuracy)));
    QVERIFY(map.generated.low <= 0.5);
    QVERIFY(map.sketch.accuracy > 0.9);
  }

  void nothingIsComputedTwice() {
    std::map<LatentStage, int> told;
    LatentMapHooks hooks;
    hooks.progress = [&](const LatentProgress& progress) { ++told[progress.stage]; };
    const LatentMap again = makeLatentMap(request(), StudyCache(in("cache")), hooks);
    QCOMPARE(told[LatentStage::Autoencoder], 1); // begun, and found done
    QCOMPARE(told[LatentStage::GeneratedClassifier], 1);
    QCOMPARE(told[LatentStage::SketchClassifier], 1);
    QCOMPARE(again.generated.accuracy, map_.generated.accuracy);
    QCOMPARE(again.sketch.low, map_.sketch.low);
    for (std::size_t p = 0; p < map_.points.size(); ++p) {
      QCOMPARE(again.points[p].at, map_.points[p].at);
    }
  }

  void progressRisesToTheEnd() {
    std::vector<LatentProgress> told;
    LatentMapHooks hooks;
    hooks.progress = [&](const LatentProgress& progress) { told.push_back(progress); };
    makeLatentMap(quickRequest(), StudyCache({}), hooks);
    for (const LatentProgress& progress : told) {
      QVERIFY(progress.fraction >= 0.0 && progress.fraction <= 1.0);
    }
    QVERIFY(std::is_sorted(told.begin(), told.end(),
                           [](const LatentProgress& a, const LatentProgress& b) { return a.stage < b.stage; }));
    QCOMPARE(told.back().fraction, 1.0);
    QVERIFY(std::abs(told.back().etaSeconds) < 1e-6);
  }

  void answersAStop_data() {
    QTest::addColumn<int>("stage");
    QTest::newRow("generating") << int(LatentStage::Generating);
    QTest::newRow("autoencoder") << int(LatentStage::Autoencoder);
    QTest::newRow("classifier") << int(LatentStage::GeneratedClassifier);
    QTest::newRow("map") << int(LatentStage::Embedding);
  }
  void answersAStop() {
    QFETCH(int, stage);
    std::stop_source stop;
    int after = 0;
    LatentMapHooks hooks;
    hooks.stop = stop.get_token();
    hooks.progress = [&](const LatentProgress& progress) {
      after += stop.stop_requested() ? 1 : 0;
      if (int(progress.stage) == stage) {
        stop.request_stop();
      }
    };
    QVERIFY_EXCEPTION_THROWN(makeLatentMap(quickRequest(), StudyCache({}), hooks), Cancelled);
    QVERIFY(after <= 1);
  }

  void reportIsWhole() {
    const fs::path page = writeLatentReport(map_, in("report"));
    const QString html = text(page);
    QVERIFY(html.contains("Latent map"));
    QVERIFY(html.count("<circle") >= int(images)); // markers, and one in the legend
    for (std::size_t i = 1; i <= images; ++i) {
      for (const LatentKind kind : latentKinds) {
        const QString file = QStringLiteral("images/latent_%1_%2.png").arg(i).arg(name(kind).data());
        QVERIFY(html.contains(file));
        QVERIFY(fs::exists(in("report") / file.toStdString()));
      }
    }
    const QStringList lines = text(in("report") / "latent-map.csv").split('\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), int(1 + 3 * images));
    QVERIFY(lines[1].startsWith("scene 0,real,"));
    QVERIFY(text(in("report") / "latent-map.svg").startsWith("<svg"));
    const QJsonObject json = QJsonDocument::fromJson(text(in("report") / "latent-map.json").toUtf8()).object();
    QCOMPARE(json["accuracy"].toDouble(), map_.generated.accuracy);
    QCOMPARE(json["points"].toArray().size(), int(3 * images));
    QCOMPARE(json["realAgainstSketch"].toObject()["images"].toInt(), int(images));
  }

  void aStudysReportShowsItToo() {
    StudyReport report;
    report.setLatentMap(map_);
    const QString html = text(report.write(in("study"), {}, {}));
    QVERIFY(html.contains("<h2>Latent map</h2>"));
    QVERIFY(fs::exists(in("study") / "latent-map.csv"));
    QVERIFY(!text(StudyReport().write(in("without"), {}, {})).contains("Latent map"));
  }

  void aWeakClassifierIsSaidToBeSo() {
    LatentMap map = map_;
    map.sketch.accuracy = 0.7;
    QVERIFY(meaningOf(map).find("too weak to trust") != std::string::npos);
    map.sketch.accuracy = 0.99;
    QVERIFY(meaningOf(map).find("too weak") == std::string::npos);
  }

  void refusesNonsense() {
    QVERIFY_EXCEPTION_THROWN(makeLatentMap(request(3), StudyCache({})), SettingsError);
    LatentMapRequest wanted = request(4);
    wanted.model = nullptr;
    QVERIFY_EXCEPTION_THROWN(makeLatentMap(wanted, StudyCache({})), SettingsError);
    wanted = request(4);
    wanted.sources[1].load = [] {
      StudyPair pair = scenePair();
      pair.real = {};
      return pair;
    };
    QVERIFY_EXCEPTION_THROWN(makeLatentMap(wanted, StudyCache({})), SettingsError);
  }
};

CYTOSKETCH_TEST_CLASS(latentmap, TestLatentMap)
#include "test_latentmap.moc"
