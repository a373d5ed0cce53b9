#include "widgets/datasetview/recipepanel.h"

#include "widgets/datasetview/rangefield.h"
#include "widgets/forms/form.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

namespace cytosketch {

namespace {

constexpr int buttonHeight = 40;
enum SourceIndex { Simulated, ThisSketch, Folder };

QString plain(std::string_view text) {
  return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

const Parameter& rowOf(std::span<const Parameter> table, std::string_view key) {
  for (const Parameter& row : table) {
    if (row.key == key) {
      return row;
    }
  }
  return table.front();
}

QFormLayout* wrappingFormIn(QWidget* parent) {
  QFormLayout* const form = formIn(parent);
  form->setContentsMargins(9, 9, 9, 9);
  form->setRowWrapPolicy(QFormLayout::WrapLongRows);
  return form;
}

QLabel* labelOf(const Parameter& row, QWidget* field, QWidget* parent) {
  auto* const label = new QLabel(datasetText(row.label), parent);
  label->setToolTip(field->toolTip());
  label->setBuddy(field);
  return label;
}

QComboBox* choiceOf(const Parameter& row, QWidget* parent) {
  auto* const box = new QComboBox(parent);
  for (std::size_t i = 0; i < row.choices.size(); ++i) {
    box->addItem(datasetText(i < row.choiceLabels.size() ? row.choiceLabels[i] : row.choices[i]));
  }
  box->setCurrentIndex(int(row.fallback));
  box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  box->setMinimumContentsLength(8);
  box->setAccessibleName(datasetText(row.label));
  box->setToolTip(datasetText(row.help));
  return box;
}

QString sizeText(double bytes) {
  return QLocale().formattedDataSize(qint64(bytes), 1, QLocale::DataSizeSIFormat);
}

} // namespace

RecipePanel::RecipePanel(QWidget* parent) : QWidget(parent) {
  auto* const outer = new QVBoxLayout(this);
  outer->setContentsMargins(6, 6, 6, 6);
  auto* const area = new FormScroll(this);
  auto* const inner = new QWidget(area);
  auto* const column = new QVBoxLayout(inner);
  column->setContentsMargins(0, 0, 6, 0);
  addSource(column);
  addRows(addGroup(column, tr("Samples")), {"count", "seed", "validation", "test"});
  addRows(addGroup(column, tr("Files")), {"layout", "labels", "bit-depth", "scaling", "sketches", "dataset-number"});
  addGeneration(column);
  addRows(addGroup(column, tr("Variation")), {"crop-x", "crop-y", "crop-z", "flip", "turn", "move", "relight"});
  addRows(addGroup(column, tr("Quality")), {"most-lost", "least-zncc", "attempts", "failing"});
  column->addWidget(simulator_); // its many rows come last
  column->addStretch(1);
  area->setWidget(inner);
  outer->addWidget(area, 1);
  addButtons(outer);
  showSimulator();
  showSource();
}

QFormLayout* RecipePanel::addGroup(QVBoxLayout* column, const QString& title) {
  auto* const box = new QGroupBox(title, this);
  column->addWidget(box);
  return wrappingFormIn(box);
}

QWidget* RecipePanel::pathRow(QLineEdit* field, const QString& name, void (RecipePanel::*request)()) {
  auto* const row = new QWidget(this);
  auto* const line = new QHBoxLayout(row);
  line->setContentsMargins(0, 0, 0, 0);
  auto* const choose = new QToolButton(row);
  choose->setText(QStringLiteral("…"));
  choose->setAccessibleName(tr("Choose: %1").arg(name));
  choose->setToolTip(tr("Choose: %1").arg(name));
  field->setAccessibleName(name);
  line->addWidget(field, 1);
  line->addWidget(choose);
  connect(choose, &QToolButton::clicked, this, request);
  connect(field, &QLineEdit::textChanged, this, &RecipePanel::onChanged);
  return row;
}

void RecipePanel::addSource(QVBoxLayout* column) {
  auto* const form = addGroup(column, tr("Sketches"));
  source_ = new QComboBox(this);
  source_->setObjectName(QStringLiteral("recipeSource"));
  source_->addItems({tr("Simulated"), tr("This sketch, varied"), tr("Folder of sketches")});
  source_->setToolTip(tr("Where the sketches of the samples come from."));
  source_->setAccessibleName(tr("Source"));
  auto* const label = new QLabel(tr("Source"), this);
  label->setBuddy(source_);
  form->addRow(label, source_);
  sourceFolder_ = new QLineEdit(this);
  sourceFolder_->setObjectName(QStringLiteral("recipeSourceFolder"));
  sourceRow_ = pathRow(sourceFolder_, tr("Folder of sketches"), &RecipePanel::chooseSourceRequested);
  form->addRow(sourceRow_);
  simulator_ = new QGroupBox(tr("Simulator: a value, or a range to draw from"), this);
  simulator_->setObjectName(QStringLiteral("recipeSimulator"));
  simulatorPlace_ = new QVBoxLayout(simulator_);
  organism_ = new QComboBox(this);
  organism_->setObjectName(QStringLiteral("recipeOrganism"));
  organism_->setAccessibleName(tr("Organism"));
  organism_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  organism_->setMinimumContentsLength(8);
  for (const Organism& organism : organisms()) {
    organism_->addItem(datasetText(organism.label), plain(organism.name));
  }
  organism_->setCurrentIndex(organism_->findData(QStringLiteral("hela")));
  form->addRow(organism_);
  connect(source_, &QComboBox::currentIndexChanged, this, &RecipePanel::showSource);
  connect(organism_, &QComboBox::currentIndexChanged, this, &RecipePanel::showSimulator);
}

void RecipePanel::showSource() {
  sourceRow_->setVisible(source_->currentIndex() == Folder);
  organism_->setVisible(source_->currentIndex() == Simulated);
  simulator_->setVisible(source_->currentIndex() == Simulated);
  onChanged();
}

const SimulationSettings* RecipePanel::presetOf(const std::string& organism) const {
  for (const SimulationSettings& preset : presets_) {
    if (preset.organism == organism) {
      return &preset;
    }
  }
  return nullptr;
}

void RecipePanel::showSimulator() {
  const std::string name = organism_->currentData().toString().toStdString();
  const Organism& organism = organismOf(name);
  organism_->setToolTip(datasetText(organism.help));
  while (simulatorPlace_->count() > 0) {
    delete simulatorPlace_->itemAt(0)->widget();
  }
  simulatorRanges_.clear();
  simulatorChoices_.clear();
  SimulationSettings values;
  values.organism = name;
  if (const SimulationSettings* const preset = presetOf(name)) {
    values = *preset;
  }
  auto* const page = new QWidget(simulator_);
  QFormLayout* const form = wrappingFormIn(page);
  form->setContentsMargins(0, 0, 0, 0);
  for (const Parameter& row : organism.parameters) {
    const std::string key(row.key);
    if (row.type == ParameterType::Choice) {
      QComboBox* const box = simulatorChoices_[key] = choiceOf(row, page);
      box->setCurrentIndex(int(values.value(key)));
      form->addRow(labelOf(row, box, page), box);
      connect(box, &QComboBox::currentIndexChanged, this, &RecipePanel::onChanged);
    } else {
      auto* const field = simulatorRanges_[key] = new RangeField(row, page);
      field->setObjectName(plain(row.key));
      field->setRange({values.value(key), values.value(key)});
      field->setToolTip(datasetText(row.help));
      form->addRow(labelOf(row, field, page), field);
      connect(field, &RangeField::changed, this, &RecipePanel::onChanged);
    }
  }
  simulatorPlace_->addWidget(page);
  onChanged();
}

QWidget* RecipePanel::fieldOf(const Parameter& row) {
  const std::string key(row.key);
  if (row.type == ParameterType::Boolean) {
    auto* const box = new QCheckBox(this);
    box->setChecked(row.fallback != 0.0);
    connect(box, &QCheckBox::toggled, this, &RecipePanel::onChanged);
    values_[key] = [box] { return box->isChecked() ? 1.0 : 0.0; };
    setters_[key] = [box](double value) { box->setChecked(value != 0.0); };
    return box;
  }
  if (row.type == ParameterType::Choice) {
    QComboBox* const box = choiceOf(row, this);
    connect(box, &QComboBox::currentIndexChanged, this, &RecipePanel::onChanged);
    values_[key] = [box] { return double(box->currentIndex()); };
    setters_[key] = [box](double value) { box->setCurrentIndex(int(value)); };
    return box;
  }
  auto* const spin = new NumberSpin(this);
  spin->setDecimals(row.type == ParameterType::Integer ? 0 : 2);
  spin->setRange(row.minimum, row.maximum);
  spin->setSingleStep(row.step);
  spin->setValue(row.fallback);
  spin->setKeyboardTracking(false);
  if (!row.unit.empty()) {
    spin->setSuffix(QLatin1Char(' ') + datasetText(row.unit));
  }
  connect(spin, &QDoubleSpinBox::valueChanged, this, &RecipePanel::onChanged);
  values_[key] = [spin] { return spin->value(); };
  setters_[key] = [spin](double value) { spin->setValue(value); };
  return spin;
}

void RecipePanel::addRows(QFormLayout* form, const std::vector<std::string>& keys) {
  for (const std::string& key : keys) {
    const Parameter& row = rowOf(recipeParameters(), key);
    QWidget* const field = fieldOf(row);
    field->setObjectName(plain(row.key));
    field->setAccessibleName(datasetText(row.label));
    field->setToolTip(datasetText(row.help));
    form->addRow(labelOf(row, field, this), field);
  }
}

void RecipePanel::addGeneration(QVBoxLayout* column) {
  auto* const form = addGroup(column, tr("Generation"));
  model_ = new QLabel(this);
  model_->setWordWrap(true);
  model_->setForegroundRole(QPalette::PlaceholderText);
  form->addRow(model_);
  for (const std::string key : {"t-start", "sigma"}) {
    const Parameter& row = rowOf(generationParameters(), key);
    auto* const field = generationRanges_[key] = new RangeField(row, this);
    field->setToolTip(datasetText(row.help));
    form->addRow(labelOf(row, field, this), field);
    connect(field, &RangeField::changed, this, &RecipePanel::onChanged);
  }
}

void RecipePanel::addButtons(QVBoxLayout* outer) {
  auto* const form = new QFormLayout;
  name_ = new QLineEdit(tr("dataset"), this);
  name_->setObjectName(QStringLiteral("recipeName"));
  name_->setAccessibleName(tr("Name"));
  auto* const nameLabel = new QLabel(tr("Name"), this);
  nameLabel->setBuddy(name_);
  form->addRow(nameLabel, name_);
  folder_ = new QLineEdit(this);
  folder_->setObjectName(QStringLiteral("datasetFolder"));
  folder_->setPlaceholderText(tr("a new or an empty folder"));
  form->addRow(tr("Folder"), pathRow(folder_, tr("Folder"), &RecipePanel::chooseFolderRequested));
  outer->addLayout(form);
  estimate_ = new QLabel(tr("Preview shows a few samples and estimates time and disk space."), this);
  estimate_->setObjectName(QStringLiteral("datasetEstimate"));
  estimate_->setWordWrap(true);
  estimate_->setForegroundRole(QPalette::PlaceholderText);
  outer->addWidget(estimate_);
  auto* const row = new QHBoxLayout;
  preview_ = new QPushButton(this);
  preview_->setObjectName(QStringLiteral("previewButton"));
  preview_->setToolTip(tr("Make a few of the samples, chosen by chance; nothing is written."));
  auto* const open = new QPushButton(tr("Open Recipe…"), this);
  auto* const save = new QPushButton(tr("Save Recipe…"), this);
  for (QPushButton* const button : {preview_, open, save}) {
    row->addWidget(button, 1);
  }
  outer->addLayout(row);
  make_ = new QPushButton(this);
  make_->setObjectName(QStringLiteral("makeDatasetButton"));
  make_->setMinimumHeight(buttonHeight);
  QFont font = make_->font();
  font.setBold(true);
  make_->setFont(font);
  outer->addWidget(make_);
  connect(name_, &QLineEdit::textChanged, this, &RecipePanel::onChanged);
  connect(open, &QPushButton::clicked, this, &RecipePanel::openRecipeRequested);
  connect(save, &QPushButton::clicked, this, &RecipePanel::saveRecipeRequested);
  connect(preview_, &QPushButton::clicked, this, &RecipePanel::previewRequested);
  connect(make_, &QPushButton::clicked, this, [this] {
    if (running_) {
      Q_EMIT cancelRequested();
    } else {
      Q_EMIT makeRequested();
    }
  });
  setPreviewing(false);
  setRunning(false);
}

void RecipePanel::setRunning(bool running) {
  running_ = running;
  make_->setText(running ? tr("Cancel") : tr("Make Dataset"));
  make_->setToolTip(running ? tr("Stop; samples that are ready stay, and the run can be resumed.")
                            : tr("Put this recipe into the queue and start."));
  onChanged();
}

void RecipePanel::setPreviewing(bool previewing) {
  preview_->setText(previewing ? tr("Stop Preview") : tr("Preview"));
}

void RecipePanel::showEstimate(const DatasetEstimate& estimate) {
  constexpr double minute = 60.0, hour = 3600.0;
  const double s = estimate.seconds;
  const QString time = s < minute ? tr("%1 s").arg(s, 0, 'f', 0)
                       : s < hour ? tr("%1 min").arg(s / minute, 0, 'f', 0)
                                  : tr("%1 h").arg(s / hour, 0, 'f', 1);
  estimate_->setText(tr("About %1; at most %2 of %3 that are free.")
                         .arg(time, sizeText(estimate.bytes), sizeText(estimate.freeBytes)));
}

void RecipePanel::setPresets(const std::vector<SimulationSettings>& presets) {
  presets_ = presets;
  showSimulator();
}

void RecipePanel::setSketchOpen(bool open) {
  sketchOpen_ = open;
  onChanged();
}

void RecipePanel::setGeneration(const GenerationSettings& settings) {
  const bool first = generation_ == GenerationSettings();
  generation_ = settings;
  model_->setText(tr("Model %1, %n network call(s); chosen on the page Sketch.", nullptr, settings.networkCalls())
                      .arg(QFileInfo(QString::fromStdString(settings.model)).completeBaseName()));
  if (first) {
    generationRanges_["t-start"]->setRange({double(settings.tStart), double(settings.tStart)});
    generationRanges_["sigma"]->setRange({settings.sigma, settings.sigma});
  }
  onChanged();
}

QString RecipePanel::folder() const {
  return folder_->text().trimmed();
}

void RecipePanel::setFolder(const QString& folder) {
  folder_->setText(folder);
}

void RecipePanel::setSourceFolder(const QString& folder) {
  sourceFolder_->setText(folder);
}

bool RecipePanel::canMake() const {
  const bool sourced = source_->currentIndex() == Simulated || (source_->currentIndex() == ThisSketch && sketchOpen_) ||
                       (source_->currentIndex() == Folder && !sourceFolder_->text().trimmed().isEmpty());
  return sourced && !folder().isEmpty() && !name_->text().trimmed().isEmpty();
}

void RecipePanel::onChanged() {
  if (make_ == nullptr) {
    return; // still being built
  }
  make_->setEnabled(running_ || canMake());
  preview_->setEnabled(source_->currentIndex() != ThisSketch || sketchOpen_);
  Q_EMIT changed();
}

Recipe RecipePanel::recipe() const {
  Recipe recipe;
  recipe.name = name_->text().trimmed().toStdString();
  recipe.generation = generation_;
  for (const auto& [key, field] : generationRanges_) {
    const ValueRange range = field->range();
    if (range.low < range.high) {
      recipe.generationRanges[key] = range;
    } else if (key == "sigma") {
      recipe.generation.sigma = range.low;
    } else {
      recipe.generation.tStart = int(range.low);
    }
  }
  recipe.source.kind = source_->currentIndex() == Simulated    ? SketchSource::Kind::Simulator
                       : source_->currentIndex() == ThisSketch ? SketchSource::Kind::Sketch
                                                               : SketchSource::Kind::Folder;
  if (recipe.source.kind == SketchSource::Kind::Folder) {
    recipe.source.path = sourceFolder_->text().trimmed().toStdString();
  }
  recipe.source.simulator.organism = organism_->currentData().toString().toStdString();
  for (const auto& [key, box] : simulatorChoices_) {
    recipe.source.simulator.values[key] = box->currentIndex();
  }
  for (const auto& [key, field] : simulatorRanges_) {
    const ValueRange range = field->range();
    recipe.source.simulator.values[key] = range.low;
    if (range.low < range.high) {
      recipe.source.ranges[key] = range;
    }
  }
  for (const auto& [key, value] : values_) {
    recipe.values[key] = value();
  }
  return recipe;
}

void RecipePanel::setRecipe(const Recipe& recipe) {
  name_->setText(QString::fromStdString(recipe.name));
  source_->setCurrentIndex(recipe.source.kind == SketchSource::Kind::Simulator ? Simulated
                           : recipe.source.kind == SketchSource::Kind::Sketch  ? ThisSketch
                                                                               : Folder);
  if (recipe.source.kind == SketchSource::Kind::Folder) {
    sourceFolder_->setText(QString::fromStdString(recipe.source.path.string()));
  }
  if (recipe.source.kind == SketchSource::Kind::Simulator) {
    organism_->setCurrentIndex(organism_->findData(QString::fromStdString(recipe.source.simulator.organism)));
    for (const auto& [key, box] : simulatorChoices_) {
      box->setCurrentIndex(int(recipe.source.simulator.value(key)));
    }
    for (const auto& [key, field] : simulatorRanges_) {
      const auto range = recipe.source.ranges.find(key);
      const double value = recipe.source.simulator.value(key);
      field->setRange(range == recipe.source.ranges.end() ? ValueRange{value, value} : range->second);
    }
  }
  for (const auto& [key, field] : generationRanges_) {
    const auto range = recipe.generationRanges.find(key);
    const double value = key == "sigma" ? recipe.generation.sigma : double(recipe.generation.tStart);
    field->setRange(range == recipe.generationRanges.end() ? ValueRange{value, value} : range->second);
  }
  for (const auto& [key, set] : setters_) {
    set(recipe.value(key));
  }
  onChanged();
}

} // namespace cytosketch
