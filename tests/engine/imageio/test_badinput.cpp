#include "engine/imageio/imagefile.h"
#include "tests/engine/imageio/processlimits.h"
#include "tests/engine/imageio/samples.h"
#include "tests/support/testprogram.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <functional>
#include <memory>

#include <zlib.h>

using namespace cytosketch;
using samples::bytesOfFile;
using samples::putBytes;
namespace fs = std::filesystem;

namespace {

const Extent flat{1, 1, 1, 60, 70};
const Extent volume{1, 1, 4, 60, 70};

std::string bigEndian(std::uint32_t value) {
  return {static_cast<char>(value >> 24U), static_cast<char>(value >> 16U), static_cast<char>(value >> 8U),
          static_cast<char>(value)};
}

std::string littleEndian(std::uint64_t value, int bytes) {
  std::string result;
  for (int i = 0; i < bytes; ++i) {
    result += static_cast<char>(value >> (8 * i));
  }
  return result;
}

std::string pngChunk(const std::string& kind, const std::string& data) {
  const std::string content = kind + data;
  const auto sum = crc32(0, reinterpret_cast<const Bytef*>(content.data()), static_cast<uInt>(content.size()));
  return bigEndian(static_cast<std::uint32_t>(data.size())) + content + bigEndian(static_cast<std::uint32_t>(sum));
}

const std::string pngSignature = "\x89PNG\r\n\x1a\n";

std::string tag(int name, int type, std::uint32_t value, std::uint32_t count = 1) {
  return littleEndian(static_cast<std::uint64_t>(name), 2) + littleEndian(static_cast<std::uint64_t>(type), 2) +
         littleEndian(count, 4) + littleEndian(value, 4);
}

/// A well-formed TIFF of one strip that claims `width` × `height` bytes and holds none of them.
std::string hostileTiff(std::uint32_t width, std::uint32_t height, std::uint32_t compression) {
  return std::string("II*") + std::string(1, '\0') + littleEndian(8, 4) + littleEndian(8, 2) + tag(256, 4, width) +
         tag(257, 4, height) + tag(258, 3, 8) + tag(259, 3, compression) + tag(262, 3, 1) + tag(273, 4, 120) +
         tag(278, 4, height) + tag(279, 4, width) + littleEndian(0, 4) + std::string(100, '\0');
}

/// As ImageJ writes huge stacks, with pages of 2^64 bytes, in four strips.
std::string hostileStack() {
  constexpr std::uint32_t edge = 1U << 30U;
  const std::string text("ImageJ=1.53t\nimages=2\n\0", 23);
  constexpr std::uint32_t textPlace = 8 + 2 + 10 * 12 + 4;
  constexpr std::uint32_t stripsPlace = textPlace + 23;
  std::string strips;
  for (const std::uint32_t value : {stripsPlace + 32, 100U}) {
    for (int strip = 0; strip < 4; ++strip) {
      strips += littleEndian(value, 4);
    }
  }
  return std::string("II*") + std::string(1, '\0') + littleEndian(8, 4) + littleEndian(10, 2) + tag(256, 4, edge) +
         tag(257, 4, edge) + tag(258, 3, 32) + tag(259, 3, 1) + tag(262, 3, 1) + tag(270, 2, textPlace, 23) +
         tag(273, 4, stripsPlace, 4) + tag(277, 3, 4) + tag(278, 4, edge / 4) + tag(279, 4, stripsPlace + 16, 4) +
         littleEndian(0, 4) + text + strips + std::string(100, '\0');
}

std::string hostileNifti(int edge) {
  std::string header(352, '\0');
  header.replace(0, 4, littleEndian(348, 4));
  std::string dimensions = littleEndian(5, 2);
  for (int i = 0; i < 7; ++i) {
    dimensions += littleEndian(static_cast<std::uint64_t>(i < 5 ? edge : 1), 2);
  }
  header.replace(40, 16, dimensions);
  header.replace(70, 4, littleEndian(2, 2) + littleEndian(8, 2));
  const float offset = 352.0F;
  std::memcpy(header.data() + 108, &offset, 4);
  header.replace(344, 4, std::string("n+1\0", 4));
  return header + std::string(100, 'x');
}

/// Its sixth axis is none that ITK counts; the last of its voxels is no number.
std::string niftiOfSixAxes() {
  std::string header(352, '\0');
  header.replace(0, 4, littleEndian(348, 4));
  std::string dimensions;
  for (const std::uint64_t length : {6U, 20U, 20U, 1U, 1U, 3U, 50U, 1U}) {
    dimensions += littleEndian(length, 2);
  }
  header.replace(40, 16, dimensions);
  header.replace(68, 2, littleEndian(1007, 2)); // vectors along the fifth axis
  header.replace(70, 4, littleEndian(16, 2) + littleEndian(32, 2));
  const float offset = 352.0F;
  std::memcpy(header.data() + 108, &offset, 4);
  header.replace(344, 4, std::string("n+1\0", 4));
  return header + std::string(std::size_t{20} * 20 * 3 * 50 * 4 - 4, '\0') + std::string("\0\0\xc0\x7f", 4);
}

std::string metaHeader(const std::string& size, const std::string& data = "LOCAL") {
  return "ObjectType = Image\nNDims = 3\nBinaryData = True\nDimSize = " + size +
         "\nElementType = MET_UCHAR\nElementDataFile = " + data + "\n";
}

std::string nrrdHeader(const std::string& size, const std::string& more = "encoding: raw\n") {
  return "NRRD0004\ntype: uint8\ndimension: 3\nsizes: " + size + "\n" + more + "\n";
}

} // namespace

/// Files that are no images or lie: one clear error of the right kind, and no memory taken for it.
class TestBadInput : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void init();
  void missing();
  void folderInsteadOfFile();
  void empty_data() { suffixes(); }
  void empty();
  void foreign_data() { suffixes(); }
  void foreign();
  void hostile_data();
  void hostile();
  void largerThanMemory();
  void contentDecides();
  void detachedHeaders();
  void units();
  void noLabels_data();
  void noLabels();
  void labelsOfColourImages();

private:
  void suffixes();
  fs::path file(const std::string& name) const { return fs::path(folder_->path().toStdString()) / name; }

  std::unique_ptr<QTemporaryDir> folder_;
};

void TestBadInput::init() {
  folder_ = std::make_unique<QTemporaryDir>();
}

void TestBadInput::suffixes() {
  QTest::addColumn<QString>("suffix");
  for (const std::string& suffix : readableSuffixes()) {
    QTest::newRow(suffix.c_str()) << QString::fromStdString(suffix);
  }
}

void TestBadInput::missing() {
  QVERIFY_EXCEPTION_THROWN(readImage(file("none.tif")), FileError);
  QVERIFY_EXCEPTION_THROWN(readLabels(file("none.nii.gz")), FileError);
  QVERIFY_EXCEPTION_THROWN(readImageInfo(file("no/folder.png")), FileError);
  QVERIFY_EXCEPTION_THROWN(readImage(""), FileError);
  try {
    readImage(file("none.tif"));
  } catch (const Error& error) {
    QCOMPARE(error.where(), file("none.tif").string());
    QVERIFY(!error.remedy().empty());
  }
}

void TestBadInput::folderInsteadOfFile() {
  fs::create_directory(file("folder.tif"));
  QVERIFY_EXCEPTION_THROWN(readImage(file("folder.tif")), FileError);
  QVERIFY_EXCEPTION_THROWN(readImage("/dev/zero"), FileError);
}

void TestBadInput::empty() {
  QFETCH(QString, suffix);
  putBytes(file(std::string("a").append(suffix.toStdString())), "");
  QVERIFY_EXCEPTION_THROWN(readImage(file(std::string("a").append(suffix.toStdString()))), FormatError);
}

void TestBadInput::foreign() {
  QFETCH(QString, suffix);
  const fs::path path = file(std::string("a").append(suffix.toStdString()));
  for (const std::string& content :
       {std::string("x"), std::string("#!/bin/sh\necho hello\n"), std::string(5000, '\0'), std::string(400, '\xff'),
        std::string("\x1f\x8b\x08\0 no gzip at all", 20), std::string("NRRD"), std::string("II*\0", 4),
        std::string("\x89PNG\r\n\x1a\n"), std::string("NDims = 3\n"), std::string("NRRD0004\n\n")}) {
    putBytes(path, content);
    QVERIFY_EXCEPTION_THROWN(readImage(path), FormatError);
    QVERIFY_EXCEPTION_THROWN(readLabels(path), FormatError);
    QVERIFY_EXCEPTION_THROWN(readImageInfo(path), FormatError);
  }
}

void TestBadInput::hostile_data() {
  QTest::addColumn<QString>("name");
  QTest::addColumn<QByteArray>("content");
  const auto row = [](const char* name, const char* file, const std::string& content) {
    QTest::newRow(name) << file << QByteArray(content.data(), static_cast<qsizetype>(content.size()));
  };
  row("TIFF plain", "a.tif", hostileTiff(1U << 29U, 1U << 29U, 1));
  row("TIFF beyond 2^31", "a.tif", hostileTiff(0xFFFFFFFFU, 0xFFFFFFFFU, 1));
  row("TIFF Deflate", "a.tif", hostileTiff(1U << 15U, 1U << 15U, 8));
  row("TIFF LZW", "a.tif", hostileTiff(1U << 15U, 1U << 15U, 5));
  row("TIFF whose pages overflow", "a.tif", hostileStack());
  row("TIFF without pixels", "a.tif", hostileTiff(0, 0, 1));
  row("PNG", "a.png",
      pngSignature + pngChunk("IHDR", bigEndian(1U << 29U) + bigEndian(1U << 29U) + std::string("\x10\0\0\0\0", 5)) +
          pngChunk("IDAT", std::string(100, 'x')) + pngChunk("IEND", ""));
  row("PNG with a header that cannot be", "a.png",
      pngSignature + pngChunk("IHDR", bigEndian(10) + bigEndian(10) + std::string("\x63\x63\x63\x63\x63", 5)) +
          pngChunk("IEND", ""));
  row("NRRD raw", "a.nrrd", nrrdHeader("2000000 2000000 2000000") + "xxxx");
  row("NRRD overflow", "a.nrrd", nrrdHeader("4294967296 4294967296 2") + "xxxx");
  row("NRRD gzip", "a.nrrd", nrrdHeader("2000 2000 2000", "encoding: gzip\n") + std::string(200, 'x'));
  row("NRRD of nothing", "a.nrrd", nrrdHeader("0 10 10") + "xxxx");
  row("NRRD negative", "a.nrrd", nrrdHeader("-5 10 10") + "xxxx");
  row("NRRD list of files", "a.nrrd", nrrdHeader("2 2 2", "encoding: raw\ndata file: LIST\n") + "/etc/passwd\n");
  row("NRRD endless file", "a.nrrd", nrrdHeader("2 2 2", "encoding: raw\ndata file: /dev/zero\n"));
  row("MetaImage", "a.mha", metaHeader("2000000 2000000 2000000") + "xxxx");
  row("MetaImage of nothing", "a.mha", metaHeader("0 0 0") + "xxxx");
  row("MetaImage pattern of files", "a.mha", metaHeader("2 2 2", "slice%03d.raw 1 2 1"));
  row("NIfTI", "a.nii", hostileNifti(32767));
  row("NIfTI of six axes", "a.nii", niftiOfSixAxes());
  row("NIfTI of nothing", "a.nii", hostileNifti(0));
}

void TestBadInput::hostile() {
  QFETCH(QString, name);
  QFETCH(QByteArray, content);
  putBytes(file(name.toStdString()), content.toStdString());
  const MemoryLimit limit(rlim_t{1} << 30U);
  for (const auto& read : {std::function<void(const fs::path&)>([](const fs::path& path) { readImage(path); }),
                           std::function<void(const fs::path&)>([](const fs::path& path) { readLabels(path); })}) {
    try {
      read(file(name.toStdString()));
      QFAIL("was read");
    } catch (const MemoryError& error) {
      QFAIL(error.what());
    } catch (const Error& error) {
      QVERIFY2(!error.where().empty() && !error.remedy().empty(), error.what());
    }
  }
}

/// Here the file is as long as its header says.
void TestBadInput::largerThanMemory() {
#ifdef __SANITIZE_ADDRESS__
  QSKIP("AddressSanitizer's allocator ends the program instead of throwing bad_alloc");
#endif
  const std::string header = nrrdHeader("100000 100000 100");
  putBytes(file("a.nrrd"), header);
  std::error_code error;
  fs::resize_file(file("a.nrrd"), header.size() + 1'000'000'000'000U, error);
  if (error) {
    QSKIP("the file system has no sparse files of this size");
  }
  QVERIFY((readImageInfo(file("a.nrrd")).extent == Extent{1, 1, 100, 100000, 100000}));
  QVERIFY_EXCEPTION_THROWN(readImage(file("a.nrrd")), MemoryError);
}

void TestBadInput::contentDecides() {
  const auto image = samples::noise<std::uint8_t>(flat, {});
  writeImage(image, file("a.png"));
  fs::rename(file("a.png"), file("a.tif"));
  QCOMPARE(readImageInfo(file("a.tif")).format, std::string("PNG"));
  fs::rename(file("a.tif"), file("a"));
  QVERIFY(readImage(file("a")).extent() == flat);
  writeImage(image, file("b.TIFF"));
  QCOMPARE(readImageInfo(file("b.TIFF")).format, std::string("TIFF"));
}

void TestBadInput::detachedHeaders() {
  const std::string voxels("abcdefghijklmnopqrstuvwx");
  putBytes(file("a.raw"), voxels);
  putBytes(file("a.mhd"), metaHeader("2 3 4", "a.raw"));
  putBytes(file("a.nhdr"), nrrdHeader("2 3 4", "encoding: raw\ndata file: a.raw\n"));
  for (const auto* name : {"a.mhd", "a.nhdr"}) {
    const Image<float> image = readImage(file(name));
    QVERIFY((image.extent() == Extent{1, 1, 4, 3, 2}));
    QVERIFY(std::equal(image.begin(), image.end(), voxels.begin(), voxels.end()));
    QVERIFY((image.spacing() == Spacing{}));
  }
  putBytes(file("a.raw"), voxels.substr(1));
  QVERIFY_EXCEPTION_THROWN(readImage(file("a.mhd")), FormatError);
  QVERIFY_EXCEPTION_THROWN(readImage(file("a.nhdr")), FormatError);
  fs::remove(file("a.raw"));
  QVERIFY_EXCEPTION_THROWN(readImage(file("a.mhd")), FileError);
  QVERIFY_EXCEPTION_THROWN(readImage(file("a.nhdr")), FileError);
}

void TestBadInput::units() {
  const std::string voxels(24, 'x');
  const auto spacing = [&](const std::string& name, const std::string& content) {
    putBytes(file(name), content);
    return readImage(file(name)).spacing();
  };
  const auto near = [](const Spacing& a, const Spacing& b) {
    return std::abs(a.z - b.z) < 1e-9 && std::abs(a.y - b.y) < 1e-9 && std::abs(a.x - b.x) < 1e-9;
  };
  const std::string nrrd = "encoding: raw\nspacings: 0.2 0.3 0.5\n";
  QVERIFY(near(spacing("a.nrrd", nrrdHeader("2 3 4", nrrd) + voxels), {500, 300, 200}));
  QVERIFY(
      near(spacing("a.nrrd", nrrdHeader("2 3 4", nrrd + "units: \"um\" \"um\" \"um\"\n") + voxels), {0.5, 0.3, 0.2}));
  QVERIFY(
      near(spacing("a.nrrd", nrrdHeader("2 3 4", nrrd + "units: \"microns\" \"\" \"\"\n") + voxels), {0.5, 0.3, 0.2}));
  std::string meta = metaHeader("2 3 4") + voxels;
  meta.insert(meta.find("ElementType"), "ElementSpacing = 0.2 0.3 0.5\n");
  QVERIFY(near(spacing("a.mha", meta), {500, 300, 200}));
  meta.insert(meta.find("ElementType"), "DistanceUnits = um\n");
  QVERIFY(near(spacing("a.mha", meta), {0.5, 0.3, 0.2}));
  // 1 mm is what stands where nothing is known, 1 µm is a size of voxels.
  QVERIFY(near(spacing("a.nrrd", nrrdHeader("2 3 4", "encoding: raw\nspacings: 0.2 0.3 1\n") + voxels), {0, 300, 200}));
  const std::string micrometre = "encoding: raw\nspacings: 1 1 1\nunits: \"um\" \"um\" \"um\"\n";
  QVERIFY(near(spacing("a.nrrd", nrrdHeader("2 3 4", micrometre) + voxels), {1, 1, 1}));
}

void TestBadInput::noLabels_data() {
  QTest::addColumn<float>("value");
  QTest::addColumn<bool>("allowed");
  QTest::newRow("negative") << -1.0F << false;
  QTest::newRow("fraction") << 2.5F << false;
  QTest::newRow("NaN") << std::numeric_limits<float>::quiet_NaN() << false;
  QTest::newRow("infinite") << std::numeric_limits<float>::infinity() << false;
  QTest::newRow("2^32") << 4294967296.0F << false;
  QTest::newRow("whole") << 4294967040.0F << true;
  QTest::newRow("zero") << -0.0F << true;
}

void TestBadInput::noLabels() {
  QFETCH(float, value);
  QFETCH(bool, allowed);
  for (const std::string suffix : {".tif", ".nrrd", ".mha", ".nii"}) {
    Image<float> image(volume, 3.0F);
    image.mutableData()[100] = value;
    const fs::path path = file(std::string("a").append(suffix));
    writeImage(image, path);
    if (allowed) {
      QCOMPARE(readLabels(path).data()[100], static_cast<std::uint32_t>(value));
      continue;
    }
    try {
      readLabels(path);
      QFAIL("was read");
    } catch (const FormatError& error) {
      QCOMPARE(error.where(), path.string());
    }
  }
}

void TestBadInput::labelsOfColourImages() {
  writeImage(samples::noise<std::uint8_t>({1, 3, 1, 5, 6}, {}), file("a.tif"));
  QVERIFY_EXCEPTION_THROWN(readLabels(file("a.tif")), FormatError);
  // Indices of a palette are labels; as an image they are colours.
  const std::string rows("\0\0\1\2\0\1\1\0", 8); // two rows of three pixels, each behind its filter
  std::string packed(100, '\0');
  uLongf length = packed.size();
  QCOMPARE(compress(reinterpret_cast<Bytef*>(packed.data()), &length, reinterpret_cast<const Bytef*>(rows.data()), 8),
           Z_OK);
  putBytes(file("a.png"), pngSignature +
                              pngChunk("IHDR", bigEndian(3) + bigEndian(2) + std::string("\x08\x03\0\0\0", 5)) +
                              pngChunk("PLTE", "\x11\x22\x33\x44\x55\x66\x77\x77\x77") +
                              pngChunk("IDAT", packed.substr(0, length)) + pngChunk("IEND", ""));
  const Image<std::uint32_t> labels = readLabels(file("a.png"));
  const std::uint32_t expected[] = {0, 1, 2, 1, 1, 0};
  QVERIFY(std::equal(labels.begin(), labels.end(), std::begin(expected), std::end(expected)));
  const Image<float> image = readImage(file("a.png"));
  QVERIFY((image.extent() == Extent{1, 3, 1, 2, 3}));
  QCOMPARE(image.at(0, 0, 0, 0, 1), 68.0F);
  QCOMPARE(image.at(0, 2, 0, 0, 2), 119.0F);
}

CYTOSKETCH_TEST_CLASS(badinput, TestBadInput)
#include "test_badinput.moc"
