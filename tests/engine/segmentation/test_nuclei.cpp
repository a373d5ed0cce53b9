#include "engine/image/error.h"
#include "engine/segmentation/segmentation.h"
#include "phantoms.h"
#include "tests/support/testprogram.h"

#include <QtTest>

#include <algorithm>
#include <limits>

using namespace cytosketch;

namespace {

/// Alone, touching pairs, elongated ones, faint beside bright.
const std::vector<Ball> plane{{0, 30, 30, 12},        {0, 30, 90, 11},      {0, 30, 111, 11},
                              {0, 85, 38, 10, 0.35},  {0, 85, 60, 10, 0.9}, {0, 80, 120, 10, 0.7, 1.5},
                              {0, 140, 30, 13, 0.5},  {0, 140, 75, 9, 0.9}, {0, 140, 110, 11, 0.3},
                              {0, 150, 150, 12, 0.8}, {0, 95, 165, 8, 0.7}, {0, 30, 160, 11, 0.6}};
constexpr Extent planeExtent{1, 1, 1, 180, 190};

/// In slices three pixels apart.
const std::vector<Ball> volume{{6, 30, 30, 12},      {6, 30, 52, 12},  {14, 30, 80, 11},
                               {5, 75, 30, 13, 0.5}, {14, 75, 75, 12}, {7, 75, 75, 10, 0.6}};
constexpr Extent volumeExtent{1, 1, 20, 105, 110};

void requireFound(const Segmentation& result, const Phantom& phantom, double least) {
  const std::vector<double> found = overlaps(result.labels, phantom.truth);
  QCOMPARE(std::size_t(result.cells), found.size());
  for (std::size_t k = 0; k < found.size(); ++k) {
    QVERIFY2(found[k] >= least, qPrintable(QString("cell %1: %2").arg(k + 1).arg(found[k])));
  }
}

Image<float> mapped(const Image<float>& image, float factor, float offset) {
  Image<float> result = image;
  float* const voxels = result.mutableData();
  std::transform(voxels, voxels + result.size(), voxels, [&](float g) { return factor * g + offset; });
  return result;
}

} // namespace

/// Nuclei that are known because the test has drawn them.
class TestNuclei : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void findsNucleiInAPlane() {
    const Phantom phantom = phantomOf(planeExtent, plane);
    const Segmentation result = segment(phantom.image);
    requireFound(result, phantom, 0.65);
    QVERIFY(result.sizeEstimated);
    QVERIFY2(result.size > 16.0 && result.size < 27.0, qPrintable(QString::number(result.size)));
    QCOMPARE(result.labels.extent(), planeExtent);
    QCOMPARE(result.labels.spacing(), phantom.image.spacing());
  }

  void findsNucleiInAVolumeOfFlatVoxels() {
    const Phantom phantom = phantomOf(volumeExtent, volume, 3.0);
    const Segmentation result = segment(phantom.image);
    QVERIFY(std::abs(result.voxelDepth - 3.0) < 1e-9);
    requireFound(result, phantom, 0.65);
    // Given by hand instead of by the spacing it comes to the same.
    Image<float> unknown = phantom.image;
    unknown.setSpacing({});
    SegmentationSettings settings;
    settings.set("depth=3");
    const Segmentation given = segment(unknown, settings);
    QVERIFY(std::equal(given.labels.begin(), given.labels.end(), result.labels.begin()));
  }

  void unevenBackgroundHidesNothing() {
    Phantom phantom = phantomOf(planeExtent, plane);
    float* const grey = phantom.image.mutableData();
    for (std::int64_t y = 0; y < planeExtent.y; ++y) {
      for (std::int64_t x = 0; x < planeExtent.x; ++x) {
        grey[y * planeExtent.x + x] += 0.8F * static_cast<float>(x) / static_cast<float>(planeExtent.x);
      }
    }
    requireFound(segment(phantom.image), phantom, 0.6);
  }

  /// As in Fluo-N2DH-GOWT1: specks of noise by the thousand, a few wide nuclei, some of them faint.
  void noiseDoesNotMakeLargeNucleiSmall() {
    const std::vector<Ball> large{{0, 70, 80, 36}, {0, 80, 220, 40, 0.5}, {0, 230, 90, 34, 0.6}, {0, 240, 230, 38}};
    const Phantom phantom = phantomOf({1, 1, 1, 320, 320}, large, 1.0, 0.15);
    const Segmentation result = segment(phantom.image);
    QVERIFY2(result.size > 50.0 && result.size < 110.0, qPrintable(QString::number(result.size)));
    requireFound(result, phantom, 0.6);
  }

  void greyScaleDoesNotMatter() {
    const Phantom phantom = phantomOf(planeExtent, plane);
    const Segmentation one = segment(phantom.image);
    for (const auto& [factor, offset] :
         {std::pair(4096.0F, 0.0F), std::pair(1.0F, -3.0F), std::pair(200.0F, 1000.0F)}) {
      const Segmentation other = segment(mapped(phantom.image, factor, offset));
      QCOMPARE(other.cells, one.cells);
      const std::vector<double> same = overlaps(other.labels, one.labels);
      QVERIFY(*std::min_element(same.begin(), same.end()) > 0.99); // but for rounding
    }
  }

  void placeDoesNotMatter() {
    std::vector<Ball> moved = plane;
    for (Ball& ball : moved) {
      ball.y += 20;
      ball.x += 33;
    }
    const Extent larger{1, 1, 1, planeExtent.y + 40, planeExtent.x + 60};
    const Phantom phantom = phantomOf(larger, moved);
    requireFound(segment(phantom.image), phantom, 0.65);
  }

  void sizeDoesNotMatter() {
    std::vector<Ball> larger = plane;
    for (Ball& ball : larger) {
      ball.y *= 2;
      ball.x *= 2;
      ball.radius *= 2;
    }
    const Phantom phantom = phantomOf({1, 1, 1, 2 * planeExtent.y, 2 * planeExtent.x}, larger);
    requireFound(segment(phantom.image), phantom, 0.65);
  }

  void parametersDoWhatTheySay() {
    const Phantom phantom = phantomOf(planeExtent, plane);
    const auto with = [&](const char* assignment) {
      SegmentationSettings settings;
      settings.set("size=21");
      settings.set(assignment);
      return segment(phantom.image, settings);
    };
    const auto covered = [](const Segmentation& s) {
      return std::count_if(s.labels.begin(), s.labels.end(), [](std::uint32_t label) { return label != 0; });
    };
    QVERIFY(covered(with("edge=25")) > covered(with("edge=75")));
    QVERIFY(with("notch=100").cells < with("notch=3").cells);   // touching ones stay together
    QVERIFY(with("contrast=40").cells < with("notch=3").cells); // faint ones are lost
    QVERIFY(with("smallest=80").cells < with("notch=3").cells);
    QVERIFY(!with("notch=3").sizeEstimated);
  }

  void sketchHasTheGreysOfTheImage() {
    const Phantom phantom = phantomOf(planeExtent, plane, 1.0, 0.0);
    const Segmentation result = segment(phantom.image);
    const Sketch sketch = sketchOf(result);
    QCOMPARE(sketch.cellCount(), plane.size());
    QCOMPARE(sketch.extent(), planeExtent);
    for (const auto& [id, cell] : sketch.cells()) {
      double sum = 0.0;
      std::int64_t count = 0;
      for (std::size_t i = 0; i < result.labels.size(); ++i) {
        if (result.labels.data()[i] == id) {
          sum += result.grey.data()[i];
          ++count;
        }
      }
      QCOMPARE(cell->kind, CellKind::Nucleus);
      QVERIFY(std::abs(cell->greyAt(0) - sum / double(count)) < 1e-4);
    }
    QVERIFY(sketch.shading().background < 0.1F);
  }

  void framesAreSegmentedOneByOne() {
    const Phantom phantom = phantomOf(planeExtent, plane);
    Image<float> series({3, 1, 1, planeExtent.y, planeExtent.x}, 0.0F, phantom.image.spacing());
    for (std::int64_t t = 0; t < 3; ++t) {
      std::copy_n(phantom.image.data(), phantom.image.size(), series.mutableChannel(t, 0));
    }
    const Segmentation one = segment(phantom.image);
    const Segmentation all = segment(series);
    QCOMPARE(all.cells, 3 * one.cells); // not linked: each has its own number
    const std::uint32_t* const last = all.labels.channel(2, 0);
    for (std::size_t i = 0; i < one.labels.size(); ++i) {
      const std::uint32_t label = one.labels.data()[i];
      QCOMPARE(last[i], label == 0 ? 0U : label + 2 * std::uint32_t(one.cells));
    }
  }

  void badImages_data() {
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("words");
    QTest::newRow("empty") << "empty"
                           << "empty";
    QTest::newRow("constant") << "constant"
                              << "zero range";
    QTest::newRow("NaN") << "nan"
                         << "NaN";
    QTest::newRow("infinite") << "infinite"
                              << "infinite";
    QTest::newRow("RGB") << "rgb"
                         << "3 channels";
  }
  void badImages() {
    QFETCH(QString, kind);
    QFETCH(QString, words);
    Image<float> image = kind == "empty" ? Image<float>() : Image<float>({1, kind == "rgb" ? 3 : 1, 1, 40, 40}, 0.5F);
    if (kind == "nan" || kind == "infinite") {
      image.mutableData()[77] =
          kind == "nan" ? std::numeric_limits<float>::quiet_NaN() : std::numeric_limits<float>::infinity();
    }
    try {
      segment(image);
      QFAIL("no error");
    } catch (const SettingsError& error) {
      QVERIFY2(QString(error.what()).contains(words), error.what());
      QVERIFY(!error.remedy().empty());
    }
  }

  void tinyImagesAndNoiseDoNoHarm() {
    std::mt19937 random(1);
    std::uniform_real_distribution<float> uniform(0.0F, 1.0F);
    for (const Extent& extent : {Extent{1, 1, 1, 1, 2}, Extent{1, 1, 1, 3, 3}, Extent{1, 1, 3, 1, 40},
                                 Extent{1, 1, 1, 64, 64}, Extent{1, 1, 5, 30, 30}}) {
      Image<float> image(extent);
      std::generate_n(image.mutableData(), image.size(), [&] { return uniform(random); });
      for (const SegmentationKind kind : {SegmentationKind::Nuclei, SegmentationKind::Membranes}) {
        SegmentationSettings settings{kind};
        const Segmentation result = segment(image, settings);
        QCOMPARE(result.labels.extent(), extent);
        settings.set("size=2000");
        segment(image, settings);
        settings.set("size=0.5");
        segment(image, settings);
      }
    }
  }

  void stopsWhenAsked() {
    const Phantom phantom = phantomOf(planeExtent, plane);
    std::stop_source source;
    double last = 0.0;
    const auto progress = [&](double fraction) {
      QVERIFY(fraction >= last && fraction <= 1.0);
      last = fraction;
      if (fraction > 0.3) {
        source.request_stop();
      }
    };
    QVERIFY_EXCEPTION_THROWN(segment(phantom.image, {}, {source.get_token(), progress}), Cancelled);
    QVERIFY(last < 1.0);
  }
};

CYTOSKETCH_TEST_CLASS(nuclei, TestNuclei)
#include "test_nuclei.moc"
