#pragma once

#include "widgets/document/display.h"
#include "widgets/sliceview/slicerenderer.h"

#include <optional>
#include <vector>

namespace cytosketch {

/// Slices of an image with one or several channels. A single channel is coloured by its contrast's table; of several
/// those that are shown are added up, each in its colour and with its own limits.
class CompositeRenderer {
public:
  CompositeRenderer();

  /// An empty image shows nothing. Shares the voxels.
  void setImage(const Image<float>& image, const ValueScale& scale = {});
  const Image<float>& image() const { return channels_.front()->image(); }
  const ValueScale& scale() const { return channels_.front()->scale(); }
  std::int64_t channelCount() const { return static_cast<std::int64_t>(channels_.size()); }
  void setPosition(std::int64_t frame, std::int64_t slice);
  void setPlane(Plane plane);
  /// The same for all channels, also those of later images.
  void setContrast(const Contrast& contrast);
  void setContrast(std::int64_t channel, const Contrast& contrast);
  /// Of the last channel, where there are fewer.
  const Contrast& contrast(std::int64_t channel = 0) const;
  /// @returns true if the picture may be another one now
  bool setLooks(const std::vector<ChannelLook>& looks);
  /// One colour for all channels, whatever their looks say; for overlays.
  void setTint(const std::optional<QColor>& tint);

  /// As SliceRenderer::render.
  QImage render(const QRectF& rect, const QSize& size);

private:
  void colour();
  bool isShown(std::int64_t channel) const;

  std::vector<std::unique_ptr<SliceRenderer>> channels_; ///< never empty
  std::vector<ChannelLook> looks_;
  std::optional<QColor> tint_;
  Contrast contrast_; ///< of channels that no one has set
  Plane plane_ = Plane::XY;
  std::int64_t frame_ = 0;
  std::int64_t slice_ = 0;
};

} // namespace cytosketch
