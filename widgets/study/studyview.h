#pragma once

#include "engine/study/recommendation.h"
#include "engine/study/study.h"
#include "widgets/plots/plotview.h"
#include "widgets/study/contactsheet.h"
#include "widgets/study/latentview.h"

#include <QHash>
#include <QWidget>

#include <map>

class QCheckBox;
class QComboBox;
class QLabel;
class QTableWidget;
class QTabWidget;

namespace cytosketch {

/// What a study has found so far: contact sheet, plots, histograms and table. Fills in as results come.
class StudyView : public QWidget {
  Q_OBJECT
public:
  explicit StudyView(QWidget* parent = nullptr);

  /// Empties it for a new study.
  void begin(const StudyGrid& grid);
  void addSource(int source, const StudyPair& pair);
  void addImage(const StudyImage& image);
  void setRows(const std::vector<StudyRow>& rows);
  void setRecommendation(const Recommendation& recommendation);
  /// Strength of the texture that the noised sketches have; 0 = none. Stated with their distances.
  void setTexture(double strength);
  /// Histograms of noised real image and noised sketch at a point, and what is noised.
  void setHistograms(const QString& name, const GridPoint& point, const Histogram& real, const Histogram& sketch,
                     const ForwardFigures& figures, const Image<float>& noisyReal, const Image<float>& noisySketch);
  void clearHistograms(const QString& reason);
  void setCurrent(const GridPoint& point);

  ContactSheet* sheet() const { return sheet_; }
  PlotView* distancePlot() const { return distance_; }
  PlotView* likenessPlot() const { return likeness_; }
  PlotView* histogramPlot() const { return histogram_; }
  QTableWidget* table() const { return table_; }
  LatentView* latent() const { return latent_; }
  /// Which of the images is shown, in the order of the study.
  int currentSource() const;

Q_SIGNALS:
  void pointChosen(const cytosketch::GridPoint& point);
  void sourceChosen(int source);
  void savePlotRequested(cytosketch::PlotView* plot);

private:
  struct Source {
    QString name;
    std::int64_t slice = 0;
    QImage real;
    QImage sketch;
    QImage outlines;
    std::map<GridPoint, std::pair<QImage, QString>> pictures;
  };
  void buildSheet(QWidget* side);
  void buildTabs(QTabWidget* tabs);
  void showSource();
  void showPlots();
  void showTable();

  std::vector<Source> sources_;
  std::vector<StudyRow> rows_;
  Recommendation recommendation_;
  double texture_ = 0.0;
  QLabel* tableNote_ = nullptr;
  ContactSheet* sheet_ = nullptr;
  QComboBox* sourceChoice_ = nullptr;
  QCheckBox* overlay_ = nullptr;
  PlotView* distance_ = nullptr;
  PlotView* likeness_ = nullptr;
  PlotView* histogram_ = nullptr;
  QLabel* noisyReal_ = nullptr;
  QLabel* noisySketch_ = nullptr;
  QLabel* histogramNote_ = nullptr;
  QTableWidget* table_ = nullptr;
  LatentView* latent_ = nullptr;
};

} // namespace cytosketch
