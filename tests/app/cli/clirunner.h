#pragma once

#include "engine/image/image.h"

#include <QStringList>
#include <QTemporaryDir>

#include <functional>

class QProcess;

/// What a run of cytosketch-cli gave.
struct CliResult {
  int code = -1;
  QString out;
  QString err;
};

/// Runs the real cytosketch-cli in a folder of its own that is removed afterwards; the person's own models and settings
/// are not seen.
class CliRunner {
public:
  CliRunner();

  CliResult run(const QStringList& arguments) const;
  /// The same through `sh -c`, with the arguments as "$@" of `script`, in which $CLI is the program.
  CliResult shell(const QString& script, const QStringList& arguments) const;
  /// Starts it without waiting.
  void start(QProcess& process, const QStringList& arguments) const;

  QString path(const QString& name) const { return dir_.filePath(name); }
  std::filesystem::path file(const QString& name) const { return path(name).toStdString(); }
  void writeBytes(const QString& name, const QByteArray& bytes) const;
  QByteArray readBytes(const QString& name) const;
  /// All files of the folder, hidden ones too, with their content: equal listings mean that nothing was touched.
  QStringList listing() const;

  /// A tiny untrained model, "tiny.cymodel", by one step of training on noise. False if that failed.
  bool makeTinyModel() const;
  /// "labels.tif" with three discs and "real.tif" (16 bits) with textured cells of that shape, 64 × 80 pixels.
  void makeScene() const;

private:
  CliResult finish(QProcess& process) const;
  QTemporaryDir dir_;
};

/// True if the text is exactly one line "cytosketch-cli: …".
bool isOneErrorLine(const QString& text);

/// Discs at (y, x) with a radius, numbered from `first`.
cytosketch::Image<std::uint32_t> discLabels(std::int64_t height, std::int64_t width, std::uint32_t first = 1);
