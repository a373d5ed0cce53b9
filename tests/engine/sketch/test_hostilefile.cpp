#include "engine/image/error.h"
#include "engine/sketch/raster.h"
#include "engine/sketch/sketchfile.h"
#include "tests/engine/sketch/h5py.h"
#include "tests/engine/sketch/randomsketch.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace cytosketch;

namespace {

/// Changes made with h5py to a valid file `f`, so that its checksums are right and only our reader can object; what the
/// message must speak of.
struct Attack {
  const char* name;
  const char* change;
  const char* message;
};

constexpr const char* attackPrelude = R"(
import sys, h5py, numpy as np
def table(path, change):
    rows = f[path][()]
    change(rows)
    del f[path]
    f[path] = rows
def cell(**values):
    def change(rows):
        for key, value in values.items(): rows[key][3] = value
    table('cells', change)
def attribute(name, value):
    del f.attrs[name]
    if value is not None: f.attrs[name] = value
def shading(text):
    del f['shading/json']
    f['shading/json'] = np.bytes_(text)
def light(step, grid):
    shading(b'{"illumination_step": ' + str(step).encode() + b'}')
    del f['shading/illumination_map']
    if grid is not None: f['shading/illumination_map'] = grid
def column(path, name):
    rows = f[path][()]
    del f[path]
    f[path] = rows[[n for n in rows.dtype.names if n != name]].copy()
)";

constexpr Attack attacks[] = {
    {"newer version", "attribute('version', 2)", "newer CytoSketch"},
    {"version 0", "attribute('version', 0)", "version"},
    {"no version", "attribute('version', None)", "no sketch"},
    {"version is a text", "attribute('version', 'one')", "version"},
    {"version is a float", "attribute('version', 1.0)", "version"},
    {"short extent", "attribute('extent', [1, 1, 1, 5])", "extent"},
    {"extent of 0", "attribute('extent', [1, 1, 0, 5, 5])", "voxel"},
    {"negative extent", "attribute('extent', [1, 1, 1, -5, 5])", "voxel"},
    {"huge extent", "attribute('extent', [1, 1, 1, 2**40, 2**40])", "more voxels"},
    {"huge product", "attribute('extent', [2**20] * 5)", "more voxels"},
    {"NaN spacing", "attribute('spacing', [0, float('nan'), 1.0])", "spacing"},
    {"negative spacing", "attribute('spacing', [0, -1.0, 1.0])", "spacing"},
    {"no seed", "attribute('seed', None)", "seed"},
    {"no cells", "del f['cells']", "cells"},
    {"no masks", "del f['masks']", "masks"},
    {"cells is a group", "del f['cells']; f.create_group('cells')", "cells"},
    {"cells is an image", "del f['cells']; f['cells'] = np.zeros((5, 5))", "cells"},
    {"cells of two axes", "r = f['cells'][()]; del f['cells']; f['cells'] = r[:, None]", "cells"},
    {"cells without channel", "column('cells', 'channel')", "channel"},
    {"grey without t", "column('grey', 't')", "'t'"},
    {"id of texts", "del f['cells']; f['cells'] = np.array([(b'x',)], dtype=[('id', 'S3')])", "id"},
    {"id 0", "cell(id=0)", "which is not in /cells"},
    {"only id 0",
     "[table(p, lambda r: r['cell'].__setitem__(r['cell'] == 28, 0)) for p in "
     "('grey', 'nucleoli', 'masks/index')]; cell(id=0)",
     "id 0"},
    {"duplicate id", "cell(id=7)", "twice"},
    {"unknown kind", "cell(kind=3)", "unknown kind"},
    {"channel too high", "cell(channel=2)", "channel 2"},
    {"negative channel", "cell(channel=-1)", "channel"},
    {"NaN grey", "table('grey', lambda r: r['grey'].__setitem__(2, np.nan))", "grey"},
    {"grey above 1", "table('grey', lambda r: r['grey'].__setitem__(2, 1.5))", "grey"},
    {"grey of no cell", "table('grey', lambda r: r['cell'].__setitem__(2, 999))", "999"},
    {"frames out of order", "table('grey', lambda r: r['t'].__setitem__(2, 77))", "order of the frames"},
    {"NaN nucleolus", "table('nucleoli', lambda r: r['y'].__setitem__(0, np.nan))", "nucleolus"},
    {"negative nucleolus", "table('nucleoli', lambda r: r['radius_x'].__setitem__(0, -3))", "nucleolus"},
    {"block far away", "table('masks/index', lambda r: r['block_y'].__setitem__(0, 2**62))", "beyond"},
    {"block twice", "table('masks/index', lambda r: r.__setitem__(1, r[0]))", "twice"},
    {"fewer blocks", "b = f['masks/blocks'][()]; del f['masks/blocks']; f['masks/blocks'] = b[1:]", "length"},
    {"blocks of words", "b = f['masks/blocks'][()]; del f['masks/blocks']; f['masks/blocks'] = b.astype('u2')",
     "shape"},
    {"blocks of another shape", "del f['masks/blocks']; f['masks/blocks'] = np.zeros((3, 64, 9), 'u1')", "shape"},
    {"declares terabytes of blocks",
     "del f['masks/blocks']; f.create_dataset('masks/blocks', (2**36, 64, 8), 'u1', chunks=(64, 64, 8), "
     "compression='gzip')",
     "more than the file holds"},
    {"declares terabytes of cells",
     "t = f['cells'].dtype; del f['cells']; f.create_dataset('cells', (2**38,), t, chunks=(1024,))",
     "more than the file holds"},
    {"cells in another file", "del f['cells']; f['cells'] = h5py.ExternalLink('/etc/passwd', '/cells')", "cells"},
    {"names of channels that are no list", "f['channels'] = np.bytes_('{}')", "list of texts"},
    {"names of channels that are numbers", "f['channels'] = np.bytes_('[1, 2]')", "list of texts"},
    {"more names than channels", "f['channels'] = np.bytes_(str(['a'] * 99).replace(chr(39), chr(34)))", "more names"},
    {"cells by a soft link", "f.move('cells', 'x'); f['cells'] = h5py.SoftLink('/x')", "another place"},
    {"blocks from another file",
     "n = f['masks/blocks'].shape; del f['masks/blocks']; f.create_dataset('masks/blocks', n, 'u1', "
     "external=[('/etc/passwd', 0, h5py.h5f.UNLIMITED)])",
     "another file"},
    {"shading is no JSON", "shading(b'{\"background\": ')", "JSON"},
    {"shading is an array", "shading(b'[1]')", "JSON"},
    {"shading of texts", "shading(b'{\"background\": \"dark\"}')", "background"},
    {"shading out of range", "shading(b'{\"background\": 7}')", "shading"},
    {"shading beyond all numbers", "shading(b'{\"radial_extent\": 1e999}')", "JSON"},
    {"endless membranes", "shading(b'{\"membrane_thickness\": 1e300}')", "membrane"},
    {"deep shading", "shading(b'[' * 60000)", "JSON"},
    {"long shading", "del f['shading/json']; f['shading/json'] = np.bytes_(b' ' * (2**21))", "long"},
    {"light without a grid", "light(4, None)", "illumination_map"},
    {"light of step 0", "light(0, np.zeros((3, 3), 'f4'))", "illumination_step"},
    {"light of negative step", "light(-4, np.zeros((3, 3), 'f4'))", "illumination_step"},
    {"light of half a step", "light(0.5, np.zeros((3, 3), 'f4'))", "illumination_step"},
    {"light of endless step", "light(2**60, np.zeros((3, 3), 'f4'))", "illumination_step"},
    {"light of NaN", "light(4, np.full((3, 3), np.nan, 'f4'))", "-1…1"},
    {"light too bright", "light(4, np.full((3, 3), 1.5, 'f4'))", "-1…1"},
    {"light of whole numbers", "light(4, np.zeros((3, 3), 'i4'))", "shape"},
    {"light on one axis", "light(4, np.zeros(9, 'f4'))", "shape"},
    {"light without nodes", "light(4, np.zeros((0, 3), 'f4'))", "shape"},
    {"declares terabytes of light",
     "light(4, None); f.create_dataset('shading/illumination_map', (2**20, 2**20), 'f4', chunks=(1024, 1024))",
     "shape"},
    {"declares more light than there is",
     "light(4, None); f.create_dataset('shading/illumination_map', (1024, 1024), 'f4', chunks=(64, 64))",
     "more than the file holds"},
    {"light in another file", "light(4, None); f['shading/illumination_map'] = h5py.ExternalLink('/etc/passwd', '/x')",
     "illumination_map"},
    {"linear light out of range", "shading(b'{\"illumination_linear\": -1.5}')", "light"},
    {"endless angle", "shading(b'{\"illumination_angle\": 1e300}')", "angle"},
    {"light without radius", "shading(b'{\"illumination_radius\": 0}')", "radius"},
    {"nucleoli of numbers", "shading(b'{\"nucleoli\": 1}')", "nucleoli"},
    {"shading of variable length", "del f['shading/json']; f['shading/json'] = '{}'", "fixed length"},
};

/// Time and cells enough for every attack above to have something to change.
Sketch victim() {
  Sketch sketch({3, 2, 2, 150, 150});
  test::Random random(12);
  for (CellId id = 7; id <= 70; id += 7) {
    Cell cell = test::randomCell(random, id, sketch.extent());
    cell.nucleoli.push_back({1, 2, 3, 4, 5, 6, 0.5F});
    sketch.put(std::move(cell));
  }
  Shading shading;
  shading.illuminationMap = IlluminationMap(50, 3, 3, std::vector<float>(9, 0.125F));
  sketch.setShading(shading);
  return sketch;
}

void writeBytes(const QString& path, const QByteArray& bytes) {
  QFile file(path);
  QVERIFY(file.open(QIODevice::WriteOnly));
  QCOMPARE(file.write(bytes), bytes.size());
}

/// Reads a file that may be anything: the result is an Error or a sketch that can be used.
bool readsSafely(const QString& path) {
  try {
    const Sketch sketch = readSketch(path.toStdString());
    if (sketch.extent().voxels() < 10000000) {
      rasteriseGrey(sketch);
    }
    return true;
  } catch (const Error&) {
    return false;
  }
}

} // namespace

class TestHostileFile : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void initTestCase();
  void attack_data();
  void attack();
  void extrasAreWelcome();
  void truncated();
  void flippedBits();
  void scrambledBytes();

private:
  QTemporaryDir folder_;
  QString valid_;
  QByteArray bytes_;
};

/// Makes all attacked files with one Python.
void TestHostileFile::initTestCase() {
  valid_ = folder_.filePath("valid.cysk");
  writeSketch(victim(), valid_.toStdString());
  QFile file(valid_);
  QVERIFY(file.open(QIODevice::ReadOnly));
  bytes_ = file.readAll();
  if (!test::hasH5py()) {
    return;
  }
  QString script = attackPrelude;
  for (const Attack& attack : attacks) {
    const QString path = folder_.filePath(QString("%1.cysk").arg(attack.name));
    writeBytes(path, bytes_);
    script += QString("f = h5py.File('%1', 'r+')\n%2\nf.close()\n").arg(path, attack.change);
  }
  const auto result = test::runPython(script, {});
  QVERIFY2(result.exitCode == 0, qPrintable(result.output));
}

void TestHostileFile::attack_data() {
  QTest::addColumn<QString>("message");
  for (const Attack& attack : attacks) {
    QTest::newRow(attack.name) << attack.message;
  }
}

void TestHostileFile::attack() {
  QFETCH(QString, message);
  const QString path = folder_.filePath(QString("%1.cysk").arg(QTest::currentDataTag()));
  if (!QFile::exists(path)) {
    QSKIP("python3-h5py is not installed");
  }
  try {
    readSketch(path.toStdString());
    QFAIL("was read");
  } catch (const FormatError& error) {
    QVERIFY2(QString(error.problem().c_str()).contains(message), error.what());
    QCOMPARE(QString::fromStdString(error.where()), path);
    QVERIFY(!error.remedy().empty());
  }
}

/// What a later version or a person adds does not stop version 1 from being read.
void TestHostileFile::extrasAreWelcome() {
  if (!test::hasH5py()) {
    QSKIP("python3-h5py is not installed");
  }
  const QString path = folder_.filePath("extras.cysk");
  writeBytes(path, bytes_);
  const auto result =
      test::runPython("import sys, h5py, numpy as np\n"
                      "f = h5py.File(sys.argv[1], 'r+')\n"
                      "f.attrs['note'] = 'mine'\n"
                      "f['shading/illumination'] = np.ones((4, 4))\n"
                      "r = f['grey'][()]; del f['grey']\n"
                      "f['grey'] = np.array([(t, c, 0, g) for c, t, g in r.tolist()],\n"
                      "                     [('t', '<u2'), ('cell', '>i8'), ('note', 'i1'), ('grey', '<f8')])\n",
                      {path});
  QVERIFY2(result.exitCode == 0, qPrintable(result.output));
  QVERIFY(readSketch(path.toStdString()) == victim());
}

void TestHostileFile::truncated() {
  const QString path = folder_.filePath("truncated.cysk");
  test::Random random(1);
  for (int i = 0; i < 100; ++i) {
    writeBytes(path, bytes_.left(i == 0 ? bytes_.size() - 1 : random.integer(0, bytes_.size() - 1)));
    QVERIFY_EXCEPTION_THROWN(readSketch(path.toStdString()), FormatError);
  }
}

void TestHostileFile::flippedBits() {
  const QString path = folder_.filePath("flipped.cysk");
  test::Random random(2);
  const Sketch original = victim();
  int changed = 0;
  for (int i = 0; i < 200; ++i) {
    QByteArray bytes = bytes_;
    const qsizetype at = random.integer(0, bytes.size() - 1);
    bytes[at] = static_cast<char>(bytes[at] ^ (1 << random.integer(0, 7)));
    writeBytes(path, bytes);
    if (readsSafely(path)) { // unused bytes may flip, but never a cell
      changed += readSketch(path.toStdString()) == original ? 0 : 1;
    }
  }
  QCOMPARE(changed, 0);
}

void TestHostileFile::scrambledBytes() {
  const QString path = folder_.filePath("scrambled.cysk");
  test::Random random(3);
  for (int i = 0; i < 200; ++i) {
    QByteArray bytes = bytes_;
    // Mostly the first kilobytes, where HDF5 keeps its own structures.
    const qsizetype start =
        random.integer(0, (i % 2 == 0 ? std::min<qsizetype>(bytes.size(), 4000) : bytes.size()) - 1);
    const qsizetype length = random.integer(1, 32);
    for (qsizetype at = start; at < std::min<qsizetype>(start + length, bytes.size()); ++at) {
      bytes[at] = static_cast<char>(random.integer(0, 255));
    }
    writeBytes(path, bytes);
    readsSafely(path);
  }
}

CYTOSKETCH_TEST_CLASS(hostilefile, TestHostileFile)
#include "test_hostilefile.moc"
