#include "app/gui/shortcuteditor.h"

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace cytosketch {

namespace {

constexpr int idRole = Qt::UserRole;

QString idOf(const QTreeWidgetItem* item) {
  return item->data(0, idRole).toString();
}

const ActionInfo& infoOf(const QString& id) {
  for (const ActionInfo& info : actionTable()) {
    if (id == QLatin1String(info.id)) {
      return info;
    }
  }
  return actionTable().front();
}

} // namespace

ShortcutEditor::ShortcutEditor(const Actions& actions, Preferences& preferences, QWidget* parent)
    : QDialog(parent), preferences_(preferences) {
  setWindowTitle(tr("Keys"));
  resize(560, 520);
  auto* const column = new QVBoxLayout(this);
  auto* const search = new QLineEdit(this);
  search->setPlaceholderText(tr("Search"));
  search->setAccessibleName(tr("Search"));
  search->setClearButtonEnabled(true);
  tree_ = new QTreeWidget(this);
  tree_->setAccessibleName(tr("Commands and their keys"));
  tree_->setHeaderLabels({tr("Command"), tr("Keys")});
  tree_->setRootIsDecorated(false);
  tree_->setAlternatingRowColors(true);
  tree_->header()->setSectionResizeMode(0, QHeaderView::Stretch);
  for (QAction* const action : actions.all()) {
    auto* const item = new QTreeWidgetItem(tree_, {action->iconText()});
    item->setIcon(0, action->icon());
    item->setToolTip(0, action->statusTip());
    item->setData(0, idRole, action->objectName());
    setKeys(item, action->shortcuts());
  }
  edit_ = new QKeySequenceEdit(this);
  edit_->setAccessibleName(tr("New key"));
  edit_->setEnabled(false);
  auto* const clear = new QPushButton(tr("No Key"), this);
  auto* const standard = new QPushButton(tr("Default"), this);
  note_ = new QLabel(this);
  note_->setWordWrap(true);
  auto* const row = new QHBoxLayout;
  row->addWidget(new QLabel(tr("New key"), this));
  row->addWidget(edit_, 1);
  row->addWidget(clear);
  row->addWidget(standard);
  auto* const buttons =
      new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel | QDialogButtonBox::RestoreDefaults, this);
  column->addWidget(search);
  column->addWidget(tree_, 1);
  column->addLayout(row);
  column->addWidget(note_);
  column->addWidget(buttons);
  connect(search, &QLineEdit::textChanged, this, &ShortcutEditor::filter);
  connect(tree_, &QTreeWidget::currentItemChanged, this, &ShortcutEditor::onCurrent);
  connect(edit_, &QKeySequenceEdit::editingFinished, this, &ShortcutEditor::onEdited);
  connect(clear, &QPushButton::clicked, this, [this] {
    if (tree_->currentItem()) {
      setKeys(tree_->currentItem(), {});
    }
  });
  connect(standard, &QPushButton::clicked, this, [this] {
    if (QTreeWidgetItem* const item = tree_->currentItem()) {
      setKeys(item, defaultKeys(infoOf(idOf(item))));
    }
  });
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(buttons->button(QDialogButtonBox::RestoreDefaults), &QPushButton::clicked, this, &ShortcutEditor::resetAll);
}

void ShortcutEditor::setKeys(QTreeWidgetItem* item, const QList<QKeySequence>& keys) {
  keys_[idOf(item)] = keys;
  item->setText(1, QKeySequence::listToString(keys, QKeySequence::NativeText));
}

void ShortcutEditor::filter(const QString& typed) {
  for (int i = 0; i < tree_->topLevelItemCount(); ++i) {
    QTreeWidgetItem* const item = tree_->topLevelItem(i);
    item->setHidden(!item->text(0).contains(typed, Qt::CaseInsensitive) &&
                    !item->text(1).contains(typed, Qt::CaseInsensitive));
  }
}

void ShortcutEditor::onCurrent() {
  const QSignalBlocker blocker(edit_);
  const QTreeWidgetItem* const item = tree_->currentItem();
  edit_->setEnabled(item != nullptr);
  edit_->setKeySequence(item ? keys_.value(idOf(item)).value(0) : QKeySequence());
  note_->clear();
}

QTreeWidgetItem* ShortcutEditor::ownerOf(const QKeySequence& key, const QTreeWidgetItem* but) const {
  for (int i = 0; i < tree_->topLevelItemCount(); ++i) {
    QTreeWidgetItem* const item = tree_->topLevelItem(i);
    if (item != but && keys_.value(idOf(item)).contains(key)) {
      return item;
    }
  }
  return nullptr;
}

void ShortcutEditor::onEdited() {
  QTreeWidgetItem* const item = tree_->currentItem();
  const QKeySequence key = edit_->keySequence();
  if (!item || key.isEmpty()) {
    return;
  }
  if (const QTreeWidgetItem* const owner = ownerOf(key, item)) {
    note_->setText(tr("%1 belongs to \"%2\". Take it away there first.")
                       .arg(key.toString(QKeySequence::NativeText), owner->text(0)));
    return;
  }
  note_->clear();
  setKeys(item, {key});
}

void ShortcutEditor::resetAll() {
  for (int i = 0; i < tree_->topLevelItemCount(); ++i) {
    QTreeWidgetItem* const item = tree_->topLevelItem(i);
    setKeys(item, defaultKeys(infoOf(idOf(item))));
  }
  onCurrent();
}

void ShortcutEditor::accept() {
  preferences_.keys.clear();
  for (const ActionInfo& info : actionTable()) {
    const QString id = QLatin1String(info.id);
    if (keys_.value(id) != defaultKeys(info)) {
      preferences_.keys.insert(id, keys_.value(id));
    }
  }
  QDialog::accept();
}

} // namespace cytosketch
