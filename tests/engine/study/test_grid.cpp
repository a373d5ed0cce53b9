#include "engine/study/grid.h"

#include "../parametertable.h"
#include "engine/image/error.h"
#include "tests/support/testprogram.h"

#include <QtTest>

using namespace cytosketch;

class TestGrid : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void listsAreReadSortedAndWithoutDoubles() {
    QCOMPARE(tStartsOf("400, 100,200 ,100"), (std::vector<int>{100, 200, 400}));
    QCOMPARE(sigmasOf("2,0,1.5,"), (std::vector<double>{0.0, 1.5, 2.0}));
    QCOMPARE(listText(std::span<const double>(sigmasOf("2,0,1.5"))), std::string("0, 1.5, 2"));
  }

  void badListsAreRefused_data() {
    QTest::addColumn<QString>("list");
    QTest::addColumn<bool>("steps");
    for (const char* const list : {"", " , ", "abc", "100;200", "0", "1001", "12.5", "1e9", "nan", "100 200", "-5"}) {
      QTest::newRow(list) << list << true;
    }
    for (const char* const list : {"", "-1", "nan", "inf", "1,x"}) {
      QTest::newRow((std::string("sigma ") + list).c_str()) << list << false;
    }
  }
  void badListsAreRefused() {
    QFETCH(QString, list);
    QFETCH(bool, steps);
    if (steps) {
      QVERIFY_EXCEPTION_THROWN(tStartsOf(list.toStdString()), SettingsError);
    } else {
      QVERIFY_EXCEPTION_THROWN(sigmasOf(list.toStdString()), SettingsError);
    }
  }

  void aListIsNotEndless() {
    std::string list;
    for (int i = 1; i <= 60; ++i) {
      list += std::to_string(i) + ",";
    }
    QVERIFY_EXCEPTION_THROWN(tStartsOf(list), SettingsError);
  }

  void pointsGoRowByRow() {
    const std::vector<GridPoint> points = StudyGrid{{100, 400}, {0.0, 1.0}}.points();
    QCOMPARE(points.size(), std::size_t{4});
    QVERIFY((points[1] == GridPoint{400, 0.0}));
    QVERIFY((points[2] == GridPoint{100, 1.0}));
  }

  void tableIsWhole() { QCOMPARE(test::faultOf(studyParameters()), std::string()); }
};

CYTOSKETCH_TEST_CLASS(grid, TestGrid)
#include "test_grid.moc"
