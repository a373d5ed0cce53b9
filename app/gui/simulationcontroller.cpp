#include "app/gui/simulationcontroller.h"

#include "app/common/resources.h"
#include "app/gui/errortext.h"
#include "engine/image/error.h"
#include "engine/image/normalisation.h"
#include "engine/imageio/imagefile.h"
#include "engine/sketch/fromlabels.h"

#include <QFile>
#include <QFileDialog>
#include <QFileInfo>

#include <algorithm>

namespace cytosketch {

SimulationController::SimulationController(const Parts& parts, QObject* parent) : QObject(parent), parts_(parts) {
  readPresets();
  connect(parts_.panel, &SimulatePanel::simulateRequested, this, &SimulationController::start);
  connect(parts_.panel, &SimulatePanel::cancelRequested, &job_, &SimulationJob::cancel);
  connect(parts_.panel, &SimulatePanel::cancelRequested, &fitJob_, &FitJob::cancel);
  connect(parts_.panel, &SimulatePanel::fitRequested, this, &SimulationController::fit);
  connect(&fitJob_, &FitJob::progressed, parts_.panel, &SimulatePanel::setProgress);
  connect(&fitJob_, &FitJob::finished, parts_.panel, [this](const FreeFormFit& fit) {
    parts_.panel->takeFit(fit.settings, tr("Measured %n cell(s).", nullptr, int(fit.cells)));
  });
  connect(&fitJob_, &FitJob::failed, this, [this](const JobError& error) { parts_.issues->report(issueOf(error)); });
  connect(&fitJob_, &FitJob::ended, this, [this] { parts_.panel->setRunning(false); });
  connect(&job_, &SimulationJob::progressed, parts_.panel, &SimulatePanel::setProgress);
  connect(&job_, &SimulationJob::finished, this, &SimulationController::take);
  connect(&job_, &SimulationJob::failed, this,
          [this](const JobError& error) { parts_.issues->report(issueOf(error)); });
  connect(&job_, &SimulationJob::ended, this, [this] { parts_.panel->setRunning(false); });
}

SimulationController::~SimulationController() {
  for (QObject* const job : std::initializer_list<QObject*>{&job_, &fitJob_}) {
    job->disconnect();
  }
  job_.cancel();
  fitJob_.cancel();
}

void SimulationController::readPresets() {
  std::vector<SimulationSettings> presets;
  for (const auto& folder : presetFolders()) { // the person's own come first
    std::error_code error;
    for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error)) {
      QFile file(QString::fromStdString(entry->path().string()));
      if (entry->path().extension() == ".json" && file.open(QIODevice::ReadOnly)) {
        try {
          presets.push_back(simulationFromJson(file.readAll().toStdString()));
        } catch (const Error&) { // NOLINT(bugprone-empty-catch): not a preset of this version
        }
      }
    }
  }
  parts_.panel->setPresets(presets);
}

void SimulationController::start() {
  parts_.issues->clear();
  parts_.panel->setRunning(true);
  job_.start(parts_.panel->settings());
}

QString SimulationController::askImage(const QString& title) {
  const QString purpose = QStringLiteral("import");
  const QString path =
      QFileDialog::getOpenFileName(parts_.window, title, parts_.session->folder(purpose), readableImageFilter());
  if (!path.isEmpty()) {
    parts_.session->setFolder(purpose, QFileInfo(path).absolutePath());
  }
  return path;
}

void SimulationController::fit(SimulatePanel::FitSource source) {
  if (source == SimulatePanel::FitSource::ThisSketch) {
    parts_.issues->clear();
    parts_.panel->setRunning(true);
    fitJob_.start([sketch = parts_.document->sketch()] { return sketch; }, true);
    return;
  }
  const QString labels = askImage(tr("Fit to a Label Image"));
  const bool withImage = source == SimulatePanel::FitSource::LabelsAndImage;
  const QString image = labels.isEmpty() || !withImage ? QString() : askImage(tr("Fit: the real image"));
  if (!labels.isEmpty() && (!withImage || !image.isEmpty())) {
    fitTo(labels, image);
  }
}

void SimulationController::fitTo(const QString& labels, const QString& image) {
  parts_.issues->clear();
  parts_.panel->setRunning(true);
  const auto read = [labels = labels.toStdString(), image = image.toStdString()] {
    if (image.empty()) {
      return sketchFromLabels(readLabels(labels), CellKind::Nucleus, BrightnessRange(), 1);
    }
    const Image<float> real = readImage(image);
    return sketchFromLabels(readLabels(labels), CellKind::Nucleus, normalised(real, percentileLimits(real)));
  };
  fitJob_.start(read, !image.isEmpty());
}

void SimulationController::take(const Simulation& simulation) {
  const Sketch& sketch = simulation.sketch;
  const bool first = !sketchOpen_;
  if (first) {
    parts_.files->newSketch(sketch.extent(), sketch.spacing());
  }
  const Extent& extent = sketch.extent();
  const bool sameSize = extent == parts_.document->sketch().extent();
  parts_.document->replaceSketch(sketch, tr("Simulate"));
  if (!sameSize || first) {
    parts_.document->position()->set({0, extent.z / 2, extent.y / 2, extent.x / 2});
    parts_.document->viewport()->fit();
  }
  parts_.panel->showCounts(simulation.placed, simulation.requested);
}

} // namespace cytosketch
