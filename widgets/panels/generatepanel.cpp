#include "widgets/panels/generatepanel.h"

#include "engine/diffusion/schedule.h"
#include "widgets/forms/form.h"
#include "widgets/panels/modelchooser.h"
#include "widgets/panels/parametereditor.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QRandomGenerator>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace cytosketch {

namespace {

bool isAdvanced(std::string_view key) {
  return key == "tile" || key == "tile-depth" || key == "halo" || key == "memory" || key == "state" ||
         key == "precision" || key == "device";
}
bool hasSlider(std::string_view key) {
  return key == "t-start" || key == "sigma" || key == "eta";
}
bool changesNoise(std::string_view key) {
  return key == "t-start" || key == "sigma";
}

} // namespace

GeneratePanel::GeneratePanel(QWidget* parent) : QWidget(parent) {
  auto* const outer = new QVBoxLayout(this);
  outer->setContentsMargins(8, 8, 8, 8);
  auto* const scroll = new FormScroll(this);
  auto* const page = new QWidget;
  auto* const column = new QVBoxLayout(page);
  column->setContentsMargins(0, 0, 4, 0);
  auto* const mainPart = new QWidget(page);
  QFormLayout* const form = formIn(mainPart);
  column->addWidget(mainPart);

  advancedToggle_ = new QToolButton(page);
  advancedToggle_->setText(tr("Advanced"));
  advancedToggle_->setToolTip(tr("Tiles, memory, precision and device"));
  advancedToggle_->setCheckable(true);
  advancedToggle_->setAutoRaise(true);
  advancedToggle_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  advancedToggle_->setArrowType(Qt::RightArrow);
  column->addWidget(advancedToggle_);
  advanced_ = new QWidget(page);
  QFormLayout* const advancedForm = formIn(advanced_);
  advanced_->hide();
  column->addWidget(advanced_);
  column->addStretch(1);
  connect(advancedToggle_, &QToolButton::toggled, this, [this](bool open) {
    advancedToggle_->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
    advanced_->setVisible(open);
  });

  addModelRow(form);
  addEditors(form, advancedForm);
  scroll->setWidget(page);
  outer->addWidget(scroll, 1);
  addButton();
  showNoise();
  showCalls();
}

void GeneratePanel::addModelRow(QFormLayout* form) {
  model_ = new ModelChooser(form, this);
  model_->setChosen({GenerationSettings().model});
  connect(model_, &ModelChooser::changed, this, &GeneratePanel::onEdited);
  connect(model_, &ModelChooser::loadRequested, this, &GeneratePanel::loadModelRequested);
}

void GeneratePanel::addEditors(QFormLayout* main, QFormLayout* advanced) {
  for (const Parameter& parameter : generationParameters()) {
    const auto style = hasSlider(parameter.key) ? ParameterEditor::Style::Slider : ParameterEditor::Style::Plain;
    auto* const made = new ParameterEditor(parameter, style, this);
    const QString key = QString::fromUtf8(parameter.key.data(), qsizetype(parameter.key.size()));
    editors_.insert(key, made);
    connect(made, &ParameterEditor::valueChanged, this, &GeneratePanel::onEdited);
    if (parameter.key == "seed") {
      auto* const dice = new QToolButton(this);
      dice->setIcon(QIcon::fromTheme(QStringLiteral("roll")));
      dice->setAutoRaise(true);
      dice->setToolTip(tr("Another seed by chance"));
      dice->setAccessibleName(tr("New seed"));
      connect(dice, &QToolButton::clicked, this, &GeneratePanel::rollSeed);
      auto* const row = new QHBoxLayout;
      row->addWidget(made->field(), 1);
      row->addWidget(dice);
      main->addRow(made->label(), row);
    } else if (parameter.type == ParameterType::Boolean) {
      main->addRow(made->field());
    } else {
      (isAdvanced(parameter.key) ? advanced : main)->addRow(made->label(), made->field());
    }
    if (changesNoise(parameter.key)) {
      connect(made, &ParameterEditor::dragging, this, &GeneratePanel::noiseDragging);
    }
    if (parameter.key == "t-start") {
      noiseNote_ = noteIn(this);
      main->addRow(QString(), noiseNote_);
    } else if (parameter.key == "steps") {
      callsNote_ = noteIn(this);
      main->addRow(QString(), callsNote_);
    } else if (parameter.key == "auto-start") {
      addCellStartsRow(main);
    }
  }
  editor("halo")->setValue(QString::fromStdString(name(Halo())));
}

void GeneratePanel::addCellStartsRow(QFormLayout* form) {
  cellStartsRow_ = new QWidget(this);
  auto* const row = new QHBoxLayout(cellStartsRow_);
  row->setContentsMargins(0, 0, 0, 0);
  cellStartsNote_ = noteIn(cellStartsRow_);
  auto* const clear = new QToolButton(cellStartsRow_);
  clear->setIcon(QIcon::fromTheme(QStringLiteral("edit-clear")));
  clear->setAutoRaise(true);
  clear->setToolTip(tr("Let all cells start together again"));
  clear->setAccessibleName(tr("Let all cells start together again"));
  row->addWidget(cellStartsNote_, 1);
  row->addWidget(clear);
  form->addRow(cellStartsRow_);
  connect(clear, &QToolButton::clicked, this, &GeneratePanel::clearCellStarts);
  showCellStarts();
}

void GeneratePanel::clearCellStarts() {
  if (!cellStarts_.empty()) {
    cellStarts_.clear();
    onEdited();
  }
}

void GeneratePanel::showCellStarts() {
  cellStartsNote_->setText(tr("%n cell(s) start at a later step of their own.", nullptr, int(cellStarts_.size())));
  cellStartsRow_->setVisible(!cellStarts_.empty());
}

void GeneratePanel::addButton() {
  button_ = new QPushButton(this);
  button_->setObjectName(QStringLiteral("generateButton"));
  button_->setMinimumHeight(40);
  button_->setDefault(true);
  QFont font = button_->font();
  font.setBold(true);
  button_->setFont(font);
  layout()->addWidget(button_);
  connect(button_, &QPushButton::clicked, this, [this] {
    if (running_) {
      Q_EMIT cancelRequested();
    } else {
      Q_EMIT generateRequested();
    }
  });
  setRunning(false);
}

GenerationSettings GeneratePanel::settings() const {
  GenerationSettings settings;
  const auto text = [this](const char* key) { return editor(key)->value().toString().toStdString(); };
  const std::vector<std::string> models = model_->chosen();
  settings.model = models.front();
  settings.furtherModels.assign(models.begin() + 1, models.end());
  settings.tStart = editor("t-start")->value().toInt();
  settings.sigma = editor("sigma")->value().toDouble();
  settings.sampler = samplerOf(text("sampler"));
  settings.steps = editor("steps")->value().toInt();
  settings.eta = editor("eta")->value().toDouble();
  settings.autoStart = editor("auto-start")->value().toBool();
  settings.cellStarts = cellStarts_;
  settings.seed = editor("seed")->value().toULongLong();
  settings.tile = editor("tile")->value().toInt();
  settings.tileDepth = editor("tile-depth")->value().toInt();
  settings.memory = editor("memory")->value().toInt();
  settings.state = stateStorageOf(text("state"));
  settings.precision = precisionOf(text("precision"));
  settings.device = deviceOf(text("device"));
  try {
    settings.halo = haloOf(text("halo"));
  } catch (const SettingsError&) {
    settings.halo = Halo(); // half-typed text; the field shows what is wrong
  }
  return settings;
}

void GeneratePanel::setSettings(const GenerationSettings& wanted) {
  if (wanted == settings()) {
    return;
  }
  {
    const QSignalBlocker blocker(this);
    model_->setChosen(modelsOf(wanted));
    const auto text = [](std::string_view key) { return QString::fromUtf8(key.data(), qsizetype(key.size())); };
    editor("t-start")->setValue(wanted.tStart);
    editor("sigma")->setValue(wanted.sigma);
    editor("sampler")->setValue(text(name(wanted.sampler)));
    editor("steps")->setValue(wanted.steps);
    editor("eta")->setValue(wanted.eta);
    editor("auto-start")->setValue(wanted.autoStart);
    cellStarts_ = wanted.cellStarts;
    editor("seed")->setValue(qulonglong(wanted.seed));
    editor("tile")->setValue(wanted.tile);
    editor("tile-depth")->setValue(wanted.tileDepth);
    editor("memory")->setValue(wanted.memory);
    editor("state")->setValue(text(name(wanted.state)));
    editor("halo")->setValue(QString::fromStdString(name(wanted.halo)));
    editor("precision")->setValue(text(name(wanted.precision)));
    editor("device")->setValue(text(name(wanted.device)));
  }
  onEdited();
}

void GeneratePanel::setToDefaults() {
  GenerationSettings defaults;
  defaults.model = settings().model;
  defaults.furtherModels = settings().furtherModels;
  setSettings(defaults);
}

void GeneratePanel::rollSeed() {
  GenerationSettings rolled = settings();
  rolled.seed = QRandomGenerator::global()->bounded(1, 1000000);
  setSettings(rolled);
}

void GeneratePanel::setModels(const std::vector<ModelListEntry>& models) {
  model_->setModels(models);
}

void GeneratePanel::chooseModelFor(const Extent& extent, const QStringList& channelNames) {
  model_->chooseFor(extent, channelNames);
}

void GeneratePanel::setModelLoading() {
  model_->showNote(tr("Loading…"));
}

void GeneratePanel::setModelReady(const ModelCard& card, bool tileExact) {
  if (byChannel()) {
    model_->showNote(tr("Each channel is made by a model of its own, one after the other."));
    return;
  }
  QString text = QString::fromStdString(card.summary);
  if (!tileExact) {
    text += tr(" Its image depends on the tiles.");
  }
  model_->showNote(text, tr("<p>Trained on: %1</p><p>Licence: %2</p>")
                             .arg(QString::fromStdString(card.data).toHtmlEscaped(),
                                  QString::fromStdString(card.licence).toHtmlEscaped()));
}

void GeneratePanel::setModelProblem(const QString& problem) {
  model_->showNote(problem);
  setPredictedSeconds(-1.0);
}

void GeneratePanel::setPredictedSeconds(double seconds) {
  predictedSeconds_ = seconds;
  showCalls();
}

void GeneratePanel::setRunning(bool running) {
  running_ = running;
  button_->setText(running ? tr("Cancel") : tr("Generate"));
  button_->setIcon(QIcon::fromTheme(running ? QStringLiteral("process-stop") : QStringLiteral("media-playback-start")));
  button_->setToolTip(running ? tr("Stop; the image from before stays.")
                              : tr("Turn the sketch into an image (Ctrl+Enter)"));
  button_->setAccessibleName(button_->text());
}

bool GeneratePanel::byChannel() const {
  return model_->byChannel();
}

void GeneratePanel::setButtonEnabled(bool enabled) {
  button_->setEnabled(enabled);
}

void GeneratePanel::onEdited() {
  showNoise();
  showCalls();
  showCellStarts();
  bool fits = true;
  try {
    haloOf(editor("halo")->value().toString().toStdString());
  } catch (const SettingsError&) {
    fits = false;
  }
  editor("halo")->field()->setStyleSheet(fits ? QString() : QStringLiteral("QLineEdit { color: #c02020; }"));
  Q_EMIT settingsChanged();
}

void GeneratePanel::showNoise() {
  static const Schedule schedule;
  const int tStart = editor("t-start")->value().toInt();
  noiseNote_->setText(tr("of %1 · %2 % noise")
                          .arg(schedule.timesteps())
                          .arg(QLocale().toString(schedule.noisePercent(tStart), 'f', 0)));
}

void GeneratePanel::showCalls() {
  const GenerationSettings now = settings();
  // DDPM makes as many calls as the start step says: the field would be a lie.
  editor("steps")->field()->setEnabled(now.sampler != SamplerKind::Ddpm);
  editor("eta")->field()->setEnabled(now.sampler == SamplerKind::SdeDpmSolver);
  const QString calls = tr("%n network call(s)", nullptr, now.networkCalls());
  if (predictedSeconds_ < 0.0) {
    callsNote_->setText(calls);
    return;
  }
  const QString seconds = predictedSeconds_ < 10.0 ? QLocale().toString(predictedSeconds_, 'f', 1)
                                                   : QLocale().toString(std::round(predictedSeconds_), 'f', 0);
  callsNote_->setText(tr("%1, about %2 s").arg(calls, seconds));
}

} // namespace cytosketch
