#include "widgets/canvas/picture.h"

#include "engine/sketch/raster.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace cytosketch {

namespace {

/// From bottom to top, so that what is painted last is what lies on top.
constexpr std::array kindsBottomUp = {CellKind::WholeCell, CellKind::Cytoplasm, CellKind::Nucleus};

QRgb mixed(QRgb under, QRgb over, int opacity256) {
  const auto mix = [&](int a, int b) { return a + (b - a) * opacity256 / 256; };
  return qRgb(mix(qRed(under), qRed(over)), mix(qGreen(under), qGreen(over)), mix(qBlue(under), qBlue(over)));
}

QRgb* row(QImage& image, int y) {
  return reinterpret_cast<QRgb*>(image.scanLine(y));
}

} // namespace

void SketchPicture::paint(QImage& target, const QPoint& origin, const QRect& area) const {
  const std::int64_t z = document_.position()->slice();
  const Box box{z, area.top(), area.left(), z + 1, area.top() + area.height(), area.left() + area.width()};
  const QPoint at = area.topLeft() - origin;
  paintGrey(target, at, box);
  if (document_.display()->colouring() == CellColouring::OwnColour) {
    tint(target, at, box);
  }
}

void SketchPicture::paintGrey(QImage& target, const QPoint& at, const Box& box) const {
  const Sketch& sketch = document_.sketch();
  if (sketch.extent().c > 1) {
    paintChannels(target, at, box);
    return;
  }
  const Image<float> grey = rasteriseGrey(sketch, document_.position()->frame(), 0, box);
  const float* from = grey.data();
  for (int y = 0; y < box.height(); ++y) {
    QRgb* to = row(target, at.y() + y) + at.x();
    for (int x = 0; x < box.width(); ++x, ++from) {
      const int level = static_cast<int>(std::lround(std::clamp(*from, 0.0F, 1.0F) * 255.0F));
      to[x] = qRgb(level, level, level);
    }
  }
}

void SketchPicture::paintChannels(QImage& target, const QPoint& at, const Box& box) const {
  const Sketch& sketch = document_.sketch();
  for (int y = 0; y < box.height(); ++y) {
    std::fill_n(row(target, at.y() + y) + at.x(), box.width(), qRgb(0, 0, 0));
  }
  for (std::int64_t channel = 0; channel < sketch.extent().c; ++channel) {
    const ChannelLook& look = document_.display()->channel(channel);
    if (!look.shown) {
      continue;
    }
    const Image<float> grey = rasteriseGrey(sketch, document_.position()->frame(), channel, box);
    const float* from = grey.data();
    const int red = look.colour.red(), green = look.colour.green(), blue = look.colour.blue();
    for (int y = 0; y < box.height(); ++y) {
      QRgb* to = row(target, at.y() + y) + at.x();
      for (int x = 0; x < box.width(); ++x, ++from) {
        const int level = static_cast<int>(std::lround(std::clamp(*from, 0.0F, 1.0F) * 256.0F));
        to[x] = qRgb(std::min(255, qRed(to[x]) + red * level / 256), std::min(255, qGreen(to[x]) + green * level / 256),
                     std::min(255, qBlue(to[x]) + blue * level / 256));
      }
    }
  }
}

void SketchPicture::tint(QImage& target, const QPoint& at, const Box& box) const {
  const Sketch& sketch = document_.sketch();
  std::array<bool, 3> present{};
  for (const CellPtr& cell : sketch.cellsIn(document_.position()->frame(), box)) {
    present.at(static_cast<std::size_t>(cell->kind)) = true;
  }
  for (const CellKind kind : kindsBottomUp) {
    if (present.at(static_cast<std::size_t>(kind))) {
      tintKind(target, at, box, kind);
    }
  }
}

void SketchPicture::tintKind(QImage& target, const QPoint& at, const Box& box, CellKind kind) const {
  const Sketch& sketch = document_.sketch();
  const std::int64_t t = document_.position()->frame();
  const Display& display = *document_.display();
  const int opacity = static_cast<int>(std::lround(std::clamp(display.fillOpacity(), 0.0, 1.0) * 256.0));
  Image<std::uint32_t> labels;
  if (display.allChannelsShown()) {
    labels = rasteriseLabels(sketch, t, kind, box);
  } else {
    labels = Image<std::uint32_t>({1, 1, box.depth(), box.height(), box.width()});
    for (std::int64_t channel = 0; channel < sketch.extent().c; ++channel) {
      if (display.channel(channel).shown) {
        const Image<std::uint32_t> its = rasteriseLabels(sketch, t, kind, box, channel);
        std::uint32_t* into = labels.mutableData();
        std::transform(its.begin(), its.end(), into, into, [](auto over, auto under) { return over ? over : under; });
      }
    }
  }
  const std::uint32_t* from = labels.data();
  std::uint32_t last = 0;
  QRgb colour = 0;
  for (int y = 0; y < box.height(); ++y) {
    QRgb* to = row(target, at.y() + y) + at.x();
    for (int x = 0; x < box.width(); ++x, ++from) {
      if (*from == 0) {
        continue;
      }
      if (*from != last) {
        last = *from;
        colour = document_.cellColour(last).rgb();
      }
      to[x] = mixed(to[x], colour, opacity);
    }
  }
}

} // namespace cytosketch
