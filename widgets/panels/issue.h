#pragma once

#include "engine/sketch/cell.h"
#include "widgets/document/cursor.h"

#include <QString>

#include <optional>
#include <vector>

namespace cytosketch {

/// Something the person should know.
struct Issue {
  enum class Severity { Information, Warning, Error };
  Severity severity = Severity::Error;
  QString text;                       ///< one sentence
  QString details{};                  ///< to unfold; may be empty
  CellId cell = 0;                    ///< the cell concerned; 0 = none
  std::vector<CellId> furtherCells{}; ///< others concerned
  /// Voxel to go to; without, the cell is located. Pixel centres, as in the engine.
  std::optional<Cursor::Voxel> place{};
  /// What issues of this kind have in common ("Fragmented"): in lists they stand together under it.
  QString heading{};

  bool operator==(const Issue&) const = default;
};

} // namespace cytosketch
