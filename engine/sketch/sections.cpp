#include "engine/sketch/sections.h"

#include <cmath>
#include <limits>
#include <utility>

namespace cytosketch {
namespace {

/// Pixels of a plane, rows of x.
struct Plane {
  std::int64_t height;
  std::int64_t width;
  std::vector<double> values;

  double& at(std::int64_t y, std::int64_t x) { return values[static_cast<std::size_t>(y * width + x)]; }
  double at(std::int64_t y, std::int64_t x) const { return values[static_cast<std::size_t>(y * width + x)]; }
};

constexpr double far = 1e15; // squared pixels: beyond any sketch, small enough to compute with

/// One row or column of the distance transform: out[q] = min over p of (q − p)² + in[p], by the lower envelope of
/// parabolas (Felzenszwalb and Huttenlocher, Theory of Computing 2012).
class Envelope {
public:
  explicit Envelope(std::int64_t longest)
      : line(static_cast<std::size_t>(longest)),
        apex_(static_cast<std::size_t>(longest)),
        from_(static_cast<std::size_t>(longest) + 1) {}

  std::vector<double> line; ///< in and out

  void transform(std::size_t count) {
    std::size_t last = 0;
    apex_[0] = 0;
    from_[0] = -far;
    from_[1] = far;
    for (std::size_t q = 1; q < count; ++q) {
      double crossing = crossingOf(q, apex_[last]);
      while (crossing <= from_[last]) { // from_[0] is below every crossing
        crossing = crossingOf(q, apex_[--last]);
      }
      apex_[++last] = q;
      from_[last] = crossing;
      from_[last + 1] = far;
    }
    result_.resize(count);
    std::size_t k = 0;
    for (std::size_t q = 0; q < count; ++q) {
      while (from_[k + 1] < static_cast<double>(q)) {
        ++k;
      }
      const double away = static_cast<double>(q) - static_cast<double>(apex_[k]);
      result_[q] = away * away + line[apex_[k]];
    }
    std::copy(result_.begin(), result_.end(), line.begin());
  }

private:
  double crossingOf(std::size_t q, std::size_t p) const {
    const auto a = static_cast<double>(q);
    const auto b = static_cast<double>(p);
    return ((line[q] + a * a) - (line[p] + b * b)) / (2.0 * (a - b));
  }
  std::vector<std::size_t> apex_;
  std::vector<double> from_;
  std::vector<double> result_;
};

/// Squared distance of every pixel to the nearest one that is 0; the others hold `far`.
void toSquaredDistances(Plane& plane) {
  Envelope envelope(std::max(plane.height, plane.width));
  for (std::int64_t x = 0; x < plane.width; ++x) {
    for (std::int64_t y = 0; y < plane.height; ++y) {
      envelope.line[static_cast<std::size_t>(y)] = plane.at(y, x);
    }
    envelope.transform(static_cast<std::size_t>(plane.height));
    for (std::int64_t y = 0; y < plane.height; ++y) {
      plane.at(y, x) = envelope.line[static_cast<std::size_t>(y)];
    }
  }
  for (std::int64_t y = 0; y < plane.height; ++y) {
    std::copy_n(&plane.at(y, 0), plane.width, envelope.line.begin());
    envelope.transform(static_cast<std::size_t>(plane.width));
    std::copy_n(envelope.line.begin(), plane.width, &plane.at(y, 0));
  }
}

/// A drawn section.
struct Section {
  std::int64_t t;
  std::int64_t z;
  Box box;
  std::int64_t middleY; ///< of its pixels, rounded
  std::int64_t middleX;
};

Section sectionOf(const Mask& mask, std::int64_t t, std::int64_t z) {
  Section section{t, z, mask.bounds(t, z), 0, 0};
  double count = 0.0;
  double sumY = 0.0;
  double sumX = 0.0;
  mask.forEachSpan(t, z, section.box, [&](std::int64_t y, std::int64_t x0, std::int64_t x1) {
    const auto length = static_cast<double>(x1 - x0);
    count += length;
    sumY += length * static_cast<double>(y);
    sumX += length * 0.5 * static_cast<double>(x0 + x1 - 1);
  });
  section.middleY = std::llround(sumY / count);
  section.middleX = std::llround(sumX / count);
  return section;
}

/// The section's box as seen from its middle.
Box aroundMiddle(const Section& s) {
  return {0, s.box.y0 - s.middleY, s.box.x0 - s.middleX, 1, s.box.y1 - s.middleY, s.box.x1 - s.middleX};
}

/// Signed distances from the outline, negative inside, in `window` around the section's middle. The outline runs
/// halfway between the pixels inside and those outside.
Plane signedDistances(const Mask& mask, const Section& section, const Box& window) {
  const auto size = static_cast<std::size_t>(window.height() * window.width());
  Plane toInside{window.height(), window.width(), std::vector<double>(size, far)};
  Plane toOutside{window.height(), window.width(), std::vector<double>(size, 0.0)};
  mask.forEachSpan(section.t, section.z, section.box, [&](std::int64_t y, std::int64_t x0, std::int64_t x1) {
    const std::int64_t row = y - section.middleY - window.y0;
    const std::int64_t column = x0 - section.middleX - window.x0;
    std::fill_n(&toInside.at(row, column), x1 - x0, 0.0);
    std::fill_n(&toOutside.at(row, column), x1 - x0, far);
  });
  toSquaredDistances(toInside);
  toSquaredDistances(toOutside);
  for (std::size_t i = 0; i < size; ++i) {
    const double inside = toOutside.values[i]; // 0 outside
    toInside.values[i] = inside > 0.0 ? 0.5 - std::sqrt(inside) : std::sqrt(toInside.values[i]) - 0.5;
  }
  return toInside;
}

/// The section `share` of the way from a to b, into (t, z).
void mix(Mask& into, std::int64_t t, std::int64_t z, const Box& window, const std::pair<Section, Plane>& a,
         const std::pair<Section, Plane>& b, double share) {
  const auto between = [share](std::int64_t from, std::int64_t to) {
    return std::llround(static_cast<double>(from) + share * static_cast<double>(to - from));
  };
  const std::int64_t y0 = between(a.first.middleY, b.first.middleY) + window.y0;
  const std::int64_t x0 = between(a.first.middleX, b.first.middleX) + window.x0;
  for (std::int64_t y = 0; y < window.height(); ++y) {
    const auto inside = [&](std::int64_t x) {
      return (1.0 - share) * a.second.at(y, x) + share * b.second.at(y, x) <= 0.0;
    };
    for (std::int64_t x = 0; x < window.width(); ++x) {
      const std::int64_t start = x;
      while (x < window.width() && inside(x)) {
        ++x;
      }
      into.setSpan(t, z, y0 + y, x0 + start, x0 + x);
    }
  }
}

/// Fills what lies between two drawn sections that are `gap` steps of (dt, dz) apart.
void fillBetween(Mask& into, const Section& a, const Section& b, std::int64_t gap, std::int64_t dt, std::int64_t dz) {
  Box window = aroundMiddle(a).united(aroundMiddle(b));
  // A frame of background: the way from any pixel to the background outside leads over it.
  window = {0, window.y0 - 1, window.x0 - 1, 1, window.y1 + 1, window.x1 + 1};
  const std::pair from(a, signedDistances(into, a, window));
  const std::pair to(b, signedDistances(into, b, window));
  for (std::int64_t step = 1; step < gap; ++step) {
    mix(into, a.t + step * dt, a.z + step * dz, window, from, to, static_cast<double>(step) / static_cast<double>(gap));
  }
}

} // namespace

Mask interpolated(const Mask& mask, SectionAxis axis) {
  // Sections in the order of the axis, by what they lie in: the frame, or the slice.
  std::map<std::int64_t, std::vector<std::pair<std::int64_t, std::int64_t>>> stacks;
  const auto [firstFrame, endFrame] = mask.frames();
  for (std::int64_t t = firstFrame; t < endFrame; ++t) {
    for (const std::int64_t z : mask.slices(t)) {
      stacks[axis == SectionAxis::Z ? t : z].emplace_back(t, z);
    }
  }
  Mask filled = mask;
  for (const auto& [place, stack] : stacks) {
    for (std::size_t i = 0; i + 1 < stack.size(); ++i) {
      const auto [t0, z0] = stack[i];
      const auto [t1, z1] = stack[i + 1];
      const std::int64_t gap = t1 - t0 + z1 - z0;
      if (gap > 1) {
        fillBetween(filled, sectionOf(mask, t0, z0), sectionOf(mask, t1, z1), gap, t1 > t0 ? 1 : 0, z1 > z0 ? 1 : 0);
      }
    }
  }
  return filled;
}

Mask withTimeAndZSwapped(const Mask& mask) {
  std::vector<std::pair<std::int64_t, std::int64_t>> sections;
  for (const auto& [key, block] : mask.blocks()) {
    if (sections.empty() || sections.back() != std::pair(key.t, key.z)) {
      sections.emplace_back(key.t, key.z);
    }
  }
  constexpr std::int64_t aside = std::int64_t{1} << 40; // frames that no sketch has
  Mask swapped = mask;
  for (const auto& [t, z] : sections) {
    swapped.copySlice(t, z, aside + z, t);
    swapped.copySlice(aside, aside, t, z); // from an empty one: clears
  }
  for (const auto& [t, z] : sections) {
    swapped.copySlice(aside + z, t, z, t);
    swapped.copySlice(aside, aside, aside + z, t);
  }
  return swapped;
}

} // namespace cytosketch
