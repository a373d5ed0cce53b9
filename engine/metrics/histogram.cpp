#include "engine/metrics/histogram.h"

#include <cmath>

namespace cytosketch {
namespace {

constexpr double smoothing = 0.5; ///< counts added to each bin

void requireCounts(const Histogram& p, const Histogram& q) {
  if (p.total <= 0 || q.total <= 0) {
    throw SettingsError("a histogram without values cannot be compared", "metrics",
                        "Choose images with at least one voxel");
  }
}

} // namespace

void Histogram::add(const Histogram& other) {
  for (std::size_t bin = 0; bin < histogramBins; ++bin) {
    counts[bin] += other.counts[bin];
  }
  total += other.total;
}

Histogram histogramOf(const Image<float>& image) {
  if (image.empty()) {
    throw SettingsError("an image to compare is empty", "metrics", "Choose images with at least one voxel");
  }
  Histogram histogram;
  bool finite = true;
  for (const float value : image) {
    finite = finite && std::isfinite(value);
    histogram.add(std::isfinite(value) ? value : 0.0F);
  }
  if (!finite) {
    throw SettingsError("the image holds voxels that are no numbers (NaN or infinite)", "metrics",
                        "Choose an image of finite values");
  }
  return histogram;
}

double bhattacharyyaDistance(const Histogram& p, const Histogram& q) {
  requireCounts(p, q);
  double coefficient = 0.0;
  for (std::size_t bin = 0; bin < histogramBins; ++bin) {
    coefficient += std::sqrt(static_cast<double>(p.counts[bin]) * static_cast<double>(q.counts[bin]));
  }
  coefficient /= std::sqrt(static_cast<double>(p.total)) * std::sqrt(static_cast<double>(q.total));
  return -std::log(std::min(1.0, coefficient)); // rounding must not make equal histograms nearer than 0
}

double kullbackLeiblerDivergence(const Histogram& p, const Histogram& q) {
  requireCounts(p, q);
  const double allP = static_cast<double>(p.total) + smoothing * static_cast<double>(histogramBins);
  const double allQ = static_cast<double>(q.total) + smoothing * static_cast<double>(histogramBins);
  double divergence = 0.0;
  for (std::size_t bin = 0; bin < histogramBins; ++bin) {
    const double a = (static_cast<double>(p.counts[bin]) + smoothing) / allP;
    const double b = (static_cast<double>(q.counts[bin]) + smoothing) / allQ;
    divergence += a * std::log(a / b);
  }
  return std::max(0.0, divergence);
}

} // namespace cytosketch
