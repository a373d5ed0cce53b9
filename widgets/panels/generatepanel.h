#pragma once

#include "engine/diffusion/generator.h"

#include <QHash>
#include <QString>
#include <QStringList>
#include <QWidget>

#include <vector>

class QFormLayout;
class QLabel;
class QPushButton;
class QToolButton;

namespace cytosketch {

class ModelChooser;
class ParameterEditor;

/// The settings of a generation, made from generationParameters(), with one big button that starts a run and cancels
/// it.
class GeneratePanel : public QWidget {
  Q_OBJECT
public:
  explicit GeneratePanel(QWidget* parent = nullptr);

  GenerationSettings settings() const;
  /// Shows these settings; settingsChanged() is emitted if they differ from those shown.
  void setSettings(const GenerationSettings& settings);
  void setToDefaults();
  /// Start steps of single cells: they stay until they are taken away, another sketch comes or other settings are
  /// shown.
  void clearCellStarts();
  /// Another seed by chance.
  void rollSeed();

  /// Models to choose from. The one in the settings stays chosen even if it is not among them.
  void setModels(const std::vector<ModelListEntry>& models);
  /// If the chosen model is known not to be for images of this extent, chooses the one that is and whose name is most
  /// like it (nuclei-3d for nuclei-2d), if there is any; where no model makes all channels together, one for each.
  void chooseModelFor(const Extent& extent, const QStringList& channelNames = {});
  /// Whether each channel is made by a model of its own.
  bool byChannel() const;
  /// Shows that the model is being loaded, can be used, or why it cannot.
  void setModelLoading();
  void setModelReady(const ModelCard& card, bool tileExact);
  void setModelProblem(const QString& problem);
  /// Seconds that a run will take; negative = not known.
  void setPredictedSeconds(double seconds);
  void setRunning(bool running);
  /// Off while there is nothing to generate from.
  void setButtonEnabled(bool enabled);

Q_SIGNALS:
  void settingsChanged();
  void generateRequested();
  void cancelRequested();
  void loadModelRequested();
  /// The start step or σ slider is held (true) or was let go (false).
  void noiseDragging(bool held);

private:
  void addModelRow(QFormLayout* form);
  void addEditors(QFormLayout* main, QFormLayout* advanced);
  void addButton();
  ParameterEditor* editor(const char* key) const { return editors_.value(QLatin1String(key)); }
  void onEdited();
  void addCellStartsRow(QFormLayout* form);
  void showNoise();
  void showCellStarts();
  void showCalls();

  QHash<QString, ParameterEditor*> editors_;
  std::vector<ModelListEntry> models_;
  ModelChooser* model_ = nullptr;
  QLabel* noiseNote_ = nullptr;
  QLabel* callsNote_ = nullptr;
  QWidget* cellStartsRow_ = nullptr;
  QLabel* cellStartsNote_ = nullptr;
  std::map<std::uint32_t, int> cellStarts_;
  QPushButton* button_ = nullptr;
  QToolButton* advancedToggle_ = nullptr;
  QWidget* advanced_ = nullptr;
  double predictedSeconds_ = -1.0;
  bool running_ = false;
};

} // namespace cytosketch
