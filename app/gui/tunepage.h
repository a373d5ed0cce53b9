#pragma once

#include "app/gui/latentcontroller.h"
#include "app/gui/page.h"
#include "app/gui/session.h"
#include "engine/study/report.h"
#include "widgets/document/document.h"
#include "widgets/jobs/histogramjob.h"
#include "widgets/jobs/modeljob.h"
#include "widgets/jobs/studyjob.h"
#include "widgets/panels/generatepanel.h"
#include "widgets/panels/issuesbar.h"
#include "widgets/study/studypanel.h"
#include "widgets/study/studyview.h"

#include <QMainWindow>

#include <memory>
#include <optional>

namespace cytosketch {

/// The page that shows what start step and blur do to real images or the open sketch: brings together the study, the
/// panel that orders it and the view that shows it.
class TunePage : public Page {
  Q_OBJECT
public:
  /// What it serves; all of it outlives the page.
  struct Parts {
    QMainWindow* window;
    Document* document;
    GeneratePanel* generate; ///< whose model, sampler and seed are used, and which takes the recommendation
    IssuesBar* issues;
    Session* session;
  };
  TunePage(const Parts& parts, std::shared_ptr<ModelStore> models, std::filesystem::path cacheFolder, QObject* parent);
  ~TunePage() override;

  QString actionId() const override { return QStringLiteral("page.tune"); }
  QWidget* centre() const override { return view_; }
  QList<QDockWidget*> docks() const override { return {dock_}; }
  void press() override;
  QString buttonText() const override;
  bool canPress() const override { return panel_->canRun(); }
  void cancel() override { job_.cancel(); }

  void setSketchOpen(bool open);
  bool running() const { return job_.running(); }
  StudyPanel* panel() const { return panel_; }
  StudyView* view() const { return view_; }
  LatentController* latent() const { return latent_; }
  /// Writes the last study as a report. @returns the page, empty if it failed (which was reported)
  QString saveReport(const QString& folder);

private:
  void connectPanel();
  void connectJob();
  void run();
  void setRunning(bool running);
  void showModel();
  void showEstimate();
  GenerationSettings modelSettings() const;
  SketchTexture texture() const;
  void choosePath(bool labels, bool folder);
  void requestHistograms();
  void showRecommendation();
  void use(const GridPoint& point);
  void askReport();
  void askSavePlot(const PlotView* plot);

  Parts parts_;
  StudyPanel* panel_;
  StudyView* view_;
  QDockWidget* dock_;
  LatentController* latent_;
  std::vector<StudyRow> rows_;
  GenerationSettings settings_; ///< of the study that is shown
  StudyOutcome outcome_;
  StudyReport report_;
  std::optional<ModelState> model_; ///< of the settings asked about last
  Extent extent_;                   ///< of the real image shown; of the open sketch without one
  HistogramJob histograms_;
  ModelJob models_;
  StudyJob job_;
};

} // namespace cytosketch
