#include "widgets/sliceview/outlines.h"

#include <algorithm>
#include <iterator>
#include <vector>

namespace cytosketch {

namespace {

using Borders = std::vector<std::int64_t>; // x where a row enters and leaves the mask, rising

/// Collects lines row by row.
class Tracer {
public:
  void row(std::int64_t y, Borders borders) {
    if (y != y_ + 1) {
      finish();
    }
    y_ = y;
    horizontals(y, previous_, borders);
    verticals(y, borders);
    previous_ = std::move(borders);
  }
  QList<QLineF> lines() {
    finish();
    return std::move(lines_);
  }

private:
  struct Vertical {
    std::int64_t x = 0;
    std::int64_t y = 0; ///< where it began
  };

  void finish() {
    horizontals(y_ + 1, previous_, {});
    verticals(y_ + 1, {});
    previous_.clear();
  }
  /// Where exactly one of the two rows is inside the mask, a border runs between them.
  void horizontals(std::int64_t y, const Borders& above, const Borders& below) {
    Borders difference;
    std::set_symmetric_difference(above.begin(), above.end(), below.begin(), below.end(),
                                  std::back_inserter(difference));
    for (std::size_t i = 0; i + 1 < difference.size(); i += 2) {
      lines_.append(QLineF(double(difference[i]), double(y), double(difference[i + 1]), double(y)));
    }
  }
  void verticals(std::int64_t y, const Borders& borders) {
    std::vector<Vertical> goOn;
    auto open = open_.begin();
    for (const std::int64_t x : borders) {
      for (; open != open_.end() && open->x < x; ++open) {
        end(*open, y);
      }
      if (open != open_.end() && open->x == x) {
        goOn.push_back(*open++);
      } else {
        goOn.push_back({x, y});
      }
    }
    for (; open != open_.end(); ++open) {
      end(*open, y);
    }
    open_ = std::move(goOn);
  }
  void end(const Vertical& line, std::int64_t y) {
    lines_.append(QLineF(double(line.x), double(line.y), double(line.x), double(y)));
  }

  std::int64_t y_ = -2;
  Borders previous_;
  std::vector<Vertical> open_;
  QList<QLineF> lines_;
};

} // namespace

QList<QLineF> maskOutline(const Mask& mask, std::int64_t t, std::int64_t z) {
  Tracer tracer;
  Borders borders;
  std::int64_t row = 0;
  mask.forEachSpan(t, z, mask.bounds(t), [&](std::int64_t y, std::int64_t x0, std::int64_t x1) {
    if (!borders.empty() && y != row) {
      tracer.row(row, std::move(borders));
      borders.clear();
    }
    row = y;
    if (!borders.empty() && borders.back() == x0) {
      borders.back() = x1; // two runs that touch are one
    } else {
      borders.push_back(x0);
      borders.push_back(x1);
    }
  });
  if (!borders.empty()) {
    tracer.row(row, std::move(borders));
  }
  return tracer.lines();
}

const QList<QLineF>& SliceOutlines::of(const CellPtr& cell, std::int64_t t, std::int64_t z) {
  Entry& entry = entries_[cell->id];
  if (entry.cell != cell || entry.t != t || entry.z != z) {
    entry = {cell, t, z, maskOutline(cell->mask, t, z)};
  }
  return entry.lines;
}

void SliceOutlines::prune(const Sketch& sketch) {
  std::erase_if(entries_, [&sketch](const auto& entry) { return !sketch.find(entry.first); });
}

} // namespace cytosketch
