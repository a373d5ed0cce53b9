#include "clirunner.h"

#include "engine/imageio/imagefile.h"
#include "engine/learning/untrained.h"
#include "tests/support/zygote.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QProcessEnvironment>

#include <cmath>
#include <random>

using namespace cytosketch;

namespace {

const QString program = QStringLiteral(CYTOSKETCH_BINARY_DIR "/bin/cytosketch-cli");

QString text(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

CliRunner::CliRunner() {
  QDir(dir_.path()).mkdir(".home");
}

QProcessEnvironment CliRunner::environment(const QMap<QString, QString>& variables) const {
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  environment.insert("XDG_DATA_HOME", path(".home"));
  environment.insert("XDG_CACHE_HOME", path(".home"));
  environment.insert("OMP_WAIT_POLICY", "passive");
  environment.insert("CLI", program);
  for (auto variable = variables.begin(); variable != variables.end(); ++variable) {
    environment.insert(variable.key(), variable.value());
  }
  return environment;
}

void CliRunner::start(QProcess& process, const QStringList& arguments) const {
  process.setProcessEnvironment(environment());
  process.setWorkingDirectory(dir_.path());
  process.start(process.program().isEmpty() ? program : process.program(), arguments);
}

CliResult CliRunner::finish(QProcess& process) const {
  constexpr int patience = 300000;
  CliResult result;
  if (process.waitForFinished(patience) && process.exitStatus() == QProcess::NormalExit) {
    result.code = process.exitCode();
  }
  result.out = QString::fromUtf8(process.readAllStandardOutput());
  result.err = QString::fromUtf8(process.readAllStandardError());
  return result;
}

CliResult CliRunner::run(const QStringList& arguments, const QMap<QString, QString>& variables) const {
  const QString out = streams_.filePath("out");
  const QString err = streams_.filePath("err");
  Zygote::begin(
      {dir_.path(), environment(variables).toStringList(), QStringList("cytosketch-cli") + arguments, out, err});
  CliResult result;
  result.code = Zygote::end().value_or(-1);
  result.out = text(out);
  result.err = text(err);
  return result;
}

CliResult CliRunner::runProgram(const QStringList& arguments) const {
  QProcess process;
  start(process, arguments);
  return finish(process);
}

CliResult CliRunner::shell(const QString& script, const QStringList& arguments) const {
  QProcess process;
  process.setProgram("sh");
  start(process, QStringList{"-c", script, "sh"} + arguments);
  return finish(process);
}

void CliRunner::writeBytes(const QString& name, const QByteArray& bytes) const {
  QFile file(path(name));
  if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) {
    qFatal("cannot write %s", qPrintable(file.fileName()));
  }
}

QByteArray CliRunner::readBytes(const QString& name) const {
  QFile file(path(name));
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList CliRunner::listing() const {
  QStringList lines;
  const QDir folder(dir_.path());
  for (const QFileInfo& entry :
       folder.entryInfoList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name)) {
    constexpr qint64 smallFile = 1 << 24;
    QByteArray content;
    if (entry.isFile() && entry.size() < smallFile) {
      content = QCryptographicHash::hash(readBytes(entry.fileName()), QCryptographicHash::Sha1).toHex();
    }
    lines << entry.fileName() + " " + QString::number(entry.isFile() ? entry.size() : 0) + " " + content;
  }
  return lines;
}

void CliRunner::makeTinyModel() const {
  ModelCard card;
  card.name = "tiny";
  card.architecture = "tile-exact-unet";
  card.widths = {16, 16};
  card.blocks = {1, 1};
  writeUntrainedModel(file("tiny.cymodel"), card, 3, 0.05);
}

void CliRunner::makeScene() const {
  const Image<std::uint32_t> labels = discLabels(64, 80);
  writeLabels(labels, file("labels.tif"));
  Image<std::uint16_t> real({1, 1, 1, 64, 80});
  std::mt19937 generator(4);
  std::normal_distribution<double> noise(0.0, 40.0);
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const double mean = labels.data()[i] == 0 ? 300.0 : 900.0 + 400.0 * labels.data()[i];
    real.mutableData()[i] = static_cast<std::uint16_t>(std::max(0.0, mean + noise(generator)));
  }
  writeImage(real, file("real.tif"));
}

bool isOneErrorLine(const QString& text) {
  return text.startsWith("cytosketch-cli: ") && text.endsWith('\n') && text.count('\n') == 1;
}

Image<std::uint32_t> discLabels(std::int64_t height, std::int64_t width, std::uint32_t first) {
  Image<std::uint32_t> labels({1, 1, 1, height, width});
  std::uint32_t* label = labels.mutableData();
  const double centres[3][3] = {{0.3, 0.25, 8.0}, {0.6, 0.7, 10.0}, {0.75, 0.3, 6.0}};
  for (std::int64_t y = 0; y < height; ++y) {
    for (std::int64_t x = 0; x < width; ++x, ++label) {
      for (std::uint32_t i = 0; i < 3; ++i) {
        const double dy = static_cast<double>(y) - centres[i][0] * static_cast<double>(height);
        const double dx = static_cast<double>(x) - centres[i][1] * static_cast<double>(width);
        if (std::hypot(dy, dx) <= centres[i][2]) {
          *label = first + i;
        }
      }
    }
  }
  return labels;
}
