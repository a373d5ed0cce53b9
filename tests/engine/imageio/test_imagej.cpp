#include "engine/imageio/imagefile.h"
#include "engine/imageio/tiff.h"
#include "tests/engine/imageio/python.h"
#include "tests/engine/imageio/samples.h"
#include "tests/support/testprogram.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace cytosketch;
namespace fs = std::filesystem;

namespace {

const QString reportScript = R"(
import json, sys, numpy, tifffile
path, raw = sys.argv[1:3]
with tifffile.TiffFile(path) as tiff:
    page = tiff.pages[0]
    resolution = {name: page.tags[name].value for name in ('XResolution', 'YResolution') if name in page.tags}
    data = tiff.asarray()
    print(json.dumps({
        'imagej': bool(tiff.is_imagej), 'big': bool(tiff.is_bigtiff), 'pages': len(tiff.pages),
        'axes': tiff.series[0].axes, 'shape': list(tiff.series[0].shape), 'type': str(data.dtype),
        'metadata': tiff.imagej_metadata, 'x': resolution.get('XResolution'), 'y': resolution.get('YResolution'),
        'unit': int(page.tags['ResolutionUnit'].value) if 'ResolutionUnit' in page.tags else None,
        'tags': [tag.name for tag in page.tags], 'description': page.description,
        'offsets': [p.dataoffsets[0] for p in tiff.pages], 'counts': [sum(p.databytecounts) for p in tiff.pages],
        'same': data.tobytes() == open(raw, 'rb').read()}))
)";

/// Code that writes `a`, uint8 in the order t, z, c, y, x, or the three planes `c`, with tifffile, and leaves in `a`
/// what we should see.
struct Theirs {
  const char* name;
  const char* write;
  Extent extent;
  Spacing spacing = {};
};

const Theirs theirs[] = {
    {"ImageJ stack",
     "a=a[0,:,0]; w(a, imagej=True, resolution=(5,4), metadata={'axes':'ZYX','spacing':0.5,'unit':'um'})",
     {1, 1, 3, 20, 24},
     {0.5, 0.25, 0.2}},
    {"ImageJ big-endian 5D", "w(a.astype('>u2')*7, imagej=True, byteorder='>'); a=a*7.0", {2, 2, 3, 20, 24}},
    {"ImageJ time",
     "a=a[:,0,0]; w(a[:,None,None], imagej=True, metadata={'axes':'TZCYX'}); a=a[:,None,None]",
     {2, 1, 1, 20, 24}},
    {"ImageJ nm",
     "a=a[0,:,0]; w(a, imagej=True, resolution=(0.005,0.005), metadata={'axes':'ZYX','spacing':300,'unit':'nm'})",
     {1, 1, 3, 20, 24},
     {0.3, 0.2, 0.2}},
    {"plain pages", "a=a[0,:,0]; w(a, photometric='minisblack')", {1, 1, 3, 20, 24}},
    {"centimetres", "a=a[0,0,0]; w(a, resolution=(20000,20000,'CENTIMETER'))", {1, 1, 1, 20, 24}, {0, 0.5, 0.5}},
    {"72 dpi is no spacing", "a=a[0,0,0]; w(a, resolution=(72,72,'INCH'))", {1, 1, 1, 20, 24}},
    {"BigTIFF", "a=a[0,:,0]; w(a, bigtiff=True, photometric='minisblack')", {1, 1, 3, 20, 24}},
    {"tiles", "a=a[0,:,0]; w(a, tile=(16,16), photometric='minisblack')", {1, 1, 3, 20, 24}},
    {"Deflate with predictor",
     "a=(a[0,:,0]*99).astype('u2'); w(a, compression='zlib', predictor=True, photometric='minisblack')",
     {1, 1, 3, 20, 24}},
    {"int16", "a=a[0,0,0].astype('i2')-99; w(a)", {1, 1, 1, 20, 24}},
    {"int32", "a=a[0,0,0].astype('i4')-99; w(a)", {1, 1, 1, 20, 24}},
    {"uint64", "a=a[0,0,0].astype('u8'); w(a)", {1, 1, 1, 20, 24}},
    {"double", "a=a[0,0,0]/7.0; w(a)", {1, 1, 1, 20, 24}},
    {"one bit", "a=(a[0,0,0]>99); w(a, photometric='minisblack')", {1, 1, 1, 20, 24}},
    {"RGB", "w(numpy.ascontiguousarray(numpy.moveaxis(c,0,-1)), photometric='rgb'); a=c[None,None]", {1, 3, 1, 20, 24}},
    {"RGB planes", "w(c, photometric='rgb', planarconfig='separate'); a=c[None,None]", {1, 3, 1, 20, 24}},
    {"RGB of one grey", "w(numpy.stack([c[0]]*3,-1), photometric='rgb'); a=c[0]", {1, 1, 1, 20, 24}},
    {"RGBA",
     "w(numpy.stack([c[0],c[1],c[2],c[0]],-1), photometric='rgb', extrasamples=['unassalpha']); a=c[None,None]",
     {1, 3, 1, 20, 24}},
    {"two samples",
     "w(numpy.stack([c[0],c[1]],-1), photometric='minisblack', planarconfig='contig'); a=c[None,None,:2]",
     {1, 2, 1, 20, 24}},
    {"palette", "a=a[0,0,0]; w(a, photometric='palette', colormap=numpy.zeros((3,256),'u2'))", {1, 1, 1, 20, 24}},
};

const QString theirScript = R"(
import json, sys, numpy, tifffile
for i, code in enumerate(json.loads(sys.argv[1])):
    def w(data, **k): tifffile.imwrite('%s/%d.tif' % (sys.argv[2], i), data, **k)
    names = {'numpy': numpy, 'w': w,
             'a': numpy.random.default_rng(1).integers(0, 200, (2, 3, 2, 20, 24)).astype('u1'),
             'c': numpy.random.default_rng(2).integers(0, 200, (3, 20, 24)).astype('u1')}
    exec(code, names)
    a = numpy.asarray(names['a'])
    if a.ndim == 3: a = a[None, :, None]
    if a.ndim == 2: a = a[None, None, None]
    numpy.moveaxis(a, 2, 1).astype('f4').tofile('%s/%d.raw' % (sys.argv[2], i))
)";

std::string bytesOf(const Image<std::uint16_t>& image) {
  return {reinterpret_cast<const char*>(image.data()), image.size() * sizeof(std::uint16_t)};
}

/// The voxels in the order of tifffile's axes TZCYX.
std::string inPageOrder(const Image<std::uint16_t>& image) {
  const Extent& e = image.extent();
  std::string result;
  for (std::int64_t t = 0; t < e.t; ++t) {
    for (std::int64_t z = 0; z < e.z; ++z) {
      for (std::int64_t c = 0; c < e.c; ++c) {
        const auto* plane = reinterpret_cast<const char*>(image.data() + image.offset(t, c, z, 0, 0));
        result.append(plane, static_cast<std::size_t>(e.y * e.x) * sizeof(std::uint16_t));
      }
    }
  }
  return result;
}

} // namespace

/// Our TIFFs are to others what ImageJ's own are, and theirs to us.
class TestImageJ : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void description();
  void descriptionOfOnePlane();
  void extraTextDoesNotDisturb();
  void tifffileReadsOurs_data();
  void tifffileReadsOurs();
  void pagesWithoutGap();
  void rawStack();
  void bigTiffBeyond4GiB();
  void readsTheirs_data();
  void readsTheirs();
  void units_data();
  void units();

private:
  fs::path file(const std::string& name) const { return fs::path(folder_.path().toStdString()) / name; }
  QJsonObject report(const fs::path& path, const std::string& voxels) const;

  QTemporaryDir folder_;
};

void TestImageJ::description() {
  Image<std::uint16_t> image({2, 3, 4, 5, 6}, 10, {0.5, 0.25, 0.125});
  image.mutableData()[7] = 900;
  writeImage(image, file("a.tif"), {"cytosketch={\"low\": 0, \"high\": 1}", true});
  const ImageInfo info = readImageInfo(file("a.tif"));
  QCOMPARE(info.description, std::string("ImageJ=1.53t\nimages=24\nchannels=3\nslices=4\nframes=2\nhyperstack=true\n"
                                         "mode=composite\nunit=micron\nspacing=0.5\nloop=false\nmin=10\nmax=900\n"
                                         "cytosketch={\"low\": 0, \"high\": 1}\n"));
  QCOMPARE(info.format, std::string("TIFF"));
  QVERIFY((info.spacing == Spacing{0.5, 0.25, 0.125}));
}

void TestImageJ::descriptionOfOnePlane() {
  Image<float> image({1, 1, 1, 2, 2}, 0.5F);
  image.mutableData()[0] = std::numeric_limits<float>::quiet_NaN();
  writeImage(image, file("a.tif"));
  QCOMPARE(readImageInfo(file("a.tif")).description,
           std::string("ImageJ=1.53t\nimages=1\nloop=false\nmin=0.5\nmax=1.5\n"));
  QVERIFY(std::isnan(readImage(file("a.tif")).at(0, 0))); // NaN come as they are
}

void TestImageJ::extraTextDoesNotDisturb() {
  const auto image = samples::noise<std::uint8_t>({1, 1, 3, 4, 5}, {0.5, 0.2, 0.2});
  const std::string extra = "images=77\nspacing = 9\nslices: 5\n  unit=parsec\nplain words\nC:\\users\\me \\u00b5 \\";
  writeImage(image, file("a.tif"), {extra, true});
  const ImageInfo info = readImageInfo(file("a.tif"));
  QVERIFY(info.extent == image.extent());
  QVERIFY(std::abs(info.spacing.z - 0.5) < 1e-12);
  QVERIFY(info.description.ends_with("# images=77\n# spacing = 9\n# slices: 5\n#   unit=parsec\nplain words\n"
                                     "C:\\\\users\\me \\u00b5 \\\\\n"));
  QVERIFY_EXCEPTION_THROWN(writeImage(image, file("b.tif"), {std::string("a\0b", 3), true}), SettingsError);
  QVERIFY(!fs::exists(file("b.tif")));
}

QJsonObject TestImageJ::report(const fs::path& path, const std::string& voxels) const {
  samples::putBytes(file("voxels.raw"), voxels);
  const auto result = python::run(reportScript, {path.c_str(), file("voxels.raw").c_str()});
  if (!result.ok) {
    qWarning("%s", qPrintable(result.output));
  }
  return QJsonDocument::fromJson(result.output.toUtf8()).object();
}

void TestImageJ::tifffileReadsOurs_data() {
  QTest::addColumn<bool>("compress");
  QTest::addColumn<bool>("big");
  QTest::addColumn<bool>("allAxes");
  for (const bool compress : {false, true}) {
    for (const bool big : {false, true}) {
      for (const bool allAxes : {false, true}) {
        QTest::addRow("%s %s %s", compress ? "packed" : "plain", big ? "BigTIFF" : "classic", allAxes ? "5D" : "3D")
            << compress << big << allAxes;
      }
    }
  }
}

void TestImageJ::tifffileReadsOurs() {
  if (!python::hasTifffile()) {
    QSKIP("needs /usr/bin/python3 with tifffile");
  }
  QFETCH(bool, compress);
  QFETCH(bool, big);
  QFETCH(bool, allAxes);
  const Extent extent = allAxes ? Extent{2, 3, 4, 30, 20} : Extent{1, 1, 4, 30, 20};
  const auto image = samples::noise<std::uint16_t>(extent, {0.7, 0.25, 0.2});
  const fs::path path = file("ours.tif");
  writeTiff({reinterpret_cast<const std::byte*>(image.data()), PixelType::UInt16, extent, image.spacing(), 0, 65535},
            path, {"cytosketch={\"low\": 12.5, \"high\": 4000}", compress}, big ? TiffKind::Big : TiffKind::Fitting);
  const Image<std::uint32_t> back = readTiff<std::uint32_t>(path).image;
  QVERIFY(std::equal(back.begin(), back.end(), image.begin(), image.end()));

  const QJsonObject seen = report(path, inPageOrder(image));
  QVERIFY(!seen.isEmpty());
  QCOMPARE(seen["imagej"].toBool(), true);
  QCOMPARE(seen["big"].toBool(), big);
  QCOMPARE(seen["pages"].toInt(), allAxes ? 24 : 4);
  QCOMPARE(seen["axes"].toString(), allAxes ? "TZCYX" : "ZYX");
  QCOMPARE(seen["type"].toString(), "uint16");
  QCOMPARE(seen["same"].toBool(), true);
  QCOMPARE(seen["unit"].toInt(), 1); // none: pixels per the unit of the description
  const auto ratio = [](const QJsonValue& value) { return value[0].toDouble() / value[1].toDouble(); };
  QVERIFY(std::abs(ratio(seen["x"]) - 5.0) < 1e-6);
  QVERIFY(std::abs(ratio(seen["y"]) - 4.0) < 1e-6);
  QVERIFY(!seen["tags"].toArray().contains("DateTime"));

  const QJsonObject metadata = seen["metadata"].toObject();
  QCOMPARE(metadata["images"].toInt(), allAxes ? 24 : 4);
  QCOMPARE(metadata["slices"].toInt(), 4);
  QCOMPARE(metadata["channels"].toInt(1), allAxes ? 3 : 1);
  QCOMPARE(metadata["frames"].toInt(1), allAxes ? 2 : 1);
  QCOMPARE(metadata["hyperstack"].toBool(), true);
  QCOMPARE(metadata["unit"].toString(), "micron");
  QCOMPARE(metadata["spacing"].toDouble(), 0.7);
  QCOMPARE(metadata["max"].toInt(), 65535);
  const QJsonObject map = QJsonDocument::fromJson(metadata["cytosketch"].toString().toUtf8()).object();
  QCOMPARE(map["low"].toDouble(), 12.5);
}

/// ImageJ takes only the first page's place from an uncompressed stack.
void TestImageJ::pagesWithoutGap() {
  if (!python::hasTifffile()) {
    QSKIP("needs /usr/bin/python3 with tifffile");
  }
  const auto image = samples::noise<std::uint16_t>({1, 1, 9, 300, 200}, {});
  writeImage(image, file("plain.tif"), {"", false});
  const QJsonObject seen = report(file("plain.tif"), bytesOf(image));
  const QJsonArray offsets = seen["offsets"].toArray();
  const QJsonArray counts = seen["counts"].toArray();
  QCOMPARE(offsets.size(), 9);
  for (int i = 0; i + 1 < 9; ++i) {
    QCOMPARE(counts[i].toInt(), 300 * 200 * 2);
    QCOMPARE(offsets[i + 1].toInt(), offsets[i].toInt() + counts[i].toInt());
  }
}

void TestImageJ::rawStack() {
  const auto image = samples::noise<std::uint16_t>({2, 2, 3, 20, 30}, {0.5, 0.2, 0.2});
  writeImage(image, file("a.tif"), {"", false});
  samples::putBytes(file("raw.tif"), samples::asRawStack(samples::bytesOfFile(file("a.tif"))));
  QVERIFY(samples::same(readImage(file("raw.tif")), readImage(file("a.tif"))));
  QVERIFY(readImageInfo(file("raw.tif")).extent == image.extent());
}

/// One run of Python makes the files of all rows.
void TestImageJ::readsTheirs_data() {
  QTest::addColumn<int>("row");
  QJsonArray code;
  for (std::size_t i = 0; i < std::size(theirs); ++i) {
    QTest::newRow(theirs[i].name) << static_cast<int>(i);
    code.append(theirs[i].write);
  }
  if (python::hasTifffile()) {
    const auto made = python::run(theirScript, {QJsonDocument(code).toJson(), file("").c_str()});
    QVERIFY2(made.ok, qPrintable(made.output));
  }
}

void TestImageJ::bigTiffBeyond4GiB() {
  VoxelView view;
  view.type = PixelType::UInt16;
  view.extent = {1, 1, 1000, 1000, 2000};
  QVERIFY(!needsBigTiff(view, 1000)); // 4.0e9 bytes of 4.29e9
  view.extent.z = 1100;
  QVERIFY(needsBigTiff(view, 1000));
  view.extent = {3, 5, 8, 30000, 30000};
  QVERIFY(needsBigTiff(view, 1000));
}

void TestImageJ::readsTheirs() {
  if (!python::hasTifffile()) {
    QSKIP("needs /usr/bin/python3 with tifffile");
  }
  QFETCH(int, row);
  const Theirs& their = theirs[static_cast<std::size_t>(row)];
  const Image<float> image = readImage(file(std::to_string(row) + ".tif"));
  const Extent& e = image.extent();
  QVERIFY2(e == their.extent, qPrintable(QString("%1 %2 %3 %4 %5").arg(e.t).arg(e.c).arg(e.z).arg(e.y).arg(e.x)));
  const std::string raw = samples::bytesOfFile(file(std::to_string(row) + ".raw"));
  QCOMPARE(raw.size(), image.size() * sizeof(float));
  QVERIFY(std::memcmp(raw.data(), image.data(), raw.size()) == 0);
  QVERIFY(std::abs(image.spacing().z - their.spacing.z) < 1e-6);
  QVERIFY(std::abs(image.spacing().y - their.spacing.y) < 1e-6);
  QVERIFY(std::abs(image.spacing().x - their.spacing.x) < 1e-6);
}

void TestImageJ::units_data() {
  QTest::addColumn<QByteArray>("unit");
  QTest::addColumn<double>("micrometres");
  QTest::newRow("micron") << QByteArray("micron") << 1.0;
  QTest::newRow("um") << QByteArray("um") << 1.0;
  QTest::newRow("UTF-8") << QByteArray("\xc2\xb5m") << 1.0;
  QTest::newRow("Latin-1") << QByteArray("\xb5m") << 1.0;
  QTest::newRow("escaped") << QByteArray("\\u00B5m") << 1.0;
  QTest::newRow("nm") << QByteArray("nm") << 0.001;
  QTest::newRow("mm") << QByteArray("mm") << 1000.0;
  QTest::newRow("inch") << QByteArray("inch") << 25400.0;
  QTest::newRow("pixel") << QByteArray("pixel") << 0.0;
}

void TestImageJ::units() {
  QFETCH(QByteArray, unit);
  QFETCH(double, micrometres);
  const Image<std::uint8_t> image({1, 1, 2, 3, 4}, 1, {0.5, 0.25, 0.2});
  writeImage(image, file("a.tif"), {std::string(16, '.'), false}); // room for the longer units
  std::string bytes = samples::bytesOfFile(file("a.tif"));
  const std::size_t start = bytes.find("unit=micron\n");
  const std::size_t end = bytes.find("................", start) + 16;
  QVERIFY(start < end && end < bytes.size());
  const std::string rest = bytes.substr(start + 12, end - start - 12);
  const std::string line = "unit=" + unit.toStdString() + "\n" + rest;
  bytes.replace(start, end - start,
                line.substr(0, end - start) +
                    std::string(end - start > line.size() ? end - start - line.size() : 0, '.'));
  samples::putBytes(file("b.tif"), bytes);
  const Spacing spacing = readImageInfo(file("b.tif")).spacing;
  QVERIFY(std::abs(spacing.x - 0.2 * micrometres) <= 1e-6 * micrometres);
  QVERIFY(std::abs(spacing.y - 0.25 * micrometres) <= 1e-6 * micrometres);
  QVERIFY(std::abs(spacing.z - 0.5 * micrometres) <= 1e-6 * micrometres);
}

CYTOSKETCH_TEST_CLASS(imagej, TestImageJ)
#include "test_imagej.moc"
