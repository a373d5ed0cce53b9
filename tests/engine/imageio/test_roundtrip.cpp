#include "engine/imageio/imagefile.h"
#include "tests/engine/imageio/samples.h"
#include "tests/support/testprogram.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>

using namespace cytosketch;
using samples::bytesOfFile;
namespace fs = std::filesystem;

namespace {

const Extent flat{1, 1, 1, 13, 17};
const Extent volume{1, 1, 5, 13, 17};
const Extent channels{1, 3, 1, 13, 17};
const Extent movie{4, 1, 1, 13, 17};
const Extent everything{4, 3, 5, 13, 17};
const Spacing anisotropic{0.75, 0.21, 0.2};

Image<float> asFloat(const Image<float>& image) {
  return image;
}
template <typename T>
Image<float> asFloat(const Image<T>& image) {
  Image<float> result(image.extent(), 0.0F, image.spacing());
  std::copy(image.begin(), image.end(), result.mutableData());
  return result;
}

bool close(double a, double b) {
  return std::abs(a - b) <= 1e-6 * std::abs(b);
}

} // namespace

/// What is written comes back: every format, number type and arrangement of axes.
class TestRoundtrip : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void comesBack_data();
  void comesBack();
  void labels_data();
  void labels();
  void largePage_data();
  void largePage();
  void greyAs16Bit();
  void nonFinite();
  void sameBytesTwice();

private:
  fs::path file(const std::string& name) const { return fs::path(folder_.path().toStdString()) / name; }
  template <typename T>
  void check(const std::string& suffix, const Extent& extent, const Spacing& spacing, bool compress, PixelType type);

  QTemporaryDir folder_;
};

void TestRoundtrip::comesBack_data() {
  QTest::addColumn<QString>("suffix");
  QTest::addColumn<int>("type");
  QTest::addColumn<int>("shape");
  QTest::addColumn<bool>("compress");
  const char* shapeNames[] = {"2D", "3D", "channels", "time", "all axes"};
  const char* typeNames[] = {"uint8", "uint16", "float"};
  for (const std::string& suffix : writableSuffixes()) {
    for (int type = 0; type < 3; ++type) {
      for (int shape = 0; shape < 5; ++shape) {
        if (suffix == ".png" && (type == 2 || shape != 0)) {
          continue;
        }
        for (const bool compress : {false, true}) {
          QTest::addRow("%s %s %s %s", suffix.c_str(), typeNames[type], shapeNames[shape],
                        compress ? "packed" : "plain")
              << QString::fromStdString(suffix) << type << shape << compress;
        }
      }
    }
  }
}

template <typename T>
void TestRoundtrip::check(const std::string& suffix, const Extent& extent, const Spacing& spacing, bool compress,
                          PixelType type) {
  const Image<T> image = samples::noise<T>(extent, spacing);
  const fs::path path = file("image" + suffix);
  WriteOptions options;
  options.compress = compress;
  writeImage(image, path, options);

  const Image<float> back = readImage(path);
  QCOMPARE(back.extent(), extent);
  QVERIFY(samples::same(back, asFloat(image)));
  const ImageInfo info = readImageInfo(path);
  QCOMPARE(info.extent, extent);
  QCOMPARE(info.pixelType, type);
  if (suffix != ".png") {
    QVERIFY2(close(back.spacing().x, spacing.x), qPrintable(QString::number(back.spacing().x)));
    QVERIFY2(close(back.spacing().y, spacing.y), qPrintable(QString::number(back.spacing().y)));
    if (extent.z > 1) {
      QVERIFY2(close(back.spacing().z, spacing.z), qPrintable(QString::number(back.spacing().z)));
    }
  }
  QCOMPARE(info.spacing, back.spacing());
  const auto files = std::distance(fs::directory_iterator(file("")), fs::directory_iterator());
  QCOMPARE(files, 1); // no temporary file stays
  fs::remove(path);
}

void TestRoundtrip::comesBack() {
  QFETCH(QString, suffix);
  QFETCH(int, type);
  QFETCH(int, shape);
  QFETCH(bool, compress);
  const Extent extent = std::array{flat, volume, channels, movie, everything}.at(static_cast<std::size_t>(shape));
  for (const Spacing& spacing : {anisotropic, Spacing{0.0, 0.25, 0.125}, Spacing{}}) {
    switch (type) {
    case 0:
      check<std::uint8_t>(suffix.toStdString(), extent, spacing, compress, PixelType::UInt8);
      break;
    case 1:
      check<std::uint16_t>(suffix.toStdString(), extent, spacing, compress, PixelType::UInt16);
      break;
    default:
      check<float>(suffix.toStdString(), extent, spacing, compress, PixelType::Float32);
    }
  }
}

void TestRoundtrip::labels_data() {
  QTest::addColumn<QString>("suffix");
  QTest::addColumn<quint32>("highest");
  QTest::addColumn<int>("type");
  for (const std::string& suffix : writableSuffixes()) {
    for (const quint32 highest : {0U, 1U, 255U, 65535U, 65536U, 16777217U, 4294967295U}) {
      if (suffix == ".png" && highest > 65535) {
        continue;
      }
      QTest::addRow("%s %u", suffix.c_str(), highest)
          << QString::fromStdString(suffix) << highest
          << static_cast<int>(highest > 65535 ? PixelType::UInt32 : PixelType::UInt16);
    }
  }
}

void TestRoundtrip::labels() {
  QFETCH(QString, suffix);
  QFETCH(quint32, highest);
  QFETCH(int, type);
  Image<std::uint32_t> labels(suffix == ".png" ? flat : volume, 0, anisotropic);
  std::uint32_t* voxels = labels.mutableData();
  for (std::size_t i = 0; i < labels.size(); ++i) {
    voxels[i] = highest - std::min<std::uint32_t>(highest, static_cast<std::uint32_t>(i));
  }
  const fs::path path = file("labels" + suffix.toStdString());
  writeLabels(labels, path);
  QVERIFY(samples::same(readLabels(path), labels));
  QCOMPARE(static_cast<int>(readImageInfo(path).pixelType), type);
  fs::remove(path);
}

void TestRoundtrip::largePage_data() {
  QTest::addColumn<qint64>("rows");
  QTest::newRow("of many rows") << qint64{15360};
  QTest::newRow("of one row") << qint64{1};
}

/// Plain pixels lie in one piece at the file's end, as ImageJ wants them, whatever strips they are divided into.
void TestRoundtrip::largePage() {
  QFETCH(qint64, rows);
  constexpr std::int64_t pixels = std::int64_t{240} << 20U;
  Image<std::uint8_t> image({1, 1, 1, rows, pixels / rows});
  std::uint8_t* voxels = image.mutableData();
  for (std::size_t i = 0; i < image.size(); ++i) {
    voxels[i] = static_cast<std::uint8_t>(i % 251);
  }
  const fs::path path = file("large.tif");
  WriteOptions options;
  options.compress = false;
  writeImage(image, path, options);
  QVERIFY(readImageInfo(path).extent == image.extent());
  std::ifstream stream(path, std::ios::binary);
  stream.seekg(-pixels, std::ios::end);
  std::vector<char> piece(std::size_t{1} << 20U);
  for (std::size_t at = 0; at < image.size(); at += piece.size()) {
    QVERIFY(stream.read(piece.data(), static_cast<std::streamsize>(piece.size())));
    QVERIFY(std::memcmp(piece.data(), image.data() + at, piece.size()) == 0);
  }
  stream.close();
  fs::remove(path);
}

void TestRoundtrip::greyAs16Bit() {
  std::vector<float> greys;
  for (int i = 0; i < 65536; ++i) {
    greys.push_back(static_cast<float>(i) / 65535.0F);
  }
  const Image<std::uint16_t> numbers = toUInt16(Image<float>({1, 1, 1, 256, 256}, greys, anisotropic));
  for (std::size_t i = 0; i < greys.size(); ++i) {
    QCOMPARE(static_cast<std::size_t>(numbers.data()[i]), i);
  }
  QVERIFY(numbers.spacing() == anisotropic);
  const float nan = std::numeric_limits<float>::quiet_NaN();
  const Image<std::uint16_t> outside = toUInt16(Image<float>({1, 1, 1, 1, 4}, {-0.5F, 1.5F, 0.5F, nan}));
  const std::uint16_t expected[] = {0, 65535, 32768, 0};
  QVERIFY(std::equal(outside.begin(), outside.end(), std::begin(expected), std::end(expected)));
}

/// NaN are for others to refuse: a reader must not make a voxel of them.
void TestRoundtrip::nonFinite() {
  Image<float> image = samples::noise<float>(everything, {});
  image.mutableData()[3] = std::numeric_limits<float>::quiet_NaN();
  image.mutableData()[1000] = std::numeric_limits<float>::infinity();
  image.mutableData()[image.size() - 1] = -std::numeric_limits<float>::infinity();
  for (const std::string& suffix : writableSuffixes()) {
    if (suffix != ".png") {
      const fs::path path = file("image" + suffix);
      writeImage(image, path);
      QVERIFY2(samples::same(readImage(path), image), suffix.c_str());
      fs::remove(path);
    }
  }
}

void TestRoundtrip::sameBytesTwice() {
  for (const std::string& suffix : writableSuffixes()) {
    const auto image = samples::noise<std::uint16_t>(suffix == ".png" ? flat : volume, anisotropic);
    writeImage(image, file("first" + suffix));
    QTest::qWait(suffix == ".nii.gz" ? 1100 : 0); // a gzip header could hold the time in seconds
    writeImage(image, file("second" + suffix));
    QVERIFY2(bytesOfFile(file("first" + suffix)) == bytesOfFile(file("second" + suffix)), suffix.c_str());
    fs::remove(file("first" + suffix));
    fs::remove(file("second" + suffix));
  }
}

CYTOSKETCH_TEST_CLASS(roundtrip, TestRoundtrip)
#include "test_roundtrip.moc"
