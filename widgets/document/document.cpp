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
  connect(&selection_, &Selection::changed, this, &Document::onSelection);
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
  display_.showAllChannels();
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
  undoStack_.push(new ExtentCommand(*this, withExtent(extent), tr("Change canvas size")));
}

Sketch Document::withExtent(const Extent& extent) const {
  Sketch changed(extent, sketch_.spacing());
  changed.setShading(sketch_.shading());
  changed.setSeed(sketch_.seed());
  std::vector<std::string> names = sketch_.channelNames();
  names.resize(std::min(names.size(), static_cast<std::size_t>(extent.c)));
  changed.setChannelNames(std::move(names));
  for (const auto& [id, cell] : sketch_.cells()) {
    if (cell->channel < extent.c) {
      changed.put(cell);
    } else {
      Cell moved = *cell;
      moved.channel = static_cast<std::int32_t>(extent.c - 1);
      changed.put(std::move(moved));
    }
  }
  return changed;
}

void Document::changeChannels(const QStringList& names) {
  Extent extent = sketch_.extent();
  extent.c = names.size();
  Sketch changed = extent == sketch_.extent() ? sketch_ : withExtent(extent);
  std::vector<std::string> texts(static_cast<std::size_t>(names.size()));
  std::ranges::transform(names, texts.begin(), [](const QString& name) { return name.trimmed().toStdString(); });
  changed.setChannelNames(std::move(texts));
  replaceSketch(changed, tr("Change channels"));
}

QString Document::channelName(std::int64_t channel) const {
  const auto& names = sketch_.channelNames();
  const auto at = static_cast<std::size_t>(channel);
  return at < names.size() && !names[at].empty() ? QString::fromStdString(names[at])
                                                 : tr("Channel %1").arg(channel + 1);
}

std::int64_t Document::currentChannel() const {
  return std::min<std::int64_t>(drawing_.newCellChannel(), sketch_.extent().c - 1);
}

void Document::chooseChannel(int channel) {
  std::set<CellId> kept = selection_.cells();
  std::erase_if(kept, [&](CellId id) { return sketch_.find(id)->channel != channel; });
  selection_.set(kept, selection_.current());
  drawing_.setNewCellChannel(channel);
  const auto inChannel = [channel](const auto& entry) { return entry.second->channel == channel; };
  const auto& cells = sketch_.cells();
  if (const auto last = std::find_if(cells.rbegin(), cells.rend(), inChannel); last != cells.rend()) {
    drawing_.setNewCellKind(last->second->kind);
  }
  display_.setChannelShown(channel, true);
}

void Document::onSelection() {
  if (const CellPtr current = sketch_.find(selection_.current()); current && sketch_.extent().c > 1) {
    drawing_.setNewCellChannel(current->channel);
  }
  Q_EMIT selectionChanged();
}

CellPtr Document::shownCellAt(const Cursor::Voxel& voxel) const {
  if (display_.allChannelsShown()) {
    return sketch_.topmostAt(voxel.t, voxel.z, voxel.y, voxel.x);
  }
  CellPtr top;
  for (std::int32_t channel = 0; channel < sketch_.extent().c; ++channel) {
    const CellPtr found = display_.channel(channel).shown
                              ? sketch_.topmostAt(voxel.t, voxel.z, voxel.y, voxel.x, std::nullopt, channel)
                              : nullptr;
    top = found && (!top || found->kind <= top->kind) ? found : top;
  }
  return top;
}

Sketch Document::shownSketch() const {
  Sketch shown = sketch_;
  if (!display_.allChannelsShown()) {
    for (const auto& [id, cell] : sketch_.cells()) {
      if (!display_.channel(cell->channel).shown) {
        shown.remove(id);
      }
    }
  }
  return shown;
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
  changed.setChannelNames(sketch_.channelNames());
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
  if (sketch_.extent().c == 1) {
    display_.showAllChannels();
  }
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
