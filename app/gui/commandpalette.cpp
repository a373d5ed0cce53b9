#include "app/gui/commandpalette.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace cytosketch {

namespace {

constexpr int paletteWidth = 440;
constexpr int paletteHeight = 320;
constexpr int iconSide = 16;

/// True if the text holds every typed word.
bool matches(const QString& text, const QString& typed) {
  const QStringList words = typed.split(QLatin1Char(' '), Qt::SkipEmptyParts);
  return std::all_of(words.begin(), words.end(),
                     [&text](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
}

} // namespace

void CommandPalette::show(const Actions& actions, QWidget* window) {
  auto* const palette = new CommandPalette(actions, window);
  palette->setAttribute(Qt::WA_DeleteOnClose);
  palette->resize(paletteWidth, paletteHeight);
  palette->move(window->mapToGlobal(QPoint((window->width() - paletteWidth) / 2, window->height() / 6)));
  palette->open();
}

CommandPalette::CommandPalette(const Actions& actions, QWidget* window) : QDialog(window), actions_(actions) {
  setWindowTitle(tr("Find Command"));
  input_ = new QLineEdit(this);
  input_->setPlaceholderText(tr("Type part of a command's name"));
  input_->setAccessibleName(tr("Command"));
  input_->setClearButtonEnabled(true);
  input_->installEventFilter(this);
  list_ = new QListWidget(this);
  list_->setAccessibleName(tr("Commands"));
  list_->setFocusPolicy(Qt::NoFocus);
  list_->setIconSize({iconSide, iconSide}); // one that every icon has, so that rows are alike
  auto* const column = new QVBoxLayout(this);
  column->addWidget(input_);
  column->addWidget(list_);
  connect(input_, &QLineEdit::textChanged, this, &CommandPalette::filter);
  connect(input_, &QLineEdit::returnPressed, this, &CommandPalette::run);
  connect(list_, &QListWidget::itemClicked, this, &CommandPalette::run);
  filter({});
}

void CommandPalette::filter(const QString& typed) {
  list_->clear();
  for (QAction* const action : actions_.all()) {
    const QString keys = action->shortcut().toString(QKeySequence::NativeText);
    if (!action->isEnabled() || !matches(action->iconText() + QLatin1Char(' ') + action->statusTip(), typed)) {
      continue;
    }
    auto* const item = new QListWidgetItem(
        action->icon(), keys.isEmpty() ? action->iconText() : tr("%1   (%2)").arg(action->iconText(), keys));
    item->setToolTip(action->statusTip());
    item->setData(Qt::UserRole, action->objectName());
    // What is in the name comes before what is in the description.
    if (!typed.isEmpty() && matches(action->iconText(), typed)) {
      list_->insertItem(0, item);
    } else {
      list_->addItem(item);
    }
  }
  list_->setCurrentRow(0);
}

void CommandPalette::run() {
  if (const QListWidgetItem* const item = list_->currentItem()) {
    QAction* const action = actions_[item->data(Qt::UserRole).toString()];
    close(); // first: the action may open a dialog of its own
    action->trigger();
  }
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event) {
  if (watched == input_ && event->type() == QEvent::KeyPress) {
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key == Qt::Key_Down || key == Qt::Key_Up) {
      const int row = list_->currentRow() + (key == Qt::Key_Down ? 1 : -1);
      list_->setCurrentRow(std::clamp(row, 0, std::max(0, list_->count() - 1)));
      return true;
    }
  }
  return QDialog::eventFilter(watched, event);
}

} // namespace cytosketch
