// An image with two channels as a person makes it, with mouse and keys: a new sketch with named channels, a cell in
// each, one channel hidden and shown, generated with a model per channel and with one for both, exported.
#include "app/gui/channelfields.h"
#include "app/gui/channelsdialog.h"
#include "app/gui/newsketchdialog.h"
#include "engine/imageio/imagefile.h"
#include "engine/learning/untrained.h"
#include "tests/app/gui/windowfixture.h"
#include "tests/support/testprogram.h"

#include <QApplication>
#include <QComboBox>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>
#include <QTimer>
#include <QToolButton>

using namespace cytosketch;

class TestChannels : public QObject, private WindowFixture {
  Q_OBJECT

  std::string model(const QString& name, int channels, int seed) const {
    ModelCard card;
    card.name = name.toStdString();
    card.architecture = "tile-exact-unet";
    card.channels = channels;
    card.widths = {16, 16};
    card.blocks = {1, 1};
    const std::string path = in(name + ".cymodel").toStdString();
    writeUntrainedModel(path, card, std::uint64_t(seed), 0.02);
    return path;
  }
  /// Fills in the dialog for a new sketch that is about to open.
  void answerNewSketch(const QStringList& names) {
    whenOpen<NewSketchDialog>([names](NewSketchDialog* dialog) {
      const auto type = [dialog](const QString& field, int value) {
        auto* const box = named<QSpinBox>(dialog, field);
        box->selectAll();
        QTest::keyClicks(box, QString::number(value));
      };
      type("Width", 96);
      type("Height", 96);
      type("Channels", int(names.size()));
      for (int i = 0; i < names.size(); ++i) {
        auto* const name = named<QLineEdit>(dialog, QString("Name of channel %1").arg(i + 1));
        QVERIFY(name->isVisible());
        name->selectAll();
        QTest::keyClicks(name, names[i]);
      }
      QTest::keyClick(dialog, Qt::Key_Return);
    });
  }
  /// Chooses from Cell > Channel by the mouse.
  void chooseChannel(const QString& name) const {
    QMenu* menu = nullptr;
    for (QMenu* const found : window_->findChildren<QMenu*>()) {
      menu = found->title().remove('&') == "Channel" ? found : menu;
    }
    QVERIFY(menu);
    menu->popup(window_->mapToGlobal(QPoint(200, 200)));
    for (QAction* const action : menu->actions()) {
      if (action->text() == name) {
        QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
      }
    }
    QVERIFY(!menu->isVisible());
  }
  void makeTwoChannelSketch() {
    answerNewSketch({"nuclei", "membranes"});
    QTest::keyClick(window_->windowHandle(), Qt::Key_N, Qt::ControlModifier);
    window_->activateWindow(); // there is no window manager to do it after a dialog
    QVERIFY(QTest::qWaitForWindowActive(window_.get()));
    QCOMPARE(document().sketch().extent(), (Extent{1, 2, 1, 96, 96}));
    QTest::keyClick(window_->windowHandle(), Qt::Key_O);
    drag(onCanvas(30, 30), onCanvas(60, 60));
    auto* const membranes = named<QToolButton>(window_->page(), "Draw in membranes");
    QVERIFY(membranes && membranes->isVisible() && !membranes->isChecked());
    QTest::mouseClick(membranes, Qt::LeftButton, {}, QPoint(8, membranes->height() / 2));
    QCOMPARE(document().currentChannel(), std::int64_t(1));
    drag(onCanvas(20, 20), onCanvas(76, 76));
    QCOMPARE(document().sketch().cellCount(), std::size_t(2));
    QCOMPARE(document().sketch().find(1)->channel, 0);
    QCOMPARE(document().sketch().find(2)->channel, 1);
  }
  void generate(const GenerationSettings& settings) {
    window_->generatePanel()->setSettings(settings);
    const std::size_t before = window_->runs()->runs().size();
    QTest::mouseClick(window_->findChild<QPushButton*>("generateButton"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!window_->generation()->running(), 60000);
    QVERIFY2(window_->runs()->runs().size() == before + 1, qPrintable(window_->issues()->text()));
  }

private Q_SLOTS:
  void init() { openWindow(); }
  void cleanup() { closeWindow(); }

  void aModelForEachChannelGeneratesAndExports() {
    makeTwoChannelSketch();
    GenerationSettings settings;
    settings.model = model("first", 1, 3);
    settings.furtherModels = {model("second", 1, 4)};
    settings.steps = 3;
    // The panel offers a row per channel once one for each is chosen.
    auto* const together = named<QComboBox>(window_->generatePanel(), "Model");
    const int byChannel = together->findText("One per channel");
    QVERIFY(byChannel >= 0);
    together->setCurrentIndex(byChannel);
    QVERIFY(named<QComboBox>(window_->generatePanel(), "Model of membranes")->isVisible());
    generate(settings);
    SliceView* const view = window_->page()->image();
    QCOMPARE(view->image().extent(), (Extent{1, 2, 1, 96, 96}));
    QCOMPARE(view->channelNames(), (QStringList{"nuclei", "membranes"}));

    // A composite: green and magenta, of which a click takes one away.
    const auto sum = [&](auto channel) {
      const QImage picture = view->grabSlice();
      double total = 0.0;
      for (int y = 0; y < picture.height(); y += 3) {
        for (int x = 0; x < picture.width(); x += 3) {
          total += channel(picture.pixel(x, y));
        }
      }
      return total;
    };
    QVERIFY(sum([](QRgb p) { return qGreen(p); }) > 0.0);
    QVERIFY(sum([](QRgb p) { return qRed(p); }) > 0.0);
    auto* const membranes = named<QToolButton>(window_->page(), "Show membranes");
    QVERIFY(membranes && membranes->isVisible() && membranes->isChecked());
    QTest::mouseClick(membranes, Qt::LeftButton);
    QVERIFY(!membranes->isChecked());
    QCOMPARE(sum([](QRgb p) { return qRed(p); }), 0.0);
    QVERIFY(sum([](QRgb p) { return qGreen(p); }) > 0.0);

    const QString file = in("both.tif");
    QVERIFY(window_->files()->exportRun(window_->generation()->currentRun(), file));
    QCOMPARE(readImage(file.toStdString()).extent().c, std::int64_t(2));
    const Image<std::uint32_t> inner = readLabels(in("both_labels_channel1.tif").toStdString());
    const Image<std::uint32_t> outer = readLabels(in("both_labels_channel2.tif").toStdString());
    QVERIFY(std::find(inner.begin(), inner.end(), 2U) == inner.end());
    QCOMPARE(inner.at(0, 0, 0, 45, 45), 1U);
    QCOMPARE(outer.at(0, 0, 0, 45, 45), 2U);
    QFile sidecar(in("both.json"));
    QVERIFY(sidecar.open(QIODevice::ReadOnly));
    const QJsonObject json = QJsonDocument::fromJson(sidecar.readAll()).object();
    QCOMPARE(json["settings"].toObject()["model"].toArray().size(), 2);
    QVERIFY(json["modelHash"].toString().contains(','));
    QCOMPARE(json["channels"].toArray(), (QJsonArray{"nuclei", "membranes"}));
  }

  void theMenuMovesSelectedCellsToAnotherChannel() {
    makeTwoChannelSketch();
    document().selection()->setOnly(1);
    chooseChannel("membranes");
    QCOMPARE(document().sketch().find(1)->channel, 1);
    QVERIFY(document().selection()->contains(1));
    document().undoStack()->undo();
    QCOMPARE(document().sketch().find(1)->channel, 0);
    document().selection()->clear();
    chooseChannel("nuclei"); // of the cells drawn next
    QVERIFY(named<QToolButton>(window_->page(), "Draw in nuclei")->isChecked());
  }

  void oneModelForBothChannels() {
    makeTwoChannelSketch();
    GenerationSettings settings;
    settings.model = model("both", 2, 5);
    settings.steps = 3;
    generate(settings);
    QCOMPARE(window_->page()->image()->image().extent().c, std::int64_t(2));
    QVERIFY(window_->runs()->find(window_->generation()->currentRun())->requested.furtherModels.empty());
    // Each channel has limits of its own.
    SliceView* const view = window_->page()->image();
    view->autoContrast();
    const Contrast first = view->contrast(0);
    view->setContrast(1, {0.3, 0.5, 1.0, Lut::Grey});
    QVERIFY(view->contrast(0) == first);
    QVERIFY((view->contrast(1) == Contrast{0.3, 0.5, 1.0, Lut::Grey}));
  }

  void aModelForAnotherNumberOfChannelsIsRefusedInWords() {
    makeTwoChannelSketch();
    GenerationSettings settings;
    settings.model = model("three", 3, 6);
    window_->generatePanel()->setSettings(settings);
    QTest::mouseClick(window_->findChild<QPushButton*>("generateButton"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(window_->issues()->text().contains("3") && !window_->generation()->running(), 30000);
    QVERIFY(window_->issues()->isVisible());
  }

  void theBarSaysThatNoModelMakesAllChannels() {
    // Listed models are known only once the program has started up.
    window_->startUp();
    auto* const together = named<QComboBox>(window_->generatePanel(), "Model");
    QTRY_VERIFY_WITH_TIMEOUT(together->count() > 1 || together->toolTip().isEmpty(), 20000);
    makeTwoChannelSketch();
    QVERIFY2(window_->issues()->text().contains("2 channels"), qPrintable(window_->issues()->text()));
    QVERIFY(window_->generatePanel()->byChannel());
  }

  void tabGoesThroughTheDialogAsTheEyeDoes() {
    NewSketchDialog dialog({1, 2, 1, 64, 64}, {}, {"a", "b"}, {Qt::green, Qt::magenta}, nullptr);
    QStringList names;
    const QWidget* widget = &dialog;
    do {
      names.append(widget->accessibleName());
      widget = widget->nextInFocusChain();
    } while (widget != &dialog);
    names.removeAll(QString());
    const QStringList wanted{"Width",
                             "Height",
                             "Slices",
                             "Frames",
                             "Channels",
                             "Colour of channel 1",
                             "Name of channel 1",
                             "Colour of channel 2",
                             "Name of channel 2",
                             "Pixel width (x)"};
    QCOMPARE(names.mid(0, wanted.size()), wanted);
  }

  void theDialogChangesTheChannels() {
    makeTwoChannelSketch();
    auto* const timer = new QTimer(this);
    connect(timer, &QTimer::timeout, this, [timer] {
      auto* const dialog = qobject_cast<ChannelsDialog*>(QApplication::activeModalWidget());
      if (dialog) {
        timer->deleteLater();
        auto* const count = named<QSpinBox>(dialog, "Channels");
        count->selectAll();
        QTest::keyClicks(count, "3");
        auto* const name = named<QLineEdit>(dialog, "Name of channel 3");
        QTest::keyClicks(name, "actin");
        QTest::keyClick(dialog, Qt::Key_Return);
      }
    });
    timer->start(50);
    (*window_->actionSet())["cell.channels"]->trigger();
    QCOMPARE(document().sketch().extent().c, std::int64_t(3));
    QCOMPARE(document().channelName(2), QString("actin"));
    QTRY_VERIFY(named<QToolButton>(window_->page(), "Show actin")->isVisible());
    document().undoStack()->undo();
    QCOMPARE(document().sketch().extent().c, std::int64_t(2));
  }
};

CYTOSKETCH_WIDGET_TEST_CLASS(channels, TestChannels)
#include "test_channels.moc"
