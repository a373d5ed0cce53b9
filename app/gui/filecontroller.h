#pragma once

#include "app/gui/autosave.h"
#include "app/gui/runstore.h"
#include "app/gui/session.h"
#include "widgets/document/document.h"
#include "widgets/panels/issuesbar.h"

#include <QObject>
#include <QString>

#include <functional>

class QMenu;
class QWidget;

namespace cytosketch {

/// Everything between the document and the disk: new, open, save, export, recent files, recovery. Errors appear
/// in the issues bar and leave document and files as they were.
class FileController : public QObject {
  Q_OBJECT
public:
  struct Parts {
    QWidget* window;
    Document* document;
    IssuesBar* issues;
    RunStore* runs;
    Session* session;
    Autosave* autosave;
  };
  FileController(const Parts& parts, QObject* parent);

  /// Asks to save changes. @returns false if the person wants to stay
  bool mayLeave();
  /// Opens a sketch after asking about changes.
  bool openFile(const QString& path);
  /// Opens a sketch as a new one without file: a sample.
  bool openSample(const QString& path);
  /// A sketch, or annotations to make one of (importRequested()): what was dropped on the window.
  void openAny(const QString& path);
  /// Takes a sketch that has no file yet, after asking about changes. @returns false if the person wants to stay
  bool openUnsaved(const Sketch& sketch);
  /// @param channelNames  at most as many as there are channels
  void newSketch(const Extent& extent, const Spacing& spacing, const QStringList& channelNames = {});
  bool exportRun(int id, const QString& path);
  /// Offers what a crash has left, once.
  void offerRecovery();
  void fillRecentMenu(QMenu* menu);

public Q_SLOTS:
  void askNew();
  void askOpen();
  bool save();
  bool saveAs();
  void askExport(int id);

Q_SIGNALS:
  /// A sketch is there to work on.
  void opened();
  void exported(const QString& path);
  /// A file or folder that is no sketch is to be made one.
  void importRequested(const QString& path);

private:
  /// Runs `action`; an error goes to the issues bar. @returns true if there was none
  bool attempt(const std::function<void()>& action);
  void setSketch(const Sketch& sketch, const QString& path, bool modified);
  void recover(const RecoverableSketch& sketch);
  QString askFile(const QString& title, const QString& purpose, const QString& filter);
  bool writeTo(const QString& path);

  Parts parts_;
};

/// "*.tif *.png …" of readable images.
QString imagePatterns();
/// Patterns of readable and writable images for a file dialog.
QString readableImageFilter();
QString writableImageFilter();

} // namespace cytosketch
