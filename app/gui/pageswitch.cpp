#include "app/gui/pageswitch.h"

#include <QActionGroup>
#include <QDockWidget>
#include <QHBoxLayout>
#include <QMenuBar>
#include <QStackedWidget>
#include <QToolBar>
#include <QToolButton>

namespace cytosketch {

namespace {

constexpr int stateVersion = 1;

} // namespace

PageSwitch::PageSwitch(QMainWindow* window, QStackedWidget* stack, Actions* actions)
    : QObject(window), window_(window), stack_(stack), actions_(actions), bar_(new QWidget(window->menuBar())) {
  bar_->setObjectName(QStringLiteral("pageSwitch"));
  bar_->setAccessibleName(tr("Pages"));
  row_ = new QHBoxLayout(bar_);
  row_->setContentsMargins(0, 0, 4, 0);
  row_->setSpacing(2);
  group_ = new QActionGroup(this);
  bar_->hide();
}

void PageSwitch::add(Page* page) {
  pages_.append(page);
  stack_->addWidget(page->centre());
  QAction* const action = (*actions_)[page->actionId()];
  action->setCheckable(true);
  group_->addAction(action);
  auto* const button = new QToolButton(bar_);
  button->setDefaultAction(action);
  button->setToolButtonStyle(Qt::ToolButtonTextOnly);
  button->setAutoRaise(true);
  row_->addWidget(button);
  connect(action, &QAction::triggered, this, [this, page] { show(page); });
  connect(page, &Page::buttonChanged, this, [this, page] {
    if (page == current_) {
      Q_EMIT buttonChanged();
    }
  });
  if (!current_) {
    current_ = page;
    action->setChecked(true);
    stack_->setCurrentWidget(page->centre());
  } else {
    setPartsShown(*page, false);
  }
  if (pages_.size() == 2) {
    window_->menuBar()->setCornerWidget(bar_, Qt::TopRightCorner);
    bar_->show();
  }
}

void PageSwitch::setPartsShown(const Page& page, bool shown) {
  for (QDockWidget* const dock : page.docks()) {
    dock->setVisible(shown);
    dock->toggleViewAction()->setVisible(shown);
  }
  for (QToolBar* const bar : page.bars()) {
    bar->setVisible(shown);
    bar->toggleViewAction()->setVisible(shown);
  }
}

void PageSwitch::show(Page* page) {
  (*actions_)[page->actionId()]->setChecked(true);
  if (page == current_) {
    return;
  }
  Q_EMIT aboutToChange();
  states_[current_] = window_->saveState(stateVersion);
  setPartsShown(*current_, false);
  current_ = page;
  stack_->setCurrentWidget(page->centre());
  setPartsShown(*page, true);
  // All pages' docks stand in each state; those of other pages were hidden when it was taken.
  if (const auto state = states_.constFind(page); state != states_.constEnd()) {
    window_->restoreState(*state, stateVersion);
  }
  page->centre()->setFocus();
  Q_EMIT changed(page);
  Q_EMIT buttonChanged();
}

QByteArray PageSwitch::state(Page* page) const {
  return page == current_ ? window_->saveState(stateVersion) : states_.value(page);
}

QJsonObject PageSwitch::saveStates() const {
  QJsonObject states;
  for (qsizetype i = 1; i < pages_.size(); ++i) {
    if (const QByteArray bytes = state(pages_[i]); !bytes.isEmpty()) {
      states.insert(pages_[i]->actionId(), QString::fromLatin1(bytes.toBase64()));
    }
  }
  return states;
}

void PageSwitch::restoreStates(const QJsonObject& states) {
  for (Page* const page : std::as_const(pages_)) {
    if (const QByteArray state = QByteArray::fromBase64(states.value(page->actionId()).toString().toLatin1());
        !state.isEmpty()) {
      states_[page] = state;
    }
  }
}

} // namespace cytosketch
