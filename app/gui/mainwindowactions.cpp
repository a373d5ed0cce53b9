// What the actions of the window do.
#include "app/gui/commandpalette.h"
#include "app/gui/errortext.h"
#include "app/gui/helpdialogs.h"
#include "app/gui/mainwindow.h"
#include "app/gui/preferencesdialog.h"
#include "app/gui/realimageview.h"
#include "app/gui/settingsfile.h"
#include "app/gui/shortcuteditor.h"
#include "engine/image/atomicfile.h"
#include "widgets/document/celledits.h"

#include <QActionGroup>
#include <QDockWidget>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QMenuBar>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolBar>

#include <array>
#include <exception>
#include <utility>

namespace cytosketch {

namespace {

constexpr std::array toolIds{std::pair("tool.select", ToolId::Select),   std::pair("tool.brush", ToolId::Brush),
                             std::pair("tool.eraser", ToolId::Eraser),   std::pair("tool.ellipse", ToolId::Ellipse),
                             std::pair("tool.polygon", ToolId::Polygon), std::pair("tool.fill", ToolId::Fill),
                             std::pair("tool.pick", ToolId::Pick),       std::pair("tool.light", ToolId::Light)};
constexpr std::array modeIds{std::pair("view.sideBySide", ViewMode::SideBySide),
                             std::pair("view.overlay", ViewMode::Overlay),
                             std::pair("view.noisy", ViewMode::Noisy),
                             std::pair("view.generated", ViewMode::Generated),
                             std::pair("view.real", ViewMode::Real),
                             std::pair("view.volume", ViewMode::Volume),
                             std::pair("view.fourUp", ViewMode::FourUp),
                             std::pair("view.compare", ViewMode::Compare)};

} // namespace

void MainWindow::onTriggered(const char* id, const std::function<void()>& slot) {
  connect((*actions_)[id], &QAction::triggered, this, slot);
}

void MainWindow::connectFiles() {
  onTriggered("file.new", [this] { files_->askNew(); });
  onTriggered("file.open", [this] { files_->askOpen(); });
  onTriggered("file.save", [this] { files_->save(); });
  onTriggered("file.saveAs", [this] { files_->saveAs(); });
  onTriggered("file.import", [this] { importer_->begin(); });
  onTriggered("file.fromImage", [this] {
    fromImageDock_->show();
    fromImageDock_->raise();
    fromImage_->askImage();
  });
  connect(fromImage_, &FromImageController::imageShown, this, &MainWindow::updateActions);
  onTriggered("file.export", [this] { files_->askExport(generation_->currentRun()); });
  onTriggered("file.importSettings", [this] { loadSettings(); });
  onTriggered("file.exportSettings", [this] { saveSettings(); });
  onTriggered("file.quit", [this] { close(); });
  connect(files_, &FileController::opened, this, [this] {
    showPage();
    generation_->onSketchReplaced();
    autosave_->setRunsFolder(runs_->folder());
  });
  connect(document_, &Document::filePathChanged, this, &MainWindow::updateTitle);
  connect(document_, &Document::modifiedChanged, this, &MainWindow::updateTitle);
  connect(document_, &Document::extentChanged, this, &MainWindow::updateActions);
  connect(startCard_, &StartCard::blankRequested, this, [this] { files_->newSketch({1, 1, 1, 512, 512}, {}); });
  connect(startCard_, &StartCard::openRequested, files_, &FileController::askOpen);
  connect(startCard_, &StartCard::importRequested, importer_, &ImportController::begin);
  connect(files_, &FileController::importRequested, importer_, &ImportController::open);
  connect(startCard_, &StartCard::recentRequested, files_, &FileController::openFile);
  connect(startCard_, &StartCard::sampleRequested, this, [this](const QString& path) {
    if (files_->openSample(path)) {
      generation_->generate(); // the first thing one sees is what comes out
    }
  });
}

void MainWindow::connectEdit() {
  QUndoStack* const undo = document_->undoStack();
  const auto unlessBusy = [this](auto action) {
    return [this, action] {
      if (!page_->canvas()->busy()) {
        action();
      }
    };
  };
  onTriggered("edit.undo", unlessBusy([undo] { undo->undo(); }));
  onTriggered("edit.redo", unlessBusy([undo] { undo->redo(); }));
  onTriggered("edit.selectAll", [this] { CellEdits(*document_).selectAll(); });
  onTriggered("edit.selectNone", [this] { document_->selection()->clear(); });
  onTriggered("edit.swapAxes", unlessBusy([this] { document_->swapSlicesAndFrames(); }));
  onTriggered("edit.palette", [this] { CommandPalette::show(*actions_, this); });
  onTriggered("edit.preferences", [this] { editPreferences(); });
  onTriggered("edit.shortcuts", [this] {
    if (ShortcutEditor(*actions_, preferences_, this).exec() == QDialog::Accepted) {
      preferences_.save();
      applyKeys();
    }
  });
  connect(undo, &QUndoStack::indexChanged, this, &MainWindow::updateActions);
  connect(document_->selection(), &Selection::changed, this, &MainWindow::updateActions);
}

void MainWindow::connectTools() {
  auto* const group = new QActionGroup(this);
  for (const auto& [id, tool] : toolIds) {
    QAction* const action = (*actions_)[id];
    group->addAction(action);
    action->setChecked(document_->drawing()->tool() == tool);
    connect(action, &QAction::triggered, this, [this, which = tool] { document_->drawing()->setTool(which); });
  }
  connect(document_->drawing(), &Drawing::toolChanged, this, [this](ToolId now) {
    for (const auto& [id, tool] : toolIds) {
      (*actions_)[id]->setChecked(tool == now);
    }
  });
  onTriggered("tool.larger", [this] { document_->drawing()->growBrush(1); });
  onTriggered("tool.smaller", [this] { document_->drawing()->growBrush(-1); });
  onTriggered("tool.swap", [this] { document_->drawing()->swapPaintAndErase(); });
  connect((*actions_)["tool.preserve"], &QAction::toggled, document_->drawing(), &Drawing::setPreserveOthers);
  connect((*actions_)["tool.depth"], &QAction::toggled, document_->drawing(), &Drawing::setInDepth);
  const auto follow = [this] {
    (*actions_)["tool.preserve"]->setChecked(document_->drawing()->preserveOthers());
    (*actions_)["tool.depth"]->setChecked(document_->drawing()->inDepth());
  };
  connect(document_->drawing(), &Drawing::changed, this, follow);
  follow();
  const auto showHint = [this] {
    status_->setHint(pages_->current() != sketchPage_ ? QString()
                     : page_->volumeMode()            ? FourUp::hint()
                                                      : page_->canvas()->statusText());
  };
  connect(pages_, &PageSwitch::changed, this, showHint);
  connect(page_->canvas(), &Canvas::statusTextChanged, this, showHint);
  connect(page_, &ViewPage::modeChanged, this, showHint);
  showHint();
  connect(page_->canvas(), &Canvas::message, this,
          [this](const QString& text) { issues_->report({Issue::Severity::Information, text, {}, 0}); });
  connect(page_->canvas(), &Canvas::menuRequested, this, [this](const QPoint& position) {
    QMenu menu(this);
    for (const char* const id :
         {"cell.duplicate", "cell.delete", "cell.merge", "cell.fillHoles", "cell.raise", "cell.lower"}) {
      menu.addAction((*actions_)[id]);
    }
    menu.exec(position);
  });
}

void MainWindow::connectView() {
  auto* const group = new QActionGroup(this);
  for (const auto& [id, mode] : modeIds) {
    QAction* const action = (*actions_)[id];
    group->addAction(action);
    action->setChecked(page_->mode() == mode);
    if (mode != ViewMode::Compare) {
      connect(action, &QAction::triggered, this, [this, which = mode] { page_->setMode(which); });
    }
  }
  onTriggered("view.compare", [this] {
    if (const QList<int> ids = runsPanel_->selected(); ids.size() == 2) {
      generation_->compare(ids[0], ids[1]);
    }
  });
  connect(runsPanel_, &RunsPanel::selectionChanged, this, &MainWindow::updateActions);
  connect(page_, &ViewPage::modeChanged, this, [this](ViewMode now) {
    for (const auto& [id, mode] : modeIds) {
      (*actions_)[id]->setChecked(mode == now);
    }
    status_->setValueSource(now == ViewMode::Noisy ? page_->noisy() : page_->image());
  });
  Display* const display = document_->display();
  connect((*actions_)["view.outlines"], &QAction::toggled, display, &Display::setOutlines);
  connect((*actions_)["view.greys"], &QAction::toggled, this,
          [display](bool on) { display->setColouring(on ? CellColouring::Grey : CellColouring::OwnColour); });
  const auto follow = [this, display] {
    (*actions_)["view.outlines"]->setChecked(display->outlines());
    (*actions_)["view.greys"]->setChecked(display->colouring() == CellColouring::Grey);
  };
  connect(display, &Display::changed, this, follow);
  follow();
  // The planes of a volume have a viewport of their own.
  const auto onViewport = [this](const char* id, void (Viewport::*flat)(), void (PlaneViewport::*planes)()) {
    onTriggered(id, [this, flat, planes] {
      if (page_->volumeMode()) {
        (page_->fourUp()->viewport()->*planes)();
      } else {
        (document_->viewport()->*flat)();
      }
    });
  };
  onViewport("view.fit", &Viewport::fit, &PlaneViewport::fit);
  onViewport("view.actualSize", &Viewport::setActualSize, &PlaneViewport::setActualSize);
  onViewport("view.zoomIn", &Viewport::zoomIn, &PlaneViewport::zoomIn);
  onViewport("view.zoomOut", &Viewport::zoomOut, &PlaneViewport::zoomOut);
  onTriggered("view.autoContrast", [this] { page_->image()->autoContrast(); });
  onTriggered("view.contrast", [this] {
    if (page_->volumeMode()) {
      page_->fourUp()->showContrastPopover();
    } else {
      page_->image()->showContrastPopover();
    }
  });
  Position* const position = document_->position();
  onTriggered("view.nextSlice", [position] { position->step(1); });
  onTriggered("view.previousSlice", [position] { position->step(-1); });
  onTriggered("view.nextFrame", [position] { position->stepFrames(1); });
  onTriggered("view.previousFrame", [position] { position->stepFrames(-1); });
  connect(position, &Position::changed, this, &MainWindow::updateActions);
  connect((*actions_)["view.imagesOnly"], &QAction::toggled, this, &MainWindow::setImagesOnly);
}

void MainWindow::connectGenerate() {
  onTriggered("file.exportDataset", [this] { pages_->show(datasetPage_); });
  onTriggered("file.openDataset", [this] {
    pages_->show(datasetPage_);
    datasetPage_->showBrowser();
    datasetPage_->browser()->ask();
  });
  connect(datasetPage_, &DatasetPage::sketchReady, this, [this](const Sketch& sketch) {
    if (files_->openUnsaved(sketch)) {
      pages_->show(sketchPage_);
    }
  });
  onTriggered("generate.run", [this] { pages_->current()->press(); });
  onTriggered("generate.newSeed", [this] { generation_->generateWithNewSeed(); });
  onTriggered("generate.heal", [this] { fidelity_->heal(); });
  onTriggered("generate.drop", [this] { fidelity_->drop(); });
  connect(fidelity_, &FidelityController::changed, this, &MainWindow::updateActions);
  onTriggered("generate.dice", [this] { generatePanel_->rollSeed(); });
  onTriggered("generate.loadModel", [this] { loadModel(); });
  onTriggered("generate.defaults", [this] { generatePanel_->setToDefaults(); });
  connect(generatePanel_, &GeneratePanel::loadModelRequested, this, &MainWindow::loadModel);
  connect(generation_, &GenerationController::runningChanged, this, [this](bool running) {
    if (running && page_->mode() == ViewMode::Real) {
      page_->setMode(ViewMode::SideBySide); // where the generated image is seen
    }
  });
  connect(generation_, &GenerationController::currentRunChanged, this, &MainWindow::updateActions);
  connect(runsPanel_, &RunsPanel::exportRequested, files_, &FileController::askExport);
  connect(autosave_, &Autosave::failed, this, [this](const QString& message) {
    issues_->report({Issue::Severity::Warning, tr("No safety copy could be written: %1").arg(message), {}, 0});
  });
}

void MainWindow::connectHelp() {
  onTriggered("help.manual", [this] { showManual(); });
  onTriggered("help.about", [this] { showAbout(); });
}

void MainWindow::updateTitle() {
  const QString file = document_->filePath();
  setWindowFilePath(file);
  setWindowTitle(tr("%1[*] – CytoSketch").arg(file.isEmpty() ? tr("Untitled") : QFileInfo(file).completeBaseName()));
  setWindowModified(document_->isModified());
}

void MainWindow::updateActions() {
  const bool open = !startCardShown();
  const bool page = open && pages_->current() == sketchPage_; // what cannot be seen cannot be edited
  const bool selected = !document_->selection()->empty();
  const auto enable = [this](const char* id, bool on) { (*actions_)[id]->setEnabled(on); };
  enable("edit.undo", page && document_->undoStack()->canUndo());
  enable("edit.redo", page && document_->undoStack()->canRedo());
  for (const char* const id : {"cell.duplicate", "cell.delete", "cell.fillHoles", "cell.raise", "cell.lower"}) {
    enable(id, page && selected);
  }
  const Position& position = *document_->position();
  const bool volume = position.sliceCount() > 1;
  const std::int64_t at = volume ? position.slice() : position.frame();
  const std::int64_t count = volume ? position.sliceCount() : position.frameCount();
  enable("cell.copyToNextSlice", page && selected && at + 1 < count);
  enable("cell.copyToPreviousSlice", page && selected && at > 0);
  enable("cell.interpolate", page && selected && count > 2);
  enable("view.nextSlice", page && at + 1 < count);
  enable("view.previousSlice", page && at > 0);
  enable("view.nextFrame", page && position.frame() + 1 < position.frameCount());
  enable("view.previousFrame", page && position.frame() > 0);
  enable("edit.swapAxes", page && position.sliceCount() != position.frameCount());
  enable("tool.depth", page && volume);
  (*actions_)["tool.depth"]->setVisible(volume);
  enable("cell.merge", page && document_->selection()->cells().size() > 1);
  for (const auto& [id, mode] : modeIds) {
    enable(id, page);
  }
  enable("file.save", open);
  enable("file.saveAs", open);
  enable("cell.new", page);
  enable("cell.channels", page);
  enable("generate.run", pages_->current()->canPress());
  (*actions_)["generate.run"]->setText(pages_->current()->buttonText());
  enable("generate.newSeed", page && !generation_->running());
  const bool targets = page && !fidelity_->targets().empty();
  enable("generate.heal", targets && !generation_->running());
  enable("generate.drop", targets);
  enable("file.export", page && generation_->currentRun() != 0);
  enable("view.autoContrast", page && generation_->currentRun() != 0);
  enable("view.contrast", page && generation_->currentRun() != 0);
  enable("view.compare", page && runsPanel_->selected().size() == 2);
  for (const char* const id : {"view.volume", "view.fourUp"}) {
    enable(id, page && volume);
    actions_->setObstacle(id, volume ? QString() : tr("Only for volumes: this sketch has one slice."));
  }
  enable("view.real", page && !page_->realImage()->empty());
  actions_->setObstacle("view.real",
                        page_->realImage()->empty() ? tr("Choose an image in the panel From Image first.") : QString());
  toolBar_->setEnabled(page);
  viewBar_->setEnabled(page);
  generatePanel_->setButtonEnabled(open);
}

void MainWindow::setImagesOnly(bool on) {
  QAction* const action = (*actions_)["view.imagesOnly"];
  if (on == !stateBeforeImagesOnly_.isEmpty()) {
    action->setChecked(on);
    return;
  }
  if (on) {
    stateBeforeImagesOnly_ = saveState();
    for (QDockWidget* const dock : std::as_const(docks_)) {
      dock->hide();
    }
    toolBar_->hide();
    viewBar_->hide();
  } else {
    restoreState(std::exchange(stateBeforeImagesOnly_, {}));
  }
  menuBar()->setVisible(!on);
  statusBar()->setVisible(!on);
  action->setChecked(on);
}

void MainWindow::loadSettings() {
  const QString path = QFileDialog::getOpenFileName(
      this, tr("Load Settings"), session_.folder(QStringLiteral("settings")), tr("Settings (*.json)"));
  if (path.isEmpty()) {
    return;
  }
  session_.setFolder(QStringLiteral("settings"), QFileInfo(path).absolutePath());
  try {
    generatePanel_->setSettings(readSettingsFile(path));
  } catch (...) {
    issues_->report(issueOf(jobErrorOf(std::current_exception())));
  }
}

void MainWindow::saveSettings() {
  QString path = QFileDialog::getSaveFileName(
      this, tr("Save Settings"), session_.folder(QStringLiteral("settings")) + QStringLiteral("/settings.json"),
      tr("Settings (*.json)"));
  if (path.isEmpty()) {
    return;
  }
  session_.setFolder(QStringLiteral("settings"), QFileInfo(path).absolutePath());
  if (QFileInfo(path).suffix().isEmpty()) {
    path += QStringLiteral(".json");
  }
  try {
    writeFileAtomically(path.toStdString(), toJson(generatePanel_->settings()) + "\n");
  } catch (...) {
    issues_->report(issueOf(jobErrorOf(std::current_exception())));
  }
}

void MainWindow::loadModel() {
  const QString path = QFileDialog::getOpenFileName(this, tr("Load Model"), session_.folder(QStringLiteral("model")),
                                                    tr("Models (*.cymodel)"));
  if (!path.isEmpty()) {
    session_.setFolder(QStringLiteral("model"), QFileInfo(path).absolutePath());
    GenerationSettings settings = generatePanel_->settings();
    settings.model = path.toStdString();
    settings.furtherModels.clear();
    generatePanel_->setSettings(settings);
  }
}

void MainWindow::editPreferences() {
  PreferencesDialog dialog(preferences_, this);
  if (dialog.exec() == QDialog::Accepted) {
    const QString language = preferences_.language;
    preferences_ = dialog.preferences();
    preferences_.save();
    applyTheme(preferences_.theme);
    autosave_->setIntervalMinutes(preferences_.autosaveMinutes);
    if (language != preferences_.language) {
      issues_->report(
          {Issue::Severity::Information, tr("The language changes when the program is started again."), {}, 0});
    }
  }
}

void MainWindow::applyKeys() {
  for (const ActionInfo& info : actionTable()) {
    const QString id = QLatin1String(info.id);
    actions_->setKeys(id, preferences_.keys.value(id, defaultKeys(info)));
  }
}

void MainWindow::showManual() {
  cytosketch::showManual(*actions_, this);
}
void MainWindow::showAbout() {
  cytosketch::showAbout(this);
}

} // namespace cytosketch
