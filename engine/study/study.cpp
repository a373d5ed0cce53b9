#include "engine/study/study.h"

#include "engine/image/blur.h"
#include "engine/image/error.h"
#include "engine/image/grey.h"
#include "engine/image/stopwatch.h"
#include "engine/metrics/similarity.h"
#include "engine/metrics/structure.h"
#include "engine/study/cachedgeneration.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace cytosketch {
namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

Image<float> mapped(Image<float> image, float (*function)(float)) {
  float* voxels = image.mutableData();
  std::transform(voxels, voxels + image.size(), voxels, function);
  return image;
}
float toNetwork(float grey) {
  return networkValue(grey);
}

/// The channel that the labels belong to.
Image<float> firstChannel(const Image<float>& image) {
  const Extent& e = image.extent();
  if (e.c == 1) {
    return image;
  }
  Image<float> result({e.t, 1, e.z, e.y, e.x}, 0.0F, image.spacing());
  for (std::int64_t t = 0; t < e.t; ++t) {
    std::copy_n(image.channel(t, 0), e.volume(), result.mutableChannel(t, 0));
  }
  return result;
}

/// A mean that grows value by value and leaves out what is undefined.
void addToMean(double& mean, std::int64_t& count, double value) {
  if (!std::isnan(value)) {
    const auto before = static_cast<double>(count++);
    mean = before == 0.0 ? value : (mean * before + value) / (before + 1.0); // infinite ones stay so
  }
}

/// The rows of a study as they grow.
class Table {
public:
  explicit Table(const StudyGrid& grid) {
    for (const GridPoint& point : grid.points()) {
      StudyRow row;
      row.point = point;
      row.forward = {undefined, undefined, undefined};
      row.backward.psnr = row.backward.ssim = row.backward.zncc = row.backward.contrast = undefined;
      rows_.push_back(row);
      counts_.emplace_back();
    }
  }

  const std::vector<StudyRow>& rows() const { return rows_; }

  void add(const std::vector<ForwardFigures>& figures) {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      ForwardFigures& mean = rows_[i].forward;
      Counts& n = counts_[i];
      addToMean(mean.bhattacharyya, n.bhattacharyya, figures[i].bhattacharyya);
      addToMean(mean.kullbackLeibler, n.divergence, figures[i].kullbackLeibler);
      addToMean(mean.kullbackLeiblerReverse, n.reverse, figures[i].kullbackLeiblerReverse);
      ++rows_[i].pairs;
    }
  }
  void add(std::size_t i, const BackwardFigures& figures) {
    BackwardFigures& mean = rows_[i].backward;
    Counts& n = counts_[i];
    addToMean(mean.psnr, n.psnr, figures.psnr);
    addToMean(mean.ssim, n.ssim, figures.ssim);
    addToMean(mean.zncc, n.zncc, figures.zncc);
    addToMean(mean.contrast, n.contrast, figures.contrast);
    addToMean(mean.seconds, n.seconds, figures.seconds);
    mean.lost.add(figures.lost);
    ++rows_[i].images;
  }

private:
  struct Counts {
    std::int64_t bhattacharyya = 0, divergence = 0, reverse = 0;
    std::int64_t psnr = 0, ssim = 0, zncc = 0, contrast = 0, seconds = 0;
  };
  std::vector<StudyRow> rows_;
  std::vector<Counts> counts_;
};

class Runner {
public:
  Runner(const StudyRequest& request, const StudyCache& cache, const StudyHooks& hooks)
      : request_(request),
        cache_(cache),
        hooks_(hooks),
        points_(request.grid.points()),
        table_(request.grid),
        images_(request.model ? static_cast<int>(points_.size() * request.sources.size()) : 0) {}

  std::vector<StudyRow> run() {
    for (std::size_t source = 0; source < request_.sources.size(); ++source) {
      forward(source);
    }
    for (std::size_t source = 0; source < request_.sources.size() && request_.model; ++source) {
      backward(source);
    }
    return table_.rows();
  }

private:
  StudyPair load(std::size_t source) {
    requireGoingOn();
    const StudyPair pair = request_.sources[source].load();
    if (hooks_.loaded) {
      hooks_.loaded(source, pair);
    }
    return pair;
  }
  void requireGoingOn() const {
    if (hooks_.stop.stop_requested()) {
      throw Cancelled();
    }
  }
  void tellRows() const {
    if (hooks_.rows) {
      hooks_.rows(table_.rows());
    }
  }

  void forward(std::size_t source) {
    const StudyPair pair = load(source);
    if (!pair.real.empty()) {
      SketchTexture texture = request_.texture;
      if (request_.model) {
        texture = {request_.model->card().texture, request_.settings.texture};
      }
      table_.add(NoisedPair(pair, request_.settings.seed + source, texture).figures(request_.grid));
      tellRows();
    }
  }

  void backward(std::size_t source) {
    const StudyPair pair = load(source);
    for (std::size_t i = 0; i < points_.size(); ++i) {
      requireGoingOn();
      const StudyImage image = imageOf(source, pair, points_[i]);
      table_.add(i, image.figures);
      ++done_;
      if (hooks_.image) {
        hooks_.image(image);
      }
      tellRows();
      tellProgress(image);
    }
  }

  StudyImage imageOf(std::size_t source, const StudyPair& pair, const GridPoint& point) const {
    StudyImage image;
    image.source = source;
    image.name = pair.name;
    image.point = point;
    GenerationSettings settings = request_.settings;
    settings.tStart = point.tStart;
    settings.sigma = point.sigma;
    settings.seed += source;
    CachedGeneration made = generateOnce(pair, settings, *request_.model, cache_, hooks_.stop);
    image.settings = made.settings;
    image.fromCache = made.fromCache;
    image.grey = std::move(made.grey);
    image.figures = backwardFigures(pair, point.sigma, image.grey, &image.cells);
    image.figures.seconds = made.seconds;
    return image;
  }

  void tellProgress(const StudyImage& image) {
    if (!image.fromCache) {
      ++generated_;
    }
    if (hooks_.progress) {
      const double each = generated_ > 0 ? watch_.seconds() / generated_ : -1.0;
      hooks_.progress({done_, images_, generated_ > 0 ? each * (images_ - done_) : -1.0});
    }
  }

  const StudyRequest& request_;
  const StudyCache& cache_;
  const StudyHooks& hooks_;
  std::vector<GridPoint> points_;
  Table table_;
  int images_;
  int done_ = 0;
  int generated_ = 0;
  Stopwatch watch_;
};

} // namespace

BackwardFigures backwardFigures(const StudyPair& pair, double sigma, const Image<float>& grey,
                                std::vector<CellContrast>* cells) {
  BackwardFigures figures;
  const Image<float> sketch = firstChannel(pair.sketch);
  const Image<float> generated = firstChannel(grey);
  figures.zncc = zncc(generated, gaussianBlur(sketch, {sketch.extent().z > 1 ? sigma : 0.0, sigma, sigma}));
  figures.psnr = figures.ssim = undefined;
  if (!pair.real.empty()) {
    const Image<float> real = mapped(pair.real, toNetwork);
    const Image<float> candidate = mapped(generated, toNetwork);
    figures.psnr = psnr(real, candidate);
    figures.ssim = ssim(real, candidate);
  }
  const std::vector<LabelContrast> drawn = labelContrasts(pair.labels, sketch);
  const std::vector<LabelContrast> seen = labelContrasts(pair.labels, generated);
  figures.lost = lostCells(pair.labels, sketch, generated);
  double sum = 0.0;
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    if (!drawn[i].hasSurround) {
      continue;
    }
    if (cells) {
      cells->push_back({drawn[i].frame, drawn[i].label, drawn[i].contrast, seen[i].contrast});
    }
    if (std::abs(drawn[i].contrast) >= leastSketchContrast) {
      sum += seen[i].contrast / drawn[i].contrast;
    }
  }
  figures.contrast = figures.lost.judged > 0 ? sum / static_cast<double>(figures.lost.judged) : undefined;
  return figures;
}

std::vector<StudyRow> runStudy(const StudyRequest& request, const StudyCache& cache, const StudyHooks& hooks) {
  if (request.sources.empty()) {
    throw SettingsError("there is no image to study", "study", "Choose a real image with labels, or open a sketch");
  }
  if (request.grid.tStarts.empty() || request.grid.sigmas.empty()) {
    throw SettingsError("the grid has no point", "study", "Give at least one start step and one blur");
  }
  return Runner(request, cache, hooks).run();
}

} // namespace cytosketch
