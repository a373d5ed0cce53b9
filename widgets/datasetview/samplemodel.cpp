#include "widgets/datasetview/samplemodel.h"

#include "widgets/datasetview/labelpicture.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPainter>

namespace cytosketch {

namespace {

constexpr qsizetype cacheBytes = 96 << 20;
const QColor flagColour(255, 200, 0), problemColour(213, 94, 0);

} // namespace

QString textOf(const SampleProblem& problem) {
  const QString text = QCoreApplication::translate("Parameters", std::string(textOf(problem.kind)).c_str());
  return problem.detail.empty() ? text : QStringLiteral("%1 (%2)").arg(text, QString::fromStdString(problem.detail));
}

SampleModel::SampleModel(QObject* parent) : QAbstractListModel(parent), pictures_(cacheBytes) {}

void SampleModel::reset(const std::vector<DatasetItem>& items, const std::set<std::string>& flags) {
  beginResetModel();
  rows_.clear();
  pictures_.clear();
  readCount_ = 0;
  for (const DatasetItem& item : items) {
    rows_.push_back({item.name, item.split, flags.contains(item.name), nullptr});
  }
  endResetModel();
}

void SampleModel::setSample(std::size_t item, const SampleStatistics& statistics, const SampleThumbnail& thumbnail) {
  Row& row = rows_[item];
  readCount_ += row.statistics ? 0 : 1;
  row.statistics = std::make_shared<const SampleStatistics>(statistics);
  const QImage picture = pictureOf(thumbnail, LabelStyle::Outlines);
  auto pixmap = std::make_unique<QPixmap>(pictureEdge, pictureEdge);
  pixmap->fill(Qt::transparent);
  if (!picture.isNull()) {
    const QImage scaled = picture.scaled(pictureEdge, pictureEdge, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    QPainter(pixmap.get()).drawImage((pictureEdge - scaled.width()) / 2, (pictureEdge - scaled.height()) / 2, scaled);
  }
  const qsizetype bytes = 4 * qsizetype(pictureEdge) * pictureEdge;
  pictures_.insert(int(item), pixmap.release(), bytes);
  const QModelIndex changed = index(int(item));
  Q_EMIT dataChanged(changed, changed);
}

void SampleModel::setFlagged(std::size_t item, bool flagged) {
  rows_[item].flagged = flagged;
  const QModelIndex changed = index(int(item));
  Q_EMIT dataChanged(changed, changed);
}

std::set<std::string> SampleModel::flaggedNames() const {
  std::set<std::string> names;
  for (const Row& row : rows_) {
    if (row.flagged) {
      names.insert(row.name);
    }
  }
  return names;
}

std::vector<SampleStatistics> SampleModel::statistics() const {
  std::vector<SampleStatistics> all;
  for (const Row& row : rows_) {
    if (row.statistics) {
      all.push_back(*row.statistics);
    }
  }
  return all;
}

std::set<QString> SampleModel::splits() const {
  std::set<QString> names;
  for (const Row& row : rows_) {
    names.insert(QString::fromStdString(row.split));
  }
  return names;
}

int SampleModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : int(rows_.size());
}

QString SampleModel::tipOf(const Row& row) const {
  QString tip = QString::fromStdString(row.name);
  if (!row.statistics) {
    return tip + QLatin1Char('\n') + tr("not read yet");
  }
  const Extent& e = row.statistics->extent;
  tip += QLatin1Char('\n') + tr("%n cell(s)", nullptr, int(row.statistics->cells));
  tip += QLatin1Char('\n') +
         tr("%1 x %2 pixels, %3 slices, %4 frames, %5 channels").arg(e.x).arg(e.y).arg(e.z).arg(e.t).arg(e.c);
  if (row.flagged) {
    tip += QLatin1Char('\n') + tr("flagged");
  }
  for (const SampleProblem& problem : row.statistics->problems) {
    tip += QLatin1Char('\n') + textOf(problem);
  }
  return tip;
}

/// The thumbnail with a corner for the flag and a frame for problems.
QPixmap SampleModel::decorated(int place) const {
  const Row& row = rows_[std::size_t(place)];
  const QPixmap* const kept = pictures_.object(place);
  QPixmap pixmap = kept != nullptr ? *kept : QPixmap(pictureEdge, pictureEdge);
  if (kept == nullptr) {
    pixmap.fill(QColor(60, 60, 60));
    Q_EMIT wanted(std::size_t(place));
  }
  const bool problem = row.statistics && !row.statistics->problems.empty();
  if (!row.flagged && !problem) {
    return pixmap;
  }
  QPainter painter(&pixmap);
  painter.setRenderHint(QPainter::Antialiasing);
  if (problem) {
    painter.setPen(QPen(problemColour, 3));
    painter.drawRect(QRect(1, 1, pictureEdge - 3, pictureEdge - 3));
  }
  if (row.flagged) {
    constexpr int side = 22;
    painter.setPen(QPen(Qt::black, 1));
    painter.setBrush(flagColour);
    painter.drawPolygon(QPolygon({{pictureEdge - side, 0}, {pictureEdge, 0}, {pictureEdge, side}}));
  }
  return pixmap;
}

QVariant SampleModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= int(rows_.size())) {
    return {};
  }
  const Row& row = rows_[std::size_t(index.row())];
  const bool problem = row.statistics && !row.statistics->problems.empty();
  switch (role) {
  case Qt::DisplayRole: {
    QString text = QString::fromStdString(row.name);
    if (row.statistics) {
      text += QLatin1Char('\n') + (problem ? textOf(row.statistics->problems.front())
                                           : tr("%n cell(s)", nullptr, int(row.statistics->cells)));
    }
    return text;
  }
  case Qt::DecorationRole:
    return decorated(index.row());
  case Qt::ToolTipRole:
  case Qt::AccessibleTextRole:
    return tipOf(row);
  case FlagRole:
    return row.flagged;
  case ProblemRole:
    return problem;
  case SplitRole:
    return QString::fromStdString(row.split);
  default:
    return {};
  }
}

void SampleFilter::show(Kind kind, const QString& split) {
  kind_ = kind;
  split_ = split;
  invalidateFilter();
}

bool SampleFilter::filterAcceptsRow(int row, const QModelIndex& parent) const {
  const QModelIndex index = sourceModel()->index(row, 0, parent);
  switch (kind_) {
  case Kind::All:
    return true;
  case Kind::Flagged:
    return index.data(SampleModel::FlagRole).toBool();
  case Kind::Problems:
    return index.data(SampleModel::ProblemRole).toBool();
  case Kind::Split:
    return index.data(SampleModel::SplitRole).toString() == split_;
  }
  return true;
}

} // namespace cytosketch
