#include "widgets/plots/plotview.h"

#include <QFile>
#include <QImage>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include <cmath>
#include <limits>

using namespace cytosketch;

namespace {

PlotData lines() {
  PlotData data;
  data.title = "Falls & rises";
  data.xLabel = "step";
  data.yLabel = "D_B";
  data.logarithmic = true;
  data.series = {{"first, one", {100, 200, 300}, {0.02, std::numeric_limits<double>::quiet_NaN(), 0.001}, false},
                 {"second", {100, 300}, {0.01, 0.0}, false}};
  data.mark = 200;
  data.markName = "chosen";
  return data;
}

/// Pixels of (nearly) this colour.
int countOf(const QImage& image, const QColor& colour) {
  int count = 0;
  for (int y = 0; y < image.height(); ++y) {
    for (int x = 0; x < image.width(); ++x) {
      const QColor at = image.pixelColor(x, y);
      count += std::abs(at.red() - colour.red()) + std::abs(at.green() - colour.green()) +
                           std::abs(at.blue() - colour.blue()) <
                       30
                   ? 1
                   : 0;
    }
  }
  return count;
}

const QColor firstColour(0, 114, 178);
const QColor secondColour(213, 94, 0);

} // namespace

class TestPlotView : public QObject {
  Q_OBJECT

  QTemporaryDir dir_;

private Q_SLOTS:
  void csvHasOneColumnPerCurve() {
    const QStringList rows = toCsv(lines()).trimmed().split('\n');
    QCOMPARE(rows, (QStringList{"step,\"first, one\",second", "100,0.02,0.01", "200,,", "300,0.001,0"}));
  }

  void curvesAreDrawnWithoutOpenGL() {
    PlotView view;
    view.resize(420, 300);
    const auto picture = [&view] {
      QImage image(view.size(), QImage::Format_RGB32);
      view.render(&image);
      return image;
    };
    view.setData({});
    QCOMPARE(countOf(picture(), firstColour), 0); // an empty plot is drawn, too
    view.setData(lines());
    QVERIFY(countOf(picture(), firstColour) > 100);
    QVERIFY(countOf(picture(), secondColour) > 20);
    QCOMPARE(view.accessibleName(), QString("Falls & rises"));
  }

  void areasFillDownToZero() {
    PlotData data;
    PlotSeries bars{"all", {}, {}, true};
    for (int i = 0; i < 256; ++i) {
      bars.x.push_back(i);
      bars.y.push_back(i < 128 ? 1.0 : 0.0);
    }
    data.series = {bars};
    PlotView view;
    view.resize(400, 300);
    view.setData(data);
    QImage image(view.size(), QImage::Format_RGB32);
    image.fill(Qt::white);
    view.render(&image);
    // The left half is covered, the right one is not.
    const auto tinted = [&](int x) {
      const QColor ground = view.palette().color(QPalette::Base);
      return image.pixelColor(x, 200) != ground;
    };
    int left = 0, right = 0;
    for (int x = 80; x < 190; ++x) {
      left += tinted(x) ? 1 : 0;
    }
    for (int x = 260; x < 370; ++x) {
      right += tinted(x) ? 1 : 0;
    }
    QVERIFY2(left > 100 && right < 20, qPrintable(QString("%1 %2").arg(left).arg(right)));
  }

  void filesAreWhatTheirSuffixSays() {
    PlotView view;
    view.setData(lines());
    for (const QString suffix : {"svg", "png", "csv"}) {
      QCOMPARE(view.save(dir_.filePath("plot." + suffix)), QString());
    }
    QFile svg(dir_.filePath("plot.svg"));
    QVERIFY(svg.open(QIODevice::ReadOnly));
    QXmlStreamReader xml(&svg);
    QString texts;
    int polylines = 0;
    while (!xml.atEnd()) {
      xml.readNext();
      polylines += xml.isStartElement() && xml.name() == QLatin1String("polyline") ? 1 : 0;
      texts += xml.isCharacters() ? xml.text().toString() : QString();
    }
    QVERIFY(!xml.hasError());
    QVERIFY(polylines >= 2);
    for (const QString text : {"Falls & rises", "step", "D_B", "second", "chosen"}) {
      QVERIFY2(texts.contains(text), qPrintable(text));
    }
    const QImage png(dir_.filePath("plot.png"));
    QCOMPARE(png.size(), QSize(1280, 840));
    QVERIFY(countOf(png, firstColour) > 200);
    QVERIFY(countOf(png, Qt::white) > 1280 * 840 / 2); // paper, whatever the theme
  }

  void whatCannotBeWrittenIsSaid() {
    PlotView view;
    view.setData(lines());
    QVERIFY(!view.save(dir_.filePath("nowhere/plot.svg")).isEmpty());
  }
};

QTEST_MAIN(TestPlotView)
#include "test_plotview.moc"
