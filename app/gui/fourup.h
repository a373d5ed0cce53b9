#pragma once

#include "widgets/document/document.h"
#include "widgets/sliceview/contrastpopover.h"
#include "widgets/sliceview/planeview.h"
#include "widgets/sliceview/sliceview.h"
#include "widgets/volumeview/volumeview.h"

#include <QToolButton>
#include <QWidget>

#include <array>
#include <optional>

class QGridLayout;

namespace cytosketch {

/// The three planes of a volume and the volume itself, linked by one crosshair; one of them may be alone. XZ lies below
/// XY and YZ beside it, so that their columns and rows go on. The image is the generated one of the page's slice view.
class FourUp : public QWidget {
  Q_OBJECT
public:
  /// @param source  whose image, outlines and contrast are shown; outlives this widget
  FourUp(Document* document, SliceView* source, QWidget* parent = nullptr);

  PlaneView* plane(Plane plane) const { return planes_[static_cast<std::size_t>(plane)]; }
  VolumeView* volume() const { return volume_; }
  PlaneViewport* viewport() { return &viewport_; }

  /// The view that is alone, nullptr if all four are there.
  QWidget* enlarged() const { return enlarged_; }
  /// What mouse and wheel do here.
  static QString hint();
  void enlarge(QWidget* view);

public Q_SLOTS:
  void showContrastPopover();

Q_SIGNALS:
  void enlargedChanged();

protected:
  void showEvent(QShowEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

private:
  void onExtent();
  void onContent();
  void onContrast();
  void toggle(QWidget* view);
  void arrange();
  std::array<QWidget*, 4> views() const; ///< row by row
  void shareSpace();
  void placeButtons();

  Document* document_;
  SliceView* source_;
  PlaneViewport viewport_;
  std::array<PlaneView*, allPlanes.size()> planes_{};
  VolumeView* volume_ = nullptr;
  QWidget* enlarged_ = nullptr;
  QToolButton* contrastButton_ = nullptr;
  QToolButton* sketchButton_ = nullptr;
  ContrastPopover* popover_ = nullptr;
  bool stale_ = true;
};

} // namespace cytosketch
