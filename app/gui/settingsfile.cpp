#include "app/gui/settingsfile.h"

#include "app/common/resultfile.h"
#include "engine/image/error.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

namespace cytosketch {

GenerationSettings readSettingsFile(const QString& path) {
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly)) {
    throw FileError("the file cannot be opened", path.toStdString(), "Check its name and your permission to read it");
  }
  const QByteArray text = file.readAll();
  if (QJsonDocument::fromJson(text).object().contains(QStringLiteral("schema"))) {
    return readSidecar(path.toStdString()).settings;
  }
  try {
    return settingsFromJson(text.toStdString());
  } catch (const SettingsError& error) {
    throw SettingsError(error.problem(), path.toStdString(), error.remedy());
  }
}

} // namespace cytosketch
