#include "widgets/panels/simulatepanel.h"

#include "widgets/forms/form.h"
#include "widgets/panels/parametereditor.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QRandomGenerator>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

#include <limits>

namespace cytosketch {

namespace {

QString plain(std::string_view text) {
  return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

} // namespace

SimulatePanel::SimulatePanel(QWidget* parent) : QWidget(parent) {
  auto* const outer = new QVBoxLayout(this);
  outer->setContentsMargins(8, 8, 8, 8);
  auto* const top = new QWidget(this);
  QFormLayout* const form = formIn(top);
  addOrganisms(form);
  addSeed(form);
  outer->addWidget(top);
  scroll_ = new FormScroll(this);
  outer->addWidget(scroll_, 1);
  addFit();
  addButton();
  showOrganism();
}

void SimulatePanel::addFit() {
  fit_ = new QToolButton(this);
  fit_->setObjectName(QStringLiteral("fitButton"));
  fit_->setText(tr("Fit to…"));
  fit_->setToolTip(tr("Measure size, number, elongation, irregularity, clustering and brightness of other cells, and "
                      "set the values so that more like them come out."));
  fit_->setPopupMode(QToolButton::InstantPopup);
  fit_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  auto* const menu = new QMenu(fit_);
  const auto add = [this, menu](const QString& text, FitSource source) {
    menu->addAction(text, this, [this, source] { Q_EMIT fitRequested(source); });
  };
  add(tr("The Cells of This Sketch"), FitSource::ThisSketch);
  add(tr("A Label Image…"), FitSource::Labels);
  add(tr("A Label Image with Its Real Image…"), FitSource::LabelsAndImage);
  fit_->setMenu(menu);
  layout()->addWidget(fit_);
}

void SimulatePanel::addOrganisms(QFormLayout* form) {
  organism_ = new QComboBox(this);
  organism_->setObjectName(QStringLiteral("organism"));
  organism_->setAccessibleName(tr("Organism"));
  organism_->setToolTip(tr("What kind of cells the sketch shows."));
  organism_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  organism_->setMinimumContentsLength(10);
  for (const Organism& organism : organisms()) {
    organism_->addItem(parameterText(organism.label), plain(organism.name));
  }
  auto* const label = new QLabel(tr("Organism"), this);
  label->setBuddy(organism_);
  form->addRow(label, organism_);
  help_ = noteIn(this);
  form->addRow(help_);
  model_ = noteIn(this);
  form->addRow(model_);
  connect(organism_, &QComboBox::currentIndexChanged, this, &SimulatePanel::showOrganism);
}

void SimulatePanel::addSeed(QFormLayout* form) {
  seed_ = new QSpinBox(this);
  seed_->setObjectName(QStringLiteral("simulationSeed"));
  seed_->setRange(0, std::numeric_limits<int>::max());
  seed_->setValue(1);
  seed_->setAccessibleName(tr("Seed"));
  seed_->setToolTip(tr("The same seed and values give the same sketch."));
  auto* const dice = new QToolButton(this);
  dice->setIcon(QIcon::fromTheme(QStringLiteral("roll")));
  dice->setAutoRaise(true);
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
}

void SimulatePanel::addButton() {
  counts_ = noteIn(this);
  counts_->hide();
  layout()->addWidget(counts_);
  progress_ = new QProgressBar(this);
  progress_->setAccessibleName(tr("Progress"));
  progress_->setRange(0, 100);
  progress_->setTextVisible(false);
  progress_->setMaximumHeight(6);
  progress_->hide();
  layout()->addWidget(progress_);
  button_ = new QPushButton(this);
  button_->setObjectName(QStringLiteral("simulateButton"));
  button_->setMinimumHeight(32);
  layout()->addWidget(button_);
  connect(button_, &QPushButton::clicked, this, [this] {
    if (running_) {
      Q_EMIT cancelRequested();
    } else {
      Q_EMIT simulateRequested();
    }
  });
  setRunning(false);
}

const SimulationSettings* SimulatePanel::presetOf(const QString& organism) const {
  for (const SimulationSettings& preset : presets_) {
    if (preset.organism == organism.toStdString()) {
      return &preset;
    }
  }
  return nullptr;
}

void SimulatePanel::showOrganism() {
  const QString name = organism_->currentData().toString();
  const Organism& organism = organismOf(name.toStdString());
  help_->setText(parameterText(organism.help));
  const SimulationSettings* const preset = presetOf(name);
  fit_->setVisible(organism.name == "free-form");
  model_->setText(preset && !preset->model.empty()
                      ? tr("Suits the model %1.").arg(QString::fromStdString(preset->model))
                      : tr("No model that comes with the program suits it yet."));
  for (const Row& row : rows_) {
    delete row.editor;
  }
  rows_.clear();
  auto* const page = new QWidget;
  QFormLayout* const form = formIn(page);
  form->setRowWrapPolicy(QFormLayout::WrapLongRows); // long names in a narrow dock
  for (const Parameter& row : organism.parameters) {
    auto* const editor = new ParameterEditor(row, ParameterEditor::Style::Plain, page);
    editor->field()->setObjectName(plain(row.key));
    form->addRow(editor->label(), editor->field());
    rows_.push_back({editor, 0.0, 0.0});
  }
  SimulationSettings shown;
  shown.organism = name.toStdString();
  setValues(preset ? *preset : shown);
  counts_->hide();
  scroll_->setWidget(page); // deletes the one before
}

void SimulatePanel::setValues(const SimulationSettings& settings) {
  for (auto& [editor, exact, shown] : rows_) {
    const Parameter& row = editor->parameter();
    const double value = settings.value(row.key);
    exact = value;
    editor->setValue(row.type == ParameterType::Choice ? QVariant(plain(row.choices.at(std::size_t(value))))
                                                       : QVariant(value));
    shown = editor->value().toDouble();
  }
}

SimulationSettings SimulatePanel::settings() const {
  SimulationSettings settings;
  const QString name = organism_->currentData().toString();
  settings.organism = name.toStdString();
  settings.seed = std::uint64_t(seed_->value());
  if (const SimulationSettings* const preset = presetOf(name)) {
    settings.model = preset->model;
  }
  for (const auto& [editor, exact, shown] : rows_) {
    const Parameter& row = editor->parameter();
    const std::string key(row.key);
    if (row.type == ParameterType::Choice) {
      settings.set(key + "=" + editor->value().toString().toStdString());
    } else {
      const double value = editor->value().toDouble();
      settings.values[key] = value == shown ? exact : value; // untouched values keep all their decimals
    }
  }
  return settings;
}

void SimulatePanel::setSettings(const SimulationSettings& settings) {
  organism_->setCurrentIndex(organism_->findData(plain(organismOf(settings.organism).name)));
  seed_->setValue(int(std::min<std::uint64_t>(settings.seed, std::numeric_limits<int>::max())));
  setValues(settings);
}

void SimulatePanel::setPresets(const std::vector<SimulationSettings>& presets) {
  presets_ = presets;
  showOrganism();
}

void SimulatePanel::takeFit(const SimulationSettings& fitted, const QString& note) {
  organism_->setCurrentIndex(organism_->findData(plain(organismOf(fitted.organism).name)));
  SimulationSettings merged = settings();
  for (const auto& [key, value] : fitted.values) {
    merged.values[key] = value;
  }
  setValues(merged);
  counts_->setText(note);
  counts_->show();
}

void SimulatePanel::setRunning(bool running) {
  running_ = running;
  fit_->setEnabled(!running);
  button_->setText(running ? tr("Cancel") : tr("Simulate"));
  button_->setToolTip(running ? tr("Stop; the sketch stays as it is.")
                              : tr("Make a new sketch in place of this one; Undo brings this one back."));
  progress_->setValue(0);
  progress_->setVisible(running);
}

void SimulatePanel::setProgress(double fraction) {
  progress_->setValue(int(100.0 * fraction));
}

void SimulatePanel::showCounts(std::int64_t placed, std::int64_t requested) {
  counts_->setText(placed < requested ? tr("%1 of %2 cells; no more fit.").arg(placed).arg(requested)
                                      : tr("%1 of %2 cells.").arg(placed).arg(requested));
  counts_->show();
}

} // namespace cytosketch
