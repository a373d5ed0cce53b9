#pragma once

#include "engine/image/image.h"
#include "widgets/sliceview/lut.h"
#include "widgets/sliceview/plane.h"

#include <QImage>
#include <QRectF>
#include <QSize>

#include <memory>
#include <optional>

namespace cytosketch {

/// What an image's numbers mean to the person: shown value = slope · number + offset.
struct ValueScale {
  double slope = 1.0;
  double offset = 0.0;
  bool operator==(const ValueScale&) const = default;
};
/// Network values −1…1 as grey 0…1.
inline constexpr ValueScale networkScale{0.5, 0.5};

/// How grey becomes colour. Limits are in shown values; gamma below 1 lifts dark structures.
struct Contrast {
  double low = 0.0;
  double high = 1.0;
  double gamma = 1.0;
  Lut lut = Lut::Grey;
  bool operator==(const Contrast&) const = default;
};

/// Cuts a slice out of an image and colours it: vtkImageReslice and vtkImageMapToColors, without OpenGL. The image's
/// memory is shared with VTK, never copied.
class SliceRenderer {
public:
  SliceRenderer();
  ~SliceRenderer();
  SliceRenderer(const SliceRenderer&) = delete;
  SliceRenderer& operator=(const SliceRenderer&) = delete;

  /// An empty image shows nothing. The renderer keeps the voxels alive.
  void setImage(const Image<float>& image, const ValueScale& scale = {});
  const Image<float>& image() const { return image_; }
  const ValueScale& scale() const { return scale_; }
  /// Which slice, counted along the axis that the plane does not show; indices beyond the image are clamped.
  void setPosition(std::int64_t frame, std::int64_t channel, std::int64_t slice);
  void setPlane(Plane plane) { plane_ = plane; }
  void setContrast(const Contrast& contrast);
  const Contrast& contrast() const { return contrast_; }
  /// From black to this colour, instead of by the contrast's table.
  void setTint(const std::optional<QColor>& tint);

  /// The part `rect` of the slice in `size` pixels, in plane coordinates: in XY pixel (x, y) covers [x, x+1) × [y,
  /// y+1); row 0 is the top. Much enlarged pixels stay sharp; else they are interpolated linearly. Keep `rect` inside
  /// the image: outside it is as the lowest value. Null if there is no image or no size.
  QImage render(const QRectF& rect, const QSize& size);

  /// Shown value of a pixel of the slice, `down` rows and `right` columns from its corner. @pre inside the image
  double valueAt(std::int64_t down, std::int64_t right) const;
  /// Address of the first voxel that VTK reads; for the test that memory is shared.
  const void* sharedVoxels() const;

private:
  struct Pipeline;

  Image<float> image_;
  ValueScale scale_;
  Contrast contrast_;
  std::optional<QColor> tint_;
  std::int64_t frame_ = 0;
  std::int64_t channel_ = 0;
  std::int64_t slice_ = 0;
  Plane plane_ = Plane::XY;
  std::unique_ptr<Pipeline> pipeline_;

  std::int64_t slice() const;
  void attach();
  void colour();
};

} // namespace cytosketch
