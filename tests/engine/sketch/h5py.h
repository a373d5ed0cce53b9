#pragma once

#include <QProcess>
#include <QStringList>

namespace cytosketch::test {

/// Debian's Python with h5py, an HDF5 reader and writer that is not ours.
inline constexpr const char* python = "/usr/bin/python3";

inline bool hasH5py() {
  return QProcess::execute(python, {"-c", "import h5py, numpy"}) == 0;
}

struct PythonResult {
  int exitCode;
  QString output; ///< stdout and stderr
};

inline PythonResult runPython(const QString& script, const QStringList& arguments) {
  QProcess process;
  process.setProcessChannelMode(QProcess::MergedChannels);
  process.start(python, QStringList{"-c", script} + arguments);
  process.waitForFinished(60000);
  return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAll()};
}

} // namespace cytosketch::test
