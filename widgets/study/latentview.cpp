#include "widgets/study/latentview.h"

#include "engine/study/latentreport.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPixmap>
#include <QProgressBar>
#include <QPushButton>
#include <QSaveFile>
#include <QSpinBox>
#include <QVBoxLayout>

#include <cmath>

namespace cytosketch {

namespace {

constexpr int pictureEdge = 112;
constexpr int defaultLimit = 24;
constexpr int progressSteps = 1000;
constexpr double leastSketchAccuracy = 0.9; ///< below, the classifier is too weak to trust

QString percent(double share) {
  return QLocale().toString(100.0 * share, 'f', 0) + QStringLiteral(" %");
}

QImage imageOf(const Image<std::uint8_t>& picture) {
  const Extent& e = picture.extent();
  return QImage(picture.data(), int(e.x), int(e.y), qsizetype(e.x), QImage::Format_Grayscale8).copy();
}

} // namespace

LatentView::LatentView(QWidget* parent) : QWidget(parent) {
  auto* const column = new QVBoxLayout(this);
  verdict_ = new QLabel(this);
  verdict_->setWordWrap(true);
  verdict_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  verdict_->setObjectName(QStringLiteral("latentVerdict"));
  plot_ = new PlotView(this);
  column->addWidget(verdict_);
  column->addWidget(plot_, 1);
  column->addLayout(buildPictures());
  column->addLayout(buildControls());
  connect(plot_, &PlotView::pointHovered, this, &LatentView::showPoint);
  connect(plot_, &PlotView::saveRequested, this, &LatentView::saveRequested);
  setMap(nullptr);
  setRunning(false);
}

QHBoxLayout* LatentView::buildPictures() {
  auto* const line = new QHBoxLayout;
  const std::array titles{tr("real"), tr("generated"), tr("sketch")};
  for (std::size_t k = 0; k < pictures_.size(); ++k) {
    auto* const cell = new QVBoxLayout;
    pictures_[k] = new QLabel(this);
    pictures_[k]->setFixedSize(pictureEdge + 4, pictureEdge + 4);
    pictures_[k]->setAlignment(Qt::AlignCenter);
    pictures_[k]->setAccessibleName(titles[k]);
    names_[k] = new QLabel(titles[k], this);
    names_[k]->setAlignment(Qt::AlignCenter);
    cell->addWidget(pictures_[k]);
    cell->addWidget(names_[k]);
    line->addLayout(cell);
  }
  caption_ = new QLabel(this);
  caption_->setWordWrap(true);
  line->addWidget(caption_, 1);
  return line;
}

QHBoxLayout* LatentView::buildControls() {
  auto* const line = new QHBoxLayout;
  limit_ = new QSpinBox(this);
  limit_->setRange(int(fewestLatentImages), 9999);
  limit_->setValue(defaultLimit);
  limit_->setPrefix(tr("images: "));
  limit_->setAccessibleName(tr("Images on the map at most"));
  limit_->setToolTip(
      tr("So many images of the folders are mapped, spread evenly; more of them make the percentage surer."));
  progress_ = new QProgressBar(this);
  progress_->setRange(0, progressSteps);
  progress_->setAccessibleName(tr("Progress of the latent map"));
  button_ = new QPushButton(this);
  button_->setObjectName(QStringLiteral("latentButton"));
  save_ = new QPushButton(tr("Save Map…"), this);
  save_->setToolTip(tr("Write the map as drawing, picture or numbers."));
  line->addWidget(limit_);
  line->addWidget(progress_, 1);
  line->addStretch(0);
  line->addWidget(button_);
  line->addWidget(save_);
  connect(save_, &QPushButton::clicked, this, &LatentView::saveRequested);
  connect(button_, &QPushButton::clicked, this, [this] {
    if (running_) {
      Q_EMIT cancelRequested();
    } else {
      Q_EMIT runRequested();
    }
  });
  return line;
}

int LatentView::limit() const {
  return limit_->value();
}

void LatentView::setReady(bool ready, const QString& why) {
  ready_ = ready;
  why_ = why;
  updateButtons();
}

void LatentView::setRunning(bool running) {
  running_ = running;
  progress_->setVisible(running);
  progress_->setValue(0);
  progress_->setFormat(QString());
  limit_->setEnabled(!running);
  updateButtons();
}

void LatentView::updateButtons() {
  button_->setText(running_ ? tr("Cancel") : tr("Make Map"));
  button_->setEnabled(running_ || ready_);
  button_->setToolTip(running_ || ready_ ? tr("Generates an image for each real one, then compares them all.") : why_);
  save_->setEnabled(map_ != nullptr && !running_);
}

void LatentView::setProgress(const LatentProgress& progress) {
  const std::array stages{tr("generating"), tr("learning to describe"), tr("telling generated from real"),
                          tr("telling sketches from real"), tr("laying out")};
  const QString stage = stages[std::size_t(progress.stage)];
  progress_->setValue(int(std::lround(progressSteps * progress.fraction)));
  progress_->setFormat(
      progress.etaSeconds >= 0.0
          ? tr("%1 · about %2 s left").arg(stage, QLocale().toString(std::ceil(progress.etaSeconds), 'f', 0))
          : stage);
}

void LatentView::setMap(const std::shared_ptr<const LatentMap>& map) {
  map_ = map;
  PlotData scatter;
  scatter.title = tr("Latent map: images that look alike lie together");
  scatter.xLabel = tr("t-SNE 1");
  scatter.yLabel = tr("t-SNE 2");
  scatter.numbers = false;
  const std::array titles{tr("real"), tr("generated"), tr("sketch")};
  for (const QString& title : titles) {
    PlotSeries series;
    series.name = title;
    series.points = true;
    scatter.series.append(series);
  }
  if (map) {
    for (const LatentPoint& point : map->points) {
      PlotSeries& series = scatter.series[int(point.kind)];
      series.x.push_back(point.at.x);
      series.y.push_back(point.at.y);
    }
    const Distinction& d = map->generated;
    QString text =
        tr("<b>A classifier tells generated from real in %1 of patches</b> (95 % interval %2 to %3; %n image(s) "
           "that it had not seen). 50 % would be chance: no difference that it can find. ",
           nullptr, int(d.images))
            .arg(percent(d.accuracy), percent(d.low), percent(d.high));
    text += map->sketch.accuracy < leastSketchAccuracy
                ? tr("It tells sketches from real in only %1, so it is too weak to trust: take more images.")
                      .arg(percent(map->sketch.accuracy))
                : tr("Sketches it tells from real in %1.").arg(percent(map->sketch.accuracy));
    verdict_->setText(text);
  } else {
    verdict_->setText(
        tr("Do generated images lie among real ones? Choose folders of real images and labels at the right, "
           "then make a map. It takes some minutes."));
  }
  for (std::size_t k = 0; k < pictures_.size();
       ++k) { // their room is taken at once, so that no marker moves when they show
    pictures_[k]->clear();
    pictures_[k]->setVisible(map != nullptr);
    names_[k]->setVisible(map != nullptr);
  }
  caption_->setText(map ? tr("Point at a marker to see its image.") : QString());
  plot_->setData(scatter);
  updateButtons();
}

void LatentView::showPoint(int series, int point) {
  if (map_ && series >= 0) {
    int seen = 0;
    for (const LatentPoint& candidate : map_->points) {
      if (int(candidate.kind) == series && seen++ == point) {
        showImage(candidate.image, series);
        return;
      }
    }
  }
}

void LatentView::showImage(std::size_t image, int kind) {
  for (std::size_t k = 0; k < pictures_.size(); ++k) {
    const LatentPoint& point = map_->points[image * latentKinds.size() + k];
    pictures_[k]->setPixmap(QPixmap::fromImage(imageOf(point.thumbnail))
                                .scaled(pictureEdge, pictureEdge, Qt::KeepAspectRatio, Qt::SmoothTransformation));
    QFont font = names_[k]->font();
    font.setBold(int(k) == kind); // the one pointed at
    names_[k]->setFont(font);
  }
  const PatchTally& tally = map_->generatedTallies[image];
  caption_->setText(tr("%1: %2 of %3 patches told right, real or generated")
                        .arg(QString::fromStdString(map_->images[image]))
                        .arg(tally.correct)
                        .arg(tally.patches));
}

QString LatentView::save(const QString& path) const {
  if (!map_ || !path.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive)) {
    return plot_->save(path);
  }
  QSaveFile file(path);
  const QByteArray bytes = QByteArray::fromStdString(toCsv(*map_));
  if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit()) {
    return file.errorString();
  }
  return {};
}

} // namespace cytosketch
