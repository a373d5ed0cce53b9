#include "app/gui/session.h"

#include "engine/image/atomicfile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

#include <exception>
#include <system_error>
#include <utility>

namespace cytosketch {

namespace {

const QString recentKey = QStringLiteral("recentFiles");
const QString foldersKey = QStringLiteral("folders");

} // namespace

Session::Session(std::filesystem::path file) : file_(std::move(file)) {
  QFile source(QString::fromStdString(file_.string()));
  if (source.open(QIODevice::ReadOnly)) {
    state_ = QJsonDocument::fromJson(source.readAll()).object();
  }
}

void Session::save() const {
  std::error_code ignored;
  std::filesystem::create_directories(file_.parent_path(), ignored);
  try {
    writeFileAtomically(file_, QJsonDocument(state_).toJson().toStdString());
  } catch (const std::exception&) { // NOLINT(bugprone-empty-catch): the next start is a fresh one
  }
}

QStringList Session::recentFiles() const {
  QStringList files;
  for (const QJsonValue& file : state_.value(recentKey).toArray()) {
    files.append(file.toString());
  }
  return files;
}

void Session::addRecentFile(const QString& path) {
  QStringList files = recentFiles();
  const QString absolute = QFileInfo(path).absoluteFilePath();
  files.removeAll(absolute);
  files.prepend(absolute);
  state_.insert(recentKey, QJsonArray::fromStringList(files.mid(0, recentMaximum)));
  save(); // at once: a crash must not forget what was open
}

void Session::clearRecentFiles() {
  state_.remove(recentKey);
}

QString Session::folder(const QString& purpose) const {
  const QString folder = state_.value(foldersKey).toObject().value(purpose).toString();
  return QFileInfo(folder).isDir() ? folder : QDir::homePath();
}

void Session::setFolder(const QString& purpose, const QString& folder) {
  QJsonObject folders = state_.value(foldersKey).toObject();
  folders.insert(purpose, folder);
  state_.insert(foldersKey, folders);
}

} // namespace cytosketch
