#include "app/gui/latentcontroller.h"

#include "app/gui/errortext.h"

#include <QFileDialog>
#include <QFileInfo>

namespace cytosketch {

LatentController::LatentController(const Parts& parts, std::shared_ptr<ModelStore> models,
                                   std::filesystem::path cacheFolder, QObject* parent)
    : QObject(parent), parts_(parts), job_(latentMapWith(std::move(models), std::move(cacheFolder))) {
  connect(parts_.view, &LatentView::runRequested, this, &LatentController::run);
  connect(parts_.view, &LatentView::cancelRequested, &job_, &LatentMapJob::cancel);
  connect(parts_.view, &LatentView::saveRequested, this, &LatentController::askSave);
  connect(parts_.panel, &StudyPanel::pathsChanged, this, &LatentController::showReadiness);
  connect(&job_, &LatentMapJob::progressed, parts_.view, &LatentView::setProgress);
  connect(&job_, &LatentMapJob::finished, parts_.view, &LatentView::setMap);
  connect(&job_, &LatentMapJob::failed, this, [this](const JobError& error) { parts_.issues->report(issueOf(error)); });
  connect(&job_, &LatentMapJob::ended, this, [this] { parts_.view->setRunning(false); });
  showReadiness();
}

LatentController::~LatentController() {
  job_.disconnect(this);
  job_.disconnect(parts_.view);
  job_.cancel();
}

void LatentController::showReadiness() {
  const bool folders = QFileInfo(parts_.panel->realPath()).isDir() && QFileInfo(parts_.panel->labelsPath()).isDir();
  parts_.view->setReady(folders, tr("Choose a folder of real images and one of their labels in the Study panel."));
}

void LatentController::run() {
  parts_.issues->clear();
  LatentMapOrder order;
  order.real = parts_.panel->realPath().toStdString();
  order.labels = parts_.panel->labelsPath().toStdString();
  order.limit = std::size_t(parts_.view->limit());
  order.settings = parts_.generate->settings();
  order.settings.furtherModels.clear(); // real images have one channel
  job_.start(order);
  parts_.view->setRunning(true);
}

void LatentController::askSave() {
  if (!map()) {
    return;
  }
  const QString path =
      QFileDialog::getSaveFileName(parts_.window, tr("Save Latent Map"),
                                   parts_.session->folder(QStringLiteral("report")) + QStringLiteral("/latent-map.svg"),
                                   tr("Drawing (*.svg);;Picture (*.png);;Numbers (*.csv)"));
  if (path.isEmpty()) {
    return;
  }
  parts_.session->setFolder(QStringLiteral("report"), QFileInfo(path).absolutePath());
  if (const QString problem = parts_.view->save(path); !problem.isEmpty()) {
    parts_.issues->report({Issue::Severity::Error, tr("The map could not be written: %1").arg(problem), path, 0});
  }
}

} // namespace cytosketch
