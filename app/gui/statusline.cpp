#include "app/gui/statusline.h"

#include <QHBoxLayout>
#include <QIcon>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QStatusBar>
#include <QStringList>
#include <QStyle>
#include <QToolButton>

#include <cmath>

namespace cytosketch {

namespace {

constexpr int permille = 1000;

/// A label that gives way instead of widening the window.
class ElidingLabel : public QLabel {
public:
  using QLabel::QLabel;
  QSize minimumSizeHint() const override { return {40, QLabel::minimumSizeHint().height()}; }
};

} // namespace

StatusLine::StatusLine(QStatusBar* bar, Document* document) : QObject(bar), bar_(bar), document_(document) {
  hint_ = new ElidingLabel(bar);
  hint_->setForegroundRole(QPalette::PlaceholderText);
  bar->addWidget(hint_, 1);

  progress_ = new QWidget(bar);
  auto* const row = new QHBoxLayout(progress_);
  row->setContentsMargins(0, 0, 0, 0);
  stage_ = new QLabel(progress_);
  progressBar_ = new QProgressBar(progress_);
  progressBar_->setRange(0, permille);
  progressBar_->setTextVisible(false);
  progressBar_->setFixedWidth(120);
  progressBar_->setMaximumHeight(14);
  progressBar_->setAccessibleName(tr("Progress"));
  cancel_ = new QToolButton(progress_);
  cancel_->setText(tr("Cancel"));
  cancel_->setToolTip(tr("Stop; the image from before stays."));
  cancel_->setIcon(QIcon::fromTheme(QStringLiteral("process-stop")));
  cancel_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  cancel_->setAutoRaise(true);
  row->addWidget(stage_);
  row->addWidget(progressBar_);
  row->addWidget(cancel_);
  progress_->hide();
  bar->addPermanentWidget(progress_);

  issues_ = new QToolButton(bar);
  issues_->setObjectName(QStringLiteral("issueCount"));
  issues_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  issues_->setAutoRaise(true);
  issues_->hide();
  bar->addPermanentWidget(issues_);
  connect(issues_, &QToolButton::clicked, this, &StatusLine::issuesRequested);

  cursor_ = new QLabel(bar);
  cursor_->setTextFormat(Qt::PlainText);
  bar->addPermanentWidget(cursor_);
  device_ = new QLabel(bar);
  device_->setToolTip(tr("Where and with which precision the network runs"));
  bar->addPermanentWidget(device_);

  connect(cancel_, &QToolButton::clicked, this, &StatusLine::cancelRequested);
  connect(document_->cursor(), &Cursor::changed, this, &StatusLine::showCursor);
  connect(document_, &Document::extentChanged, this, &StatusLine::showCursor);
  showCursor();
}

void StatusLine::setHint(const QString& hint) {
  hint_->setText(hint);
  hint_->setToolTip(hint);
}

void StatusLine::setDevice(const QString& device) {
  device_->setText(device);
}

void StatusLine::setValueSource(SliceView* view) {
  source_ = view;
  showCursor();
}

void StatusLine::startProgress(const QString& stage) {
  stage_->setText(stage);
  progressBar_->setValue(0);
  progress_->show();
}

void StatusLine::setProgress(const QString& stage, const GenerationProgress& progress) {
  QString text = tr("%1 %2/%3").arg(stage).arg(progress.step).arg(progress.steps);
  if (progress.tiles > 1) {
    text += tr(" · tile %1/%2").arg(progress.tile).arg(progress.tiles);
  }
  if (progress.channels > 1) {
    text += tr(" · channel %1/%2").arg(progress.channel + 1).arg(progress.channels);
  }
  if (progress.frames > 1) {
    text += tr(" · frame %1/%2").arg(progress.frame + 1).arg(progress.frames);
  }
  constexpr double minute = 60.0;
  if (progress.etaSeconds >= 3.0 * minute) {
    text += tr(" · %1 min left").arg(QLocale().toString(std::ceil(progress.etaSeconds / minute), 'f', 0));
  } else if (progress.etaSeconds >= 0.0) {
    text += tr(" · %1 s left").arg(QLocale().toString(std::ceil(progress.etaSeconds), 'f', 0));
  }
  stage_->setText(text);
  progressBar_->setValue(int(std::lround(progress.fraction * permille)));
}

void StatusLine::endProgress() {
  progress_->hide();
}

void StatusLine::setIssueCount(int warnings, int notes) {
  const bool warn = warnings > 0;
  issues_->setVisible(warn || notes > 0);
  issues_->setIcon(bar_->style()->standardIcon(warn ? QStyle::SP_MessageBoxWarning : QStyle::SP_MessageBoxInformation));
  issues_->setText(QLocale().toString(warn ? warnings : notes));
  const QString text = warn ? tr("%n cell(s) to look at", nullptr, warnings) : tr("%n note(s)", nullptr, notes);
  issues_->setToolTip(tr("%1: show the list").arg(text));
  issues_->setAccessibleName(text);
}

void StatusLine::showCursor() {
  const Sketch& sketch = document_->sketch();
  const Cursor& cursor = *document_->cursor();
  const QLocale locale;
  QStringList parts;
  if (cursor.inside()) {
    const Cursor::Voxel& at = cursor.voxel();
    QString place = QStringLiteral("x %1 y %2").arg(at.x).arg(at.y);
    if (sketch.extent().z > 1) {
      place += QStringLiteral(" z %1").arg(at.z);
    }
    if (sketch.extent().t > 1) {
      place += QStringLiteral(" t %1").arg(at.t);
    }
    parts.append(place);
  } else {
    parts.append(tr("%1 × %2 px").arg(sketch.extent().x).arg(sketch.extent().y));
  }
  if (sketch.spacing().known()) {
    parts.append(tr("%1 µm/px").arg(locale.toString(sketch.spacing().x, 'g', 3)));
  }
  if (cursor.inside()) {
    const Cursor::Voxel& at = cursor.voxel();
    if (const CellPtr cell = document_->shownCellAt(at)) {
      parts.append(tr("cell %1").arg(cell->id));
    }
    QStringList greys; // channel by channel
    for (const double value : source_ ? source_->valuesUnderCursor() : std::vector<double>()) {
      greys.append(locale.toString(value, 'f', 2));
    }
    if (!greys.isEmpty()) {
      parts.append(tr("grey %1").arg(greys.join(QStringLiteral(" / "))));
    }
  }
  cursor_->setText(parts.join(QStringLiteral(" · ")));
}

} // namespace cytosketch
