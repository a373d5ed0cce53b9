#include "widgets/canvas/outline.h"

#include <array>
#include <cstdint>
#include <vector>

namespace cytosketch {

namespace {

// Directions of an edge with the mask on its right-hand side: along the top of a pixel to the right, down its
// right-hand side, and so on.
enum Direction : unsigned { Right = 0, Down = 1, Left = 2, Up = 3 };
constexpr std::array<int, 4> stepX = {1, 0, -1, 0};
constexpr std::array<int, 4> stepY = {0, 1, 0, -1};

constexpr unsigned noDirection = 4;

bool isAlong(const QPointF& step, unsigned direction) {
  return step.x() * stepX[direction] + step.y() * stepY[direction] > 0.0 &&
         step.x() * stepY[direction] - step.y() * stepX[direction] == 0.0;
}

/// Edges that leave each lattice corner, one bit per direction; each edge is taken once.
class EdgeField {
public:
  EdgeField(const Mask& mask, std::int64_t t, std::int64_t z, const Box& box)
      : width_(static_cast<int>(box.width()) + 1),
        height_(static_cast<int>(box.height()) + 1),
        edges_(static_cast<std::size_t>(width_) * static_cast<std::size_t>(height_), 0) {
    std::vector<std::uint8_t> inside(static_cast<std::size_t>(width_ + 1) * static_cast<std::size_t>(height_ + 1), 0);
    const auto pixel = [&](int y, int x) -> std::uint8_t& {
      return inside[static_cast<std::size_t>(y + 1) * static_cast<std::size_t>(width_ + 1) +
                    static_cast<std::size_t>(x + 1)];
    };
    mask.forEachSpan(t, z, box, [&](std::int64_t y, std::int64_t x0, std::int64_t x1) {
      std::fill_n(&pixel(static_cast<int>(y - box.y0), static_cast<int>(x0 - box.x0)), x1 - x0, std::uint8_t{1});
    });
    for (int y = 0; y < height_; ++y) {
      for (int x = 0; x < width_; ++x) { // the corner at the upper left of pixel (y, x)
        const std::uint8_t here = pixel(y, x);
        if (here != pixel(y - 1, x)) {
          add(y, here ? x : x + 1, here ? Right : Left);
        }
        if (here != pixel(y, x - 1)) {
          add(here ? y + 1 : y, x, here ? Up : Down);
        }
      }
    }
  }

  int width() const { return width_; }
  int height() const { return height_; }
  std::uint8_t at(int y, int x) const { return edges_[index(y, x)]; }
  void take(int y, int x, unsigned direction) {
    edges_[index(y, x)] = static_cast<std::uint8_t>(edges_[index(y, x)] & ~(1U << direction));
  }

private:
  std::size_t index(int y, int x) const {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) + static_cast<std::size_t>(x);
  }
  void add(int y, int x, unsigned direction) {
    edges_[index(y, x)] = static_cast<std::uint8_t>(edges_[index(y, x)] | (1U << direction));
  }

  int width_;
  int height_;
  std::vector<std::uint8_t> edges_;
};

/// Follows one outline from a corner until it is closed.
void follow(EdgeField& edges, int startY, int startX, unsigned startDirection, const QPointF& origin,
            Outline& outline) {
  QPolygonF exact;
  QPolygonF smooth;
  int y = startY;
  int x = startX;
  unsigned direction = startDirection;
  unsigned last = noDirection;
  QPointF lastStep;
  for (;;) {
    if (direction != last) {
      exact << origin + QPointF(x, y);
    }
    const QPointF middle = origin + QPointF(x + 0.5 * stepX[direction], y + 0.5 * stepY[direction]);
    const QPointF step = smooth.isEmpty() ? QPointF() : middle - smooth.last();
    if (smooth.size() >= 2 && last == direction && isAlong(lastStep, direction)) {
      smooth.last() = middle; // on a straight run only the ends count
    } else {
      smooth << middle;
      lastStep = step;
    }
    edges.take(y, x, direction);
    last = direction;
    x += stepX[direction];
    y += stepY[direction];
    const bool atStart = x == startX && y == startY;
    const unsigned leaving = edges.at(y, x) | (atStart ? 1U << startDirection : 0U);
    for (const unsigned turn : {1U, 0U, 3U}) { // turning right first keeps diagonal neighbours apart
      direction = (last + turn) % 4;
      if (leaving & (1U << direction)) {
        break;
      }
    }
    if (atStart && direction == startDirection) {
      break;
    }
  }
  outline.exact << exact;
  outline.smooth << smooth;
}

} // namespace

Outline traceOutline(const Mask& mask, std::int64_t t, std::int64_t z) {
  Outline outline;
  const Box box = mask.bounds(t);
  if (box.empty() || z < box.z0 || z >= box.z1) {
    return outline;
  }
  EdgeField edges(mask, t, z, box);
  const QPointF origin(static_cast<double>(box.x0), static_cast<double>(box.y0));
  for (int y = 0; y < edges.height(); ++y) {
    for (int x = 0; x < edges.width(); ++x) {
      while (const std::uint8_t leaving = edges.at(y, x)) {
        unsigned direction = 0;
        while (!(leaving & (1U << direction))) {
          ++direction;
        }
        follow(edges, y, x, direction, origin, outline);
      }
    }
  }
  outline.bounds = QRectF(origin, QSizeF(static_cast<double>(box.width()), static_cast<double>(box.height())));
  return outline;
}

const Outline& OutlineCache::of(const CellPtr& cell) {
  Entry& entry = entries_[cell->id];
  if (entry.cell != cell) {
    if (!entry.cell || !(entry.cell->mask == cell->mask)) {
      entry.outline = traceOutline(cell->mask, document_.display()->frame(), document_.display()->slice());
    }
    entry.cell = cell;
  }
  return entry.outline;
}

} // namespace cytosketch
