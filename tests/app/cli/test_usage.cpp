#include "clirunner.h"

#include "tests/support/testprogram.h"

#include <QtTest>

/// Help, version and wrong usage.
class TestUsage : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void helpTeaches_data() {
    QTest::addColumn<QString>("command");
    QTest::addColumn<QStringList>("words");
    QTest::newRow("program") << "" << QStringList{"generate", "train", "evaluate", "info", "convert", "Exit codes"};
    QTest::newRow("generate") << "generate"
                              << QStringList{"--sketch",  "--labels",   "--grey-from",  "--brightness",    "--model",
                                             "--t-start", "--sigma",    "--sampler",    "sde-dpmsolver++", "--steps",
                                             "--seed",    "--tile",     "--halo",       "--precision",     "--device",
                                             "--output",  "--settings", "--labels-out", "--float",         "--json"};
    QTest::newRow("train") << "train" << QStringList{"--images", "--dim", "--output", "--minutes",
                                                     "--resume", "--log", "--licence"};
    QTest::newRow("evaluate") << "evaluate"
                              << QStringList{"--real",    "--generated", "--labels",        "--sketch-sigma",
                                             "--realism", "--masks",     "--contact-sheet", "--t-start"};
    QTest::newRow("info") << "info" << QStringList{"--json", "WHAT"};
    QTest::newRow("convert") << "convert" << QStringList{"--labels", "IN", "OUT"};
    QTest::newRow("simulate") << "simulate" << QStringList{"--preset", "--set",  "--seed",   "--output",   "--labels",
                                                           "--sketch", "--list", "--fit-to", "--grey-from"};
    QTest::newRow("shade") << "shade"
                           << QStringList{"--set",        "--relight", "--grey-from", "--nucleoli", "--centre",
                                          "--parameters", "--seed",    "--output",    "--sketch"};
    QTest::newRow("sketch") << "sketch"
                            << QStringList{"--from", "--format", "--item", "--grey-from", "--brightness", "--output"};
  }
  void helpTeaches() {
    QFETCH(QString, command);
    QFETCH(QStringList, words);
    const CliResult result = runner_.run(command.isEmpty() ? QStringList{"--help"} : QStringList{command, "--help"});
    QCOMPARE(result.code, 0);
    QVERIFY(result.err.isEmpty());
    for (const QString& word : words) {
      QVERIFY2(result.out.contains(word), qPrintable(word));
    }
    QVERIFY2(result.out.contains(command.isEmpty() ? "cytosketch-cli generate" : "Examples:"), "no example");
    QVERIFY(result.out.contains("cytosketch-cli " + command));
    for (const QString& line : result.out.split('\n')) {
      QVERIFY2(line.size() <= 120, qPrintable(line));
    }
  }

  void version() {
    const CliResult result = runner_.run({"--version"});
    QCOMPARE(result.code, 0);
    QVERIFY(QRegularExpression("^cytosketch-cli \\d+\\.\\d+\\.\\d+\\n$").match(result.out).hasMatch());
  }

  void wrongUsage_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("hint");
    QTest::newRow("nothing") << QStringList{} << "--help";
    QTest::newRow("unknown subcommand") << QStringList{"paint"} << "--help";
    QTest::newRow("unknown option") << QStringList{"info", "x.tif", "--colour"} << "cytosketch-cli info --help";
    QTest::newRow("missing output") << QStringList{"generate", "--labels", "x.tif"} << "--output";
    QTest::newRow("missing value") << QStringList{"generate", "--output"} << "cytosketch-cli generate --help";
    QTest::newRow("two in one") << QStringList{"info", "a", "b"} << "cytosketch-cli info --help";
    QTest::newRow("evaluate nothing") << QStringList{"evaluate"} << "--real";
    QTest::newRow("realism without images") << QStringList{"evaluate", "--realism"} << "--images";
  }
  void wrongUsage() {
    QFETCH(QStringList, arguments);
    QFETCH(QString, hint);
    const CliResult result = runner_.run(arguments);
    QCOMPARE(result.code, 2);
    QVERIFY(result.out.isEmpty());
    QVERIFY2(isOneErrorLine(result.err), qPrintable(result.err));
    QVERIFY2(result.err.contains(hint), qPrintable(result.err));
  }

  /// What the other tests run without starting the program is what the program does.
  void theProgramDoesTheSame_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::newRow("help") << QStringList{"generate", "--help"} << 0;
    QTest::newRow("nothing") << QStringList{} << 2;
    QTest::newRow("missing file") << QStringList{"info", "nothing.tif"} << 1;
    QTest::newRow("result") << QStringList{"simulate",   "--preset", "hela",    "--set",    "size.x=100", "--set",
                                           "size.y=100", "--set",    "count=4", "--output", "made.cysk"}
                            << 0;
  }
  void theProgramDoesTheSame() {
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    const QStringList before = runner_.listing();
    const CliResult forked = runner_.run(arguments);
    const QStringList afterForked = runner_.listing();
    const CliResult started = runner_.runProgram(arguments);
    QCOMPARE(started.code, code);
    QCOMPARE(forked.code, started.code);
    QCOMPARE(forked.out, started.out);
    QCOMPARE(forked.err, started.err);
    QCOMPARE(runner_.listing(), afterForked);
    QCOMPARE(afterForked != before, arguments.contains("--output"));
  }

private:
  CliRunner runner_;
};

CYTOSKETCH_TEST_CLASS(usage, TestUsage)
#include "test_usage.moc"
