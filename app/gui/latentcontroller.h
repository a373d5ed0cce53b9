#pragma once

#include "app/gui/session.h"
#include "widgets/jobs/latentmapjob.h"
#include "widgets/panels/generatepanel.h"
#include "widgets/panels/issuesbar.h"
#include "widgets/study/latentview.h"
#include "widgets/study/studypanel.h"

#include <QObject>

namespace cytosketch {

/// Makes the latent map of the study's folders with the Generate panel's model and settings, and shows it.
class LatentController : public QObject {
  Q_OBJECT
public:
  /// What it serves; all of it outlives the controller.
  struct Parts {
    QWidget* window;
    LatentView* view;
    StudyPanel* panel; ///< whose folders are mapped
    GeneratePanel* generate;
    IssuesBar* issues;
    Session* session;
  };
  LatentController(const Parts& parts, std::shared_ptr<ModelStore> models, std::filesystem::path cacheFolder,
                   QObject* parent);
  ~LatentController() override;

  bool running() const { return job_.running(); }
  /// The map that is shown, if there is one.
  const LatentMapPtr& map() const { return parts_.view->map(); }

private:
  void run();
  void showReadiness();
  void askSave();

  Parts parts_;
  LatentMapJob job_;
};

} // namespace cytosketch
