#pragma once

#include "app/gui/browsercontroller.h"
#include "app/gui/page.h"
#include "app/gui/session.h"
#include "widgets/datasetview/datasetview.h"
#include "widgets/datasetview/recipepanel.h"
#include "widgets/document/document.h"
#include "widgets/jobs/datasetjob.h"
#include "widgets/panels/generatepanel.h"
#include "widgets/panels/issuesbar.h"

#include <QHash>
#include <QList>
#include <QMainWindow>

#include <exception>
#include <filesystem>
#include <memory>

class QStackedWidget;
class QTabWidget;

namespace cytosketch {

/// The page that makes annotated datasets: brings together the recipe's form, the queue of runs that works in the
/// background, and the view of samples. A run that is stopped, or that fails, keeps its samples and goes on with Retry.
class DatasetPage : public Page {
  Q_OBJECT
public:
  /// What it serves; all of it outlives the page.
  struct Parts {
    QMainWindow* window;
    Document* document;
    GeneratePanel* generate; ///< whose model, sampler and calls are used
    IssuesBar* issues;
    Session* session;
  };
  /// @param sketchFolder  where the open sketch is kept for datasets made of it
  DatasetPage(const Parts& parts, std::shared_ptr<ModelStore> models, std::filesystem::path sketchFolder,
              QObject* parent);
  ~DatasetPage() override;

  QString actionId() const override { return QStringLiteral("page.dataset"); }
  QWidget* centre() const override;
  QList<QDockWidget*> docks() const override { return {dock_}; }
  void press() override;
  QString buttonText() const override;
  bool canPress() const override { return job_.running() || panel_->canMake(); }
  void cancel() override;

  void setSketchOpen(bool open);
  RecipePanel* panel() const { return panel_; }
  DatasetView* view() const { return view_; }
  BrowserView* browserView() const { return browserView_; }
  BrowserController* browser() const { return browser_; }
  /// Shows the tab of the browser.
  void showBrowser();
  const QList<QueueRow>& queue() const { return rows_; }
  /// Takes a recipe file into the form; reports what is wrong with it.
  void openRecipe(const QString& file);
  void saveRecipe(const QString& file);

Q_SIGNALS:
  /// A sample of a dataset was opened as a sketch.
  void sketchReady(const cytosketch::Sketch& sketch);

private:
  void buildBrowser(QStackedWidget* side);
  void connectPanel();
  void connectView();
  void connectJobs();
  void readPresets();
  /// The recipe of the form; the open sketch is stored if it is the source.
  Recipe orderedRecipe();
  void enqueue();
  void preview();
  void startNext();
  void pause(int id);
  void stop(int id);
  void retry(int id);
  void move(int id, int places);
  void remove(int id);
  void onProgress(const DatasetProgress& progress);
  void end(QueueRow::State state, const QString& note);
  void showQueue();
  QueueRow* row(int id);
  void openInDesktop(int id, const QString& file);
  void reportOf(const std::exception_ptr& exception);
  void chooseFolder(bool source);
  void askRecipe(bool save);

  Parts parts_;
  std::filesystem::path sketchFolder_;
  RecipePanel* panel_;
  DatasetView* view_;
  BrowserView* browserView_;
  QTabWidget* tabs_;
  QDockWidget* dock_;
  BrowserController* browser_ = nullptr;
  QList<QueueRow> rows_;            ///< in the order in which they are made
  QHash<int, DatasetOrder> orders_; ///< by id
  int lastId_ = 0;
  int running_ = 0;                                      ///< id of the run that is made; 0 = none
  QueueRow::State stopped_ = QueueRow::State::Cancelled; ///< what the running one becomes when it is stopped
  DatasetJob previews_;
  DatasetJob job_;
};

} // namespace cytosketch
