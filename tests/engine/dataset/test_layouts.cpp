#include "engine/annotation/annotation.h"
#include "engine/annotation/pixeloutline.h"
#include "engine/dataset/layout.h"
#include "engine/image/error.h"
#include "engine/imageio/imagefile.h"
#include "engine/sketch/raster.h"
#include "tests/engine/imageio/python.h"
#include "tests/engine/sketch/randomsketch.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <map>
#include <set>

using namespace cytosketch;
namespace fs = std::filesystem;

/// Every layout, opened as the program that it is for opens it: by tifffile, zarr and h5py where these are the format's
/// own readers, else by a plain reading of the format's description.
class TestLayouts : public QObject {
  Q_OBJECT

private:
  QTemporaryDir dir_;

  fs::path in(const std::string& name) const { return fs::path(dir_.path().toStdString()) / name; }

  static Recipe recipeOf(const std::string& layout, const std::string& more = "") {
    const std::string start = R"({"name": "My nuclei", "source": {"simulator": "hela"}, "validation": 50, "layout": )";
    return recipeFromJson(start + '"' + layout + '"' + more + "}", {"."});
  }

  /// Two overlapping cells and one with a hole, in all frames and slices.
  static Sketch sketchOf(const Extent& e, CellId first = 1) {
    Sketch sketch(e, {0.5, 0.25, 0.25});
    Cell a, b, c;
    a.id = first;
    b.id = first + 1;
    c.id = first + 2;
    a.zOrder = 0;
    b.zOrder = 1;
    for (std::int64_t t = 0; t < e.t; ++t) {
      for (std::int64_t z = 0; z < e.z; ++z) {
        const double shift = static_cast<double>(t);
        a.mask.unite(discMask(t, z, 14, 14 + shift, 8));
        b.mask.unite(discMask(t, z, 14, 24 + shift, 8));
        c.mask.unite(discMask(t, z, 40, 30, 10));
        Mask hole = discMask(t, z, 40, 30, 4);
        c.mask.subtract(hole);
      }
    }
    sketch.put(a);
    sketch.put(b);
    sketch.put(c);
    return sketch;
  }

  static LayoutSample sampleOf(const Sketch& sketch, std::int64_t index, Split split = Split::Train) {
    const Extent& e = sketch.extent();
    Image<float> image(e, 0.0F, sketch.spacing());
    float* voxel = image.mutableData();
    for (std::size_t i = 0; i < image.size(); ++i) {
      voxel[i] = -1.0F + 2.0F * static_cast<float>(i % 1000) / 999.0F;
    }
    return {index, "sample_0000" + std::to_string(index), split, image, sketch};
  }

  WrittenSample write(const Recipe& recipe, const LayoutSample& sample, const std::string& folder) const {
    fs::create_directories(in(folder));
    const WrittenSample written = layoutOf(recipe).write(sample, {recipe, in(folder)});
    for (const std::string& file : written.files) {
      if (!fs::exists(in(folder) / file)) {
        qFatal("%s is missing", file.c_str());
      }
    }
    return written;
  }

  static bool equal(const Image<std::uint32_t>& a, const Image<std::uint32_t>& b) {
    return a.extent() == b.extent() && std::equal(a.begin(), a.end(), b.begin());
  }

  QByteArray bytesOf(const std::string& name) const {
    QFile file(QString::fromStdString(in(name)));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
  }
  QJsonObject json(const std::string& name) const { return QJsonDocument::fromJson(bytesOf(name)).object(); }

  /// Runs a script of this folder on a file.
  void python(const QString& script, const std::string& name) const {
    QProcess process;
    process.start(python::program,
                  {CYTOSKETCH_SOURCE_DIR "/tests/engine/dataset/" + script, QString::fromStdString(in(name))});
    QVERIFY(process.waitForFinished(60000));
    QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
  }
  static bool hasPython(const QString& modules) {
    return QProcess::execute(python::program, {"-c", "import " + modules}) == 0;
  }

private Q_SLOTS:
  void outlinesFillToTheirMask() {
    test::Random random(5);
    for (int round = 0; round < 60; ++round) {
      Mask mask;
      for (int i = 0; i < 80; ++i) { // ragged: touching corners, holes, pieces
        const std::int64_t y = random.integer(-3, 14), x = random.integer(-3, 70);
        mask.setSpan(0, 0, y, x, x + random.integer(1, 6));
      }
      // Even–odd along rows: a pixel is inside if an odd number of vertical edges lies to its left.
      std::int64_t doubled = 0;
      std::map<std::pair<std::int64_t, std::int64_t>, int> edges;
      for (const PixelLoop& loop : pixelOutline(mask, 0, 0)) {
        doubled += doubledArea(loop);
        for (std::size_t i = 0; i < loop.size(); ++i) {
          const auto [y0, x0] = loop[i];
          const auto [y1, x1] = loop[(i + 1) % loop.size()];
          QVERIFY((y0 == y1) != (x0 == x1)); // along pixels' edges
          for (std::int64_t y = std::min(y0, y1); x0 == x1 && y < std::max(y0, y1); ++y) {
            ++edges[{y, x0}];
          }
        }
      }
      QCOMPARE(doubled, 2 * mask.count());
      for (std::int64_t y = -5; y < 18; ++y) {
        int crossed = 0;
        for (std::int64_t x = -5; x < 80; ++x) {
          crossed += edges.count({y, x}) != 0 ? edges[{y, x}] : 0;
          QCOMPARE(crossed % 2 == 1, mask.test(0, 0, y, x));
        }
      }
    }
  }

  void pairsHoldImageAndLabels() {
    const Sketch sketch = sketchOf({1, 1, 1, 60, 50});
    const Image<std::uint32_t> labels = rasteriseLabels(sketch, CellKind::Nucleus);
    const std::vector<std::array<std::string, 3>> layouts{
        {"tiff", "val/images/sample_00003.tif", "val/labels/sample_00003.tif"},
        {"cellpose", "val/sample_00003.tif", "val/sample_00003_masks.tif"},
        {"stardist", "val/images/sample_00003.tif", "val/masks/sample_00003.tif"}};
    for (const auto& [layout, image, masks] : layouts) {
      const WrittenSample written = write(recipeOf(layout), sampleOf(sketch, 3, Split::Validation), layout);
      QCOMPARE(written.files, (std::vector<std::string>{image, masks}));
      QVERIFY(equal(readLabels(in(layout) / masks), labels));
      const Image<float> grey = readImage(in(layout) / image);
      QCOMPARE(grey.extent(), sketch.extent());
      QCOMPARE(grey.data()[999], 65535.0F);
      QCOMPARE(grey.spacing().x, 0.25);
    }
    const Image<float> bytes =
        readImage(in("b") / write(recipeOf("tiff", R"(, "bit-depth": "8")"), sampleOf(sketch, 3), "b").files[0]);
    QCOMPARE(bytes.data()[999], 255.0F);
    QCOMPARE(readImageInfo(in("b/train/images/sample_00003.tif")).pixelType, PixelType::UInt8);
    const Image<float> floats =
        readImage(in("f") / write(recipeOf("tiff", R"(, "bit-depth": "float")"), sampleOf(sketch, 3), "f").files[0]);
    QCOMPARE(floats.data()[0], -1.0F);
    LayoutSample dim = sampleOf(sketch, 1);
    std::transform(dim.image.begin(), dim.image.end(), dim.image.mutableData(),
                   [](float v) { return 0.25F * v - 0.5F; });
    const Image<float> stretched =
        readImage(in("s") / write(recipeOf("tiff", R"(, "scaling": "stretched")"), dim, "s").files[0]);
    QCOMPARE(*std::max_element(stretched.begin(), stretched.end()), 65535.0F);
    QCOMPARE(*std::min_element(stretched.begin(), stretched.end()), 0.0F);
  }

  void kindsAndChannelsHaveLabelsOfTheirOwn() {
    Sketch sketch = sketchOf({1, 2, 1, 60, 50});
    Cell cytoplasm = *sketch.find(1);
    cytoplasm.id = 9;
    cytoplasm.kind = CellKind::Cytoplasm;
    cytoplasm.channel = 1;
    sketch.put(cytoplasm);
    const WrittenSample written = write(recipeOf("tiff"), sampleOf(sketch, 1), "kinds");
    QCOMPARE(written.files[1], std::string("train/labels/sample_00001_channel1_nucleus.tif"));
    QCOMPARE(written.files[2], std::string("train/labels/sample_00001_channel2_cytoplasm.tif"));
    QVERIFY(equal(readLabels(in("kinds") / written.files[2]), rasteriseLabels(sketch, CellKind::Cytoplasm)));
    const std::string only =
        write(recipeOf("cellpose", R"(, "labels": "cytoplasm")"), sampleOf(sketch, 1), "c").files[1];
    QVERIFY(equal(readLabels(in("c") / only), rasteriseLabels(sketch, CellKind::Cytoplasm)));
  }

  void labelsAbove65535DoNotWrap() {
    const Sketch sketch = sketchOf({1, 1, 1, 60, 50}, 70000);
    const Image<std::uint32_t> truth = rasteriseLabels(sketch, CellKind::Nucleus);
    for (const std::string layout : {"tiff", "cellpose", "stardist", "ome-tiff", "nnunet"}) {
      const WrittenSample written = write(recipeOf(layout), sampleOf(sketch, 1), "wide-" + layout);
      const fs::path labels = in("wide-" + layout) / written.files[layout == "nnunet" ? 2 : 1];
      QCOMPARE(readImageInfo(labels).pixelType, PixelType::UInt32);
      QVERIFY(equal(readLabels(labels), truth));
    }
    QVERIFY_EXCEPTION_THROWN(write(recipeOf("imagej"), sampleOf(sketch, 1), "wide-imagej"), SettingsError);
  }

  void sequencesHaveTracks() {
    Sketch sketch = sketchOf({4, 1, 1, 60, 50});
    Cell gone = *sketch.find(1); // hidden in frame 2, so that it comes back as a new track
    gone.mask = Mask();
    Cell daughter = *sketch.find(3);
    daughter.id = 7;
    daughter.parent = 2;
    daughter.mask = discMask(3, 0, 14, 40, 4);
    Cell mother = *sketch.find(2);
    mother.mask = Mask();
    for (const std::int64_t t : {0, 1, 3}) {
      gone.mask.unite(discMask(t, 0, 14, 10, 6));
    }
    for (const std::int64_t t : {0, 1, 2}) {
      mother.mask.unite(discMask(t, 0, 14, 30, 6));
    }
    sketch.put(gone);
    sketch.put(mother);
    sketch.put(daughter);
    const Recipe recipe = recipeOf("ctc", R"(, "count": 5)");
    write(recipe, sampleOf(sketch, 0), "ctc");
    QCOMPARE(bytesOf("ctc/train/01_GT/TRA/man_track.txt"), QByteArray("1 0 1 0\n2 0 2 0\n3 0 3 0\n7 3 3 2\n8 3 3 1\n"));
    for (const std::int64_t t : {0, 1, 2, 3}) {
      const std::string frame = "00" + std::to_string(t) + ".tif";
      const Image<std::uint32_t> track = readLabels(in("ctc/train/01_GT/TRA/man_track" + frame));
      QVERIFY(equal(track, readLabels(in("ctc/train/01_GT/SEG/man_seg" + frame))));
      QCOMPARE(readImageInfo(in("ctc/train/01_GT/TRA/man_track" + frame)).pixelType, PixelType::UInt16);
      QCOMPARE(track.at(14, 10), t == 2 ? 0U : t == 3 ? 8U : 1U);
      QVERIFY(fs::exists(in("ctc/train/01/t" + frame)));
    }
    QVERIFY_EXCEPTION_THROWN(layoutOf(recipe).requireFits({1, 2, 1, 60, 50}), SettingsError);
  }

  void nnunetHasItsJson() {
    const Recipe recipe = recipeOf("nnunet", R"(, "dataset-number": 7)");
    const Sketch sketch = sketchOf({1, 1, 3, 60, 50});
    std::vector<FinishedSample> samples;
    for (const std::int64_t i : {0, 1, 2}) {
      const Split split = i == 0 ? Split::Train : i == 1 ? Split::Validation : Split::Test;
      const WrittenSample written = write(recipe, sampleOf(sketch, i, split), "nnunet");
      samples.push_back({i, "sample_0000" + std::to_string(i), split, written.files, written.part});
    }
    layoutOf(recipe).finish(samples, {recipe, in("nnunet")});
    const std::string base = "nnunet/Dataset007_My_nuclei/";
    const QJsonObject dataset = json(base + "dataset.json");
    QCOMPARE(dataset["numTraining"].toInt(), 2);
    QCOMPARE(dataset["file_ending"].toString(), QString(".tif"));
    QCOMPARE(dataset["channel_names"].toObject()["0"].toString(), QString("channel1"));
    QCOMPARE(dataset["labels"].toObject()["background"].toInt(), 0);
    QCOMPARE(dataset["overwrite_image_reader_writer"].toString(), QString("Tiff3DIO"));
    QCOMPARE(json(base + "imagesTr/sample_00000.json")["spacing"].toArray(), (QJsonArray{0.5, 0.25, 0.25}));
    QVERIFY(fs::exists(in(base + "imagesTs/sample_00002_0000.tif")));
    // Classes are consecutive, the interior lies inside the cells, and instances fall apart without the border.
    const Image<std::uint32_t> classes = readLabels(in(base + "labelsTr/sample_00000.tif"));
    const Image<std::uint32_t> labels = rasteriseLabels(sketch, CellKind::Nucleus);
    for (std::size_t i = 0; i < labels.size(); ++i) {
      QCOMPARE(classes.data()[i] == 0, labels.data()[i] == 0);
    }
    for (std::int64_t y = 0; y < 60; ++y) {
      for (std::int64_t x = 0; x + 1 < 50; ++x) {
        if (classes.at(0, 0, 1, y, x) == 1 && classes.at(0, 0, 1, y, x + 1) == 1) {
          QCOMPARE(labels.at(0, 0, 1, y, x), labels.at(0, 0, 1, y, x + 1));
        }
      }
    }
  }

  void cocoKeepsOverlap() {
    const Recipe recipe = recipeOf("coco");
    const Sketch sketch = sketchOf({1, 1, 1, 60, 50});
    const WrittenSample written = write(recipe, sampleOf(sketch, 0), "coco");
    const WrittenSample second = write(recipe, sampleOf(sketch, 1), "coco");
    layoutOf(recipe).finish({{0, "sample_00000", Split::Train, written.files, written.part},
                             {1, "sample_00001", Split::Train, second.files, second.part}},
                            {recipe, in("coco")});
    const QJsonObject coco = json("coco/annotations/instances_train.json");
    QCOMPARE(coco["images"].toArray().size(), 2);
    const QJsonArray annotations = coco["annotations"].toArray();
    QCOMPARE(annotations.size(), 6);
    std::set<int> ids;
    for (const QJsonValue& value : annotations) {
      const QJsonObject a = value.toObject();
      ids.insert(a["id"].toInt());
      const Mask& mask = sketch.find(static_cast<CellId>(a["cell"].toInt()))->mask;
      QCOMPARE(a["area"].toInt(), int(mask.count())); // full, though one cell lies on another
      const Box box = mask.bounds();
      QCOMPARE(a["bbox"].toArray(), (QJsonArray{int(box.x0), int(box.y0), int(box.width()), int(box.height())}));
      Image<std::uint8_t> filled({1, 1, 1, 60, 50});
      if (a["segmentation"].isArray()) {
        QCOMPARE(a["segmentation"].toArray().size(), 1);
        std::vector<std::pair<double, double>> corners;
        const QJsonArray polygon = a["segmentation"].toArray()[0].toArray();
        for (int i = 0; i < polygon.size(); i += 2) { // edges to pixel centres
          corners.emplace_back(polygon[i + 1].toDouble() - 0.5, polygon[i].toDouble() - 0.5);
        }
        QVERIFY(polygonMask(0, 0, corners) == mask);
      } else {
        QCOMPARE(a["cell"].toInt(), 3);
        QVERIFY(maskOfText(a["segmentation"].toObject()["counts"].toString(), 60, 50) == mask);
      }
    }
    QCOMPARE(ids.size(), std::size_t{6});
  }

  void ometiffSaysWhatItHolds() {
    if (!hasPython("tifffile, numpy")) {
      QSKIP("Debian's python3-tifffile is not installed");
    }
    const Sketch sketch = sketchOf({3, 2, 4, 60, 50});
    write(recipeOf("ome-tiff"), sampleOf(sketch, 1), "ome");
    python("check_ometiff.py", "ome/train/sample_00001.ome.tif");
  }

  void omezarrIsReadByZarr() {
    if (!hasPython("zarr")) {
      QSKIP("Debian's python3-zarr is not installed");
    }
    const Sketch sketch = sketchOf({2, 1, 3, 300, 200});
    write(recipeOf("ome-zarr"), sampleOf(sketch, 1), "zarr");
    python("check_omezarr.py", "zarr/train/sample_00001.zarr");
  }

  void theAuthorsLoaderFindsItsArrays() {
    if (!hasPython("h5py")) {
      QSKIP("Debian's python3-h5py is not installed");
    }
    const Recipe recipe = recipeOf("hdf5");
    const Sketch sketch = sketchOf({1, 1, 1, 60, 50});
    const WrittenSample written = write(recipe, sampleOf(sketch, 1), "h5");
    layoutOf(recipe).finish({{1, "sample_00001", Split::Train, written.files, ""}}, {recipe, in("h5")});
    QCOMPARE(bytesOf("h5/train.csv"), QByteArray("train/sample_00001.h5;train/sample_00001.h5\n"));
    python("check_hdf5.py", "h5/train/sample_00001.h5");
  }

  void hyperstacksAndRegions() {
    const Sketch sketch = sketchOf({2, 1, 3, 60, 50});
    write(recipeOf("imagej"), sampleOf(sketch, 1), "imagej");
    const Image<float> stack = readImage(in("imagej/train/sample_00001.tif"));
    QCOMPARE(stack.extent(), (Extent{2, 2, 3, 60, 50}));
    const Image<std::uint32_t> labels = rasteriseLabels(sketch, CellKind::Nucleus);
    QCOMPARE(stack.at(1, 1, 2, 14, 14), static_cast<float>(labels.at(1, 0, 2, 14, 14)));
    write(recipeOf("imagej-roi"), sampleOf(sketch, 1), "roi");
    python("check_regions.py", "roi/train/sample_00001_rois.zip");
  }

  /// By the readers that make sketches of other programs' annotations.
  void whatIsWrittenIsReadAsTheSame() {
    const auto read = [](const fs::path& path) {
      const AnnotationList list = listAnnotations(path);
      AnnotationOptions options;
      options.item = list.items.front().name;
      return readAnnotation(list, options).sketch;
    };
    const Sketch sketch = sketchOf({1, 1, 1, 60, 50});
    const Image<std::uint32_t> labels = rasteriseLabels(sketch, CellKind::Nucleus);
    const std::vector<std::pair<std::string, std::string>> single{{"cellpose", "train/sample_00001_masks.tif"},
                                                                  {"stardist", "train"},
                                                                  {"hdf5", "train/sample_00001.h5"},
                                                                  {"tiff", "train/labels/sample_00001.tif"}};
    for (const auto& [layout, path] : single) {
      write(recipeOf(layout), sampleOf(sketch, 1), "back-" + layout);
      QVERIFY2(equal(rasteriseLabels(read(in("back-" + layout) / path), CellKind::Nucleus), labels), layout.c_str());
    }
    write(recipeOf("ctc", R"(, "count": 99)"), sampleOf(sketchOf({3, 1, 1, 60, 50}), 1), "back-ctc");
    const Sketch series = read(in("back-ctc/train/02_GT"));
    QVERIFY(equal(rasteriseLabels(series, CellKind::Nucleus),
                  rasteriseLabels(sketchOf({3, 1, 1, 60, 50}), CellKind::Nucleus)));
    // These two keep the full masks.
    const WrittenSample coco = write(recipeOf("coco"), sampleOf(sketch, 1), "back-coco");
    const Recipe recipe = recipeOf("coco");
    layoutOf(recipe).finish({{1, "sample_00001", Split::Train, coco.files, coco.part}}, {recipe, in("back-coco")});
    const Sketch fromCoco = read(in("back-coco/annotations/instances_train.json"));
    QCOMPARE(fromCoco.cellCount(), std::size_t{3});
    for (const auto& [id, cell] : fromCoco.cells()) {
      QVERIFY(std::any_of(sketch.cells().begin(), sketch.cells().end(),
                          [&, mask = cell->mask](const auto& entry) { return entry.second->mask == mask; }));
    }
    const Sketch volume = sketchOf({2, 1, 3, 60, 50});
    write(recipeOf("imagej-roi"), sampleOf(volume, 1), "back-roi");
    const Sketch fromRois = read(in("back-roi/train/sample_00001_rois.zip"));
    QCOMPARE(fromRois.cellCount(), std::size_t{3});
    for (const auto& [id, cell] : fromRois.cells()) {
      QVERIFY(cell->mask == volume.find(id)->mask);
    }
  }

private:
  /// COCO's compressed run lengths as its maskApi describes them, read the plain way.
  static Mask maskOfText(const QString& text, std::int64_t height, std::int64_t width) {
    std::vector<std::int64_t> runs;
    for (int i = 0; i < text.size();) {
      std::int64_t value = 0;
      int shift = 0;
      for (bool more = true; more; ++i) {
        const int letter = text[i].unicode() - 48;
        value |= static_cast<std::int64_t>(letter & 31) << shift;
        shift += 5;
        more = (letter & 32) != 0;
        if (!more && (letter & 16) != 0) {
          value -= std::int64_t{1} << shift;
        }
      }
      runs.push_back(runs.size() > 2 ? value + runs[runs.size() - 2] : value);
    }
    Mask mask;
    std::int64_t at = 0;
    for (std::size_t i = 0; i < runs.size(); ++i) {
      for (std::int64_t k = 0; k < runs[i]; ++k, ++at) {
        if (i % 2 == 1) {
          mask.setSpan(0, 0, at % height, at / height, at / height + 1);
        }
      }
    }
    return at == height * width ? mask : Mask();
  }
};

CYTOSKETCH_TEST_CLASS(layouts, TestLayouts)
#include "test_layouts.moc"
