#include "samples.h"
#include "tests/support/testprogram.h"

using namespace cytosketch;
using namespace cytosketch::test;

namespace {

/// Three frames: track 1 divides into 2 and 3 after frame 1. SEG has other labels, and none for frame 2.
void writeDivision(const Folder& folder) {
  folder.writeLabels("01_GT/TRA/man_track000.tif", labelImage({".....", ".11..", "....."}));
  folder.writeLabels("01_GT/TRA/man_track001.tif", labelImage({".....", "..11.", "....."}));
  folder.writeLabels("01_GT/TRA/man_track002.tif", labelImage({"2....", ".....", "....3"}));
  folder.write("01_GT/TRA/man_track.txt", "1 0 1 0\r\n2 2 2 1\n3 2 2 1\n");
  folder.writeLabels("01_GT/SEG/man_seg000.tif", labelImage({".666.", ".666.", "....."}));
  folder.writeLabels("01_GT/SEG/man_seg001.tif", labelImage({"7....", ".4444", "..444"}));
}

void writeImages(const Folder& folder, int frames, std::int64_t width = 5) {
  std::filesystem::create_directories(folder / "01");
  for (int t = 0; t < frames; ++t) {
    Image<std::uint8_t> image({1, 1, 1, 3, width}, std::uint8_t(10 + t), {0.0, 0.5, 0.5});
    image.mutableData()[6] = std::uint8_t(20 + 10 * t);
    writeImage(image, folder / ("01/t00" + std::to_string(t) + ".tif"));
  }
}

} // namespace

class TestCellTracking : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void tracksTakeTheirAreas();
  void tracksAlone();
  void areasAlone();
  void singleSlices();
  void volumes();
  void results();
  void ownImages();
  void bad_data();
  void bad();
  void tables_data();
  void tables();
};

void TestCellTracking::tracksTakeTheirAreas() {
  const Folder folder;
  writeDivision(folder);
  for (const auto& path : {folder.path(), folder / "01_GT", folder / "01_GT/"}) {
    const AnnotationList list = listAnnotations(path);
    QCOMPARE(list.format, AnnotationFormat::CellTracking);
    QCOMPARE(list.items.size(), 1U);
    QCOMPARE(list.items[0].name, std::string("01_GT"));
    const Annotation read = readAnnotation(list, {});
    QVERIFY(read.sketch.extent() == (Extent{3, 1, 1, 3, 5}));
    QVERIFY(rowsOf(read.sketch, 0) == (Rows{".111.", ".111.", "....."}));
    QVERIFY(rowsOf(read.sketch, 1) == (Rows{"4....", ".1111", "..111"})); // an area without a track: a new cell
    QVERIFY(rowsOf(read.sketch, 2) == (Rows{"2....", ".....", "....3"}));
    QCOMPARE(read.sketch.find(2)->parent, 1U);
    QCOMPARE(read.sketch.find(3)->parent, 1U);
    QCOMPARE(read.sketch.find(1)->parent, 0U);
    QVERIFY(hasNote(read, "1 areas have no track"));
  }
}

void TestCellTracking::tracksAlone() {
  const Folder folder;
  writeDivision(folder);
  const Annotation read = readPath(folder / "01_GT/TRA");
  QVERIFY(rowsOf(read.sketch, 0) == (Rows{".....", ".11..", "....."}));
  QVERIFY(rowsOf(read.sketch, 1) == (Rows{".....", "..11.", "....."}));
  QCOMPARE(read.sketch.find(3)->parent, 1U);
  std::filesystem::remove(folder / "01_GT/TRA/man_track.txt");
  const Annotation without = readPath(folder / "01_GT/TRA");
  QCOMPARE(without.sketch.find(3)->parent, 0U);
  QVERIFY(hasNote(without, "no track table"));
}

void TestCellTracking::areasAlone() {
  const Folder folder;
  writeDivision(folder);
  writeImages(folder, 4);
  const Annotation read = readPath(folder / "01_GT/SEG");
  QCOMPARE(read.sketch.extent().t, 4); // as many as images
  QVERIFY(rowsOf(read.sketch, 0) == (Rows{".666.", ".666.", "....."}));
  QVERIFY(rowsOf(read.sketch, 1) == (Rows{"7....", ".4444", "..444"}));
  QVERIFY(rowsOf(read.sketch, 3) == (Rows{".....", ".....", "....."}));
}

void TestCellTracking::singleSlices() {
  const Folder folder;
  folder.writeLabels("SEG/man_seg_001_002.tif", labelImage({"3.", ".."}));
  folder.writeLabels("SEG/man_seg_001_000.tif", labelImage({".3", ".."}));
  const Sketch sketch = readPath(folder / "SEG").sketch;
  QVERIFY(sketch.extent() == (Extent{2, 1, 3, 2, 2}));
  QVERIFY(rowsOf(sketch, 1, 2) == (Rows{"3.", ".."}) && rowsOf(sketch, 1, 0) == (Rows{".3", ".."}));
}

void TestCellTracking::volumes() {
  const Folder folder;
  Image<std::uint32_t> labels({1, 1, 2, 2, 2}, 0, {1.0, 0.5, 0.5});
  labels.mutableData()[7] = 9;
  folder.writeLabels("02_GT/TRA/man_track000.tif", labels);
  folder.write("02_GT/TRA/man_track.txt", "9 0 0 0\n");
  const Sketch sketch = readPath(folder.path()).sketch;
  QVERIFY(sketch.extent() == (Extent{1, 1, 2, 2, 2}));
  QCOMPARE(sketch.spacing().z, 1.0);
  QVERIFY(sketch.find(9)->mask.test(0, 1, 1, 1) && sketch.find(9)->mask.count() == 1);
}

void TestCellTracking::results() {
  const Folder folder;
  folder.writeLabels("01_RES/mask000.tif", labelImage({"1."}));
  folder.writeLabels("01_RES/mask001.tif", labelImage({".2"}));
  folder.write("01_RES/res_track.txt", "1 0 0 0\n2 1 1 1\n");
  writeDivision(folder);
  const AnnotationList list = listAnnotations(folder.path());
  QCOMPARE(list.items.size(), 2U);
  AnnotationOptions options;
  options.item = "01_RES";
  const Sketch sketch = readAnnotation(list, options).sketch;
  QVERIFY(rowsOf(sketch, 0) == Rows{"1."} && rowsOf(sketch, 1) == Rows{".2"});
  QCOMPARE(sketch.find(2)->parent, 1U);
}

void TestCellTracking::ownImages() {
  const Folder folder;
  writeDivision(folder);
  writeImages(folder, 3);
  const AnnotationList list = listAnnotations(folder.path());
  QVERIFY(list.items[0].hasImage);
  AnnotationOptions options;
  options.greys = AnnotationGreys::OwnImage;
  const Sketch sketch = readAnnotation(list, options).sketch;
  QCOMPARE(sketch.spacing().x, 0.5);
  QVERIFY(sketch.find(1)->greyAt(1) > sketch.find(1)->greyAt(0)); // frame by frame
  std::filesystem::remove(folder / "01/t001.tif");
  QVERIFY(errorOf([&] { readAnnotation(list, options); }).contains("frame 1 is missing"));
  const Folder other;
  writeDivision(other);
  writeImages(other, 3, 6);
  QVERIFY(errorOf([&] { readPath(other.path()); }).contains("differ in size from their image"));
}

void TestCellTracking::bad_data() {
  QTest::addColumn<QString>("name");
  QTest::addColumn<QByteArray>("bytes");
  QTest::addColumn<QString>("message");
  QTest::newRow("damaged frame") << "01_GT/TRA/man_track001.tif" << QByteArray("II*\0broken", 10) << "man_track001";
  QTest::newRow("damaged area") << "01_GT/SEG/man_seg001.tif" << QByteArray("nothing") << "man_seg001";
  QTest::newRow("text") << "01_GT/TRA/man_track.txt" << QByteArray("label begin end\n") << "line 1";
  QTest::newRow("short") << "01_GT/TRA/man_track.txt" << QByteArray("1 0 1 0\n2 2 2\n") << "line 2";
}

void TestCellTracking::bad() {
  QFETCH(QString, name);
  QFETCH(QByteArray, bytes);
  QFETCH(QString, message);
  const Folder folder;
  writeDivision(folder);
  folder.write(name.toStdString(), bytes);
  const QString error = errorOf([&] { readPath(folder.path()); });
  QVERIFY2(error.contains(message), qPrintable(error));
}

void TestCellTracking::tables_data() {
  QTest::addColumn<QByteArray>("table");
  QTest::newRow("five numbers") << QByteArray("1 0 1 0 4\n");
  QTest::newRow("negative") << QByteArray("1 -1 1 0\n");
  QTest::newRow("label 0") << QByteArray("0 0 1 0\n");
  QTest::newRow("beyond 32 bits") << QByteArray("4294967296 0 1 0\n");
  QTest::newRow("beyond 64 bits") << QByteArray("99999999999999999999 0 1 0\n");
  QTest::newRow("ends before it begins") << QByteArray("1 3 1 0\n");
  QTest::newRow("twice") << QByteArray("1 0 1 0\n1 0 1 0\n");
  QTest::newRow("own parent") << QByteArray("1 0 1 1\n");
  QTest::newRow("missing parent") << QByteArray("1 0 1 0\n2 2 2 7\n");
  QTest::newRow("circle") << QByteArray("1 2 2 2\n2 2 2 1\n");
  QTest::newRow("fraction") << QByteArray("1 0.5 1 0\n");
}

void TestCellTracking::tables() {
  QFETCH(QByteArray, table);
  const Folder folder;
  writeDivision(folder);
  folder.write("01_GT/TRA/man_track.txt", table);
  QVERIFY(errorOf([&] { readPath(folder.path()); }).contains("man_track.txt"));
}

CYTOSKETCH_TEST_CLASS(celltracking, TestCellTracking)
#include "test_celltracking.moc"
