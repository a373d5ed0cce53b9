#include "samples.h"

#include "engine/sketch/fromlabels.h"
#include "tests/support/testprogram.h"

using namespace cytosketch;
using namespace cytosketch::test;

class TestLabels : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void givenIdsAndSpacing();
  void backgroundLabel();
  void componentsTouchAtCorners();
  void componentsEqualSlowFill();
  void componentsAreByFrame();
  void greysByChanceAndMeasured();
  void kindOnRequest();
  void starDistFolder();
  void starDistSizes();
  void bad();
};

void TestLabels::givenIdsAndSpacing() {
  const Folder folder;
  Image<std::uint32_t> labels({1, 1, 2, 3, 4}, 0, {2.0, 0.25, 0.5});
  labels.mutableData()[0] = 7;
  labels.mutableData()[1] = 70000;
  labels.mutableData()[12] = 7;
  const Annotation read = readPath(folder.writeLabels("labels.tif", labels));
  QVERIFY(idsOf(read.sketch) == (std::set<CellId>{7, 70000}));
  QCOMPARE(read.sketch.extent().z, 2);
  QVERIFY(std::abs(read.sketch.spacing().z - 2.0) < 1e-6 && std::abs(read.sketch.spacing().x - 0.5) < 1e-6);
  const Image<std::uint32_t> back = rasteriseLabels(read.sketch, CellKind::Nucleus);
  QVERIFY(std::equal(labels.begin(), labels.end(), back.begin()));
}

void TestLabels::backgroundLabel() {
  const Folder folder;
  const auto path = folder.writeLabels("labels.png", labelImage({"1122", "1.22", "1333"}));
  AnnotationOptions options;
  options.background = 1;
  const Annotation read = readPath(path, options);
  QVERIFY(rowsOf(read.sketch) == (Rows{"..22", ".422", ".333"}));
  QVERIFY(hasNote(read, "1 voxels had label 0"));
}

void TestLabels::componentsTouchAtCorners() {
  const Folder folder;
  const auto path = folder.writeLabels("mask.png", labelImage({"99...9", "99...9", "..9...", "9...55", "9.9.55"}));
  AnnotationOptions options;
  options.components = true;
  QVERIFY(rowsOf(readPath(path, options).sketch) == (Rows{"11...2", "11...2", "..1...", "3...44", "3.5.44"}));
}

/// Against a flood fill of every voxel, on random volumes.
void TestLabels::componentsEqualSlowFill() {
  const Folder folder;
  std::srand(5);
  for (int round = 0; round < 20; ++round) {
    Image<std::uint32_t> labels({1, 1, 4, 9, 11});
    std::generate_n(labels.mutableData(), labels.size(),
                    [] { return std::uint32_t(std::max(0, std::rand() % 7 - 4)); });
    const Extent e = labels.extent();
    Image<std::uint32_t> slow(e);
    std::uint32_t next = 1;
    for (std::int64_t i = 0; i < e.voxels(); ++i) {
      if (labels.data()[i] == 0 || slow.data()[i] != 0) {
        continue;
      }
      std::vector<std::int64_t> open{i};
      slow.mutableData()[i] = next;
      while (!open.empty()) {
        const std::int64_t at = open.back();
        open.pop_back();
        for (std::int64_t j = 0; j < e.voxels(); ++j) {
          const bool near = std::abs(j % e.x - at % e.x) <= 1 && std::abs(j / e.x % e.y - at / e.x % e.y) <= 1 &&
                            std::abs(j / e.x / e.y - at / e.x / e.y) <= 1;
          if (near && labels.data()[j] == labels.data()[i] && slow.data()[j] == 0) {
            slow.mutableData()[j] = next;
            open.push_back(j);
          }
        }
      }
      ++next;
    }
    AnnotationOptions options;
    options.components = true;
    const Sketch sketch = readPath(folder.writeLabels("volume.tif", labels), options).sketch;
    const Image<std::uint32_t> fast = rasteriseLabels(sketch, CellKind::Nucleus);
    QVERIFY(std::equal(slow.begin(), slow.end(), fast.begin()));
  }
}

void TestLabels::componentsAreByFrame() {
  const Folder folder;
  Image<std::uint32_t> labels({2, 1, 1, 1, 3}, 0, {0.0, 1.5, 1.5});
  labels.mutableData()[0] = labels.mutableData()[3] = 5;
  AnnotationOptions options;
  options.components = true;
  const Sketch sketch = readPath(folder.writeLabels("series.tif", labels), options).sketch;
  QCOMPARE(sketch.extent().t, 2);
  QVERIFY(rowsOf(sketch, 0) == Rows{"1.."} && rowsOf(sketch, 1) == Rows{"2.."});
}

void TestLabels::greysByChanceAndMeasured() {
  const Folder folder;
  const Image<std::uint32_t> labels = labelImage({"1122", "1122", "...."});
  const auto path = folder.writeLabels("labels.tif", labels);
  AnnotationOptions options;
  options.seed = 9;
  options.brightness = BrightnessRange{0.2F, 0.3F};
  QVERIFY(readPath(path, options).sketch ==
          sketchFromLabels(labels, CellKind::Nucleus, BrightnessRange{0.2F, 0.3F}, 9));

  Image<float> real({1, 1, 1, 3, 4}, 10.0F);
  for (const std::int64_t i : {0, 1, 4, 5}) {
    real.mutableData()[i] = 30.0F;
  }
  for (const std::int64_t i : {2, 3, 6, 7}) {
    real.mutableData()[i] = 50.0F;
  }
  writeImage(real, folder / "real.tif");
  AnnotationOptions measured;
  measured.greys = AnnotationGreys::File;
  measured.image = folder / "real.tif";
  const Sketch sketch = readPath(path, measured).sketch;
  QCOMPARE(sketch.find(1)->greyAt(0), 0.5F);
  QCOMPARE(sketch.find(2)->greyAt(0), 1.0F);
  QCOMPARE(sketch.shading().background, 0.0F);
}

void TestLabels::kindOnRequest() {
  const Folder folder;
  AnnotationOptions options;
  options.kind = CellKind::WholeCell;
  const Sketch sketch = readPath(folder.writeLabels("a.tif", labelImage({"12"})), options).sketch;
  QVERIFY(sketch.find(1)->kind == CellKind::WholeCell && sketch.find(2)->kind == CellKind::WholeCell);
}

void TestLabels::starDistFolder() {
  const Folder folder;
  folder.writeLabels("train/masks/a.tif", labelImage({"1..", ".22"}));
  folder.writeLabels("train/masks/b.tif", labelImage({"4..", ".33"}));
  folder.writeLabels("test/masks/a.tif", labelImage({"5..", ".66"}));
  std::filesystem::create_directories(folder / "train/images");
  Image<std::uint16_t> image({1, 1, 1, 2, 3}, 5);
  image.mutableData()[0] = 9;
  writeImage(image, folder / "train/images/a.tif");
  const AnnotationList list = listAnnotations(folder.path());
  QCOMPARE(list.format, AnnotationFormat::StarDist);
  QCOMPARE(list.items.size(), 3U);
  QVERIFY(list.items[0].name == "test/a" && list.items[1].name == "train/a" && list.items[2].name == "train/b");
  QVERIFY(!list.items[0].hasImage && list.items[1].hasImage && !list.items[2].hasImage);
  AnnotationOptions options;
  options.item = "train/b";
  QVERIFY(rowsOf(readAnnotation(list, options).sketch) == (Rows{"4..", ".33"}));
  options.item = "train/a";
  options.greys = AnnotationGreys::OwnImage;
  const Sketch measured = readAnnotation(list, options).sketch;
  QVERIFY(rowsOf(measured) == (Rows{"1..", ".22"}));
  QVERIFY(measured.find(1)->greyAt(0) > 0.9F && measured.find(2)->greyAt(0) < 0.1F);
  options.item = "";
  QVERIFY(errorOf([&] { readAnnotation(list, options); }).contains("test/a, train/a, train/b"));
  options.item = "train/b";
  QVERIFY(errorOf([&] { readAnnotation(list, options); }).contains("keeps no image"));
}

void TestLabels::starDistSizes() {
  const Folder folder;
  folder.writeLabels("masks/a.tif", labelImage({"1..", ".22"}));
  std::filesystem::create_directories(folder / "images");
  writeImage(Image<std::uint16_t>({1, 1, 1, 2, 4}), folder / "images/a.tif");
  QVERIFY(errorOf([&] { readPath(folder.path()); }).contains("differ in size from their image"));
}

void TestLabels::bad() {
  const Folder folder;
  QVERIFY(errorOf([&] { readPath(folder.writeLabels("empty.tif", labelImage({"..", ".."}))); }).contains("no cell"));
  QVERIFY(errorOf([&] { readPath(folder / "nothing.tif"); }).contains("not there"));
  QVERIFY(errorOf([&] { readPath(folder.write("a.tif", "no picture")); }).contains("a.tif"));
  QVERIFY(errorOf([&] { readPath(folder.write("a.cysk", "x")); }).contains("is a sketch already"));
  AnnotationOptions options;
  options.greys = AnnotationGreys::File;
  options.image = folder / "real.tif";
  writeImage(Image<float>({1, 1, 1, 5, 5}, 1.0F), folder / "flat.tif");
  Image<float> real({1, 1, 1, 5, 5}, 1.0F);
  real.mutableData()[3] = 2.0F;
  writeImage(real, folder / "real.tif");
  const auto path = folder.writeLabels("labels.tif", labelImage({"11", "2."}));
  QVERIFY(errorOf([&] { readPath(path, options); }).contains("differ in size"));
  options.image = folder / "flat.tif";
  QVERIFY(errorOf([&] { readPath(path, options); }).contains("flat.tif"));
  AnnotationOptions wrong;
  wrong.item = "other.tif";
  QVERIFY(errorOf([&] { readPath(path, wrong); }).contains("holds no 'other.tif'"));
  std::stop_source stop;
  stop.request_stop();
  AnnotationOptions stopped;
  stopped.stop = stop.get_token();
  QVERIFY_EXCEPTION_THROWN(readPath(path, stopped), Cancelled);
}

CYTOSKETCH_TEST_CLASS(labels, TestLabels)
#include "test_labels.moc"
