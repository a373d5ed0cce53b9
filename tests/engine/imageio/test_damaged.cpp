#include "engine/imageio/imagefile.h"
#include "tests/engine/imageio/processlimits.h"
#include "tests/engine/imageio/samples.h"
#include "tests/support/testprogram.h"

#include <QTemporaryDir>
#include <QTest>

#include <functional>

using namespace cytosketch;
using samples::bytesOfFile;
using samples::putBytes;
namespace fs = std::filesystem;

namespace {

constexpr int damages = 300;

/// What reading comes to: an image that is whole, or one of our errors; anything else fails the test.
enum class Outcome { Image, Refused, OutOfMemory, Broken };

Outcome outcomeOf(const std::function<bool()>& read) {
  try {
    return read() ? Outcome::Image : Outcome::Broken;
  } catch (const MemoryError&) {
    return Outcome::OutOfMemory;
  } catch (const Error& error) {
    const bool speaks = !error.problem().empty() && !error.where().empty() && !error.remedy().empty();
    return speaks ? Outcome::Refused : Outcome::Broken;
  } catch (...) {
    return Outcome::Broken;
  }
}

template <typename T>
bool whole(const Image<T>& image) {
  return !image.empty() && image.size() == static_cast<std::size_t>(image.extent().voxels());
}

} // namespace

/// Damaged copies of small files: each gives an image or an error, never a crash or a huge allocation.
class TestDamaged : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void flippedBytes_data() { files(); }
  void flippedBytes();
  void truncated_data() { files(); }
  void truncated();

private:
  void files();
  fs::path file(const std::string& name) const { return fs::path(folder_.path().toStdString()) / name; }

  QTemporaryDir folder_;
};

void TestDamaged::files() {
  QTest::addColumn<QString>("name");
  QTest::addColumn<QByteArray>("content");
  const Spacing spacing{0.5, 0.2, 0.2};
  const auto flat = samples::noise<std::uint16_t>({1, 1, 1, 40, 30}, spacing);
  const auto stack = samples::noise<std::uint16_t>({1, 1, 6, 20, 20}, spacing);
  const auto movie = samples::noise<float>({2, 2, 3, 9, 11}, spacing);
  const auto add = [&](const char* row, const std::string& suffix, const auto& image, bool compress) {
    writeImage(image, file("whole" + suffix), {"{\"low\": 1}", compress});
    const std::string bytes = bytesOfFile(file("whole" + suffix));
    QTest::newRow(row) << QString::fromStdString("damaged" + suffix)
                       << QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size()));
  };
  add("TIFF packed", ".tif", stack, true);
  add("TIFF plain", ".tif", stack, false);
  add("TIFF hyperstack", ".tif", movie, true);
  add("PNG", ".png", flat, true);
  for (const bool compress : {false, true}) {
    const std::string kind = compress ? " packed" : " plain";
    add(("NRRD" + kind).c_str(), ".nrrd", stack, compress);
    add(("NRRD 5D" + kind).c_str(), ".nrrd", movie, compress);
    add(("MetaImage" + kind).c_str(), ".mha", stack, compress);
    add(("MetaImage 5D" + kind).c_str(), ".mha", movie, compress);
  }
  add("NIfTI plain", ".nii", stack, false);
  add("NIfTI packed", ".nii.gz", stack, true);
  add("NIfTI 5D", ".nii", movie, false);
  const std::string raw = samples::asRawStack(bytesOfFile([&] {
    writeImage(stack, file("raw.tif"), {"", false});
    return file("raw.tif");
  }()));
  QTest::newRow("TIFF raw stack") << "damaged.tif" << QByteArray(raw.data(), static_cast<qsizetype>(raw.size()));
}

void TestDamaged::flippedBytes() {
  QFETCH(QString, name);
  QFETCH(QByteArray, content);
  const fs::path path = file(name.toStdString());
  std::mt19937 random(7);
  const MemoryLimit limit(rlim_t{1} << 30U);
  int refused = 0;
  for (int i = 0; i < damages; ++i) {
    std::string bytes = content.toStdString();
    // Two thirds of the damages hit the header, where they matter most; a TIFF keeps it at the end.
    const std::size_t region = std::min<std::size_t>(bytes.size(), i % 3 == 0 ? bytes.size() : 420);
    const std::size_t position = random() % region;
    bytes[i % 3 == 1 ? bytes.size() - 1 - position : position] ^= static_cast<char>(1 + random() % 255);
    putBytes(path, bytes);
    for (const auto& read : {std::function([&] { return readImageInfo(path).extent.voxels() > 0; }),
                             std::function([&] { return whole(readImage(path)); }),
                             std::function([&] { return whole(readLabels(path)); })}) {
      const Outcome outcome = outcomeOf(read);
      QVERIFY2(outcome == Outcome::Image || outcome == Outcome::Refused,
               qPrintable(QString("damage %1: outcome %2").arg(i).arg(static_cast<int>(outcome))));
      refused += outcome == Outcome::Refused ? 1 : 0;
    }
  }
  QVERIFY2(refused > 0, "no damage was noticed, so the damages do not reach the header");
}

void TestDamaged::truncated() {
  QFETCH(QString, name);
  QFETCH(QByteArray, content);
  const fs::path path = file(name.toStdString());
  putBytes(path, content.toStdString());
  const Image<float> original = readImage(path);
  std::mt19937 random(8);
  const MemoryLimit limit(rlim_t{1} << 30U);
  for (int i = 0; i < damages; ++i) {
    const std::size_t length = random() % (static_cast<std::size_t>(content.size()) - 8);
    putBytes(path, content.toStdString().substr(0, length));
    // Only what follows the last voxel may be missed.
    for (const auto& read : {std::function([&] { return samples::same(readImage(path), original); }),
                             std::function([&] { return whole(readLabels(path)); })}) {
      const Outcome outcome = outcomeOf(read);
      QVERIFY2(outcome == Outcome::Refused ||
                   (outcome == Outcome::Image && length + 20 > static_cast<std::size_t>(content.size())),
               qPrintable(QString("cut to %1 of %2 bytes").arg(length).arg(content.size())));
    }
  }
}

CYTOSKETCH_TEST_CLASS(damaged, TestDamaged)
#include "test_damaged.moc"
