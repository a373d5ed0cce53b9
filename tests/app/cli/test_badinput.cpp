#include "clirunner.h"

#include "engine/imageio/imagefile.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QtTest>

#include <cmath>
#include <limits>

#include <unistd.h>

using namespace cytosketch;

namespace {

/// A safetensors file with the given header text and length field.
QByteArray safetensors(const QByteArray& header, quint64 length, const QByteArray& data = {}) {
  QByteArray bytes;
  for (int i = 0; i < 8; ++i) {
    bytes.append(static_cast<char>((length >> (8 * i)) & 0xFF));
  }
  return bytes + header + data;
}

QByteArray nrrdHeader(const QByteArray& sizes) {
  return "NRRD0004\ntype: uint8\ndimension: 2\nsizes: " + sizes + "\nencoding: raw\nendian: little\n\n";
}

} // namespace

/// Each bad input: the exit code, one line on stderr that names the place, and nothing touched.
class TestBadInput : public QObject {
  Q_OBJECT

private:
  CliRunner runner_;

  void makeModels() const {
    const QByteArray model = runner_.readBytes("tiny.cymodel");
    runner_.writeBytes("cut.cymodel", model.left(model.size() / 2));
    runner_.writeBytes("cut-header.cymodel", model.left(20));
    runner_.writeBytes("empty.cymodel", "");
    runner_.writeBytes("foreign.cymodel", "PK\3\4 this is a zip file, perhaps a pickle");
    runner_.writeBytes("huge-header.cymodel", safetensors("{}", 1ULL << 62));
    const QByteArray outside = R"({"w":{"dtype":"F32","shape":[4],"data_offsets":[0,99999999999]}})";
    runner_.writeBytes("outside.cymodel", safetensors(outside, static_cast<quint64>(outside.size()), "abcd"));
    QByteArray deep(100000, '[');
    runner_.writeBytes("deep.cymodel", safetensors(deep, static_cast<quint64>(deep.size())));
  }

  void makeSketches() const {
    QCOMPARE(runner_.run({"convert", "labels.tif", "good.cysk"}).code, 0);
    const QByteArray sketch = runner_.readBytes("good.cysk");
    runner_.writeBytes("cut.cysk", sketch.left(sketch.size() / 2));
    runner_.writeBytes("empty.cysk", "");
    runner_.writeBytes("foreign.cysk", "not a sketch at all");
  }

  void makeImages() const {
    const QByteArray tiff = runner_.readBytes("real.tif");
    runner_.writeBytes("cut.tif", tiff.left(tiff.size() / 2));
    runner_.writeBytes("empty.tif", "");
    runner_.writeBytes("foreign.tif", "II but no TIFF");
    Image<float> nan({1, 1, 1, 64, 80}, 1.0F);
    nan.mutableData()[7] = std::numeric_limits<float>::quiet_NaN();
    writeImage(nan, runner_.file("nan.tif"));
    writeImage(Image<float>({1, 1, 1, 64, 80}, 3.0F), runner_.file("flat.tif"));
    writeImage(Image<std::uint8_t>({1, 1, 1, 10, 10}, 3), runner_.file("small.tif"));
    runner_.writeBytes("liar.nrrd", nrrdHeader("100000 100000") + "abc");
    runner_.writeBytes("sparse.nrrd", nrrdHeader("1000000 200000"));
    QFile sparse(runner_.path("sparse.nrrd"));
    QVERIFY(sparse.resize(200LL * 1000 * 1000 * 1000 + sparse.size()));
    writeLabels(Image<std::uint32_t>({1, 1, 1, 20, 20}), runner_.file("unlabelled.tif"));
    Image<float> fractions({1, 1, 1, 20, 20}, 1.5F);
    writeImage(fractions, runner_.file("fractions.tif"));
    Image<float> negative({1, 1, 1, 20, 20}, -1.0F);
    writeImage(negative, runner_.file("negative.tif"));
    writeLabels(discLabels(64, 80, 70000), runner_.file("many.tif"));
  }

  void makeSettings() const {
    runner_.writeBytes("nojson.json", "t-start = 400");
    runner_.writeBytes("list.json", "[1, 2]");
    runner_.writeBytes("unknown.json", R"({"t-strat": 400})");
    runner_.writeBytes("type.json", R"({"t-start": "many"})");
    runner_.writeBytes("low.json", R"({"t-start": 0})");
    runner_.writeBytes("high.json", R"({"t-start": 1001})");
  }

private Q_SLOTS:
  void initTestCase() {
    runner_.makeScene();
    runner_.makeTinyModel();
    makeModels();
    makeSketches();
    makeImages();
    makeSettings();
  }

  void nothingIsTouched_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("words"); // that the message must hold: the place
    const auto generate = [](const QStringList& more) {
      return QStringList{"generate", "--quiet", "--steps", "2", "--output", "out.tif"} + more;
    };
    const auto withModel = [&](const QStringList& more) {
      return generate(QStringList{"--model", "tiny.cymodel"} + more);
    };
    for (const QString model : {"missing", "cut", "cut-header", "empty", "foreign", "huge-header", "outside", "deep"}) {
      const QString file = model + ".cymodel";
      QTest::addRow("model %s", qPrintable(model))
          << generate({"--labels", "labels.tif", "--model", file}) << 1 << file;
      QTest::addRow("info of model %s", qPrintable(model)) << QStringList{"info", file} << 1 << file;
    }
    for (const QString sketch : {"missing", "cut", "empty", "foreign"}) {
      const QString file = sketch + ".cysk";
      QTest::addRow("sketch %s", qPrintable(sketch)) << withModel({"--sketch", file}) << 1 << file;
      QTest::addRow("convert sketch %s", qPrintable(sketch)) << QStringList{"convert", file, "out.tif"} << 1 << file;
    }
    for (const QString image : {"missing.tif", "cut.tif", "empty.tif", "foreign.tif", "liar.nrrd", "sparse.nrrd"}) {
      QTest::addRow("labels %s", qPrintable(image)) << withModel({"--labels", image}) << 1 << image;
      QTest::addRow("convert %s", qPrintable(image)) << QStringList{"convert", image, "out.tif"} << 1 << image;
      QTest::addRow("info of %s", qPrintable(image)) << QStringList{"info", image} << 1 << image;
    }
    for (const QString image : {"nan.tif", "flat.tif"}) {
      QTest::addRow("greys of %s", qPrintable(image))
          << withModel({"--labels", "labels.tif", "--grey-from", image}) << 1 << image;
      QTest::addRow("evaluate %s", qPrintable(image))
          << QStringList{"evaluate", "--quiet", "--real", image, "--generated", "real.tif"} << 1 << image;
      QTest::addRow("normalise %s", qPrintable(image))
          << QStringList{"convert", "--normalise", image, "out.png"} << 1 << image;
    }
    for (const QString image : {"unlabelled.tif", "fractions.tif", "negative.tif"}) {
      QTest::addRow("labels %s", qPrintable(image)) << withModel({"--labels", image}) << 1 << image;
    }
    QTest::newRow("generated with NaN") << QStringList{"evaluate", "--real", "real.tif", "--generated", "nan.tif"} << 1
                                        << "nan.tif";
    QTest::newRow("greys of another size")
        << withModel({"--labels", "labels.tif", "--grey-from", "small.tif"}) << 1 << "small.tif";
    QTest::newRow("sizes differ") << QStringList{"evaluate", "--quiet",     "--real",
                                                 "real.tif", "--generated", "half-size.tif"}
                                  << 1 << "half-size.tif";
    QTest::newRow("labels of another size") << QStringList{"evaluate",    "--quiet",  "--real",   "real.tif",
                                                           "--generated", "real.tif", "--labels", "unlabelled.tif"}
                                            << 1 << "unlabelled.tif";
    QTest::newRow("labels above 65535 into PNG")
        << withModel({"--labels", "many.tif", "--labels-out", "out.png"}) << 2 << "out.png";
    for (const QString settings : {"nojson", "list", "unknown", "type", "low", "high"}) {
      const QString file = settings + ".json";
      QTest::addRow("settings %s", qPrintable(settings))
          << withModel({"--labels", "labels.tif", "--settings", file}) << 2 << file;
    }
    QTest::newRow("settings missing") << withModel({"--labels", "labels.tif", "--settings", "no.json"}) << 1
                                      << "no.json";
    for (const QStringList& option : {QStringList{"--t-start", "0"},
                                      {"--t-start", "1001"},
                                      {"--t-start", "-5"},
                                      {"--t-start", "many"},
                                      {"--t-start", "1.5"},
                                      {"--sigma", "-1"},
                                      {"--sigma", "nan"},
                                      {"--sampler", "magic"},
                                      {"--halo", "wide"},
                                      {"--precision", "fp8"},
                                      {"--device", "abacus"},
                                      {"--seed", "-1"},
                                      {"--brightness", "0.5"},
                                      {"--brightness", "uniform:0.5,2"},
                                      {"--kind", "spider"},
                                      {"--source-greys"}}) {
      QTest::addRow("%s", qPrintable(option.join(' ')))
          << withModel(QStringList{"--labels", "labels.tif"} + option) << 2 << option[0].mid(2);
    }
    QTest::newRow("steps 0") << QStringList{"generate", "--labels", "labels.tif", "--model", "tiny.cymodel",
                                            "--steps",  "0",        "-o",         "out.tif"}
                             << 2 << "steps";
    QTest::newRow("sketch and labels") << withModel({"--labels", "labels.tif", "--sketch", "good.cysk"}) << 2
                                       << "--sketch";
    QTest::newRow("neither") << withModel({}) << 2 << "--labels";
    QTest::newRow("greys of a sketch") << withModel({"--sketch", "good.cysk", "--grey-from", "real.tif"}) << 2
                                       << "--grey-from";
    const auto output = [](const QString& file) {
      return QStringList{"generate",     "--quiet", "--labels", "labels.tif", "--model",
                         "tiny.cymodel", "--steps", "2",        "-o",         file};
    };
    QTest::newRow("unknown suffix") << output("out.jpg2") << 2 << "out.jpg2";
    QTest::newRow("folder missing") << output("nowhere/out.tif") << 1 << "nowhere";
    QTest::newRow("folder that cannot be written") << output("/proc/out.tif") << 1 << "/proc";
    QTest::newRow("floats into PNG") << QStringList{output("out.png") + QStringList{"--float"}} << 2 << "--float";
    QTest::newRow("convert to unknown suffix") << QStringList{"convert", "real.tif", "out.xyz"} << 2 << "out.xyz";
  }
  void nothingIsTouched() {
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    QFETCH(QString, words);
    if (arguments.contains("half-size.tif")) {
      writeImage(Image<std::uint16_t>({1, 1, 1, 32, 40}, 5), runner_.file("half-size.tif"));
    }
    const QStringList before = runner_.listing();
    const CliResult result = runner_.run(arguments);
    QVERIFY2(result.code == code, qPrintable(QString::number(result.code) + " " + result.out + result.err));
    QVERIFY2(isOneErrorLine(result.err), qPrintable(result.err));
    QVERIFY2(result.err.contains(words), qPrintable(result.err));
    QVERIFY(result.out.isEmpty());
    QCOMPARE(runner_.listing(), before);
  }

  void readOnlyFolder() {
    if (::geteuid() == 0) {
      QSKIP("the superuser may write everywhere");
    }
    QDir(runner_.path("")).mkdir("locked");
    QFile::setPermissions(runner_.path("locked"), QFile::ReadOwner | QFile::ExeOwner);
    const CliResult result = runner_.run({"convert", "real.tif", "locked/out.tif"});
    QFile::setPermissions(runner_.path("locked"), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QCOMPARE(result.code, 1);
    QVERIFY2(isOneErrorLine(result.err) && result.err.contains("locked"), qPrintable(result.err));
  }

  /// A limit on file sizes fails as a full disk does: a write that comes back short.
  void fullDisk_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("TIFF") << QStringList{"convert", "wide.tif", "target.tif"};
    QTest::newRow("PNG") << QStringList{"convert", "wide.tif", "target.png"};
    QTest::newRow("NRRD") << QStringList{"convert", "wide.tif", "target.nrrd"};
    QTest::newRow("MHA") << QStringList{"convert", "wide.tif", "target.mha"};
    QTest::newRow("NIfTI") << QStringList{"convert", "wide.tif", "target.nii.gz"};
    QTest::newRow("sketch") << QStringList{"convert", "dots.tif", "target.cysk"};
    QTest::newRow("generate") << QStringList{"generate",     "--quiet", "--labels", "dots.tif", "--model",
                                             "tiny.cymodel", "--steps", "2",        "-o",       "target.tif"};
  }
  void fullDisk() {
    QFETCH(QStringList, arguments);
    Image<std::uint16_t> wide({1, 1, 1, 300, 300});
    Image<std::uint32_t> dots({1, 1, 1, 300, 300});
    for (std::size_t i = 0; i < wide.size(); ++i) { // nothing that compresses
      wide.mutableData()[i] = static_cast<std::uint16_t>((i * 2654435761U) >> 8);
      dots.mutableData()[i] = i % 7 == 0 ? static_cast<std::uint32_t>((i * 2654435761U) >> 16) % 40 : 0;
    }
    writeImage(wide, runner_.file("wide.tif"));
    writeLabels(dots, runner_.file("dots.tif"));
    const QString target = arguments.last();
    runner_.writeBytes(target, "an older file");
    const QStringList before = runner_.listing();
    const CliResult result = runner_.shell(R"(ulimit -f 16; exec "$CLI" "$@")", arguments);
    QVERIFY2(result.code == 1, qPrintable(QString::number(result.code) + " " + result.out + result.err));
    // MetaIO and niftilib print a line of their own when a write fails; ours is the last and the only one of its kind.
    const bool chatty = target.endsWith(".mha") || target.endsWith(".nii.gz");
    const QString ours = chatty ? result.err.mid(result.err.indexOf("cytosketch-cli: ")) : result.err;
    QVERIFY2(isOneErrorLine(ours), qPrintable(result.err));
    QVERIFY2(result.err.contains(target), qPrintable(result.err));
    QCOMPARE(runner_.listing(), before);
    QFile::remove(runner_.path(target));
  }
};

CYTOSKETCH_TEST_CLASS(badinput, TestBadInput)
#include "test_badinput.moc"
