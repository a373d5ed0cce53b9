#pragma once

#include "app/gui/filecontroller.h"
#include "app/gui/importbar.h"
#include "widgets/jobs/importjob.h"

#include <QObject>
#include <QString>

namespace cytosketch {

/// Brings together the import bar, the job behind it and the document that takes the sketch. What is imported is a new
/// sketch without a file; the one before stays until it has been read and the person agrees.
class ImportController : public QObject {
  Q_OBJECT
public:
  /// The widgets that it serves; they outlive it.
  struct Parts {
    QWidget* window;
    ImportBar* bar;
    FileController* files;
    IssuesBar* issues;
    Session* session;
  };
  ImportController(const Parts& parts, QObject* parent);
  ~ImportController() override;

  bool running() const { return job_.running(); }

public Q_SLOTS:
  /// Shows the bar, to choose a file or folder.
  void begin();
  /// Shows the bar with what a file or folder holds.
  void open(const QString& path);

private:
  void chooseFile();
  void chooseFolder();
  void chooseImage();
  void close();
  void take(const Annotation& annotation);

  Parts parts_;
  ImportJob job_;
};

} // namespace cytosketch
