#include "engine/diffusion/generator.h"
#include "engine/diffusion/noisefield.h"
#include "engine/diffusion/schedule.h"
#include "engine/image/blur.h"
#include "engine/image/grey.h"
#include "engine/learning/untrained.h"
#include "tests/support/testprogram.h"

#include <QTemporaryDir>
#include <QtTest>

#include <cmath>
#include <filesystem>
#include <functional>

#include <omp.h>

using namespace cytosketch;
namespace fs = std::filesystem;

namespace {

double rms(const Image<float>& a, const Image<float>& b) {
  double sum = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    sum += std::pow(static_cast<double>(a.data()[i]) - b.data()[i], 2);
  }
  return std::sqrt(sum / static_cast<double>(a.size()));
}

double relative(const Image<float>& a, const Image<float>& b) {
  return rms(a, b) / rms(b, Image<float>(b.extent()));
}

bool sameBytes(const Image<float>& a, const Image<float>& b) {
  return a.extent() == b.extent() && std::equal(a.begin(), a.end(), b.begin());
}

/// Balls of several greys; sizes that no stride divides. Frames and channels differ.
Image<float> testVolume(const Extent& extent = {1, 1, 19, 61, 75}) {
  Image<float> sketch(extent, 0.0F, {1.0, 0.2, 0.2});
  float* voxel = sketch.mutableData();
  for (std::int64_t t = 0; t < extent.t; ++t) {
    for (std::int64_t c = 0; c < extent.c; ++c) {
      for (std::int64_t z = 0; z < extent.z; ++z) {
        for (std::int64_t y = 0; y < extent.y; ++y) {
          for (std::int64_t x = 0; x < extent.x; ++x) {
            const double d =
                std::hypot(2.0 * double((z + t + 3 * c) % 9 - 4), double(y % 30 - 15), double(x % 25 - 12));
            *voxel++ = d < 9.0 ? 0.3F + 0.005F * static_cast<float>(x) : 0.05F;
          }
        }
      }
    }
  }
  return sketch;
}

} // namespace

/// Volumes and time series through the whole pipeline, with untrained networks whose output depends on all they see.
class TestVolumes : public QObject {
  Q_OBJECT
private:
  QTemporaryDir folder_;
  QTemporaryDir scratch_;
  std::shared_ptr<const Model> model_, flatModel_, twoChannels_, zeroModel_;

  std::shared_ptr<const Model> makeModel(const std::string& name, int dimensions, int channels, double shake) {
    ModelCard card;
    card.name = name;
    card.architecture = "tile-exact-unet";
    card.dimensions = dimensions;
    card.channels = channels;
    card.widths = {16, 24};
    card.blocks = {1, 1};
    const auto path = fs::path(folder_.path().toStdString()) / (name + ".cymodel");
    writeUntrainedModel(path, card, 5, shake);
    return Model::load(path);
  }
  static GenerationSettings settings() {
    GenerationSettings s;
    s.precision = Precision::Fp32;
    s.steps = 3;
    s.seed = 11;
    return s;
  }

private Q_SLOTS:
  void initTestCase() {
    qputenv("TMPDIR", scratch_.path().toUtf8());
    model_ = makeModel("random", 3, 1, 0.05);
    flatModel_ = makeModel("flat", 2, 1, 0.05);
    twoChannels_ = makeModel("two", 3, 2, 0.05);
    zeroModel_ = makeModel("zero", 3, 1, 0.0);
  }

  void tiledWithExactHaloIsUntiled_data() {
    QTest::addColumn<int>("tile");
    QTest::addColumn<int>("depth");
    QTest::newRow("plane cut") << 24 << 19;
    QTest::newRow("depth cut") << 80 << 5;
    QTest::newRow("all axes") << 32 << 7;
  }
  void tiledWithExactHaloIsUntiled() {
    QFETCH(int, tile);
    QFETCH(int, depth);
    auto s = settings();
    s.halo.mode = Halo::Mode::Exact;
    const auto whole = generate(*model_, testVolume(), s);
    QCOMPARE(whole.image.extent(), testVolume().extent());
    QCOMPARE(whole.image.spacing(), testVolume().spacing());
    s.tile = tile;
    s.tileDepth = depth;
    const auto tiled = generate(*model_, testVolume(), s);
    const double difference = relative(tiled.image, whole.image);
    QVERIFY2(difference <= 1e-4, qPrintable(QString::number(difference)));
    // Without context along the axis that is cut the picture does differ.
    s.halo = {Halo::Mode::Fixed, 0, 0};
    QVERIFY(relative(generate(*model_, testVolume(), s).image, whole.image) > 1e-3);
  }

  void threadCountDoesNotMatter() {
    const int threads = omp_get_max_threads();
    if (threads < 2) {
      QSKIP("one processor only");
    }
    const auto many = generate(*model_, testVolume(), settings());
    qputenv("OMP_NUM_THREADS", "1"); // so that the engine leaves the number alone
    omp_set_num_threads(1);
    const auto one = generate(*model_, testVolume(), settings());
    qunsetenv("OMP_NUM_THREADS");
    omp_set_num_threads(threads);
    QVERIFY(relative(one.image, many.image) <= 1e-4);
  }

  // The memory for tiles changes the tiles, not the picture; the tiles are what is stored.
  void memoryIsResolvedIntoTiles() {
    auto s = settings();
    s.halo.mode = Halo::Mode::Exact;
    const auto plenty = generate(*model_, testVolume({1, 1, 40, 70, 90}), s);
    s.memory = 4;
    const auto scarce = generate(*model_, testVolume({1, 1, 40, 70, 90}), s);
    QCOMPARE(scarce.settings.memory, 0);
    QVERIFY(scarce.settings.tileDepth > 0 && plenty.settings.tileDepth >= 40);
    QVERIFY(scarce.settings.tileDepth < 40 || scarce.settings.tile < 70);
    QVERIFY(relative(scarce.image, plenty.image) <= 1e-4);
    QVERIFY(sameBytes(generate(*model_, testVolume({1, 1, 40, 70, 90}), scarce.settings).image, scarce.image));
  }

  void scratchIsMemoryByteForByte() {
    auto s = settings();
    s.tile = 32;
    s.state = StateStorage::Fp32;
    const auto memory = generate(*model_, testVolume(), s);
    s.state = StateStorage::Scratch;
    const auto scratch = generate(*model_, testVolume(), s);
    QVERIFY(sameBytes(memory.image, scratch.image));
    QCOMPARE(scratch.settings.state, StateStorage::Scratch);
    QVERIFY(fs::is_empty(scratch_.path().toStdString()));
  }

  // Half precision: within half a grey level of 255, RMS, of the fp32 picture.
  void halfStateIsClose() {
    auto s = settings();
    s.steps = 8;
    const auto full = generate(*model_, testVolume(), s);
    s.state = StateStorage::Fp16;
    const auto half = generate(*model_, testVolume(), s);
    const double greyLevels = rms(half.image, full.image) * 255.0 / 2.0;
    QVERIFY2(greyLevels > 0.0 && greyLevels < 0.5, qPrintable(QString::number(greyLevels)));
  }

  void cancelledRunLeavesNoScratchFile() {
    std::stop_source stop;
    GenerationHooks hooks;
    hooks.stop = stop.get_token();
    bool seen = false;
    hooks.progress = [&](const GenerationProgress& p) {
      seen = seen || p.tile == 2;
      if (p.tile == 2) {
        stop.request_stop();
      }
    };
    auto s = settings();
    s.tile = 24;
    s.state = StateStorage::Scratch;
    QVERIFY_EXCEPTION_THROWN(generate(*model_, testVolume(), s, hooks), Cancelled);
    QVERIFY(seen); // within the first call, between two tiles
    QVERIFY(fs::is_empty(scratch_.path().toStdString()));
  }

  void fullDiskIsTold() {
    qputenv("TMPDIR", "/no/such/folder");
    auto s = settings();
    s.state = StateStorage::Scratch;
    QVERIFY_EXCEPTION_THROWN(generate(*model_, testVolume(), s), FileError);
    qputenv("TMPDIR", scratch_.path().toUtf8());
  }

  // ε̂ = 0, a single call: the blurred, noised sketch over √ᾱ, for every voxel, channel and axis.
  void singleCallInClosedForm() {
    auto s = settings();
    s.steps = 1;
    s.sigma = 1.0;
    const Image<float> sketch = testVolume({1, 1, 6, 20, 22});
    const Image<float> result = generate(*zeroModel_, sketch, s).image;
    const Image<float> blurred = gaussianBlur(sketch, {1.0, 1.0, 1.0});
    const double alphaBar = Schedule().alphaBar(s.tStart - 1);
    for (std::int64_t z = 0; z < 6; ++z) {
      for (std::int64_t y = 0; y < 20; ++y) {
        for (std::int64_t x = 0; x < 22; ++x) {
          const double expected =
              networkValue(blurred.at(0, 0, z, y, x)) +
              std::sqrt((1.0 - alphaBar) / alphaBar) * noiseAt(s.seed, forwardNoiseStream, 0, 0, z, y, x);
          QVERIFY(std::abs(result.at(0, 0, z, y, x) - expected) < 1e-4);
        }
      }
    }
  }

  // Convention 9: a series of images is a volume with time as depth.
  void seriesIsAVolumeInTime() {
    const Image<float> volume = testVolume({1, 1, 7, 40, 44});
    Image<float> series({7, 1, 1, 40, 44}, 0.0F, {0.0, 0.2, 0.2});
    std::copy(volume.begin(), volume.end(), series.mutableData());
    const auto expected = generate(*model_, volume, settings());
    const auto result = generate(*model_, series, settings());
    QCOMPARE(result.image.extent(), series.extent());
    QCOMPARE(result.image.spacing(), series.spacing());
    QVERIFY(std::equal(expected.image.begin(), expected.image.end(), result.image.begin()));
  }
  void seriesOfSeveralChannels() {
    const Image<float> volume = testVolume({1, 2, 5, 24, 28});
    Image<float> series({5, 2, 1, 24, 28});
    for (std::int64_t t = 0; t < 5; ++t) {
      for (std::int64_t c = 0; c < 2; ++c) {
        std::copy_n(volume.data() + volume.offset(0, c, t, 0, 0), 24 * 28,
                    series.mutableData() + series.offset(t, c, 0, 0, 0));
      }
    }
    const auto expected = generate(*twoChannels_, volume, settings());
    const auto result = generate(*twoChannels_, series, settings());
    for (std::int64_t t = 0; t < 5; ++t) {
      for (std::int64_t c = 0; c < 2; ++c) {
        QCOMPARE(result.image.at(t, c, 0, 11, 13), expected.image.at(0, c, t, 11, 13));
      }
    }
  }
  // Volumes in time, and any series with a 2D model: frame by frame, each frame with noise of its own.
  void framesOneByOne() {
    Image<float> series({3, 1, 5, 24, 28}, 0.3F);
    int lastFrame = 0;
    double fraction = 0.0;
    GenerationHooks hooks;
    hooks.progress = [&](const GenerationProgress& p) {
      QCOMPARE(p.frames, 3);
      QVERIFY(p.fraction > fraction);
      fraction = p.fraction;
      lastFrame = p.frame;
    };
    const auto result = generate(*model_, series, settings(), hooks);
    QCOMPARE(lastFrame, 2);
    QCOMPARE(fraction, 1.0);
    QCOMPARE(result.image.extent(), series.extent());
    const auto first = generate(*model_, Image<float>({1, 1, 5, 24, 28}, 0.3F), settings());
    QVERIFY(std::equal(first.image.begin(), first.image.end(), result.image.begin()));
    const auto frame = [&](std::int64_t t) {
      return Image<float>({1, 1, 5, 24, 28},
                          std::vector<float>(result.image.channel(t, 0), result.image.channel(t, 0) + 5 * 24 * 28));
    };
    QVERIFY(rms(frame(0), frame(1)) > 0.01); // the same sketch, another noise
    const auto flat = generate(*flatModel_, Image<float>({3, 1, 1, 24, 28}, 0.3F), settings());
    QCOMPARE(flat.image.extent(), (Extent{3, 1, 1, 24, 28}));
  }

  // One slice, and fewer slices than the network looks at.
  void thinVolumes() {
    for (const std::int64_t slices : {1, 2}) {
      const auto result = generate(*model_, testVolume({1, 1, slices, 33, 41}), settings());
      QCOMPARE(result.image.extent().z, slices);
      QVERIFY(std::all_of(result.image.begin(), result.image.end(), [](float v) { return std::isfinite(v); }));
    }
  }

  void previewIsThreeSlices() {
    GenerationHooks hooks;
    hooks.previewInterval = 0.0;
    int previews = 0;
    hooks.preview = [&](const GenerationPreview& preview) {
      ++previews;
      QCOMPARE(preview.xy.extent(), (Extent{1, 2, 1, 21, 30}));
      QCOMPARE(preview.xz.extent(), (Extent{1, 2, 1, 9, 30}));
      QCOMPARE(preview.yz.extent(), (Extent{1, 2, 1, 9, 21}));
      QCOMPARE(preview.z, 4);
      for (std::int64_t c = 0; c < 2; ++c) { // they meet in one voxel
        const float value = preview.xy.at(0, c, 0, preview.y, preview.x);
        QVERIFY(value != 0.0F);
        QCOMPARE(preview.xz.at(0, c, 0, preview.z, preview.x), value);
        QCOMPARE(preview.yz.at(0, c, 0, preview.z, preview.y), value);
      }
    };
    generate(*twoChannels_, testVolume({1, 2, 9, 21, 30}), settings(), hooks);
    QCOMPARE(previews, 2);
  }

  // The map of start steps has an effect voxel by voxel in volumes and in series too.
  void startStepPerVoxel() {
    Image<float> map({1, 1, 6, 20, 22}, 400.0F);
    std::fill_n(map.mutableData(), 3 * 20 * 22, 1.0F); // the upper three slices stay the sketch
    auto s = settings();
    s.sigma = 0.0;
    const Image<float> sketch = testVolume({1, 1, 6, 20, 22});
    const auto plain = generate(*zeroModel_, sketch, s).image;
    const auto mapped = generate(*zeroModel_, sketch, s, {}, &map).image;
    for (std::int64_t i = 0; i < 3 * 20 * 22; ++i) {
      QVERIFY(std::abs(mapped.data()[i] - networkValue(sketch.data()[i])) < 0.06F);
      QCOMPARE(mapped.data()[i + 3 * 20 * 22], plain.data()[i + 3 * 20 * 22]);
    }
  }

  void badInputIsRefused() {
    try {
      generate(*flatModel_, testVolume(), settings());
      QFAIL("a 2D model cannot make a volume");
    } catch (const SettingsError& error) {
      const std::string text = error.what();
      QVERIFY2(text.find("19 slices") != std::string::npos && text.find("3D model") != std::string::npos, text.c_str());
    }
    QVERIFY_EXCEPTION_THROWN(generate(*model_, testVolume({1, 3, 4, 16, 16}), settings()), SettingsError); // RGB
    const Image<float> badMap({1, 1, 3, 61, 75}, 100.0F);
    QVERIFY_EXCEPTION_THROWN(generate(*model_, testVolume(), settings(), {}, &badMap), SettingsError);
    auto s = settings();
    s.state = StateStorage::Fp32;
    QVERIFY_EXCEPTION_THROWN(resolve(s, *model_, {1, 1, 10000, 100000, 100000}), MemoryError);
  }
  // What does not fit into memory goes into a file, without being asked.
  void hugeVolumesAreKeptInAFile() {
    const auto resolved = resolve(settings(), *model_, {1, 1, 10000, 20000, 20000});
    QCOMPARE(resolved.state, StateStorage::Scratch);
    QVERIFY(resolved.tile > 0 && resolved.tileDepth > 0);
  }
};

CYTOSKETCH_TEST_CLASS(volumes, TestVolumes)
#include "test_volumes.moc"
