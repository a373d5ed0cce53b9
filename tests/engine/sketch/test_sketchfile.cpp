#include "engine/sketch/sketchfile.h"

#include "engine/image/error.h"
#include "engine/sketch/raster.h"
#include "tests/engine/sketch/h5py.h"
#include "tests/engine/sketch/randomsketch.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>

using namespace cytosketch;

namespace {

std::filesystem::path pathIn(const QTemporaryDir& folder, const char* name) {
  return folder.filePath(name).toStdString();
}

QByteArray bytesOf(const std::filesystem::path& path) {
  QFile file(QString::fromStdString(path.string()));
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// What a person would do with a `.cysk` in Python.
constexpr const char* readerScript = R"(
import sys, json, h5py, numpy as np
f = h5py.File(sys.argv[1], 'r')
extent = [int(n) for n in f.attrs['extent']]
labels = np.zeros(extent[:1] + extent[2:], np.uint32)
index, blocks = f['masks/index'], f['masks/blocks']
order = {int(c['id']): (int(c['z_order']), int(c['id'])) for c in f['cells'] if c['kind'] == 1}
pixels = [(np.unpackbits(blocks[i], axis=1, bitorder='little'), row) for i, row in enumerate(index)]
boxes = {}
for bits, row in sorted((p for p in pixels if int(p[1]['cell']) in order), key=lambda p: order[int(p[1]['cell'])]):
    for y, x in zip(*np.nonzero(bits)):
        at = (int(row['t']), int(row['z']), 64 * int(row['block_y']) + int(y), 64 * int(row['block_x']) + int(x))
        if all(0 <= a < n for a, n in zip(at, labels.shape)):
            labels[at] = row['cell']
        b = boxes.setdefault(int(row['cell']), [at[1], at[2], at[3], at[1], at[2], at[3]])
        boxes[int(row['cell'])] = [min(b[0], at[1]), min(b[1], at[2]), min(b[2], at[3]),
                                   max(b[3], at[1]), max(b[4], at[2]), max(b[5], at[3])]
for c in f['cells']:
    if int(c['id']) in boxes:
        b = boxes[int(c['id'])]
        assert [c['z0'], c['y0'], c['x0'], c['z1'] - 1, c['y1'] - 1, c['x1'] - 1] == b, 'bounding box'
labels.tofile(sys.argv[2])
grey = {}
for row in f['grey']:
    grey.setdefault(str(row['cell']), []).append(float(row['grey']))
print(json.dumps({'version': int(f.attrs['version']), 'extent': extent, 'spacing': list(f.attrs['spacing']),
                  'seed': str(f.attrs['seed']), 'ids': [int(c['id']) for c in f['cells']],
                  'parents': [int(c['parent']) for c in f['cells']],
                  'channels': [int(c['channel']) for c in f['cells']], 'grey': grey,
                  'nucleoli': len(f['nucleoli']), 'shading': json.loads(f['shading/json'][()])}))
)";

QJsonArray numbers(const std::vector<double>& values) {
  QJsonArray array;
  std::copy(values.begin(), values.end(), std::back_inserter(array));
  return array;
}

} // namespace

class TestSketchFile : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void roundTrip();
  void emptySketch();
  void manyCellsAndHighIds();
  void sameSketchSameBytes();
  void h5pyReadsIt();
  void h5pyReadsThePaintedLight();
  void olderFilesOpen();
  void failureLeavesTheOldFile();
  void fullDiskLeavesTheOldFile();
  void channelNames();
  void missingAndForeignFiles();
};

void TestSketchFile::roundTrip() {
  QTemporaryDir folder;
  const auto path = pathIn(folder, "sketch ü.cysk");
  for (std::uint32_t seed = 1; seed <= 20; ++seed) {
    const Sketch sketch = test::randomSketch(seed);
    writeSketch(sketch, path);
    const Sketch again = readSketch(path);
    QVERIFY(again == sketch);
    const Image<float> a = rasteriseGrey(sketch);
    const Image<float> b = rasteriseGrey(again);
    QVERIFY(std::equal(a.begin(), a.end(), b.begin(), b.end()));
  }
  QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden).size(), 1); // nothing is left beside it
}

void TestSketchFile::emptySketch() {
  QTemporaryDir folder;
  const auto path = pathIn(folder, "empty.cysk");
  Sketch sketch({1, 1, 1, 512, 512});
  writeSketch(sketch, path);
  QVERIFY(readSketch(path) == sketch);
  Cell cell; // no pixel, no grey
  cell.id = 1;
  cell.grey.clear();
  sketch.put(cell);
  writeSketch(sketch, path);
  QVERIFY(readSketch(path) == sketch);
}

void TestSketchFile::manyCellsAndHighIds() {
  QTemporaryDir folder;
  const auto path = pathIn(folder, "many.cysk");
  Sketch sketch({1, 1, 1, 1200, 2400});
  for (std::int64_t i = 0; i < 20000; ++i) {
    Cell cell;
    cell.id = i == 0 ? 4294967295U : static_cast<CellId>(60000 + i);
    cell.mask = discMask(0, 0, static_cast<double>(6 + 12 * (i / 200)), static_cast<double>(6 + 12 * (i % 200)), 4);
    sketch.put(std::move(cell));
  }
  writeSketch(sketch, path);
  QVERIFY(readSketch(path) == sketch);
}

void TestSketchFile::sameSketchSameBytes() {
  QTemporaryDir folder;
  const Sketch sketch = test::randomSketch(5);
  writeSketch(sketch, pathIn(folder, "a.cysk"));
  const QByteArray first = bytesOf(pathIn(folder, "a.cysk"));
  QTest::qWait(1100);                              // a clock time would differ by now
  Sketch other(sketch.extent(), sketch.spacing()); // the same cells with another history
  other.setSeed(sketch.seed());
  other.setShading(sketch.shading());
  for (auto it = sketch.cells().rbegin(); it != sketch.cells().rend(); ++it) {
    other.put(Cell(*it->second));
  }
  writeSketch(test::randomSketch(6), pathIn(folder, "between.cysk"));
  writeSketch(other, pathIn(folder, "b.cysk"));
  QCOMPARE(bytesOf(pathIn(folder, "b.cysk")), first);
  writeSketch(readSketch(pathIn(folder, "a.cysk")), pathIn(folder, "c.cysk"));
  QCOMPARE(bytesOf(pathIn(folder, "c.cysk")), first);
}

void TestSketchFile::h5pyReadsIt() {
  if (!test::hasH5py()) {
    QSKIP("python3-h5py is not installed");
  }
  QTemporaryDir folder;
  const auto path = pathIn(folder, "sketch.cysk");
  for (std::uint32_t seed : {2U, 4U, 11U}) {
    const Sketch sketch = test::randomSketch(seed);
    writeSketch(sketch, path);
    const QString raw = folder.filePath("labels.raw");
    const auto result = test::runPython(readerScript, {QString::fromStdString(path.string()), raw});
    QVERIFY2(result.exitCode == 0, qPrintable(result.output));

    const QJsonObject json = QJsonDocument::fromJson(result.output.toUtf8()).object();
    const Extent& e = sketch.extent();
    const Spacing& s = sketch.spacing();
    QCOMPARE(json["version"].toInt(), sketchFileVersion);
    QCOMPARE(json["extent"].toArray(), numbers({double(e.t), double(e.c), double(e.z), double(e.y), double(e.x)}));
    QCOMPARE(json["spacing"].toArray(), numbers({s.z, s.y, s.x}));
    QCOMPARE(json["seed"].toString(), QString::number(sketch.seed()));
    QCOMPARE(json["shading"].toObject()["z_decay"].toDouble(), double(sketch.shading().zDecay));
    std::vector<double> ids;
    std::vector<double> parents;
    std::vector<double> channels;
    std::size_t nucleoli = 0;
    for (const auto& [id, cell] : sketch.cells()) {
      ids.push_back(id);
      parents.push_back(cell->parent);
      channels.push_back(cell->channel);
      nucleoli += cell->nucleoli.size();
      QCOMPARE(json["grey"].toObject()[QString::number(id)].toArray(),
               numbers(std::vector<double>(cell->grey.begin(), cell->grey.end())));
    }
    QCOMPARE(json["ids"].toArray(), numbers(ids));
    QCOMPARE(json["parents"].toArray(), numbers(parents));
    QCOMPARE(json["channels"].toArray(), numbers(channels));
    QCOMPARE(json["nucleoli"].toInt(), int(nucleoli));

    const Image<std::uint32_t> labels = rasteriseLabels(sketch, CellKind::Cytoplasm);
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](std::uint32_t label) { return label != 0; }));
    QVERIFY2(bytesOf(raw.toStdString()) ==
                 QByteArray(reinterpret_cast<const char*>(labels.data()), qsizetype(labels.size() * 4)),
             "the masks as Python unpacks them differ from the label image");
  }
}

void TestSketchFile::h5pyReadsThePaintedLight() {
  if (!test::hasH5py()) {
    QSKIP("python3-h5py is not installed");
  }
  QTemporaryDir folder;
  const auto path = pathIn(folder, "sketch.cysk");
  Sketch sketch({1, 1, 1, 30, 50});
  Shading shading;
  shading.illuminationMap = IlluminationMap(10, 2, 3, {0.0F, 0.5F, -1.0F, 1.0F, 0.25F, -0.125F});
  shading.illuminationLinear = 0.25F;
  shading.nucleoli = false;
  sketch.setShading(shading);
  writeSketch(sketch, path);
  const auto result =
      test::runPython("import sys, h5py, json\nf = h5py.File(sys.argv[1])\nj = json.loads(f['shading/json'][()])\n"
                      "print(j['illumination_step'], j['nucleoli'], j['illumination_linear'], "
                      "f['shading/illumination_map'][()].tolist())",
                      {QString::fromStdString(path.string())});
  QCOMPARE(result.output, QString("10 False 0.25 [[0.0, 0.5, -1.0], [1.0, 0.25, -0.125]]\n"));
}

/// What versions without lights on the background have written.
void TestSketchFile::olderFilesOpen() {
  if (!test::hasH5py()) {
    QSKIP("python3-h5py is not installed");
  }
  QTemporaryDir folder;
  const auto path = pathIn(folder, "sketch.cysk");
  Sketch sketch({1, 1, 1, 30, 50});
  writeSketch(sketch, path);
  const QString text = R"({"background":0.25,"overlap_darkening":0.5,"z_decay":0.125,"radial_decay":0.0,)"
                       R"("radial_centre_z":0.0,"radial_centre_y":3.0,"radial_centre_x":0.0,"radial_extent":1.0,)"
                       R"("membrane_thickness":0.0,"membrane_grey":0.75})";
  const auto result = test::runPython("import sys, h5py, numpy as np\nf = h5py.File(sys.argv[1], 'r+')\n"
                                      "del f['shading/json']\nf['shading/json'] = np.bytes_(sys.argv[2])\n",
                                      {QString::fromStdString(path.string()), text});
  QVERIFY2(result.exitCode == 0, qPrintable(result.output));
  Shading expected;
  expected.background = 0.25F;
  expected.overlapDarkening = 0.5F;
  expected.zDecay = 0.125F;
  expected.radialCentreY = 3.0;
  expected.membraneGrey = 0.75F;
  QVERIFY(readSketch(path).shading() == expected);
}

void TestSketchFile::failureLeavesTheOldFile() {
  QTemporaryDir folder;
  const auto path = pathIn(folder, "sketch.cysk");
  writeSketch(test::randomSketch(1), path);
  const QByteArray before = bytesOf(path);
  QVERIFY_EXCEPTION_THROWN(writeSketch(test::randomSketch(2), pathIn(folder, "no/such/folder/s.cysk")), FileError);
  QVERIFY_EXCEPTION_THROWN(writeSketch(test::randomSketch(2), folder.path().toStdString()), FileError);
  QCOMPARE(bytesOf(path), before);
}

/// A limit on the size of files fails in write() as a full disk does.
void TestSketchFile::fullDiskLeavesTheOldFile() {
  QTemporaryDir folder;
  const auto path = pathIn(folder, "sketch.cysk");
  writeSketch(test::randomSketch(1), path);
  const QByteArray before = bytesOf(path);
  rlimit old{};
  QCOMPARE(getrlimit(RLIMIT_FSIZE, &old), 0);
  std::signal(SIGXFSZ, SIG_IGN);
  const rlimit small{2000, old.rlim_max};
  QCOMPARE(setrlimit(RLIMIT_FSIZE, &small), 0);
  bool refused = false;
  QString where;
  try {
    writeSketch(test::randomSketch(2), path);
  } catch (const FileError& error) {
    refused = true;
    where = QString::fromStdString(error.where());
  }
  setrlimit(RLIMIT_FSIZE, &old);
  QVERIFY(refused);
  QCOMPARE(where, QString::fromStdString(path.string()));
  QCOMPARE(bytesOf(path), before);
  QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList{"sketch.cysk"});
  QVERIFY(readSketch(path) == test::randomSketch(1));
}

void TestSketchFile::channelNames() {
  const QTemporaryDir folder;
  const std::filesystem::path file = folder.filePath("named.cysk").toStdString();
  Sketch sketch({1, 3, 1, 20, 20});
  writeSketch(sketch, file);
  QVERIFY(readSketch(file).channelNames().empty());
  sketch.setChannelNames({"nuclei", "Zellwände", ""}); // the last one needs none
  QCOMPARE(sketch.channelNames().size(), std::size_t(2));
  writeSketch(sketch, file);
  QVERIFY(readSketch(file) == sketch);
  QCOMPARE(readSketch(file).channelNames()[1], std::string("Zellwände"));
  QVERIFY(!(readSketch(file) == Sketch({1, 3, 1, 20, 20})));
  for (const std::string& bad : {std::string("a\nb"), std::string(65, 'x'), std::string("\xff")}) {
    QVERIFY_EXCEPTION_THROWN(sketch.setChannelNames({bad}), SettingsError);
  }
  QVERIFY_EXCEPTION_THROWN(sketch.setChannelNames({"a", "b", "c", "d"}), SettingsError);
}

void TestSketchFile::missingAndForeignFiles() {
  QTemporaryDir folder;
  QVERIFY_EXCEPTION_THROWN(readSketch(pathIn(folder, "missing.cysk")), FileError);
  QVERIFY_EXCEPTION_THROWN(readSketch(folder.path().toStdString()), FileError);
  for (const QByteArray& bytes :
       {QByteArray(), QByteArray("PK\3\4"), QByteArray(100000, '\0'), QByteArray("\x89HDF\r\n\x1a\n"),
        QByteArray("\x89HDF\r\n\x1a\n") + QByteArray(999, 7)}) {
    QFile file(folder.filePath("foreign.cysk"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
    file.close();
    QVERIFY_EXCEPTION_THROWN(readSketch(pathIn(folder, "foreign.cysk")), FormatError);
  }
}

CYTOSKETCH_TEST_CLASS(sketchfile, TestSketchFile)
#include "test_sketchfile.moc"
