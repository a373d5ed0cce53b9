#include "widgets/study/studypanel.h"

#include "engine/diffusion/schedule.h"
#include "engine/image/error.h"
#include "widgets/forms/form.h"
#include "widgets/study/recommendationbox.h"

#include <QCheckBox>
#include <QCoreApplication>
#include <QDoubleSpinBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

#include <cmath>

namespace cytosketch {

namespace {

constexpr double sigmaSteps = 10.0; ///< steps of the slider per voxel
constexpr int buttonHeight = 40;

QString translated(std::string_view text) {
  return QCoreApplication::translate("Parameters", std::string(text).c_str());
}

const Parameter* rowOf(std::span<const Parameter> table, std::string_view key) {
  for (const Parameter& row : table) {
    if (row.key == key) {
      return &row;
    }
  }
  return nullptr;
}

QLabel* note(QWidget* parent) {
  auto* const label = new QLabel(parent);
  label->setWordWrap(true);
  label->setForegroundRole(QPalette::PlaceholderText);
  return label;
}

QDoubleSpinBox* spinOf(const Parameter& row, int decimals, QWidget* parent) {
  auto* const spin = new QDoubleSpinBox(parent);
  spin->setDecimals(decimals);
  spin->setRange(row.minimum, row.maximum);
  spin->setSingleStep(row.step);
  spin->setValue(row.fallback);
  spin->setToolTip(translated(row.help));
  spin->setAccessibleName(translated(row.label));
  return spin;
}

/// "40 s", "3 min", rounded as a guess deserves.
QString duration(double seconds) {
  const QLocale locale;
  if (seconds < 10.0) {
    return StudyPanel::tr("%1 s").arg(locale.toString(std::ceil(seconds), 'f', 0));
  }
  if (seconds < 120.0) {
    return StudyPanel::tr("%1 s").arg(locale.toString(5.0 * std::ceil(seconds / 5.0), 'f', 0));
  }
  return StudyPanel::tr("%1 min").arg(locale.toString(std::ceil(seconds / 60.0), 'f', 0));
}

} // namespace

StudyPanel::StudyPanel(QWidget* parent) : QWidget(parent) {
  auto* const outer = new QVBoxLayout(this);
  outer->setContentsMargins(6, 6, 6, 6);
  auto* const area = new FormScroll(this);
  auto* const inner = new QWidget(area);
  auto* const column = new QVBoxLayout(inner);
  column->setContentsMargins(0, 0, 0, 0);
  auto* const form = new QFormLayout;
  form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
  column->addLayout(form);
  addSources(form);
  addGrid(form);
  addPoint(form);
  addRule(form);
  recommendation_ = new RecommendationBox(this);
  column->addWidget(recommendation_);
  connect(recommendation_, &RecommendationBox::useRequested, this, &StudyPanel::useRequested);
  connect(recommendation_, &RecommendationBox::reportRequested, this, &StudyPanel::reportRequested);
  column->addStretch(1);
  area->setWidget(inner);
  outer->addWidget(area, 1);
  addButton(outer);
  onGrid();
  showRecommendation({});
}

QWidget* StudyPanel::pathRow(QLineEdit* field, bool labels) {
  auto* const row = new QWidget(this);
  auto* const line = new QHBoxLayout(row);
  line->setContentsMargins(0, 0, 0, 0);
  auto* const choose = new QToolButton(row);
  choose->setText(QStringLiteral("…"));
  choose->setPopupMode(QToolButton::InstantPopup);
  choose->setAccessibleName(labels ? tr("Choose the labels") : tr("Choose the real image"));
  auto* const menu = new QMenu(choose);
  menu->addAction(tr("Image File…"), this, [this, labels] { Q_EMIT chooseRequested(labels, false); });
  menu->addAction(tr("Folder of Images…"), this, [this, labels] { Q_EMIT chooseRequested(labels, true); });
  menu->addAction(tr("None"), field, [field, this] {
    field->clear();
    Q_EMIT pathsChanged();
  });
  choose->setMenu(menu);
  field->setPlaceholderText(tr("none: the open sketch"));
  line->addWidget(field, 1);
  line->addWidget(choose);
  connect(field, &QLineEdit::editingFinished, this, &StudyPanel::pathsChanged);
  connect(field, &QLineEdit::textChanged, this, &StudyPanel::updateButton);
  return row;
}

void StudyPanel::addSources(QFormLayout* form) {
  real_ = new QLineEdit(this);
  real_->setToolTip(
      tr("A real image, or a folder of them: what the sketch is to become alike. Without, the open sketch is "
         "tried and judged by eye."));
  real_->setAccessibleName(tr("Real image"));
  labels_ = new QLineEdit(this);
  labels_->setToolTip(
      tr("The labels of its cells, or a folder of them with the same file names. The sketch is made from "
         "them, each cell with its mean grey in the real image."));
  labels_->setAccessibleName(tr("Labels"));
  form->addRow(tr("Real"), pathRow(real_, false));
  form->addRow(tr("Labels"), pathRow(labels_, true));
  limit_ = new QSpinBox(this);
  limit_->setRange(1, 9999);
  limit_->setValue(3);
  limit_->setToolTip(tr("Of a folder, so many images are studied, spread evenly over it."));
  limit_->setAccessibleName(tr("Images at most"));
  form->addRow(tr("At most"), limit_);
  connect(limit_, &QSpinBox::valueChanged, this, [this] {
    showEstimate();
    Q_EMIT pathsChanged();
  });
  connect(this, &StudyPanel::pathsChanged, this, &StudyPanel::showEstimate);
}

void StudyPanel::addGrid(QFormLayout* form) {
  const StudyGrid grid;
  tStarts_ = new QLineEdit(QString::fromStdString(listText(std::span(grid.tStarts))), this);
  tStarts_->setObjectName(QStringLiteral("startSteps"));
  tStarts_->setToolTip(
      tr("Start steps to try, with commas between them: later ones make a more realistic image that keeps "
         "less of the sketch."));
  tStarts_->setAccessibleName(tr("Start steps"));
  sigmas_ = new QLineEdit(QString::fromStdString(listText(std::span(grid.sigmas))), this);
  sigmas_->setToolTip(tr("Blurs of the sketch to try, in voxels."));
  sigmas_->setAccessibleName(tr("Blurs"));
  generate_ = new QCheckBox(tr("Generate images"), this);
  generate_->setChecked(true);
  generate_->setToolTip(tr("Without, only the noisy histograms are compared, which takes a moment."));
  gridNote_ = note(this);
  form->addRow(tr("Start steps"), tStarts_);
  form->addRow(tr("Blurs σ"), sigmas_);
  form->addRow(QString(), generate_);
  form->addRow(gridNote_);
  connect(tStarts_, &QLineEdit::textChanged, this, &StudyPanel::onGrid);
  connect(sigmas_, &QLineEdit::textChanged, this, &StudyPanel::onGrid);
  connect(generate_, &QCheckBox::toggled, this, &StudyPanel::onGrid);
}

void StudyPanel::addPoint(QFormLayout* form) {
  const Parameter& steps = *rowOf(generationParameters(), "t-start");
  const Parameter& blur = *rowOf(generationParameters(), "sigma");
  const auto pair = [this](QSlider* slider, QWidget* spin) {
    auto* const row = new QWidget(this);
    auto* const line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->addWidget(slider, 1);
    line->addWidget(spin);
    return row;
  };
  tSlider_ = new QSlider(Qt::Horizontal, this);
  tSlider_->setRange(int(steps.minimum), int(steps.maximum));
  tSpin_ = new QSpinBox(this);
  tSpin_->setRange(int(steps.minimum), int(steps.maximum));
  sigmaSlider_ = new QSlider(Qt::Horizontal, this);
  sigmaSlider_->setRange(0, int(sigmaSteps * blur.usefulMaximum));
  sigmaSpin_ = new QDoubleSpinBox(this);
  sigmaSpin_->setDecimals(1);
  sigmaSpin_->setSingleStep(0.1);
  sigmaSpin_->setRange(blur.minimum, blur.maximum);
  for (QWidget* const widget : std::initializer_list<QWidget*>{tSlider_, tSpin_}) {
    widget->setAccessibleName(tr("Start step shown"));
    widget->setToolTip(tr("The start step whose noise the histograms show."));
  }
  for (QWidget* const widget : std::initializer_list<QWidget*>{sigmaSlider_, sigmaSpin_}) {
    widget->setAccessibleName(tr("Blur shown"));
    widget->setToolTip(tr("The blur of the sketch whose histogram is shown."));
  }
  tSpin_->setValue(int(steps.fallback));
  tSlider_->setValue(int(steps.fallback));
  sigmaSpin_->setValue(blur.fallback);
  sigmaSlider_->setValue(int(sigmaSteps * blur.fallback));
  form->addRow(tr("Shown: step"), pair(tSlider_, tSpin_));
  form->addRow(tr("Shown: σ"), pair(sigmaSlider_, sigmaSpin_));
  connect(tSlider_, &QSlider::valueChanged, tSpin_, &QSpinBox::setValue);
  connect(tSpin_, &QSpinBox::valueChanged, this, &StudyPanel::onPoint);
  connect(sigmaSlider_, &QSlider::valueChanged, this, [this](int value) { sigmaSpin_->setValue(value / sigmaSteps); });
  connect(sigmaSpin_, &QDoubleSpinBox::valueChanged, this, &StudyPanel::onPoint);
}

void StudyPanel::addRule(QFormLayout* form) {
  const Parameter& tolerance = *rowOf(studyParameters(), "tolerance");
  const Parameter& zncc = *rowOf(studyParameters(), "least-zncc");
  tolerance_ = spinOf(tolerance, 5, this);
  leastZncc_ = spinOf(zncc, 2, this);
  leastZncc_->setObjectName(QStringLiteral("leastZncc"));
  form->addRow(translated(tolerance.label), tolerance_);
  form->addRow(translated(zncc.label), leastZncc_);
  connect(tolerance_, &QDoubleSpinBox::valueChanged, this, &StudyPanel::ruleChanged);
  connect(leastZncc_, &QDoubleSpinBox::valueChanged, this, &StudyPanel::ruleChanged);
}

void StudyPanel::addButton(QVBoxLayout* column) {
  progress_ = new QProgressBar(this);
  progress_->setVisible(false);
  progress_->setAccessibleName(tr("Progress of the study"));
  button_ = new QPushButton(this);
  button_->setObjectName(QStringLiteral("studyButton"));
  button_->setMinimumHeight(buttonHeight);
  QFont bold = button_->font();
  bold.setBold(true);
  button_->setFont(bold);
  column->addWidget(progress_);
  column->addWidget(button_);
  connect(button_, &QPushButton::clicked, this, [this] {
    if (running_) {
      Q_EMIT cancelRequested();
    } else {
      Q_EMIT runRequested();
    }
  });
  setRunning(false);
}

QString StudyPanel::realPath() const {
  return real_->text().trimmed();
}
QString StudyPanel::labelsPath() const {
  return labels_->text().trimmed();
}

void StudyPanel::setPaths(const QString& real, const QString& labels) {
  real_->setText(real);
  labels_->setText(labels);
  Q_EMIT pathsChanged();
}

int StudyPanel::limit() const {
  return limit_->value();
}

std::optional<StudyGrid> StudyPanel::grid() const {
  try {
    return StudyGrid{tStartsOf(tStarts_->text().toStdString()), sigmasOf(sigmas_->text().toStdString())};
  } catch (const SettingsError&) {
    return std::nullopt;
  }
}

void StudyPanel::setGrid(const StudyGrid& grid) {
  tStarts_->setText(QString::fromStdString(listText(std::span(grid.tStarts))));
  sigmas_->setText(QString::fromStdString(listText(std::span(grid.sigmas))));
}

bool StudyPanel::generates() const {
  return generate_->isChecked();
}

RecommendationRule StudyPanel::rule() const {
  RecommendationRule rule;
  rule.tolerance = tolerance_->value();
  rule.leastZncc = leastZncc_->value();
  return rule;
}

GridPoint StudyPanel::point() const {
  return {tSpin_->value(), sigmaSpin_->value()};
}

void StudyPanel::setPoint(const GridPoint& point) {
  {
    const QSignalBlocker steps(tSpin_);
    const QSignalBlocker blur(sigmaSpin_);
    tSpin_->setValue(point.tStart);
    sigmaSpin_->setValue(point.sigma);
  }
  onPoint();
}

void StudyPanel::onPoint() {
  const QSignalBlocker steps(tSlider_);
  const QSignalBlocker blur(sigmaSlider_);
  tSlider_->setValue(tSpin_->value());
  sigmaSlider_->setValue(int(std::lround(sigmaSteps * sigmaSpin_->value())));
  Q_EMIT pointChanged(point());
}

void StudyPanel::onGrid() {
  updateButton();
  Q_EMIT gridChanged();
}

void StudyPanel::setModel(const QString& text, double secondsPerImage) {
  model_ = text;
  secondsPerImage_ = secondsPerImage;
  showEstimate();
}

void StudyPanel::showEstimate() {
  try {
    const auto points =
        int(tStartsOf(tStarts_->text().toStdString()).size()) * int(sigmasOf(sigmas_->text().toStdString()).size());
    if (!hasSource()) {
      gridNote_->setText(tr("Choose a real image and its labels, or open a sketch and generate images."));
      return;
    }
    if (!generate_->isChecked()) {
      gridNote_->setText(tr("%n point(s), histograms only", nullptr, points));
      return;
    }
    const int images = points * (QFileInfo(realPath()).isDir() ? limit_->value() : 1);
    QString text = tr("%n image(s)", nullptr, images);
    if (secondsPerImage_ > 0.0) {
      text = tr("%1, about %2").arg(text, duration(secondsPerImage_ * images));
    }
    gridNote_->setText(model_.isEmpty() ? text : tr("%1 by %2").arg(text, model_));
  } catch (const SettingsError& error) {
    const QString list = error.where() == "sigma" ? tr("Blurs") : tr("Start steps");
    gridNote_->setText(tr("%1: write numbers in range with commas between them, such as 100, 200, 400.").arg(list));
  }
}

void StudyPanel::setSketchOpen(bool open) {
  sketchOpen_ = open;
  updateButton();
}

bool StudyPanel::canRun() const {
  if (running_) {
    return true;
  }
  return grid().has_value() && hasSource();
}

bool StudyPanel::hasSource() const {
  const bool files = !realPath().isEmpty() && !labelsPath().isEmpty();
  const bool sketch = realPath().isEmpty() && labelsPath().isEmpty() && sketchOpen_ && generates();
  return files || sketch;
}

void StudyPanel::updateButton() {
  showEstimate();
  button_->setText(running_ ? tr("Cancel") : tr("Run Study"));
  button_->setEnabled(canRun());
  button_->setToolTip(canRun() ? tr("Ctrl+Enter") : gridNote_->text());
}

void StudyPanel::setRunning(bool running) {
  running_ = running;
  progress_->setVisible(running);
  progress_->setRange(0, 0);
  recommendation_->setRunning(running);
  updateButton();
}

void StudyPanel::setProgress(const StudyProgress& progress) {
  progress_->setRange(0, progress.images);
  progress_->setValue(progress.done);
  progress_->setFormat(progress.etaSeconds > 0.0
                           ? tr("%v of %m · %1 s left").arg(QLocale().toString(std::ceil(progress.etaSeconds), 'f', 0))
                           : tr("%v of %m"));
}

void StudyPanel::showRecommendation(const Recommendation& recommendation) {
  recommendation_->setRecommendation(recommendation, rule());
}

} // namespace cytosketch
