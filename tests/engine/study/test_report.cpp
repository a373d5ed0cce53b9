#include "engine/study/report.h"

#include "engine/image/error.h"
#include "engine/imageio/imagefile.h"
#include "studyscene.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>

#include <limits>

using namespace cytosketch;
namespace fs = std::filesystem;

class TestReport : public QObject {
  Q_OBJECT

  QTemporaryDir dir_;
  fs::path in(const char* name) const { return fs::path(dir_.path().toStdString()) / name; }
  QByteArray read(const char* name) const {
    QFile file(dir_.filePath(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
  }

  static std::vector<StudyRow> rows() {
    std::vector<StudyRow> all;
    for (const GridPoint& point : StudyGrid{{100, 400}, {0.0, 1.5}}.points()) {
      StudyRow row;
      row.point = point;
      row.pairs = row.images = 1;
      row.forward = {0.01 / point.tStart, 0.02, 0.03};
      row.backward.psnr = 25.0;
      row.backward.ssim = 0.8;
      row.backward.zncc = point.tStart == 100 ? 0.97 : std::numeric_limits<double>::quiet_NaN();
      row.backward.contrast = 0.9;
      row.backward.seconds = 1.5;
      all.push_back(row);
    }
    return all;
  }

private Q_SLOTS:
  void initTestCase() {
    StudyReport report;
    StudyPair pair = scenePair();
    pair.name = "a <b> & \"c\", d";
    report.addSource(0, pair);
    report.addSource(0, pair); // told again: once is enough
    for (const StudyRow& row : rows()) {
      StudyImage image;
      image.name = pair.name;
      image.point = row.point;
      image.grey = pair.real;
      image.figures = row.backward;
      image.cells = {{0, 1, 0.5, 0.25}};
      report.addImage(image);
    }
    const fs::path page = report.write(in("report"), rows(), {"nuclei", "0123", GenerationSettings(), {}});
    QVERIFY(fs::exists(page));
  }

  void allFilesAreThere() {
    const QStringList files = QDir(dir_.filePath("report")).entryList(QDir::Files, QDir::Name);
    QCOMPARE(files, (QStringList{"cells.csv", "images.csv", "index.html", "results.json", "table.csv"}));
    const QStringList pictures = QDir(dir_.filePath("report/images")).entryList(QDir::Files, QDir::Name);
    QCOMPARE(pictures, (QStringList{"1_outlines.png", "1_real.png", "1_sketch.png", "1_t100_s0.png", "1_t100_s1.5.png",
                                    "1_t400_s0.png", "1_t400_s1.5.png"}));
    const Image<float> real = readImage(in("report/images/1_real.png"));
    QCOMPARE(real.extent().x, std::int64_t{56});
    QCOMPARE(real.data()[100], std::round(255.0F * scenePair().real.data()[100]));
  }

  void thePageShowsEveryPictureThatExists() {
    const QString html = QString::fromUtf8(read("report/index.html"));
    QRegularExpression source("src='([^']+)'");
    int count = 0;
    for (auto match = source.globalMatch(html); match.hasNext(); ++count) {
      QVERIFY(QFile::exists(dir_.filePath("report/" + match.next().captured(1))));
    }
    QCOMPARE(count, 2 + 4 * 2); // real and sketch; each generated with its outlines
    QVERIFY(html.contains("a &lt;b&gt; &amp; &quot;c&quot;, d"));
    QVERIFY(!html.contains("nan", Qt::CaseInsensitive));
    QVERIFY(html.contains("t_start 100"));
    // SVG and page are well formed: every tag that is opened is closed.
    QCOMPARE(html.count("<svg"), html.count("</svg>"));
    QCOMPARE(html.count("<tr"), html.count("</tr>"));
    QCOMPARE(html.count("<table"), html.count("</table>"));
  }

  void jsonHasNullForWhatIsUndefined() {
    const QJsonObject json = QJsonDocument::fromJson(read("report/results.json")).object();
    const QJsonArray list = json["rows"].toArray();
    QCOMPARE(list.size(), 4);
    QCOMPARE(list[0].toObject()["zncc"].toDouble(), 0.97);
    QVERIFY(list[1].toObject()["zncc"].isNull());
    QCOMPARE(list[3].toObject()["sigma"].toDouble(), 1.5);
    QCOMPARE(json["model"].toObject()["hash"].toString(), QString("0123"));
    QVERIFY(!json["settings"].toObject().contains("t-start"));
    QCOMPARE(json["recommendation"].toObject()["tStart"].toInt(), 100);
    QCOMPARE(json["images"].toArray().size(), 4);
  }

  void csvHasOneLinePerPoint() {
    const QList<QByteArray> lines = read("report/table.csv").trimmed().split('\n');
    QCOMPARE(lines.size(), 5);
    const auto columns = lines[0].count(',');
    for (const QByteArray& line : lines) {
      QCOMPARE(line.count(','), columns);
      QVERIFY(!line.contains("nan"));
    }
    QVERIFY(lines[2].startsWith("400,"));
    QVERIFY(lines[2].contains(",,")); // the undefined ZNCC
    QVERIFY(read("report/images.csv").contains("\"a <b> & \"\"c\"\", d\",100,0,"));
    QVERIFY(read("report/cells.csv").trimmed().endsWith(",400,1.5,0,1,0.5,0.25"));
  }

  void aPlaceThatCannotBeWrittenIsKnownAtOnce() {
    QFile blocker(dir_.filePath("file"));
    QVERIFY(blocker.open(QIODevice::WriteOnly));
    blocker.close();
    QVERIFY_EXCEPTION_THROWN(StudyReport::makeFolder(in("file")), FileError);
    QVERIFY_EXCEPTION_THROWN(StudyReport::makeFolder(in("file") / "below"), FileError);
  }
};

CYTOSKETCH_TEST_CLASS(report, TestReport)
#include "test_report.moc"
