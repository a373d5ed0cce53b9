#include "statistics.h"

#include "engine/image/error.h"
#include "engine/image/grey.h"
#include "engine/sketch/raster.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <set>

using namespace cytosketch;

/// What holds for every organism: tables, presets, seeds, bad values, stops.
class TestSimulation : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void tablesAreComplete_data() { everyOrganism(); }
  void tablesAreComplete();
  void seedsDecide_data() { everyOrganism(); }
  void seedsDecide();
  void badValuesAreRefused_data() { everyOrganism(); }
  void badValuesAreRefused();
  void stops_data() { everyOrganism(); }
  void stops();
  void commonRowsAreObeyed_data() { everyOrganism(); }
  void commonRowsAreObeyed();
  void brightnessLaws();
  void everyOrganismHasAPreset();
  void presetsComeBack();
  void badPresetsAreRefused_data();
  void badPresetsAreRefused();
  void assignments();

private:
  static void everyOrganism() {
    QTest::addColumn<QString>("name");
    for (const Organism& organism : organisms()) {
      QTest::newRow(std::string(organism.name).c_str()) << QString::fromStdString(std::string(organism.name));
    }
  }
  /// Quick settings of any organism.
  static SimulationSettings small(const QString& name, std::uint64_t seed = 1) {
    SimulationSettings settings;
    settings.organism = name.toStdString();
    settings.seed = seed;
    const std::map<std::string, double> quick{
        {"count", 6},   {"size.x", 150},       {"size.y", 130},       {"size.z", 24},           {"shell.radius", 40},
        {"frames", 20}, {"cell.distance", 14}, {"embryo.radius", 70}, {"embryo.thickness", 30}, {"z-anisotropy", 0.3}};
    for (const Parameter& row : organismOf(settings.organism).parameters) {
      if (const auto value = quick.find(std::string(row.key)); value != quick.end()) {
        settings.values[value->first] = value->second;
      }
    }
    return settings;
  }
  static bool has(const SimulationSettings& settings, std::string_view key) {
    const auto rows = organismOf(settings.organism).parameters;
    return std::any_of(rows.begin(), rows.end(), [&](const Parameter& row) { return row.key == key; });
  }
  static QString errorOf(const std::function<void()>& work) {
    try {
      work();
    } catch (const SettingsError& error) {
      return QString::fromStdString(error.where() + ": " + error.problem() + ". " + error.remedy());
    }
    return "";
  }
};

void TestSimulation::tablesAreComplete() {
  QFETCH(QString, name);
  const Organism& organism = organismOf(name.toStdString());
  QVERIFY(!organism.label.empty() && !organism.help.empty());
  std::set<std::string_view> keys;
  for (const Parameter& row : organism.parameters) {
    QVERIFY2(keys.insert(row.key).second, "a key twice");
    QVERIFY2(!row.label.empty() && !row.help.empty(), std::string(row.key).c_str());
    QVERIFY(row.minimum < row.maximum && row.step > 0);
    QVERIFY(row.minimum <= row.fallback && row.fallback <= row.maximum);
    QVERIFY2(row.usefulMinimum >= row.minimum && row.usefulMaximum <= row.maximum &&
                 row.usefulMinimum < row.usefulMaximum,
             std::string(row.key).c_str());
    QCOMPARE(row.choices.size(), row.choiceLabels.size());
  }
  for (const char* key : {"size.x", "size.y", "spacing.xy", "background"}) {
    QVERIFY2(keys.contains(key), key);
  }
}

void TestSimulation::seedsDecide() {
  QFETCH(QString, name);
  const Simulation once = simulate(small(name, 7));
  QVERIFY(once.placed > 0 && once.placed <= once.requested);
  QVERIFY(!once.sketch.cells().empty());
  QCOMPARE(once.sketch.seed(), std::uint64_t{7});
  QVERIFY(once.sketch == simulate(small(name, 7)).sketch);
  QVERIFY(!(once.sketch == simulate(small(name, 8)).sketch));
  QVERIFY(!(once.sketch == simulate(small(name, 7 + (std::uint64_t{1} << 40))).sketch));
}

void TestSimulation::badValuesAreRefused() {
  QFETCH(QString, name);
  for (const Parameter& row : organismOf(name.toStdString()).parameters) {
    for (const double value : {row.minimum - 1.0, row.maximum + 1.0, std::nan("")}) {
      SimulationSettings settings = small(name);
      settings.values[std::string(row.key)] = value;
      const QString error = errorOf([&] { simulate(settings); });
      QVERIFY2(error.startsWith(QString::fromStdString(std::string(row.key) + ":")), qPrintable(error));
    }
    if (row.type == ParameterType::Integer) {
      SimulationSettings settings = small(name);
      settings.values[std::string(row.key)] = row.minimum + 0.5;
      QVERIFY(errorOf([&] { simulate(settings); }).contains("a whole number"));
    }
  }
  SimulationSettings settings = small(name);
  settings.values["colour"] = 1;
  QVERIFY(errorOf([&] { simulate(settings); }).startsWith("colour:"));
  if (has(settings, "brightness.min")) {
    settings = small(name);
    settings.values["brightness.min"] = 0.8;
    settings.values["brightness.max"] = 0.4;
    QVERIFY(errorOf([&] { simulate(settings); }).startsWith("brightness.min: 0.8 is above brightness.max = 0.4"));
  }
  if (organismOf(settings.organism).parameters.size() > 0 && small(name).values.contains("size.z")) {
    settings = small(name);
    settings.values["size.x"] = settings.values["size.y"] = 8192;
    settings.values["size.z"] = 1024;
    QVERIFY(errorOf([&] { simulate(settings); }).contains("too large"));
  }
}

void TestSimulation::stops() {
  QFETCH(QString, name);
  std::stop_source stop;
  stop.request_stop();
  bool cancelled = false;
  try {
    simulate(small(name), {stop.get_token(), {}});
  } catch (const Cancelled&) {
    cancelled = true;
  }
  QVERIFY(cancelled);
  double last = 0.0;
  simulate(small(name), {{}, [&](double fraction) {
                           QVERIFY(fraction >= last && fraction <= 1.0);
                           last = fraction;
                         }});
  QVERIFY(last > 0.0);
}

void TestSimulation::commonRowsAreObeyed() {
  QFETCH(QString, name);
  SimulationSettings settings = small(name);
  settings.values["background"] = 0.125;
  settings.values["spacing.xy"] = 0.5;
  const Sketch sketch = simulate(settings).sketch;
  QCOMPARE(sketch.extent().x, std::int64_t(settings.value("size.x")));
  QCOMPARE(sketch.extent().y, std::int64_t(settings.value("size.y")));
  QCOMPARE(sketch.spacing().x, 0.5);
  QCOMPARE(sketch.shading().background, 0.125F);
  const Image<float> grey = rasteriseGrey(sketch);
  QVERIFY(*std::max_element(grey.begin(), grey.end()) > *std::min_element(grey.begin(), grey.end()));
}

void TestSimulation::brightnessLaws() {
  const auto greys = [](double law) {
    std::vector<double> values;
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
      const Simulation s = simulated("hela", seed,
                                     {{"size.x", 300},
                                      {"size.y", 300},
                                      {"count", 10},
                                      {"brightness.law", law},
                                      {"brightness.min", 0.4},
                                      {"brightness.max", 0.8}});
      for (const auto& [id, cell] : s.sketch.cells()) {
        values.push_back((cell->greyAt(0) - 0.15) / 0.85); // back to brightness
      }
    }
    return values;
  };
  QVERIFY(kolmogorov(greys(0), uniformCdf(0.4, 0.8)) < kolmogorovBound);
  const auto phi = [](double x) { return 0.5 * std::erfc(-x / std::sqrt(2.0)); };
  QVERIFY(kolmogorov(greys(1), [&](double v) { // normal, 0.6 ± 0.1, cut at two standard deviations
            return std::clamp((phi((v - 0.6) / 0.1) - phi(-2)) / (phi(2) - phi(-2)), 0.0, 1.0);
          }) < kolmogorovBound);
  for (const double v : greys(2)) {
    QVERIFY(std::abs(v - 0.6) < 1e-6);
  }
}

void TestSimulation::everyOrganismHasAPreset() {
  for (const Organism& organism : organisms()) {
    QFile file(CYTOSKETCH_SOURCE_DIR "/resources/presets/" + QString::fromStdString(std::string(organism.name)) +
               ".json");
    QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
    const SimulationSettings settings = simulationFromJson(file.readAll().toStdString());
    QCOMPARE(settings.organism, std::string(organism.name));
    QVERIFY2(settings.model.empty() || QFile::exists(CYTOSKETCH_SOURCE_DIR "/resources/models/" +
                                                     QString::fromStdString(settings.model) + ".cymodel"),
             settings.model.c_str());
  }
  const QDir folder(CYTOSKETCH_SOURCE_DIR "/resources/presets");
  QCOMPARE(std::size_t(folder.entryList({"*.json"}).size()), organisms().size());
}

void TestSimulation::presetsComeBack() {
  for (const Organism& organism : organisms()) {
    SimulationSettings settings = small(QString::fromStdString(std::string(organism.name)), 99);
    settings.model = "nuclei-2d";
    if (has(settings, "brightness.law")) {
      settings.values["brightness.law"] = 1;
    }
    const SimulationSettings back = simulationFromJson(simulationToJson(settings));
    QCOMPARE(back.seed, settings.seed);
    QCOMPARE(back.model, settings.model);
    for (const Parameter& row : organism.parameters) {
      QCOMPARE(back.value(row.key), settings.value(row.key));
    }
  }
}

void TestSimulation::badPresetsAreRefused_data() {
  QTest::addColumn<QString>("json");
  QTest::addColumn<QString>("word");
  QTest::newRow("no JSON") << "count = 3" << "preset";
  QTest::newRow("truncated") << "{\"simulator\": \"hela\"" << "preset";
  QTest::newRow("list") << "[1]" << "preset";
  QTest::newRow("no simulator") << "{}" << "preset";
  QTest::newRow("unknown simulator") << "{\"simulator\": \"unicorn\"}" << "c-elegans";
  QTest::newRow("number for a name") << "{\"simulator\": 3}" << "simulator";
  QTest::newRow("unknown key") << "{\"simulator\": \"hela\", \"parameters\": {\"colour\": 1}}" << "colour";
  QTest::newRow("out of range") << "{\"simulator\": \"hela\", \"parameters\": {\"count\": -1}}" << "count";
  QTest::newRow("text for a number") << "{\"simulator\": \"hela\", \"parameters\": {\"count\": \"x\"}}" << "count";
  QTest::newRow("unknown choice") << "{\"simulator\": \"hela\", \"parameters\": {\"brightness.law\": \"x\"}}"
                                  << "equal";
  QTest::newRow("huge") << "{\"simulator\": \"hela\", \"parameters\": {\"count\": 1e400}}" << "preset";
  QTest::newRow("negative seed") << "{\"simulator\": \"hela\", \"seed\": -1}" << "seed";
  QTest::newRow("parameters as a list") << "{\"simulator\": \"hela\", \"parameters\": [1]}" << "parameters";
}

void TestSimulation::badPresetsAreRefused() {
  QFETCH(QString, json);
  QFETCH(QString, word);
  const QString error = errorOf([&] { simulationFromJson(json.toStdString()); });
  QVERIFY2(error.contains(word), qPrintable(error));
}

void TestSimulation::assignments() {
  SimulationSettings settings;
  settings.organism = "hela";
  settings.set("count=12");
  settings.set("brightness.law=normal");
  settings.set("deformation=0.05");
  QCOMPARE(settings.value("count"), 12.0);
  QCOMPARE(settings.value("brightness.law"), 1.0);
  QCOMPARE(settings.value("deformation"), 0.05);
  QCOMPARE(settings.value("radius.max"), 20.0);
  for (const char* bad : {"count", "count=", "count=many", "count=1.5", "count=0", "colour=1", "brightness.law=odd",
                          "brightness.law=1", "=1", "count=[1]"}) {
    QVERIFY2(!errorOf([&] { settings.set(bad); }).isEmpty(), bad);
  }
  // Given alone, the smallest radius of C. elegans leaves the largest to the number of nuclei.
  SimulationSettings embryo = small("c-elegans");
  embryo.set("radius.min=2");
  QVERIFY(simulate(embryo).placed > 0);
}

CYTOSKETCH_TEST_CLASS(simulation, TestSimulation)
#include "test_simulation.moc"
