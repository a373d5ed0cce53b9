#include "samples.h"

#include "engine/annotation/cocorle.h"
#include "engine/annotation/imagejroi.h"
#include "engine/annotation/ziparchive.h"
#include "tests/engine/imageio/processlimits.h"
#include "tests/support/testprogram.h"

#include <optional>
#include <random>

using namespace cytosketch;
using namespace cytosketch::test;

namespace {

constexpr int damages = 500;

/// A damaged copy: bytes changed, a piece cut out, doubled or filled with one value, numbers made large, or the end cut
/// off.
QByteArray damaged(QByteArray bytes, std::mt19937& random) {
  const auto below = [&](qsizetype n) { return n > 0 ? qsizetype(random() % std::uint32_t(n)) : 0; };
  for (int times = 1 + int(below(4)); times > 0 && !bytes.isEmpty(); --times) {
    const qsizetype at = below(bytes.size());
    const qsizetype length = std::min<qsizetype>(1 + below(8), bytes.size() - at);
    switch (below(6)) {
    case 0:
      bytes[at] = char(random());
      break;
    case 1:
      bytes[at] = char(bytes[at] ^ (1 << below(8)));
      break;
    case 2:
      bytes.remove(at, length);
      break;
    case 3:
      bytes.insert(below(bytes.size()), bytes.mid(at, length));
      break;
    case 4:
      bytes.replace(at, length, QByteArray(length, below(2) == 0 ? '\xff' : '\x7f'));
      break;
    default:
      bytes.truncate(at);
    }
  }
  return bytes;
}

} // namespace

/// Damaged copies of small files: each gives a sketch or an Error, never a crash, a foreign exception or a huge
/// allocation.
class TestFuzz : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void files_data();
  void files();
  void jsonDigits();
  void runLengthTexts();
};

void TestFuzz::files_data() {
  QTest::addColumn<QString>("name");
  QTest::addColumn<QByteArray>("bytes");
  const QByteArray numbers = little(1, 2) + little(1, 2) + little(0, 2) + little(2, 2) + little(3, 2) + little(3, 2);
  QTest::newRow("npy") << "a.npy" << npyOf("<u2", "(2, 3)", numbers);
  QTest::newRow("pickle") << "a_seg.npy" << segmentation(pickleArray("u2", {2, 3}, numbers));
  const QByteArray polygon = polygonRoi({{1, 1}, {9, 1}, {9, 5}, {1, 5}}, {1, 2, 3}, "cell-3");
  QTest::newRow("polygon") << "a.roi" << polygon;
  RoiHeader header;
  header.type = 1;
  header.right = header.bottom = 9;
  header.extra = big(0, 2) + big(3, 2);
  QTest::newRow("rectangle") << "a.roi" << roiOf(header, {}, {1, 1, 1});
  header.type = 2;
  header.options = 128;
  header.reals = bigReal(1) + bigReal(2) + bigReal(7.5F) + bigReal(4);
  QTest::newRow("oval") << "a.roi" << roiOf(header);
  header.type = 7;
  header.subtype = 3;
  header.extra = bigReal(0.5F);
  QTest::newRow("ellipse") << "a.roi" << roiOf(header);
  header.subtype = 0;
  header.count = 3;
  QByteArray coordinates(12, '\0');
  for (const float value : {1.5F, 8.0F, 3.0F, 1.0F, 2.0F, 7.0F}) {
    coordinates += bigReal(value);
  }
  QTest::newRow("sub-pixel") << "a.roi" << roiOf(header, coordinates);
  RoiHeader composite;
  composite.type = 1;
  QByteArray path;
  for (const float value :
       {0.F, 1.F, 1.F, 1.F, 8.F, 1.F, 2.F, 9.F, 5.F, 8.F, 8.F, 3.F, 5.F, 9.F, 2.F, 9.F, 1.F, 8.F, 4.F}) {
    path += bigReal(value);
  }
  composite.shapeSize = int(path.size() / 4);
  QTest::newRow("composite") << "a.roi" << roiOf(composite, path);
  QTest::newRow("zip") << "a.zip" << zipOf({{"a.roi", polygon}, {"b/c.roi", roiOf(header, coordinates)}});
  QTest::newRow("COCO") << "a.json"
                        << QByteArray(R"({"images": [{"id": 1, "file_name": "a.png", "height": 4, "width": 5}],
    "categories": [{"id": 1, "name": "nucleus"}], "annotations": [
    {"id": 1, "image_id": 1, "category_id": 1, "segmentation": [[0, 0, 3, 0, 3, 2, 0, 2]]},
    {"id": 2, "image_id": 1, "segmentation": {"size": [4, 5], "counts": [2, 3, 14, 1]}},
    {"id": 3, "image_id": 1, "segmentation": {"size": [4, 5], "counts": "23n0Oo"}}]})");
  QTest::newRow("track table") << "TRA/man_track.txt" << QByteArray("1 0 0 0\n2 1 1 1\n3 1 1 1\n");
}

void TestFuzz::files() {
  QFETCH(QString, name);
  QFETCH(QByteArray, bytes);
  const Folder folder;
  folder.writeLabels("TRA/man_track000.tif", labelImage({"1."}));
  folder.writeLabels("TRA/man_track001.tif", labelImage({"23"}));
#ifndef __SANITIZE_ADDRESS__ // which maps terabytes
  const MemoryLimit limit(rlim_t{512} << 20U);
#endif
  std::mt19937 random(20240201);
  int sketches = 0;
  for (int i = 0; i < damages; ++i) {
    const QByteArray copy = damaged(bytes, random);
    auto path = folder.write(name.toStdString(), copy);
    path = name.startsWith("TRA") ? path.parent_path() : path;
    try {
      AnnotationList list = listAnnotations(path);
      AnnotationOptions options;
      options.item = list.items.front().name;
      sketches += readAnnotation(list, options).sketch.cellCount() > 0 ? 1 : 0;
    } catch (const Error& error) {
      QVERIFY2(!error.problem().empty() && !error.where().empty(), error.what());
    } catch (const std::exception& error) {
      QFAIL(qPrintable(QString("damage %1: %2").arg(i).arg(error.what())));
    }
  }
  QVERIFY(sketches < damages); // some damage must have been found
}

/// Numbers in JSON become other numbers, so that its structure stays whole.
void TestFuzz::jsonDigits() {
  const Folder folder;
#ifndef __SANITIZE_ADDRESS__
  const MemoryLimit limit(rlim_t{512} << 20U);
#endif
  std::mt19937 random(7);
  const QByteArray json(R"({"images": [{"id": 1, "height": 40, "width": 50}], "annotations": [
    {"id": 1, "image_id": 1, "segmentation": [[0, 0, 30, 0, 30, 20, 0, 20]]},
    {"id": 2, "image_id": 1, "segmentation": {"size": [40, 50], "counts": [200, 300, 1400, 100]}}]})");
  const QByteArrayList numbers{"0",   "-1",    "1e9",  "1e300", "4294967296", "18446744073709551616",
                               "0.5", "32768", "null", "[]",    "\"1\"",      "99999"};
  for (int i = 0; i < damages; ++i) {
    QByteArray copy = json;
    const qsizetype at = qsizetype(random() % std::uint32_t(copy.size()));
    if (copy[at] < '0' || copy[at] > '9') {
      continue;
    }
    copy.replace(at, 1, numbers[qsizetype(random() % std::uint32_t(numbers.size()))]);
    try {
      readPath(folder.write("a.json", copy));
    } catch (const Error& error) {
      QVERIFY(!error.problem().empty());
    } catch (const std::exception& error) {
      QFAIL(qPrintable(QString("damage %1: %2").arg(i).arg(error.what())));
    }
  }
}

void TestFuzz::runLengthTexts() {
  std::mt19937 random(3);
  for (int i = 0; i < 20000; ++i) {
    std::string text;
    for (auto letters = random() % 12; letters > 0; --letters) {
      text += char(random() % 4 == 0 ? random() % 256 : 48 + random() % 64);
    }
    try {
      const RunLengths runs = runLengthsOfText(text);
      maskOfRunLengths(runs, std::int64_t(1 + random() % 70), std::int64_t(1 + random() % 70), 0, 0);
    } catch (const FormatError&) {
      continue;
    }
  }
}

CYTOSKETCH_TEST_CLASS(fuzz, TestFuzz)
#include "test_fuzz.moc"
