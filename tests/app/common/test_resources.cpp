#include "app/common/resources.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace cytosketch;

class TestResources : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void init();
  void liesBesideTheExecutable();
  void environmentReplacesIt();
  void userFolderFollowsXdg();
  void modelsAreLookedUpInTheUsersFolderFirst();
  void samplesAreSorted();
  void missingFolderHasNoSamples();
};

namespace {
QString text(const std::filesystem::path& path) {
  return QString::fromStdString(path.string());
}
} // namespace

void TestResources::init() {
  qunsetenv("CYTOSKETCH_RESOURCES");
  qunsetenv("XDG_DATA_HOME");
}

void TestResources::liesBesideTheExecutable() {
  // The tests lie in build/PRESET/tests, beside build/PRESET/share.
  QCOMPARE(text(resourceFolder()), QDir(CYTOSKETCH_BINARY_DIR).canonicalPath() + "/share/cytosketch");
  QVERIFY(QDir(text(resourceFolder())).exists());
}

void TestResources::environmentReplacesIt() {
  qputenv("CYTOSKETCH_RESOURCES", "/somewhere/else");
  QCOMPARE(text(resourceFolder()), "/somewhere/else");
}

void TestResources::userFolderFollowsXdg() {
  qputenv("XDG_DATA_HOME", "/data");
  QCOMPARE(text(userFolder()), "/data/cytosketch");
  qputenv("XDG_DATA_HOME", "relative/is/ignored");
  QCOMPARE(text(userFolder()), qEnvironmentVariable("HOME") + "/.local/share/cytosketch");
}

void TestResources::modelsAreLookedUpInTheUsersFolderFirst() {
  const auto folders = modelFolders();
  QCOMPARE(folders.size(), std::size_t(2));
  QCOMPARE(text(folders[0]), text(userFolder()) + "/models");
  QCOMPARE(text(folders[1]), text(resourceFolder()) + "/models");
}

void TestResources::samplesAreSorted() {
  const QTemporaryDir folder;
  QVERIFY(QDir(folder.path()).mkdir("samples"));
  for (const char* name : {"b.cysk", "a.cysk", "notes.md"})
    QVERIFY(QFile(folder.filePath(QString("samples/") + name)).open(QIODevice::WriteOnly));
  qputenv("CYTOSKETCH_RESOURCES", folder.path().toUtf8());
  const auto samples = sampleSketches();
  QCOMPARE(samples.size(), std::size_t(2));
  QCOMPARE(text(samples[0].filename()), "a.cysk");
  QCOMPARE(text(samples[1].filename()), "b.cysk");
}

void TestResources::missingFolderHasNoSamples() {
  qputenv("CYTOSKETCH_RESOURCES", "/does/not/exist");
  QVERIFY(sampleSketches().empty());
}

CYTOSKETCH_TEST_CLASS(resources, TestResources)
#include "test_resources.moc"
