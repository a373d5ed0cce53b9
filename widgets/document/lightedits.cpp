#include "widgets/document/lightedits.h"

namespace cytosketch {

/// Every cell becomes what `edit` makes of its state before, or that state itself.
template <typename Edit>
void LightEdits::change(const std::set<CellId>& ids, const QString& text, quint64 gesture, Edit edit) {
  CellChanges changes;
  for (const auto& [id, before] : before_.cells()) {
    CellPtr after = before;
    if (ids.contains(id)) {
      Cell cell = *before;
      edit(cell);
      after = std::make_shared<const Cell>(std::move(cell));
    }
    changes.push_back({id, document_.sketch().find(id), after});
  }
  document_.changeCells(std::move(changes), text, gesture);
}

void LightEdits::relight(const std::set<CellId>& ids, const BrightnessRange& range, std::uint64_t seed,
                         quint64 gesture) {
  requireValid(range);
  change(ids, tr("Re-light cells"), gesture, [&](Cell& cell) { cell.grey = {drawnGrey(range, seed, cell.id)}; });
}

std::size_t LightEdits::addNucleoli(const std::set<CellId>& ids, const NucleoliLaw& law, std::uint64_t seed,
                                    quint64 gesture) {
  requireValid(law);
  std::size_t tooSmall = 0;
  change(ids, tr("Add nucleoli"), gesture, [&](Cell& cell) {
    if (cell.kind == CellKind::Nucleus) {
      DrawnNucleoli drawn = drawnNucleoli(cell, before_, law, seed);
      tooSmall += drawn.nucleoli.size() < drawn.wanted ? 1 : 0;
      cell.nucleoli = std::move(drawn.nucleoli);
    }
  });
  return tooSmall;
}

void LightEdits::removeNucleoli(const std::set<CellId>& ids) {
  change(ids, tr("Remove nucleoli"), 0, [](Cell& cell) { cell.nucleoli.clear(); });
}

void LightEdits::takeGreys(const MeasuredGreys& measured) {
  CellChanges changes;
  for (const CellPtr& cell : measured.cells) {
    changes.push_back({cell->id, document_.sketch().find(cell->id), cell});
  }
  document_.undoStack()->beginMacro(tr("Greys from real image"));
  document_.changeCells(std::move(changes), tr("Greys from real image"));
  document_.changeShading(measuredShading(document_.sketch().shading(), measured.backgrounds));
  document_.undoStack()->endMacro();
}

void LightEdits::restore(quint64 gesture) {
  change({}, {}, gesture, [](Cell&) {});
}

std::set<CellId> LightEdits::allCells(const Document& document) {
  std::set<CellId> all;
  for (const auto& [id, cell] : document.sketch().cells()) {
    all.insert(all.end(), id);
  }
  return all;
}

std::set<CellId> LightEdits::selectedOrAll(Document& document) {
  const std::set<CellId>& selected = document.selection()->cells();
  return selected.empty() ? allCells(document) : selected;
}

} // namespace cytosketch
