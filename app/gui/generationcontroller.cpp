#include "app/gui/generationcontroller.h"

#include "app/gui/errortext.h"
#include "app/gui/sketchcheck.h"
#include "engine/diffusion/schedule.h"
#include "engine/sketch/raster.h"

#include <QLocale>

#include <exception>
#include <utility>

namespace cytosketch {

namespace {

constexpr int modelDelayMs = 250; // typing a number must not load and time for every digit
constexpr int noiseRestMs = 1200; // how long the noisy image stays after its slider is let go

QString percent(int tStart) {
  static const Schedule schedule;
  return QLocale().toString(schedule.noisePercent(tStart), 'f', 0);
}

} // namespace

GenerationController::GenerationController(const Parts& parts, std::shared_ptr<ModelStore> models, RunStore* runs,
                                           QObject* parent)
    : QObject(parent),
      parts_(parts),
      runs_(runs),
      models_(models),
      noise_(noiseWith(models)),
      generation_(generateWith(models)) {
  modelDelay_.setSingleShot(true);
  modelDelay_.setInterval(modelDelayMs);
  noiseRest_.setSingleShot(true);
  noiseRest_.setInterval(noiseRestMs);
  connect(&modelDelay_, &QTimer::timeout, this, &GenerationController::requestModel);
  connect(&noiseRest_, &QTimer::timeout, this, [this] { parts_.page->setNoisePeek(false); });
  connectJobs();
  connectRuns();
  connect(parts_.panel, &GeneratePanel::settingsChanged, this, &GenerationController::onSettings);
  connect(parts_.panel, &GeneratePanel::generateRequested, this, &GenerationController::generate);
  connect(parts_.panel, &GeneratePanel::cancelRequested, this, &GenerationController::cancel);
  connect(parts_.panel, &GeneratePanel::noiseDragging, this, &GenerationController::holdNoise);
  connect(parts_.status, &StatusLine::cancelRequested, this, &GenerationController::cancel);
  connect(parts_.page, &ViewPage::noisyShown, this, &GenerationController::requestNoise);
  connect(parts_.page, &ViewPage::modeChanged, this, [this] { showImage(runs_->find(current_)); });
  connect(parts_.document, &Document::sketchChanged, this, &GenerationController::onSketchChanged);
  connect(parts_.document, &Document::extentChanged, this, [this] {
    chooseModels();
    modelDelay_.start();
  });
}

GenerationController::~GenerationController() = default;

void GenerationController::connectJobs() {
  connect(&models_, &ModelJob::listed, this, [this](const std::vector<ModelListEntry>& models) {
    parts_.panel->setModels(models);
    chooseModels();
  });
  connect(&models_, &ModelJob::ready, this, &GenerationController::onModel);
  connect(&models_, &ModelJob::failed, this, [this](const JobError& error) {
    loadedModels_.clear();
    parts_.panel->setModelProblem(issueOf({error.problem, {}, {}}).text);
    reportError(error);
  });
  connect(&noise_, &NoiseJob::ready, this, [this](const Image<float>& image) {
    const int tStart = parts_.panel->settings().tStart;
    parts_.page->noisy()->setImage(image, networkScale);
    parts_.page->noisy()->setCaption(tr("Noisy at step %1 (%2 %)").arg(tStart).arg(percent(tStart)));
  });
  connect(&noise_, &NoiseJob::failed, this, &GenerationController::reportError);
  connect(&generation_, &GenerationJob::started, this, [this] {
    parts_.panel->setRunning(true);
    parts_.status->startProgress(loadedModels_ == modelsOf(runningSettings_) ? tr("Generating")
                                                                             : tr("Loading the model"));
    Q_EMIT runningChanged(true);
  });
  connect(&generation_, &GenerationJob::progressed, this, [this](const GenerationProgress& progress) {
    progress_ = progress;
    parts_.status->setProgress(tr("Generating"), progress);
  });
  connect(&generation_, &GenerationJob::previewed, this, &GenerationController::onPreview);
  connect(&generation_, &GenerationJob::finished, this, &GenerationController::onFinished);
  connect(&generation_, &GenerationJob::failed, this, [this](const JobError& error) {
    onRunEnded();
    showImage(runs_->find(current_));
    reportError(error);
  });
  connect(&generation_, &GenerationJob::cancelled, this, [this] {
    onRunEnded();
    showImage(runs_->find(current_)); // what was there before
  });
}

void GenerationController::connectRuns() {
  connect(runs_, &RunStore::added, this, [this](int id) { listRun(*runs_->find(id)); });
  connect(runs_, &RunStore::removed, this, [this](int id) {
    parts_.runsPanel->remove(id);
    if (id == current_) {
      current_ = 0;
      showImage(nullptr);
      Q_EMIT currentRunChanged(0);
    }
  });
  connect(runs_, &RunStore::reset, this, &GenerationController::listRuns);
  connect(runs_, &RunStore::failed, this, &GenerationController::reportError);
  connect(parts_.runsPanel, &RunsPanel::runChosen, this, &GenerationController::showRun);
  connect(parts_.runsPanel, &RunsPanel::compareRequested, this, &GenerationController::compare);
  connect(parts_.runsPanel, &RunsPanel::deleteRequested, runs_, &RunStore::remove);
}

void GenerationController::chooseModels() {
  const Extent& extent = parts_.document->sketch().extent();
  QStringList channels;
  for (std::int64_t channel = 0; channel < extent.c; ++channel) {
    channels.append(parts_.document->channelName(channel));
  }
  const bool before = parts_.panel->byChannel();
  parts_.panel->chooseModelFor(extent, channels);
  if (parts_.panel->byChannel() && !before) {
    parts_.issues->report({Issue::Severity::Information,
                           tr("No model here makes these %n channels together: each is made by a model of its own, "
                              "chosen in the Generate panel.",
                              nullptr, int(extent.c)),
                           {},
                           0});
  }
}

void GenerationController::startUp() {
  models_.list();
  requestModel();
}

void GenerationController::toggle() {
  if (running()) {
    cancel();
  } else {
    generate();
  }
}

void GenerationController::generate() {
  const Sketch& sketch = parts_.document->sketch();
  if (sketch.cellCount() == 0) {
    parts_.issues->report(
        {Issue::Severity::Information, tr("Draw or import at least one cell, then generate."), {}, 0});
    return;
  }
  const QList<Issue> issues = checkBeforeGenerating(sketch);
  if (issues.isEmpty()) {
    parts_.issues->clear();
  } else {
    const QString text = tr("%n cell(s) may not come out as drawn.", nullptr, int(issues.size()));
    parts_.issues->report({Issue::Severity::Warning, text, {}, 0}, issues);
  }
  runningSketch_ = sketch;
  runningSettings_ = parts_.panel->settings();
  progress_ = {};
  if (parts_.page->mode() == ViewMode::Compare) {
    parts_.page->setMode(ViewMode::SideBySide);
  }
  generation_.start(runningSketch_, runningSettings_);
}

void GenerationController::cancel() {
  generation_.cancel();
}

void GenerationController::generateWithNewSeed() {
  parts_.panel->rollSeed();
  generate();
}

void GenerationController::onRunEnded() {
  parts_.panel->setRunning(false);
  parts_.status->endProgress();
  Q_EMIT runningChanged(false);
}

void GenerationController::onPreview(const GenerationPreview& preview) {
  SliceView* const view = parts_.page->image();
  const bool flat = preview.xz.empty() && runningSketch_.extent().t == 1;
  view->setImage(preview.xy, networkScale);
  view->setOverlay({});
  // The outlines follow the slice that is looked at, the preview of a volume stays in its middle.
  view->setOutlines(flat ? std::optional(runningSketch_) : std::nullopt);
  view->setCaption(flat ? tr("Preview · %1/%2").arg(progress_.step).arg(progress_.steps)
                        : tr("Preview of slice %3 · %1/%2")
                              .arg(progress_.step)
                              .arg(progress_.steps)
                              .arg((preview.xz.empty() ? preview.frame : preview.z) + 1));
}

void GenerationController::onFinished(const GenerationResultPtr& result) {
  onRunEnded();
  const bool first = runs_->runs().empty();
  current_ = runs_->add(result, runningSketch_, runningSettings_);
  loadedModels_ = modelsOf(runningSettings_);
  parts_.runsPanel->setCurrent(current_);
  showImage(runs_->find(current_));
  if (first || result->image.extent().c != contrastChannels_) {
    parts_.page->image()->autoContrast();
  }
  contrastChannels_ = result->image.extent().c;
  Q_EMIT currentRunChanged(current_);
}

void GenerationController::showRun(int id) {
  try {
    const Run& run = runs_->load(id);
    current_ = id;
    if (parts_.page->mode() == ViewMode::Compare || parts_.page->mode() == ViewMode::Noisy) {
      parts_.page->setMode(ViewMode::SideBySide);
    }
    parts_.page->setNoisePeek(false);
    parts_.panel->setSettings(run.requested);
    showImage(&run);
    Q_EMIT currentRunChanged(id);
  } catch (...) {
    reportError(jobErrorOf(std::current_exception()));
  }
}

void GenerationController::compare(int first, int second) {
  try {
    const Run left = runs_->load(first); // a copy: loading the second may forget the first
    const Run& right = runs_->load(second);
    parts_.page->setMode(ViewMode::Compare);
    SliceView* const other = parts_.page->other();
    other->setContrast(parts_.page->image()->contrast());
    other->setImage(left.result->image, networkScale);
    other->setOutlines(left.sketch);
    other->setCaption(captionOf(left));
    current_ = second;
    showImage(&right);
    Q_EMIT currentRunChanged(second);
  } catch (...) {
    reportError(jobErrorOf(std::current_exception()));
  }
}

void GenerationController::showImage(const Run* run) {
  SliceView* const view = parts_.page->image();
  if (!run || !run->result) {
    view->setImage({}, networkScale);
    view->setOverlay({});
    view->setOutlines(std::nullopt);
    view->setCaption({});
    return;
  }
  view->setImage(run->result->image, networkScale);
  view->setOutlines(run->sketch);
  view->setOverlay(parts_.page->mode() == ViewMode::Overlay ? rasteriseGrey(*run->sketch) : Image<float>());
  view->setCaption(captionOf(*run));
}

QString GenerationController::captionOf(const Run& run) const {
  return tr("Run %1 · step %2 · seed %3").arg(run.id).arg(run.requested.tStart).arg(run.requested.seed);
}

void GenerationController::listRun(const Run& run) {
  const GenerationSettings& settings = run.requested;
  const QLocale locale;
  const QString sampler = QString::fromUtf8(name(settings.sampler).data());
  QStringList models;
  for (const std::string& model : modelsOf(settings)) {
    models.append(QString::fromStdString(model));
  }
  RunEntry entry;
  entry.id = run.id;
  entry.thumbnail = run.thumbnail;
  entry.title = tr("Run %1 · %2 s").arg(run.id).arg(locale.toString(run.seconds, 'f', 1));
  entry.subtitle = tr("step %1 · σ %2 · %3 calls · seed %4")
                       .arg(settings.tStart)
                       .arg(locale.toString(settings.sigma))
                       .arg(settings.networkCalls())
                       .arg(settings.seed);
  entry.tip = tr("Model %1, sampler %2. Click to see this image and its settings again.")
                  .arg(models.join(QStringLiteral(", ")), sampler);
  parts_.runsPanel->add(entry);
}

void GenerationController::listRuns() {
  parts_.runsPanel->clear();
  for (const auto& [id, run] : runs_->runs()) {
    listRun(run);
  }
}

void GenerationController::onSketchReplaced() {
  cancel();
  parts_.panel->clearCellStarts(); // those of other cells
  current_ = 0;
  showImage(nullptr);
  parts_.page->setMode(ViewMode::SideBySide);
  // Where one left off: the latest run of this sketch.
  if (!runs_->runs().empty()) {
    const int latest = runs_->runs().rbegin()->first;
    parts_.runsPanel->setCurrent(latest);
    showRun(latest);
  }
  Q_EMIT currentRunChanged(current_);
  modelDelay_.start();
  onSketchChanged();
}

void GenerationController::onSettings() {
  modelDelay_.start();
  requestNoise();
}

void GenerationController::onSketchChanged() {
  requestNoise();
}

void GenerationController::requestNoise() {
  if (!parts_.page->noisyVisible()) {
    return;
  }
  const GenerationSettings settings = parts_.panel->settings();
  noise_.request({parts_.document->sketch(), settings.tStart, settings.sigma, settings.seed, modelsOf(settings),
                  settings.texture});
  parts_.page->noisy()->setOutlines(parts_.document->sketch());
}

void GenerationController::holdNoise(bool held) {
  if (held) {
    noiseRest_.stop();
    parts_.page->setNoisePeek(true);
  } else {
    noiseRest_.start();
  }
}

void GenerationController::requestModel() {
  const GenerationSettings settings = parts_.panel->settings();
  if (modelsOf(settings) != loadedModels_) {
    parts_.panel->setModelLoading();
  }
  models_.prepare(settings, parts_.document->sketch().extent());
}

void GenerationController::onModel(const ModelState& state) {
  loadedModels_ = state.names;
  parts_.panel->setModelReady(state.card, state.tileExact);
  parts_.panel->setPredictedSeconds(state.predictedSeconds);
  parts_.status->setDevice(state.device);
}

void GenerationController::reportError(const JobError& error) {
  parts_.issues->report(issueOf(error));
}

} // namespace cytosketch
