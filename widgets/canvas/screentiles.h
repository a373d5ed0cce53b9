#pragma once

#include <QImage>
#include <QPainter>
#include <QRect>
#include <QRegion>

#include <chrono>
#include <functional>
#include <map>
#include <utility>

namespace cytosketch {

/// Maps continuous image coordinates to physical pixels of the screen.
struct ScreenMap {
  double scale = 1.0; ///< physical pixels per image pixel
  double ratio = 1.0; ///< physical pixels per logical one
  QPointF origin;     ///< of the image, in physical pixels

  double zoom() const { return scale / ratio; }
  QPointF toScreen(const QPointF& image) const { return origin + image * scale; }
  QRectF toScreen(const QRectF& image) const { return {toScreen(image.topLeft()), image.size() * scale}; }
  QRectF toImage(const QRectF& screen) const { return {(screen.topLeft() - origin) / scale, screen.size() / scale}; }
};

/// The picture at the screen's resolution, in tiles that move with the image. A tile is drawn anew only where it is
/// stale, a few in each repaint; until then its older content stays, or, after a change of zoom, the picture of the
/// last zoom. So a repaint costs little whatever there is to draw.
class ScreenTiles {
public:
  static constexpr int tileSize = 256; ///< physical pixels

  /// Draws the part `area` of the picture. False if that is not possible yet; nothing is drawn then.
  using Draw = std::function<bool(QPainter& painter, const ScreenMap& map, const QRect& area)>;
  /// Draws in a hurry, where nothing is known yet.
  using Sketchily = std::function<void(QPainter& painter, const ScreenMap& map, const QRect& area)>;

  ScreenTiles(Draw draw, Sketchily sketchily) : draw_(std::move(draw)), sketchily_(std::move(sketchily)) {}

  /// Paints the logical pixels `exposed`; stale tiles are drawn anew until the time is up, but at least one.
  /// @returns what is not up to date, in logical pixels
  QRegion paint(QPainter& painter, const ScreenMap& map, const QRect& exposed,
                std::chrono::steady_clock::time_point deadline);
  /// Marks a rectangle of the image as stale, and what lies nearer to it than `reach` logical pixels.
  void invalidate(const QRectF& image, double reach);
  void invalidateAll();
  /// Throws everything away, for another image.
  void clear();

private:
  using Key = std::pair<int, int>; ///< row, column
  struct Tile {
    QImage image; ///< null until it was drawn
    QRect stale;  ///< pixels of the tile
  };
  using Tiles = std::map<Key, Tile>;

  void adopt(const ScreenMap& map);
  bool refresh(const Key& key, Tile& tile, std::chrono::steady_clock::time_point deadline);
  void paintMissing(QPainter& painter, const ScreenMap& map, const QRegion& missing);
  void forgetOutside(const QRect& area);

  Draw draw_;
  Sketchily sketchily_;
  Tiles tiles_;
  double scale_ = 0.0;
  double ratio_ = 1.0;
  Tiles last_; ///< of the zoom before, until everything is drawn
  double lastScale_ = 0.0;
  bool complete_ = false;   ///< nothing was missing when it was last painted
  bool progressed_ = false; ///< a tile was drawn since the repaint began
};

} // namespace cytosketch
