#pragma once

#include "app/gui/actions.h"
#include "app/gui/autosave.h"
#include "app/gui/datasetpage.h"
#include "app/gui/fidelitycontroller.h"
#include "app/gui/filecontroller.h"
#include "app/gui/fromimagecontroller.h"
#include "app/gui/generationcontroller.h"
#include "app/gui/importcontroller.h"
#include "app/gui/issuescontroller.h"
#include "app/gui/pageswitch.h"
#include "app/gui/preferences.h"
#include "app/gui/runstore.h"
#include "app/gui/session.h"
#include "app/gui/shadingcontroller.h"
#include "app/gui/simulationcontroller.h"
#include "app/gui/sketchpage.h"
#include "app/gui/startcard.h"
#include "app/gui/statusline.h"
#include "app/gui/tunepage.h"
#include "app/gui/viewpage.h"
#include "widgets/document/document.h"
#include "widgets/panels/generatepanel.h"
#include "widgets/panels/issuesbar.h"
#include "widgets/panels/runspanel.h"

#include <QMainWindow>

#include <filesystem>
#include <functional>
#include <memory>

class QDockWidget;
class QMenu;
class QStackedWidget;
class QToolBar;

namespace cytosketch {

/// The window: makes the parts and wires them. What they do, they know themselves.
class MainWindow : public QMainWindow {
  Q_OBJECT
public:
  /// @param userFolder  where session, recovery and unsaved runs are kept
  explicit MainWindow(std::filesystem::path userFolder, QWidget* parent = nullptr);
  ~MainWindow() override;

  /// What can wait until the window is on the screen: models, samples, recovery.
  void startUp();

  Document* document() { return document_; }
  FileController* files() { return files_; }
  GenerationController* generation() { return generation_; }
  ImportController* importer() { return importer_; }
  ImportBar* importBar() { return importBar_; }
  RunStore* runs() { return runs_; }
  GeneratePanel* generatePanel() { return generatePanel_; }
  ShadingPanel* shadingPanel() { return shadingPanel_; }
  ShadingController* shading() { return shading_; }
  SimulationController* simulation() { return simulation_; }
  SimulatePanel* simulatePanel() { return simulatePanel_; }
  FromImageController* fromImage() { return fromImage_; }
  FromImagePanel* fromImagePanel() { return fromImagePanel_; }
  ViewPage* page() { return page_; }
  PageSwitch* pages() { return pages_; }
  TunePage* tunePage() { return tunePage_; }
  DatasetPage* datasetPage() { return datasetPage_; }
  IssuesBar* issues() { return issues_; }
  /// Where every part can put what it has found about the sketch.
  IssueList* issueList() { return issueList_; }
  Autosave* autosave() { return autosave_; }
  Actions* actionSet() { return actions_; }
  bool startCardShown() const;
  /// Saves session and preferences.
  void saveSession();

protected:
  void closeEvent(QCloseEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;
  void changeEvent(QEvent* event) override;

private:
  void buildPage();
  void buildDocks();
  void buildPages(const std::shared_ptr<ModelStore>& models);
  void buildToolBars();
  void buildMenus();
  void fillPlace(QMenu* menu, const QString& place);
  void restoreSession();

  void connectFiles();
  void connectEdit();
  void connectTools();
  void connectView();
  void connectCells();
  void editChannels();
  void connectGenerate();
  void connectHelp();
  void onTriggered(const char* id, const std::function<void()>& slot);
  /// Cells that cell actions work on; does nothing while a stroke is under way.
  void editCells(const std::function<void(const std::set<CellId>&)>& edit);

  void showPage();
  void updateTitle();
  void updateActions();
  void setImagesOnly(bool on);
  void loadSettings();
  void saveSettings();
  void loadModel();
  void editPreferences();
  void applyKeys();
  void showManual();
  void showAbout();

  std::filesystem::path userFolder_;
  Preferences preferences_;
  Session session_;
  Document* document_ = nullptr;
  RunStore* runs_ = nullptr;
  Autosave* autosave_ = nullptr;
  Actions* actions_ = nullptr;
  QStackedWidget* centre_ = nullptr; ///< the centres of all pages
  QStackedWidget* stack_ = nullptr;  ///< of the Sketch page: start card or views
  PageSwitch* pages_ = nullptr;
  SketchPage* sketchPage_ = nullptr;
  TunePage* tunePage_ = nullptr;
  DatasetPage* datasetPage_ = nullptr;
  StartCard* startCard_ = nullptr;
  ViewPage* page_ = nullptr;
  IssuesBar* issues_ = nullptr;
  ImportBar* importBar_ = nullptr;
  StatusLine* status_ = nullptr;
  GeneratePanel* generatePanel_ = nullptr;
  SimulatePanel* simulatePanel_ = nullptr;
  ShadingPanel* shadingPanel_ = nullptr;
  FromImagePanel* fromImagePanel_ = nullptr;
  RunsPanel* runsPanel_ = nullptr;
  IssueList* issueList_ = nullptr;
  IssuesPanel* issuesPanel_ = nullptr;
  QList<QDockWidget*> docks_; ///< all of them, in the order of the View menu
  QDockWidget* generateDock_ = nullptr;
  QDockWidget* cellsDock_ = nullptr;
  QDockWidget* simulateDock_ = nullptr;
  QDockWidget* fromImageDock_ = nullptr;
  QDockWidget* runsDock_ = nullptr;
  QDockWidget* issuesDock_ = nullptr;
  QToolBar* toolBar_ = nullptr;
  QToolBar* viewBar_ = nullptr;
  FileController* files_ = nullptr;
  GenerationController* generation_ = nullptr;
  SimulationController* simulation_ = nullptr;
  ImportController* importer_ = nullptr;
  FidelityController* fidelity_ = nullptr;
  ShadingController* shading_ = nullptr;
  IssuesController* issuesController_ = nullptr;
  FromImageController* fromImage_ = nullptr;
  QByteArray stateBeforeImagesOnly_;
};

} // namespace cytosketch
