#pragma once

#include "app/gui/runstore.h"
#include "app/gui/statusline.h"
#include "app/gui/viewpage.h"
#include "widgets/document/document.h"
#include "widgets/jobs/generationjob.h"
#include "widgets/jobs/modeljob.h"
#include "widgets/jobs/noisejob.h"
#include "widgets/panels/generatepanel.h"
#include "widgets/panels/issuesbar.h"
#include "widgets/panels/runspanel.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cytosketch {

/// Brings together what generates (jobs), what is shown (views, panels, status line) and what is kept (runs).
class GenerationController : public QObject {
  Q_OBJECT
public:
  /// The widgets that it serves; they outlive it.
  struct Parts {
    Document* document;
    ViewPage* page;
    GeneratePanel* panel;
    RunsPanel* runsPanel;
    IssuesBar* issues;
    StatusLine* status;
  };
  GenerationController(const Parts& parts, std::shared_ptr<ModelStore> models, RunStore* runs, QObject* parent);
  ~GenerationController() override;

  /// Lists models and loads the chosen one; to be called when the window is on the screen.
  void startUp();
  bool running() const { return generation_.running(); }

  /// The run that is shown; 0 = none.
  int currentRun() const { return current_; }

public Q_SLOTS:
  /// Starts a run, or cancels the one going on.
  void toggle();
  void generate();
  void cancel();
  void generateWithNewSeed();
  void showRun(int id);
  void compare(int first, int second);
  /// Another sketch has come: its runs are shown.
  void onSketchReplaced();

Q_SIGNALS:
  void runningChanged(bool running);
  void currentRunChanged(int id);

private:
  void connectJobs();
  void connectRuns();
  void onSettings();
  void onSketchChanged();
  void onFinished(const GenerationResultPtr& result);
  void onPreview(const GenerationPreview& preview);
  void onRunEnded();
  void onModel(const ModelState& state);
  void requestNoise();
  void requestModel();
  void chooseModels();
  void showImage(const Run* run);
  void listRun(const Run& run);
  void listRuns();
  QString captionOf(const Run& run) const;
  void reportError(const JobError& error);
  void holdNoise(bool held);

  Parts parts_;
  RunStore* runs_;
  int current_ = 0;
  Sketch runningSketch_;
  GenerationSettings runningSettings_;
  GenerationProgress progress_;
  std::int64_t contrastChannels_ = 0;     ///< of the image that the view's contrast was last chosen for
  std::vector<std::string> loadedModels_; ///< as named in the settings
  QTimer modelDelay_;
  QTimer noiseRest_;
  ModelJob models_;
  NoiseJob noise_;
  GenerationJob generation_;
};

} // namespace cytosketch
