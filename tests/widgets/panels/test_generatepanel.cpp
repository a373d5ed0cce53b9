#include "tests/support/testprogram.h"
#include "widgets/panels/generatepanel.h"

#include <QApplication>
#include <QtTest>

using namespace cytosketch;

namespace {

ModelListEntry entry(const std::string& name, int dimensions, int channels) {
  ModelListEntry made;
  made.name = name;
  made.card.name = name;
  made.card.dimensions = dimensions;
  made.card.channels = channels;
  return made;
}

} // namespace

class TestGeneratePanel : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void settingsRoundTrip() {
    GeneratePanel panel;
    GenerationSettings wanted;
    wanted.model = "/elsewhere/mine.cymodel";
    wanted.tStart = 250;
    wanted.sigma = 1.5;
    wanted.sampler = SamplerKind::Ddim;
    wanted.steps = 25;
    wanted.seed = 123456789;
    wanted.eta = 0.35;
    wanted.autoStart = true;
    wanted.cellStarts = {{3, 150}, {9, 200}};
    QSignalSpy spy(&panel, &GeneratePanel::settingsChanged);
    panel.setSettings(wanted);
    QCOMPARE(panel.settings(), wanted);
    QVERIFY(spy.count() >= 1);
    spy.clear();
    panel.setSettings(wanted);
    QCOMPARE(spy.count(), 0);
  }
  // Start steps of single cells are seen and can be taken away; defaults have none.
  void cellStartsCanBeCleared() {
    GeneratePanel panel;
    GenerationSettings wanted = panel.settings();
    wanted.cellStarts = {{3, 150}};
    panel.setSettings(wanted);
    QSignalSpy spy(&panel, &GeneratePanel::settingsChanged);
    panel.clearCellStarts();
    QCOMPARE(spy.count(), 1);
    QVERIFY(panel.settings().cellStarts.empty());
    panel.clearCellStarts();
    QCOMPARE(spy.count(), 1);
    panel.setSettings(wanted);
    panel.setToDefaults();
    QVERIFY(panel.settings().cellStarts.empty());
  }

  // Channels take the models that are called like them; where a model makes them together, that one is taken.
  void modelsFollowTheChannels() {
    GeneratePanel panel;
    panel.setModels({entry("membranes-3d", 3, 1), entry("nuclei-2d", 2, 1), entry("nuclei-3d", 3, 1)});
    const Extent embryo{1, 2, 20, 64, 64};
    panel.chooseModelFor(embryo, {"nuclei", "Membranes"});
    QCOMPARE(modelsOf(panel.settings()), (std::vector<std::string>{"nuclei-3d", "membranes-3d"}));
    GenerationSettings other = panel.settings();
    other.furtherModels = {"/elsewhere/mine.cymodel"};
    panel.setSettings(other);
    QCOMPARE(panel.settings(), other);
    panel.chooseModelFor(embryo, {"nuclei", "walls"}); // another name leaves what was chosen
    QCOMPARE(panel.settings(), other);

    GeneratePanel with;
    with.setModels({entry("embryo", 3, 2), entry("nuclei-2d", 2, 1), entry("nuclei-3d", 3, 1)});
    with.chooseModelFor(embryo, {"nuclei", "membranes"});
    QCOMPARE(modelsOf(with.settings()), std::vector<std::string>{"embryo"});
    QVERIFY(!with.byChannel());
  }

  // A sketch may be open before the models are known; the one of the session is none of the person's choices for it.
  void channelsWaitForTheModels() {
    GeneratePanel panel;
    GenerationSettings session;
    session.model = "nuclei-3d";
    panel.setSettings(session);
    const Extent embryo{1, 2, 20, 64, 64};
    panel.chooseModelFor(embryo, {"nuclei", "membranes"});
    panel.setModels({entry("membranes-3d", 3, 1), entry("nuclei-2d", 2, 1), entry("nuclei-3d", 3, 1)});
    panel.chooseModelFor(embryo, {"nuclei", "membranes"});
    QCOMPARE(modelsOf(panel.settings()), (std::vector<std::string>{"nuclei-3d", "membranes-3d"}));
  }

  // Another kind of sketch brings the model of its kind that is most like the chosen one; a model that fits stays.
  void modelFollowsTheExtent() {
    GeneratePanel panel;
    panel.setModels({entry("membranes-3d", 3, 1), entry("nuclei-2d", 2, 1), entry("nuclei-3d", 3, 1)});
    const auto chosenFor = [&](const Extent& extent) {
      panel.chooseModelFor(extent);
      return panel.settings().model;
    };
    QCOMPARE(chosenFor({1, 1, 1, 64, 64}), std::string("nuclei-2d"));
    QCOMPARE(chosenFor({1, 1, 20, 64, 64}), std::string("nuclei-3d"));
    QCOMPARE(chosenFor({30, 1, 1, 64, 64}), std::string("nuclei-3d")); // time as depth
    QCOMPARE(chosenFor({1, 1, 1, 64, 64}), std::string("nuclei-2d"));
    QCOMPARE(chosenFor({30, 1, 1, 64, 64}), std::string("nuclei-2d")); // frame by frame
    QCOMPARE(chosenFor({1, 2, 20, 64, 64}), std::string("nuclei-3d")); // none is for two channels: one for each
    QVERIFY(panel.byChannel());
    QCOMPARE(panel.settings().furtherModels, std::vector<std::string>{"nuclei-3d"});
    QCOMPARE(chosenFor({1, 1, 20, 64, 64}), std::string("nuclei-3d"));
    QVERIFY(!panel.byChannel());
    GenerationSettings settings = panel.settings();
    settings.model = "/elsewhere/mine.cymodel"; // not known: it is left alone
    panel.setSettings(settings);
    QCOMPARE(chosenFor({1, 1, 20, 64, 64}), std::string("/elsewhere/mine.cymodel"));
  }
};

CYTOSKETCH_WIDGET_TEST_CLASS(generatepanel, TestGeneratePanel)
#include "test_generatepanel.moc"
