#include "engine/sketch/detail/background.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace cytosketch {

Background::Background(const Shading& shading, const Extent& extent, std::int64_t channel)
    : shading_(shading),
      level_(shading.backgroundOf(channel)),
      varies_(shading.illuminationLinear != 0.0F || shading.illuminationRadial != 0.0F ||
              !shading.illuminationMap.empty()) {
  const auto lastX = static_cast<double>(extent.x - 1);
  const auto lastY = static_cast<double>(extent.y - 1);
  const double angle = shading.illuminationAngle * std::numbers::pi / 180.0;
  const double cosine = std::cos(angle);
  const double sine = std::sin(angle);
  if (const double length = lastX * std::abs(cosine) + lastY * std::abs(sine); length > 0.0) {
    alongX_ = cosine / length;
    alongY_ = sine / length;
    offset_ = 0.5 - 0.5 * (lastX * alongX_ + lastY * alongY_);
  }
  centreY_ = shading.illuminationCentreY * lastY;
  centreX_ = shading.illuminationCentreX * lastX;
  const double radius =
      shading.illuminationRadius * 0.5 * std::hypot(static_cast<double>(extent.y), static_cast<double>(extent.x));
  radius2_ = radius * radius;
}

float Background::at(std::int64_t y, std::int64_t x) const {
  const auto row = static_cast<double>(y);
  const auto column = static_cast<double>(x);
  double light = level_;
  if (shading_.illuminationLinear != 0.0F) {
    light += shading_.illuminationLinear * std::clamp(column * alongX_ + row * alongY_ + offset_, 0.0, 1.0);
  }
  if (shading_.illuminationRadial != 0.0F) {
    const double dy = row - centreY_;
    const double dx = column - centreX_;
    light += shading_.illuminationRadial * std::max(0.0, 1.0 - (dy * dy + dx * dx) / radius2_);
  }
  return static_cast<float>(light + shading_.illuminationMap.at(y, x));
}

void Background::paint(const Box& box, float* grey) const {
  if (!varies_ || box.empty()) {
    std::fill_n(grey, box.voxels(), level_);
    return;
  }
  float* out = grey;
  for (std::int64_t y = box.y0; y < box.y1; ++y) {
    for (std::int64_t x = box.x0; x < box.x1; ++x) {
      *out++ = at(y, x);
    }
  }
  for (std::int64_t z = 1; z < box.depth(); ++z) { // the same in every slice
    out = std::copy_n(grey, box.height() * box.width(), out);
  }
}

} // namespace cytosketch
