#pragma once

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <filesystem>

namespace cytosketch {

/// Where the person was: window, recent files, folders, view, settings. A JSON file in the user's folder, apart from
/// the preferences; a damaged or missing one is a fresh start, never an error.
class Session {
public:
  static constexpr int recentMaximum = 12;

  /// Reads `file`.
  explicit Session(std::filesystem::path file);
  /// Writes it; failure is ignored, as nothing of the person's work is in it.
  void save() const;

  QStringList recentFiles() const;
  void addRecentFile(const QString& path);
  void clearRecentFiles();

  /// The folder last used for a purpose ("sketch", "export", "import"); the home folder if there is none.
  QString folder(const QString& purpose) const;
  void setFolder(const QString& purpose, const QString& folder);

  /// Anything else by name.
  QJsonValue value(const QString& key) const { return state_.value(key); }
  void setValue(const QString& key, const QJsonValue& value) { state_.insert(key, value); }

private:
  std::filesystem::path file_;
  QJsonObject state_;
};

} // namespace cytosketch
