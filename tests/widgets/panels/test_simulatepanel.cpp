#include "tests/support/testprogram.h"
#include "widgets/panels/simulatepanel.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace cytosketch;

/// The Simulate panel, driven by keys and mouse.
class TestSimulatePanel : public QObject {
  Q_OBJECT

private:
  static QWidget* fieldOf(SimulatePanel& panel, const char* key) { return panel.findChild<QWidget*>(key); }
  static void type(QWidget* field, const QString& text) {
    auto* const spin = qobject_cast<QAbstractSpinBox*>(field) ? field : field->findChild<QAbstractSpinBox*>();
    QVERIFY(spin);
    static_cast<QAbstractSpinBox*>(spin)->selectAll();
    QTest::keyClicks(spin, text);
    QTest::keyClick(spin, Qt::Key_Return);
  }
  static void choose(SimulatePanel& panel, const char* organism) {
    auto* const combo = panel.findChild<QComboBox*>("organism");
    combo->setCurrentIndex(combo->findData(organism));
  }

private Q_SLOTS:
  void everyOrganismShowsItsTable() {
    SimulatePanel panel;
    panel.show();
    for (const Organism& organism : organisms()) {
      choose(panel, std::string(organism.name).c_str());
      const SimulationSettings settings = panel.settings();
      QCOMPARE(settings.organism, std::string(organism.name));
      for (const Parameter& row : organism.parameters) {
        const QWidget* const field = fieldOf(panel, std::string(row.key).c_str());
        QVERIFY2(field, std::string(row.key).c_str());
        QVERIFY2(settings.value(row.key) == row.fallback, std::string(row.key).c_str());
      }
    }
  }

  void typedValuesAreTaken() {
    SimulatePanel panel;
    panel.show();
    choose(panel, "hela");
    type(fieldOf(panel, "count"), "77");
    type(fieldOf(panel, "radius.min"), "8");
    type(panel.findChild<QWidget*>("simulationSeed"), "12");
    const SimulationSettings settings = panel.settings();
    QCOMPARE(settings.value("count"), 77.0);
    QCOMPARE(settings.value("radius.min"), 8.0);
    QCOMPARE(settings.seed, std::uint64_t{12});
    choose(panel, "c-elegans");
    choose(panel, "hela"); // starts anew
    QCOMPARE(panel.settings().value("count"), 450.0);
  }

  void presetsAreStartedFrom() {
    SimulatePanel panel;
    panel.setPresets({{"hela", {{"count", 33}, {"brightness.law", 2}}, 1, "some-model"}});
    choose(panel, "hela");
    QCOMPARE(panel.settings().value("count"), 33.0);
    QCOMPARE(panel.settings().value("brightness.law"), 2.0);
    QCOMPARE(panel.settings().model, std::string("some-model"));
    panel.setSettings({"cervical", {{"count", 3}}, 9, ""});
    QCOMPARE(panel.settings().organism, std::string("cervical"));
    QCOMPARE(panel.settings().value("count"), 3.0);
    QCOMPARE(panel.settings().seed, std::uint64_t{9});
  }

  void oneButtonStartsAndCancels() {
    SimulatePanel panel;
    panel.show();
    QSignalSpy simulate(&panel, &SimulatePanel::simulateRequested);
    QSignalSpy cancel(&panel, &SimulatePanel::cancelRequested);
    auto* const button = panel.findChild<QPushButton*>("simulateButton");
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(simulate.size(), 1);
    panel.setRunning(true);
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(cancel.size(), 1);
    QCOMPARE(simulate.size(), 1);
  }
};

CYTOSKETCH_WIDGET_TEST_CLASS(simulatepanel, TestSimulatePanel)
#include "test_simulatepanel.moc"
