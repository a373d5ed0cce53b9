#pragma once

#include "engine/diffusion/generator.h"
#include "engine/metrics/lostcells.h"
#include "engine/study/cache.h"
#include "engine/study/forward.h"
#include "engine/study/grid.h"
#include "engine/study/pair.h"

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace cytosketch {

/// How one cell stands out, as mean grey inside minus mean grey of its surround (engine/metrics/lostcells.h).
struct CellContrast {
  std::int64_t frame = 0;
  std::uint32_t label = 0;
  double sketch = 0.0;
  double generated = 0.0;
};

/// What a generated image scores. What is undefined is NaN here, never in place of a value: PSNR and SSIM without a
/// real image, ZNCC of an even image, `contrast` without a cell that can be judged.
struct BackwardFigures {
  double psnr = 0.0;     ///< dB, to the real image
  double ssim = 0.0;     ///< to the real image
  double zncc = 0.0;     ///< to the blurred sketch
  double contrast = 0.0; ///< mean over judged cells of the contrast that is left, 1 = as drawn
  LostCells lost;
  double seconds = 0.0; ///< that its generation took, also if it comes from the cache
};

/// One generated image of a study.
struct StudyImage {
  std::size_t source = 0;
  std::string name;
  GridPoint point;
  Image<float> grey; ///< g ∈ [0,1]
  BackwardFigures figures;
  std::vector<CellContrast> cells; ///< those with a surround
  GenerationSettings settings;     ///< resolved
  bool fromCache = false;
};

/// One point of the grid: means over the images so far.
struct StudyRow {
  GridPoint point;
  std::int64_t pairs = 0; ///< that the forward figures are a mean of; 0 = none yet, or no real images
  ForwardFigures forward;
  std::int64_t images = 0; ///< that the backward figures are a mean of
  BackwardFigures backward;
};

struct StudyProgress {
  int done = 0; ///< images generated or found in the cache
  int images = 0;
  double etaSeconds = 0.0; ///< negative while not known
};

/// How a caller follows and stops a study. The functions are called on the thread that runs it.
struct StudyHooks {
  std::stop_token stop;
  /// A source was loaded; for each before its first figures, and again before its images.
  std::function<void(std::size_t source, const StudyPair&)> loaded;
  /// The means after each image: all rows, in the order of the grid's points.
  std::function<void(const std::vector<StudyRow>&)> rows;
  std::function<void(const StudyImage&)> image;
  std::function<void(const StudyProgress&)> progress;
};

struct StudyRequest {
  StudyGrid grid;
  std::vector<StudySource> sources;
  GenerationSettings settings;  ///< t_start and σ are the grid's; source k has the seed + k
  const Model* model = nullptr; ///< nullptr: the forward study alone
  SketchTexture texture;        ///< of a forward study alone; else it is the model's
};

/// The forward study of all sources that have a real image, with the texture that a sketch gets, then the
/// backward study, source by source over the whole grid. Means are over images (of D_B too; histograms are not pooled).
/// @throws Cancelled within a network layer of a stop request (what was finished is in the cache); whatever loading or
/// generating throws; SettingsError if there is no source or an empty grid.
std::vector<StudyRow> runStudy(const StudyRequest& request, const StudyCache& cache, const StudyHooks& hooks = {});

/// Scores a generated image (grey g) of a point.
BackwardFigures backwardFigures(const StudyPair& pair, double sigma, const Image<float>& grey,
                                std::vector<CellContrast>* cells = nullptr);

} // namespace cytosketch
