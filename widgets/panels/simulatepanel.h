#pragma once

#include "engine/simulation/simulation.h"

#include <QString>
#include <QWidget>

#include <vector>

class QComboBox;
class QFormLayout;
class QLabel;
class QProgressBar;
class QPushButton;
class QScrollArea;
class QSpinBox;
class QToolButton;

namespace cytosketch {

class ParameterEditor;

/// Makes sketches that nobody has to draw: an organism, its parameters made from the organism's table, a seed, and one
/// button that simulates and cancels.
class SimulatePanel : public QWidget {
  Q_OBJECT
public:
  explicit SimulatePanel(QWidget* parent = nullptr);

  SimulationSettings settings() const;
  /// Chooses the organism and shows the values. @throws SettingsError if there is no such organism.
  void setSettings(const SimulationSettings& settings);
  /// What each organism starts from, and which model suits it; organisms without a preset have their table's defaults.
  void setPresets(const std::vector<SimulationSettings>& presets);

  /// Shows fitted values; the seed stays. @throws SettingsError if there is no such organism.
  void takeFit(const SimulationSettings& fitted, const QString& note);
  void setRunning(bool running);
  void setProgress(double fraction);
  /// Says how many cells there are.
  void showCounts(std::int64_t placed, std::int64_t requested);

  /// Where cells are measured to make more like them.
  enum class FitSource { ThisSketch, Labels, LabelsAndImage };

Q_SIGNALS:
  void fitRequested(cytosketch::SimulatePanel::FitSource source);
  void simulateRequested();
  void cancelRequested();

private:
  void addOrganisms(QFormLayout* form);
  void addSeed(QFormLayout* form);
  void addFit();
  void addButton();
  void showOrganism();
  void setValues(const SimulationSettings& settings);
  const SimulationSettings* presetOf(const QString& organism) const;

  std::vector<SimulationSettings> presets_;
  /// An editor, and what it shows for a value that may have more decimals.
  struct Row {
    ParameterEditor* editor;
    double exact;
    double shown;
  };
  std::vector<Row> rows_; ///< of the organism shown
  QComboBox* organism_ = nullptr;
  QLabel* help_ = nullptr;
  QLabel* model_ = nullptr;
  QScrollArea* scroll_ = nullptr;
  QSpinBox* seed_ = nullptr;
  QToolButton* fit_ = nullptr; ///< for the free-form simulator only
  QLabel* counts_ = nullptr;
  QProgressBar* progress_ = nullptr;
  QPushButton* button_ = nullptr;
  bool running_ = false;
};

} // namespace cytosketch
