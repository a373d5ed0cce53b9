#pragma once

#include "engine/image/extent.h"

#include <QColor>
#include <QDialog>
#include <QList>
#include <QStringList>

class QDoubleSpinBox;
class QLabel;
class QSpinBox;

namespace cytosketch {

class ChannelFields;

/// Asks for the size of an empty sketch: an image, a volume or a series, of one or several channels.
class NewSketchDialog : public QDialog {
  Q_OBJECT
public:
  /// @param channels  names of the channels, one per channel  @param colours  of as many as there may be
  NewSketchDialog(const Extent& extent, const Spacing& spacing, const QStringList& channels,
                  const QList<QColor>& colours, QWidget* parent);

  Extent extent() const;
  /// 0 = unknown. Without slices z is the same as x.
  Spacing spacing() const;
  QStringList channelNames() const;
  QList<QColor> channelColours() const;

private:
  QSpinBox* count(std::int64_t value, int low, int high, const QString& name, const QString& unit, const QString& tip);
  QDoubleSpinBox* edge(double value, const QString& name, const QString& tip);
  void refresh();

  QSpinBox* width_ = nullptr;
  QSpinBox* height_ = nullptr;
  QSpinBox* slices_ = nullptr;
  QSpinBox* frames_ = nullptr;
  QDoubleSpinBox* edgeZ_ = nullptr;
  QDoubleSpinBox* edgeY_ = nullptr;
  QDoubleSpinBox* edgeX_ = nullptr;
  ChannelFields* channels_ = nullptr;
  QLabel* size_ = nullptr;
  double lastEdgeX_ = 0.0; ///< y follows x as long as both are the same
};

} // namespace cytosketch
