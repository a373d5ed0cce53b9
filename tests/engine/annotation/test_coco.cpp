#include "samples.h"

#include "engine/annotation/cocorle.h"
#include "tests/support/testprogram.h"

using namespace cytosketch;
using namespace cytosketch::test;

namespace {

/// A file with one image of 5 × 4 pixels around some annotations.
QByteArray coco(const QByteArray& annotations, const QByteArray& categories = "[]") {
  return R"({"info": {}, "images": [{"id": 3, "file_name": "a.png", "height": 4, "width": 5}], "categories": )" +
         categories + R"(, "annotations": [)" + annotations + "]}";
}

QByteArray polygon(const QByteArray& id, const QByteArray& points, const QByteArray& more = {}) {
  return R"({"id": )" + id + R"(, "image_id": 3, "iscrowd": 0, "segmentation": [)" + points + "]" + more + "}";
}
QByteArray rle(const QByteArray& id, const QByteArray& counts, const QByteArray& size = "[4, 5]") {
  return R"({"id": )" + id + R"(, "image_id": 3, "iscrowd": 1, "segmentation": {"size": )" + size + R"(, "counts": )" +
         counts + "}}";
}

/// COCO's way to write run lengths as text, from its description.
QByteArray compressed(const std::vector<qint64>& runs) {
  QByteArray text;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    qint64 value = runs[i] - (i > 2 ? runs[i - 2] : 0);
    for (bool more = true; more;) {
      int letter = int(value & 0x1f);
      value >>= 5;
      more = (letter & 0x10) != 0 ? value != -1 : value != 0;
      text.append(char(letter + (more ? 0x20 : 0) + 48));
    }
  }
  return text;
}

} // namespace

class TestCoco : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void polygons();
  void overlapIsKept();
  void runLengths();
  void knownTexts();
  void runLengthsOfRandomMasks();
  void severalImages();
  void kinds();
  void idsThatCannotBe();
  void boxesAreLeftOut();
  void imageBeside();
  void namesDoNotLeadOut();
  void bad_data();
  void bad();
};

void TestCoco::polygons() {
  const Folder folder;
  const auto path = folder.write("coco.json", coco(polygon("7", "[0, 0, 3, 0, 3, 2, 0, 2]") + "," +
                                                   polygon("9", "[4, 0, 5, 0, 5, 1, 4, 1], [1, 3, 5, 3, 5, 4, 1, 4]")));
  QCOMPARE(listAnnotations(path).format, AnnotationFormat::Coco);
  QVERIFY(rowsOf(readPath(path).sketch) == (Rows{"777.9", "777..", ".....", ".9999"}));
}

void TestCoco::overlapIsKept() {
  const Folder folder;
  const Sketch sketch = readPath(folder.write("coco.json", coco(polygon("1", "[0, 0, 3, 0, 3, 2, 0, 2]") + "," +
                                                                polygon("2", "[2, 1, 5, 1, 5, 4, 2, 4]"))))
                            .sketch;
  QVERIFY(pixelsOf(sketch, 1) == (Rows{"###..", "###..", ".....", "....."}));
  QVERIFY(pixelsOf(sketch, 2) == (Rows{".....", "..###", "..###", "..###"}));
}

void TestCoco::runLengths() {
  const Folder folder;
  // Column by column: 2 off, 3 on (the last two of column 0, the first of column 1), 14 off, 1 on.
  const Rows expected{".4...", ".....", "4....", "4...4"};
  const QByteArray text = compressed({2, 3, 14, 1});
  QVERIFY(rowsOf(readPath(folder.write("a.json", coco(rle("4", "[2, 3, 14, 1]")))).sketch) == expected);
  QVERIFY(rowsOf(readPath(folder.write("b.json", coco(rle("4", "\"" + text + "\"")))).sketch) == expected);
  QVERIFY(rowsOf(readPath(folder.write("c.json", coco(rle("4", "[0, 20]")))).sketch) ==
          (Rows{"44444", "44444", "44444", "44444"}));
}

/// Texts worked out by hand from the description: 48 + five bits, 32 added if more follow, sign in the last one's 16.
void TestCoco::knownTexts() {
  QVERIFY(runLengthsOfText("06") == (RunLengths{0, 6}));
  QVERIFY(runLengthsOfText("`0") == (RunLengths{16}));           // 16 = 0b10000: its sign bit needs a second letter
  QVERIFY(runLengthsOfText("P2") == (RunLengths{64}));           // 0, then 2 · 32
  QVERIFY(runLengthsOfText("123O") == (RunLengths{1, 2, 3, 1})); // the fourth is −1 after 2
}

void TestCoco::runLengthsOfRandomMasks() {
  std::srand(11);
  for (const auto& [height, width] : {std::pair{7, 5}, std::pair{64, 64}, std::pair{70, 200}, std::pair{200, 130}}) {
    std::vector<char> pixels(std::size_t(height * width));
    char value = 0;
    for (char& pixel : pixels) { // column by column
      value = std::rand() % 9 == 0 ? char(1 - value) : value;
      pixel = value;
    }
    std::vector<qint64> runs{0};
    char on = 0;
    for (const char pixel : pixels) {
      if (pixel != on) {
        runs.push_back(0);
        on = pixel;
      }
      ++runs.back();
    }
    const QByteArray text = compressed(runs);
    const Mask mask = maskOfRunLengths(runLengthsOfText(text.toStdString()), height, width, 2, 1);
    std::int64_t count = 0;
    for (int x = 0; x < width; ++x) {
      for (int y = 0; y < height; ++y) {
        const bool expected = pixels[std::size_t(x * height + y)] != 0;
        QCOMPARE(mask.test(2, 1, y, x), expected);
        count += expected ? 1 : 0;
      }
    }
    QCOMPARE(mask.count(), count);
  }
}

void TestCoco::severalImages() {
  const Folder folder;
  const auto path = folder.write("c.json", R"({"images": [{"id": 1, "file_name": "a.png", "height": 1, "width": 2},
    {"id": "two", "file_name": "b.png", "height": 1, "width": 3}, {"id": 5, "height": 1, "width": 1}],
    "annotations": [{"id": 1, "image_id": 1, "segmentation": [[0, 0, 1, 0, 1, 1, 0, 1]]},
    {"id": 2, "image_id": "two", "segmentation": [[1, 0, 3, 0, 3, 1, 1, 1]]}]})");
  const AnnotationList list = listAnnotations(path);
  QVERIFY(list.items.size() == 3 && list.items[1].name == "b.png" && list.items[2].name == "5");
  AnnotationOptions options;
  options.item = "b.png";
  QVERIFY(rowsOf(readAnnotation(list, options).sketch) == Rows{".22"});
  options.item = "5";
  QVERIFY(errorOf([&] { readAnnotation(list, options); }).contains("no cell"));
}

void TestCoco::kinds() {
  const Folder folder;
  const QByteArray categories =
      R"([{"id": 1, "name": "Nucleus"}, {"id": 2, "name": "cytoplasm"}, {"id": 3, "name": "whole cell"}])";
  const QByteArray square = "[0, 0, 3, 0, 3, 2, 0, 2]";
  const auto path = folder.write("c.json", coco(polygon("1", square, R"(, "category_id": 1)") + "," +
                                                    polygon("2", square, R"(, "category_id": 2)") + "," +
                                                    polygon("3", square, R"(, "category_id": 3)"),
                                                categories));
  const Sketch sketch = readPath(path).sketch;
  QVERIFY(sketch.find(1)->kind == CellKind::Nucleus && sketch.find(2)->kind == CellKind::Cytoplasm &&
          sketch.find(3)->kind == CellKind::WholeCell);
  AnnotationOptions options;
  options.kind = CellKind::Cytoplasm;
  QVERIFY(readPath(path, options).sketch.find(3)->kind == CellKind::Cytoplasm);
}

void TestCoco::idsThatCannotBe() {
  const Folder folder;
  const QByteArray square = "[0, 0, 1, 0, 1, 1, 0, 1]";
  QByteArray list;
  for (const char* const id : {"8", "900100184613", "-3", "0", "8", "\"x\"", "1.5", "4"}) {
    list += (list.isEmpty() ? "" : ",") + polygon(id, square);
  }
  const Annotation read = readPath(folder.write("c.json", coco(list)));
  QVERIFY(idsOf(read.sketch) == (std::set<CellId>{4, 8, 9, 10, 11, 12, 13, 14}));
  QVERIFY(hasNote(read, "6 annotations got new ids"));
}

void TestCoco::boxesAreLeftOut() {
  const Folder folder;
  const Annotation read =
      readPath(folder.write("c.json", coco(polygon("1", "[0, 0, 1, 0, 1, 1, 0, 1]") +
                                           R"(, {"id": 2, "image_id": 3, "bbox": [0, 0, 1, 1]},)" + polygon("3", ""))));
  QVERIFY(idsOf(read.sketch) == std::set<CellId>{1});
  QVERIFY(hasNote(read, "2 annotations have a box"));
}

void TestCoco::imageBeside() {
  const Folder folder;
  const auto path = folder.write("c.json", coco(polygon("1", "[0, 0, 1, 0, 1, 1, 0, 1]")));
  QVERIFY(!listAnnotations(path).items[0].hasImage);
  std::filesystem::create_directories(folder / "images");
  Image<std::uint8_t> image({1, 1, 1, 4, 5}, 10);
  image.mutableData()[0] = 20;
  writeImage(image, folder / "images/a.png");
  QVERIFY(listAnnotations(path).items[0].hasImage);
  AnnotationOptions options;
  options.greys = AnnotationGreys::OwnImage;
  QCOMPARE(readPath(path, options).sketch.find(1)->greyAt(0), 1.0F);
  writeImage(Image<std::uint8_t>({1, 1, 1, 4, 6}, 10), folder / "images/a.png");
  QVERIFY(errorOf([&] { readPath(path); }).contains("5 x 4"));
}

void TestCoco::namesDoNotLeadOut() {
  const Folder folder;
  writeImage(Image<std::uint8_t>({1, 1, 1, 4, 5}, 10), folder / "a.png");
  const QByteArray good = coco(polygon("1", "[0, 0, 1, 0, 1, 1, 0, 1]"));
  const QByteArray absolute = QByteArray::fromStdString((folder / "a.png").string());
  QVERIFY(!listAnnotations(folder.write("in/c.json", QByteArray(good).replace("a.png", "../a.png"))).items[0].hasImage);
  QVERIFY(!listAnnotations(folder.write("in/d.json", QByteArray(good).replace("a.png", absolute))).items[0].hasImage);
}

void TestCoco::bad_data() {
  QTest::addColumn<QByteArray>("json");
  const QByteArray square = "[0, 0, 1, 0, 1, 1, 0, 1]";
  QTest::newRow("empty list") << coco("");
  QTest::newRow("cut off") << coco(polygon("1", square)).chopped(3);
  QTest::newRow("no COCO") << QByteArray("{\"a\": 1}");
  QTest::newRow("a list") << QByteArray("[1, 2]");
  QTest::newRow("no images") << QByteArray(R"({"images": [], "annotations": []})");
  QTest::newRow("images no objects") << QByteArray(R"({"images": [1], "annotations": []})");
  QTest::newRow("no size") << coco("").replace("\"height\": 4", "\"h\": 4");
  QTest::newRow("huge size") << coco("").replace("\"height\": 4", "\"height\": 4000000000000");
  QTest::newRow("size as text") << coco("").replace("\"height\": 4", "\"height\": \"4\"");
  QTest::newRow("fraction as size") << coco("").replace("\"height\": 4", "\"height\": 4.5");
  QTest::newRow("annotation without image") << coco(R"({"id": 1})");
  QTest::newRow("annotation is a number") << coco("5");
  QTest::newRow("odd polygon") << coco(polygon("1", "[0, 0, 1]"));
  QTest::newRow("texts in polygon") << coco(polygon("1", R"(["a", 0, 1, 1, 2, 2])"));
  QTest::newRow("polygon is no list") << coco(polygon("1", "5"));
  QTest::newRow("huge coordinates") << coco(polygon("1", "[0, 0, 1e300, 0, 1e300, 1e300]"));
  QTest::newRow("far coordinates") << coco(polygon("1", "[0, 0, 1000000, 0, 1, 1]"));
  QTest::newRow("mask of another size") << coco(rle("1", "[0, 20]", "[5, 4]"));
  QTest::newRow("no size of mask") << coco(rle("1", "[0, 20]", "null"));
  QTest::newRow("too few") << coco(rle("1", "[0, 19]"));
  QTest::newRow("too many") << coco(rle("1", "[0, 21]"));
  QTest::newRow("wraps around") << coco(rle("1", "[18446744073709551615, 21]"));
  QTest::newRow("negative run") << coco(rle("1", "[-1, 21]"));
  QTest::newRow("fraction") << coco(rle("1", "[0.5, 19.5]"));
  QTest::newRow("run is a text") << coco(rle("1", "[\"0\", 20]"));
  QTest::newRow("counts are a number") << coco(rle("1", "20"));
  QTest::newRow("letters") << coco(rle("1", "\"!!\""));
  QTest::newRow("text ends in a number") << coco(rle("1", "\"PPP\""));
  QTest::newRow("endless number") << coco(rle("1", "\"" + QByteArray(40, 'P') + "0\""));
  QTest::newRow("negative in text") << coco(rle("1", "\"O\""));
  QTest::newRow("deep nesting") << coco(QByteArray(100000, '[') + QByteArray(100000, ']'));
  QByteArray covers;
  for (int i = 1; i < 80; ++i) {
    covers += (i == 1 ? "" : ",") + rle(QByteArray::number(i), "[0, 20]");
  }
  QTest::newRow("piled up") << coco(covers);
}

void TestCoco::bad() {
  QFETCH(QByteArray, json);
  const Folder folder;
  const auto path = folder.write("bad.json", json);
  QVERIFY(errorOf([&] { readPath(path); }).contains("bad.json"));
}

CYTOSKETCH_TEST_CLASS(coco, TestCoco)
#include "test_coco.moc"
