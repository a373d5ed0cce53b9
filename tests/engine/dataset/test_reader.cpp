#include "engine/annotation/annotation.h"
#include "engine/dataset/datasetcheck.h"
#include "engine/dataset/datasetedit.h"
#include "engine/dataset/datasetreader.h"
#include "engine/dataset/datasetrun.h"
#include "engine/dataset/datasetstatistics.h"
#include "engine/dataset/layout.h"
#include "engine/image/error.h"
#include "engine/image/grey.h"
#include "engine/imageio/imagefile.h"
#include "engine/sketch/raster.h"
#include "tests/engine/imageio/python.h"
#include "tests/engine/sketch/randomsketch.h"
#include "tests/support/testprogram.h"
#include "tinydataset.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <fstream>
#include <map>
#include <random>

using namespace cytosketch;
using namespace cytosketch::test;
namespace fs = std::filesystem;

/// What the writers of layouts have written is read back the same; foreign, damaged and hostile folders; removal.
class TestReader : public QObject {
  Q_OBJECT

private:
  QTemporaryDir dir_;
  int folders_ = 0;

  fs::path in(const std::string& name) const { return fs::path(dir_.path().toStdString()) / name; }
  fs::path fresh(const std::string& name) {
    const fs::path folder = in(name + std::to_string(++folders_));
    fs::create_directories(folder);
    return folder;
  }
  static Recipe recipeOf(const std::string& layout, const std::string& more = "") {
    const std::string start = R"({"name": "My nuclei", "source": {"simulator": "hela"}, "validation": 50, "layout": )";
    return recipeFromJson(start + '"' + layout + '"' + more + "}", {"."});
  }

  /// Two overlapping cells, a third that touches the second, and one with a hole; or none.
  static Sketch sketchOfCells(const Extent& e, bool empty) {
    Sketch sketch(e, {0.5, 0.25, 0.25});
    std::array<Cell, 4> cells;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      cells[i].id = static_cast<CellId>(i + 1);
    }
    for (std::int64_t t = 0; t < e.t; ++t) {
      for (std::int64_t z = 0; z < e.z; ++z) {
        cells[0].mask.unite(discMask(t, z, 14, 14, 8));
        cells[1].mask.unite(discMask(t, z, 14, 24, 8));
        std::int64_t beside = 24;
        while (cells[1].mask.test(t, z, 14, beside)) {
          ++beside;
        }
        cells[2].mask.setSpan(t, z, 14, beside, beside + 6);
        cells[3].mask.unite(discMask(t, z, 40, 30, 10));
        cells[3].mask.subtract(discMask(t, z, 40, 30, 4));
      }
    }
    for (const Cell& cell : cells) {
      if (!empty) {
        sketch.put(cell);
      }
    }
    return sketch;
  }
  static LayoutSample sampleOf(const Sketch& sketch, std::int64_t index, Split split) {
    Image<float> image(sketch.extent(), 0.0F, sketch.spacing());
    float* voxel = image.mutableData();
    for (std::size_t i = 0; i < image.size(); ++i) {
      voxel[i] = -1.0F + 2.0F * static_cast<float>((i + 37 * static_cast<std::size_t>(index)) % 1000) / 999.0F;
    }
    return {index, "sample_0000" + std::to_string(index), split, image, sketch};
  }
  /// Samples 0 and 2 for training, 1 for validation, 3 without a cell.
  std::vector<LayoutSample> samplesOf(const Extent& e) const {
    return {sampleOf(sketchOfCells(e, false), 0, Split::Train), sampleOf(sketchOfCells(e, false), 1, Split::Validation),
            sampleOf(sketchOfCells(e, false), 2, Split::Train), sampleOf(sketchOfCells(e, true), 3, Split::Train)};
  }
  fs::path written(const std::string& layout, const Extent& e) {
    const fs::path folder = fresh(layout);
    const Recipe recipe = recipeOf(layout);
    std::vector<FinishedSample> finished;
    for (const LayoutSample& sample : samplesOf(e)) {
      const WrittenSample files = layoutOf(recipe).write(sample, {recipe, folder});
      finished.push_back({sample.index, sample.name, sample.split, files.files, files.part});
    }
    layoutOf(recipe).finish(finished, {recipe, folder});
    return folder;
  }

  /// What the layout should have of an image: 16 bits, or greys for the authors' HDF5.
  static Image<float> expectedImage(const LayoutSample& sample, const std::string& layout) {
    Image<float> grey = sample.image;
    std::transform(grey.begin(), grey.end(), grey.mutableData(), greyOfNetworkValue);
    if (layout != "hdf5") {
      const Image<std::uint16_t> wide = toUInt16(grey);
      std::copy(wide.begin(), wide.end(), grey.mutableData());
    }
    return grey;
  }
  static const DatasetItem* itemOf(const DatasetReader& dataset, const std::string& part, std::size_t& place) {
    for (place = 0; place < dataset.items().size(); ++place) {
      if (dataset.items()[place].name.find(part) != std::string::npos) {
        return &dataset.items()[place];
      }
    }
    return nullptr;
  }
  static bool keepsOverlap(const std::string& layout) { return layout == "coco" || layout == "imagej-roi"; }
  template <typename E, typename Work>
  static QString messageOf(const Work& work) {
    try {
      work();
    } catch (const E& error) {
      return error.what();
    }
    return "nothing was thrown";
  }
  static bool has(const SampleContent& content, SampleProblem::Kind kind) {
    return std::any_of(content.problems.begin(), content.problems.end(),
                       [&](const SampleProblem& p) { return p.kind == kind; });
  }
  static void put(const fs::path& file, const std::string& text) {
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
  }
  static void putLabels(const fs::path& file, const std::vector<std::uint32_t>& values, std::int64_t width) {
    fs::create_directories(file.parent_path());
    writeLabels(Image<std::uint32_t>({1, 1, 1, std::int64_t(values.size()) / width, width}, values), file);
  }
  static void putImage(const fs::path& file, std::int64_t height, std::int64_t width) {
    fs::create_directories(file.parent_path());
    Image<std::uint8_t> image({1, 1, 1, height, width});
    std::iota(image.mutableData(), image.mutableData() + image.size(), std::uint8_t(1));
    writeImage(image, file);
  }
  static QJsonObject json(const fs::path& path) {
    QFile file(QString::fromStdString(path));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
  }

private Q_SLOTS:
  void layoutsComeBack_data() {
    QTest::addColumn<QString>("layout");
    QTest::addColumn<int>("frames");
    QTest::addColumn<int>("channels");
    QTest::addColumn<int>("slices");
    const auto row = [](const char* layout, int t, int c, int z) {
      QTest::addRow("%s %d %d %d", layout, t, c, z) << layout << t << c << z;
    };
    for (const char* layout : {"tiff", "ome-tiff", "imagej", "cellpose", "stardist", "ctc", "nnunet", "coco",
                               "imagej-roi", "hdf5", "ome-zarr"}) {
      row(layout, 1, 1, 1);
    }
    for (const char* layout : {"tiff", "ome-tiff", "imagej", "imagej-roi", "ome-zarr"}) {
      row(layout, 2, 2, 3);
    }
    row("ctc", 3, 1, 2);
    row("nnunet", 1, 2, 3);
    row("hdf5", 1, 1, 3);
    row("stardist", 1, 1, 3);
  }
  void layoutsComeBack() {
    QFETCH(QString, layout);
    QFETCH(int, frames);
    QFETCH(int, channels);
    QFETCH(int, slices);
    const std::string name = layout.toStdString();
    const Extent e{frames, channels, slices, 60, 50};
    const auto dataset = openDataset(written(name, e));
    QCOMPARE(std::string(dataset->layout()), name);
    QCOMPARE(dataset->items().size(), std::size_t{4});
    for (const LayoutSample& sample : samplesOf(e)) {
      std::size_t place = 0;
      const std::string part = name == "ctc" ? "/00" + std::to_string(sample.index + 1) : "/" + sample.name;
      const DatasetItem* const item = itemOf(*dataset, part, place);
      QVERIFY2(item != nullptr, part.c_str());
      QCOMPARE(item->split, sample.index == 1 ? std::string("val") : std::string("train"));
      const SampleContent content = dataset->read(place);
      const Image<float> image = expectedImage(sample, name);
      QCOMPARE(content.image.extent(), image.extent());
      QVERIFY(std::equal(image.begin(), image.end(), content.image.begin()));
      QCOMPARE(content.problems.size(), std::size_t(sample.index == 3 ? 1 : 0));
      QCOMPARE(has(content, SampleProblem::Kind::NoCells), sample.index == 3);
      if (sample.index == 3) {
        continue;
      }
      if (keepsOverlap(name)) {
        const Sketch back = sketchOf(content);
        QCOMPARE(back.cellCount(), sample.sketch.cellCount());
        for (const auto& [id, cell] : sample.sketch.cells()) {
          QVERIFY(back.find(id) && back.find(id)->mask == cell->mask);
        }
      } else { // the topmost wins
        QCOMPARE(content.layers.size(), std::size_t{1});
        const Image<std::uint32_t> truth = rasteriseLabels(sample.sketch, CellKind::Nucleus);
        QCOMPARE(content.layers[0].labels.extent(), truth.extent());
        QVERIFY(std::equal(truth.begin(), truth.end(), content.layers[0].labels.begin()));
      }
    }
  }

  void kindsAndChannelsAreLayers() {
    Sketch sketch = sketchOfCells({1, 2, 1, 60, 50}, false);
    Cell cytoplasm = *sketch.find(1);
    cytoplasm.id = 9;
    cytoplasm.kind = CellKind::Cytoplasm;
    cytoplasm.channel = 1;
    sketch.put(cytoplasm);
    for (const std::string layout : {"tiff", "ome-tiff", "ome-zarr"}) {
      const fs::path folder = fresh(layout);
      const Recipe recipe = recipeOf(layout);
      layoutOf(recipe).write(sampleOf(sketch, 0, Split::Train), {recipe, folder});
      const auto dataset = openDataset(folder);
      QCOMPARE(dataset->items().size(), std::size_t{1});
      const SampleContent content = dataset->read(0);
      QCOMPARE(content.layers.size(), std::size_t{2});
      const SampleStatistics statistics = statisticsOf(dataset->items()[0], content);
      QCOMPARE(statistics.classes.at("channel1_nucleus"), 4);
      QCOMPARE(statistics.classes.at("channel2_cytoplasm"), 1);
      const Sketch back = sketchOf(content);
      QCOMPARE(back.find(9)->kind, CellKind::Cytoplasm);
      QCOMPARE(back.find(9)->channel, 1);
      QCOMPARE(back.find(2)->kind, CellKind::Nucleus);
    }
  }

  void countsAreThoseOfTheGeometry() {
    const auto dataset = openDataset(written("coco", {1, 1, 1, 60, 50}));
    const std::vector<SampleStatistics> samples = inspectDataset(*dataset);
    std::size_t place = 0;
    itemOf(*dataset, "sample_00000", place);
    const SampleStatistics& one = samples[place];
    QCOMPARE(one.cells, 4);
    QCOMPARE(one.overlapping, 2);
    QCOMPARE(one.touching, 2);
    std::vector<double> areas = one.areas, truth;
    const Sketch sketch = sketchOfCells({1, 1, 1, 60, 50}, false);
    for (const auto& [id, cell] : sketch.cells()) {
      truth.push_back(static_cast<double>(cell->mask.count()));
    }
    std::sort(areas.begin(), areas.end());
    std::sort(truth.begin(), truth.end());
    QCOMPARE(areas, truth);
    const DatasetStatistics all = statisticsOf(samples);
    QCOMPARE(all.samples, 4);
    QCOMPARE(all.cells, 12);
    QCOMPARE(all.withoutCells, 1);
    QCOMPARE(all.withProblems, 1);
    QCOMPARE(all.splits.at("train"), 3);
    QCOMPARE(all.splits.at("val"), 1);
    QCOMPARE(all.classes.at("nucleus"), 12);
    QCOMPARE(all.cellsPerSample.median, 4.0);
    std::int64_t counted = 0;
    for (const std::int64_t count : all.areaBins.counts) {
      counted += count;
    }
    QCOMPARE(counted, 12);
  }

  void histogramsHoldEveryValue() {
    std::mt19937 random(7);
    for (int round = 0; round < 50; ++round) {
      std::vector<double> values(1 + random() % 40);
      for (double& value : values) {
        value = round % 2 == 0 ? double(random() % 30) : std::uniform_real_distribution(-3.0, 5.0)(random);
      }
      const CountHistogram histogram = histogramOf(values, 1 + random() % 20, round % 2 == 0);
      for (std::size_t bin = 0; bin < histogram.counts.size(); ++bin) { // counted one bin after the other
        const double low = histogram.low + double(bin) * histogram.width;
        const bool last = bin + 1 == histogram.counts.size();
        std::int64_t count = 0;
        for (const double value : values) {
          count += value >= low - 1e-12 && (last || value < low + histogram.width - 1e-12) ? 1 : 0;
        }
        QCOMPARE(histogram.counts[bin], count);
      }
    }
    QVERIFY(histogramOf({}, 10, true).counts.empty());
  }

  void problemsAreFound() {
    using Kind = SampleProblem::Kind;
    const fs::path root = fresh("problems");
    putImage(root / "images/a.tif", 6, 5);
    putLabels(root / "labels/a.tif", std::vector<std::uint32_t>(20, 1), 5); // 4 rows
    putImage(root / "images/b.tif", 2, 2);                                  // no labels
    putLabels(root / "labels/c.tif", {1, 0, 0, 0}, 2);                      // no image
    putImage(root / "images/d.tif", 2, 2);
    writeImage(Image<std::uint8_t>({1, 1, 1, 2, 2}, std::vector<std::uint8_t>{255, 1, 0, 0}), root / "labels/d.tif");
    putImage(root / "images/e.tif", 2, 2);
    putLabels(root / "labels/e.tif", {0, 0, 0, 0}, 2);
    putImage(root / "images/f.tif", 2, 2);
    writeImage(Image<float>({1, 1, 1, 2, 2}, std::vector<float>{0.5F, 1, 2, 3}), root / "labels/f.tif");
    writeImage(Image<std::uint8_t>({1, 1, 1, 2, 2}, std::vector<std::uint8_t>(4, 7)), root / "images/g.tif");
    putLabels(root / "labels/g.tif", {1, 0, 0, 0}, 2);
    put(root / "images/h.tif", "II*");
    putLabels(root / "labels/h.tif", {1, 0, 0, 0}, 2);
    const auto dataset = openDataset(root);
    QCOMPARE(std::string(dataset->layout()), std::string("tiff"));
    QCOMPARE(dataset->items().size(), std::size_t{8});
    const std::array<Kind, 8> expected{Kind::SizeMismatch, Kind::NoLabels,   Kind::NoImage,    Kind::IdsAtLimit,
                                       Kind::NoCells,      Kind::Unreadable, Kind::BlankImage, Kind::Unreadable};
    for (std::size_t i = 0; i < expected.size(); ++i) {
      const SampleContent content = dataset->read(i);
      QCOMPARE(content.problems.size(), std::size_t{1});
      QCOMPARE(content.problems[0].kind, expected[i]);
    }
    QVERIFY(QString::fromStdString(dataset->read(0).problems[0].detail).contains("4"));
    QVERIFY(dataset->read(3).layers.size() == 1); // still shown
    QCOMPARE(statisticsOf(inspectDataset(*dataset)).withProblems, 8);
  }

  void foreignNnunetHasClassesOnly() {
    const fs::path root = fresh("foreign");
    putImage(root / "imagesTr/case_0000.tif", 3, 6);
    putImage(root / "imagesTr/case_0001.tif", 3, 6);
    putLabels(root / "labelsTr/case.tif", {1, 0, 2, 2, 0, 1, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 5}, 6);
    put(root / "dataset.json", R"({"channel_names": {"0": "a", "1": "b"}, "labels": {"background": 0, "nucleus": 1,
      "wall": 2}, "numTraining": 1, "file_ending": ".tif"})");
    const auto dataset = openDataset(root);
    QCOMPARE(std::string(dataset->layout()), std::string("nnunet"));
    const SampleContent content = dataset->read(0);
    QCOMPARE(content.image.extent(), (Extent{1, 2, 1, 3, 6}));
    const SampleStatistics statistics = statisticsOf(dataset->items()[0], content);
    QCOMPARE(statistics.classes.at("nucleus"), 2); // connected areas
    QCOMPARE(statistics.classes.at("wall"), 1);
    QVERIFY(has(content, SampleProblem::Kind::UnknownClass));
  }

  void foreignCocoHasItsCategories() {
    const fs::path root = fresh("foreign");
    putImage(root / "val2017/7.png", 4, 5);
    put(root / "annotations/instances_val2017.json",
        R"({"info": {"year": 2017}, "licenses": [], "images": [{"id": 7, "file_name": "7.png", "height": 4, "width": 5},
        {"id": 8, "file_name": "8.png", "height": 4, "width": 5}], "categories": [{"id": 90, "name": "toothbrush"}],
        "annotations": [{"id": 1, "image_id": 7, "category_id": 90, "segmentation": [[0, 0, 2, 0, 2, 2, 0, 2]]},
        {"id": 2, "image_id": 7, "category_id": 91, "segmentation": [[1, 1, 4, 1, 4, 4, 1, 4]]}]})");
    const auto dataset = openDataset(root);
    QCOMPARE(dataset->items().size(), std::size_t{2});
    QCOMPARE(dataset->items()[0].split, std::string("val2017"));
    const SampleContent content = dataset->read(0);
    const SampleStatistics statistics = statisticsOf(dataset->items()[0], content);
    QCOMPARE(statistics.classes.at("toothbrush"), 1);
    QCOMPARE(statistics.cells, 2);
    QVERIFY(has(content, SampleProblem::Kind::UnknownClass));
    QVERIFY(has(dataset->read(1), SampleProblem::Kind::NoImage));
  }

  void zarrsOfOthersAreRead_data() {
    QTest::addColumn<QString>("store"); // how zarr writes image and labels
    QTest::newRow("blosc, c y x, one file a chunk") << "zarr.DirectoryStore(p), chunks=(1, 7, 5), dtype='>u2'";
    QTest::newRow("nested, gzip") << "zarr.NestedDirectoryStore(p), chunks=(2, 4, 9), compressor=numcodecs.GZip(5)";
    QTest::newRow("not packed") << "zarr.NestedDirectoryStore(p), chunks=(2, 11, 13), compressor=None";
  }
  void zarrsOfOthersAreRead() {
    if (QProcess::execute(python::program, {"-c", "import zarr, numcodecs"}) != 0) {
      QSKIP("Debian's python3-zarr is not installed");
    }
    QFETCH(QString, store);
    const fs::path root = fresh("zarr");
    const QString script = R"(
import sys, json, zarr, numcodecs, numpy as np
root = sys.argv[1] + '/a.ome.zarr'
def write(p, values, axes, more):
    q = p + '/0'
    a = zarr.open_array()" +
                           QString(store).replace("(p)", "(q)") +
                           R"(, mode='w', shape=values.shape, fill_value=0)
    a[:] = values
    json.dump({'multiscales': [{'version': '0.4', 'axes': axes, 'datasets': [{'path': '0',
      'coordinateTransformations': [{'type': 'scale', 'scale': [1] + [0.5] * 2}]}]}], **more}, open(p + '/.zattrs', 'w'))
y, x = [{'name': n, 'type': 'space', 'unit': 'micrometer'} for n in 'yx']
write(root, np.arange(2 * 11 * 13).reshape(2, 11, 13), [{'name': 'c', 'type': 'channel'}, y, x], {})
labels = np.zeros((2, 11, 13), int); labels[0, 2:5, 3:6] = 4; labels[1, 5, 5] = 9
write(root + '/labels/mine', labels[:1] + labels[1:], [{'name': 'z', 'type': 'space'}, y, x], {'image-label': {}})
json.dump({'labels': ['mine']}, open(root + '/labels/.zattrs', 'w'))
)";
    const python::Result result = python::run(script, {QString::fromStdString(root)});
    QVERIFY2(result.ok, qPrintable(result.output));
    const auto dataset = openDataset(root);
    QCOMPARE(std::string(dataset->layout()), std::string("ome-zarr"));
    const SampleContent content = dataset->read(0);
    QVERIFY2(content.problems.empty(), content.problems.empty() ? "" : content.problems[0].detail.c_str());
    QCOMPARE(content.image.extent(), (Extent{1, 2, 1, 11, 13}));
    for (std::size_t i = 0; i < content.image.size(); ++i) {
      QCOMPARE(content.image.data()[i], float(i));
    }
    QCOMPARE(content.image.spacing().x, 0.5);
    QCOMPARE(content.layers[0].name, std::string("mine"));
    QCOMPARE(content.layers[0].labels.at(2, 3), 4U);
    QCOMPARE(content.layers[0].labels.at(5, 5), 9U);
    QCOMPARE(content.layers[0].labels.at(5, 6), 0U);
  }

  void removedSamplesAreMissedByNothing_data() {
    QTest::addColumn<QString>("layout");
    for (const char* layout : {"tiff", "ome-tiff", "imagej", "cellpose", "stardist", "ctc", "nnunet", "coco",
                               "imagej-roi", "hdf5", "ome-zarr"}) {
      QTest::newRow(layout) << layout;
    }
  }
  void removedSamplesAreMissedByNothing() {
    QFETCH(QString, layout);
    const fs::path root = written(layout.toStdString(), {1, 1, 1, 60, 50});
    const QMap<QString, QString> before = contentOf(root);
    const auto dataset = openDataset(root);
    std::size_t place = 0;
    itemOf(*dataset, layout == "ctc" ? "/003" : "sample_00002", place);
    const std::string gone = dataset->items()[place].name;
    writeFlags({gone, dataset->items()[0].name}, root);
    const Removal removal = removeSamples(*dataset, {place});
    QCOMPARE(removal.names, std::vector<std::string>{gone});
    QCOMPARE(readFlags(root), (std::set<std::string>{dataset->items()[0].name}));
    const auto after = openDataset(root);
    QCOMPARE(after->items().size(), std::size_t{3});
    QCOMPARE(std::string(after->layout()), layout.toStdString());
    for (std::size_t i = 0, k = 0; i < dataset->items().size(); ++i) {
      if (i != place) {
        const SampleContent left = after->read(k);
        QCOMPARE(after->items()[k++].name, dataset->items()[i].name);
        QVERIFY(!left.image.empty());
        QVERIFY(left.problems.empty() || has(left, SampleProblem::Kind::NoCells));
      }
    }
    // Every file is still there, here or in removed/.
    const QMap<QString, QString> now = contentOf(root);
    for (auto file = before.begin(); file != before.end(); ++file) {
      const bool list = file.key().endsWith("json") || file.key().endsWith("csv");
      QVERIFY2(list || file.value() == "folder" || now.value(file.key()) == file.value() ||
                   now.value("removed/" + file.key()) == file.value(),
               qPrintable(file.key()));
    }
    for (auto file = now.begin(); file != now.end(); ++file) {
      QVERIFY2(!file.key().contains("cytosketch-new") && !file.key().contains("cytosketch-old") &&
                   !file.key().contains("cytosketch-edit"),
               qPrintable(file.key()));
    }
    if (layout == "nnunet") {
      QCOMPARE(json(root / "Dataset001_My_nuclei/dataset.json")["numTraining"].toInt(), 3);
    } else if (layout == "coco") {
      const QJsonObject coco = json(root / "annotations/instances_train.json");
      QCOMPARE(coco["images"].toArray().size(), 2);
      QCOMPARE(coco["annotations"].toArray().size(), 4); // one of both has no cell
      QCOMPARE(coco["categories"].toArray().size(), 3);
    } else if (layout == "hdf5") {
      QFile list(QString::fromStdString(root / "train.csv"));
      QVERIFY(list.open(QIODevice::ReadOnly));
      QCOMPARE(list.readAll().count('\n'), 2);
    }
  }

  void theLastSampleStays() {
    const auto dataset = openDataset(written("cellpose", {1, 1, 1, 60, 50}));
    QVERIFY(messageOf<SettingsError>([&] { removeSamples(*dataset, {0, 1, 2, 3}); }).contains("no sample"));
    QCOMPARE(openDataset(dataset->root())->items().size(), std::size_t{4});
  }

  /// A file in the way of the folder "removed", and one that cannot be replaced.
  void aFailedRemovalChangesNothing() {
    for (const std::string layout : {"coco", "nnunet", "tiff"}) {
      const fs::path root = written(layout, {1, 1, 1, 60, 50});
      put(root / "removed", "not a folder");
      const QMap<QString, QString> before = contentOf(root);
      const auto dataset = openDataset(root);
      QVERIFY(messageOf<FileError>([&] { removeSamples(*dataset, {0}); }).contains("cannot be moved"));
      QCOMPARE(contentOf(root), before);
    }
    const fs::path root = written("hdf5", {1, 1, 1, 60, 50});
    const auto dataset = openDataset(root);
    fs::create_directory(root / ".train.csv.cytosketch-old"); // where the old list would go
    put(root / ".train.csv.cytosketch-old/full", "x");
    const QMap<QString, QString> before = contentOf(root);
    std::size_t place = 0;
    itemOf(*dataset, "sample_00002", place);
    QVERIFY(messageOf<FileError>([&] { removeSamples(*dataset, {place}); }).contains("cannot be moved"));
    QMap<QString, QString> after = contentOf(root);
    after.removeIf([](const auto& entry) { return entry.key().startsWith("removed"); }); // empty folders may stay
    QCOMPARE(after, before);
  }

  /// Killed between any two steps, the next opening ends what was begun.
  void aRemovalThatWasCutShortIsEnded() {
    for (int steps = 0; steps <= 4; ++steps) {
      const fs::path root = fresh("cut");
      putImage(root / "images/a.tif", 2, 2);
      putLabels(root / "labels/a.tif", {1, 0, 0, 0}, 2);
      putImage(root / "images/b.tif", 2, 2);
      putLabels(root / "labels/b.tif", {1, 0, 0, 0}, 2);
      put(root / "list.txt", "a b");
      put(root / ".list.txt.cytosketch-new", "b");
      put(root / ".cytosketch-edit.json", R"({"moves": [["images/a.tif", "removed/images/a.tif"],
        ["labels/a.tif", "removed/labels/a.tif"]], "replaced": ["list.txt"]})");
      fs::create_directories(root / "removed/images");
      fs::create_directories(root / "removed/labels");
      const std::array<std::pair<const char*, const char*>, 4> done{{{"images/a.tif", "removed/images/a.tif"},
                                                                     {"labels/a.tif", "removed/labels/a.tif"},
                                                                     {"list.txt", ".list.txt.cytosketch-old"},
                                                                     {".list.txt.cytosketch-new", "list.txt"}}};
      for (int k = 0; k < steps; ++k) {
        fs::rename(root / done[std::size_t(k)].first, root / done[std::size_t(k)].second);
      }
      const auto dataset = openDataset(root);
      QCOMPARE(dataset->items().size(), std::size_t{1});
      QCOMPARE(dataset->items()[0].name, std::string("b"));
      QCOMPARE(contentOf(root).keys(),
               (QStringList{"images", "images/b.tif", "labels", "labels/b.tif", "list.txt", "removed", "removed/images",
                            "removed/images/a.tif", "removed/labels", "removed/labels/a.tif"}));
      QFile list(QString::fromStdString(root / "list.txt"));
      QVERIFY(list.open(QIODevice::ReadOnly));
      QCOMPARE(list.readAll(), QByteArray("b"));
    }
  }

  /// Those of ours: the manifest is right about every file after a removal.
  void manifestsStayRight() {
    writeTinyModel(in("tiny.cymodel"));
    const std::shared_ptr<const Model> model = Model::load(in("tiny.cymodel"));
    for (const std::string layout : {"coco", "nnunet", "hdf5", "ctc", "cellpose", "ome-zarr"}) {
      const DatasetPlan plan = planDataset(recipeFromJson(tinyRecipe(layout, 10), {in("")}), *model);
      const fs::path root = in("made-" + layout);
      makeDataset(plan, *model, {root, {}, false});
      auto dataset = openDataset(root);
      QCOMPARE(std::string(dataset->layout()), layout);
      QVERIFY(dataset->manifest().has_value());
      QCOMPARE(dataset->items().size(), std::size_t{10});
      removeSamples(*dataset, {1, 4, 7});
      dataset = openDataset(root);
      QCOMPARE(dataset->items().size(), std::size_t{7});
      QCOMPARE(dataset->manifest()->samples.size(), std::size_t{7});
      QVERIFY(checkDataset(root).empty());
      QCOMPARE(statisticsOf(inspectDataset(*dataset)).withProblems, 0);
      removeSamples(*dataset, {0}); // and once more, into the same folder
      QVERIFY(checkDataset(root).empty());
    }
  }

  void foldersThatAreNone_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("says");
    QTest::newRow("empty") << "notes.txt" << QByteArray("nothing") << "no dataset";
    QTest::newRow("manifest") << "manifest.json" << QByteArray(R"({"schema": "cytosketch-dataset/1")")
                              << "manifest.json";
    QTest::newRow("newer manifest") << "manifest.json" << QByteArray(R"({"schema": "cytosketch-dataset/9"})")
                                    << "newer";
    QTest::newRow("coco cut") << "annotations/a.json" << QByteArray(R"({"images": [{"id": 1, )") << "no valid JSON";
    QTest::newRow("coco without") << "a.json" << QByteArray(R"({"images": 3, "annotations": []})") << "lists";
    QTest::newRow("journal out") << ".cytosketch-edit.json"
                                 << QByteArray(R"({"moves": [["../../etc/passwd", "x"]], "replaced": []})")
                                 << "leads out";
    QTest::newRow("journal") << ".cytosketch-edit.json" << QByteArray("{") << "damaged";
  }
  void foldersThatAreNone() {
    QFETCH(QString, file);
    QFETCH(QByteArray, content);
    QFETCH(QString, says);
    const fs::path root = fresh("none");
    put(root / file.toStdString(), content.toStdString());
    const QString message = messageOf<FormatError>([&] { openDataset(root); });
    QVERIFY2(message.contains(says), qPrintable(message));
    QVERIFY(messageOf<FileError>([&] { openDataset(in("is not there")); }).contains("no folder"));
  }

  /// Bytes of any file changed or cut off: an error or a problem with a message, never a crash.
  void damagedDatasetsAreSurvived_data() { removedSamplesAreMissedByNothing_data(); }
  void damagedDatasetsAreSurvived() {
    QFETCH(QString, layout);
    const fs::path intact = written(layout.toStdString(), {1, 1, 1, 60, 50});
    std::mt19937 random(11);
    const QStringList files = contentOf(intact).keys();
    const fs::path root = fresh("damaged");
    fs::copy(intact, root, fs::copy_options::recursive);
    for (int round = 0; round < 40; ++round) {
      std::string name;
      do {
        name = files[qsizetype(random() % std::size_t(files.size()))].toStdString();
      } while (!fs::is_regular_file(intact / name) || fs::file_size(intact / name) == 0);
      const fs::path victim = root / name;
      QFile file(QString::fromStdString(victim));
      QVERIFY(file.open(QIODevice::ReadWrite));
      if (round % 2 == 0) {
        file.resize(qint64(random() % std::size_t(file.size())));
      } else {
        for (int k = 0; k < 20; ++k) {
          file.seek(qint64(random() % std::size_t(file.size())));
          file.putChar(char(random() & 0xFFU));
        }
      }
      file.close();
      try {
        const auto dataset = openDataset(root);
        for (const SampleStatistics& sample : inspectDataset(*dataset)) {
          for (const SampleProblem& problem : sample.problems) {
            QVERIFY(!textOf(problem.kind).empty());
          }
        }
      } catch (const Error& error) {
        QVERIFY(std::string(error.what()).size() > 10);
      }
      fs::copy_file(intact / name, victim, fs::copy_options::overwrite_existing);
      if (round % 10 == 9) {
        QCOMPARE(contentOf(root), contentOf(intact)); // reading has changed nothing
      }
    }
  }

  void askedToStopItStops() {
    const auto dataset = openDataset(written("tiff", {1, 1, 1, 60, 50}));
    std::stop_source source;
    source.request_stop();
    QVERIFY_EXCEPTION_THROWN(dataset->read(0, source.get_token()), Cancelled);
  }
};

CYTOSKETCH_TEST_CLASS(reader, TestReader)
#include "test_reader.moc"
