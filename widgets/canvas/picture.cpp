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
  const std::int64_t t = document_.position()->frame();
  Image<float> grey = rasteriseGrey(sketch, t, 0, box);
  for (std::int64_t channel = 1; channel < sketch.extent().c; ++channel) {
    const Image<float> other = rasteriseGrey(sketch, t, channel, box);
    float* into = grey.mutableData();
    std::transform(other.begin(), other.end(), into, into, [](float a, float b) { return std::max(a, b); });
  }
  const float* from = grey.data();
  for (int y = 0; y < box.height(); ++y) {
    QRgb* to = row(target, at.y() + y) + at.x();
    for (int x = 0; x < box.width(); ++x, ++from) {
      const int level = static_cast<int>(std::lround(std::clamp(*from, 0.0F, 1.0F) * 255.0F));
      to[x] = qRgb(level, level, level);
    }
  }
}

void SketchPicture::tint(QImage& target, const QPoint& at, const Box& box) const {
  const Sketch& sketch = document_.sketch();
  const std::int64_t t = document_.position()->frame();
  std::array<bool, 3> present{};
  for (const CellPtr& cell : sketch.cellsIn(t, box)) {
    present.at(static_cast<std::size_t>(cell->kind)) = true;
  }
  const int opacity = static_cast<int>(std::lround(std::clamp(document_.display()->fillOpacity(), 0.0, 1.0) * 256.0));
  for (const CellKind kind : kindsBottomUp) {
    if (!present.at(static_cast<std::size_t>(kind))) {
      continue;
    }
    const Image<std::uint32_t> labels = rasteriseLabels(sketch, t, kind, box);
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
}

} // namespace cytosketch
