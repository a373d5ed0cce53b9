#include "widgets/canvas/tilestore.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace cytosketch {

namespace {

constexpr std::size_t tilesKept = 400; // 100 MiB; a screen needs about a tenth

/// Mean of 2×2 pixels into the quarter of `target` at `at`.
void halveInto(QImage& target, const QPoint& at, const QImage& source) {
  const auto* base = reinterpret_cast<const QRgb*>(source.constBits());
  const int stride = static_cast<int>(source.bytesPerLine()) / 4;
  const int width = (source.width() + 1) / 2;
  const int height = (source.height() + 1) / 2;
  for (int y = 0; y < height; ++y) {
    const QRgb* upper = base + 2 * y * stride;
    const QRgb* lower = base + std::min(2 * y + 1, source.height() - 1) * stride;
    QRgb* to = reinterpret_cast<QRgb*>(target.scanLine(at.y() + y)) + at.x();
    for (int x = 0; x < width; ++x) {
      const int left = 2 * x;
      const int right = std::min(left + 1, source.width() - 1);
      const auto mean = [&](int (*part)(QRgb)) {
        return (part(upper[left]) + part(upper[right]) + part(lower[left]) + part(lower[right]) + 2) / 4;
      };
      to[x] = qRgb(mean(qRed), mean(qGreen), mean(qBlue));
    }
  }
}

} // namespace

int TileStore::levelFor(double zoom) {
  const int level = static_cast<int>(std::floor(-std::log2(zoom) + 1e-9));
  return std::clamp(level, 0, levels - 1);
}

QRect TileStore::area(int level, int row, int column) const {
  const int side = tileSize << level;
  const Extent& extent = document_.sketch().extent();
  return QRect(column * side, row * side, side, side)
      .intersected(QRect(0, 0, static_cast<int>(extent.x), static_cast<int>(extent.y)));
}

void TileStore::beginRepaint(std::chrono::steady_clock::time_point deadline) {
  deadline_ = deadline;
  progressed_ = false;
}

bool TileStore::hasTime() const {
  return !progressed_ || std::chrono::steady_clock::now() < deadline_;
}

const QImage& TileStore::tile(int level, int row, int column, bool& fresh) {
  const Key key{level, row, column};
  fresh = refresh(key);
  const QImage& image = tiles_[key].image;
  if (tiles_.size() > tilesKept) {
    forgetOldest();
  }
  return image;
}

bool TileStore::refresh(const Key& key) {
  const QRect covered = area(key.level, key.row, key.column);
  if (covered.isEmpty()) {
    return true;
  }
  Tile& tile = tiles_[key];
  tile.used = ++clock_;
  const bool first = tile.image.isNull();
  const QRect stale = first ? covered : tile.stale;
  if (stale.isEmpty()) {
    return true;
  }
  if (!hasTime()) {
    return false;
  }
  if (key.level > 0) {
    return refreshFromBelow(key);
  }
  if (first) {
    tile.image = QImage(covered.size(), QImage::Format_RGB32);
  }
  picture_.paint(tile.image, covered.topLeft(), stale);
  progressed_ = true;
  tile.stale = {};
  return true;
}

bool TileStore::refreshFromBelow(const Key& key) {
  const QRect covered = area(key.level, key.row, key.column);
  const QRect stale = tiles_[key].image.isNull() ? covered : tiles_[key].stale;
  std::vector<std::pair<QPoint, QImage>> quarters; // images share their pixels, so this copies none
  for (int i = 0; i < 4; ++i) {
    const Key below{key.level - 1, 2 * key.row + i / 2, 2 * key.column + i % 2};
    if (!area(below.level, below.row, below.column).intersects(stale)) {
      continue;
    }
    if (!refresh(below)) {
      return false;
    }
    quarters.emplace_back(QPoint(i % 2, i / 2) * (tileSize / 2), tiles_[below].image);
  }
  Tile& tile = tiles_[key];
  if (tile.image.isNull()) {
    const int scale = 1 << key.level;
    tile.image =
        QImage((covered.width() + scale - 1) / scale, (covered.height() + scale - 1) / scale, QImage::Format_RGB32);
  }
  for (const auto& [at, image] : quarters) {
    halveInto(tile.image, at, image);
  }
  tile.stale = {};
  return true;
}

void TileStore::invalidate(const QRect& changed) {
  for (auto& [key, tile] : tiles_) {
    tile.stale = tile.stale.united(changed.intersected(area(key.level, key.row, key.column)));
  }
}

void TileStore::invalidateAll() {
  const Extent& extent = document_.sketch().extent();
  invalidate(QRect(0, 0, static_cast<int>(extent.x), static_cast<int>(extent.y)));
}

void TileStore::forgetOldest() {
  std::vector<quint64> ages;
  ages.reserve(tiles_.size());
  for (const auto& [key, tile] : tiles_) {
    ages.push_back(tile.used);
  }
  const auto middle = ages.begin() + static_cast<std::ptrdiff_t>(ages.size() / 4);
  std::nth_element(ages.begin(), middle, ages.end());
  std::erase_if(tiles_, [limit = *middle](const auto& entry) { return entry.second.used < limit; });
}

} // namespace cytosketch
