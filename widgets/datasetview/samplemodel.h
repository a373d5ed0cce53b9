#pragma once

#include "engine/dataset/datasetstatistics.h"
#include "engine/dataset/samplethumbnail.h"

#include <QAbstractListModel>
#include <QCache>
#include <QPixmap>
#include <QSortFilterProxyModel>

#include <memory>
#include <set>
#include <string>
#include <vector>

namespace cytosketch {

/// What the list of a dataset's samples shows: name, thumbnail, how many cells, flag, problems. Thumbnails are kept for
/// as many samples as fit into some memory; one that is looked at and not there is wanted().
class SampleModel : public QAbstractListModel {
  Q_OBJECT
public:
  enum Role { FlagRole = Qt::UserRole, ProblemRole, SplitRole };
  static constexpr int pictureEdge = 64;

  explicit SampleModel(QObject* parent = nullptr);

  void reset(const std::vector<DatasetItem>& items, const std::set<std::string>& flags);
  void setSample(std::size_t item, const SampleStatistics& statistics, const SampleThumbnail& thumbnail);
  void setFlagged(std::size_t item, bool flagged);
  std::set<std::string> flaggedNames() const;
  bool flagged(std::size_t item) const { return rows_[item].flagged; }
  const std::string& nameOf(std::size_t item) const { return rows_[item].name; }
  /// Null until it was read.
  const SampleStatistics* statisticsAt(std::size_t item) const { return rows_[item].statistics.get(); }
  /// Of all samples read so far.
  std::vector<SampleStatistics> statistics() const;
  std::size_t readCount() const { return readCount_; }
  std::set<QString> splits() const;

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;

Q_SIGNALS:
  void wanted(std::size_t item) const;

private:
  struct Row {
    std::string name;
    std::string split;
    bool flagged = false;
    std::shared_ptr<const SampleStatistics> statistics;
  };
  QString tipOf(const Row& row) const;
  QPixmap decorated(int place) const;

  std::vector<Row> rows_;
  std::size_t readCount_ = 0;
  mutable QCache<int, QPixmap> pictures_;
};

/// Shows all samples, the flagged ones, those with problems, or those of one split.
class SampleFilter : public QSortFilterProxyModel {
  Q_OBJECT
public:
  enum class Kind { All, Flagged, Problems, Split };
  using QSortFilterProxyModel::QSortFilterProxyModel;
  void show(Kind kind, const QString& split = {});

protected:
  bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
  Kind kind_ = Kind::All;
  QString split_;
};

/// What is wrong with a sample, in the person's language.
QString textOf(const SampleProblem& problem);

} // namespace cytosketch
