#include "engine/annotation/imagejroi.h"

#include "engine/image/error.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace cytosketch {
namespace {

// Byte offsets of ij.io.RoiDecoder.
constexpr std::size_t versionAt = 4, typeAt = 6, topAt = 8, leftAt = 10, bottomAt = 12, rightAt = 14, countAt = 16,
                      realsAt = 18, shapeSizeAt = 36, subtypeAt = 48, optionsAt = 50, aspectAt = 52, arcAt = 54,
                      positionAt = 56, header2At = 60, coordinatesAt = 64;
constexpr std::size_t channelAt2 = 4, sliceAt2 = 8, frameAt2 = 12, nameAt2 = 16, nameLengthAt2 = 20, header2Size = 36;
constexpr int splineless = 222; ///< first version with coordinates of sub-pixels
constexpr unsigned subPixelOption = 128;
enum Type { polygon = 0, rectangle = 1, oval = 2, freehand = 7, traced = 8 };
enum Subtype { text = 1, ellipse = 3, image = 4, turnedRectangle = 5 };

constexpr double farthest = 65536.0;       ///< pixels; ImageJ's own coordinates are 16 bits
constexpr double longestOutline = 1 << 21; ///< rows crossed
constexpr double largestBox = 1 << 26;     ///< pixels: 8192 × 8192
constexpr double flattest = 1000.0;        ///< ratio of an ellipse's axes

[[noreturn]] void fail(const std::string& what) {
  throw FormatError(what, "ROI", "Save the region again in ImageJ");
}

/// Big-endian numbers at byte offsets.
class Bytes {
public:
  explicit Bytes(std::string_view bytes) : bytes_(bytes) {}

  std::size_t size() const { return bytes_.size(); }
  unsigned byte(std::size_t at) const {
    if (at >= bytes_.size()) {
      fail("the region ends early");
    }
    return static_cast<unsigned char>(bytes_[at]);
  }
  unsigned unsignedShort(std::size_t at) const { return byte(at) << 8U | byte(at + 1); }
  /// ImageJ's rule for its 16 bits: negative down to −5000, else without sign.
  int coordinate(std::size_t at) const {
    const int value = static_cast<std::int16_t>(unsignedShort(at));
    return value < -5000 ? value + 65536 : value;
  }
  std::uint32_t word(std::size_t at) const { return unsignedShort(at) << 16U | unsignedShort(at + 2); }
  int integer(std::size_t at) const { return static_cast<int>(word(at)); }
  double real(std::size_t at) const {
    const auto value = static_cast<double>(std::bit_cast<float>(word(at)));
    if (!(std::abs(value) <= farthest)) {
      fail("the region reaches further than any image");
    }
    return value;
  }

private:
  std::string_view bytes_;
};

void appendUtf8(std::string& text, unsigned unit) {
  if (unit < 0x80) {
    text += static_cast<char>(unit);
  } else if (unit < 0x800) {
    text += {static_cast<char>(0xC0 | unit >> 6U), static_cast<char>(0x80 | (unit & 0x3FU))};
  } else {
    text += {static_cast<char>(0xE0 | unit >> 12U), static_cast<char>(0x80 | (unit >> 6U & 0x3FU)),
             static_cast<char>(0x80 | (unit & 0x3FU))};
  }
}

void readSecondHeader(const Bytes& bytes, ImageJRoi& roi) {
  const std::size_t header = bytes.word(header2At);
  if (header == 0 || header + header2Size > bytes.size()) {
    return;
  }
  roi.channel = std::max(0, bytes.integer(header + channelAt2));
  roi.slice = std::max(0, bytes.integer(header + sliceAt2));
  roi.frame = std::max(0, bytes.integer(header + frameAt2));
  const std::size_t name = bytes.word(header + nameAt2);
  const std::size_t length = bytes.word(header + nameLengthAt2);
  if (name != 0 && name + 2 * length <= bytes.size()) {
    for (std::size_t i = 0; i < length; ++i) {
      appendUtf8(roi.name, bytes.unsignedShort(name + 2 * i));
    }
  }
}

ImageJRoi::Loop readLoop(const Bytes& bytes, bool subPixel) {
  std::size_t count = bytes.unsignedShort(countAt);
  if (count == 0) {
    count = bytes.word(realsAt); // more than 16 bits can count
  }
  if (count > bytes.size()) {
    fail("the region ends early");
  }
  ImageJRoi::Loop loop;
  loop.reserve(count);
  const std::size_t realX = coordinatesAt + 4 * count;
  for (std::size_t i = 0; i < count; ++i) {
    if (subPixel) {
      loop.emplace_back(bytes.real(realX + 4 * (count + i)), bytes.real(realX + 4 * i));
    } else {
      const int x = std::max(0, bytes.coordinate(coordinatesAt + 2 * i));
      const int y = std::max(0, bytes.coordinate(coordinatesAt + 2 * (count + i)));
      loop.emplace_back(bytes.coordinate(topAt) + y, bytes.coordinate(leftAt) + x);
    }
  }
  return loop;
}

using Point = std::pair<double, double>;

/// Points after `from` of a Bézier curve of any degree, by de Casteljau.
void appendCurve(ImageJRoi::Loop& loop, std::vector<Point> controls) {
  constexpr int pieces = 16;
  for (int i = 1; i <= pieces; ++i) {
    const double s = static_cast<double>(i) / pieces;
    std::vector<Point> points = controls;
    for (std::size_t degree = points.size() - 1; degree > 0; --degree) {
      for (std::size_t k = 0; k < degree; ++k) {
        points[k].first += s * (points[k + 1].first - points[k].first);
        points[k].second += s * (points[k + 1].second - points[k].second);
      }
    }
    loop.push_back(points.front());
  }
}

/// The path of a composite region: segments move, line, quadratic, cubic, close with 1, 1, 2, 3, 0 points (x, y).
std::vector<ImageJRoi::Loop> readPath(const Bytes& bytes) {
  constexpr std::array<std::size_t, 5> pointsOf{1, 1, 2, 3, 0};
  const std::size_t end = coordinatesAt + 4 * std::size_t{bytes.word(shapeSizeAt)};
  if (end > bytes.size()) {
    fail("the region ends early");
  }
  std::vector<ImageJRoi::Loop> loops;
  for (std::size_t at = coordinatesAt; at < end;) {
    const double segment = bytes.real(at);
    if (!(segment >= 0.0 && segment <= 4.0) || segment != std::floor(segment)) {
      fail("the path of a composite region is damaged");
    }
    const auto kind = static_cast<std::size_t>(segment);
    at += 4;
    if (kind == 0) {
      loops.emplace_back();
    }
    if (loops.empty() || at + 8 * pointsOf[kind] > end) {
      fail("the path of a composite region is damaged");
    }
    ImageJRoi::Loop& loop = loops.back();
    std::vector<Point> points;
    if (kind > 1 && kind < 4 && !loop.empty()) {
      points.push_back(loop.back());
    }
    for (std::size_t i = 0; i < pointsOf[kind]; ++i, at += 8) {
      points.emplace_back(bytes.real(at + 4), bytes.real(at));
    }
    if (kind > 1 && kind < 4) {
      appendCurve(loop, points);
    } else {
      loop.insert(loop.end(), points.begin(), points.end());
    }
  }
  return loops;
}

void requireBox(double height, double width) {
  if (height > 1.0 && width > 1.0 && height * width > largestBox) {
    fail("the region is larger than any cell");
  }
}

void requireBounded(const std::vector<ImageJRoi::Loop>& loops) {
  double length = 0.0;
  for (const ImageJRoi::Loop& loop : loops) {
    if (loop.empty()) {
      continue;
    }
    auto low = loop.front();
    auto high = low;
    for (std::size_t i = 0; i < loop.size(); ++i) {
      length += std::abs(loop[(i + 1) % loop.size()].first - loop[i].first);
      low = {std::min(low.first, loop[i].first), std::min(low.second, loop[i].second)};
      high = {std::max(high.first, loop[i].first), std::max(high.second, loop[i].second)};
    }
    requireBox(high.first - low.first, high.second - low.second);
  }
  if (length > longestOutline) {
    fail("the outline is longer than that of any cell");
  }
}

void readBox(const Bytes& bytes, bool subPixel, ImageJRoi& roi) {
  if (subPixel) {
    roi.x = bytes.real(realsAt);
    roi.y = bytes.real(realsAt + 4);
    roi.width = bytes.real(realsAt + 8);
    roi.height = bytes.real(realsAt + 12);
  } else {
    roi.x = bytes.coordinate(leftAt);
    roi.y = bytes.coordinate(topAt);
    roi.width = bytes.coordinate(rightAt) - roi.x;
    roi.height = bytes.coordinate(bottomAt) - roi.y;
  }
}

void readShape(const Bytes& bytes, ImageJRoi& roi) {
  const bool subPixel =
      (bytes.unsignedShort(optionsAt) & subPixelOption) != 0 && bytes.unsignedShort(versionAt) >= splineless;
  const unsigned type = bytes.byte(typeAt);
  const unsigned subtype = bytes.unsignedShort(subtypeAt);
  using Shape = ImageJRoi::Shape;
  if (bytes.word(shapeSizeAt) > 0) {
    roi.shape = Shape::Outline;
    roi.loops = readPath(bytes);
  } else if (subtype == text || subtype == image) {
    roi.shape = Shape::NoArea; // they come as rectangles
  } else if (type == rectangle || type == oval) {
    roi.shape = type == oval ? Shape::Oval : Shape::Rectangle;
    readBox(bytes, subPixel && bytes.unsignedShort(versionAt) > splineless, roi);
    roi.arc = type == oval ? 0.0 : bytes.unsignedShort(arcAt);
    requireBox(roi.height, roi.width);
  } else if (type == freehand && subtype == ellipse) {
    roi.shape = Shape::Ellipse;
    for (std::size_t i = 0; i < roi.axis.size(); ++i) {
      roi.axis[i] = bytes.real(realsAt + 4 * i);
    }
    roi.aspect = bytes.real(aspectAt);
    const double length = std::hypot(roi.axis[2] - roi.axis[0], roi.axis[3] - roi.axis[1]);
    if (!(roi.aspect >= 1.0 / flattest && roi.aspect <= flattest)) {
      fail("the axes of an ellipse have an impossible ratio");
    }
    requireBox(length * roi.aspect, length);
  } else if (type == freehand && subtype == turnedRectangle) {
    // The line through the middle from end to end, and its width.
    const Point a{bytes.real(realsAt + 4), bytes.real(realsAt)};
    const Point b{bytes.real(realsAt + 12), bytes.real(realsAt + 8)};
    const double length = std::hypot(b.first - a.first, b.second - a.second);
    const double half = length > 0.0 ? bytes.real(aspectAt) / 2.0 / length : 0.0;
    const double dy = (b.second - a.second) * half;
    const double dx = -(b.first - a.first) * half;
    roi.shape = Shape::Outline;
    roi.loops = {{{a.first + dy, a.second + dx},
                  {b.first + dy, b.second + dx},
                  {b.first - dy, b.second - dx},
                  {a.first - dy, a.second - dx}}};
  } else if (type == polygon || type == freehand || type == traced) {
    roi.shape = Shape::Outline;
    roi.loops = {readLoop(bytes, subPixel)};
  }
  requireBounded(roi.loops);
}

constexpr double thinnest = 1e-3; ///< pixels; thinner ellipses hold no centre of a pixel worth the name

/// Pixel rows whose centres lie in [low, high).
std::pair<std::int64_t, std::int64_t> pixelsIn(double low, double high) {
  return {static_cast<std::int64_t>(std::ceil(low - 0.5)), static_cast<std::int64_t>(std::ceil(high - 0.5))};
}

Mask rectangleMask(const ImageJRoi& roi, std::int64_t t, std::int64_t z) {
  Mask mask;
  const double ry = std::clamp(roi.arc, 0.0, std::max(0.0, roi.height)) / 2.0;
  const double rx = std::clamp(roi.arc, 0.0, std::max(0.0, roi.width)) / 2.0;
  const auto [y0, y1] = pixelsIn(roi.y, roi.y + roi.height);
  for (std::int64_t row = y0; row < y1; ++row) {
    const double y = static_cast<double>(row) + 0.5;
    const double above = std::max({roi.y + ry - y, y - (roi.y + roi.height - ry), 0.0}); // into the corners
    const double inset = ry > 0.0 ? rx - rx * std::sqrt(std::max(0.0, 1.0 - above * above / (ry * ry))) : 0.0;
    const auto [x0, x1] = pixelsIn(roi.x + inset, roi.x + roi.width - inset);
    if (x0 < x1) {
      mask.setSpan(t, z, row, x0, x1);
    }
  }
  return mask;
}

/// What lies inside an odd number of loops.
Mask evenOdd(const std::vector<ImageJRoi::Loop>& loops, std::int64_t t, std::int64_t z) {
  Mask mask;
  for (ImageJRoi::Loop loop : loops) {
    for (auto& [y, x] : loop) { // masks have centres of pixels at whole numbers
      y -= 0.5;
      x -= 0.5;
    }
    Mask both = polygonMask(t, z, loop);
    Mask common = both;
    common.intersect(mask);
    mask.unite(both);
    mask.subtract(common);
  }
  return mask;
}

} // namespace

ImageJRoi parseImageJRoi(std::string_view data) {
  if (!data.starts_with("Iout") || data.size() < coordinatesAt) {
    fail("this is no region of ImageJ");
  }
  const Bytes bytes(data);
  ImageJRoi roi;
  roi.position = std::max(0, bytes.integer(positionAt));
  readSecondHeader(bytes, roi);
  readShape(bytes, roi);
  return roi;
}

Mask maskOf(const ImageJRoi& roi, std::int64_t t, std::int64_t z) {
  switch (roi.shape) {
  case ImageJRoi::Shape::Outline:
    return evenOdd(roi.loops, t, z);
  case ImageJRoi::Shape::Rectangle:
    return rectangleMask(roi, t, z);
  case ImageJRoi::Shape::Oval:
    if (std::min(roi.height, roi.width) < thinnest) {
      return {};
    }
    return ellipseMask(t, z, roi.y + roi.height / 2.0 - 0.5, roi.x + roi.width / 2.0 - 0.5, roi.height / 2.0,
                       roi.width / 2.0);
  case ImageJRoi::Shape::Ellipse: {
    const auto& [x1, y1, x2, y2] = roi.axis;
    const double half = std::hypot(x2 - x1, y2 - y1) / 2.0;
    if (half * std::min(roi.aspect, 1.0) < thinnest) {
      return {};
    }
    return ellipseMask(t, z, (y1 + y2) / 2.0 - 0.5, (x1 + x2) / 2.0 - 0.5, half * roi.aspect, half,
                       std::atan2(y2 - y1, x2 - x1));
  }
  default:
    return {};
  }
}

} // namespace cytosketch
