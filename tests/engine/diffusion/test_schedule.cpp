#include "engine/diffusion/schedule.h"
#include "engine/image/error.h"
#include "tests/support/testprogram.h"

#include <QtTest>

#include <cmath>

using namespace cytosketch;

class TestSchedule : public QObject {
  Q_OBJECT
private Q_SLOTS:
  // Values of the authors' code, as published in the project's reference notes.
  void knownValues() {
    const Schedule schedule;
    QCOMPARE(schedule.timesteps(), 1000);
    const std::pair<int, double> known[] = {{0, .99990},   {99, .97172},  {199, .89836}, {299, .78661},
                                            {399, .64723}, {499, .49365}, {599, .34068}};
    for (const auto& [index, alphaBar] : known) {
      QVERIFY2(std::abs(schedule.alphaBar(index) - alphaBar) < 1e-5, qPrintable(QString::number(index)));
    }
    QVERIFY(std::abs(schedule.lambda(399) - 0.303) < 1e-3);
  }
  // Same curve computed without clipping or rounding: equal where no β is clipped.
  void closedForm() {
    const Schedule schedule;
    const auto curve = [](double u) { return std::pow(std::cos((u / 1000 + 0.008) / 1.008 * M_PI / 2), 2); };
    for (int i = 100; i < 990; i += 37) {
      QVERIFY(std::abs(schedule.beta(i) - (1 - curve(i + 1) / curve(i))) < 1e-4 * schedule.beta(i) + 1e-6);
    }
  }
  void betasAreClipped() {
    const Schedule schedule;
    int low = 0;
    for (const double beta : schedule.betas()) {
      QVERIFY(beta >= 0.99e-4 && beta <= 0.99991);
      low += beta < 1.0001e-4 ? 1 : 0;
    }
    QCOMPARE(low, 13);
    QVERIFY(schedule.beta(999) > 0.9998);
  }
  void timeOfLambdaInverts() {
    const Schedule schedule;
    for (int i = 0; i < 1000; i += 13) {
      QVERIFY(std::abs(schedule.timeOfLambda(schedule.lambda(i)) - i) < 1e-9);
    }
    const double between = 0.5 * (schedule.lambda(100) + schedule.lambda(101));
    QVERIFY(std::abs(schedule.timeOfLambda(between) - 100.5) < 1e-9);
    QCOMPARE(schedule.timeOfLambda(100.0), 0.0);
    QCOMPARE(schedule.timeOfLambda(-100.0), 999.0);
  }
  void noisePercentAndItsRange() {
    const Schedule schedule;
    QVERIFY(std::abs(schedule.noisePercent(400) - 59.39) < 0.01);
    QVERIFY_EXCEPTION_THROWN(schedule.noisePercent(0), SettingsError);
    QVERIFY_EXCEPTION_THROWN(schedule.noisePercent(1001), SettingsError);
  }
};

CYTOSKETCH_TEST_CLASS(schedule, TestSchedule)
#include "test_schedule.moc"
