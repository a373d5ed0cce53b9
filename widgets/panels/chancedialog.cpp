#include "widgets/panels/chancedialog.h"

#include "widgets/panels/parametereditor.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QRandomGenerator>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <limits>

namespace cytosketch {

ChanceDialog::ChanceDialog(const QString& title, std::span<const Parameter> rows, const Values& values, int selected,
                           QWidget* parent)
    : QDialog(parent) {
  setWindowTitle(title);
  auto* const outer = new QVBoxLayout(this);
  auto* const form = new QFormLayout;
  for (const Parameter& row : rows) {
    auto* const editor = new ParameterEditor(row, ParameterEditor::Style::Plain, this);
    if (const auto given = values.find(std::string(row.key)); given != values.end()) {
      editor->setValue(row.type == ParameterType::Choice
                           ? QVariant(QString::fromUtf8(row.choices.at(std::size_t(given->second)).data()))
                           : QVariant(given->second));
    }
    form->addRow(editor->label(), editor->field());
    connect(editor, &ParameterEditor::valueChanged, this, &ChanceDialog::changed);
    editors_.push_back(editor);
  }
  seed_ = new QSpinBox(this);
  seed_->setObjectName(QStringLiteral("seed"));
  seed_->setRange(0, std::numeric_limits<int>::max());
  seed_->setValue(1);
  seed_->setAccessibleName(tr("Seed"));
  seed_->setToolTip(tr("The same seed draws the same values."));
  connect(seed_, &QSpinBox::valueChanged, this, &ChanceDialog::changed);
  auto* const dice = new QToolButton(this);
  dice->setIcon(QIcon::fromTheme(QStringLiteral("roll")));
  dice->setToolTip(tr("Another seed by chance"));
  dice->setAccessibleName(tr("New seed"));
  connect(dice, &QToolButton::clicked, this,
          [this] { seed_->setValue(QRandomGenerator::global()->bounded(1, 1000000)); });
  auto* const row = new QHBoxLayout;
  row->addWidget(seed_, 1);
  row->addWidget(dice);
  auto* const label = new QLabel(tr("Seed"), this);
  label->setBuddy(seed_);
  form->addRow(label, row);
  onlySelected_ = new QCheckBox(tr("Only the %n selected cell(s)", nullptr, selected), this);
  onlySelected_->setChecked(selected > 0);
  onlySelected_->setVisible(selected > 0);
  connect(onlySelected_, &QCheckBox::toggled, this, &ChanceDialog::changed);
  form->addRow(onlySelected_);
  outer->addLayout(form);
  note_ = new QLabel(this);
  note_->setWordWrap(true);
  note_->setMinimumHeight(2 * fontMetrics().height());
  note_->setAlignment(Qt::AlignLeft | Qt::AlignTop);
  outer->addWidget(note_);
  auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
  ok_ = buttons->button(QDialogButtonBox::Ok);
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  outer->addWidget(buttons);
  setMinimumWidth(340);
}

ChanceDialog::Values ChanceDialog::values() const {
  Values values;
  for (const ParameterEditor* const editor : editors_) {
    const Parameter& row = editor->parameter();
    double value = editor->value().toDouble();
    if (row.type == ParameterType::Choice) {
      const std::string name = editor->value().toString().toStdString();
      value = double(std::find(row.choices.begin(), row.choices.end(), name) - row.choices.begin());
    }
    values[std::string(row.key)] = value;
  }
  return values;
}

std::uint64_t ChanceDialog::seed() const {
  return std::uint64_t(seed_->value());
}

bool ChanceDialog::onlySelected() const {
  return onlySelected_->isVisibleTo(this) && onlySelected_->isChecked();
}

void ChanceDialog::setNote(const QString& text, bool problem) {
  note_->setText(text);
  note_->setForegroundRole(problem ? QPalette::WindowText : QPalette::PlaceholderText);
  ok_->setEnabled(!problem);
}

} // namespace cytosketch
