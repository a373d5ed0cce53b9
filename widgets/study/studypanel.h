#pragma once

#include "engine/diffusion/settings.h"
#include "engine/study/recommendation.h"
#include "engine/study/study.h"

#include <QWidget>

#include <optional>

class QCheckBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QSlider;
class QSpinBox;
class QVBoxLayout;

namespace cytosketch {

class RecommendationBox;

/// What a study is about and how it is judged: real images and labels, the grid, the point to look at, the
/// recommendation, and the one big button that runs the study and cancels it.
class StudyPanel : public QWidget {
  Q_OBJECT
public:
  explicit StudyPanel(QWidget* parent = nullptr);

  QString realPath() const;
  QString labelsPath() const;
  void setPaths(const QString& real, const QString& labels);
  /// Images of a folder that are studied at most.
  int limit() const;
  /// nullopt while a list cannot be read; the field says what is wrong.
  std::optional<StudyGrid> grid() const;
  void setGrid(const StudyGrid& grid);
  bool generates() const;
  RecommendationRule rule() const;
  /// The point whose noise is shown.
  GridPoint point() const;
  void setPoint(const GridPoint& point);

  /// Model and calls that a study will use, and the seconds for one image (negative = not known).
  void setModel(const QString& text, double secondsPerImage);
  void setSketchOpen(bool open);
  void setRunning(bool running);
  void setProgress(const StudyProgress& progress);
  void showRecommendation(const Recommendation& recommendation);
  bool canRun() const;

Q_SIGNALS:
  void runRequested();
  void cancelRequested();
  void chooseRequested(bool labels, bool folder);
  void pathsChanged();
  void gridChanged();
  void ruleChanged();
  void pointChanged(const cytosketch::GridPoint& point);
  void useRequested(const cytosketch::GridPoint& point);
  void reportRequested();

private:
  void addSources(QFormLayout* form);
  void addGrid(QFormLayout* form);
  void addPoint(QFormLayout* form);
  void addRule(QFormLayout* form);
  void addButton(QVBoxLayout* column);
  QWidget* pathRow(QLineEdit* field, bool labels);
  void onGrid();
  void onPoint();
  bool hasSource() const;
  void showEstimate();
  void updateButton();

  QLineEdit* real_ = nullptr;
  QLineEdit* labels_ = nullptr;
  QSpinBox* limit_ = nullptr;
  QLineEdit* tStarts_ = nullptr;
  QLineEdit* sigmas_ = nullptr;
  QLabel* gridNote_ = nullptr;
  QCheckBox* generate_ = nullptr;
  QSlider* tSlider_ = nullptr;
  QSpinBox* tSpin_ = nullptr;
  QSlider* sigmaSlider_ = nullptr;
  QDoubleSpinBox* sigmaSpin_ = nullptr;
  QDoubleSpinBox* tolerance_ = nullptr;
  QDoubleSpinBox* leastZncc_ = nullptr;
  RecommendationBox* recommendation_ = nullptr;
  QProgressBar* progress_ = nullptr;
  QPushButton* button_ = nullptr;
  QString model_;
  double secondsPerImage_ = -1.0;
  bool sketchOpen_ = false;
  bool running_ = false;
};

} // namespace cytosketch
