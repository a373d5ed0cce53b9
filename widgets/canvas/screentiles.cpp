#include "widgets/canvas/screentiles.h"

#include <cmath>

namespace cytosketch {

namespace {

constexpr std::size_t tilesKept = 400; // 100 MiB; a large screen needs a third
constexpr QRect wholeTile(0, 0, ScreenTiles::tileSize, ScreenTiles::tileSize);

int floorDiv(int a, int b) {
  return a >= 0 ? a / b : -((-a + b - 1) / b);
}

QRectF logical(const QRectF& physical, double ratio) {
  return {physical.topLeft() / ratio, physical.size() / ratio};
}

} // namespace

void ScreenTiles::clear() {
  tiles_.clear();
  last_.clear();
}

void ScreenTiles::invalidateAll() {
  for (auto& [key, tile] : tiles_) {
    tile.stale = wholeTile;
  }
}

void ScreenTiles::invalidate(const QRectF& image, double reach) {
  const double margin = reach * ratio_ + 1.0;
  const QRect changed =
      ScreenMap{scale_, ratio_, {}}.toScreen(image).adjusted(-margin, -margin, margin, margin).toAlignedRect();
  for (auto& [key, tile] : tiles_) {
    tile.stale |= changed.translated(-key.second * tileSize, -key.first * tileSize).intersected(wholeTile);
  }
}

/// At another zoom all tiles are new. The old ones stand in for them unless they were incomplete themselves.
void ScreenTiles::adopt(const ScreenMap& map) {
  if (map.scale == scale_ && map.ratio == ratio_) {
    return;
  }
  if (complete_ || last_.empty()) {
    last_ = std::move(tiles_);
    lastScale_ = scale_;
  }
  tiles_.clear();
  complete_ = false;
  scale_ = map.scale;
  ratio_ = map.ratio;
}

bool ScreenTiles::refresh(const Key& key, Tile& tile, std::chrono::steady_clock::time_point deadline) {
  if (!tile.image.isNull() && tile.stale.isEmpty()) {
    return true;
  }
  if (progressed_ && std::chrono::steady_clock::now() >= deadline) {
    return false;
  }
  const bool first = tile.image.isNull();
  QImage image = first ? QImage(tileSize, tileSize, QImage::Format_RGB32) : std::move(tile.image);
  const QRect stale = first ? wholeTile : tile.stale;
  QPainter painter(&image);
  painter.setClipRect(stale);
  const QPointF origin(-key.second * tileSize, -key.first * tileSize);
  const bool done = draw_(painter, {scale_, ratio_, origin}, stale);
  painter.end();
  if (done || !first) {
    tile.image = std::move(image);
  }
  if (done) {
    tile.stale = {};
    progressed_ = true;
  }
  return done;
}

QRegion ScreenTiles::paint(QPainter& painter, const ScreenMap& map, const QRect& exposed,
                           std::chrono::steady_clock::time_point deadline) {
  adopt(map);
  progressed_ = false;
  const QPoint origin(static_cast<int>(std::lround(map.origin.x())), static_cast<int>(std::lround(map.origin.y())));
  const QRect area =
      QRectF(QPointF(exposed.topLeft()) * ratio_, QSizeF(exposed.size()) * ratio_).toAlignedRect().translated(-origin);
  QRegion unfinished;
  QRegion missing;
  painter.save();
  painter.scale(1.0 / ratio_, 1.0 / ratio_); // to physical pixels, so that tiles are copied as they are
  for (int row = floorDiv(area.top(), tileSize); row * tileSize <= area.bottom(); ++row) {
    for (int column = floorDiv(area.left(), tileSize); column * tileSize <= area.right(); ++column) {
      Tile& tile = tiles_[{row, column}];
      const QRect place(origin + QPoint(column, row) * tileSize, wholeTile.size());
      if (!refresh({row, column}, tile, deadline)) {
        unfinished += logical(place, ratio_).toAlignedRect();
      }
      if (tile.image.isNull()) {
        missing += place;
      } else {
        // Only what shows: Qt rounds places left of the window another way, which would leave gaps.
        const QRect shown = place.intersected(area.translated(origin));
        painter.drawImage(shown.topLeft(), tile.image, shown.translated(-place.topLeft()));
      }
    }
  }
  if (!missing.isEmpty()) {
    paintMissing(painter, {scale_, ratio_, QPointF(origin)}, missing);
  }
  painter.restore();
  complete_ = missing.isEmpty();
  if (complete_) {
    last_.clear();
  }
  if (tiles_.size() > tilesKept) {
    forgetOutside(area);
  }
  return unfinished;
}

void ScreenTiles::paintMissing(QPainter& painter, const ScreenMap& map, const QRegion& missing) {
  painter.setClipRegion(missing, Qt::IntersectClip);
  QRegion known;
  const double side = tileSize * scale_ / lastScale_;
  for (const auto& [key, tile] : last_) {
    const QRectF place(map.origin + QPointF(key.second, key.first) * side, QSizeF(side, side));
    if (!tile.image.isNull() && missing.intersects(place.toAlignedRect())) {
      painter.drawImage(place, tile.image);
      known += place.toAlignedRect();
    }
  }
  const QRegion unknown = missing.subtracted(known);
  if (!unknown.isEmpty()) {
    painter.setClipRegion(unknown, Qt::IntersectClip);
    sketchily_(painter, map, unknown.boundingRect());
  }
}

void ScreenTiles::forgetOutside(const QRect& area) {
  std::erase_if(tiles_, [&](const auto& entry) {
    return !area.intersects(wholeTile.translated(entry.first.second * tileSize, entry.first.first * tileSize));
  });
}

} // namespace cytosketch
