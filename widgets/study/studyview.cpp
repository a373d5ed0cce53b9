#include "widgets/study/studyview.h"

#include "engine/diffusion/schedule.h"
#include "widgets/study/pictures.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QSignalBlocker>
#include <QSplitter>
#include <QTabWidget>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <cmath>

namespace cytosketch {

namespace {

constexpr int noisyEdge = 190;
constexpr int sheetWidth = 560; ///< at first; later in proportion
constexpr int sheetShare = 4;
constexpr int plotShare = 3;

QString number(double value, char format, int decimals) {
  if (std::isnan(value)) {
    return QStringLiteral("–");
  }
  return std::isinf(value) ? QStringLiteral("∞") : QLocale().toString(value, format, decimals);
}

PlotData plotOf(const std::vector<StudyRow>& rows, double (*value)(const StudyRow&)) {
  PlotData plot;
  for (const StudyRow& row : rows) {
    const QString name = QStringLiteral("σ ") + QLocale().toString(row.point.sigma);
    if (plot.series.isEmpty() || plot.series.last().name != name) {
      plot.series.append({name, {}, {}, false});
    }
    plot.series.last().x.push_back(row.point.tStart);
    plot.series.last().y.push_back(value(row));
  }
  return plot;
}

PlotSeries histogramSeries(const QString& name, const Histogram& histogram) {
  constexpr double width = (histogramMaximum - histogramMinimum) / double(histogramBins);
  PlotSeries series{name, {}, {}, true};
  for (std::size_t bin = 0; bin < histogramBins; ++bin) {
    series.x.push_back(histogramMinimum + (double(bin) + 0.5) * width);
    series.y.push_back(100.0 * double(histogram.counts[bin]) / double(std::max<std::int64_t>(1, histogram.total)));
  }
  return series;
}

} // namespace

StudyView::StudyView(QWidget* parent) : QWidget(parent) {
  auto* const row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  auto* const splitter = new QSplitter(Qt::Horizontal, this);
  splitter->setChildrenCollapsible(false);
  auto* const side = new QWidget(splitter);
  auto* const tabs = new QTabWidget(splitter);
  tabs->setDocumentMode(true);
  tabs->setAccessibleName(tr("Results"));
  buildSheet(side);
  buildTabs(tabs);
  splitter->addWidget(side);
  splitter->addWidget(tabs);
  splitter->setStretchFactor(0, sheetShare);
  splitter->setStretchFactor(1, plotShare);
  splitter->setSizes({sheetWidth, sheetWidth * plotShare / sheetShare});
  row->addWidget(splitter);
  begin(StudyGrid());
}

void StudyView::buildSheet(QWidget* side) {
  auto* const column = new QVBoxLayout(side);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  auto* const line = new QHBoxLayout;
  line->setContentsMargins(8, 4, 8, 4);
  sourceChoice_ = new QComboBox(side);
  sourceChoice_->setAccessibleName(tr("Image shown"));
  sourceChoice_->setToolTip(tr("Which of the studied images is shown."));
  sourceChoice_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  sourceChoice_->setMinimumContentsLength(12);
  overlay_ = new QCheckBox(tr("Overlay"), side);
  overlay_->setToolTip(
      tr("Generated image in red, outlines of the sketch in green: do the cells lie where they should?"));
  line->addWidget(sourceChoice_, 1);
  line->addWidget(overlay_);
  sheet_ = new ContactSheet(side);
  column->addLayout(line);
  column->addWidget(sheet_, 1);
  connect(overlay_, &QCheckBox::toggled, sheet_, &ContactSheet::setOverlay);
  connect(sheet_, &ContactSheet::pointChosen, this, &StudyView::pointChosen);
  connect(sourceChoice_, &QComboBox::activated, this, [this](int source) {
    showSource();
    Q_EMIT sourceChosen(source);
  });
}

void StudyView::buildTabs(QTabWidget* tabs) {
  auto* const plots = new QWidget(tabs);
  auto* const plotColumn = new QVBoxLayout(plots);
  distance_ = new PlotView(plots);
  likeness_ = new PlotView(plots);
  plotColumn->addWidget(distance_, 1);
  plotColumn->addWidget(likeness_, 1);
  tabs->addTab(plots, tr("Plots"));

  auto* const noise = new QWidget(tabs);
  auto* const noiseColumn = new QVBoxLayout(noise);
  histogram_ = new PlotView(noise);
  histogramNote_ = new QLabel(noise);
  histogramNote_->setWordWrap(true);
  auto* const pictures = new QHBoxLayout;
  for (QLabel** const label : {&noisyReal_, &noisySketch_}) {
    *label = new QLabel(noise);
    (*label)->setAlignment(Qt::AlignCenter);
    pictures->addWidget(*label);
  }
  noiseColumn->addWidget(histogram_, 1);
  noiseColumn->addWidget(histogramNote_);
  noiseColumn->addLayout(pictures);
  tabs->addTab(noise, tr("Histograms"));

  table_ = new QTableWidget(tabs);
  table_->setAccessibleName(tr("Table"));
  table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
  table_->setSelectionBehavior(QAbstractItemView::SelectRows);
  table_->setSelectionMode(QAbstractItemView::SingleSelection);
  table_->setAlternatingRowColors(true);
  table_->verticalHeader()->hide();
  auto* const numbers = new QWidget(tabs);
  auto* const numberColumn = new QVBoxLayout(numbers);
  numberColumn->setContentsMargins(0, 0, 0, 0);
  tableNote_ = new QLabel(numbers);
  tableNote_->setWordWrap(true);
  tableNote_->setMargin(6);
  numberColumn->addWidget(tableNote_);
  numberColumn->addWidget(table_, 1);
  tabs->addTab(numbers, tr("Table"));
  latent_ = new LatentView(tabs);
  tabs->addTab(latent_, tr("Latent Map"));
  connect(table_, &QTableWidget::currentCellChanged, this, [this](int row) {
    if (row >= 0 && std::size_t(row) < rows_.size()) {
      Q_EMIT pointChosen(rows_[std::size_t(row)].point);
    }
  });
  for (PlotView* const plot : {distance_, likeness_, histogram_}) {
    connect(plot, &PlotView::saveRequested, this, [this, plot] { Q_EMIT savePlotRequested(plot); });
  }
}

void StudyView::begin(const StudyGrid& grid) {
  sources_.clear();
  sourceChoice_->clear();
  sourceChoice_->setEnabled(false);
  recommendation_ = {};
  sheet_->setGrid(grid);
  sheet_->setOriginals({}, {});
  sheet_->setOutlines({});
  setRows({});
  setTexture(0.0);
}

void StudyView::addSource(int source, const StudyPair& pair) {
  if (std::size_t(source) != sources_.size()) { // told again before its images
    return;
  }
  Source made;
  made.name = QString::fromStdString(pair.name);
  made.slice = fullestSlice(pair.labels);
  made.real = pair.real.empty() ? QImage() : slicePicture(pair.real, made.slice);
  made.sketch = slicePicture(pair.sketch, made.slice);
  made.outlines = outlinePicture(pair.labels, made.slice);
  sources_.push_back(made);
  sourceChoice_->addItem(made.name);
  sourceChoice_->setEnabled(sources_.size() > 1);
  if (source == 0) {
    showSource();
  }
}

void StudyView::addImage(const StudyImage& image) {
  if (image.source >= sources_.size()) {
    return;
  }
  Source& source = sources_[image.source];
  const BackwardFigures& f = image.figures;
  const QString caption =
      tr("Start step %1, σ %2\nPSNR %3 dB · ZNCC %4\ncontrast left %5 · %6 of %7 cells lost\n%8 s%9")
          .arg(image.point.tStart)
          .arg(number(image.point.sigma, 'g', 3), number(f.psnr, 'f', 2), number(f.zncc, 'f', 3),
               number(f.contrast, 'f', 2))
          .arg(f.lost.lost)
          .arg(f.lost.judged)
          .arg(number(f.seconds, 'f', 1), image.fromCache ? tr(" (kept from before)") : QString());
  const QImage picture = slicePicture(image.grey, source.slice);
  source.pictures[image.point] = {picture, caption};
  if (int(image.source) == currentSource()) {
    sheet_->setPicture(image.point, picture, caption);
  }
}

int StudyView::currentSource() const {
  return std::max(0, sourceChoice_->currentIndex());
}

void StudyView::showSource() {
  const auto at = std::size_t(currentSource());
  if (at >= sources_.size()) {
    return;
  }
  const Source& source = sources_[at];
  sheet_->clearPictures();
  sheet_->setOriginals(source.real, source.sketch);
  sheet_->setOutlines(source.outlines);
  for (const auto& [point, picture] : source.pictures) {
    sheet_->setPicture(point, picture.first, picture.second);
  }
}

void StudyView::setRows(const std::vector<StudyRow>& rows) {
  rows_ = rows;
  showPlots();
  showTable();
}

void StudyView::setRecommendation(const Recommendation& recommendation) {
  recommendation_ = recommendation;
  sheet_->setRecommended(recommendation.hasPoint() ? std::optional(recommendation.point) : std::nullopt);
  showPlots();
}

void StudyView::setTexture(double strength) {
  texture_ = strength;
  tableNote_->setText(tr("D_B and D_KL: sketches noised with the model's texture (strength %1), as in generation.")
                          .arg(number(strength, 'g', 3)));
  tableNote_->setVisible(strength > 0.0);
  showPlots();
}

void StudyView::showPlots() {
  PlotData distance = plotOf(rows_, [](const StudyRow& r) { return r.forward.bhattacharyya; });
  distance.title = tr("Distance of the noisy histograms");
  distance.yLabel = texture_ > 0.0 ? tr("D_B, with texture") : tr("D_B");
  distance.logarithmic = true;
  PlotData likeness = plotOf(rows_, [](const StudyRow& r) { return r.backward.zncc; });
  likeness.title = tr("Likeness of image and sketch");
  likeness.yLabel = tr("ZNCC");
  distance.emptyText =
      tr("A study of real images with their labels shows here how well the noise hides what tells them from "
         "sketches.");
  likeness.emptyText = tr("A study that generates images shows here how much they still are like their sketches.");
  for (auto* const plot : {&distance, &likeness}) {
    plot->xLabel = tr("start step");
    if (recommendation_.hasPoint()) {
      plot->mark = recommendation_.point.tStart;
      plot->markName = tr("recommended");
    }
  }
  distance_->setData(distance);
  likeness_->setData(likeness);
}

void StudyView::showTable() {
  static const Schedule schedule;
  const QSignalBlocker blocker(table_);
  const QStringList titles{tr("Start"), tr("Noise"), tr("σ"),        tr("D_B"),  tr("D_KL"),   tr("PSNR"),
                           tr("SSIM"),  tr("ZNCC"),  tr("Contrast"), tr("Lost"), tr("Seconds")};
  if (table_->columnCount() != titles.size()) {
    table_->setColumnCount(int(titles.size()));
    table_->setHorizontalHeaderLabels(titles);
    table_->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
  }
  table_->setRowCount(int(rows_.size()));
  for (int i = 0; i < int(rows_.size()); ++i) {
    const StudyRow& row = rows_[std::size_t(i)];
    const BackwardFigures& f = row.backward;
    const bool made = row.images > 0;
    const std::array texts{QString::number(row.point.tStart),
                           number(schedule.noisePercent(row.point.tStart), 'f', 0) + QStringLiteral(" %"),
                           number(row.point.sigma, 'g', 3),
                           number(row.forward.bhattacharyya, 'f', 5),
                           number(row.forward.kullbackLeibler, 'f', 5),
                           number(f.psnr, 'f', 2),
                           number(f.ssim, 'f', 3),
                           number(f.zncc, 'f', 3),
                           number(f.contrast, 'f', 2),
                           made ? number(f.lost.percent(), 'f', 1) + QStringLiteral(" %") : QStringLiteral("–"),
                           made ? number(f.seconds, 'f', 1) : QStringLiteral("–")};
    for (int column = 0; column < int(texts.size()); ++column) {
      auto* const item = new QTableWidgetItem(texts[std::size_t(column)]);
      item->setTextAlignment(int(Qt::AlignRight | Qt::AlignVCenter));
      table_->setItem(i, column, item);
    }
  }
}

void StudyView::setHistograms(const QString& name, const GridPoint& point, const Histogram& real,
                              const Histogram& sketch, const ForwardFigures& figures, const Image<float>& noisyReal,
                              const Image<float>& noisySketch) {
  PlotData plot;
  plot.title = tr("Noisy histograms at step %1, σ %2").arg(point.tStart).arg(QLocale().toString(point.sigma));
  plot.xLabel = tr("network value");
  plot.yLabel = tr("voxels in %");
  plot.series = {histogramSeries(tr("real image"), real), histogramSeries(tr("sketch"), sketch)};
  histogram_->setData(plot);
  histogramNote_->setText(
      tr("%1: D_B %2, D_KL %3. The more the two overlap, the better the noise hides that the sketch is "
         "no real image.")
          .arg(name, number(figures.bhattacharyya, 'f', 5), number(figures.kullbackLeibler, 'f', 5)));
  const std::int64_t middle = noisyReal.extent().z / 2;
  for (const auto& [label, image] : {std::pair(noisyReal_, &noisyReal), std::pair(noisySketch_, &noisySketch)}) {
    label->setPixmap(QPixmap::fromImage(slicePicture(*image, middle, -1.5F, 1.5F))
                         .scaled(noisyEdge, noisyEdge, Qt::KeepAspectRatio, Qt::SmoothTransformation));
  }
  noisyReal_->setToolTip(tr("Noised real image"));
  noisySketch_->setToolTip(tr("Noised sketch"));
}

void StudyView::clearHistograms(const QString& reason) {
  PlotData plot;
  plot.title = tr("Noisy histograms");
  plot.xLabel = tr("network value");
  plot.yLabel = tr("voxels in %");
  histogram_->setData(plot);
  histogramNote_->setText(reason);
  noisyReal_->clear();
  noisySketch_->clear();
}

void StudyView::setCurrent(const GridPoint& point) {
  const auto& points = sheet_->grid().points();
  const auto found = std::find(points.begin(), points.end(), point);
  if (found == points.end()) {
    return;
  }
  sheet_->setCurrent(point);
  const QSignalBlocker blocker(table_);
  table_->selectRow(int(found - points.begin()));
}

} // namespace cytosketch
