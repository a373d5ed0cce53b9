#pragma once

#include "engine/diffusion/generator.h"
#include "widgets/document/document.h"
#include "widgets/sliceview/sliceview.h"

#include <QObject>

class QLabel;
class QProgressBar;
class QStatusBar;
class QToolButton;
class QWidget;

namespace cytosketch {

/// What stands in the status bar: what mouse and keys do, the cursor's place and value, the progress of a run, the
/// device.
class StatusLine : public QObject {
  Q_OBJECT
public:
  StatusLine(QStatusBar* bar, Document* document);

  void setHint(const QString& hint);
  void setDevice(const QString& device);
  /// Shows values from this view.
  void setValueSource(SliceView* view);

  void startProgress(const QString& stage);
  void setProgress(const QString& stage, const GenerationProgress& progress);
  void endProgress();
  /// How much there is in the list of issues: what should be looked at, and what one may want to know.
  void setIssueCount(int warnings, int notes);

Q_SIGNALS:
  void cancelRequested();
  void issuesRequested();

private:
  void showCursor();

  QStatusBar* bar_;
  Document* document_;
  SliceView* source_ = nullptr;
  QLabel* hint_ = nullptr;
  QLabel* cursor_ = nullptr;
  QLabel* device_ = nullptr;
  QWidget* progress_ = nullptr;
  QLabel* stage_ = nullptr;
  QProgressBar* progressBar_ = nullptr;
  QToolButton* cancel_ = nullptr;
  QToolButton* issues_ = nullptr;
};

} // namespace cytosketch
