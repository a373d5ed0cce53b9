#pragma once

#include "widgets/volumeview/cellray.h"
#include "widgets/volumeview/imagevolume.h"
#include "widgets/volumeview/surfaceset.h"

#include <QPointF>

#include <vtkActor.h>
#include <vtkLineSource.h>
#include <vtkNew.h>
#include <vtkOutlineSource.h>
#include <vtkPlane.h>
#include <vtkRenderWindow.h>
#include <vtkRenderer.h>

#include <array>
#include <chrono>

namespace cytosketch {

/// What the volume view shows, in micrometres: the image's volume, the cells' surfaces, a frame around them and the
/// crosshair. x points right, y down and z away from the person as long as the camera has not been turned, so the scene
/// looks like the image that it is.
class VolumeScene {
public:
  explicit VolumeScene(vtkRenderWindow* window);

  ImageVolume& image() { return image_; }
  SurfaceSet& surfaces() { return surfaces_; }

  /// @param spacing  positive on all axes
  void setExtent(const Extent& extent, const Spacing& spacing);
  const Spacing& spacing() const { return spacing_; }
  /// Shows only this part, in voxels.
  void setClip(const Box& box);
  const Box& clip() const { return clip_; }
  /// Lines through the middle of a voxel.
  void setCrosshair(std::int64_t z, std::int64_t y, std::int64_t x);
  void showCrosshair(bool on);
  void show(bool image, bool cells);

  /// The whole scene in view, seen a little from the side.
  void resetCamera();
  /// Turns the scene by degrees: to the right, and towards the person.
  void turn(double right, double up);
  void zoom(double factor);

  /// The ray behind a point of the screen. @param display device pixels, y from the bottom
  VoxelRay rayAt(const QPointF& display) const;
  /// Where a voxel's middle is on the screen, in the same coordinates.
  QPointF displayOf(std::int64_t z, std::int64_t y, std::int64_t x) const;

private:
  void placeFrame();

  vtkNew<vtkRenderer> renderer_;
  ImageVolume image_;
  SurfaceSet surfaces_;
  Extent extent_;
  Spacing spacing_{1.0, 1.0, 1.0};
  Box clip_;
  vtkNew<vtkPlaneCollection> planes_;
  std::array<vtkNew<vtkPlane>, 6> plane_;
  vtkNew<vtkOutlineSource> frame_;
  vtkNew<vtkActor> frameActor_;
  std::array<vtkNew<vtkLineSource>, 3> lines_; ///< along x, y, z
  std::array<vtkNew<vtkActor>, 3> lineActors_;
};

} // namespace cytosketch
