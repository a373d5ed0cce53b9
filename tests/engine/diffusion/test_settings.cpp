#include "engine/diffusion/settings.h"
#include "engine/image/error.h"
#include "tests/engine/parametertable.h"
#include "tests/support/testprogram.h"

#include <QtTest>

using namespace cytosketch;

class TestSettings : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void roundTrip() {
    GenerationSettings s;
    s.model = "my \"model\"";
    s.tStart = 250;
    s.sigma = 1.75;
    s.texture = 0.5;
    s.sampler = SamplerKind::Ddim;
    s.steps = 33;
    s.seed = 4294967295ULL;
    s.tile = 128;
    s.halo = {Halo::Mode::Fixed, 48};
    s.precision = Precision::Fp32;
    s.device = Device::Cpu;
    QCOMPARE(settingsFromJson(toJson(s)), s);
    QCOMPARE(settingsFromJson("{}"), GenerationSettings{});
    s.tileDepth = 17;
    s.memory = 3000;
    s.state = StateStorage::Fp16;
    s.halo = {Halo::Mode::Fixed, 32, 8};
    QCOMPARE(settingsFromJson(toJson(s)), s);
    s.eta = 0.35;
    s.autoStart = true;
    s.cellStarts = {{3, 150}, {4294967295U, 1}};
    QCOMPARE(settingsFromJson(toJson(s)), s);
    s.halo = {Halo::Mode::Exact, 0};
    QCOMPARE(settingsFromJson(toJson(s)), s);
  }
  void namesRoundTrip() {
    for (const auto sampler : {SamplerKind::SdeDpmSolver, SamplerKind::OdeDpmSolver, SamplerKind::Ddpm,
                               SamplerKind::DdpmRespaced, SamplerKind::Ddim}) {
      QCOMPARE(samplerOf(name(sampler)), sampler);
    }
    for (const auto state : {StateStorage::Auto, StateStorage::Fp32, StateStorage::Fp16, StateStorage::Scratch}) {
      QCOMPARE(stateStorageOf(name(state)), state);
    }
    QCOMPARE(haloOf("17"), (Halo{Halo::Mode::Fixed, 17, -1}));
    QCOMPARE(haloOf("17,5"), (Halo{Halo::Mode::Fixed, 17, 5}));
    QCOMPARE(name(haloOf("17,0")), std::string("17,0"));
  }
  // As older versions wrote them.
  void olderFilesAreRead() {
    const GenerationSettings s = settingsFromJson(R"({"model": "m", "tile": 64, "halo": "32", "precision": "fp32"})");
    QCOMPARE(s.tile, 64);
    QCOMPARE(s.halo, (Halo{Halo::Mode::Fixed, 32, -1}));
    QCOMPARE(s.state, StateStorage::Auto);
  }
  void badText_data() {
    QTest::addColumn<QByteArray>("json");
    for (const char* json : {"",
                             "[]",
                             "7",
                             "{",
                             R"({"t-start": 0})",
                             R"({"t-start": 1001})",
                             R"({"t-start": 3.5})",
                             R"({"t-start": "400"})",
                             R"({"sigma": -1})",
                             R"({"sigma": 1e99})",
                             R"({"texture": -1})",
                             R"({"steps": 0})",
                             R"({"tstart": 400})",
                             R"({"sampler": "euler"})",
                             R"({"halo": "-3"})",
                             R"({"halo": "3x"})",
                             R"({"halo": "3,"})",
                             R"({"halo": "3,4,5"})",
                             R"({"memory": -1})",
                             R"({"eta": 1.5})",
                             R"({"eta": "1"})",
                             R"({"auto-start": 1})",
                             R"({"cell-starts": [150]})",
                             R"({"cell-starts": {"0": 150}})",
                             R"({"cell-starts": {"x": 150}})",
                             R"({"cell-starts": {"3": 0}})",
                             R"({"cell-starts": {"3": 1.5}})",
                             R"({"state": "fp64"})",
                             R"({"tile-depth": 1.5})",
                             R"({"seed": -1})",
                             R"({"precision": "fp8"})",
                             R"({"model": 3})",
                             R"({"tile": -16})"}) {
      QTest::addRow("%s", json) << QByteArray(json);
    }
  }
  void badText() {
    QFETCH(QByteArray, json);
    QVERIFY_EXCEPTION_THROWN(settingsFromJson(json.toStdString()), SettingsError);
  }
  void tableIsSound() {
    QCOMPARE(test::faultOf(generationParameters()), std::string());
    // Every key of the table is one that a settings file may hold, and the other way round.
    const QString json = QString::fromStdString(toJson(GenerationSettings{}));
    for (const Parameter& row : generationParameters()) {
      QVERIFY(json.contains(QString("\"%1\"").arg(QString::fromStdString(std::string(row.key)))));
    }
  }
};

CYTOSKETCH_TEST_CLASS(settings, TestSettings)
#include "test_settings.moc"
