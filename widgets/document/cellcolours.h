#pragma once

#include "engine/sketch/sketch.h"

#include <QColor>

#include <unordered_map>

namespace cytosketch {

/// Colours of cells on the screen: a cycle that the colour-blind can tell apart (Okabe and Ito 2008, their blue made
/// lighter for a dark canvas), given out so that
/// neighbours differ. A cell keeps its colour as long as it exists.
class CellColours {
public:
  static constexpr int cycleLength = 7;

  /// Colour of the cell; chosen at the first call, unlike those of the cells nearby that have one already.
  QColor of(const Sketch& sketch, CellId id);
  /// Position in the cycle, 0…cycleLength−1.
  int indexOf(const Sketch& sketch, CellId id);
  static QColor cycle(int index);
  void forget() { indices_.clear(); }

private:
  int choose(const Sketch& sketch, CellId id) const;

  std::unordered_map<CellId, int> indices_;
};

} // namespace cytosketch
