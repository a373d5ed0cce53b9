#include "app/gui/fromimagecontroller.h"

#include "app/gui/errortext.h"
#include "app/gui/realimageview.h"
#include "engine/image/normalisation.h"
#include "engine/imageio/imagefile.h"

#include <QFileDialog>
#include <QFileInfo>

#include <algorithm>

namespace cytosketch {

namespace {

const QString realPurpose = QStringLiteral("real");

/// An image that can be shown: its channels normalised. Runs on the job's thread.
Image<float> readNormalised(const std::filesystem::path& path) {
  const Image<float> image = readImage(path);
  return normalised(image, percentileLimits(image));
}

} // namespace

FromImageController::FromImageController(const Parts& parts, QObject* parent)
    : QObject(parent), parts_(parts), job_(readNormalised) {
  connect(parts_.panel, &FromImagePanel::imageRequested, this, &FromImageController::askImage);
  connect(parts_.panel, &FromImagePanel::sketchRequested, this, &FromImageController::makeSketch);
  connect(parts_.panel, &FromImagePanel::settingsChanged, this, [this] {
    if (!image_.empty()) {
      if (parts_.panel->channel() != shownChannel_) {
        showChannel();
      }
      segmentAgain();
    }
  });
  connectJob();
}

FromImageController::~FromImageController() {
  job_.disconnect(this);
  job_.cancel();
}

void FromImageController::connectJob() {
  connect(&job_, &SegmentationJob::imageRead, this, &FromImageController::take);
  connect(&job_, &SegmentationJob::progressed, parts_.panel, &FromImagePanel::setProgress);
  connect(&job_, &SegmentationJob::finished, this, [this](const RoughSketchPtr& result) {
    result_ = result;
    parts_.page->realImage()->setOutlines(result->sketch);
    parts_.panel->showResult(result->segmentation);
  });
  connect(&job_, &SegmentationJob::failed, this, [this](const JobError& error) {
    result_.reset();
    parts_.panel->showNothing();
    parts_.issues->report(issueOf(error));
  });
}

void FromImageController::askImage() {
  const QString path = QFileDialog::getOpenFileName(parts_.window, tr("Sketch from Image: the real image"),
                                                    parts_.session->folder(realPurpose), readableImageFilter());
  if (!path.isEmpty()) {
    parts_.session->setFolder(realPurpose, QFileInfo(path).absolutePath());
    openImage(path);
  }
}

void FromImageController::openImage(const QString& path) {
  parts_.issues->clear();
  name_ = QFileInfo(path).fileName();
  job_.read(path.toStdString());
}

void FromImageController::take(const Image<float>& image) {
  image_ = image;
  result_.reset();
  parts_.panel->setImage(name_, image.extent().c);
  parts_.panel->showNothing();
  if (!sketchOpen_) {
    const Extent& e = image.extent();
    parts_.files->newSketch({e.t, 1, e.z, e.y, e.x}, image.spacing());
  }
  showChannel();
  parts_.page->setMode(ViewMode::Real);
  Q_EMIT imageShown();
  segmentAgain();
}

void FromImageController::showChannel() {
  shownChannel_ = parts_.panel->channel();
  const Extent& e = image_.extent();
  Image<float> shown = image_;
  if (e.c > 1) {
    shown = Image<float>({e.t, 1, e.z, e.y, e.x}, 0.0F, image_.spacing());
    for (std::int64_t t = 0; t < e.t; ++t) {
      std::copy_n(image_.channel(t, parts_.panel->channel()), e.volume(), shown.mutableChannel(t, 0));
    }
  }
  parts_.page->realImage()->setImage(shown, name_);
}

void FromImageController::segmentAgain() {
  job_.request(image_, parts_.panel->channel(), parts_.panel->settings());
}

void FromImageController::makeSketch() {
  if (!result_ || result_->segmentation.cells == 0) {
    return;
  }
  const Sketch& sketch = result_->sketch;
  const bool sameSize = sketch.extent() == parts_.document->sketch().extent();
  const Cursor::Voxel place = parts_.page->realImage()->own()->position()->voxel();
  parts_.document->replaceSketch(sketch, tr("Sketch from Image"));
  if (!sameSize) {
    parts_.document->position()->set(place);
    parts_.document->viewport()->fit();
  }
}

} // namespace cytosketch
