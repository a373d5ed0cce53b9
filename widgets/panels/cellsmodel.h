#pragma once

#include "widgets/document/document.h"

#include <QAbstractTableModel>
#include <QTimer>

#include <set>
#include <utility>
#include <vector>

namespace cytosketch {

/// The cells of the sketch as a table, in order of ids. It follows the sketch a moment later, so that painting never
/// waits for it.
class CellsModel : public QAbstractTableModel {
  Q_OBJECT
public:
  enum Column { Id, Kind, Channel, Area, Grey, Slices, Frames, ColumnCount };
  /// Value to sort by.
  static constexpr int sortRole = Qt::UserRole;

  explicit CellsModel(Document& document, QObject* parent = nullptr);

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

  CellId idAt(int row) const { return rows_[static_cast<std::size_t>(row)].id; }
  /// −1 if the table has no such cell.
  int rowOf(CellId id) const;
  /// Brings the table up to date at once.
  void flush();
  /// True while rows come and go, when a view's selection is not the person's doing.
  bool isFlushing() const { return flushing_; }

  static QString kindName(CellKind kind);
  /// False for what is the same for all cells of this sketch: its only channel, slice or frame.
  bool hasColumn(int column) const;
  /// The number that a row shows in column Area (µm², µm³, pixels or voxels) or Grey, and how it is written.
  double measure(int row, int column) const;
  int decimals(int column) const;
  QString unit(int column) const;

Q_SIGNALS:
  /// hasColumn() may say something else.
  void columnsChanged();
  /// Rows came or went.
  void rowsChanged();

private:
  struct Row {
    CellId id = 0;
    CellKind kind = CellKind::Nucleus;
    std::int32_t channel = 0;
    std::int64_t pixels = 0;
    float grey = 0.0F;
    std::pair<std::int64_t, std::int64_t> slices; ///< first and one past last
    std::pair<std::int64_t, std::int64_t> frames;
  };
  void onCellsChanged(const std::vector<CellId>& ids);
  void rebuild();
  void refreshRow(CellId id);
  QVariant display(const Row& row, int column) const;
  QVariant sortValue(const Row& row, int column) const;
  bool isVolume() const { return document_.sketch().extent().z > 1; }
  /// Size of a voxel in µm³, of a pixel in µm²; 0 where it is not known.
  double voxelSize() const;
  QString toolTip(const Row& row) const;
  static Row describe(const Cell& cell);
  static QVariant alignmentOf(int column);

  Document& document_;
  std::vector<Row> rows_;
  std::set<CellId> pending_;
  bool rebuildPending_ = false;
  bool flushing_ = false;
  QTimer timer_;
};

} // namespace cytosketch
