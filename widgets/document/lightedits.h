#pragma once

#include "engine/sketch/light.h"
#include "engine/sketch/measuredgreys.h"
#include "engine/sketch/nucleoli.h"
#include "widgets/document/document.h"

#include <QCoreApplication>

#include <set>

namespace cytosketch {

/// Edits of the greys and nucleoli of cells, each one undo step on the document; edits with the same number of a
/// gesture are one step together, the later ones in place of the earlier.
class LightEdits {
  Q_DECLARE_TR_FUNCTIONS(cytosketch::LightEdits)
public:
  explicit LightEdits(Document& document) : document_(document), before_(document.sketch()) {}

  /// New greys by chance for these cells; those of all others are as before the first edit of this object.
  /// @throws SettingsError if the range is not inside (0,1]
  void relight(const std::set<CellId>& ids, const BrightnessRange& range, std::uint64_t seed, quint64 gesture = 0);
  /// Nucleoli by chance for the nuclei among these cells, in place of those they have.
  /// @returns how many nuclei are too small for their nucleoli  @throws SettingsError as requireValid()
  std::size_t addNucleoli(const std::set<CellId>& ids, const NucleoliLaw& law, std::uint64_t seed, quint64 gesture = 0);
  void removeNucleoli(const std::set<CellId>& ids);
  /// Greys and backgrounds as measured, and nothing that darkens or lightens them again: one step.
  void takeGreys(const MeasuredGreys& measured);
  /// Takes back what this object did with this gesture, as if it had not been.
  void restore(quint64 gesture);

  /// The selected cells, or all if there are none.
  static std::set<CellId> selectedOrAll(Document& document);
  static std::set<CellId> allCells(const Document& document);

private:
  template <typename Edit>
  void change(const std::set<CellId>& ids, const QString& text, quint64 gesture, Edit edit);

  Document& document_;
  Sketch before_;
};

} // namespace cytosketch
