#include "app/gui/newsketchdialog.h"
#include "app/gui/preferencesdialog.h"
#include "app/gui/shortcuteditor.h"
#include "app/gui/sketchcheck.h"
#include "engine/image/error.h"
#include "engine/imageio/imagefile.h"
#include "engine/sketch/sketchfile.h"
#include "tests/app/gui/windowfixture.h"
#include "tests/support/testprogram.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QProcess>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace cytosketch;

namespace {

/// True for parts of a compound widget: the field inside a spin box and the like are named by it.
bool isPart(const QWidget* widget) {
  const QWidget* const parent = widget->parentWidget();
  return parent && (qobject_cast<const QAbstractSpinBox*>(parent) || qobject_cast<const QComboBox*>(parent) ||
                    parent->inherits("QComboBoxPrivateContainer") || widget->objectName().startsWith("qt_"));
}

QStringList namelessWidgets(const QWidget& root) {
  QStringList nameless;
  for (const QWidget* const widget : root.findChildren<QWidget*>()) {
    const auto* const button = qobject_cast<const QAbstractButton*>(widget);
    const bool named = !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
    const bool unused = button && button->isHidden() && button->text().isEmpty(); // gets its text when it is shown
    if ((widget->focusPolicy() & Qt::TabFocus) && !isPart(widget) && !named && !unused &&
        !widget->inherits("QScrollArea")) {
      nameless.append(QStringLiteral("%1 '%2' in %3")
                          .arg(widget->metaObject()->className(), widget->objectName(),
                               widget->parentWidget() ? widget->parentWidget()->metaObject()->className() : "nothing"));
    }
  }
  return nameless;
}

} // namespace

class TestWindow : public QObject, private WindowFixture {
  Q_OBJECT

private Q_SLOTS:
  void init() {
    setUpHome();
    // No model is installed here: the window must live without.
    qputenv("CYTOSKETCH_RESOURCES", in("nowhere").toLocal8Bit());
    qputenv("XDG_DATA_HOME", in("data").toLocal8Bit());
  }

  void simulatesASketchThatCanBeUndone() {
    MainWindow window(in("user").toStdString());
    window.show();
    window.startUp();
    auto* const button = window.simulatePanel()->findChild<QPushButton*>("simulateButton");
    window.simulatePanel()->setSettings({"hela", {{"size.x", 200}, {"size.y", 150}}, 3, ""});
    button->click();
    QTRY_VERIFY(!window.startCardShown()); // on the card a new sketch is made
    QTRY_VERIFY(window.document()->sketch().cellCount() > 0);
    const Sketch first = window.document()->sketch();
    QCOMPARE(first.extent(), (Extent{1, 1, 1, 150, 200}));
    QVERIFY(window.document()->isModified());
    window.simulatePanel()->setSettings({"hela", {{"size.x", 300}, {"size.y", 150}}, 4, ""});
    button->click();
    QTRY_COMPARE(window.document()->sketch().extent().x, 300);
    QCOMPARE(window.document()->undoStack()->undoText(), QString("Simulate"));
    window.document()->undoStack()->undo();
    QVERIFY(window.document()->sketch() == first);
    window.document()->undoStack()->redo();
    QCOMPARE(window.document()->sketch().seed(), std::uint64_t{4});
  }

  void startsWithACardAndLeavesItForASketch() {
    MainWindow window(in("user").toStdString());
    window.show();
    window.startUp();
    QVERIFY(window.startCardShown());
    window.files()->newSketch({1, 1, 1, 100, 200}, {});
    QVERIFY(!window.startCardShown());
    QCOMPARE(window.document()->sketch().extent().x, 200);
  }

  void everythingThatTakesTheFocusHasAName() {
    MainWindow window(in("user").toStdString());
    window.show();
    window.startUp();
    window.files()->newSketch({1, 1, 1, 100, 200}, {});
    QCOMPARE(namelessWidgets(window).join("; "), QString());
    Preferences preferences;
    QCOMPARE(namelessWidgets(PreferencesDialog(preferences, nullptr)).join("; "), QString());
    QCOMPARE(
        namelessWidgets(NewSketchDialog({}, {}, {"nuclei", "membranes"}, {Qt::green, Qt::magenta}, nullptr)).join("; "),
        QString());
    QCOMPARE(namelessWidgets(ShortcutEditor(*window.actionSet(), preferences, nullptr)).join("; "), QString());
  }

  void everyActionHasAnIcon() {
    MainWindow window(in("user").toStdString());
    for (const QAction* const action : window.actionSet()->all()) {
      QVERIFY2(!action->icon().pixmap(16).isNull(), qPrintable(action->objectName()));
    }
  }

  void withoutAModelThereIsAMessage() {
    MainWindow window(in("user").toStdString());
    window.show();
    window.startUp();
    QTRY_VERIFY_WITH_TIMEOUT(!window.issues()->text().isEmpty(), 20000);
    QVERIFY(window.issues()->isVisible());
  }

  void aDamagedModelIsAMessageAndTheRunEnds() {
    QFile model(in("broken.cymodel"));
    QVERIFY(model.open(QIODevice::WriteOnly));
    model.write(QByteArray(200, 'x'));
    model.close();
    MainWindow window(in("user").toStdString());
    window.show();
    window.files()->newSketch({1, 1, 1, 64, 64}, {});
    Cell cell;
    cell.id = 1;
    cell.mask = discMask(0, 0, 30, 30, 9);
    window.document()->changeCells({{1, nullptr, std::make_shared<const Cell>(cell)}}, "draw");
    GenerationSettings settings;
    settings.model = model.fileName().toStdString();
    window.generatePanel()->setSettings(settings);
    window.generation()->generate();
    QVERIFY(window.generation()->running());
    QTRY_VERIFY_WITH_TIMEOUT(!window.generation()->running(), 20000);
    QVERIFY(window.issues()->text().contains("broken.cymodel"));
    QVERIFY(window.runs()->runs().empty());
    window.document()->undoStack()->setClean();
  }

  void anEmptySketchIsNotGenerated() {
    MainWindow window(in("user").toStdString());
    window.show();
    window.files()->newSketch({1, 1, 1, 64, 64}, {});
    window.generation()->generate();
    QVERIFY(!window.generation()->running());
    QVERIFY(window.issues()->text().contains("cell"));
  }

  void badFilesLeaveTheSketchAsItIs_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("sketch") << "a.cysk" << QByteArray("no HDF5 at all");
    QTest::newRow("empty sketch") << "b.cysk" << QByteArray();
    QTest::newRow("labels") << "c.tif" << QByteArray("II*\0 damaged", 12);
    QTest::newRow("foreign") << "d.xyz" << QByteArray("what is this");
  }
  void badFilesLeaveTheSketchAsItIs() {
    QFETCH(QString, name);
    QFETCH(QByteArray, bytes);
    MainWindow window(in("user").toStdString());
    window.show();
    window.files()->newSketch({1, 1, 1, 77, 88}, {});
    QFile file(in(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
    file.close();
    window.files()->openAny(file.fileName());
    QTRY_VERIFY(window.issues()->isVisible() || !window.importer()->running());
    if (!window.issues()->isVisible()) { // it looked like an image: it is asked about before it is read
      Q_EMIT window.importBar()->openRequested();
    }
    QTRY_VERIFY(window.issues()->isVisible());
    QVERIFY2(window.issues()->text().contains(name), qPrintable(window.issues()->text()));
    QCOMPARE(window.document()->sketch().extent().x, 88);
  }

  void issuesLeadToTheirCell() {
    MainWindow window(in("user").toStdString());
    window.show();
    window.files()->newSketch({1, 1, 1, 200, 200}, {});
    Cell cell;
    cell.id = 4;
    cell.mask = discMask(0, 0, 150, 150, 1.2);
    window.document()->changeCells({{4, nullptr, std::make_shared<const Cell>(cell)}}, "draw");
    window.generation()->generate();
    QVERIFY(window.issues()->text().contains("may not come out"));
    Q_EMIT window.issues()->followed(checkBeforeGenerating(window.document()->sketch()).front());
    QVERIFY(window.document()->selection()->contains(4));
    window.generation()->cancel();
    window.document()->undoStack()->setClean();
  }

  void whatACrashLeavesIsOfferedOnceAndRecovered() {
    // A safety copy as another program, killed since, has left it: its lock names a process that is gone.
    QDir().mkpath(in("user/recovery"));
    Sketch lost({1, 1, 1, 50, 60});
    Cell cell;
    cell.id = 9;
    cell.mask = discMask(0, 0, 20, 20, 6);
    lost.put(cell);
    writeSketch(lost, in("user/recovery/lost.cysk").toStdString());
    QProcess gone;
    gone.start("true", {});
    QVERIFY(gone.waitForStarted());
    const qint64 pid = gone.processId();
    QVERIFY(gone.waitForFinished());
    const auto put = [this](const QString& name, const QByteArray& bytes) {
      QFile file(in("user/recovery/" + name));
      QVERIFY(file.open(QIODevice::WriteOnly));
      file.write(bytes);
    };
    put("lost.lock", QByteArray::number(pid) + "\ncytosketch\n" + QSysInfo::machineHostName().toUtf8() + "\n");
    put("lost.json", "{\"original\": \"" + in("mine.cysk").toUtf8() + "\", \"offered\": false}");
    MainWindow window(in("user").toStdString());
    window.show();
    window.files()->offerRecovery();
    QVERIFY2(window.issues()->text().contains("mine.cysk"), qPrintable(window.issues()->text()));
    {
      MainWindow second(in("user").toStdString());
      second.files()->offerRecovery();
      QVERIFY(second.issues()->text().isEmpty()); // once
    }
    for (QAbstractButton* const button : window.issues()->findChildren<QAbstractButton*>()) {
      if (button->isVisible() && button->text() == "Recover") {
        QTest::mouseClick(button, Qt::LeftButton);
        break;
      }
    }
    QCOMPARE(window.document()->sketch().cellCount(), std::size_t(1));
    QVERIFY(window.document()->isModified());
    QVERIFY(!QFile::exists(in("mine.cysk"))); // the original's place is not written to
    QVERIFY(!QFile::exists(in("user/recovery/lost.cysk")));
    QCOMPARE(QDir(in("user/recovery")).entryList({"*.cysk"}).size(), 1); // the window's own copy
    window.document()->undoStack()->setClean();
  }

  void toolsFollowKeysAndImagesOnlyHidesAndRestores() {
    MainWindow window(in("user").toStdString());
    window.show();
    window.files()->newSketch({1, 1, 1, 64, 64}, {});
    window.activateWindow(); // there is no window manager to do it
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QTest::keyClick(&window, Qt::Key_O);
    QCOMPARE(window.document()->drawing()->tool(), ToolId::Ellipse);
    QVERIFY((*window.actionSet())["tool.ellipse"]->isChecked());
    QTest::keyClick(&window, Qt::Key_H);
    QVERIFY(!window.document()->display()->outlines());
    QVERIFY(window.generatePanel()->isVisible());
    QTest::keyClick(&window, Qt::Key_F11);
    QVERIFY(!window.generatePanel()->isVisible());
    QTest::keyClick(&window, Qt::Key_F11);
    QVERIFY(window.generatePanel()->isVisible());
    for (const ViewMode mode : {ViewMode::Overlay, ViewMode::Noisy, ViewMode::Generated, ViewMode::SideBySide}) {
      window.page()->setMode(mode);
      QCOMPARE(window.page()->canvas()->isVisible(), mode == ViewMode::SideBySide || mode == ViewMode::Noisy);
    }
  }

  void theNoisyImageFollowsTheSliders() {
    MainWindow window(in("user").toStdString());
    window.show();
    window.files()->newSketch({1, 1, 1, 64, 64}, {});
    window.page()->setMode(ViewMode::Noisy);
    QTRY_VERIFY(!window.page()->noisy()->image().empty());
    const Image<float> before = window.page()->noisy()->image();
    GenerationSettings settings = window.generatePanel()->settings();
    settings.tStart = 900;
    window.generatePanel()->setSettings(settings);
    const auto spread = [](const Image<float>& image) {
      double sum = 0.0;
      double squares = 0.0;
      for (const float v : image) {
        sum += v;
        squares += double(v) * v;
      }
      return squares / double(image.size()) - sum * sum / double(image.size()) / double(image.size());
    };
    QTRY_VERIFY(spread(window.page()->noisy()->image()) > 1.3 * spread(before));
  }

  void sessionIsKept() {
    {
      MainWindow window(in("user").toStdString());
      GenerationSettings settings;
      settings.tStart = 321;
      settings.seed = 77;
      window.generatePanel()->setSettings(settings);
      window.page()->image()->setContrast({0.1, 0.7, 1.5, Lut::Magma});
      window.saveSession();
    }
    MainWindow window(in("user").toStdString());
    QCOMPARE(window.generatePanel()->settings().tStart, 321);
    QCOMPARE(window.generatePanel()->settings().seed, std::uint64_t(77));
    QVERIFY((window.page()->image()->contrast() == Contrast{0.1, 0.7, 1.5, Lut::Magma}));
  }
};

CYTOSKETCH_WIDGET_TEST_CLASS(window, TestWindow)
#include "test_window.moc"
