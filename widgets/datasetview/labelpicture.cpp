#include "widgets/datasetview/labelpicture.h"

#include "widgets/document/cellcolours.h"

#include <algorithm>

namespace cytosketch {

namespace {

constexpr int fillAlpha = 110;

/// Whether a pixel of a label has a neighbour of another one, or lies at the border.
bool atEdge(const std::uint32_t* labels, int width, int height, int x, int y) {
  const std::uint32_t label = labels[y * width + x];
  return x == 0 || y == 0 || x == width - 1 || y == height - 1 || labels[y * width + x - 1] != label ||
         labels[y * width + x + 1] != label || labels[(y - 1) * width + x] != label ||
         labels[(y + 1) * width + x] != label;
}

} // namespace

int labelColourIndex(std::uint32_t label) {
  return int(label % labelColourCount);
}

QColor labelColour(int index) {
  return CellColours::cycle(index);
}

void paintLabels(const std::uint32_t* labels, QImage& picture, int alpha) {
  std::array<QRgb, labelColourCount> colours{};
  for (int i = 0; i < labelColourCount; ++i) {
    QColor colour = labelColour(i);
    colour.setAlpha(alpha);
    colours[std::size_t(i)] = qPremultiply(colour.rgba());
  }
  for (int y = 0; y < picture.height(); ++y) {
    auto* const line = reinterpret_cast<QRgb*>(picture.scanLine(y));
    for (int x = 0; x < picture.width(); ++x) {
      const std::uint32_t label = labels[std::int64_t(y) * picture.width() + x];
      if (label != 0) {
        line[x] = colours[std::size_t(labelColourIndex(label))];
      }
    }
  }
}

void addOutlines(const std::uint32_t* labels, int width, int height, LabelLines& lines) {
  const auto at = [&](int x, int y) {
    return x < 0 || y < 0 || x >= width || y >= height ? 0U : labels[std::int64_t(y) * width + x];
  };
  // Runs of edges between two rows, and between two columns, of one pair of labels become one line.
  const auto walk = [&](int lanes, int length, const auto& before, const auto& after, const auto& line) {
    for (int lane = 0; lane <= lanes; ++lane) {
      for (int start = 0; start < length;) {
        const std::uint32_t a = before(lane, start), b = after(lane, start);
        int end = start + 1;
        while (end < length && before(lane, end) == a && after(lane, end) == b) {
          ++end;
        }
        if (a != b) {
          lines[std::size_t(labelColourIndex(a != 0 ? a : b))].append(line(lane, start, end));
        }
        start = end;
      }
    }
  };
  walk(
      height, width, [&](int y, int x) { return at(x, y - 1); }, [&](int y, int x) { return at(x, y); },
      [](int y, int x0, int x1) { return QLineF(x0, y, x1, y); });
  walk(
      width, height, [&](int x, int y) { return at(x - 1, y); }, [&](int x, int y) { return at(x, y); },
      [](int x, int y0, int y1) { return QLineF(x, y0, x, y1); });
}

QImage pictureOf(const SampleThumbnail& thumbnail, LabelStyle style) {
  if (thumbnail.grey.empty()) {
    return {};
  }
  const Extent& e = thumbnail.grey.extent();
  QImage image(int(e.x), int(e.y), QImage::Format_RGB32);
  for (int y = 0; y < image.height(); ++y) {
    auto* const line = reinterpret_cast<QRgb*>(image.scanLine(y));
    for (int x = 0; x < image.width(); ++x) {
      const std::int64_t place = std::int64_t(y) * e.x + x;
      const int grey = thumbnail.grey.data()[place];
      QColor colour(grey, grey, grey);
      const std::uint32_t label = thumbnail.labels.empty() ? 0U : thumbnail.labels.data()[place];
      if (label != 0 && style != LabelStyle::Hidden) {
        const QColor own = labelColour(labelColourIndex(label));
        const bool edge = atEdge(thumbnail.labels.data(), image.width(), image.height(), x, y);
        const int alpha = edge ? 255 : style == LabelStyle::Filled ? fillAlpha : 0;
        const auto mixed = [&](int below, int above) { return (below * (255 - alpha) + above * alpha) / 255; };
        colour = QColor(mixed(grey, own.red()), mixed(grey, own.green()), mixed(grey, own.blue()));
      }
      line[x] = colour.rgb();
    }
  }
  return image;
}

} // namespace cytosketch
