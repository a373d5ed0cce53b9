#include "app/gui/tunepage.h"

#include "app/gui/errortext.h"

#include <QDesktopServices>
#include <QDockWidget>
#include <QFileDialog>
#include <QFileInfo>
#include <QUrl>

#include <exception>

namespace cytosketch {

namespace {

const QString folderKey = QStringLiteral("study");
const QString realKey = QStringLiteral("studyReal");
const QString labelsKey = QStringLiteral("studyLabels");

std::filesystem::path toPath(const QString& text) {
  return text.toStdString();
}

} // namespace

TunePage::TunePage(const Parts& parts, std::shared_ptr<ModelStore> models, std::filesystem::path cacheFolder,
                   QObject* parent)
    : Page(parent),
      parts_(parts),
      panel_(new StudyPanel(parts.window)),
      view_(new StudyView),
      dock_(new QDockWidget(tr("Study"), parts.window)),
      latent_(new LatentController({parts.window, view_->latent(), panel_, parts.generate, parts.issues, parts.session},
                                   models, cacheFolder, this)),
      models_(models),
      job_(studyWith(std::move(models), std::move(cacheFolder))) {
  dock_->setObjectName(QStringLiteral("studyDock"));
  dock_->setFeatures(QDockWidget::DockWidgetClosable | QDockWidget::DockWidgetMovable);
  dock_->setWidget(panel_);
  parts_.window->addDockWidget(Qt::RightDockWidgetArea, dock_);
  connectPanel();
  connectJob();
  panel_->setPaths(parts_.session->value(realKey).toString(), parts_.session->value(labelsKey).toString());
  showModel();
}

TunePage::~TunePage() {
  for (QObject* const sender : std::initializer_list<QObject*>{&job_, &histograms_, &models_, panel_, view_}) {
    sender->disconnect(this);
  }
  job_.cancel();
}

void TunePage::connectPanel() {
  connect(panel_, &StudyPanel::runRequested, this, &TunePage::run);
  connect(panel_, &StudyPanel::cancelRequested, &job_, &StudyJob::cancel);
  connect(panel_, &StudyPanel::chooseRequested, this, &TunePage::choosePath);
  connect(panel_, &StudyPanel::gridChanged, this, &Page::buttonChanged);
  connect(panel_, &StudyPanel::gridChanged, this, &TunePage::showEstimate);
  connect(panel_, &StudyPanel::ruleChanged, this, &TunePage::showRecommendation);
  connect(panel_, &StudyPanel::useRequested, this, &TunePage::use);
  connect(panel_, &StudyPanel::reportRequested, this, &TunePage::askReport);
  connect(panel_, &StudyPanel::pathsChanged, this, [this] {
    parts_.session->setValue(realKey, panel_->realPath());
    parts_.session->setValue(labelsKey, panel_->labelsPath());
    requestHistograms();
    Q_EMIT buttonChanged();
  });
  connect(panel_, &StudyPanel::pointChanged, this, [this](const GridPoint& point) {
    view_->setCurrent(point);
    requestHistograms();
  });
  connect(view_, &StudyView::pointChosen, panel_, &StudyPanel::setPoint);
  connect(view_, &StudyView::sourceChosen, this, &TunePage::requestHistograms);
  connect(view_, &StudyView::savePlotRequested, this, &TunePage::askSavePlot);
  connect(parts_.generate, &GeneratePanel::settingsChanged, this, &TunePage::showModel);
}

void TunePage::connectJob() {
  connect(&job_, &StudyJob::loaded, this, [this](int source, const StudyPairPtr& pair) {
    report_.addSource(std::size_t(source), *pair);
    view_->addSource(source, *pair);
  });
  connect(&job_, &StudyJob::imageReady, this, [this](const StudyImagePtr& image) {
    report_.addImage(*image);
    view_->addImage(*image);
  });
  connect(&job_, &StudyJob::rowsChanged, this, [this](const std::vector<StudyRow>& rows) {
    rows_ = rows;
    view_->setRows(rows);
  });
  connect(&job_, &StudyJob::progressed, panel_, &StudyPanel::setProgress);
  connect(&job_, &StudyJob::finished, this, [this](const StudyOutcome& outcome) {
    outcome_ = outcome;
    rows_ = outcome.rows;
    view_->setRows(rows_);
    setRunning(false);
    view_->setTexture(outcome.texture);
    showRecommendation();
  });
  connect(&job_, &StudyJob::failed, this, [this](const JobError& error) {
    setRunning(false);
    parts_.issues->report(issueOf(error));
  });
  connect(&job_, &StudyJob::cancelled, this, [this] { setRunning(false); });
  connect(&models_, &ModelJob::ready, this, [this](const ModelState& state) {
    model_ = state;
    showEstimate();
    requestHistograms();
  });
  connect(&histograms_, &HistogramJob::ready, this, [this](const std::shared_ptr<const NoisyHistograms>& h) {
    if (!(extent_ == h->noisyReal.extent())) {
      extent_ = h->noisyReal.extent();
      models_.prepare(modelSettings(), extent_);
    }
    view_->setHistograms(QString::fromStdString(h->name), h->point, h->real, h->sketch, h->figures, h->noisyReal,
                         h->noisySketch);
  });
  connect(&histograms_, &HistogramJob::failed, this,
          [this](const JobError& error) { view_->clearHistograms(issueOf(error).text); });
}

void TunePage::press() {
  if (job_.running()) {
    job_.cancel();
  } else if (panel_->canRun()) {
    run();
  }
}

QString TunePage::buttonText() const {
  return job_.running() ? tr("&Cancel") : tr("Run S&tudy");
}

void TunePage::setSketchOpen(bool open) {
  panel_->setSketchOpen(open);
  Q_EMIT buttonChanged();
}

void TunePage::run() {
  const std::optional<StudyGrid> grid = panel_->grid();
  if (!grid) {
    return;
  }
  parts_.issues->clear();
  StudyOrder order;
  order.real = toPath(panel_->realPath());
  order.labels = toPath(panel_->labelsPath());
  order.limit = std::size_t(panel_->limit());
  order.sketch = parts_.document->sketch();
  order.sketchName = tr("open sketch").toStdString();
  order.grid = *grid;
  order.settings = settings_ = parts_.generate->settings();
  order.settings.furtherModels.clear(); // a study judges one model: that of the first channel
  order.settings.autoStart = false;     // and what start step and blur do alone
  order.generate = panel_->generates();
  rows_.clear();
  outcome_ = {};
  report_ = StudyReport();
  view_->begin(*grid);
  view_->setCurrent(panel_->point());
  panel_->showRecommendation({});
  job_.start(order);
  setRunning(true);
}

void TunePage::setRunning(bool running) {
  panel_->setRunning(running);
  Q_EMIT buttonChanged();
}

/// Asks for the model, which gives the texture of noised sketches and the time of an image.
void TunePage::showModel() {
  if (model_ && model_->names.front() != parts_.generate->settings().model) {
    model_.reset();
  }
  if (panel_->realPath().isEmpty()) {
    extent_ = parts_.document->sketch().extent();
  }
  models_.prepare(modelSettings(), extent_);
  showEstimate();
  requestHistograms();
}

/// The mean time of the grid's images, by the calls that each takes.
void TunePage::showEstimate() {
  const GenerationSettings settings = parts_.generate->settings();
  double seconds = -1.0;
  if (const std::optional<StudyGrid> grid = panel_->grid();
      grid && model_ && model_->predictedSeconds > 0.0 && settings.networkCalls() > 0) {
    double calls = 0.0;
    for (const int tStart : grid->tStarts) {
      GenerationSettings other = settings;
      other.tStart = tStart;
      calls += double(other.networkCalls()) / double(grid->tStarts.size());
    }
    seconds = model_->predictedSeconds / settings.networkCalls() * calls;
  }
  panel_->setModel(tr("%1, %n call(s)", nullptr, settings.networkCalls())
                       .arg(QFileInfo(QString::fromStdString(settings.model)).completeBaseName()),
                   seconds);
}

/// Of the first channel's model: real images have one channel.
GenerationSettings TunePage::modelSettings() const {
  GenerationSettings settings = parts_.generate->settings();
  if (!panel_->realPath().isEmpty()) {
    settings.furtherModels.clear();
  }
  return settings;
}

SketchTexture TunePage::texture() const {
  return model_ && panel_->generates() ? SketchTexture{model_->card.texture, parts_.generate->settings().texture}
                                       : SketchTexture();
}

void TunePage::choosePath(bool labels, bool folder) {
  const QString title = labels ? tr("Labels") : tr("Real Images");
  const QString start = parts_.session->folder(folderKey);
  const QString path = folder ? QFileDialog::getExistingDirectory(parts_.window, title, start)
                              : QFileDialog::getOpenFileName(parts_.window, title, start);
  if (path.isEmpty()) {
    return;
  }
  parts_.session->setFolder(folderKey, QFileInfo(path).absolutePath());
  panel_->setPaths(labels ? panel_->realPath() : path, labels ? path : panel_->labelsPath());
}

void TunePage::requestHistograms() {
  if (panel_->realPath().isEmpty() || panel_->labelsPath().isEmpty()) {
    histograms_.clear();
    view_->clearHistograms(tr("Choose a real image and its labels to compare their noisy histograms."));
    return;
  }
  histograms_.request({toPath(panel_->realPath()), toPath(panel_->labelsPath()), std::size_t(panel_->limit()),
                       std::size_t(view_->currentSource()), parts_.generate->settings().seed, panel_->point(),
                       texture()});
}

void TunePage::showRecommendation() {
  const Recommendation recommendation =
      job_.running() || outcome_.rows.empty() ? Recommendation() : recommend(rows_, panel_->rule());
  panel_->showRecommendation(recommendation);
  view_->setRecommendation(recommendation);
}

void TunePage::use(const GridPoint& point) {
  GenerationSettings settings = parts_.generate->settings();
  settings.tStart = point.tStart;
  settings.sigma = point.sigma;
  parts_.generate->setSettings(settings);
  parts_.issues->report({Issue::Severity::Information,
                         tr("Start step %1 and σ %2 are set in the Generate panel.")
                             .arg(point.tStart)
                             .arg(QLocale().toString(point.sigma)),
                         {},
                         0});
}

void TunePage::askReport() {
  const QString folder = QFileDialog::getExistingDirectory(parts_.window, tr("Folder for the Report"),
                                                           parts_.session->folder(QStringLiteral("report")));
  if (folder.isEmpty()) {
    return;
  }
  parts_.session->setFolder(QStringLiteral("report"), folder);
  if (const QString page = saveReport(folder); !page.isEmpty()) {
    parts_.issues->reportWithAction({Issue::Severity::Information, tr("The report was written."), page, 0}, tr("Show"),
                                    [page] { QDesktopServices::openUrl(QUrl::fromLocalFile(page)); });
  }
}

QString TunePage::saveReport(const QString& folder) {
  try {
    if (const LatentMapPtr& map = latent_->map()) {
      report_.setLatentMap(*map);
    }
    const ReportHead head{outcome_.modelName, outcome_.modelHash, settings_, panel_->rule(), outcome_.texture};
    return QString::fromStdString(report_.write(toPath(folder), rows_, head).string());
  } catch (...) {
    parts_.issues->report(issueOf(jobErrorOf(std::current_exception())));
    return {};
  }
}

void TunePage::askSavePlot(const PlotView* plot) {
  const QString path = QFileDialog::getSaveFileName(
      parts_.window, tr("Save Plot"), parts_.session->folder(QStringLiteral("report")) + QStringLiteral("/plot.svg"),
      tr("Drawing (*.svg);;Picture (*.png);;Numbers (*.csv)"));
  if (path.isEmpty()) {
    return;
  }
  parts_.session->setFolder(QStringLiteral("report"), QFileInfo(path).absolutePath());
  if (const QString problem = plot->save(path); !problem.isEmpty()) {
    parts_.issues->report({Issue::Severity::Error, tr("The plot could not be written: %1").arg(problem), path, 0});
  }
}

} // namespace cytosketch
