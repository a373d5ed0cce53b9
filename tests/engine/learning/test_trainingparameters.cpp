#include "engine/learning/trainer.h"
#include "tests/engine/parametertable.h"
#include "tests/support/testprogram.h"

#include <QtTest>

#include <map>

using namespace cytosketch;

/// The table that the command line's options are made from.
class TestTrainingParameters : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void rowsAreSound() { QCOMPARE(test::faultOf(trainingParameters()), std::string()); }
  void defaultsAreThoseOfTheSettings() {
    const TrainingSettings settings;
    const std::map<std::string_view, double> defaults{{"minutes", settings.minutes},
                                                      {"steps", static_cast<double>(settings.steps)},
                                                      {"batch", static_cast<double>(settings.batch)},
                                                      {"learning-rate", settings.learningRate},
                                                      {"ema", settings.emaDecay},
                                                      {"seed", static_cast<double>(settings.seed)},
                                                      {"precision", static_cast<double>(settings.precision)},
                                                      {"device", static_cast<double>(settings.device)}};
    std::size_t judged = 0;
    for (const Parameter& row : trainingParameters()) {
      if (const auto it = defaults.find(row.key); it != defaults.end()) {
        QCOMPARE(row.fallback, it->second);
        ++judged;
      }
    }
    QCOMPARE(judged, defaults.size());
  }
};

CYTOSKETCH_TEST_CLASS(trainingparameters, TestTrainingParameters)
#include "test_trainingparameters.moc"
