#pragma once

#include "engine/dataset/datasetrun.h"
#include "engine/dataset/recipe.h"

#include <QWidget>

#include <functional>
#include <map>
#include <string>
#include <vector>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace cytosketch {

class RangeField;

/// The form of a recipe, made from the engine's tables: source, ranges, variation, files, quality; the folder to write;
/// preview and the big button. Model, sampler and calls are those of the Generate panel.
class RecipePanel : public QWidget {
  Q_OBJECT
public:
  explicit RecipePanel(QWidget* parent = nullptr);

  /// The recipe as it stands in the form. For "this sketch" the source's path is empty: the page stores the sketch.
  Recipe recipe() const;
  void setRecipe(const Recipe& recipe);
  QString folder() const;
  void setFolder(const QString& folder);
  void setSourceFolder(const QString& folder);

  /// Models, sampler and calls that a run uses.
  void setGeneration(const GenerationSettings& settings);
  /// Values that a simulator starts with.
  void setPresets(const std::vector<SimulationSettings>& presets);
  void setSketchOpen(bool open);
  void setRunning(bool running);
  void setPreviewing(bool previewing);
  void showEstimate(const DatasetEstimate& estimate);
  /// Whether what is in the form can be made.
  bool canMake() const;

Q_SIGNALS:
  void makeRequested();
  void previewRequested();
  void cancelRequested();
  void chooseFolderRequested();
  void chooseSourceRequested();
  void openRecipeRequested();
  void saveRecipeRequested();
  void changed();

private:
  QFormLayout* addGroup(QVBoxLayout* column, const QString& title);
  void addSource(QVBoxLayout* column);
  void addRows(QFormLayout* form, const std::vector<std::string>& keys);
  QWidget* fieldOf(const Parameter& row);
  void addGeneration(QVBoxLayout* column);
  void addButtons(QVBoxLayout* outer);
  QWidget* pathRow(QLineEdit* field, const QString& name, void (RecipePanel::*request)());
  void showSource();
  void showSimulator();
  void onChanged();
  const SimulationSettings* presetOf(const std::string& organism) const;

  QLineEdit* name_ = nullptr;
  QComboBox* source_ = nullptr;
  QComboBox* organism_ = nullptr;
  QWidget* simulator_ = nullptr;
  QVBoxLayout* simulatorPlace_ = nullptr;
  std::map<std::string, RangeField*> simulatorRanges_;
  std::map<std::string, QComboBox*> simulatorChoices_;
  QWidget* sourceRow_ = nullptr;
  QLineEdit* sourceFolder_ = nullptr;
  QLabel* model_ = nullptr;
  std::map<std::string, RangeField*> generationRanges_;
  std::map<std::string, std::function<double()>> values_;
  std::map<std::string, std::function<void(double)>> setters_;
  QLineEdit* folder_ = nullptr;
  QLabel* estimate_ = nullptr;
  QPushButton* preview_ = nullptr;
  QPushButton* make_ = nullptr;
  std::vector<SimulationSettings> presets_;
  GenerationSettings generation_;
  bool sketchOpen_ = false;
  bool running_ = false;
};

} // namespace cytosketch
