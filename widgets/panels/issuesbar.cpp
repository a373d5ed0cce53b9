#include "widgets/panels/issuesbar.h"

#include "widgets/panels/severity.h"

#include <QHBoxLayout>
#include <QIcon>
#include <QLabel>
#include <QListWidget>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace cytosketch {

namespace {

constexpr int listRowsShown = 6;

/// Colour of the bar by severity, mixed with the window so that it suits light and dark.
QColor mixed(const QColor& window, const QColor& accent) {
  constexpr float share = 0.22F;
  return QColor::fromRgbF(window.redF() * (1.0F - share) + accent.redF() * share,
                          window.greenF() * (1.0F - share) + accent.greenF() * share,
                          window.blueF() * (1.0F - share) + accent.blueF() * share);
}

QColor accentOf(Issue::Severity severity) {
  switch (severity) {
  case Issue::Severity::Information:
    return {60, 130, 220};
  case Issue::Severity::Warning:
    return {230, 160, 0};
  case Issue::Severity::Error:
    return {218, 60, 50};
  }
  return {};
}

QToolButton* button(QWidget* parent) {
  auto* const made = new QToolButton(parent);
  made->setToolButtonStyle(Qt::ToolButtonTextOnly);
  made->hide();
  return made;
}

} // namespace

IssuesBar::IssuesBar(QWidget* parent) : QFrame(parent) {
  setAutoFillBackground(true);
  setAccessibleName(tr("Messages"));
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(10, 6, 6, 6);
  auto* const row = new QHBoxLayout;
  column->addLayout(row);
  icon_ = new QLabel(this);
  text_ = new QLabel(this);
  text_->setObjectName(QStringLiteral("issueText"));
  text_->setTextFormat(Qt::PlainText);
  text_->setWordWrap(true);
  text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  action_ = button(this);
  other_ = button(this);
  more_ = button(this);
  more_->setText(tr("Details"));
  more_->setToolTip(tr("Show or hide the details"));
  more_->setCheckable(true);
  auto* const close = new QToolButton(this);
  close->setIcon(QIcon::fromTheme(QStringLiteral("window-close")));
  close->setAutoRaise(true);
  close->setToolTip(tr("Close this message"));
  close->setAccessibleName(tr("Close this message"));
  row->addWidget(icon_, 0, Qt::AlignTop);
  row->addWidget(text_, 1);
  for (QToolButton* const each : {action_, other_, more_, close}) {
    row->addWidget(each, 0, Qt::AlignTop);
  }
  details_ = new QLabel(this);
  details_->setTextFormat(Qt::PlainText);
  details_->setWordWrap(true);
  details_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  list_ = new QListWidget(this);
  list_->setAccessibleName(tr("Issues"));
  column->addWidget(details_);
  column->addWidget(list_);
  connect(more_, &QToolButton::toggled, this, &IssuesBar::unfold);
  connect(close, &QToolButton::clicked, this, [this] {
    clear();
    Q_EMIT dismissed();
  });
  // The function is taken out first: it may show the next message.
  connect(action_, &QToolButton::clicked, this, [this] {
    const auto run = std::exchange(onAction_, nullptr);
    clear();
    run();
  });
  connect(other_, &QToolButton::clicked, this, [this] {
    const auto run = std::exchange(onOther_, nullptr);
    clear();
    run();
  });
  const auto follow = [this](const QListWidgetItem* item) { Q_EMIT followed(issues_[list_->row(item)]); };
  connect(list_, &QListWidget::itemClicked, this, follow);
  connect(list_, &QListWidget::itemActivated, this, follow);
  clear();
}

void IssuesBar::report(const Issue& issue) {
  report(issue, {});
}

void IssuesBar::report(const Issue& summary, const QList<Issue>& issues) {
  clear();
  setSummary(summary);
  for (const Issue& issue : issues) {
    new QListWidgetItem(style()->standardIcon(pixmapOf(issue.severity)), issue.text, list_);
  }
  issues_ = issues;
  if (!issues.isEmpty()) {
    const int rows = std::min(int(issues.size()), listRowsShown);
    list_->setFixedHeight(rows * list_->sizeHintForRow(0) + 2 * list_->frameWidth() + 2);
  }
  more_->setVisible(!issues.isEmpty() || !summary.details.isEmpty());
  setVisible(true);
}

void IssuesBar::reportWithAction(const Issue& issue, const QString& buttonText, std::function<void()> action,
                                 const QString& otherText, std::function<void()> other) {
  report(issue);
  action_->setText(buttonText);
  action_->show();
  onAction_ = std::move(action);
  other_->setText(otherText);
  other_->setVisible(!otherText.isEmpty());
  onOther_ = std::move(other);
}

void IssuesBar::clear() {
  setVisible(false);
  text_->clear();
  details_->clear();
  list_->clear();
  for (QToolButton* const each : {action_, other_, more_}) {
    each->hide();
  }
  more_->setChecked(false);
  unfold(false);
}

QString IssuesBar::text() const {
  return text_->text();
}

void IssuesBar::setSummary(const Issue& issue) {
  const int size = style()->pixelMetric(QStyle::PM_SmallIconSize);
  icon_->setPixmap(style()->standardIcon(pixmapOf(issue.severity)).pixmap(size));
  text_->setText(issue.text);
  text_->setAccessibleName(issue.text);
  details_->setText(issue.details);
  QPalette colours = parentWidget() ? parentWidget()->palette() : palette();
  colours.setColor(QPalette::Window, mixed(colours.color(QPalette::Window), accentOf(issue.severity)));
  setPalette(colours);
}

void IssuesBar::unfold(bool open) {
  details_->setVisible(open && !details_->text().isEmpty());
  list_->setVisible(open && list_->count() > 0);
}

} // namespace cytosketch
