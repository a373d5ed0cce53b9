#pragma once

#include <QProcess>
#include <QString>
#include <QStringList>

namespace cytosketch::python {

/// The system's Python, where Debian's python3-tifffile lies; another one in the path need not have it.
inline const QString program = "/usr/bin/python3";

inline bool hasTifffile() {
  static const bool found = QProcess::execute(program, {"-c", "import tifffile, numpy"}) == 0;
  return found;
}

struct Result {
  bool ok = false;
  QString output; ///< stdout; if not ok, stderr
};

inline Result run(const QString& script, const QStringList& arguments) {
  QProcess process;
  process.start(program, QStringList{"-c", script} + arguments);
  if (!process.waitForFinished(60000) || process.exitCode() != 0 || process.exitStatus() != QProcess::NormalExit) {
    return {false, QString::fromUtf8(process.readAllStandardError())};
  }
  return {true, QString::fromUtf8(process.readAllStandardOutput())};
}

} // namespace cytosketch::python
