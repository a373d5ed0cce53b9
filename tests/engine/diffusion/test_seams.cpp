#include "engine/diffusion/generator.h"
#include "engine/image/grey.h"
#include "tests/support/testprogram.h"

#include <QtTest>

#include <cmath>

using namespace cytosketch;

namespace {

Image<float> balls(const Extent& extent) {
  Image<float> sketch(extent, 0.05F, {1.0, 0.2, 0.2});
  float* voxel = sketch.mutableData();
  for (std::int64_t z = 0; z < extent.z; ++z) {
    for (std::int64_t y = 0; y < extent.y; ++y) {
      for (std::int64_t x = 0; x < extent.x; ++x, ++voxel) {
        if (std::hypot(3.0 * double(z % 9 - 4), double(y % 37 - 18), double(x % 41 - 20)) < 13.0) {
          *voxel = 0.4F + 0.1F * static_cast<float>(x / 41 % 4);
        }
      }
    }
  }
  return sketch;
}

/// Mean step of the grey between neighbours along one axis (0 = z, 1 = y, 2 = x): at places that are multiples of
/// `tile`, and everywhere else.
struct Steps {
  double atBorders = 0.0;
  double elsewhere = 0.0;
};

Steps stepsAlong(const Image<float>& image, int axis, std::int64_t tile) {
  const Extent& e = image.extent();
  double sums[2] = {};
  std::int64_t counts[2] = {};
  for (std::int64_t z = axis == 0 ? 1 : 0; z < e.z; ++z) {
    for (std::int64_t y = axis == 1 ? 1 : 0; y < e.y; ++y) {
      for (std::int64_t x = axis == 2 ? 1 : 0; x < e.x; ++x) {
        const float before = image.at(0, 0, z - (axis == 0), y - (axis == 1), x - (axis == 2));
        const int place = (axis == 0 ? z : axis == 1 ? y : x) % tile == 0 ? 0 : 1;
        sums[place] += std::abs(image.at(0, 0, z, y, x) - before);
        ++counts[place];
      }
    }
  }
  return {sums[0] / static_cast<double>(counts[0]), sums[1] / static_cast<double>(counts[1])};
}

} // namespace

/// The shipped models with the halo that their card tells, not the exact one.
class TestSeams : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void noneCanBeMeasured_data() {
    QTest::addColumn<QString>("model");
    QTest::addColumn<int>("slices");
    QTest::addColumn<int>("edge");
    QTest::addColumn<int>("tile");
    QTest::newRow("2D") << "nuclei-2d" << 1 << 192 << 64;
    QTest::newRow("3D nuclei") << "nuclei-3d" << 16 << 96 << 48;
  }
  void noneCanBeMeasured() {
    QFETCH(QString, model);
    QFETCH(int, slices);
    QFETCH(int, edge);
    QFETCH(int, tile);
    const auto loaded =
        Model::load(std::string(CYTOSKETCH_SOURCE_DIR "/resources/models/") + model.toStdString() + ".cymodel");
    GenerationSettings settings;
    settings.steps = 4;
    settings.precision = Precision::Fp32;
    settings.tile = tile;
    settings.tileDepth = slices > 1 ? slices / 2 : 0;
    const Image<float> sketch = balls({1, 1, slices, edge, edge});
    const GenerationResult tiled = generate(*loaded, sketch, settings);
    QVERIFY(tiled.settings.halo.voxels > 0 && tiled.settings.halo.voxels + tile < edge); // else nothing is left out
    settings.tile = edge + 31;
    settings.tileDepth = slices;
    const GenerationResult whole = generate(*loaded, sketch, settings);

    double squares = 0.0;
    for (std::size_t i = 0; i < sketch.size(); ++i) {
      squares += std::pow(tiled.image.data()[i] - whole.image.data()[i], 2); // network values: 255 greys are 2
    }
    const double rms = 127.5 * std::sqrt(squares / static_cast<double>(sketch.size()));
    QVERIFY2(rms > 0.0 && rms <= 0.5, qPrintable(QString("%1 grey levels").arg(rms)));
    for (int axis = slices > 1 ? 0 : 1; axis < 3; ++axis) {
      const std::int64_t border = axis == 0 ? slices / 2 : tile;
      const Steps a = stepsAlong(tiled.image, axis, border);
      const Steps b = stepsAlong(whole.image, axis, border);
      const double ratio = (a.atBorders / a.elsewhere) / (b.atBorders / b.elsewhere);
      qInfo("axis %d: steps at tile borders %.4f times those elsewhere", axis, ratio);
      QVERIFY2(std::abs(ratio - 1.0) < 0.05, qPrintable(QString("axis %1: %2").arg(axis).arg(ratio)));
    }
  }
};

CYTOSKETCH_TEST_CLASS(seams, TestSeams)
#include "test_seams.moc"
