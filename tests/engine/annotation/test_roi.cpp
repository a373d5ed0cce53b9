#include "samples.h"

#include "engine/annotation/imagejroi.h"
#include "tests/support/testprogram.h"

#include <cmath>

using namespace cytosketch;
using namespace cytosketch::test;

namespace {

using Points = std::vector<std::pair<double, double>>; ///< x, y

/// Whether a point lies inside by the number of edges to its right: slow and obvious.
bool inside(const std::vector<Points>& loops, double x, double y) {
  bool in = false;
  for (const Points& loop : loops) {
    for (std::size_t i = 0, j = loop.size() - 1; i < loop.size(); j = i++) {
      const auto& [xi, yi] = loop[i];
      const auto& [xj, yj] = loop[j];
      if ((yi > y) != (yj > y) && x < (xj - xi) * (y - yi) / (yj - yi) + xi) {
        in = !in;
      }
    }
  }
  return in;
}

/// Rows of the pixels whose centres are inside.
template <typename Inside>
Rows centresIn(int width, int height, const Inside& isIn) {
  Rows rows;
  for (int y = 0; y < height; ++y) {
    std::string row;
    for (int x = 0; x < width; ++x) {
      row += isIn(x + 0.5, y + 0.5) ? '#' : '.';
    }
    rows.push_back(row);
  }
  return rows;
}

Rows rowsOfMask(const Mask& mask, int width, int height) {
  Rows rows;
  for (int y = 0; y < height; ++y) {
    std::string row;
    for (int x = 0; x < width; ++x) {
      row += mask.test(0, 0, y, x) ? '#' : '.';
    }
    rows.push_back(row);
  }
  return rows;
}

ImageJRoi parsed(const QByteArray& bytes) {
  return parseImageJRoi(std::string_view(bytes.constData(), std::size_t(bytes.size())));
}

Rows pixels(const QByteArray& bytes, int width, int height) {
  return rowsOfMask(maskOf(parsed(bytes), 0, 0), width, height);
}

QByteArray subPixelRoi(const Points& points) {
  RoiHeader h;
  h.type = 7;
  h.options = 128;
  h.count = int(points.size());
  QByteArray xs, ys;
  for (const auto& [x, y] : points) {
    xs += bigReal(float(x));
    ys += bigReal(float(y));
  }
  return roiOf(h, QByteArray(qsizetype(points.size()) * 4, '\0') + xs + ys);
}

/// A composite region: move to, lines, close, for each loop.
QByteArray compositeRoi(const std::vector<Points>& loops) {
  RoiHeader h;
  h.type = 1;
  QByteArray path;
  for (const Points& loop : loops) {
    for (std::size_t i = 0; i < loop.size(); ++i) {
      path += bigReal(i == 0 ? 0.0F : 1.0F) + bigReal(float(loop[i].first)) + bigReal(float(loop[i].second));
    }
    path += bigReal(4.0F);
  }
  h.shapeSize = int(path.size() / 4);
  return roiOf(h, path);
}

QByteArray reals(float a, float b, float c, float d) {
  return bigReal(a) + bigReal(b) + bigReal(c) + bigReal(d);
}

} // namespace

class TestRoi : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void outlinesRunAlongPixelEdges();
  void slantedAndSubPixelOutlines();
  void rectangles();
  void ovals();
  void turnedEllipseAndRectangle();
  void composites();
  void curves();
  void names();
  void zipKeepsOverlap();
  void positions();
  void stackPositions();
  void withoutPositionInAll();
  void partsOfACell();
  void canvasOfTheImage();
  void linesAreLeftOut();
  void bad_data();
  void bad();
};

void TestRoi::outlinesRunAlongPixelEdges() {
  // Pixels (1,1), (2,1), (1,2): their common outline as ImageJ's wand traces it, and as polygon and freehand.
  const std::vector<std::pair<int, int>> corner{{1, 1}, {3, 1}, {3, 2}, {2, 2}, {2, 3}, {1, 3}};
  for (const int type : {0, 7, 8}) {
    QVERIFY(pixels(polygonRoi(corner, {}, {}, type), 4, 4) == (Rows{"....", ".##.", ".#..", "...."}));
  }
}

void TestRoi::slantedAndSubPixelOutlines() {
  std::srand(3);
  for (int round = 0; round < 100; ++round) {
    Points points;
    for (int i = 0; i < 3 + round % 5; ++i) {
      points.emplace_back(float(std::rand() % 2000) / 100.0F, float(std::rand() % 2000) / 100.0F);
    }
    QVERIFY(pixels(subPixelRoi(points), 20, 20) ==
            centresIn(20, 20, [&](double x, double y) { return inside({points}, x, y); }));
  }
}

void TestRoi::rectangles() {
  RoiHeader h;
  h.type = 1;
  h.left = 1, h.top = 0, h.right = 4, h.bottom = 2;
  QVERIFY(pixels(roiOf(h), 5, 3) == (Rows{".###.", ".###.", "....."}));
  h.options = 128;
  h.reals = reals(0.4F, 0.6F, 2.2F, 1.0F); // x 0.4…2.6, y 0.6…1.6
  QVERIFY(pixels(roiOf(h), 5, 3) == (Rows{".....", "###..", "....."}));
  h.options = 0;
  h.left = 0, h.right = 8, h.bottom = 8;
  h.extra = big(0, 2) + big(4, 2); // round corners of diameter 4
  QVERIFY(pixels(roiOf(h), 8, 8) == centresIn(8, 8, [](double x, double y) {
            const double dx = std::max({2.0 - x, x - 6.0, 0.0}), dy = std::max({2.0 - y, y - 6.0, 0.0});
            return dx * dx + dy * dy <= 4.0;
          }));
}

void TestRoi::ovals() {
  for (int width = 1; width < 12; ++width) {
    for (int height = 1; height < 12; ++height) {
      RoiHeader h;
      h.type = 2;
      h.left = 2, h.top = 3, h.right = 2 + width, h.bottom = 3 + height;
      const double a = width / 2.0, b = height / 2.0;
      QVERIFY(pixels(roiOf(h), 16, 16) == centresIn(16, 16, [&](double x, double y) {
                const double dx = (x - 2 - a) / a, dy = (y - 3 - b) / b;
                return dx * dx + dy * dy <= 1.0;
              }));
    }
  }
}

void TestRoi::turnedEllipseAndRectangle() {
  RoiHeader h;
  h.type = 7;
  h.subtype = 3;
  h.reals = reals(4, 4, 16, 12);
  h.extra = bigReal(0.5F);
  const double length = std::hypot(12, 8), ux = 12 / length, uy = 8 / length;
  const auto along = [&](double x, double y) { return (x - 10) * ux + (y - 8) * uy; };
  const auto across = [&](double x, double y) { return (y - 8) * ux - (x - 10) * uy; };
  QVERIFY(pixels(roiOf(h), 20, 20) == centresIn(20, 20, [&](double x, double y) {
            return std::pow(along(x, y) / (length / 2), 2) + std::pow(across(x, y) / (length / 4), 2) <= 1.0;
          }));
  h.subtype = 5;
  h.extra = bigReal(5.0F); // its width
  QVERIFY(pixels(roiOf(h), 20, 20) == centresIn(20, 20, [&](double x, double y) {
            return std::abs(along(x, y)) < length / 2 && std::abs(across(x, y)) < 2.5;
          }));
}

void TestRoi::composites() {
  const Points outer{{0, 0}, {6, 0}, {6, 5}, {0, 5}}, hole{{1, 1}, {1, 4}, {3, 4}, {3, 1}},
      apart{{7, 2}, {9, 2}, {9, 4}, {7, 4}};
  QVERIFY(pixels(compositeRoi({outer, hole, apart}), 10, 6) ==
          (Rows{"######....", "#..###....", "#..###.##.", "#..###.##.", "######....", ".........."}));
}

void TestRoi::curves() {
  // A circle of radius 10 of four cubic curves: the pixels whose centres are clearly inside or outside must be right.
  constexpr float k = 5.522847F;
  RoiHeader h;
  h.type = 1;
  QByteArray path = bigReal(0) + bigReal(22) + bigReal(12);
  const float curves[4][6] = {{22, 12 + k, 12 + k, 22, 12, 22},
                              {12 - k, 22, 2, 12 + k, 2, 12},
                              {2, 12 - k, 12 - k, 2, 12, 2},
                              {12 + k, 2, 22, 12 - k, 22, 12}};
  for (const auto& curve : curves) {
    path += bigReal(3);
    for (const float value : curve) {
      path += bigReal(value);
    }
  }
  path += bigReal(4);
  h.shapeSize = int(path.size() / 4);
  const Mask mask = maskOf(parsed(roiOf(h, path)), 0, 0);
  for (int y = 0; y < 24; ++y) {
    for (int x = 0; x < 24; ++x) {
      const double r = std::hypot(x + 0.5 - 12, y + 0.5 - 12);
      if (std::abs(r - 10.0) > 0.1) {
        QCOMPARE(mask.test(0, 0, y, x), r < 10.0);
      }
    }
  }
}

void TestRoi::names() {
  const ImageJRoi roi = parsed(polygonRoi({{0, 0}, {2, 0}, {2, 2}}, {2, 3, 4}, QString::fromUtf8("Zelle µ 細胞")));
  QCOMPARE(QString::fromStdString(roi.name), QString::fromUtf8("Zelle µ 細胞"));
  QVERIFY(roi.channel == 2 && roi.slice == 3 && roi.frame == 4);
}

void TestRoi::zipKeepsOverlap() {
  const Folder folder;
  const auto path = folder.write("RoiSet.zip", zipOf({{"0001-0002.roi", polygonRoi({{0, 0}, {3, 0}, {3, 2}, {0, 2}})},
                                                      {"readme.txt", "no region"},
                                                      {"more/", ""},
                                                      {"more/b.roi", polygonRoi({{2, 1}, {5, 1}, {5, 3}, {2, 3}})}}));
  QCOMPARE(listAnnotations(path).format, AnnotationFormat::ImageJRoi);
  const Annotation read = readPath(path);
  QVERIFY(read.sketch.extent() == (Extent{1, 1, 1, 3, 5}));
  QVERIFY(pixelsOf(read.sketch, 1) == (Rows{"###..", "###..", "....."}));
  QVERIFY(pixelsOf(read.sketch, 2) == (Rows{".....", "..###", "..###"}));
  QVERIFY(hasNote(read, "do not say how large"));
  QVERIFY(rowsOf(readPath(folder.write("one.roi", polygonRoi({{0, 0}, {2, 0}, {2, 1}, {0, 1}}))).sketch) == Rows{"11"});
}

void TestRoi::positions() {
  const Folder folder;
  const std::vector<std::pair<int, int>> pixel{{0, 0}, {1, 0}, {1, 1}, {0, 1}};
  const Sketch sketch =
      readPath(folder.write("RoiSet.zip",
                            zipOf({{"a.roi", polygonRoi(pixel, {1, 2, 1})}, {"b.roi", polygonRoi(pixel, {2, 1, 3})}})))
          .sketch;
  QVERIFY(sketch.extent() == (Extent{3, 2, 2, 1, 1}));
  QVERIFY(sketch.find(1)->mask.test(0, 1, 0, 0) && sketch.find(1)->mask.count() == 1 && sketch.find(1)->channel == 0);
  QVERIFY(sketch.find(2)->mask.test(2, 0, 0, 0) && sketch.find(2)->mask.count() == 1 && sketch.find(2)->channel == 1);
}

void TestRoi::stackPositions() {
  const Folder folder;
  const std::vector<std::pair<int, int>> pixel{{0, 0}, {1, 0}, {1, 1}, {0, 1}};
  const Sketch sketch = readPath(folder.write("s.zip", zipOf({{"a.roi", polygonRoi(pixel, {}, {}, 0, 3)}}))).sketch;
  QVERIFY(sketch.extent() == (Extent{1, 1, 3, 1, 1}) && sketch.find(1)->mask.test(0, 2, 0, 0));
}

void TestRoi::withoutPositionInAll() {
  const Folder folder;
  const std::vector<std::pair<int, int>> pixel{{0, 0}, {1, 0}, {1, 1}, {0, 1}};
  const Sketch sketch =
      readPath(folder.write("s.zip", zipOf({{"a.roi", polygonRoi(pixel, {0, 2, 2})}, {"b.roi", polygonRoi(pixel)}})))
          .sketch;
  QVERIFY(sketch.find(1)->mask.count() == 1 && sketch.find(2)->mask.count() == 4);
}

void TestRoi::partsOfACell() {
  const Folder folder;
  const auto square = [](int x) { return std::vector<std::pair<int, int>>{{x, 0}, {x + 1, 0}, {x + 1, 1}, {x, 1}}; };
  const Sketch sketch = readPath(folder.write("s.zip", zipOf({{"cell-12-z1.roi", polygonRoi(square(0), {0, 1, 0})},
                                                              {"other.roi", polygonRoi(square(5), {0, 1, 0})},
                                                              {"x.roi", polygonRoi(square(2), {0, 2, 0}, "cell-12")}})))
                            .sketch;
  QVERIFY(idsOf(sketch) == (std::set<CellId>{12, 13}));
  QVERIFY(sketch.find(12)->mask.test(0, 0, 0, 0) && sketch.find(12)->mask.test(0, 1, 0, 2));
}

void TestRoi::canvasOfTheImage() {
  const Folder folder;
  Image<std::uint8_t> image({1, 1, 2, 8, 9}, 1, {1.0, 0.5, 0.5});
  image.mutableData()[0] = 5;
  writeImage(image, folder / "image.tif");
  AnnotationOptions options;
  options.greys = AnnotationGreys::File;
  options.image = folder / "image.tif";
  const std::vector<std::pair<int, int>> pixel{{0, 0}, {1, 0}, {1, 1}, {0, 1}};
  const auto path = folder.write("a.zip", zipOf({{"a.roi", polygonRoi(pixel, {0, 1, 0})}}));
  const Annotation read = readPath(path, options);
  QVERIFY(read.sketch.extent() == (Extent{1, 1, 2, 8, 9}));
  QCOMPARE(read.sketch.spacing().x, 0.5);
  QVERIFY(read.notes.empty());
  const auto beyond = folder.write("b.zip", zipOf({{"a.roi", polygonRoi(pixel, {0, 3, 0})}}));
  QVERIFY(errorOf([&] { readPath(beyond, options); }).contains("slice 3"));
}

void TestRoi::linesAreLeftOut() {
  const Folder folder;
  std::vector<Packed> files{{"a.roi", polygonRoi({{0, 0}, {2, 0}, {2, 2}, {0, 2}})}};
  for (const int type : {3, 4, 5, 6, 9, 10}) {
    files.push_back({"x" + QByteArray::number(type) + ".roi", polygonRoi({{0, 0}, {2, 0}, {2, 2}}, {}, {}, type)});
  }
  RoiHeader text;
  text.type = 1;
  text.subtype = 1;
  text.right = text.bottom = 5;
  files.push_back({"text.roi", roiOf(text)});
  const Annotation read = readPath(folder.write("a.zip", zipOf(files)));
  QVERIFY(idsOf(read.sketch) == std::set<CellId>{1});
  QVERIFY(hasNote(read, "7 regions have no area"));
}

void TestRoi::bad_data() {
  QTest::addColumn<QByteArray>("roi");
  const QByteArray good = polygonRoi({{0, 0}, {2, 0}, {2, 2}});
  QTest::newRow("nothing") << QByteArray("x");
  QTest::newRow("other magic") << QByteArray(good).replace(0, 4, "Iota");
  QTest::newRow("header only half") << good.left(40);
  QTest::newRow("coordinates missing") << good.left(good.size() - 2);
  QTest::newRow("huge count") << QByteArray(good).replace(16, 2, "\xff\xff");
  QTest::newRow("huge path") << QByteArray(good).replace(36, 4, "\x7f\xff\xff\xff");
  QTest::newRow("NaN") << subPixelRoi({{0, 0}, {NAN, 0}, {2, 2}});
  QTest::newRow("infinite") << subPixelRoi({{0, 0}, {INFINITY, 0}, {2, 2}});
  QTest::newRow("far") << subPixelRoi({{0, 0}, {1e7, 0}, {2, 2}});
  QTest::newRow("path without start") << QByteArray(compositeRoi({{{0, 0}, {2, 0}}})).replace(64, 4, bigReal(1));
  QTest::newRow("unknown segment") << QByteArray(compositeRoi({{{0, 0}, {2, 0}}})).replace(64, 4, bigReal(7));
  QTest::newRow("position") << polygonRoi({{0, 0}, {2, 0}, {2, 2}}, {0, 0x7FFFFFFF, 0});
  QTest::newRow("stack position") << polygonRoi({{0, 0}, {2, 0}, {2, 2}}, {}, {}, 0, 0x7FFFFFFF);
  QTest::newRow("no area at all") << polygonRoi({{0, 0}, {2, 0}, {2, 2}}, {}, {}, 3);
}

void TestRoi::bad() {
  QFETCH(QByteArray, roi);
  const Folder folder;
  const auto path = folder.write("a.roi", roi);
  QVERIFY(errorOf([&] { readPath(path); }).contains("a.roi"));
  const auto zip = folder.write("a.zip", zipOf({{"in.roi", roi}}));
  QVERIFY(errorOf([&] { readPath(zip); }).contains("a.zip"));
}

CYTOSKETCH_TEST_CLASS(roi, TestRoi)
#include "test_roi.moc"
