#pragma once

#include "widgets/canvas/picture.h"

#include <QImage>
#include <QRect>

#include <chrono>
#include <map>

namespace cytosketch {

/// The picture of the displayed slice in tiles, computed when they are needed and only where they are stale. Level 0
/// has one pixel per sketch pixel, each level above halves it, so that zoomed-out views are cheap and free of moiré.
class TileStore {
public:
  static constexpr int tileSize = 256; ///< pixels of a tile, at every level
  static constexpr int levels = 6;

  explicit TileStore(Document& document) : document_(document), picture_(document) {}

  /// Level whose pixels are not much smaller than the screen's at this zoom.
  static int levelFor(double zoom);
  /// Sketch pixels that a tile covers, cut at the canvas.
  QRect area(int level, int row, int column) const;

  /// Begins a repaint: stale tiles are computed anew until the time is up, but at least one.
  void beginRepaint(std::chrono::steady_clock::time_point deadline);
  /// The tile, computed anew where it is stale if there is time. `fresh` tells whether all of it is up to date. A null
  /// image if it was never computed.
  const QImage& tile(int level, int row, int column, bool& fresh);

  /// Marks sketch pixels of the displayed slice as stale.
  void invalidate(const QRect& area);
  void invalidateAll();
  /// Throws everything away, for another extent.
  void clear() { tiles_.clear(); }

private:
  struct Key {
    int level = 0;
    int row = 0;
    int column = 0;
    auto operator<=>(const Key&) const = default;
  };
  struct Tile {
    QImage image;
    QRect stale; ///< sketch pixels
    quint64 used = 0;
  };

  bool refresh(const Key& key);
  bool refreshFromBelow(const Key& key);
  bool hasTime() const;
  void forgetOldest();

  Document& document_;
  SketchPicture picture_;
  std::map<Key, Tile> tiles_;
  quint64 clock_ = 0;
  std::chrono::steady_clock::time_point deadline_;
  bool progressed_ = false; ///< a tile was computed since the repaint began
};

} // namespace cytosketch
