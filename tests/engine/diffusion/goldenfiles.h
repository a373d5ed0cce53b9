#pragma once

#include <QFileInfo>
#include <QString>

/// The authors' networks' own outputs, outside the repository; CYTOSKETCH_GOLDEN names another folder.
inline QString goldenFile(const QString& name) {
  const QString folder = qEnvironmentVariable("CYTOSKETCH_GOLDEN", CYTOSKETCH_SOURCE_DIR "/../shared/golden");
  const QString path = folder + "/" + name;
  return QFileInfo::exists(path) ? path : QString();
}
