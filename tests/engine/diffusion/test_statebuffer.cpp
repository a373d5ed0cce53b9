#include "engine/diffusion/detail/statebuffer.h"
#include "engine/image/error.h"
#include "tests/support/testprogram.h"

#include <QTemporaryDir>
#include <QtTest>

#include <cmath>
#include <filesystem>

using namespace cytosketch;

Q_DECLARE_METATYPE(StateStorage)

class TestStateBuffer : public QObject {
  Q_OBJECT
private:
  QTemporaryDir folder_;

private Q_SLOTS:
  void initTestCase() { qputenv("TMPDIR", folder_.path().toUtf8()); }

  void keepsRows_data() {
    QTest::addColumn<StateStorage>("storage");
    QTest::addColumn<double>("tolerance"); // relative: fp16 has eleven significant bits
    QTest::newRow("fp32") << StateStorage::Fp32 << 0.0;
    QTest::newRow("fp16") << StateStorage::Fp16 << std::ldexp(1.0, -11);
    QTest::newRow("scratch") << StateStorage::Scratch << 0.0;
  }
  void keepsRows() {
    QFETCH(StateStorage, storage);
    QFETCH(double, tolerance);
    constexpr std::int64_t rows = 50, width = 33;
    StateBuffer buffer(storage, rows * width);
    const auto valueAt = [](std::int64_t i) { return static_cast<float>(std::sin(0.37 * double(i)) * 5.0); };
    for (std::int64_t row = rows - 1; row >= 0; --row) {
      std::vector<float> values(width);
      for (std::int64_t i = 0; i < width; ++i) {
        values[static_cast<std::size_t>(i)] = valueAt(row * width + i);
      }
      buffer.write(row * width, width, values.data());
    }
    const Image<float> image = buffer.take({1, 2, 5, 5, 33}, {3.0, 2.0, 1.0});
    QCOMPARE(image.extent(), (Extent{1, 2, 5, 5, 33}));
    QCOMPARE(image.spacing(), (Spacing{3.0, 2.0, 1.0}));
    for (std::int64_t i = 0; i < rows * width; ++i) {
      const float expected = valueAt(i);
      QVERIFY(std::abs(image.data()[i] - expected) <= tolerance * std::abs(expected));
    }
  }
  void zeros() {
    for (const auto storage : {StateStorage::Fp32, StateStorage::Fp16, StateStorage::Scratch}) {
      StateBuffer buffer(storage, 3);
      const float values[] = {1.0F, -2.0F, 1e9F};
      buffer.write(0, 3, values);
      float back[3];
      buffer.read(0, 3, back);
      QVERIFY(std::isfinite(back[2]) && back[2] > 6e4F); // fp16 saturates, it does not become infinite
      buffer.fillWithZeros();
      buffer.read(0, 3, back);
      QVERIFY(back[0] == 0.0F && back[1] == 0.0F && back[2] == 0.0F);
    }
  }
  // Not even while it is in use does a scratch file have a name that a crash could leave behind.
  void scratchHasNoName() {
    const StateBuffer buffer(StateStorage::Scratch, 1 << 20);
    QVERIFY(std::filesystem::is_empty(folder_.path().toStdString()));
  }
  void fullDiskAndMissingFolderAreTold() {
    try {
      const StateBuffer buffer(StateStorage::Scratch, std::int64_t{1} << 55);
      QFAIL("there cannot be so much room");
    } catch (const FileError& error) {
      QVERIFY(std::string(error.what()).find("TMPDIR") != std::string::npos);
      QCOMPARE(error.where(), folder_.path().toStdString());
    }
    QVERIFY(std::filesystem::is_empty(folder_.path().toStdString()));
    qputenv("TMPDIR", "/no/such/folder");
    QVERIFY_EXCEPTION_THROWN(StateBuffer(StateStorage::Scratch, 10), FileError);
    qputenv("TMPDIR", folder_.path().toUtf8());
  }
};

CYTOSKETCH_TEST_CLASS(statebuffer, TestStateBuffer)
#include "test_statebuffer.moc"
