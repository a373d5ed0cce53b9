#pragma once

#include "engine/study/latentmap.h"
#include "widgets/plots/plotview.h"

#include <QWidget>

#include <array>
#include <memory>

class QHBoxLayout;
class QLabel;
class QProgressBar;
class QPushButton;
class QSpinBox;

namespace cytosketch {

/// The latent map: real images, generated ones and sketches by likeness, with the picture under the pointer, and a
/// sentence that says whether a classifier can tell them apart. Its button makes the map and cancels it.
class LatentView : public QWidget {
  Q_OBJECT
public:
  explicit LatentView(QWidget* parent = nullptr);

  /// Images of the folders that are mapped at most.
  int limit() const;
  /// Whether there is something to map; `why` says what is missing.
  void setReady(bool ready, const QString& why);
  void setRunning(bool running);
  void setProgress(const LatentProgress& progress);
  void setMap(const std::shared_ptr<const LatentMap>& map);
  const std::shared_ptr<const LatentMap>& map() const { return map_; }

  PlotView* plot() const { return plot_; }
  /// The suffix chooses: .svg, .png or .csv. @returns what went wrong; empty if it was written
  QString save(const QString& path) const;

Q_SIGNALS:
  void runRequested();
  void cancelRequested();
  void saveRequested();

private:
  QHBoxLayout* buildControls();
  QHBoxLayout* buildPictures();
  void showPoint(int series, int point);
  void showImage(std::size_t image, int kind);
  void updateButtons();

  std::shared_ptr<const LatentMap> map_;
  QLabel* verdict_ = nullptr;
  PlotView* plot_ = nullptr;
  QLabel* caption_ = nullptr;
  std::array<QLabel*, latentKinds.size()> pictures_{};
  std::array<QLabel*, latentKinds.size()> names_{};
  QSpinBox* limit_ = nullptr;
  QProgressBar* progress_ = nullptr;
  QPushButton* button_ = nullptr;
  QPushButton* save_ = nullptr;
  bool ready_ = false;
  bool running_ = false;
  QString why_;
};

} // namespace cytosketch
