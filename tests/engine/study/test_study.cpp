#include "engine/study/study.h"

#include "engine/image/error.h"
#include "engine/image/grey.h"
#include "engine/metrics/similarity.h"
#include "engine/study/faithful.h"
#include "studyscene.h"
#include "tests/support/testprogram.h"

#include <QTemporaryDir>
#include <QtTest>

#include <cmath>

using namespace cytosketch;
namespace fs = std::filesystem;

namespace {

std::vector<StudySource> sources(std::size_t count) {
  std::vector<StudySource> all;
  for (std::size_t i = 0; i < count; ++i) {
    all.push_back({"scene", [i] { return scenePair(static_cast<unsigned>(i + 1)); }});
  }
  return all;
}

} // namespace

/// Studies with a small network of random weights: what is measured does not depend on how good the images are.
class TestStudy : public QObject {
  Q_OBJECT

  QTemporaryDir dir_;
  std::shared_ptr<const Model> model_;
  fs::path in(const char* name) const { return fs::path(dir_.path().toStdString()) / name; }

  StudyRequest request(std::size_t count = 1) const {
    StudyRequest request;
    request.grid = {{100, 400}, {0.0, 1.0}};
    request.sources = sources(count);
    request.settings.steps = 3;
    request.settings.seed = 5;
    request.settings.precision = Precision::Fp32;
    request.model = model_.get();
    return request;
  }

private Q_SLOTS:
  void initTestCase() { model_ = tinyModel(dir_.path().toStdString()); }

  void resultsComeOneByOneAndAreThoseOfSingleRuns() {
    std::vector<StudyImage> images;
    std::vector<int> done;
    StudyHooks hooks;
    hooks.image = [&](const StudyImage& image) { images.push_back(image); };
    hooks.progress = [&](const StudyProgress& progress) { done.push_back(progress.done); };
    const StudyRequest wanted = request();
    const std::vector<StudyRow> rows = runStudy(wanted, StudyCache({}), hooks);
    QCOMPARE(images.size(), std::size_t{4});
    QCOMPARE(done, (std::vector<int>{1, 2, 3, 4}));
    const StudyPair pair = scenePair();
    for (std::size_t i = 0; i < rows.size(); ++i) {
      GenerationSettings settings = wanted.settings;
      settings.tStart = rows[i].point.tStart;
      settings.sigma = rows[i].point.sigma;
      const Image<float> single = generate(*model_, pair.sketch, settings).image;
      for (std::size_t v = 0; v < single.size(); ++v) {
        QCOMPARE(images[i].grey.data()[v], greyOfNetworkValue(single.data()[v]));
      }
      QCOMPARE(rows[i].images, 1);
      QCOMPARE(rows[i].pairs, 1);
      QCOMPARE(rows[i].backward.zncc, images[i].figures.zncc);
      QCOMPARE(rows[i].forward.bhattacharyya, NoisedPair(pair, 5).figures(rows[i].point).bhattacharyya);
      QCOMPARE(images[i].cells.size(), std::size_t{3});
    }
  }

  void nothingIsComputedTwice() {
    const StudyCache cache(in("cache"));
    std::vector<Image<float>> first;
    StudyHooks hooks;
    hooks.image = [&](const StudyImage& image) {
      QVERIFY(!image.fromCache);
      first.push_back(image.grey);
    };
    StudyRequest wanted = request();
    const std::vector<StudyRow> rows = runStudy(wanted, cache, hooks);
    std::size_t at = 0;
    hooks.image = [&](const StudyImage& image) {
      QVERIFY(image.fromCache);
      QVERIFY(std::equal(image.grey.begin(), image.grey.end(), first[at].begin()));
      ++at;
    };
    const std::vector<StudyRow> again = runStudy(wanted, cache, hooks);
    QCOMPARE(at, std::size_t{4});
    QCOMPARE(again[3].backward.psnr, rows[3].backward.psnr);
    QVERIFY(std::abs(again[3].backward.seconds - rows[3].backward.seconds) < 1e-5); // what it took then
    // A larger grid computes only what is new; another seed everything.
    int fresh = 0;
    hooks.image = [&](const StudyImage& image) { fresh += image.fromCache ? 0 : 1; };
    wanted.grid.tStarts = {100, 300, 400};
    runStudy(wanted, cache, hooks);
    QCOMPARE(fresh, 2);
    wanted.settings.seed = 6;
    runStudy(wanted, cache, hooks);
    QCOMPARE(fresh, 2 + 6);
  }

  void aCancelledStudyGoesOn() {
    const StudyCache cache(in("resumed"));
    std::stop_source stop;
    int seen = 0;
    StudyHooks hooks;
    hooks.stop = stop.get_token();
    hooks.image = [&](const StudyImage&) {
      if (++seen == 3) {
        stop.request_stop();
      }
    };
    QVERIFY_EXCEPTION_THROWN(runStudy(request(), cache, hooks), Cancelled);
    QCOMPARE(seen, 3);
    int fresh = 0;
    hooks.stop = {};
    hooks.image = [&](const StudyImage& image) { fresh += image.fromCache ? 0 : 1; };
    runStudy(request(), cache, hooks);
    QCOMPARE(fresh, 1);
  }

  void lostCellsStartLaterIfAsked() {
    const StudyCache cache(in("later"));
    StudyRequest wanted = request();
    wanted.grid = {{1000}, {1.0}}; // pure noise
    Image<float> plain;
    Image<float> later;
    StudyHooks hooks;
    hooks.image = [&](const StudyImage& image) { plain = image.grey; };
    wanted.settings.autoStart = false;
    runStudy(wanted, cache, hooks);
    wanted.settings.autoStart = true;
    for (const bool kept : {false, true}) {
      hooks.image = [&](const StudyImage& image) {
        later = image.grey;
        QCOMPARE(image.fromCache, kept);
      };
      runStudy(wanted, cache, hooks);
      GenerationSettings settings = wanted.settings;
      settings.tStart = 1000;
      settings.sigma = 1.0;
      const FaithfulResult single = generateSketch(*model_, scenePair().cells, settings);
      QVERIFY(!single.result.settings.cellStarts.empty());
      for (std::size_t v = 0; v < later.size(); ++v) {
        QCOMPARE(later.data()[v], greyOfNetworkValue(single.result.image.data()[v]));
      }
    }
    QVERIFY(!std::equal(later.begin(), later.end(), plain.begin()));
  }

  void meansAreOverImages() {
    std::vector<StudyImage> images;
    StudyHooks hooks;
    hooks.image = [&](const StudyImage& image) { images.push_back(image); };
    const std::vector<StudyRow> rows = runStudy(request(2), StudyCache({}), hooks);
    QCOMPARE(images.size(), std::size_t{8});
    QVERIFY(images[0].settings.seed != images[4].settings.seed); // each image has noise of its own
    const double mean = 0.5 * (images[1].figures.psnr + images[5].figures.psnr);
    QVERIFY(std::abs(rows[1].backward.psnr - mean) < 1e-9);
    QCOMPARE(rows[1].backward.lost.judged, images[1].figures.lost.judged + images[5].figures.lost.judged);
    const double distance = 0.5 * (NoisedPair(scenePair(1), 5).figures(rows[2].point).bhattacharyya +
                                   NoisedPair(scenePair(2), 6).figures(rows[2].point).bhattacharyya);
    QVERIFY(std::abs(rows[2].forward.bhattacharyya - distance) < 1e-12);
  }

  void withoutRealImagesThereIsNoDistance() {
    StudyRequest wanted = request();
    StudyPair pair = scenePair();
    pair.real = {};
    wanted.sources = {{"drawn", [pair] { return pair; }}};
    const std::vector<StudyRow> rows = runStudy(wanted, StudyCache({}));
    QCOMPARE(rows[0].pairs, 0);
    QVERIFY(std::isnan(rows[0].forward.bhattacharyya));
    QVERIFY(std::isnan(rows[0].backward.psnr));
    QVERIFY(std::isfinite(rows[0].backward.zncc));
  }

  void withoutAModelOnlyTheForwardStudyRuns() {
    StudyRequest wanted = request();
    wanted.model = nullptr;
    const std::vector<StudyRow> rows = runStudy(wanted, StudyCache({}));
    QCOMPARE(rows[0].pairs, 1);
    QCOMPARE(rows[0].images, 0);
    QVERIFY(std::isnan(rows[0].backward.zncc));
    wanted.texture.model.relief = {{1.5F, 1.5F}};
    const double textured = runStudy(wanted, StudyCache({}))[0].forward.bhattacharyya;
    QCOMPARE(textured, NoisedPair(scenePair(), 5, wanted.texture).figures(rows[0].point).bhattacharyya);
    QVERIFY(textured != rows[0].forward.bhattacharyya);
  }

  void anEvenImageIsSaidToBeUndefined() {
    // One label over the whole image: the sketch is even, so ZNCC is no number; everything else is.
    const Image<std::uint32_t> labels({1, 1, 1, 48, 56}, 1U);
    const StudyPair pair = makePair("even", sceneReal(sceneLabels()), labels);
    const BackwardFigures figures = backwardFigures(pair, 1.0, pair.real);
    QVERIFY(std::isnan(figures.zncc));
    QVERIFY(std::isnan(figures.contrast));
    QCOMPARE(figures.lost.judged, 0);
    QCOMPARE(figures.ssim, 1.0);
  }

  void perfectImagesScoreAsSuch() {
    const StudyPair pair = scenePair();
    std::vector<CellContrast> cells;
    const BackwardFigures figures = backwardFigures(pair, 0.0, pair.sketch, &cells);
    QVERIFY(std::abs(figures.zncc - 1.0) < 1e-6);
    QVERIFY(std::abs(figures.contrast - 1.0) < 1e-6);
    QCOMPARE(figures.lost.lost, 0);
    for (const CellContrast& cell : cells) {
      QCOMPARE(cell.sketch, cell.generated);
    }
  }

  void refusesNothing() {
    StudyRequest wanted = request();
    wanted.sources.clear();
    QVERIFY_EXCEPTION_THROWN(runStudy(wanted, StudyCache({})), SettingsError);
    wanted = request();
    wanted.grid.sigmas.clear();
    QVERIFY_EXCEPTION_THROWN(runStudy(wanted, StudyCache({})), SettingsError);
  }
};

CYTOSKETCH_TEST_CLASS(study, TestStudy)
#include "test_study.moc"
