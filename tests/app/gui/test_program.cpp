// Starts the real executable: that it starts at all with both Qt 5 (which Debian's LibTorch brings in) and Qt 6 in its
// process, and that nothing is lost when it is killed.
#include "engine/sketch/sketchfile.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace cytosketch;

class TestProgram : public QObject {
  Q_OBJECT

  std::unique_ptr<QTemporaryDir> home_;

  QProcessEnvironment environment() const {
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert("XDG_DATA_HOME", home_->filePath("data"));
    environment.insert("XDG_CONFIG_HOME", home_->filePath("config"));
    return environment;
  }
  void start(QProcess& process, const QStringList& arguments) const {
    process.setProcessEnvironment(environment());
    process.start(QStringLiteral(CYTOSKETCH_BINARY_DIR "/bin/cytosketch"), arguments);
    QVERIFY(process.waitForStarted());
  }

private Q_SLOTS:
  void init() { home_ = std::make_unique<QTemporaryDir>(); }

  void startsAndEnds() {
    QProcess process;
    start(process, {"--exit-after-startup"});
    QVERIFY(process.waitForFinished(60000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
    QVERIFY(process.readAllStandardOutput().contains("usable after"));
    QVERIFY(QFile::exists(home_->filePath("data/cytosketch/session.json")));
  }

  void withoutAScreenItSaysSoInOneLine() {
    QProcessEnvironment bare = environment();
    for (const char* const name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}) {
      bare.remove(name);
    }
    QProcess process;
    process.setProcessEnvironment(bare);
    process.start(QStringLiteral(CYTOSKETCH_BINARY_DIR "/bin/cytosketch"), QStringList());
    QVERIFY(process.waitForFinished(60000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 1);
    const QByteArray said = process.readAllStandardError();
    QVERIFY2(said.contains("no screen") && said.count('\n') == 1, said.constData());
    process.start(QStringLiteral(CYTOSKETCH_BINARY_DIR "/bin/cytosketch"), {"--help"});
    QVERIFY(process.waitForFinished(60000));
    QCOMPARE(process.exitCode(), 0);
    QVERIFY(process.readAllStandardOutput().contains("--screenshot"));
  }

  void writesAScreenshot() {
    QProcess process;
    start(process, {"--size", "1280x720", "--screenshot", home_->filePath("window.png"), "--screenshot-delay", "300"});
    QVERIFY(process.waitForFinished(60000));
    QCOMPARE(process.exitCode(), 0);
    const QImage picture(home_->filePath("window.png"));
    QCOMPARE(picture.width(), 1280);
  }

  void aDamagedSketchIsAMessageNotACrash() {
    QFile file(home_->filePath("damaged.cysk"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("this is no sketch");
    file.close();
    QProcess process;
    start(process, {"--exit-after-startup", file.fileName()});
    QVERIFY(process.waitForFinished(60000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
  }

  void damagedModelsAndStateAreNoCrash() {
    QDir().mkpath(home_->filePath("data/cytosketch/models"));
    QFile model(home_->filePath("data/cytosketch/models/nuclei-2d.cymodel"));
    QVERIFY(model.open(QIODevice::WriteOnly));
    model.write(QByteArray(64, '\xff'));
    model.close();
    QFile session(home_->filePath("data/cytosketch/session.json"));
    QVERIFY(session.open(QIODevice::WriteOnly));
    session.write(R"({"windowState": 5, "generation": {"t-start": "many"}, "recentFiles": {"a": 1}})");
    session.close();
    QProcess process;
    start(process, {"--screenshot", home_->filePath("window.png"), "--screenshot-delay", "2000"});
    QVERIFY(process.waitForFinished(60000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
  }
};

CYTOSKETCH_TEST_CLASS(program, TestProgram)
#include "test_program.moc"
