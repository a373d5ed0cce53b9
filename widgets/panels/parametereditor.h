#pragma once

#include "engine/image/parameter.h"

#include <QObject>
#include <QString>
#include <QVariant>

class QAbstractButton;
class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QSlider;
class QSpinBox;
class QWidget;

namespace cytosketch {

/// Text of the engine in the person's language.
QString parameterText(std::string_view text);

/// The widgets for one row of a parameter table: name, editor (with a slider where one helps), unit and help. Values
/// outside the useful range are marked, not forbidden; a double click on the name sets the default.
class ParameterEditor : public QObject {
  Q_OBJECT
public:
  /// Automatic: a slider, and a box for "chosen for us", which is the value 0.
  enum class Style { Plain, Slider, Automatic };

  /// @param parent  the panel; label() and field() are to be put into its layout
  ParameterEditor(const Parameter& parameter, Style style, QWidget* parent);

  const Parameter& parameter() const { return *parameter_; }
  /// Empty for a Boolean: its check box says its name itself and wants a row of its own.
  QLabel* label() const { return label_; }
  QWidget* field() const { return field_; }

  /// A number for Integer and Real, the choice's key or the text for Choice and Text, a bool for Boolean.
  QVariant value() const;
  /// Sets it without valueChanged().
  void setValue(const QVariant& value);
  void setToDefault();
  /// Shows what was chosen for an automatic value; of no effect while the person gives it.
  void showAutomatic(double chosen);

  bool eventFilter(QObject* watched, QEvent* event) override;

Q_SIGNALS:
  void valueChanged();
  /// A slider is held (true) or was let go (false).
  void dragging(bool held);

private:
  void makeInteger(QWidget* parent);
  void makeReal(QWidget* parent);
  void makeChoice(QWidget* parent);
  void makeBoolean(QWidget* parent);
  void makeText(QWidget* parent);
  void addSlider(QWidget* spin, QWidget* parent);
  void addAutomatic(QWidget* spin);
  void followAutomatic();
  void syncSlider();
  void markRange();
  void onEdited();
  double number() const;

  const Parameter* parameter_;
  Style style_;
  QLabel* label_ = nullptr;
  QWidget* field_ = nullptr;
  QSpinBox* integer_ = nullptr;
  QDoubleSpinBox* real_ = nullptr;
  QComboBox* choice_ = nullptr;
  QCheckBox* check_ = nullptr;
  QLineEdit* text_ = nullptr;
  QSlider* slider_ = nullptr;
  QCheckBox* automatic_ = nullptr;
};

} // namespace cytosketch
