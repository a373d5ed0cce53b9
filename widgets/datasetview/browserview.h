#pragma once

#include "widgets/datasetview/samplemodel.h"
#include "widgets/datasetview/sampleview.h"

#include <QWidget>

#include <vector>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QHBoxLayout;
class QLabel;
class QListView;
class QPushButton;
class QSlider;

namespace cytosketch {

/// A dataset to page through: the list of its samples with thumbnails, and the chosen one with its labels. Keys: F
/// flags, Delete removes, L changes how labels are shown, Enter opens the sample as a sketch.
class BrowserView : public QWidget {
  Q_OBJECT
public:
  explicit BrowserView(QWidget* parent = nullptr);

  SampleModel* model() { return model_; }
  SampleView* sampleView() { return sample_; }
  /// Shows the list of a dataset and chooses its first sample, or the one at `chosen`. @param title  over it, with a
  /// tip
  void begin(const QString& title, const QString& tip, const std::vector<DatasetItem>& items,
             const std::set<std::string>& flags, std::size_t chosen = 0);
  /// The sample that is looked at, once it was read.
  void setContent(std::size_t item, const std::shared_ptr<const SampleContent>& content);
  void setBusy(bool busy);
  /// Sample that is looked at; −1 = none.
  int current() const;
  /// Those that are chosen in the list.
  std::vector<std::size_t> selected() const;

Q_SIGNALS:
  void openRequested();
  void sampleChosen(std::size_t item);
  void flagsChanged();
  void removeRequested(const std::vector<std::size_t>& items);
  void sketchRequested(std::size_t item);

protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

private:
  QWidget* makeList();
  QWidget* makePicture();
  QHBoxLayout* makeControls();
  void connectControls();
  void onCurrentChanged();
  void toggleFlags();
  void nextStyle();
  bool onKey(int key);
  void showPlace();
  void showFilters();
  void updateButtons();

  SampleModel* model_;
  SampleFilter* filter_;
  QLabel* title_ = nullptr;
  QComboBox* filters_ = nullptr;
  QLabel* count_ = nullptr;
  QListView* list_ = nullptr;
  QPushButton* flag_ = nullptr;
  QPushButton* remove_ = nullptr;
  QPushButton* sketch_ = nullptr;
  SampleView* sample_ = nullptr;
  QComboBox* style_ = nullptr;
  QComboBox* channel_ = nullptr;
  QCheckBox* autoContrast_ = nullptr;
  QDoubleSpinBox* black_ = nullptr;
  QDoubleSpinBox* white_ = nullptr;
  QWidget* sliceRow_ = nullptr;
  QWidget* frameRow_ = nullptr;
  QSlider* slice_ = nullptr;
  QSlider* frame_ = nullptr;
  QLabel* sliceText_ = nullptr;
  QLabel* frameText_ = nullptr;
  QLabel* problems_ = nullptr;
  QLabel* pointed_ = nullptr;
  bool busy_ = false;
  std::size_t first_ = 0; ///< to be chosen when the list is there
};

} // namespace cytosketch
