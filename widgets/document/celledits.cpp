#include "widgets/document/celledits.h"

#include "engine/sketch/sections.h"
#include "widgets/document/floodfill.h"

#include <algorithm>

namespace cytosketch {

namespace {

bool isInside(const Box& box, const Box& outer) {
  return box.z0 >= outer.z0 && box.y0 >= outer.y0 && box.x0 >= outer.x0 && box.z1 <= outer.z1 && box.y1 <= outer.y1 &&
         box.x1 <= outer.x1;
}

/// True if a pixel of one mask is a 4-neighbour of one of the other.
bool touches(const Mask& a, const Mask& b) {
  for (const auto& [dy, dx] : {std::pair{0, 1}, {0, -1}, {1, 0}, {-1, 0}}) {
    Mask common = a.translated(0, dy, dx);
    common.intersect(b);
    if (!common.empty()) {
      return true;
    }
  }
  return false;
}

} // namespace

Mask clippedMask(const Mask& mask, const Extent& extent) {
  const Box canvas = Box::whole(extent);
  if (isInside(mask.bounds(), canvas)) {
    return mask;
  }
  Mask clipped;
  const auto [firstFrame, lastFrame] = mask.frames();
  for (std::int64_t t = std::max<std::int64_t>(firstFrame, 0); t < std::min(lastFrame, extent.t); ++t) {
    const Box part = mask.bounds(t).intersected(canvas);
    for (std::int64_t z = part.z0; z < part.z1; ++z) {
      mask.forEachSpan(t, z, part,
                       [&](std::int64_t y, std::int64_t x0, std::int64_t x1) { clipped.setSpan(t, z, y, x0, x1); });
    }
  }
  return clipped;
}

Mask withoutCells(const Mask& mask, const Sketch& sketch, const Cell& owner) {
  Mask rest = mask;
  const auto [firstFrame, lastFrame] = mask.frames();
  for (std::int64_t t = firstFrame; t < lastFrame; ++t) {
    for (const CellPtr& cell : sketch.cellsIn(t, mask.bounds(t))) {
      if (cell->kind == owner.kind && cell->channel == owner.channel && cell->id != owner.id) {
        rest.subtract(cell->mask);
      }
    }
  }
  return rest;
}

template <typename Edit>
void CellEdits::change(const std::set<CellId>& ids, const QString& text, quint64 gesture, Edit edit) {
  CellChanges changes;
  for (const CellId id : ids) {
    if (const CellPtr before = document_.sketch().find(id)) {
      Cell after = *before;
      edit(after);
      changes.push_back({id, before, std::make_shared<const Cell>(std::move(after))});
    }
  }
  document_.changeCells(std::move(changes), text, gesture);
}

CellId CellEdits::add(const Mask& mask, const QString& text) {
  const Drawing& drawing = *document_.drawing();
  const Sketch& sketch = document_.sketch();
  Cell cell;
  cell.id = sketch.nextId();
  cell.kind = drawing.newCellKind();
  cell.channel = std::min(drawing.newCellChannel(), static_cast<std::int32_t>(sketch.extent().c - 1));
  cell.grey = {drawing.newCellGrey()};
  cell.mask = clippedMask(mask, sketch.extent());
  if (drawing.preserveOthers()) {
    cell.mask = withoutCells(cell.mask, sketch, cell);
  }
  if (cell.mask.empty()) {
    return 0;
  }
  const CellId id = cell.id;
  document_.changeCells({{id, nullptr, std::make_shared<const Cell>(std::move(cell))}}, text);
  document_.selection()->setOnly(id);
  return id;
}

CellId CellEdits::addSection(const Mask& mask, const QString& text) {
  const CellPtr current = document_.sketch().find(document_.selection()->current());
  Mask section = clippedMask(mask, document_.sketch().extent());
  if (!current || !goesOn(*current, section)) {
    return add(mask, text);
  }
  if (document_.drawing()->preserveOthers()) {
    section = withoutCells(section, document_.sketch(), *current);
  }
  change({current->id}, text, 0, [&](Cell& cell) { cell.mask.unite(section); });
  document_.selection()->setOnly(current->id);
  return current->id;
}

bool CellEdits::goesOn(const Cell& cell, const Mask& section) {
  if (std::ranges::any_of(section.blocks(),
                          [&](const auto& entry) { return cell.mask.hasSlice(entry.first.t, entry.first.z); })) {
    return false;
  }
  const auto overlaps = [&](const Mask::BlockKey& place, const Mask::Block& block) {
    return std::ranges::any_of(section.blocks(), [&](const auto& entry) {
      bool common = entry.first.blockY == place.blockY && entry.first.blockX == place.blockX;
      for (std::size_t row = 0, rows = common ? block.rows.size() : 0; row < rows; ++row) {
        common = (block.rows[row] & entry.second->rows[row]) != 0;
        if (common) {
          break;
        }
      }
      return common;
    });
  };
  return std::ranges::any_of(cell.mask.blocks(),
                             [&](const auto& entry) { return overlaps(entry.first, *entry.second); });
}

void CellEdits::cut(const Mask& mask) {
  const CellPtr before = document_.sketch().find(document_.selection()->current());
  if (!before) {
    return;
  }
  Cell after = *before;
  after.mask.subtract(mask);
  const bool gone = after.mask.empty();
  document_.changeCells({{before->id, before, gone ? nullptr : std::make_shared<const Cell>(std::move(after))}},
                        tr("Cut out"));
}

void CellEdits::fill(const FloodFill& fill, const QString& text) {
  CellPtr target = document_.sketch().find(fill.surroundedBy);
  if (!target) {
    const CellPtr current = document_.sketch().find(document_.selection()->current());
    target = current && touches(current->mask, fill.area) ? current : nullptr;
  }
  if (!target) {
    add(fill.area, text);
    return;
  }
  change({target->id}, text, 0, [&](Cell& cell) { cell.mask.unite(fill.area); });
  document_.selection()->setOnly(target->id);
}

void CellEdits::remove(const std::set<CellId>& ids) {
  CellChanges changes;
  for (const CellId id : ids) {
    if (const CellPtr before = document_.sketch().find(id)) {
      changes.push_back({id, before, nullptr});
    }
  }
  document_.changeCells(std::move(changes), tr("Delete cells"));
}

void CellEdits::move(const std::set<CellId>& ids, std::int64_t dz, std::int64_t dy, std::int64_t dx, quint64 gesture) {
  if (dz == 0 && dy == 0 && dx == 0) {
    return;
  }
  change(ids, tr("Move cells"), gesture, [&](Cell& cell) {
    cell.mask = cell.mask.translated(dz, dy, dx);
    for (Nucleolus& nucleolus : cell.nucleoli) {
      nucleolus.z += static_cast<double>(dz);
      nucleolus.y += static_cast<double>(dy);
      nucleolus.x += static_cast<double>(dx);
    }
  });
}

std::set<CellId> CellEdits::duplicate(const std::set<CellId>& ids, std::int64_t dy, std::int64_t dx) {
  CellChanges changes;
  std::set<CellId> copies;
  CellId next = document_.sketch().nextId();
  for (const CellId id : ids) {
    const CellPtr original = document_.sketch().find(id);
    if (!original) {
      continue;
    }
    Cell copy = *original;
    copy.id = next++;
    copy.parent = 0;
    copy.mask = copy.mask.translated(0, dy, dx);
    for (Nucleolus& nucleolus : copy.nucleoli) {
      nucleolus.y += static_cast<double>(dy);
      nucleolus.x += static_cast<double>(dx);
    }
    copies.insert(copy.id);
    changes.push_back({copy.id, nullptr, std::make_shared<const Cell>(std::move(copy))});
  }
  document_.changeCells(std::move(changes), tr("Duplicate cells"));
  if (!copies.empty()) {
    document_.selection()->set(copies);
  }
  return copies;
}

void CellEdits::merge(const std::set<CellId>& ids) {
  CellPtr first;
  Cell merged;
  CellChanges changes;
  for (const CellId id : ids) {
    const CellPtr cell = document_.sketch().find(id);
    if (!cell) {
      continue;
    }
    if (!first) {
      first = cell;
      merged = *cell;
    } else if (cell->kind == first->kind && cell->channel == first->channel) {
      merged.mask.unite(cell->mask);
      merged.nucleoli.insert(merged.nucleoli.end(), cell->nucleoli.begin(), cell->nucleoli.end());
      changes.push_back({id, cell, nullptr});
    }
  }
  if (changes.empty()) {
    return;
  }
  const CellId id = merged.id;
  changes.push_back({id, first, std::make_shared<const Cell>(std::move(merged))});
  document_.changeCells(std::move(changes), tr("Merge cells"));
  document_.selection()->setOnly(id);
}

void CellEdits::setGrey(const std::set<CellId>& ids, float grey, quint64 gesture) {
  const float wanted = std::clamp(grey, 0.0F, 1.0F);
  change(ids, tr("Change intensity"), gesture, [&](Cell& cell) { cell.grey = {wanted}; });
}

void CellEdits::setKind(const std::set<CellId>& ids, CellKind kind) {
  change(ids, tr("Change kind"), 0, [&](Cell& cell) { cell.kind = kind; });
}

void CellEdits::setChannel(const std::set<CellId>& ids, std::int32_t channel) {
  change(ids, tr("Change channel"), 0, [&](Cell& cell) { cell.channel = channel; });
}

void CellEdits::raise(const std::set<CellId>& ids) {
  restack(ids, tr("Bring to front"), true);
}
void CellEdits::lower(const std::set<CellId>& ids) {
  restack(ids, tr("Send to back"), false);
}

void CellEdits::restack(const std::set<CellId>& ids, const QString& text, bool up) {
  std::int32_t outermost = 0;
  for (const auto& [id, cell] : document_.sketch().cells()) {
    if (!ids.contains(id)) {
      outermost = up ? std::max(outermost, cell->zOrder) : std::min(outermost, cell->zOrder);
    }
  }
  change(ids, text, 0, [&](Cell& cell) { cell.zOrder = up ? outermost + 1 : outermost - 1; });
}

void CellEdits::fillHoles(const std::set<CellId>& ids) {
  change(ids, tr("Fill holes"), 0, [](Cell& cell) { cell.mask = maskWithoutHoles(cell.mask); });
}

void CellEdits::copySection(const std::set<CellId>& ids, int step) {
  Position& position = *document_.position();
  const std::int64_t t = position.frame();
  const std::int64_t z = position.slice();
  const bool frames = position.sliceCount() == 1;
  const std::int64_t toT = frames ? t + step : t;
  const std::int64_t toZ = frames ? z : z + step;
  if (toT < 0 || toT >= position.frameCount() || toZ < 0 || toZ >= position.sliceCount()) {
    return;
  }
  change(ids, frames ? tr("Copy to another frame") : tr("Copy to another slice"), 0, [&](Cell& cell) {
    if (cell.mask.hasSlice(t, z)) {
      cell.mask.copySlice(t, z, toT, toZ);
    }
  });
  position.set({toT, toZ, position.voxel().y, position.voxel().x});
}

bool CellEdits::interpolate(const std::set<CellId>& ids) {
  const SectionAxis axis = document_.sketch().extent().z > 1 ? SectionAxis::Z : SectionAxis::Time;
  const quint64 before = document_.revision();
  change(ids, tr("Interpolate"), 0, [&](Cell& cell) { cell.mask = interpolated(cell.mask, axis); });
  return document_.revision() != before;
}

void CellEdits::selectNext(int step) {
  const auto& cells = document_.sketch().cells();
  if (cells.empty()) {
    return;
  }
  const CellId current = document_.selection()->current();
  auto at = cells.upper_bound(current);
  if (step >= 0) {
    at = at == cells.end() ? cells.begin() : at;
  } else {
    at = cells.lower_bound(current);
    at = std::prev(current == 0 || at == cells.begin() ? cells.end() : at);
  }
  document_.selection()->setOnly(at->first);
}

void CellEdits::selectAll() {
  std::set<CellId> all;
  for (const auto& [id, cell] : document_.sketch().cells()) {
    all.insert(id);
  }
  document_.selection()->set(all, document_.selection()->current());
}

} // namespace cytosketch
