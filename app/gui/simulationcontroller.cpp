#include "app/gui/simulationcontroller.h"

#include "app/common/resources.h"
#include "app/gui/errortext.h"
#include "engine/image/error.h"

#include <QFile>

#include <algorithm>

namespace cytosketch {

SimulationController::SimulationController(const Parts& parts, QObject* parent) : QObject(parent), parts_(parts) {
  readPresets();
  connect(parts_.panel, &SimulatePanel::simulateRequested, this, &SimulationController::start);
  connect(parts_.panel, &SimulatePanel::cancelRequested, &job_, &SimulationJob::cancel);
  connect(&job_, &SimulationJob::progressed, parts_.panel, &SimulatePanel::setProgress);
  connect(&job_, &SimulationJob::finished, this, &SimulationController::take);
  connect(&job_, &SimulationJob::failed, this,
          [this](const JobError& error) { parts_.issues->report(issueOf(error)); });
  connect(&job_, &SimulationJob::ended, this, [this] { parts_.panel->setRunning(false); });
}

SimulationController::~SimulationController() {
  job_.disconnect(this);
  job_.cancel();
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
