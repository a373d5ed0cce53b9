#include "app/gui/autosave.h"

#include "engine/image/atomicfile.h"
#include "engine/sketch/sketchfile.h"
#include "widgets/jobs/joberror.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>

#include <exception>
#include <system_error>
#include <utility>

namespace cytosketch {

namespace {

constexpr int secondsPerMinute = 60;
constexpr int msPerSecond = 1000;
constexpr auto lockSuffix = ".lock";
constexpr auto sketchSuffix = ".cysk";
constexpr auto noteSuffix = ".json";
const QString originalKey = QStringLiteral("original");
const QString runsKey = QStringLiteral("runs");
const QString offeredKey = QStringLiteral("offered");

QJsonObject readNote(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

QString sibling(const QString& sketch, const char* suffix) {
  return sketch.left(sketch.size() - qsizetype(qstrlen(sketchSuffix))) + QLatin1String(suffix);
}

} // namespace

Autosave::Autosave(Document* document, std::filesystem::path folder, QObject* parent)
    : QObject(parent),
      document_(document),
      folder_(std::move(folder)),
      name_(QUuid::createUuid().toString(QUuid::WithoutBraces)) {
  std::error_code ignored;
  std::filesystem::create_directories(folder_, ignored);
  lock_ = std::make_unique<QLockFile>(pathOf(lockSuffix));
  lock_->setStaleLockTime(0); // a lock is stale when its process is gone, however old it is
  lock_->tryLock(0);
  writer_.setMaxThreadCount(1);
  connect(&timer_, &QTimer::timeout, this, &Autosave::saveNow);
  connect(document_, &Document::modifiedChanged, this, &Autosave::onModified);
}

Autosave::~Autosave() {
  writer_.waitForDone();
}

QString Autosave::pathOf(const char* suffix) const {
  return QString::fromStdString(folder_.string()) + QLatin1Char('/') + name_ + QLatin1String(suffix);
}

void Autosave::setIntervalMinutes(int minutes) {
  timer_.stop();
  if (minutes > 0) {
    timer_.start(minutes * secondsPerMinute * msPerSecond);
  }
}

void Autosave::saveNow() {
  if (!document_->isModified() || document_->revision() == savedRevision_) {
    return;
  }
  savedRevision_ = document_->revision();
  writer_.start([this, sketch = document_->sketch(), original = document_->filePath(), runs = runsFolder_,
                 copy = pathOf(sketchSuffix), note = pathOf(noteSuffix)] {
    try {
      writeSketch(sketch, copy.toStdString());
      const QJsonObject text{{originalKey, original}, {runsKey, runs}, {offeredKey, false}};
      writeFileAtomically(note.toStdString(), QJsonDocument(text).toJson().toStdString());
    } catch (...) {
      const JobError error = jobErrorOf(std::current_exception());
      QMetaObject::invokeMethod(this, [this, error] { Q_EMIT failed(error.problem); }, Qt::QueuedConnection);
    }
  });
}

void Autosave::wait() {
  writer_.waitForDone();
}

void Autosave::discard() {
  wait();
  QFile::remove(pathOf(sketchSuffix));
  QFile::remove(pathOf(noteSuffix));
  savedRevision_ = 0;
}

void Autosave::onModified(bool modified) {
  if (!modified) {
    discard();
  }
}

std::vector<RecoverableSketch> Autosave::takeRecoverable() {
  std::vector<RecoverableSketch> found;
  const QDir folder(QString::fromStdString(folder_.string()));
  const QStringList filters{QStringLiteral("*") + QLatin1String(sketchSuffix)};
  for (const QFileInfo& file : folder.entryInfoList(filters, QDir::Files, QDir::Time)) {
    const QString path = file.absoluteFilePath();
    QLockFile lock(sibling(path, lockSuffix));
    lock.setStaleLockTime(0);
    if (path == QFileInfo(pathOf(sketchSuffix)).absoluteFilePath() || !lock.tryLock(0)) {
      continue; // ours, or of a program that is alive
    }
    QJsonObject note = readNote(sibling(path, noteSuffix));
    if (note.value(offeredKey).toBool()) {
      continue;
    }
    note.insert(offeredKey, true);
    try {
      writeFileAtomically(sibling(path, noteSuffix).toStdString(), QJsonDocument(note).toJson().toStdString());
    } catch (const std::exception&) { // NOLINT(bugprone-empty-catch): it will be offered again, no harm
    }
    found.push_back({path, note.value(originalKey).toString(), note.value(runsKey).toString(), file.lastModified()});
  }
  return found;
}

void Autosave::remove(const RecoverableSketch& sketch) {
  for (const char* const suffix : {sketchSuffix, noteSuffix, lockSuffix}) {
    QFile::remove(sibling(sketch.safetyCopy, suffix));
  }
}

} // namespace cytosketch
