#pragma once

#include "widgets/document/document.h"

#include <QDateTime>
#include <QLockFile>
#include <QObject>
#include <QString>
#include <QThreadPool>
#include <QTimer>

#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

namespace cytosketch {

/// A sketch that a program which ended unexpectedly has left behind.
struct RecoverableSketch {
  QString safetyCopy;   ///< .cysk in the recovery folder
  QString originalFile; ///< empty if it had none
  QString runsFolder;   ///< of a sketch without file; may be empty
  QDateTime saved;
};

/// Safety copies of a document in a recovery folder of their own, so that the person's file is never touched. A copy
/// lives as long as there are unsaved changes; one without a living program is what a crash has left.
class Autosave : public QObject {
  Q_OBJECT
public:
  Autosave(Document* document, std::filesystem::path folder, QObject* parent = nullptr);
  /// Waits for a copy being written. The copy stays unless discard() was called.
  ~Autosave() override;

  /// Where the runs of a sketch without file are, to be found again after a crash.
  void setRunsFolder(const QString& folder) { runsFolder_ = folder; }
  /// 0 = never.
  void setIntervalMinutes(int minutes);
  /// Writes a copy now if there are changes that no copy has. Away from this thread.
  void saveNow();
  /// Waits for the copy being written.
  void wait();
  /// Removes this document's copy: it was saved, or its changes were given up.
  void discard();

  /// Copies that belong to no living program and were not offered before; from now on they count as offered.
  std::vector<RecoverableSketch> takeRecoverable();
  static void remove(const RecoverableSketch& sketch);

Q_SIGNALS:
  void failed(const QString& message);

private:
  QString pathOf(const char* suffix) const;
  void onModified(bool modified);

  Document* document_;
  std::filesystem::path folder_;
  QString name_;
  QString runsFolder_;
  std::unique_ptr<QLockFile> lock_;
  QTimer timer_;
  QThreadPool writer_;
  quint64 savedRevision_ = 0;
};

} // namespace cytosketch
