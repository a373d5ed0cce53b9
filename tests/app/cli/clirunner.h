#pragma once

#include "engine/image/image.h"

#include <QMap>
#include <QStringList>
#include <QTemporaryDir>

#include <functional>

class QProcess;
class QProcessEnvironment;

/// What a run of cytosketch-cli gave.
struct CliResult {
  int code = -1;
  QString out;
  QString err;
};

/// Runs cytosketch-cli in a folder of its own that is removed afterwards; the person's own models and settings are not
/// seen.
class CliRunner {
public:
  CliRunner();

  /// In a child of the zygote (tests/support/zygote.h): the program's code, in a process of its own, in a tenth of the
  /// time.
  /// @param variables of the environment, added to those that all runs have
  CliResult run(const QStringList& arguments, const QMap<QString, QString>& variables = {}) const;
  /// The same by the program itself.
  CliResult runProgram(const QStringList& arguments) const;
  /// The program through `sh -c`, with the arguments as "$@" of `script`, in which $CLI is the program.
  CliResult shell(const QString& script, const QStringList& arguments) const;
  /// Starts the program without waiting.
  void start(QProcess& process, const QStringList& arguments) const;

  QString path(const QString& name) const { return dir_.filePath(name); }
  std::filesystem::path file(const QString& name) const { return path(name).toStdString(); }
  void writeBytes(const QString& name, const QByteArray& bytes) const;
  QByteArray readBytes(const QString& name) const;
  /// All files of the folder, hidden ones too, with their content: equal listings mean that nothing was touched.
  QStringList listing() const;

  /// A tiny model of random weights, "tiny.cymodel".
  void makeTinyModel() const;
  /// "labels.tif" with three discs and "real.tif" (16 bits) with textured cells of that shape, 64 × 80 pixels.
  void makeScene() const;

private:
  QProcessEnvironment environment(const QMap<QString, QString>& variables = {}) const;
  CliResult finish(QProcess& process) const;
  QTemporaryDir dir_;
  QTemporaryDir streams_; ///< what the last run has written, apart from the files of dir_
};

/// True if the text is exactly one line "cytosketch-cli: …".
bool isOneErrorLine(const QString& text);

/// Discs at (y, x) with a radius, numbered from `first`.
cytosketch::Image<std::uint32_t> discLabels(std::int64_t height, std::int64_t width, std::uint32_t first = 1);
