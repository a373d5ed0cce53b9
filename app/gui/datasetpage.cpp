#include "app/gui/datasetpage.h"

#include "app/common/resources.h"
#include "app/gui/errortext.h"
#include "engine/dataset/fingerprint.h"
#include "engine/image/error.h"
#include "engine/sketch/sketchfile.h"

#include <QDesktopServices>
#include <QDir>
#include <QDockWidget>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QStackedWidget>
#include <QTabWidget>
#include <QUrl>

#include <algorithm>
#include <exception>
#include <set>

namespace cytosketch {

namespace {

const QString datasetFolderKey = QStringLiteral("dataset");
const QString recipeFolderKey = QStringLiteral("recipe");
constexpr int previewSamples = 6;
constexpr int previewEdge = 220;
constexpr int thumbnailEdge = 96;

std::filesystem::path toPath(const QString& text) {
  return text.toStdString();
}

QString durationText(double seconds) {
  constexpr double minute = 60.0, hour = 3600.0;
  return seconds < 0.0      ? QString()
         : seconds < minute ? DatasetPage::tr("%1 s left").arg(seconds, 0, 'f', 0)
         : seconds < hour   ? DatasetPage::tr("%1 min left").arg(seconds / minute, 0, 'f', 0)
                            : DatasetPage::tr("%1 h left").arg(seconds / hour, 0, 'f', 1);
}

/// A few samples by chance, in order.
std::vector<std::int64_t> chosenSamples(std::int64_t count) {
  std::set<std::int64_t> chosen;
  while (std::int64_t(chosen.size()) < std::min<std::int64_t>(count, previewSamples)) {
    chosen.insert(std::int64_t(QRandomGenerator::global()->bounded(quint64(count))));
  }
  return {chosen.begin(), chosen.end()};
}

} // namespace

DatasetPage::DatasetPage(const Parts& parts, std::shared_ptr<ModelStore> models, std::filesystem::path sketchFolder,
                         QObject* parent)
    : Page(parent),
      parts_(parts),
      sketchFolder_(std::move(sketchFolder)),
      panel_(new RecipePanel(parts.window)),
      view_(new DatasetView),
      browserView_(new BrowserView),
      tabs_(new QTabWidget),
      dock_(new QDockWidget(tr("Recipe"), parts.window)),
      previews_(datasetWith(models)),
      job_(datasetWith(models)) {
  dock_->setObjectName(QStringLiteral("recipeDock"));
  dock_->setFeatures(QDockWidget::DockWidgetClosable | QDockWidget::DockWidgetMovable);
  auto* const side = new QStackedWidget(dock_); // what belongs to the tab in the middle
  side->addWidget(panel_);
  dock_->setWidget(side);
  parts_.window->addDockWidget(Qt::RightDockWidgetArea, dock_);
  buildBrowser(side);
  readPresets();
  connectPanel();
  connectView();
  connectJobs();
  panel_->setGeneration(parts_.generate->settings());
  panel_->setFolder(QDir(parts_.session->folder(datasetFolderKey)).filePath(tr("dataset")));
}

DatasetPage::~DatasetPage() {
  for (QObject* const sender : std::initializer_list<QObject*>{&previews_, &job_, panel_, view_, tabs_}) {
    sender->disconnect(this);
  }
  delete browser_; // before what it serves
  previews_.cancel();
  job_.cancel();
}

void DatasetPage::buildBrowser(QStackedWidget* side) {
  tabs_->setDocumentMode(true);
  tabs_->setObjectName(QStringLiteral("datasetTabs"));
  tabs_->setAccessibleName(tr("Make or browse a dataset"));
  tabs_->addTab(view_, tr("Make"));
  tabs_->addTab(browserView_, tr("Browse"));
  auto* const statistics = new StatisticsPane(side);
  side->addWidget(statistics);
  browser_ = new BrowserController({parts_.window, browserView_, statistics, parts_.issues, parts_.session}, this);
  connect(browser_, &BrowserController::opened, this, &DatasetPage::showBrowser);
  connect(browser_, &BrowserController::sketchReady, this, &DatasetPage::sketchReady);
  connect(tabs_, &QTabWidget::currentChanged, this, [this, side, statistics](int tab) {
    const bool making = tabs_->widget(tab) == view_;
    side->setCurrentWidget(making ? static_cast<QWidget*>(panel_) : statistics);
    dock_->setWindowTitle(making ? tr("Recipe") : tr("Statistics"));
  });
}

QWidget* DatasetPage::centre() const {
  return tabs_;
}

void DatasetPage::showBrowser() {
  tabs_->setCurrentWidget(browserView_);
}

void DatasetPage::readPresets() {
  std::vector<SimulationSettings> presets;
  for (const auto& folder : presetFolders()) { // the person's own come first
    const QDir directory(QString::fromStdString(folder.string()));
    for (const QFileInfo& entry : directory.entryInfoList({QStringLiteral("*.json")}, QDir::Files)) {
      QFile file(entry.filePath());
      try {
        if (file.open(QIODevice::ReadOnly)) {
          presets.push_back(simulationFromJson(file.readAll().toStdString()));
        }
      } catch (const Error&) { // NOLINT(bugprone-empty-catch): not a preset of this version
      }
    }
  }
  panel_->setPresets(presets);
}

void DatasetPage::connectPanel() {
  connect(panel_, &RecipePanel::makeRequested, this, &DatasetPage::enqueue);
  connect(panel_, &RecipePanel::cancelRequested, this, [this] { stop(running_); });
  connect(panel_, &RecipePanel::previewRequested, this, &DatasetPage::preview);
  connect(panel_, &RecipePanel::changed, this, &Page::buttonChanged);
  connect(panel_, &RecipePanel::chooseFolderRequested, this, [this] { chooseFolder(false); });
  connect(panel_, &RecipePanel::chooseSourceRequested, this, [this] { chooseFolder(true); });
  connect(panel_, &RecipePanel::openRecipeRequested, this, [this] { askRecipe(false); });
  connect(panel_, &RecipePanel::saveRecipeRequested, this, [this] { askRecipe(true); });
  connect(parts_.generate, &GeneratePanel::settingsChanged, this,
          [this] { panel_->setGeneration(parts_.generate->settings()); });
}

void DatasetPage::connectView() {
  connect(view_, &DatasetView::pauseRequested, this, &DatasetPage::pause);
  connect(view_, &DatasetView::cancelRequested, this, &DatasetPage::stop);
  connect(view_, &DatasetView::retryRequested, this, &DatasetPage::retry);
  connect(view_, &DatasetView::moveRequested, this, &DatasetPage::move);
  connect(view_, &DatasetView::removeRequested, this, &DatasetPage::remove);
  connect(view_, &DatasetView::reportRequested, this,
          [this](int id) { openInDesktop(id, QStringLiteral("report.html")); });
  connect(view_, &DatasetView::browseRequested, this, [this](int id) { browser_->open(row(id)->folder); });
  connect(view_, &DatasetView::folderRequested, this, [this](int id) { openInDesktop(id, QString()); });
}

void DatasetPage::connectJobs() {
  connect(&previews_, &DatasetJob::estimated, panel_, &RecipePanel::showEstimate);
  connect(&previews_, &DatasetJob::sampleReady, this, [this](const DatasetSamplePtr& sample) {
    view_->addSample(sample->record, {sample->picture, sample->labels}, previewEdge);
  });
  connect(&previews_, &DatasetJob::finished, this, [this] { panel_->setPreviewing(false); });
  connect(&previews_, &DatasetJob::cancelled, this, [this] { panel_->setPreviewing(false); });
  connect(&previews_, &DatasetJob::failed, this, [this](const JobError& error) {
    panel_->setPreviewing(false);
    parts_.issues->report(issueOf(error));
  });
  connect(&job_, &DatasetJob::estimated, panel_, &RecipePanel::showEstimate);
  connect(&job_, &DatasetJob::progressed, this, &DatasetPage::onProgress);
  connect(&job_, &DatasetJob::sampleReady, this, [this](const DatasetSamplePtr& sample) {
    view_->addSample(sample->record, {sample->picture, sample->labels}, thumbnailEdge);
  });
  connect(&job_, &DatasetJob::finished, this, [this](const DatasetResult& result) {
    QString note = tr("%n sample(s)", nullptr, int(result.samples));
    note += result.madeAgain > 0 ? tr(", %1 made again").arg(result.madeAgain) : QString();
    note += result.setAside > 0 ? tr(", %1 set aside").arg(result.setAside) : QString();
    row(running_)->fraction = 1.0;
    end(QueueRow::State::Finished, note);
  });
  connect(&job_, &DatasetJob::failed, this, [this](const JobError& error) {
    parts_.issues->report(issueOf(error));
    end(QueueRow::State::Failed,
        error.remedy.isEmpty() ? error.problem : error.problem + QStringLiteral(". ") + error.remedy);
  });
  connect(&job_, &DatasetJob::cancelled, this, [this] { end(stopped_, {}); });
}

void DatasetPage::press() {
  if (job_.running()) {
    stop(running_);
  } else if (panel_->canMake()) {
    enqueue();
  }
}

QString DatasetPage::buttonText() const {
  return job_.running() ? tr("&Cancel") : tr("&Make Dataset");
}

void DatasetPage::cancel() {
  previews_.cancel();
  browser_->cancel();
  if (job_.running()) {
    stopped_ = QueueRow::State::Paused;
    for (QueueRow& waiting : rows_) { // the window closes: nothing more is to start
      waiting.state = waiting.state == QueueRow::State::Waiting ? QueueRow::State::Paused : waiting.state;
    }
    job_.cancel();
  }
}

void DatasetPage::setSketchOpen(bool open) {
  panel_->setSketchOpen(open);
}

Recipe DatasetPage::orderedRecipe() {
  Recipe recipe = panel_->recipe();
  if (recipe.source.kind == SketchSource::Kind::Sketch) {
    std::filesystem::create_directories(sketchFolder_);
    const std::filesystem::path draft = sketchFolder_ / "open.cysk";
    writeSketch(parts_.document->sketch(), draft);
    recipe.source.path = sketchFolder_ / (fileFingerprint(draft) + ".cysk"); // a later change is another file
    std::filesystem::rename(draft, recipe.source.path);
  }
  validate(recipe);
  return recipe;
}

void DatasetPage::reportOf(const std::exception_ptr& exception) {
  parts_.issues->report(issueOf(jobErrorOf(exception)));
}

void DatasetPage::enqueue() {
  parts_.issues->clear();
  try {
    const DatasetOrder order{orderedRecipe(), toPath(panel_->folder()), {}};
    parts_.session->setFolder(datasetFolderKey, QFileInfo(panel_->folder()).absolutePath());
    orders_.insert(++lastId_, order);
    rows_.append(
        {lastId_, QString::fromStdString(order.recipe.name), panel_->folder(), QueueRow::State::Waiting, 0.0, {}});
  } catch (...) {
    return reportOf(std::current_exception());
  }
  showQueue();
  startNext();
}

void DatasetPage::preview() {
  if (previews_.running()) {
    return previews_.cancel();
  }
  parts_.issues->clear();
  try {
    const Recipe recipe = orderedRecipe();
    previews_.start({recipe, toPath(panel_->folder()), chosenSamples(recipe.count())});
  } catch (...) {
    return reportOf(std::current_exception());
  }
  view_->begin(tr("Preview"));
  panel_->setPreviewing(true);
}

void DatasetPage::startNext() {
  if (job_.running()) {
    return;
  }
  const auto next =
      std::find_if(rows_.begin(), rows_.end(), [](const QueueRow& r) { return r.state == QueueRow::State::Waiting; });
  if (next == rows_.end()) {
    panel_->setRunning(false);
    return;
  }
  previews_.cancel();
  running_ = next->id;
  next->state = QueueRow::State::Running;
  stopped_ = QueueRow::State::Cancelled;
  view_->begin(next->name);
  job_.start(orders_[running_]);
  panel_->setRunning(true);
  showQueue();
}

void DatasetPage::end(QueueRow::State state, const QString& note) {
  if (QueueRow* const ended = row(running_)) {
    ended->state = state;
    ended->note = note;
  }
  running_ = 0;
  showQueue();
  startNext();
}

void DatasetPage::onProgress(const DatasetProgress& progress) {
  if (QueueRow* const running = row(running_)) {
    running->fraction = progress.fraction;
    running->note = tr("%1 of %2").arg(progress.done).arg(progress.total);
    const QString left = durationText(progress.etaSeconds);
    running->note += left.isEmpty() ? QString() : QStringLiteral(" · ") + left;
    showQueue();
  }
}

void DatasetPage::pause(int id) {
  QueueRow* const which = row(id);
  if (which == nullptr) {
    return;
  }
  if (which->state == QueueRow::State::Paused) {
    which->state = QueueRow::State::Waiting;
    startNext();
  } else if (id == running_) {
    stopped_ = QueueRow::State::Paused;
    job_.cancel();
  } else {
    which->state = QueueRow::State::Paused;
  }
  showQueue();
}

void DatasetPage::stop(int id) {
  if (id == running_ && job_.running()) {
    job_.cancel();
  } else if (QueueRow* const which = row(id)) {
    which->state = QueueRow::State::Cancelled;
    showQueue();
  }
}

void DatasetPage::retry(int id) {
  if (QueueRow* const which = row(id)) {
    which->state = QueueRow::State::Waiting;
    which->note.clear();
    showQueue();
    startNext();
  }
}

void DatasetPage::move(int id, int places) {
  for (int i = 0; i < rows_.size(); ++i) {
    if (const int to = i + places; rows_[i].id == id && to >= 0 && to < rows_.size()) {
      rows_.move(i, to);
      break;
    }
  }
  showQueue();
}

void DatasetPage::remove(int id) {
  if (id != running_) {
    rows_.removeIf([id](const QueueRow& r) { return r.id == id; });
    orders_.remove(id);
    showQueue();
  }
}

QueueRow* DatasetPage::row(int id) {
  const auto found = std::find_if(rows_.begin(), rows_.end(), [id](const QueueRow& r) { return r.id == id; });
  return found == rows_.end() ? nullptr : &*found;
}

void DatasetPage::showQueue() {
  view_->setQueue(rows_);
}

void DatasetPage::openInDesktop(int id, const QString& file) {
  if (const QueueRow* const which = row(id)) {
    QDesktopServices::openUrl(QUrl::fromLocalFile(QDir(which->folder).filePath(file)));
  }
}

void DatasetPage::chooseFolder(bool source) {
  const QString title = source ? tr("Folder of Sketches") : tr("Folder for the Dataset");
  const QString key = source ? QStringLiteral("sketch") : datasetFolderKey;
  const QString path = QFileDialog::getExistingDirectory(parts_.window, title, parts_.session->folder(key));
  if (path.isEmpty()) {
    return;
  }
  if (source) {
    panel_->setSourceFolder(path);
  } else {
    panel_->setFolder(path);
  }
}

void DatasetPage::askRecipe(bool save) {
  const QString filter = tr("Recipes (*.json)");
  const QString folder = parts_.session->folder(recipeFolderKey);
  const QString file = save ? QFileDialog::getSaveFileName(parts_.window, tr("Save Recipe"),
                                                           QDir(folder).filePath(tr("recipe.json")), filter)
                            : QFileDialog::getOpenFileName(parts_.window, tr("Open Recipe"), folder, filter);
  if (file.isEmpty()) {
    return;
  }
  parts_.session->setFolder(recipeFolderKey, QFileInfo(file).absolutePath());
  if (save) {
    saveRecipe(file);
  } else {
    openRecipe(file);
  }
}

void DatasetPage::openRecipe(const QString& file) {
  parts_.issues->clear();
  try {
    QFile stream(file);
    if (!stream.open(QIODevice::ReadOnly)) {
      throw FileError("the file cannot be opened", file.toStdString(), "Check your permission to read it");
    }
    panel_->setRecipe(
        recipeFromJson(stream.readAll().toStdString(), {toPath(QFileInfo(file).absolutePath()), presetFolders()}));
  } catch (...) {
    reportOf(std::current_exception());
  }
}

void DatasetPage::saveRecipe(const QString& file) {
  parts_.issues->clear();
  try {
    writeRecipe(orderedRecipe(), toPath(file));
  } catch (...) {
    reportOf(std::current_exception());
  }
}

} // namespace cytosketch
