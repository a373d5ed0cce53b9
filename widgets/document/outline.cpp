#include "widgets/document/outline.h"

#include <array>
#include <bit>
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

constexpr std::int64_t side = Mask::blockSize;

/// The mask's blocks in one slice as a grid, with an empty row and column at the far ends.
class BlockGrid {
public:
  BlockGrid(const Mask& mask, std::int64_t t, std::int64_t z, const Box& box)
      : firstY_(floorDiv(box.y0)),
        firstX_(floorDiv(box.x0)),
        rows_(floorDiv(box.y1 - 1) - firstY_ + 2),
        columns_(floorDiv(box.x1 - 1) - firstX_ + 2),
        blocks_(static_cast<std::size_t>(rows_ * columns_), nullptr) {
    for (auto at = mask.blocks().lower_bound({t, z, firstY_, firstX_});
         at != mask.blocks().end() && at->first.t == t && at->first.z == z; ++at) {
      const std::int64_t row = at->first.blockY - firstY_;
      const std::int64_t column = at->first.blockX - firstX_;
      if (row >= 0 && row < rows_ && column >= 0 && column < columns_) {
        blocks_[static_cast<std::size_t>(row * columns_ + column)] = at->second.get();
      }
    }
  }
  std::int64_t rows() const { return rows_; }
  std::int64_t columns() const { return columns_; }
  std::int64_t originY() const { return firstY_ * side; }
  std::int64_t originX() const { return firstX_ * side; }
  /// nullptr where the mask has no pixel.
  const Mask::Block* at(std::int64_t row, std::int64_t column) const {
    return row < 0 || column < 0 ? nullptr : blocks_[static_cast<std::size_t>(row * columns_ + column)];
  }

private:
  static std::int64_t floorDiv(std::int64_t pixel) { return pixel >> 6; }

  std::int64_t firstY_;
  std::int64_t firstX_;
  std::int64_t rows_;
  std::int64_t columns_;
  std::vector<const Mask::Block*> blocks_;
};

/// Edges that leave each lattice corner, one bit per direction; each edge is taken once. They are found 64 pixels at a
/// time, so that large cells cost little while they are painted.
class EdgeField {
public:
  explicit EdgeField(const BlockGrid& grid)
      : width_(grid.columns() * side), edges_(static_cast<std::size_t>(width_ * grid.rows() * side), 0) {
    for (std::int64_t row = 0; row < grid.rows(); ++row) {
      for (std::int64_t column = 0; column < grid.columns(); ++column) {
        const Mask::Block* here = grid.at(row, column);
        const Mask::Block* above = grid.at(row - 1, column);
        const Mask::Block* left = grid.at(row, column - 1);
        if (here || above || left) {
          addBlock(row * side, column * side, here, above, left);
        }
      }
    }
  }

  /// Corners from which an edge leads to the right; every outline has one.
  const std::vector<std::size_t>& starts() const { return starts_; }
  int yOf(std::size_t corner) const { return static_cast<int>(static_cast<std::int64_t>(corner) / width_); }
  int xOf(std::size_t corner) const { return static_cast<int>(static_cast<std::int64_t>(corner) % width_); }
  unsigned at(int y, int x) const { return edges_[index(y, x)]; }
  void take(int y, int x, unsigned direction) {
    edges_[index(y, x)] = static_cast<std::uint8_t>(edges_[index(y, x)] & ~(1U << direction));
  }

private:
  std::size_t index(std::int64_t y, std::int64_t x) const { return static_cast<std::size_t>(y * width_ + x); }
  void add(std::int64_t y, std::int64_t x, unsigned direction) {
    edges_[index(y, x)] = static_cast<std::uint8_t>(edges_[index(y, x)] | (1U << direction));
    if (direction == Right) {
      starts_.push_back(index(y, x));
    }
  }

  void addBlock(std::int64_t originY, std::int64_t originX, const Mask::Block* here, const Mask::Block* above,
                const Mask::Block* left) {
    const auto row = [](const Mask::Block* block, std::size_t y) { return block ? block->rows[y] : 0; };
    std::uint64_t upper = row(above, side - 1);
    for (std::size_t y = 0; y < static_cast<std::size_t>(side); ++y) {
      const std::uint64_t pixels = row(here, y);
      const std::uint64_t toTheLeft = (pixels << 1) | (row(left, y) >> (side - 1));
      const std::int64_t atY = originY + static_cast<std::int64_t>(y);
      for (std::uint64_t changes = pixels ^ upper; changes != 0; changes &= changes - 1) {
        const int bit = std::countr_zero(changes);
        const bool inside = pixels >> bit & 1U;
        add(atY, originX + bit + (inside ? 0 : 1), inside ? Right : Left);
      }
      for (std::uint64_t changes = pixels ^ toTheLeft; changes != 0; changes &= changes - 1) {
        const int bit = std::countr_zero(changes);
        const bool inside = pixels >> bit & 1U;
        add(atY + (inside ? 1 : 0), originX + bit, inside ? Up : Down);
      }
      upper = pixels;
    }
  }

  std::int64_t width_;
  std::vector<std::uint8_t> edges_;
  std::vector<std::size_t> starts_;
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
  const Box box = mask.bounds(t, z);
  if (box.empty()) {
    return outline;
  }
  const BlockGrid grid(mask, t, z, box);
  EdgeField edges(grid);
  const QPointF origin(static_cast<double>(grid.originX()), static_cast<double>(grid.originY()));
  for (const std::size_t corner : edges.starts()) {
    const int y = edges.yOf(corner);
    const int x = edges.xOf(corner);
    if (edges.at(y, x) & (1U << Right)) {
      follow(edges, y, x, Right, origin, outline);
    }
  }
  outline.bounds = QRectF(static_cast<double>(box.x0), static_cast<double>(box.y0), static_cast<double>(box.width()),
                          static_cast<double>(box.height()));
  return outline;
}

const Outline& OutlineCache::of(const CellPtr& cell) {
  Entry& entry = entries_[cell->id];
  if (entry.cell != cell) {
    if (!entry.cell || !(entry.cell->mask == cell->mask)) {
      entry.outline = traceOutline(cell->mask, document_.position()->frame(), document_.position()->slice());
    }
    entry.cell = cell;
  }
  return entry.outline;
}

} // namespace cytosketch
