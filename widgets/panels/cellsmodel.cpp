#include "widgets/panels/cellsmodel.h"

#include "engine/image/grey.h"
#include "widgets/panels/swatch.h"

#include <QIcon>
#include <QLocale>

#include <algorithm>
#include <utility>

namespace cytosketch {

namespace {

constexpr int followDelay = 80;          // ms
constexpr std::size_t rebuildLimit = 64; // from here on a new table is cheaper than row by row

/// First and last, as the sliders count them.
QString rangeText(const std::pair<std::int64_t, std::int64_t>& range) {
  return range.second - range.first == 1 ? QString::number(range.first)
                                         : QStringLiteral("%1–%2").arg(range.first).arg(range.second - 1);
}

} // namespace

CellsModel::CellsModel(Document& document, QObject* parent) : QAbstractTableModel(parent), document_(document) {
  timer_.setSingleShot(true);
  timer_.setInterval(followDelay);
  connect(&timer_, &QTimer::timeout, this, &CellsModel::flush);
  connect(&document, &Document::cellsChanged, this, &CellsModel::onCellsChanged);
  connect(&document, &Document::extentChanged, this, [this] { // the unit of the area may be another one
    Q_EMIT headerDataChanged(Qt::Horizontal, Area, Area);
    Q_EMIT columnsChanged();
  });
  rebuild();
}

QString CellsModel::kindName(CellKind kind) {
  switch (kind) {
  case CellKind::Nucleus:
    return tr("Nucleus");
  case CellKind::Cytoplasm:
    return tr("Cytoplasm");
  case CellKind::WholeCell:
    return tr("Whole cell");
  }
  return {};
}

int CellsModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int CellsModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : ColumnCount;
}

QVariant CellsModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || static_cast<std::size_t>(index.row()) >= rows_.size()) {
    return {};
  }
  const Row& row = rows_[static_cast<std::size_t>(index.row())];
  switch (role) {
  case Qt::DisplayRole:
    return display(row, index.column());
  case sortRole:
    return sortValue(row, index.column());
  case Qt::DecorationRole:
    return index.column() == Id ? QVariant(swatch(document_.cellColour(row.id))) : QVariant();
  case Qt::TextAlignmentRole:
    return alignmentOf(index.column());
  case Qt::ToolTipRole:
    return toolTip(row);
  default:
    return {};
  }
}

QVariant CellsModel::display(const Row& row, int column) const {
  const QLocale locale;
  switch (column) {
  case Id:
    return QString::number(row.id);
  case Kind:
    return kindName(row.kind);
  case Channel:
    return document_.channelName(row.channel);
  case Slices:
    return rangeText(row.slices);
  case Frames:
    return rangeText(row.frames);
  case Area:
    return voxelSize() > 0.0 ? locale.toString(static_cast<double>(row.pixels) * voxelSize(), 'f', 1)
                             : locale.toString(static_cast<qlonglong>(row.pixels));
  case Grey:
    return locale.toString(static_cast<double>(row.grey), 'f', 2);
  default:
    return {};
  }
}

double CellsModel::voxelSize() const {
  const Spacing& spacing = document_.sketch().spacing();
  return spacing.known() ? spacing.y * spacing.x * (isVolume() ? spacing.z : 1.0) : 0.0;
}

QVariant CellsModel::alignmentOf(int column) {
  const bool number = column == Area || column == Grey || column == Slices || column == Frames;
  return QVariant((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
}

bool CellsModel::hasColumn(int column) const {
  const Extent& extent = document_.sketch().extent();
  switch (column) {
  case Channel:
    return extent.c > 1;
  case Slices:
    return extent.z > 1;
  case Frames:
    return extent.t > 1;
  default:
    return true;
  }
}

double CellsModel::measure(int row, int column) const {
  const Row& its = rows_[static_cast<std::size_t>(row)];
  if (column == Grey) {
    return static_cast<double>(its.grey);
  }
  return static_cast<double>(its.pixels) * (voxelSize() > 0.0 ? voxelSize() : 1.0);
}

int CellsModel::decimals(int column) const {
  return column == Grey ? 2 : voxelSize() > 0.0 ? 1 : 0;
}

QString CellsModel::unit(int column) const {
  if (column == Grey) {
    return {};
  }
  if (voxelSize() > 0.0) {
    return isVolume() ? QStringLiteral("µm³") : QStringLiteral("µm²");
  }
  return isVolume() ? tr("voxels") : tr("px");
}

QVariant CellsModel::sortValue(const Row& row, int column) const {
  switch (column) {
  case Id:
    return row.id;
  case Kind:
    return static_cast<int>(row.kind);
  case Channel:
    return row.channel;
  case Slices:
    return static_cast<qlonglong>(row.slices.first);
  case Frames:
    return static_cast<qlonglong>(row.frames.first);
  case Area:
    return static_cast<qlonglong>(row.pixels);
  case Grey:
    return static_cast<double>(row.grey);
  default:
    return {};
  }
}

QString CellsModel::toolTip(const Row& row) const {
  const QLocale locale;
  const QString pixels = locale.toString(static_cast<qlonglong>(row.pixels));
  QString text = (isVolume() ? tr("Cell %1 · %2 voxels") : tr("Cell %1 · %2 px")).arg(row.id).arg(pixels);
  if (voxelSize() > 0.0) {
    text += (isVolume() ? tr(" · %1 µm³") : tr(" · %1 µm²"))
                .arg(locale.toString(static_cast<double>(row.pixels) * voxelSize(), 'f', 1));
  }
  return text + tr(" · grey %1, brightness %2")
                    .arg(locale.toString(static_cast<double>(row.grey), 'f', 2),
                         locale.toString(static_cast<double>(brightnessOfGrey(row.grey)), 'f', 2));
}

QVariant CellsModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) {
    return {};
  }
  const bool known = voxelSize() > 0.0;
  if (role == Qt::TextAlignmentRole) {
    return alignmentOf(section);
  }
  if (role == Qt::ToolTipRole) {
    switch (section) {
    case Id:
      return tr("Number of the cell: its value in the label image");
    case Kind:
      return tr("What the outline stands for; each kind has a label image of its own");
    case Channel:
      return tr("Channel of the image that the cell shows in; each channel has label images of its own");
    case Slices:
      return tr("First and last slice of the cell");
    case Frames:
      return tr("First and last frame of the cell");
    case Area:
      if (isVolume()) {
        return known ? tr("Volume of the cell in µm³")
                     : tr("Volume of the cell in voxels; the size of a voxel is not known");
      }
      return known ? tr("Area of the cell in µm²") : tr("Area of the cell in pixels; the pixel size is not known");
    case Grey:
      return tr("Grey of the cell in the sketch, 0 to 1: brighter cells come out brighter");
    default:
      return {};
    }
  }
  if (role != Qt::DisplayRole) {
    return {};
  }
  switch (section) {
  case Id:
    return tr("Cell");
  case Kind:
    return tr("Kind");
  case Channel:
    return tr("Channel");
  case Slices:
    return tr("Slices");
  case Frames:
    return tr("Frames");
  case Area:
    if (isVolume()) {
      return known ? tr("Volume, µm³") : tr("Volume, voxels");
    }
    return known ? tr("Area, µm²") : tr("Area, px");
  case Grey:
    return tr("Grey");
  default:
    return {};
  }
}

int CellsModel::rowOf(CellId id) const {
  const auto at = std::ranges::lower_bound(rows_, id, {}, &Row::id);
  return at != rows_.end() && at->id == id ? static_cast<int>(at - rows_.begin()) : -1;
}

CellsModel::Row CellsModel::describe(const Cell& cell) {
  std::int64_t frames = 0;
  const auto [first, end] = cell.mask.frames();
  for (std::int64_t t = first; t < end; ++t) {
    frames += cell.mask.slices(t).empty() ? 0 : 1;
  }
  const Box box = cell.mask.bounds();
  return {cell.id,        cell.kind,        cell.channel, cell.mask.count() / std::max<std::int64_t>(frames, 1),
          cell.greyAt(0), {box.z0, box.z1}, {first, end}};
}

void CellsModel::onCellsChanged(const std::vector<CellId>& ids) {
  pending_.insert(ids.begin(), ids.end());
  rebuildPending_ = rebuildPending_ || ids.empty() || pending_.size() > rebuildLimit;
  if (!timer_.isActive()) {
    timer_.start();
  }
}

void CellsModel::flush() {
  timer_.stop();
  const std::set<CellId> ids = std::exchange(pending_, {});
  const bool all = std::exchange(rebuildPending_, false);
  const std::size_t before = rows_.size();
  flushing_ = true;
  if (all) {
    rebuild();
  } else {
    std::ranges::for_each(ids, [this](CellId id) { refreshRow(id); });
  }
  flushing_ = false;
  if (all || rows_.size() != before) {
    Q_EMIT rowsChanged();
  }
}

void CellsModel::rebuild() {
  beginResetModel();
  rows_.clear();
  rows_.reserve(document_.sketch().cellCount());
  for (const auto& [id, cell] : document_.sketch().cells()) {
    rows_.push_back(describe(*cell));
  }
  endResetModel();
}

void CellsModel::refreshRow(CellId id) {
  const CellPtr cell = document_.sketch().find(id);
  const auto at = std::ranges::lower_bound(rows_, id, {}, &Row::id);
  const int row = static_cast<int>(at - rows_.begin());
  const bool listed = at != rows_.end() && at->id == id;
  if (cell && listed) {
    *at = describe(*cell);
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
  } else if (cell) {
    beginInsertRows({}, row, row);
    rows_.insert(at, describe(*cell));
    endInsertRows();
  } else if (listed) {
    beginRemoveRows({}, row, row);
    rows_.erase(at);
    endRemoveRows();
  }
}

} // namespace cytosketch
