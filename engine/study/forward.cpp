#include "engine/study/forward.h"

#include "engine/diffusion/noisefield.h"
#include "engine/diffusion/schedule.h"
#include "engine/image/blur.h"
#include "engine/image/error.h"
#include "engine/image/grey.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace cytosketch {
namespace {

/// Standard normal noise of the forward process.
Image<float> forwardNoise(const Extent& e, std::uint64_t seed) {
  Image<float> noise(e);
  float* const voxels = noise.mutableData();
  const std::int64_t rows = e.voxels() / e.x;
#pragma omp parallel for schedule(static)
  for (std::int64_t row = 0; row < rows; ++row) {
    const std::int64_t y = row % e.y;
    const std::int64_t z = row / e.y % e.z;
    const std::int64_t frame = row / (e.y * e.z);
    for (std::int64_t x = 0; x < e.x; ++x) {
      voxels[row * e.x + x] = static_cast<float>(noiseAt(seed, forwardNoiseStream, frame, 0, z, y, x));
    }
  }
  return noise;
}

/// √ᾱ x_0 + √(1−ᾱ) ε of a start step. @throws SettingsError if it is out of range
class Forward {
public:
  explicit Forward(int tStart) {
    const Schedule schedule;
    schedule.noisePercent(tStart); // checks the range
    const double alphaBar = schedule.alphaBar(tStart - 1);
    keep_ = static_cast<float>(std::sqrt(alphaBar));
    spread_ = static_cast<float>(std::sqrt(1.0 - alphaBar));
  }
  float operator()(float start, float noise) const { return keep_ * start + spread_ * noise; }

private:
  float keep_ = 1.0F;
  float spread_ = 0.0F;
};

Image<float> networkValues(Image<float> grey) {
  float* const voxels = grey.mutableData();
  std::transform(voxels, voxels + grey.size(), voxels, [](float g) { return networkValue(std::clamp(g, 0.0F, 1.0F)); });
  return grey;
}

} // namespace

ForwardFigures forwardFigures(const Histogram& real, const Histogram& sketch) {
  return {bhattacharyyaDistance(real, sketch), kullbackLeiblerDivergence(real, sketch),
          kullbackLeiblerDivergence(sketch, real)};
}

NoisedPair::NoisedPair(const StudyPair& pair, std::uint64_t seed, SketchTexture texture)
    : real_(pair.real), sketch_(pair.sketch), seed_(seed), texture_(std::move(texture)) {
  if (real_.empty() || !(real_.extent() == sketch_.extent()) || real_.extent().c != 1) {
    throw SettingsError("a real image of the sketch's size, with one channel, is needed", pair.name,
                        "Choose a real image and its labels");
  }
  real_ = networkValues(std::move(real_));
  noise_ = forwardNoise(real_.extent(), seed);
}

/// Blurred, with texture, in network values: what the generation noises. The last one is kept, since a start step's
/// slider asks for it again and again.
const Image<float>& NoisedPair::startSketch(double sigma) const {
  if (!start_.empty() && startSigma_ == sigma) {
    return start_;
  }
  start_ = networkValues(gaussianBlur(sketch_, {sketch_.extent().z > 1 ? sigma : 0.0, sigma, sigma}));
  startSigma_ = sigma;
  if (texture_.adds()) {
    field_.addTo(start_, texture_.model, texture_.strength, seed_);
  }
  return start_;
}

Histogram NoisedPair::noised(const Image<float>& start, int tStart) const {
  const Forward forward(tStart);
  Histogram histogram;
  const float* noise = noise_.data();
  for (const float value : start) {
    histogram.add(forward(value, *noise++));
  }
  return histogram;
}

Image<float> NoisedPair::noisyImage(Image<float> start, int tStart) const {
  const Forward forward(tStart);
  float* const voxels = start.mutableData();
  std::transform(voxels, voxels + start.size(), noise_.data(), voxels, forward);
  return start;
}

Image<float> NoisedPair::noisyReal(int tStart) const {
  return noisyImage(real_, tStart);
}

Image<float> NoisedPair::noisySketch(const GridPoint& point) const {
  return noisyImage(startSketch(point.sigma), point.tStart);
}

Histogram NoisedPair::real(int tStart) const {
  return noised(real_, tStart);
}

Histogram NoisedPair::sketch(const GridPoint& point) const {
  return noised(startSketch(point.sigma), point.tStart);
}

ForwardFigures NoisedPair::figures(const GridPoint& point) const {
  return forwardFigures(real(point.tStart), sketch(point));
}

std::vector<ForwardFigures> NoisedPair::figures(const StudyGrid& grid) const {
  std::vector<Histogram> reals;
  reals.reserve(grid.tStarts.size());
  for (const int tStart : grid.tStarts) {
    reals.push_back(real(tStart));
  }
  std::vector<ForwardFigures> all;
  for (const double sigma : grid.sigmas) {
    const Image<float>& start = startSketch(sigma);
    for (std::size_t i = 0; i < grid.tStarts.size(); ++i) {
      all.push_back(forwardFigures(reals[i], noised(start, grid.tStarts[i])));
    }
  }
  return all;
}

} // namespace cytosketch
