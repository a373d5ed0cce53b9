#include "app/gui/mainwindow.h"

#include "app/common/resources.h"
#include "app/gui/channelmenu.h"
#include "app/gui/icons.h"
#include "widgets/panels/cellspanel.h"

#include <QActionGroup>
#include <QCloseEvent>
#include <QCoreApplication>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QMenuBar>
#include <QMimeData>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTabBar>
#include <QToolBar>
#include <QVBoxLayout>

#include <array>
#include <utility>

namespace cytosketch {

namespace {

constexpr int stateVersion = 1;
constexpr int dockWidth = 320;
constexpr int generateHeight = 420;
constexpr int cellsHeight = 240;
const QString geometryKey = QStringLiteral("geometry");
const QString stateKey = QStringLiteral("windowState");
const QString pagesKey = QStringLiteral("pageStates");
const QString settingsKey = QStringLiteral("generation");
const QString contrastKey = QStringLiteral("contrast");

constexpr std::array tools{"tool.select",  "tool.brush", "tool.eraser", "tool.ellipse",
                           "tool.polygon", "tool.fill",  "tool.pick",   "tool.light"};

QString fromBytes(const QByteArray& bytes) {
  return QString::fromLatin1(bytes.toBase64());
}
QByteArray toBytes(const QJsonValue& value) {
  return QByteArray::fromBase64(value.toString().toLatin1());
}

} // namespace

MainWindow::MainWindow(std::filesystem::path userFolder, QWidget* parent)
    : QMainWindow(parent),
      userFolder_(std::move(userFolder)),
      preferences_(Preferences::load()),
      session_(userFolder_ / "session.json") {
  document_ = new Document(this);
  runs_ = new RunStore(userFolder_ / "session", this);
  autosave_ = new Autosave(document_, userFolder_ / "recovery", this);
  autosave_->setIntervalMinutes(preferences_.autosaveMinutes);
  actions_ = new Actions(this);
  applyKeys();
  setAcceptDrops(true);
  setWindowIcon(QIcon(QStringLiteral(":/icons/cytosketch.svg")));
  setDockOptions(AnimatedDocks | AllowTabbedDocks);
  buildPage();
  buildDocks();
  buildToolBars();
  status_ = new StatusLine(statusBar(), document_);
  status_->setValueSource(page_->image());
  files_ = new FileController({this, document_, issues_, runs_, &session_, autosave_}, this);
  const auto models = std::make_shared<ModelStore>(modelFolders());
  generation_ =
      new GenerationController({document_, page_, generatePanel_, runsPanel_, issues_, status_}, models, runs_, this);
  simulation_ = new SimulationController({document_, files_, simulatePanel_, issues_, this, &session_}, this);
  shading_ = new ShadingController({this, document_, shadingPanel_, issues_, &session_, actions_}, this);
  issuesController_ = new IssuesController({document_, issueList_, issuesPanel_, issues_, status_}, this);
  fidelity_ = new FidelityController({document_, page_, runs_, generation_, generatePanel_, issueList_, issues_}, this);
  connect(status_, &StatusLine::issuesRequested, this, [this] {
    issuesDock_->show();
    issuesDock_->raise();
    issuesPanel_->tree()->setFocus();
  });
  importer_ = new ImportController({this, importBar_, files_, issues_, &session_}, this);
  buildPages(models);
  fromImage_ = new FromImageController({this, document_, files_, page_, fromImagePanel_, issues_, &session_}, this);
  buildMenus();
  connectFiles();
  connectEdit();
  connectTools();
  connectView();
  connectCells();
  connectGenerate();
  connectHelp();
  restoreSession();
  updateTitle();
  updateActions();
}

MainWindow::~MainWindow() {
  // The document's last signals (its history is cleared) must find nobody here.
  for (QObject* const sender :
       std::initializer_list<QObject*>{document_, document_->undoStack(), document_->selection(), document_->drawing(),
                                       document_->display(), document_->position(), page_, runsPanel_, autosave_}) {
    sender->disconnect(this);
  }
  pages_->disconnect(this);
  // Jobs first, then the views, then by themselves the document that they show and the rest.
  delete tunePage_;
  delete datasetPage_;
  delete fidelity_;
  delete generation_;
  delete simulation_;
  delete importer_;
  delete fromImage_;
  delete shading_;
  delete issuesController_;
  delete files_;
  delete takeCentralWidget();
  qDeleteAll(docks_);
}

bool MainWindow::startCardShown() const {
  return stack_->currentWidget() == startCard_;
}

void MainWindow::buildPage() {
  auto* const centre = new QWidget(this);
  auto* const column = new QVBoxLayout(centre);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  issues_ = new IssuesBar(centre);
  centre_ = new QStackedWidget(centre);
  stack_ = new QStackedWidget(centre_);
  startCard_ = new StartCard(stack_);
  page_ = new ViewPage(document_, stack_);
  stack_->addWidget(startCard_);
  stack_->addWidget(page_);
  importBar_ = new ImportBar(centre);
  column->addWidget(issues_);
  column->addWidget(importBar_);
  column->addWidget(centre_, 1);
  setCentralWidget(centre);
}

void MainWindow::buildDocks() {
  const auto dock = [this](const QString& title, const QString& name, QWidget* panel) {
    auto* const made = new QDockWidget(title, this);
    made->setObjectName(name);
    made->setWidget(panel);
    made->setFeatures(QDockWidget::DockWidgetClosable | QDockWidget::DockWidgetMovable);
    addDockWidget(Qt::RightDockWidgetArea, made);
    docks_.append(made);
    return made;
  };
  generatePanel_ = new GeneratePanel(this);
  simulatePanel_ = new SimulatePanel(this);
  shadingPanel_ = new ShadingPanel(*document_, this);
  fromImagePanel_ = new FromImagePanel(this);
  runsPanel_ = new RunsPanel(this);
  generateDock_ = dock(tr("Generate"), QStringLiteral("generateDock"), generatePanel_);
  auto* const cells = new CellsPanel(*document_, this);
  connect(cells, &CellsPanel::relightRequested, (*actions_)["cell.relight"], &QAction::trigger);
  cellsDock_ = dock(tr("Cells"), QStringLiteral("cellsDock"), cells);
  simulateDock_ = dock(tr("Simulate"), QStringLiteral("simulateDock"), simulatePanel_);
  QDockWidget* const shadingDock = dock(tr("Shading"), QStringLiteral("shadingDock"), shadingPanel_);
  fromImageDock_ = dock(tr("From Image"), QStringLiteral("fromImageDock"), fromImagePanel_);
  runsDock_ = dock(tr("Runs"), QStringLiteral("runsDock"), runsPanel_);
  issueList_ = new IssueList(this);
  issuesPanel_ = new IssuesPanel(*issueList_, this);
  issuesDock_ = dock(tr("Issues"), QStringLiteral("issuesDock"), issuesPanel_);
  setTabPosition(Qt::RightDockWidgetArea, QTabWidget::North);
  tabifyDockWidget(cellsDock_, simulateDock_);
  tabifyDockWidget(simulateDock_, fromImageDock_);
  tabifyDockWidget(fromImageDock_, shadingDock);
  tabifyDockWidget(shadingDock, runsDock_);
  tabifyDockWidget(runsDock_, issuesDock_);
  issuesDock_->hide(); // the status line's button and the View menu show it
  cellsDock_->raise();
  resizeDocks({generateDock_, cellsDock_}, {dockWidth, dockWidth}, Qt::Horizontal);
  for (QTabBar* const tabs : findChildren<QTabBar*>(QString(), Qt::FindDirectChildrenOnly)) {
    tabs->setAccessibleName(cellsDock_->windowTitle() + QStringLiteral(", ") + simulateDock_->windowTitle() +
                            QStringLiteral(", ") + fromImageDock_->windowTitle() + QStringLiteral(", ") +
                            shadingDock->windowTitle() + QStringLiteral(", ") + runsDock_->windowTitle());
  }
}

void MainWindow::buildPages(const std::shared_ptr<ModelStore>& models) {
  pages_ = new PageSwitch(this, centre_, actions_);
  sketchPage_ = new SketchPage({stack_, docks_, {toolBar_, viewBar_}, generation_}, this);
  tunePage_ = new TunePage({this, document_, generatePanel_, issues_, &session_}, models, studyCacheFolder(), this);
  pages_->add(sketchPage_);
  datasetPage_ = new DatasetPage({this, document_, generatePanel_, issues_, &session_}, models,
                                 userFolder_ / "dataset-sketches", this);
  pages_->add(tunePage_);
  pages_->add(datasetPage_);
  connect(pages_, &PageSwitch::aboutToChange, this, [this] { setImagesOnly(false); });
  connect(pages_, &PageSwitch::changed, this, &MainWindow::updateActions);
  connect(pages_, &PageSwitch::buttonChanged, this, &MainWindow::updateActions);
}

void MainWindow::buildToolBars() {
  toolBar_ = new QToolBar(tr("Tools"), this);
  toolBar_->setObjectName(QStringLiteral("toolBar"));
  toolBar_->setOrientation(Qt::Vertical);
  toolBar_->setMovable(false);
  toolBar_->setIconSize(QSize(22, 22));
  addToolBar(Qt::LeftToolBarArea, toolBar_);
  for (const char* const id : tools) {
    toolBar_->addAction((*actions_)[id]);
  }
  toolBar_->addSeparator();
  toolBar_->addAction((*actions_)["tool.depth"]);
  toolBar_->addSeparator();
  for (const char* const id : {"cell.new", "cell.duplicate", "cell.delete"}) {
    toolBar_->addAction((*actions_)[id]);
  }
  toolBar_->addSeparator();
  for (const char* const id : {"edit.undo", "edit.redo"}) {
    toolBar_->addAction((*actions_)[id]);
  }

  viewBar_ = new QToolBar(tr("Views"), this);
  viewBar_->setObjectName(QStringLiteral("viewBar"));
  viewBar_->setMovable(false);
  viewBar_->setIconSize(QSize(16, 16));
  viewBar_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  addToolBar(Qt::TopToolBarArea, viewBar_);
  for (const char* const id :
       {"view.sideBySide", "view.overlay", "view.noisy", "view.generated", "view.real", "view.volume", "view.fourUp"}) {
    viewBar_->addAction((*actions_)[id]);
  }
  viewBar_->addSeparator();
  for (const char* const id : {"view.outlines", "view.greys", "view.fit", "view.autoContrast"}) {
    viewBar_->addAction((*actions_)[id]);
  }
}

void MainWindow::buildMenus() {
  for (const MenuInfo& info : menuTable()) {
    QMenu* const menu = menuBar()->addMenu(QCoreApplication::translate("Actions", info.title));
    for (const char* const entry : info.entries) {
      const QString name = QLatin1String(entry);
      if (name == QLatin1String("-")) {
        menu->addSeparator();
      } else if (name.startsWith(QLatin1Char('@'))) {
        fillPlace(menu, name);
      } else {
        menu->addAction((*actions_)[name]);
      }
    }
  }
}

void MainWindow::fillPlace(QMenu* menu, const QString& place) {
  if (place == QLatin1String("@recent")) {
    QMenu* const recent = menu->addMenu(themedIcon(QStringLiteral("document-open-recent")), tr("Open &Recent"));
    connect(recent, &QMenu::aboutToShow, this, [this, recent] { files_->fillRecentMenu(recent); });
  } else if (place == QLatin1String("@samples")) {
    const auto samples = sampleSketches();
    if (samples.empty()) {
      return;
    }
    QMenu* const sub = menu->addMenu(tr("Sa&mples"));
    for (const auto& sample : samples) {
      const QString path = QString::fromStdString(sample.string());
      sub->addAction(QFileInfo(path).completeBaseName(), this, [this, path] { files_->openSample(path); });
    }
  } else if (place == QLatin1String("@tools")) {
    QMenu* const sub = menu->addMenu(tr("&Tool"));
    for (const char* const id : tools) {
      sub->addAction((*actions_)[id]);
    }
    sub->addSeparator();
    for (const char* const id : {"tool.depth", "tool.larger", "tool.smaller", "tool.swap"}) {
      sub->addAction((*actions_)[id]);
    }
  } else if (place == QLatin1String("@channel")) {
    auto* const sub = new ChannelMenu(*document_, *page_->canvas(), menu);
    sub->setTitle(tr("Ch&annel"));
    menu->addMenu(sub);
  } else if (place == QLatin1String("@panels")) {
    menu->addSeparator();
    for (QDockWidget* const dock : std::as_const(docks_)) {
      menu->addAction(dock->toggleViewAction());
    }
  }
}

void MainWindow::startUp() {
  QStringList samples;
  for (const auto& sample : sampleSketches()) {
    samples.append(QString::fromStdString(sample.string()));
  }
  startCard_->setSamples(samples);
  generation_->startUp();
  files_->offerRecovery();
}

void MainWindow::showPage() {
  stack_->setCurrentWidget(page_);
  simulation_->setSketchOpen(true);
  sketchPage_->setSketchOpen(true);
  tunePage_->setSketchOpen(true);
  datasetPage_->setSketchOpen(true);
  fromImage_->setSketchOpen(true);
  page_->canvas()->setFocus();
  updateActions();
}

void MainWindow::restoreSession() {
  startCard_->setRecent(session_.recentFiles());
  if (!restoreGeometry(toBytes(session_.value(geometryKey)))) {
    resize(1280, 720);
  }
  if (!restoreState(toBytes(session_.value(stateKey)), stateVersion)) {
    resizeDocks({generateDock_, cellsDock_}, {generateHeight, cellsHeight}, Qt::Vertical);
  }
  pages_->restoreStates(session_.value(pagesKey).toObject());
  const QByteArray settings = QJsonDocument(session_.value(settingsKey).toObject()).toJson();
  try {
    generatePanel_->setSettings(settingsFromJson(settings.toStdString()));
  } catch (const Error&) { // NOLINT(bugprone-empty-catch): from another version: the defaults will do
  }
  const QJsonObject contrast = session_.value(contrastKey).toObject();
  if (!contrast.isEmpty()) {
    page_->image()->setContrast({contrast.value(QStringLiteral("low")).toDouble(0.0),
                                 contrast.value(QStringLiteral("high")).toDouble(1.0),
                                 contrast.value(QStringLiteral("gamma")).toDouble(1.0),
                                 lutOfKey(contrast.value(QStringLiteral("lut")).toString())});
  }
}

void MainWindow::saveSession() {
  setImagesOnly(false);
  session_.setValue(geometryKey, fromBytes(saveGeometry()));
  session_.setValue(stateKey, fromBytes(pages_->state(sketchPage_)));
  session_.setValue(pagesKey, pages_->saveStates());
  const QByteArray settings = QByteArray::fromStdString(toJson(generatePanel_->settings()));
  session_.setValue(settingsKey, QJsonDocument::fromJson(settings).object());
  const Contrast& contrast = page_->image()->contrast();
  session_.setValue(contrastKey, QJsonObject{{QStringLiteral("low"), contrast.low},
                                             {QStringLiteral("high"), contrast.high},
                                             {QStringLiteral("gamma"), contrast.gamma},
                                             {QStringLiteral("lut"), lutKey(contrast.lut)}});
  session_.save();
}

void MainWindow::closeEvent(QCloseEvent* event) {
  if (!files_->mayLeave()) {
    event->ignore();
    return;
  }
  for (Page* const page : pages_->pages()) {
    page->cancel();
  }
  saveSession();
  autosave_->discard();
  event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  if (event->mimeData()->hasUrls() && event->mimeData()->urls().first().isLocalFile()) {
    event->acceptProposedAction();
  }
}

void MainWindow::dropEvent(QDropEvent* event) {
  event->acceptProposedAction();
  files_->openAny(event->mimeData()->urls().first().toLocalFile());
}

void MainWindow::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange || event->type() == QEvent::ThemeChange) {
    setUpIcons();
  }
  QMainWindow::changeEvent(event);
}

} // namespace cytosketch
