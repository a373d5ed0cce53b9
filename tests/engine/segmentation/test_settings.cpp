#include "engine/image/error.h"
#include "engine/segmentation/segmentation.h"
#include "tests/engine/parametertable.h"
#include "tests/support/testprogram.h"

#include <QtTest>

using namespace cytosketch;

class TestSettings : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void rowsAreSound() {
    for (const SegmentationKind kind : {SegmentationKind::Nuclei, SegmentationKind::Membranes}) {
      QCOMPARE(test::faultOf(segmentationParameters(kind)), std::string());
      for (const Parameter& row : segmentationParameters(kind)) {
        QCOMPARE(isAutomatic(row), row.key == "size" || row.key == "depth" || row.key == "contrast" ||
                                       (row.key == "smoothing" && kind == SegmentationKind::Membranes));
      }
    }
  }
  void kindsHaveNames() {
    QCOMPARE(segmentationKindOf("membranes"), SegmentationKind::Membranes);
    QCOMPARE(segmentationKindOf(name(SegmentationKind::Nuclei)), SegmentationKind::Nuclei);
    QVERIFY_EXCEPTION_THROWN(segmentationKindOf("nucleus"), SettingsError);
  }
  void takesAssignments() {
    SegmentationSettings settings;
    settings.set("size=17.5");
    QCOMPARE(settings.value("size"), 17.5);
    settings.set("size=auto");
    QCOMPARE(settings.value("size"), 0.0);
    QCOMPARE(settings.value("edge"), 50.0); // its default
  }
  void refusesNonsense_data() {
    QTest::addColumn<QString>("assignment");
    QTest::addColumn<QString>("words");
    QTest::newRow("unknown") << "colour=3"
                             << "size, edge";
    QTest::newRow("no value") << "size"
                              << "key=value";
    QTest::newRow("empty") << "size="
                           << "or auto";
    QTest::newRow("word") << "size=small"
                          << "0 to 2000 px";
    QTest::newRow("rest") << "size=3px"
                          << "not a number";
    QTest::newRow("NaN") << "size=nan"
                         << "out of range";
    QTest::newRow("negative") << "size=-1"
                              << "out of range";
    QTest::newRow("not automatic") << "edge=auto"
                                   << "1 to 99 %";
    QTest::newRow("other kind's") << "height=3"
                                  << "edge";
  }
  void refusesNonsense() {
    QFETCH(QString, assignment);
    QFETCH(QString, words);
    SegmentationSettings settings;
    try {
      settings.set(assignment.toStdString());
      QFAIL("no error");
    } catch (const SettingsError& error) {
      QVERIFY2(QString(error.what()).contains(words), error.what());
    }
    QVERIFY(settings.values.empty());
  }
  void valuesSetDirectlyAreJudgedBeforeWork() {
    const Image<float> image({1, 1, 1, 8, 8});
    QVERIFY_EXCEPTION_THROWN(segment(image, {SegmentationKind::Nuclei, {{"edge", 200.0}}}), SettingsError);
    QVERIFY_EXCEPTION_THROWN(segment(image, {SegmentationKind::Nuclei, {{"colour", 1.0}}}), SettingsError);
  }
};

CYTOSKETCH_TEST_CLASS(settings, TestSettings)
#include "test_settings.moc"
