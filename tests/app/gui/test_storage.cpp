#include "app/gui/autosave.h"
#include "app/gui/runstore.h"
#include "app/gui/session.h"
#include "app/gui/settingsfile.h"
#include "engine/image/error.h"
#include "engine/sketch/sketchfile.h"
#include "tests/support/testprogram.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace cytosketch;

namespace {

Sketch oneCell(double x = 12.0) {
  Sketch sketch({1, 1, 1, 32, 32});
  Cell cell;
  cell.id = 1;
  cell.mask = discMask(0, 0, 12, x, 6);
  sketch.put(cell);
  return sketch;
}

GenerationResultPtr resultOf(float value) {
  GenerationResult result;
  result.image = Image<float>({1, 1, 1, 32, 32}, value);
  result.settings.seed = 7;
  result.seconds = 0.5;
  return std::make_shared<const GenerationResult>(std::move(result));
}

void edit(Document& document, double x) {
  Cell cell;
  cell.id = document.sketch().nextId();
  cell.mask = discMask(0, 0, 12, x, 5);
  document.changeCells({{cell.id, nullptr, std::make_shared<const Cell>(cell)}}, QStringLiteral("draw"));
}

QByteArray bytesOf(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString& path, const QByteArray& bytes) {
  QFile file(path);
  QVERIFY(file.open(QIODevice::WriteOnly));
  file.write(bytes);
}

} // namespace

class TestStorage : public QObject {
  Q_OBJECT

  QString in(const QString& name) const { return folder_->filePath(name); }
  std::unique_ptr<QTemporaryDir> folder_;

private Q_SLOTS:
  void init() { folder_ = std::make_unique<QTemporaryDir>(); }

  void runsOfASketchWithoutFileMoveBesideItWhenItIsSaved() {
    RunStore store(in("session").toStdString());
    const int first = store.add(resultOf(0.25F), oneCell(), GenerationSettings());
    const int second = store.add(resultOf(0.5F), oneCell(20.0), GenerationSettings());
    store.wait();
    QVERIFY(store.folder().startsWith(in("session")));
    writeSketch(oneCell(), in("nuclei.cysk").toStdString());
    store.sketchSavedAs(in("nuclei.cysk"));
    QCOMPARE(store.folder(), in("nuclei.runs"));
    QCOMPARE(QDir(in("session")).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), QStringList());

    RunStore again(in("session").toStdString());
    again.openFor(in("nuclei.cysk"));
    QCOMPARE(again.runs().size(), std::size_t(2));
    QVERIFY(!again.find(first)->result); // on disk until it is wanted
    QVERIFY(!again.find(first)->thumbnail.isNull());
    QCOMPARE(again.load(first).result->image.at(3, 3), 0.25F);
    QCOMPARE(again.load(second).result->image.at(3, 3), 0.5F);
    QCOMPARE(again.load(second).result->settings.seed, std::uint64_t(7));
    QVERIFY(again.load(second).sketch->find(1)->mask == oneCell(20.0).find(1)->mask);
  }

  void savingUnderAnotherNameKeepsBothLists() {
    RunStore store(in("session").toStdString());
    store.add(resultOf(0.25F), oneCell(), GenerationSettings());
    store.sketchSavedAs(in("a.cysk"));
    store.sketchSavedAs(in("b.cysk"));
    store.add(resultOf(0.5F), oneCell(), GenerationSettings());
    store.wait();
    store.openFor(in("a.cysk"));
    QCOMPARE(store.runs().size(), std::size_t(1));
    store.openFor(in("b.cysk"));
    QCOMPARE(store.runs().size(), std::size_t(2));
  }

  void manyRunsStayReadable() {
    RunStore store(in("session").toStdString());
    constexpr int count = 20;
    for (int i = 0; i < count; ++i) {
      store.add(resultOf(float(i) / count), oneCell(), GenerationSettings());
      store.wait();
    }
    for (const int id : {1, 20, 7, 1}) {
      QCOMPARE(store.load(id).result->image.at(0, 0), float(id - 1) / count);
    }
  }

  void aRunThatIsNotCompleteIsLeftOut() {
    RunStore store(in("session").toStdString());
    store.add(resultOf(0.25F), oneCell(), GenerationSettings());
    store.sketchSavedAs(in("a.cysk"));
    QVERIFY(QDir(in("a.runs")).mkdir("0007"));
    QVERIFY(QDir(in("a.runs")).mkdir("notes"));
    store.openFor(in("a.cysk"));
    QCOMPARE(store.runs().size(), std::size_t(1));
  }

  void aRunThatCannotBeWrittenIsToldAndStays() {
    write(in("blocked"), "a file where a folder must go");
    RunStore store((in("blocked") + "/session").toStdString());
    QSignalSpy failed(&store, &RunStore::failed);
    const int id = store.add(resultOf(0.25F), oneCell(), GenerationSettings());
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(store.load(id).result->image.at(0, 0), 0.25F);
  }

  void safetyCopiesNeverTouchTheFile() {
    writeSketch(oneCell(), in("mine.cysk").toStdString());
    const QByteArray original = bytesOf(in("mine.cysk"));
    Document document;
    document.open(in("mine.cysk"));
    Autosave autosave(&document, in("recovery").toStdString());
    autosave.saveNow(); // nothing to save
    autosave.wait();
    QCOMPARE(QDir(in("recovery")).entryList({"*.cysk"}).size(), 0);
    edit(document, 20.0);
    autosave.saveNow();
    autosave.wait();
    const QStringList copies = QDir(in("recovery")).entryList({"*.cysk"});
    QCOMPARE(copies.size(), 1);
    QCOMPARE(readSketch((in("recovery/") + copies.first()).toStdString()).cellCount(), std::size_t(2));
    QCOMPARE(bytesOf(in("mine.cysk")), original);
    document.save(in("mine.cysk"));
    QCOMPARE(QDir(in("recovery")).entryList({"*.cysk"}).size(), 0); // no longer needed
  }

  void copiesOfTheLivingAreNotOffered() {
    Document document;
    Autosave autosave(&document, in("recovery").toStdString());
    edit(document, 20.0);
    autosave.saveNow();
    autosave.wait();
    Document other;
    Autosave second(&other, in("recovery").toStdString());
    QVERIFY(second.takeRecoverable().empty());
  }

  void sessionSurvivesDamage() {
    {
      Session session(in("session.json").toStdString());
      session.addRecentFile(in("a.cysk"));
      session.addRecentFile(in("b.cysk"));
      session.addRecentFile(in("a.cysk"));
      // On disk already, so that a crash does not forget it.
      QCOMPARE(Session(in("session.json").toStdString()).recentFiles().first(), in("a.cysk"));
      session.setFolder("export", folder_->path());
      session.save();
    }
    Session session(in("session.json").toStdString());
    QCOMPARE(session.recentFiles(), QStringList({in("a.cysk"), in("b.cysk")}));
    QCOMPARE(session.folder("export"), folder_->path());
    QCOMPARE(session.folder("unheard of"), QDir::homePath());
    for (int i = 0; i < 40; ++i) {
      session.addRecentFile(in(QString::number(i)));
    }
    QCOMPARE(session.recentFiles().size(), qsizetype(Session::recentMaximum));
    write(in("session.json"), "{ damaged");
    QVERIFY(Session(in("session.json").toStdString()).recentFiles().isEmpty());
  }

  void settingsFilesAreThoseOfTheCommandLine() {
    GenerationSettings settings;
    settings.tStart = 250;
    settings.seed = 99;
    settings.halo = {Halo::Mode::Exact, 0};
    write(in("settings.json"), QByteArray::fromStdString(toJson(settings)));
    QVERIFY(readSettingsFile(in("settings.json")) == settings);
    write(in("typo.json"), R"({"t-strat": 3})");
    try {
      readSettingsFile(in("typo.json"));
      QFAIL("a typing mistake was taken");
    } catch (const SettingsError& error) {
      QVERIFY(QString::fromStdString(error.where()).endsWith("typo.json"));
      QVERIFY(QString(error.what()).contains("t-strat"));
    }
    QVERIFY_EXCEPTION_THROWN(readSettingsFile(in("missing.json")), FileError);
  }
};

CYTOSKETCH_WIDGET_TEST_CLASS(storage, TestStorage)
#include "test_storage.moc"
