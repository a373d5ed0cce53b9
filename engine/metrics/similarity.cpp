#include "engine/metrics/similarity.h"

#include <cmath>

namespace cytosketch {
namespace {

void requireSameExtent(const Image<float>& a, const Image<float>& b) {
  if (a.empty() || b.empty()) {
    throw SettingsError("an image to compare is empty", "metrics", "Choose images with at least one voxel");
  }
  if (!(a.extent() == b.extent())) {
    throw SettingsError("images of different size cannot be compared: " + extentText(a.extent()) + " and " +
                            extentText(b.extent()) + " (t, c, z, y, x)",
                        "metrics", "Choose images that belong together");
  }
}

double meanOf(const Image<float>& image) {
  double sum = 0.0;
  for (const float value : image) {
    sum += value;
  }
  return sum / static_cast<double>(image.size());
}

} // namespace

double psnr(const Image<float>& real, const Image<float>& generated, double maximum) {
  requireSameExtent(real, generated);
  double sum = 0.0;
  const float* other = generated.data();
  for (const float value : real) {
    const double difference = static_cast<double>(value) - static_cast<double>(*other++);
    sum += difference * difference;
  }
  const double mse = sum / static_cast<double>(real.size());
  return 10.0 * std::log10(maximum * maximum / mse);
}

double zncc(const Image<float>& a, const Image<float>& b) {
  requireSameExtent(a, b);
  const double meanA = meanOf(a);
  const double meanB = meanOf(b);
  double ab = 0.0;
  double aa = 0.0;
  double bb = 0.0;
  const float* other = b.data();
  for (const float value : a) {
    const double da = value - meanA;
    const double db = *other++ - meanB;
    ab += da * db;
    aa += da * da;
    bb += db * db;
  }
  return ab / std::sqrt(aa * bb);
}

} // namespace cytosketch
