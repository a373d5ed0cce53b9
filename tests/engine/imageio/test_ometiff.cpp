#include "engine/imageio/imagefile.h"
#include "engine/imageio/omexml.h"
#include "python.h"
#include "tests/support/testprogram.h"

#include <QTemporaryDir>
#include <QtTest>

#include <array>
#include <numeric>

using namespace cytosketch;

namespace {

const QString theirScript = R"(
import sys, numpy as np, tifffile
size = {'T': 2, 'Z': 3, 'C': 4}
axes = sys.argv[2]
grid = np.arange(2 * 3 * 4).reshape(2, 4, 3)  # t, c, z
grid = grid.transpose(['TCZ'.index(a) for a in axes])
image = (grid[..., None, None] * 30 + np.arange(30).reshape(5, 6)).astype('uint16')
tifffile.imwrite(sys.argv[1], image, ome=True, photometric='minisblack', metadata={'axes': axes + 'YX',
  'PhysicalSizeX': 250, 'PhysicalSizeXUnit': 'nm', 'PhysicalSizeY': 0.25, 'PhysicalSizeZ': 2})
)";

} // namespace

/// OME-TIFFs: ours as they are written, and those of tifffile with any order of their pages.
class TestOmeTiff : public QObject {
  Q_OBJECT

private:
  QTemporaryDir dir_;
  std::string file(const char* name) const { return dir_.filePath(name).toStdString(); }

private Q_SLOTS:
  void oursComesBack() {
    const Extent e{3, 2, 4, 5, 6};
    Image<std::uint16_t> image(e, 0, {0.5, 0.25, 0.125});
    std::iota(image.mutableData(), image.mutableData() + image.size(), std::uint16_t(0));
    WriteOptions options;
    options.ome = true;
    writeImage(image, file("ours.ome.tif"), options);
    const Image<float> back = readImage(file("ours.ome.tif"));
    QCOMPARE(back.extent(), e);
    QVERIFY(std::equal(image.begin(), image.end(), back.begin()));
    QCOMPARE(back.spacing(), image.spacing());
  }

  void anyOrderOfPages_data() {
    QTest::addColumn<QString>("axes"); // slowest first
    for (const char* axes : {"TZC", "TCZ", "ZTC", "ZCT", "CTZ", "CZT"}) {
      QTest::newRow(axes) << axes;
    }
  }
  void anyOrderOfPages() {
    if (!python::hasTifffile()) {
      QSKIP("Debian's python3-tifffile is not installed");
    }
    QFETCH(QString, axes);
    const auto made = python::run(theirScript, {QString::fromStdString(file("theirs.ome.tif")), axes});
    QVERIFY2(made.ok, qPrintable(made.output));
    const Image<float> image = readImage(file("theirs.ome.tif"));
    QCOMPARE(image.extent(), (Extent{2, 4, 3, 5, 6}));
    for (std::size_t i = 0; i < image.size(); ++i) {
      QCOMPARE(image.data()[i], float(i));
    }
    QCOMPARE(image.spacing(), (Spacing{2.0, 0.25, 0.25}));
  }

  /// What does not describe the pages of this file is not believed.
  void impossibleDescriptions_data() {
    QTest::addColumn<QString>("pixels");
    QTest::newRow("more planes than pages") << "SizeC='2' SizeZ='3' SizeT='2' DimensionOrder='XYCZT'";
    QTest::newRow("huge") << "SizeC='9999999999' SizeZ='1' SizeT='1' DimensionOrder='XYCZT'";
    QTest::newRow("negative") << "SizeC='-2' SizeZ='-3' SizeT='1' DimensionOrder='XYCZT'";
    QTest::newRow("no order") << "SizeC='2' SizeZ='3' SizeT='1'";
    QTest::newRow("bad order") << "SizeC='2' SizeZ='3' SizeT='1' DimensionOrder='XYCCC'";
    QTest::newRow("unfinished") << "SizeC='2' SizeZ='3";
  }
  void impossibleDescriptions() {
    QFETCH(QString, pixels);
    const QString text = QString("<OME xmlns='http://www.openmicroscopy.org/Schemas/OME/2016-06'><Image><Pixels %1>"
                                 "<TiffData/></Pixels></Image></OME>")
                             .arg(pixels);
    QVERIFY(!parseOmeXml(text.toStdString(), 6, 1));
    const QString good = QString(text).replace(pixels, "SizeC='2' SizeZ='3' SizeT='1' DimensionOrder='XYZCT'");
    const auto parsed = parseOmeXml(good.toStdString(), 6, 1);
    QVERIFY(parsed.has_value());
    QCOMPARE(parsed->pages, (std::vector<std::int64_t>{0, 3, 1, 4, 2, 5}));
  }

  /// Set CYTOSKETCH_OME_SCHEMA to a copy of ome.xsd (2016-06) to have the headers checked against it by xmllint.
  void headersAreValid_data() {
    QTest::addColumn<QList<int>>("extent"); // t, c, z
    QTest::addColumn<bool>("spacing");
    QTest::newRow("2D") << QList<int>{1, 1, 1} << true;
    QTest::newRow("3D") << QList<int>{1, 1, 7} << true;
    QTest::newRow("channels") << QList<int>{1, 3, 1} << true;
    QTest::newRow("series") << QList<int>{5, 2, 3} << true;
    QTest::newRow("no spacing") << QList<int>{1, 1, 1} << false;
  }
  void headersAreValid() {
    const QString schema = qEnvironmentVariable("CYTOSKETCH_OME_SCHEMA");
    if (schema.isEmpty()) {
      QSKIP("CYTOSKETCH_OME_SCHEMA names no copy of ome.xsd");
    }
    QFETCH(QList<int>, extent);
    QFETCH(bool, spacing);
    const Image<std::uint16_t> image({extent[0], extent[1], extent[2], 4, 4}, 0,
                                     spacing ? Spacing{0.5, 0.25, 0.25} : Spacing{});
    WriteOptions options;
    options.ome = true;
    options.name = "Kerne \xc3\xa4 & <b>";
    options.description = "g = value / 65535\x01";
    options.channels = {"one", "zwei"};
    writeImage(image, file("valid.ome.tif"), options);
    QFile xml(dir_.filePath("header.xml"));
    QVERIFY(xml.open(QIODevice::WriteOnly));
    xml.write(readImageInfo(file("valid.ome.tif")).description.c_str());
    xml.close();
    QProcess xmllint;
    xmllint.start("xmllint", {"--nonet", "--noout", "--schema", schema, xml.fileName()});
    if (!xmllint.waitForFinished(60000)) {
      QSKIP("Debian's libxml2-utils is not installed");
    }
    QVERIFY2(xmllint.exitCode() == 0, xmllint.readAllStandardError().constData());
  }
};

CYTOSKETCH_TEST_CLASS(ometiff, TestOmeTiff)
#include "test_ometiff.moc"
