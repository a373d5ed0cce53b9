#include "samples.h"

#include "engine/annotation/ziparchive.h"
#include "tests/support/testprogram.h"

using namespace cytosketch;
using namespace cytosketch::test;

/// Zips that want to lead one astray, and which format a path is taken for.
class TestHostile : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void namesThatLeadOut_data();
  void namesThatLeadOut();
  void zipsThatLie_data();
  void zipsThatLie();
  void zipBomb();
  void detection_data();
  void detection();
  void forcedFormat();
  void foldersOfNothing();
};

namespace {

QByteArray square() {
  return polygonRoi({{0, 0}, {2, 0}, {2, 2}, {0, 2}});
}

} // namespace

void TestHostile::namesThatLeadOut_data() {
  QTest::addColumn<QByteArray>("name");
  for (const char* const name : {"../evil.roi", "a/../../evil.roi", "/tmp/evil.roi", "..\\evil.roi", "C:\\evil.roi",
                                 "C:evil.roi", "..", "a/.."}) {
    QTest::newRow(name) << QByteArray(name);
  }
}

void TestHostile::namesThatLeadOut() {
  QFETCH(QByteArray, name);
  const Folder folder;
  const auto path = folder.write("in/evil.zip", zipOf({{"good.roi", square()}, {name, square()}}));
  const QString error = errorOf([&] { readPath(path); });
  QVERIFY2(error.contains("leads out") && error.contains("evil.zip"), qPrintable(error));
  QCOMPARE(
      QDir(QString::fromStdString(folder.path().string())).entryList(QDir::AllEntries | QDir::NoDotAndDotDot).size(),
      1);
}

void TestHostile::zipsThatLie_data() {
  QTest::addColumn<QByteArray>("zip");
  const QByteArray good = zipOf({{"a.roi", square()}});
  const qsizetype directory = good.indexOf("PK\1\2");
  const qsizetype end = good.indexOf("PK\5\6");
  QTest::newRow("empty") << zipOf({});
  QTest::newRow("no end") << good.left(end);
  QTest::newRow("cut off") << good.chopped(5);
  QTest::newRow("wrong checksum") << QByteArray(good).replace(directory - 3, 1, "\x55");
  QTest::newRow("huge size") << QByteArray(good).replace(directory + 24, 4, "\xfe\xff\xff\xff");
  QTest::newRow("huge packed size") << QByteArray(good).replace(directory + 20, 4, "\xfe\xff\xff\xff");
  QTest::newRow("huge count") << QByteArray(good).replace(end + 8, 4, "\xff\xff\xff\xff");
  QTest::newRow("unknown packing") << QByteArray(good).replace(directory + 10, 2, "\x63\0").replace(8, 2, "\x63\0");
  QTest::newRow("encrypted") << QByteArray(good).replace(directory + 8, 1, "\1").replace(6, 1, "\1");
  QTest::newRow("offset outside") << QByteArray(good).replace(directory + 42, 4, "\xff\xff\xff\x7f");
}

void TestHostile::zipsThatLie() {
  QFETCH(QByteArray, zip);
  const Folder folder;
  const auto path = folder.write("lie.zip", zip);
  QVERIFY_EXCEPTION_THROWN(readPath(path), Error);
  QVERIFY(errorOf([&] { readPath(path); }).contains("lie.zip"));
}

void TestHostile::zipBomb() {
  const Folder folder;
  const auto path = folder.write("bomb.zip", zipOf({{"a.roi", QByteArray((64 << 20) + 1, '\0')}}));
  QVERIFY(errorOf([&] { readPath(path); }).contains("too large"));
}

void TestHostile::detection_data() {
  QTest::addColumn<QString>("name");
  QTest::addColumn<QByteArray>("bytes");
  QTest::addColumn<int>("format");
  using F = AnnotationFormat;
  const auto row = [](const char* name, const QByteArray& bytes, F format) {
    QTest::newRow(name) << QString(name) << bytes << int(format);
  };
  row("regions.zip", zipOf({{"a.roi", square()}}), F::ImageJRoi);
  row("regions without suffix", zipOf({{"a.roi", square()}}), F::ImageJRoi);
  row("one", square(), F::ImageJRoi);
  row("masks.npy", npyOf("|u1", "(1, 1)", "\1"), F::Cellpose);
  row("masks without suffix", npyOf("|u1", "(1, 1)", "\1"), F::Cellpose);
  row("instances.txt", R"({"images": [{"id": 1, "height": 1, "width": 1}], "annotations": []})", F::Coco);
  row("anything.tif", "II*", F::Labels);
}

void TestHostile::detection() {
  QFETCH(QString, name);
  QFETCH(QByteArray, bytes);
  QFETCH(int, format);
  const Folder folder;
  QCOMPARE(int(listAnnotations(folder.write(name.toStdString(), bytes)).format), format);
}

void TestHostile::forcedFormat() {
  const Folder folder;
  const auto path = folder.writeLabels("a_masks.tif", labelImage({"12"}));
  QCOMPARE(listAnnotations(path).format, AnnotationFormat::Cellpose);
  QCOMPARE(listAnnotations(path, AnnotationFormat::Labels).format, AnnotationFormat::Labels);
  QVERIFY(errorOf([&] { listAnnotations(path, AnnotationFormat::Coco); }).contains("COCO"));
  QCOMPARE(annotationFormats().size(), 7U);
}

void TestHostile::foldersOfNothing() {
  const Folder folder;
  QVERIFY(errorOf([&] { listAnnotations(folder.path()); }).contains("no annotations of a known kind"));
  folder.write("notes.txt", "hello");
  std::filesystem::create_directories(folder / "01_GT/TRA");
  std::filesystem::create_directories(folder / "masks");
  QVERIFY(!errorOf([&] { listAnnotations(folder.path()); }).isEmpty());
  folder.writeLabels("b.tif", labelImage({"1"}));
  folder.writeLabels("a.png", labelImage({"1"}));
  std::filesystem::remove(folder / "masks");
  const AnnotationList list = listAnnotations(folder.path());
  QVERIFY(list.format == AnnotationFormat::Labels && list.items.size() == 2 && list.items[0].name == "a.png");
}

CYTOSKETCH_TEST_CLASS(hostile, TestHostile)
#include "test_hostile.moc"
