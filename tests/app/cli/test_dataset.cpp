#include "clirunner.h"

#include "engine/learning/untrained.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QtTest>

#include <csignal>
#include <memory>
#include <vector>

using namespace cytosketch;

/// `dataset`.
class TestDataset : public QObject {
  Q_OBJECT

private:
  CliRunner runner_;

  static QByteArray recipe(int count, const QByteArray& more = "") {
    return R"({"name": "Ядра", "count": )" + QByteArray::number(count) + R"(, "layout": "cellpose",
      "source": {"preset": "hela", "parameters": {"count": [4, 8], "size.x": 64, "size.y": 48}},
      "generation": {"model": "tiny.cymodel", "t-start": [300, 400], "steps": 2, "precision": "fp32"})" +
           more + "}";
  }
  QMap<QString, QByteArray> contentOf(const QString& folder) const {
    QMap<QString, QByteArray> content;
    const QDir root(runner_.path(folder));
    QDirIterator files(root.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
      const QString file = files.next();
      content[root.relativeFilePath(file)] = runner_.readBytes(QDir(runner_.path(".")).relativeFilePath(file));
    }
    return content;
  }

private Q_SLOTS:
  void initTestCase() {
    qputenv("SOURCE_DATE_EPOCH", "1700000000");
    ModelCard card;
    card.name = "tiny";
    card.architecture = "tile-exact-unet";
    card.widths = {16, 24};
    card.blocks = {1, 1};
    writeUntrainedModel(runner_.file("tiny.cymodel"), card, 5, 0.05);
    runner_.writeBytes("recipe.json", recipe(8));
  }

  void saysThatAFolderCannotBeWritten() {
    const CliResult result = runner_.run({"dataset", "--recipe", "recipe.json", "--output", "/proc/here"});
    QCOMPARE(result.code, 1);
    QVERIFY2(result.err.contains("/proc cannot be written to") && !result.err.contains("too small"),
             qPrintable(result.err));
  }

  void inspectsADataset() {
    runner_.run({"dataset", "--recipe", "recipe.json", "--output", "seen"});
    const CliResult text = runner_.run({"dataset", "--inspect", "seen"});
    QVERIFY2(text.code == 0, qPrintable(text.err));
    QVERIFY(text.out.contains("cellpose, made by CytoSketch"));
    const CliResult good = runner_.run({"dataset", "--inspect", "seen", "--json"});
    QCOMPARE(good.code, 0);
    const QJsonObject json = QJsonDocument::fromJson(good.out.toUtf8()).object();
    QCOMPARE(json["layout"].toString(), QString("cellpose"));
    QCOMPARE(json["statistics"].toObject()["samples"].toInt(), 8);
    QVERIFY(json["statistics"].toObject()["cells"].toInt() > 8);
    const QString name = json["samples"].toArray()[3].toObject()["name"].toString();
    QVERIFY(QFile::remove(runner_.path("seen/" + name + "_masks.tif")));
    const CliResult bad = runner_.run({"dataset", "--inspect", "seen"});
    QCOMPARE(bad.code, 1);
    QVERIFY(bad.out.contains(name + ": there are no labels"));
    QVERIFY(bad.err.contains("1 of 8 samples"));
    QCOMPARE(runner_.run({"dataset", "--inspect", "nowhere"}).code, 1);
  }

  void makesADataset() {
    const CliResult estimate =
        runner_.run({"dataset", "--recipe", "recipe.json", "--output", "Ein Satz", "--estimate"});
    QVERIFY2(estimate.code == 0, qPrintable(estimate.err));
    QVERIFY(estimate.out.startsWith("8 samples: about "));
    QVERIFY(!QDir(runner_.path("Ein Satz")).exists());
    const CliResult made = runner_.run({"dataset", "--recipe", "recipe.json", "--output", "Ein Satz", "--json"});
    QVERIFY2(made.code == 0, qPrintable(made.err));
    QCOMPARE(QJsonDocument::fromJson(made.out.toUtf8()).object()["samples"].toInt(), 8);
    const auto content = contentOf("Ein Satz");
    QVERIFY(content.contains("report.html") && content.contains("manifest.csv") && content.contains("README.txt"));
    QCOMPARE(content["manifest.csv"].count('\n'), 9);
    const CliResult again = runner_.run({"dataset", "--recipe", "recipe.json", "--output", "Ein Satz"});
    QCOMPARE(again.code, 1);
    QVERIFY(again.err.contains("Nothing is overwritten"));
    QCOMPARE(contentOf("Ein Satz"), content);
  }

  void checksAndRepeats() {
    QVERIFY(QDir(runner_.path("Ein Satz")).exists());
    QCOMPARE(runner_.run({"dataset", "--check", "Ein Satz"}).code, 0);
    const CliResult repeated =
        runner_.run({"dataset", "--repeat", "Ein Satz/manifest.json", "--only", "5", "--output", "again"});
    QVERIFY2(repeated.code == 0, qPrintable(repeated.err));
    const auto whole = contentOf("Ein Satz"), again = contentOf("again");
    QCOMPARE(again.size(), 3);
    for (auto file = again.begin(); file != again.end(); ++file) {
      QCOMPARE(file.value(), whole[file.key()]);
    }
    QFile::remove(runner_.path("Ein Satz/" + again.firstKey()));
    runner_.writeBytes("Ein Satz/" + again.lastKey(), "else");
    const CliResult check = runner_.run({"dataset", "--check", "Ein Satz"});
    QCOMPARE(check.code, 1);
    QVERIFY(check.out.contains(again.firstKey() + ": missing") && check.out.contains(again.lastKey() + ": changed"));
  }

  void shardsAsProcessesMakeTheSame() {
    QCOMPARE(runner_.run({"dataset", "--recipe", "recipe.json", "--plan", "plan.json"}).code, 0);
    QCOMPARE(runner_.run({"dataset", "--recipe", "plan.json", "--output", "single", "--quiet"}).code, 0);
    std::vector<std::unique_ptr<QProcess>> shards;
    for (int i = 0; i < 4; ++i) { // all at once, as jobs of a cluster
      shards.push_back(std::make_unique<QProcess>());
      const QString part = QString::number(i);
      runner_.start(*shards.back(), {"dataset", "--recipe", "plan.json", "--shard", part + "/4", "--output",
                                     "shard" + part, "--quiet"});
    }
    for (const auto& shard : shards) {
      QVERIFY(shard->waitForFinished(120000));
      QVERIFY2(shard->exitCode() == 0, shard->readAllStandardError().constData());
    }
    const CliResult merged =
        runner_.run({"dataset", "--merge", "shard3", "shard0", "shard1", "shard2", "--output", "merged", "--quiet"});
    QVERIFY2(merged.code == 0, qPrintable(merged.err));
    QCOMPARE(contentOf("merged"), contentOf("single"));
  }

  void controlCKeepsWhatIsThere() {
    runner_.writeBytes("long.json", recipe(400));
    QProcess process;
    runner_.start(process, {"dataset", "--recipe", "long.json", "--output", "stopped"});
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(runner_.path("stopped/.cytosketch/samples/2.json")), 60000);
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    QVERIFY(process.waitForFinished(30000));
    QCOMPARE(process.exitCode(), 130);
    QVERIFY(process.readAllStandardError().contains("--resume goes on"));
    const CliResult blunt = runner_.run({"dataset", "--recipe", "long.json", "--output", "stopped", "--quiet"});
    QCOMPARE(blunt.code, 1);
    QVERIFY(blunt.err.contains("--resume"));
  }

  void badInputIsOneLine_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("more");
    QTest::addColumn<QString>("says");
    QTest::newRow("unknown field") << recipe(2, R"(, "conut": 3)") << QStringList() << "conut";
    QTest::newRow("out of range") << recipe(2, R"(, "attempts": 0)") << QStringList() << "attempts";
    QTest::newRow("option out of range") << recipe(2) << QStringList{"--count", "0"} << "count";
    QTest::newRow("unknown layout") << recipe(2) << QStringList{"--layout", "zip"} << "zip";
    QTest::newRow("no such model") << recipe(2).replace("tiny.cymodel", "nowhere") << QStringList() << "nowhere";
    QTest::newRow("shard") << recipe(2) << QStringList{"--shard", "4/4"} << "shard";
    QTest::newRow("a volume") << recipe(2).replace("hela", "c-elegans").replace("\"size.y\": 48", "\"size.z\": 8")
                              << QStringList() << "2D images";
    QTest::newRow("not JSON") << QByteArray("count: 3") << QStringList() << "not a recipe";
    QTest::newRow("not writable") << recipe(2) << QStringList{"--output", "/proc/dataset"} << "/proc/dataset";
  }

  void badInputIsOneLine() {
    QFETCH(const QByteArray, text);
    QFETCH(const QStringList, more);
    QFETCH(const QString, says);
    runner_.writeBytes("bad.json", text);
    QStringList arguments{"dataset", "--recipe", "bad.json", "--quiet"};
    if (!more.contains("--output")) {
      arguments << "--output"
                << "bad";
    }
    const CliResult result = runner_.run(arguments + more);
    QVERIFY(result.code == 1 || result.code == 2);
    QVERIFY2(isOneErrorLine(result.err) && result.err.contains(says), qPrintable(result.err));
    QVERIFY(!QDir(runner_.path("bad")).exists());
  }

  void theRecipesThatComeAlongAreGood() {
    const CliResult list = runner_.run({"dataset", "--list"});
    QVERIFY2(list.code == 0, qPrintable(list.err));
    QVERIFY(list.out.contains("hela-cellpose"));
    QCOMPARE(list.out.count('\n'), QDir(CYTOSKETCH_SOURCE_DIR "/resources/recipes").entryList({"*.json"}).size());
  }

  void slurmMakesTheSame() {
    if (qEnvironmentVariableIsEmpty("CYTOSKETCH_TEST_SLURM")) {
      QSKIP("needs a running Slurm: tests/app/cli/slurm.sh starts one on this machine");
    }
    const QString script = CYTOSKETCH_SOURCE_DIR "/packaging/cluster/slurm-dataset.sh";
    const CliResult submitted = runner_.shell("CYTOSKETCH_CLI=\"$CLI\" sh \"$1\" recipe.json cluster 3", {script});
    QVERIFY2(submitted.code == 0, qPrintable(submitted.err));
    QTRY_VERIFY_WITH_TIMEOUT(runner_.readBytes("cluster/logs/merge.log").contains("as the manifest says"), 120000);
    QCOMPARE(runner_.run({"dataset", "--recipe", "cluster/plan.json", "--output", "alone", "--quiet"}).code, 0);
    QCOMPARE(contentOf("cluster/dataset"), contentOf("alone"));
  }
};

CYTOSKETCH_TEST_CLASS(dataset, TestDataset)
#include "test_dataset.moc"
