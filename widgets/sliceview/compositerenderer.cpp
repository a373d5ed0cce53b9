#include "widgets/sliceview/compositerenderer.h"

#include <QPainter>

#include <algorithm>

namespace cytosketch {

CompositeRenderer::CompositeRenderer() {
  channels_.push_back(std::make_unique<SliceRenderer>());
}

void CompositeRenderer::setImage(const Image<float>& image, const ValueScale& scale) {
  const auto count = static_cast<std::size_t>(std::max<std::int64_t>(image.extent().c, 1));
  while (channels_.size() > count) {
    channels_.pop_back();
  }
  while (channels_.size() < count) {
    channels_.push_back(std::make_unique<SliceRenderer>());
    channels_.back()->setContrast(contrast_);
    channels_.back()->setPlane(plane_);
  }
  for (const auto& channel : channels_) {
    channel->setImage(image, scale);
  }
  setPosition(frame_, slice_);
  colour();
}

void CompositeRenderer::setPosition(std::int64_t frame, std::int64_t slice) {
  frame_ = frame;
  slice_ = slice;
  for (std::size_t i = 0; i < channels_.size(); ++i) {
    channels_[i]->setPosition(frame, static_cast<std::int64_t>(i), slice);
  }
}

void CompositeRenderer::setPlane(Plane plane) {
  plane_ = plane;
  for (const auto& channel : channels_) {
    channel->setPlane(plane);
  }
}

void CompositeRenderer::setContrast(const Contrast& contrast) {
  contrast_ = contrast;
  for (const auto& channel : channels_) {
    channel->setContrast(contrast);
  }
}

void CompositeRenderer::setContrast(std::int64_t channel, const Contrast& contrast) {
  if (channel < channelCount()) {
    channels_[static_cast<std::size_t>(channel)]->setContrast(contrast);
  }
  if (channel == 0) {
    contrast_ = contrast;
  }
}

const Contrast& CompositeRenderer::contrast(std::int64_t channel) const {
  return channels_[static_cast<std::size_t>(std::clamp<std::int64_t>(channel, 0, channelCount() - 1))]->contrast();
}

bool CompositeRenderer::setLooks(const std::vector<ChannelLook>& looks) {
  if (looks == looks_) {
    return false;
  }
  looks_ = looks;
  colour();
  return channels_.size() > 1;
}

void CompositeRenderer::setTint(const std::optional<QColor>& tint) {
  tint_ = tint;
  colour();
}

void CompositeRenderer::colour() {
  for (std::size_t i = 0; i < channels_.size(); ++i) {
    const bool coloured = channels_.size() > 1 && !looks_.empty();
    const std::optional<QColor> own =
        coloured ? std::optional(looks_[std::min(i, looks_.size() - 1)].colour) : std::nullopt;
    channels_[i]->setTint(tint_ ? tint_ : own);
  }
}

bool CompositeRenderer::isShown(std::int64_t channel) const {
  return channels_.size() == 1 || looks_.empty() ||
         looks_[std::min(static_cast<std::size_t>(channel), looks_.size() - 1)].shown;
}

QImage CompositeRenderer::render(const QRectF& rect, const QSize& size) {
  QImage picture;
  for (std::int64_t channel = 0; channel < channelCount(); ++channel) {
    if (!isShown(channel)) {
      continue;
    }
    const QImage its = channels_[static_cast<std::size_t>(channel)]->render(rect, size);
    if (picture.isNull()) {
      picture = its;
    } else if (!its.isNull()) {
      QPainter painter(&picture);
      painter.setCompositionMode(QPainter::CompositionMode_Plus);
      painter.drawImage(0, 0, its);
    }
  }
  if (picture.isNull() && !image().empty() && !size.isEmpty()) { // all channels are hidden
    picture = QImage(size, QImage::Format_RGBA8888);
    picture.fill(Qt::black);
  }
  return picture;
}

} // namespace cytosketch
