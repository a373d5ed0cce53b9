#include "widgets/panels/parametereditor.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QDoubleSpinBox>
#include <QDoubleValidator>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSlider>
#include <QSpinBox>

#include <algorithm>
#include <cmath>
#include <limits>

namespace cytosketch {

namespace {

constexpr int sliderSteps = 1000;

QString fromView(std::string_view text) {
  return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

} // namespace

QString parameterText(std::string_view text) {
  return text.empty() ? QString() : QCoreApplication::translate("Parameters", std::string(text).c_str());
}

ParameterEditor::ParameterEditor(const Parameter& parameter, Style style, QWidget* parent)
    : QObject(parent), parameter_(&parameter), style_(style) {
  label_ = new QLabel(parameterText(parameter.label), parent);
  switch (parameter.type) {
  case ParameterType::Integer:
    makeInteger(parent);
    break;
  case ParameterType::Real:
    makeReal(parent);
    break;
  case ParameterType::Choice:
    makeChoice(parent);
    break;
  case ParameterType::Boolean:
    makeBoolean(parent);
    break;
  case ParameterType::Text:
    makeText(parent);
    break;
  }
  QWidget* editor = nullptr;
  for (QWidget* const candidate : std::initializer_list<QWidget*>{integer_, real_, choice_, check_, text_}) {
    editor = candidate ? candidate : editor;
  }
  editor->setAccessibleName(parameterText(parameter.label));
  editor->setAccessibleDescription(parameterText(parameter.help));
  editor->setObjectName(fromView(parameter.key));
  label_->setBuddy(editor);
  label_->installEventFilter(this);
  const QString tip = QStringLiteral("<p>%1</p>").arg(parameterText(parameter.help).toHtmlEscaped());
  label_->setToolTip(tip);
  editor->setToolTip(tip);
  if (!field_) {
    field_ = editor;
  }
  setToDefault();
}

void ParameterEditor::makeInteger(QWidget* parent) {
  // Whole numbers beyond a spin box's range (seeds) get a text field that takes digits only.
  if (parameter_->maximum > double(std::numeric_limits<int>::max())) {
    text_ = new QLineEdit(parent);
    text_->setMaxLength(10);
    text_->setValidator(new QDoubleValidator(parameter_->minimum, parameter_->maximum, 0, text_));
    connect(text_, &QLineEdit::textEdited, this, &ParameterEditor::onEdited);
    return;
  }
  integer_ = new QSpinBox(parent);
  integer_->setRange(int(parameter_->minimum), int(parameter_->maximum));
  integer_->setSingleStep(int(parameter_->step));
  integer_->setKeyboardTracking(false);
  if (!parameter_->unit.empty()) {
    integer_->setSuffix(QStringLiteral(" ") + parameterText(parameter_->unit));
  }
  connect(integer_, &QSpinBox::valueChanged, this, &ParameterEditor::onEdited);
  if (style_ != Style::Plain) {
    addSlider(integer_, parent);
  }
}

void ParameterEditor::makeReal(QWidget* parent) {
  real_ = new QDoubleSpinBox(parent);
  real_->setDecimals(parameter_->step < 0.01 ? 3 : 2);
  real_->setRange(parameter_->minimum, parameter_->maximum);
  real_->setSingleStep(parameter_->step);
  real_->setKeyboardTracking(false);
  if (!parameter_->unit.empty()) {
    real_->setSuffix(QStringLiteral(" ") + parameterText(parameter_->unit));
  }
  connect(real_, &QDoubleSpinBox::valueChanged, this, &ParameterEditor::onEdited);
  if (style_ != Style::Plain) {
    addSlider(real_, parent);
  }
}

void ParameterEditor::makeChoice(QWidget* parent) {
  choice_ = new QComboBox(parent);
  choice_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  choice_->setMinimumContentsLength(8);
  for (std::size_t i = 0; i < parameter_->choices.size(); ++i) {
    const std::string_view label =
        i < parameter_->choiceLabels.size() ? parameter_->choiceLabels[i] : parameter_->choices[i];
    choice_->addItem(parameterText(label), fromView(parameter_->choices[i]));
  }
  connect(choice_, &QComboBox::currentIndexChanged, this, &ParameterEditor::onEdited);
}

void ParameterEditor::makeBoolean(QWidget* parent) {
  check_ = new QCheckBox(label_->text(), parent);
  label_->clear();
  label_->hide();
  check_->setChecked(parameter_->fallback != 0.0);
  connect(check_, &QCheckBox::toggled, this, &ParameterEditor::onEdited);
}

void ParameterEditor::makeText(QWidget* parent) {
  text_ = new QLineEdit(parent);
  connect(text_, &QLineEdit::textEdited, this, &ParameterEditor::onEdited);
}

void ParameterEditor::addSlider(QWidget* spin, QWidget* parent) {
  field_ = new QWidget(parent);
  auto* const row = new QHBoxLayout(field_);
  row->setContentsMargins(0, 0, 0, 0);
  slider_ = new QSlider(Qt::Horizontal, field_);
  slider_->setRange(0, sliderSteps);
  slider_->setPageStep(sliderSteps / 20);
  slider_->setAccessibleName(label_->text());
  slider_->setToolTip(QStringLiteral("<p>%1</p>").arg(parameterText(parameter_->help).toHtmlEscaped()));
  slider_->installEventFilter(this);
  row->addWidget(slider_, 1);
  row->addWidget(spin);
  if (style_ == Style::Automatic) {
    addAutomatic(spin);
  }
  connect(slider_, &QSlider::valueChanged, this, [this](int position) {
    // The slider covers what is sensible, widened to the default's neighbourhood; the spin box everything.
    const double low = parameter_->usefulMinimum;
    const double high = std::max(parameter_->usefulMaximum, low + parameter_->step);
    const double wanted = low + (high - low) * position / sliderSteps;
    const double stepped = std::round(wanted / parameter_->step) * parameter_->step;
    setValue(std::clamp(stepped, parameter_->minimum, parameter_->maximum));
    Q_EMIT valueChanged();
  });
  connect(slider_, &QSlider::sliderPressed, this, [this] { Q_EMIT dragging(true); });
  connect(slider_, &QSlider::sliderReleased, this, [this] {
    syncSlider();
    Q_EMIT dragging(false);
  });
}

void ParameterEditor::addAutomatic(QWidget* spin) {
  automatic_ = new QCheckBox(tr("auto"), field_);
  automatic_->setObjectName(fromView(parameter_->key) + QStringLiteral(".auto"));
  automatic_->setAccessibleName(tr("%1: automatic").arg(label_->text()));
  automatic_->setToolTip(tr("Chosen from the image; take the tick away to give a value."));
  field_->layout()->addWidget(automatic_);
  connect(automatic_, &QCheckBox::toggled, this, [this, spin] {
    followAutomatic();
    if (!automatic_->isChecked()) {
      spin->setFocus();
    }
    Q_EMIT valueChanged();
  });
}

void ParameterEditor::followAutomatic() {
  const bool given = !automatic_->isChecked();
  slider_->setEnabled(given);
  (real_ ? static_cast<QWidget*>(real_) : integer_)->setEnabled(given);
  markRange();
}

void ParameterEditor::showAutomatic(double chosen) {
  if (automatic_ && automatic_->isChecked() && real_) {
    const QSignalBlocker blocker(real_);
    real_->setValue(chosen);
    syncSlider();
    markRange();
  }
}

double ParameterEditor::number() const {
  return integer_ ? integer_->value() : real_ ? real_->value() : 0.0;
}

void ParameterEditor::syncSlider() {
  if (!slider_ || slider_->isSliderDown()) {
    return;
  }
  const QSignalBlocker blocker(slider_);
  const double low = parameter_->usefulMinimum;
  const double high = std::max(parameter_->usefulMaximum, low + parameter_->step);
  slider_->setValue(int(std::lround(std::clamp((number() - low) / (high - low), 0.0, 1.0) * sliderSteps)));
}

void ParameterEditor::markRange() {
  QWidget* const spin = integer_ ? static_cast<QWidget*>(integer_) : static_cast<QWidget*>(real_);
  if (!spin) {
    return;
  }
  const bool chosenForUs = automatic_ && automatic_->isChecked();
  const bool unusual = !chosenForUs && (number() < parameter_->usefulMinimum || number() > parameter_->usefulMaximum);
  spin->setStyleSheet(unusual ? QStringLiteral("QAbstractSpinBox { color: #d08000; font-weight: bold; }") : QString());
  const QString help = parameterText(parameter_->help).toHtmlEscaped();
  spin->setToolTip(unusual ? QStringLiteral("<p>%1</p><p><b>%2</b></p>")
                                 .arg(help, tr("Unusual: %1 to %2 is what mostly works.")
                                                .arg(parameter_->usefulMinimum)
                                                .arg(parameter_->usefulMaximum)
                                                .toHtmlEscaped())
                           : QStringLiteral("<p>%1</p>").arg(help));
}

QVariant ParameterEditor::value() const {
  if (automatic_ && automatic_->isChecked()) {
    return 0.0;
  }
  if (integer_) {
    return integer_->value();
  }
  if (real_) {
    return real_->value();
  }
  if (choice_) {
    return choice_->currentData();
  }
  if (check_) {
    return check_->isChecked();
  }
  if (parameter_->type == ParameterType::Integer) {
    return text_->text().toULongLong();
  }
  return text_->text();
}

void ParameterEditor::setValue(const QVariant& value) {
  const QSignalBlocker blocker(this);
  if (automatic_) {
    automatic_->setChecked(value.toDouble() == 0.0);
    followAutomatic();
  }
  if (automatic_ && automatic_->isChecked()) {
    // What was shown stays: the value to start from when the tick is taken away.
  } else if (integer_) {
    integer_->setValue(value.toInt());
  } else if (real_) {
    real_->setValue(value.toDouble());
  } else if (choice_) {
    choice_->setCurrentIndex(std::max(0, choice_->findData(value)));
  } else if (check_) {
    check_->setChecked(value.toBool());
  } else if (text_->text() != value.toString()) {
    text_->setText(value.toString());
  }
  syncSlider();
  markRange();
}

void ParameterEditor::setToDefault() {
  switch (parameter_->type) {
  case ParameterType::Choice:
    setValue(choice_->itemData(int(parameter_->fallback)));
    break;
  case ParameterType::Boolean:
    setValue(parameter_->fallback != 0.0);
    break;
  case ParameterType::Integer:
    setValue(qulonglong(parameter_->fallback));
    break;
  case ParameterType::Real:
    setValue(parameter_->fallback);
    break;
  case ParameterType::Text:
    break; // its default is the owner's matter: the table has none for texts
  }
}

void ParameterEditor::onEdited() {
  syncSlider();
  markRange();
  Q_EMIT valueChanged();
}

bool ParameterEditor::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::MouseButtonDblClick && (watched == label_ || watched == slider_)) {
    setToDefault();
    Q_EMIT valueChanged();
    return true;
  }
  return QObject::eventFilter(watched, event);
}

} // namespace cytosketch
