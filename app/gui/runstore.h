#pragma once

#include "engine/diffusion/generator.h"
#include "engine/sketch/sketch.h"
#include "widgets/jobs/generationjob.h"

#include <QImage>
#include <QObject>
#include <QString>
#include <QThreadPool>

#include <filesystem>
#include <map>
#include <memory>
#include <optional>

namespace cytosketch {

/// A generated image with everything that belongs to it.
struct Run {
  int id = 0;
  GenerationSettings requested; ///< as they stood in the panel, with what was automatic
  double seconds = 0.0;
  QImage thumbnail;
  GenerationResultPtr result;   ///< null while it is on disk only
  std::optional<Sketch> sketch; ///< what it was made from; none while it is on disk only
};

/// Everything that was generated for a sketch. Runs are written at once, in the background, to the folder NAME.runs
/// beside the sketch file, for a sketch without file to a folder of the session; so generating again loses nothing and
/// a crash loses no run.
class RunStore : public QObject {
  Q_OBJECT
public:
  /// @param sessionFolder  where runs of sketches without file are kept
  explicit RunStore(std::filesystem::path sessionFolder, QObject* parent = nullptr);
  /// Waits for runs being written. Runs of a sketch that never got a file stay until discardUnsaved().
  ~RunStore() override;

  /// Turns to the runs of a sketch file; an empty name means a new sketch.
  void openFor(const QString& sketchFile);
  /// The sketch has got this name: its runs go there too; they are moved from the session's folder, copied from another
  /// sketch's.
  void sketchSavedAs(const QString& sketchFile);
  /// Continues with a folder of runs that a crash has left.
  void adoptFolder(const QString& folder);
  /// Deletes the runs of a sketch without file, whose changes are given up.
  void discardUnsaved();

  /// Adds a run and begins to write it. @returns its id
  int add(GenerationResultPtr result, const Sketch& sketch, const GenerationSettings& requested);
  /// @returns nullptr if there is none
  const Run* find(int id) const;
  const std::map<int, Run>& runs() const { return runs_; }
  /// The run with image and sketch, read if need be. @throws Error if it cannot be read.
  const Run& load(int id);
  /// Moves a run to the desktop's trash.
  void remove(int id);

  QString folder() const;
  /// Waits for runs being written.
  void wait();

Q_SIGNALS:
  void added(int id);
  void removed(int id);
  /// Another list.
  void reset();
  void failed(const cytosketch::JobError& error);

private:
  std::filesystem::path folderOf(int id) const;
  int nextId() const;
  void readFolder();
  void write(int id);
  void forgetOldImages();

  std::filesystem::path sessionFolder_;
  std::filesystem::path folder_;
  bool unsaved_ = true;
  std::map<int, Run> runs_;
  QThreadPool writer_;
};

/// A small picture of an image (network values), with its contrast stretched.
QImage thumbnailOf(const Image<float>& image, int size);

} // namespace cytosketch
