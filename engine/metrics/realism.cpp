#include "engine/metrics/realism.h"

#include "engine/image/grey.h"
#include "engine/metrics/histogram.h"
#include "engine/metrics/similarity.h"
#include "engine/metrics/structure.h"

#include <cmath>

namespace cytosketch {
namespace {

Image<float> clampedGrey(Image<float> image) {
  float* voxels = image.mutableData();
  std::transform(voxels, voxels + image.size(), voxels, [](float g) { return std::clamp(g, 0.0F, 1.0F); });
  return image;
}

Image<float> networkValues(Image<float> grey) {
  float* voxels = grey.mutableData();
  std::transform(voxels, voxels + grey.size(), voxels, networkValue);
  return grey;
}

/// NaN would be clamped or left out somewhere and make a spoilt image look better than it is.
void requireFinite(const Image<float>& image, const char* name) {
  if (!std::all_of(image.begin(), image.end(), [](float g) { return std::isfinite(g); })) {
    throw SettingsError(std::string(name) + " holds voxels that are no numbers (NaN or infinite)", "metrics",
                        "Choose an image of finite values");
  }
}

/// Mean over the values added; NaN if there is none.
class Mean {
public:
  void add(double value) {
    sum_ += value;
    ++count_;
  }
  double value() const { return sum_ / static_cast<double>(count_); }

private:
  double sum_ = 0.0;
  std::int64_t count_ = 0;
};

} // namespace

RealismFigures measureAgainstReal(const Image<float>& real, const Image<float>& candidate, SpectrumWindow window) {
  requireFinite(candidate, "the image to judge");
  requireFinite(real, "the real image");
  const Image<float> grey = clampedGrey(candidate);
  const Image<float> a = networkValues(real);
  const Image<float> b = networkValues(grey);
  RealismFigures figures;
  figures.psnr = psnr(a, b);
  figures.ssim = ssim(a, b);
  const Histogram p = histogramOf(a);
  const Histogram q = histogramOf(b);
  figures.bhattacharyya = bhattacharyyaDistance(p, q);
  figures.kullbackLeibler = kullbackLeiblerDivergence(p, q);
  figures.kullbackLeiblerReverse = kullbackLeiblerDivergence(q, p);
  figures.power = radialBandPower(grey, window);
  figures.realPower = radialBandPower(real, window);
  return figures;
}

RealismFigures measureRealism(const RealismImages& images, const Image<float>& candidate) {
  requireFinite(images.sketch, "the sketch");
  requireFinite(images.blurred, "the blurred sketch");
  RealismFigures figures = measureAgainstReal(images.real, candidate, images.window);
  const Image<float> grey = clampedGrey(candidate);
  figures.zncc = zncc(grey, images.blurred);
  figures.lost = lostCells(images.labels, images.sketch, grey);
  return figures;
}

RealismSummary summarise(std::span<const RealismFigures> figures) {
  RealismSummary summary;
  Mean psnrs;
  Mean ssims;
  Mean distances;
  Mean divergences;
  Mean reverseDivergences;
  Mean znccs;
  std::array<Mean, bandCount> power;
  std::array<Mean, bandCount> realPower;
  for (const RealismFigures& f : figures) {
    ++summary.images;
    psnrs.add(f.psnr);
    ssims.add(f.ssim);
    distances.add(f.bhattacharyya);
    divergences.add(f.kullbackLeibler);
    reverseDivergences.add(f.kullbackLeiblerReverse);
    if (!std::isnan(f.zncc)) { // one of the two images is even
      znccs.add(f.zncc);
    }
    for (std::size_t band = 0; band < bandCount; ++band) {
      if (f.power.bins[band] > 0 && f.realPower.bins[band] > 0) {
        power[band].add(f.power.power[band]);
        realPower[band].add(f.realPower.power[band]);
      }
    }
    summary.lost.add(f.lost);
  }
  summary.psnr = psnrs.value();
  summary.ssim = ssims.value();
  summary.bhattacharyya = distances.value();
  summary.kullbackLeibler = divergences.value();
  summary.kullbackLeiblerReverse = reverseDivergences.value();
  summary.zncc = znccs.value();
  for (std::size_t band = 0; band < bandCount; ++band) {
    summary.bands[band] = power[band].value() / realPower[band].value();
  }
  return summary;
}

} // namespace cytosketch
