#pragma once

#include "engine/image/image.h"
#include "widgets/document/document.h"
#include "widgets/volumeview/volumepreset.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include <memory>
#include <vector>

class QLabel;
class QStackedLayout;

namespace cytosketch {

class ClipPopover;
class RenderWidget;
class VolumeBar;
class VolumeScene;
struct VolumeChannel;

/// The sketch and the generated image in three dimensions: the cells as surfaces in their colours, the image as a
/// volume. A click selects the cell under the mouse in the document and puts the crosshair there. While one turns the
/// scene it is drawn as finely as goes fluently, and in full when the mouse rests.
///
/// OpenGL is asked for when the view is first shown. Where there is none, a message takes the view's place.
class VolumeView : public QWidget {
  Q_OBJECT
public:
  explicit VolumeView(Document* document, QWidget* parent = nullptr);
  ~VolumeView() override;

  /// The image beside the sketch; empty = none. Its voxels are shared, not copied (unless the graphics card cannot hold
  /// them all). It shows only while it is as large as the document's sketch.
  /// @param low, high  the image's numbers that are shown black and white
  void setImage(const Image<float>& image, double low, double high);
  /// The image's numbers that are shown black and white.
  struct Limits {
    double low;
    double high;
  };
  /// The same with limits for each channel. Of several channels the first four that the document's display shows are
  /// seen together, each in its colour.
  void setImage(const Image<float>& image, const std::vector<Limits>& limits);

  VolumePreset preset() const;
  bool imageShown() const;
  bool cellsShown() const;
  const Box& clip() const { return clip_; }
  /// Empty if there is a picture; else why there is none. Known once the view has been shown.
  const QString& problem() const { return problem_; }
  /// Cells whose surfaces are still to be computed.
  std::size_t missingSurfaces() const;
  /// Where a voxel's middle is on this widget; for tests.
  QPointF positionOf(std::int64_t z, std::int64_t y, std::int64_t x) const;

public Q_SLOTS:
  void setPreset(cytosketch::VolumePreset preset);
  void setImageShown(bool on);
  void setCellsShown(bool on);
  void setClip(const cytosketch::Box& box);
  void resetCamera();

Q_SIGNALS:
  /// The person wants this view large, or small again.
  void enlargeRequested();

protected:
  void showEvent(QShowEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

private:
  void ensureScene();
  void onExtent();
  void onSketch();
  void onDisplay();
  void onPreset();
  void onSelection();
  void onPosition();
  void refresh();
  void refreshImage();
  void refreshLabels();
  void buildSurfaces();
  void applyShown();
  void pick(const QPointF& position, Qt::KeyboardModifiers modifiers);
  void showClipPopover();
  void drawCoarsely();
  void drawFully();
  void onFrameDrawn();
  bool imageFits() const;
  std::vector<VolumeChannel> shownChannels() const;
  Spacing spacing() const;

  Document* document_;
  QStackedLayout* stack_ = nullptr;
  QLabel* message_ = nullptr;
  VolumeBar* bar_ = nullptr;
  ClipPopover* clipPopover_ = nullptr;
  RenderWidget* renderer_ = nullptr;
  std::unique_ptr<VolumeScene> scene_;
  QString problem_;
  bool tried_ = false;

  Image<float> image_;
  std::vector<Limits> limits_; ///< by channel
  std::vector<ChannelLook> shownLooks_;
  Box clip_;
  std::int64_t shownFrame_ = 0;
  bool sketchStale_ = true;
  bool imageStale_ = true;
  QTimer surfaceTimer_;
  QElapsedTimer sinceFrame_;
  QTimer sketchTimer_;
  QTimer restTimer_;
  double coarseness_; ///< while something moves
  bool coarse_ = true;
};

} // namespace cytosketch
