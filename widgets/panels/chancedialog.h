#pragma once

#include "engine/image/parameter.h"

#include <QDialog>

#include <map>
#include <span>
#include <string>
#include <vector>

class QCheckBox;
class QLabel;
class QPushButton;
class QSpinBox;

namespace cytosketch {

class ParameterEditor;

/// Asks for the values of a table, a seed, and whether only the selected cells are meant. Whoever opens it follows
/// changed() and shows on the canvas what would come out.
class ChanceDialog : public QDialog {
  Q_OBJECT
public:
  using Values = std::map<std::string, double>; ///< by key; a choice by its index

  /// @param rows  outlive the dialog  @param values  to begin with; what is missing has its default
  /// @param selected  number of selected cells; without any there is nothing to choose
  ChanceDialog(const QString& title, std::span<const Parameter> rows, const Values& values, int selected,
               QWidget* parent);

  Values values() const;
  std::uint64_t seed() const;
  bool onlySelected() const;
  /// What is to be said about these values; `problem` = they cannot be taken.
  void setNote(const QString& text, bool problem);

Q_SIGNALS:
  void changed();

private:
  std::vector<ParameterEditor*> editors_;
  QSpinBox* seed_ = nullptr;
  QCheckBox* onlySelected_ = nullptr;
  QLabel* note_ = nullptr;
  QPushButton* ok_ = nullptr;
};

} // namespace cytosketch
