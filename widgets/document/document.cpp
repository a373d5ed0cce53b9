#include "widgets/document/document.h"

#include "engine/image/error.h"
#include "engine/sketch/raster.h"
#include "engine/sketch/sections.h"
#include "engine/sketch/sketchfile.h"
#include "widgets/document/undocommands.h"

#include <algorithm>
#include <numeric>

namespace cytosketch {

namespace {

std::filesystem::path fileSystemPath(const QString& path) {
  return path.toStdU16String();
}

} // namespace

Document::Document(QObject* parent) : QObject(parent) {
  undoStack_.setUndoLimit(undoSteps);
  position_.setExtent(sketch_.extent());
  viewport_.setImageSize(QSizeF(static_cast<double>(sketch_.extent().x), static_cast<double>(sketch_.extent().y)));
  connect(&undoStack_, &QUndoStack::cleanChanged, this, [this](bool clean) { Q_EMIT modifiedChanged(!clean); });
  connect(&selection_, &Selection::changed, this, &Document::selectionChanged);
  connect(&cursor_, &Cursor::changed, this, &Document::cursorChanged);
}

void Document::setSketch(const Sketch& sketch, const QString& filePath, bool modified) {
  selection_.clear();
  cursor_.leave();
  sketch_ = sketch;
  ++revision_;
  colours_.forget();
  const Extent& extent = sketch_.extent();
  position_.setExtent(extent);
  position_.set({0, extent.z / 2, extent.y / 2, extent.x / 2});
  undoStack_.clear();
  if (modified) {
    undoStack_.resetClean();
  }
  filePath_ = filePath;
  viewport_.setImageSize(QSizeF(static_cast<double>(sketch_.extent().x), static_cast<double>(sketch_.extent().y)));
  viewport_.fit();
  Q_EMIT replaced();
  Q_EMIT extentChanged();
  announceAll();
  Q_EMIT filePathChanged(filePath_);
  Q_EMIT modifiedChanged(isModified());
}

void Document::open(const QString& filePath) {
  setSketch(readSketch(fileSystemPath(filePath)), filePath);
}

void Document::save(const QString& filePath) {
  writeSketch(sketch_, fileSystemPath(filePath));
  filePath_ = filePath;
  undoStack_.setClean();
  Q_EMIT filePathChanged(filePath_);
}

void Document::changeCells(CellChanges changes, const QString& text, quint64 gesture) {
  std::erase_if(changes, isNoOp);
  if (changes.empty()) {
    return;
  }
  for (const CellChange& change : changes) {
    if (change.id == 0 ||
        (change.after && (change.after->channel < 0 || change.after->channel >= sketch_.extent().c))) {
      throw SettingsError("cell " + std::to_string(change.id) + " does not fit the sketch", "", "Check its channel");
    }
  }
  undoStack_.push(new CellsCommand(*this, std::move(changes), text, gesture));
}

void Document::changeShading(const Shading& shading, quint64 gesture, const QString& text) {
  if (shading != sketch_.shading()) {
    undoStack_.push(new PropertiesCommand(*this, {shading, sketch_.spacing(), sketch_.seed()},
                                          text.isEmpty() ? tr("Change shading") : text, gesture));
  }
}

void Document::changeSpacing(const Spacing& spacing) {
  if (spacing != sketch_.spacing()) {
    undoStack_.push(
        new PropertiesCommand(*this, {sketch_.shading(), spacing, sketch_.seed()}, tr("Change pixel size"), 0));
  }
}

void Document::changeSeed(std::uint64_t seed) {
  if (seed != sketch_.seed()) {
    undoStack_.push(new PropertiesCommand(*this, {sketch_.shading(), sketch_.spacing(), seed}, tr("Change seed"), 0));
  }
}

void Document::changeExtent(const Extent& extent) {
  if (extent == sketch_.extent()) {
    return;
  }
  Sketch changed(extent, sketch_.spacing());
  changed.setShading(sketch_.shading());
  changed.setSeed(sketch_.seed());
  for (const auto& [id, cell] : sketch_.cells()) {
    if (cell->channel < extent.c) {
      changed.put(cell);
    } else {
      Cell moved = *cell;
      moved.channel = static_cast<std::int32_t>(extent.c - 1);
      changed.put(std::move(moved));
    }
  }
  undoStack_.push(new ExtentCommand(*this, changed, tr("Change canvas size")));
}

void Document::swapSlicesAndFrames() {
  Extent extent = sketch_.extent();
  std::swap(extent.t, extent.z);
  if (extent == sketch_.extent()) {
    return;
  }
  Sketch changed(extent, sketch_.spacing());
  changed.setShading(sketch_.shading());
  changed.setSeed(sketch_.seed());
  for (const auto& [id, cell] : sketch_.cells()) {
    Cell swapped = *cell;
    swapped.mask = withTimeAndZSwapped(cell->mask);
    if (cell->grey.size() > 1) {
      swapped.grey = {std::accumulate(cell->grey.begin(), cell->grey.end(), 0.0F) /
                      static_cast<float>(cell->grey.size())};
    }
    if (sketch_.extent().z > 1) {
      swapped.nucleoli.clear(); // a place along time is none
    }
    changed.put(std::move(swapped));
  }
  undoStack_.push(new ExtentCommand(*this, changed, tr("Swap slices and frames")));
}

void Document::replaceSketch(const Sketch& sketch, const QString& text) {
  if (!(sketch == sketch_)) {
    undoStack_.push(new ExtentCommand(*this, sketch, text));
  }
}

void Document::applyCells(const CellChanges& changes, bool forward) {
  std::vector<DirtyRegion> regions;
  for (const CellChange& change : changes) {
    const CellPtr& wanted = forward ? change.after : change.before;
    const CellPtr present = sketch_.find(change.id);
    const DirtyRegion dirty = dirtyRegion({change.id, present, wanted});
    if (!dirty.box.empty()) {
      regions.push_back(dirty);
    }
    if (wanted) {
      sketch_.put(wanted);
    } else {
      sketch_.remove(change.id);
    }
  }
  ++revision_;
  dropStaleSelection();
  for (const DirtyRegion& region : regions) {
    announce(region);
  }
  std::vector<CellId> ids(changes.size());
  std::ranges::transform(changes, ids.begin(), &CellChange::id);
  Q_EMIT cellsChanged(ids);
}

void Document::applyProperties(const Shading& shading, const Spacing& spacing, std::uint64_t seed) {
  const bool spacingChanges = spacing != sketch_.spacing();
  const Box reach = greyReach(sketch_.shading(), shading, sketch_.extent());
  sketch_.setShading(shading);
  sketch_.setSpacing(spacing);
  sketch_.setSeed(seed);
  ++revision_;
  if (spacingChanges) {
    Q_EMIT extentChanged();
  }
  if (spacingChanges || reach.empty()) {
    announceAll();
  } else {
    Q_EMIT sketchChanged(reach, -1); // the cells are as before
  }
}

void Document::applySketch(const Sketch& sketch) {
  sketch_ = sketch;
  ++revision_;
  viewport_.setImageSize(QSizeF(static_cast<double>(sketch_.extent().x), static_cast<double>(sketch_.extent().y)));
  position_.setExtent(sketch_.extent());
  dropStaleSelection();
  Q_EMIT extentChanged();
  announceAll();
}

void Document::dropStaleSelection() {
  std::set<CellId> kept;
  for (const CellId id : selection_.cells()) {
    if (sketch_.find(id)) {
      kept.insert(id);
    }
  }
  selection_.set(kept, selection_.current());
}

void Document::announce(const DirtyRegion& dirty) {
  Q_EMIT sketchChanged(greyReach(sketch_, dirty.box), dirty.frame);
}

void Document::announceAll() {
  Q_EMIT sketchChanged(Box::whole(sketch_.extent()), -1);
  Q_EMIT cellsChanged({});
}

} // namespace cytosketch
