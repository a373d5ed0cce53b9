#pragma once

#include "engine/segmentation/segmentation.h"

#include <QString>
#include <QWidget>

#include <map>
#include <vector>

class QComboBox;
class QFormLayout;
class QLabel;
class QProgressBar;
class QPushButton;
class QScrollArea;
class QSpinBox;

namespace cytosketch {

class ParameterEditor;

/// Makes a sketch of a real image: the image, what it shows, the parameters of the segmentation, and one button that
/// turns the outlines that are shown into editable cells.
class FromImagePanel : public QWidget {
  Q_OBJECT
public:
  explicit FromImagePanel(QWidget* parent = nullptr);

  SegmentationSettings settings() const;
  /// From 0.
  std::int64_t channel() const;
  /// @param name  of the file  @param channels  how many it has
  void setImage(const QString& name, std::int64_t channels);
  /// The outlines are being computed.
  void setProgress(double fraction);
  void showResult(const Segmentation& segmentation);
  /// There are no outlines, because of an error or because nothing has been asked for.
  void showNothing();

Q_SIGNALS:
  void imageRequested();
  /// Kind, channel or a parameter.
  void settingsChanged();
  void sketchRequested();

private:
  void addImage(QFormLayout* form);
  void addKind(QFormLayout* form);
  void addResult();
  void showKind();

  QPushButton* choose_ = nullptr;
  QLabel* file_ = nullptr;
  QLabel* channelLabel_ = nullptr;
  QSpinBox* channel_ = nullptr;
  QComboBox* kind_ = nullptr;
  QScrollArea* scroll_ = nullptr;
  QLabel* result_ = nullptr;
  QProgressBar* progress_ = nullptr;
  QPushButton* make_ = nullptr;
  std::vector<ParameterEditor*> editors_;                 ///< of the kind shown
  std::map<SegmentationKind, SegmentationSettings> last_; ///< of the kind not shown
  SegmentationKind shown_ = SegmentationKind::Nuclei;
};

} // namespace cytosketch
