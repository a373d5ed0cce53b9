#include "widgets/datasetview/datasetview.h"

#include "widgets/datasetview/labelpicture.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QImage>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSplitter>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace cytosketch {

namespace {

constexpr int mostShown = 2000; ///< samples; a dataset may have a million
constexpr int queueHeight = 190;

/// The picture in the middle of a square, with a frame if the sample was set aside.
QPixmap tile(const SampleThumbnail& picture, LabelStyle style, int edge, bool setAside) {
  QPixmap pixmap(edge, edge);
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  painter.setRenderHint(QPainter::SmoothPixmapTransform);
  const QImage image = pictureOf(picture, style).scaled(edge, edge, Qt::KeepAspectRatio, Qt::SmoothTransformation);
  const QRect place((edge - image.width()) / 2, (edge - image.height()) / 2, image.width(), image.height());
  painter.drawImage(place, image);
  if (setAside) {
    painter.setPen(QPen(QColor(213, 94, 0), 4)); // vermilion of the colour-blind-safe cycle
    painter.drawRect(place.adjusted(2, 2, -3, -3));
    painter.drawLine(place.topLeft(), place.bottomRight());
  }
  return pixmap;
}

QString stateText(QueueRow::State state) {
  switch (state) {
  case QueueRow::State::Waiting:
    return DatasetView::tr("waiting");
  case QueueRow::State::Running:
    return DatasetView::tr("running");
  case QueueRow::State::Paused:
    return DatasetView::tr("paused");
  case QueueRow::State::Finished:
    return DatasetView::tr("finished");
  case QueueRow::State::Failed:
    return DatasetView::tr("failed");
  case QueueRow::State::Cancelled:
    return DatasetView::tr("cancelled");
  }
  return {};
}

} // namespace

DatasetView::DatasetView(QWidget* parent) : QWidget(parent) {
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(8, 8, 8, 8);
  auto* const splitter = new QSplitter(Qt::Vertical, this);
  splitter->setChildrenCollapsible(false);
  auto* const top = new QWidget(splitter);
  auto* const topColumn = new QVBoxLayout(top);
  topColumn->setContentsMargins(0, 0, 0, 0);
  title_ = new QLabel(top);
  title_->setObjectName(QStringLiteral("datasetTitle"));
  hint_ = new QLabel(tr("Choose on the right where the sketches come from and how many samples to make.\n"
                        "Preview shows a few of them; Make Dataset writes them all, with labels."),
                     top);
  hint_->setAlignment(Qt::AlignCenter);
  hint_->setWordWrap(true);
  hint_->setForegroundRole(QPalette::PlaceholderText);
  samples_ = new QListWidget(top);
  samples_->setObjectName(QStringLiteral("datasetSamples"));
  samples_->setAccessibleName(tr("Samples"));
  samples_->setViewMode(QListView::IconMode);
  samples_->setResizeMode(QListView::Adjust);
  samples_->setMovement(QListView::Static);
  samples_->setUniformItemSizes(true);
  samples_->setSpacing(4);
  samples_->setFrameShape(QFrame::NoFrame);
  QPalette dark = samples_->palette(); // images first: the surround of the other views
  dark.setColor(QPalette::Base, QColor(43, 43, 43));
  dark.setColor(QPalette::Text, QColor(220, 220, 220));
  samples_->setPalette(dark);
  samples_->hide();
  style_ = new QComboBox(top);
  style_->setObjectName(QStringLiteral("previewStyle"));
  style_->addItem(tr("Outlines"), int(LabelStyle::Outlines));
  style_->addItem(tr("Filled"), int(LabelStyle::Filled));
  style_->addItem(tr("No labels"), int(LabelStyle::Hidden));
  style_->setAccessibleName(tr("Labels"));
  style_->setToolTip(tr("How the labels lie over the samples of a preview."));
  style_->hide();
  connect(style_, &QComboBox::currentIndexChanged, this, &DatasetView::restyle);
  auto* const titleRow = new QHBoxLayout;
  titleRow->addWidget(title_, 1);
  titleRow->addWidget(style_);
  topColumn->addLayout(titleRow);
  topColumn->addWidget(hint_, 1);
  topColumn->addWidget(samples_, 1);
  splitter->addWidget(top);
  splitter->addWidget(makeQueue());
  splitter->setStretchFactor(0, 1);
  splitter->setSizes({2 * queueHeight, queueHeight});
  column->addWidget(splitter, 1);
  title_->hide();
  updateButtons();
}

QPushButton* DatasetView::addButton(const QString& text, const QString& tip, const QString& name) {
  auto* const button = new QPushButton(text, buttons_);
  button->setToolTip(tip);
  button->setObjectName(name);
  buttons_->layout()->addWidget(button);
  return button;
}

QWidget* DatasetView::makeQueue() {
  auto* const box = new QWidget(this);
  auto* const column = new QVBoxLayout(box);
  column->setContentsMargins(0, 0, 0, 0);
  queue_ = new QTreeWidget(box);
  queue_->setObjectName(QStringLiteral("datasetQueue"));
  queue_->setAccessibleName(tr("Queue"));
  queue_->setRootIsDecorated(false);
  queue_->setHeaderLabels({tr("Dataset"), tr("State"), tr("Done"), tr("Time left, or why not"), tr("Folder")});
  queue_->header()->setStretchLastSection(true);
  queue_->setColumnWidth(0, 170);
  queue_->setColumnWidth(1, 90);
  queue_->setColumnWidth(2, 60);
  queue_->setColumnWidth(3, 280);
  column->addWidget(queue_, 1);
  buttons_ = new QWidget(box);
  auto* const row = new QHBoxLayout(buttons_);
  row->setContentsMargins(0, 0, 0, 0);
  pause_ = addButton(tr("Pause"), tr("Stop after what is complete; Resume goes on there."), QStringLiteral("pauseRun"));
  cancel_ = addButton(tr("Cancel"), tr("Stop; samples that are ready stay."), QStringLiteral("cancelRun"));
  retry_ = addButton(tr("Retry"), tr("Put it into the queue again; samples that are ready are not made again."),
                     QStringLiteral("retryRun"));
  up_ = addButton(tr("Earlier"), tr("Make it earlier than the one before."), QStringLiteral("runUp"));
  down_ = addButton(tr("Later"), tr("Make it later than the next one."), QStringLiteral("runDown"));
  remove_ = addButton(tr("Remove"), tr("Take it off the list; its files stay."), QStringLiteral("removeRun"));
  row->addStretch(1);
  browse_ = addButton(tr("Browse"), tr("Page through images and labels, flag and remove samples."),
                      QStringLiteral("runBrowse"));
  report_ =
      addButton(tr("Report"), tr("Show figures and a contact sheet of the dataset."), QStringLiteral("runReport"));
  folder_ = addButton(tr("Open Folder"), tr("Show the dataset's files."), QStringLiteral("runFolder"));
  column->addWidget(buttons_);
  connect(queue_, &QTreeWidget::itemSelectionChanged, this, &DatasetView::updateButtons);
  connect(pause_, &QPushButton::clicked, this, [this] { Q_EMIT pauseRequested(selectedRun()); });
  connect(cancel_, &QPushButton::clicked, this, [this] { Q_EMIT cancelRequested(selectedRun()); });
  connect(retry_, &QPushButton::clicked, this, [this] { Q_EMIT retryRequested(selectedRun()); });
  connect(up_, &QPushButton::clicked, this, [this] { Q_EMIT moveRequested(selectedRun(), -1); });
  connect(down_, &QPushButton::clicked, this, [this] { Q_EMIT moveRequested(selectedRun(), 1); });
  connect(remove_, &QPushButton::clicked, this, [this] { Q_EMIT removeRequested(selectedRun()); });
  connect(browse_, &QPushButton::clicked, this, [this] { Q_EMIT browseRequested(selectedRun()); });
  connect(report_, &QPushButton::clicked, this, [this] { Q_EMIT reportRequested(selectedRun()); });
  connect(folder_, &QPushButton::clicked, this, [this] { Q_EMIT folderRequested(selectedRun()); });
  return box;
}

void DatasetView::begin(const QString& title) {
  samples_->clear();
  previews_.clear();
  style_->hide();
  setAside_ = 0;
  name_ = title;
  title_->setText(title);
  title_->show();
  hint_->hide();
  samples_->show();
}

void DatasetView::restyle() {
  for (int i = 0; i < previews_.size(); ++i) {
    const Preview& preview = previews_[i];
    samples_->item(i)->setIcon(
        tile(preview.picture, LabelStyle(style_->currentData().toInt()), preview.edge, preview.setAside));
  }
}

void DatasetView::addSample(const SampleRecord& record, const SampleThumbnail& picture, int edge) {
  setAside_ += record.setAside ? 1 : 0;
  if (samples_->count() < mostShown) {
    samples_->setIconSize({edge, edge});
    const auto style = LabelStyle(style_->currentData().toInt());
    auto* const item = new QListWidgetItem(tile(picture, style, edge, record.setAside), QString::number(record.index));
    if (!picture.labels.empty()) {
      previews_.append({picture, edge, record.setAside});
      style_->show();
    }
    QString tip = tr("Sample %1: %n cell(s)", nullptr, int(record.figures.cells)).arg(record.index);
    tip += QLatin1Char('\n') + tr("%1 of %2 judged cells lost").arg(record.figures.lost).arg(record.figures.judged);
    tip += QLatin1Char('\n') + tr("likeness to the sketch %1").arg(QLocale().toString(record.figures.zncc, 'f', 3));
    if (record.attempt > 0) {
      tip += QLatin1Char('\n') + tr("attempt %1").arg(record.attempt + 1);
    }
    if (record.setAside) {
      tip += QLatin1Char('\n') + tr("set aside: not good enough");
    }
    item->setToolTip(tip);
    item->setData(Qt::AccessibleTextRole, tip);
    samples_->addItem(item);
  }
  title_->setText(setAside_ > 0 ? tr("%1: %2 samples, %3 set aside").arg(name_).arg(sampleCount()).arg(setAside_)
                                : tr("%1: %2 samples").arg(name_).arg(sampleCount()));
}

int DatasetView::sampleCount() const {
  return samples_->count();
}

void DatasetView::setQueue(const QList<QueueRow>& rows) {
  const int selected = selectedRun();
  const QSignalBlocker quiet(queue_);
  rows_ = rows;
  while (queue_->topLevelItemCount() > rows.size()) {
    delete queue_->takeTopLevelItem(queue_->topLevelItemCount() - 1);
  }
  for (int i = 0; i < rows.size(); ++i) {
    QTreeWidgetItem* item = queue_->topLevelItem(i);
    if (item == nullptr) {
      item = new QTreeWidgetItem(queue_);
    }
    const QueueRow& row = rows[i];
    item->setData(0, Qt::UserRole, row.id);
    item->setText(0, row.name);
    item->setText(1, stateText(row.state));
    item->setText(2, tr("%1 %").arg(int(100.0 * row.fraction)));
    item->setText(3, row.note);
    item->setToolTip(3, row.note);
    item->setText(4, row.folder);
    item->setToolTip(4, row.folder);
    item->setSelected(row.id == selected || (selected == 0 && i == rows.size() - 1));
  }
  updateButtons();
}

int DatasetView::selectedRun() const {
  const QList<QTreeWidgetItem*> items = queue_->selectedItems();
  return items.isEmpty() ? 0 : items.front()->data(0, Qt::UserRole).toInt();
}

const QueueRow* DatasetView::selectedRow() const {
  const int id = selectedRun();
  for (const QueueRow& row : rows_) {
    if (row.id == id) {
      return &row;
    }
  }
  return nullptr;
}

void DatasetView::updateButtons() {
  using State = QueueRow::State;
  const QueueRow* const row = selectedRow();
  const auto is = [&](std::initializer_list<State> states) {
    return row != nullptr && std::find(states.begin(), states.end(), row->state) != states.end();
  };
  pause_->setText(is({State::Paused}) ? tr("Resume") : tr("Pause"));
  pause_->setEnabled(is({State::Running, State::Waiting, State::Paused}));
  cancel_->setEnabled(is({State::Running, State::Waiting, State::Paused}));
  retry_->setEnabled(is({State::Failed, State::Cancelled}));
  up_->setEnabled(row != nullptr && row->id != rows_.front().id);
  down_->setEnabled(row != nullptr && row->id != rows_.back().id);
  remove_->setEnabled(row != nullptr && !is({State::Running}));
  browse_->setEnabled(is({State::Finished}));
  report_->setEnabled(is({State::Finished}));
  folder_->setEnabled(row != nullptr);
}

} // namespace cytosketch
