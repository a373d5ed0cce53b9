#include "engine/metrics/celltexture.h"

#include "engine/image/blur.h"
#include "engine/image/error.h"

namespace cytosketch {
namespace {

constexpr double coarseSigma = 2.0;

/// Sums for a variance; greys lie in 0 … 1, so doubles lose nothing that matters.
struct Moments {
  double count = 0.0, sum = 0.0, squares = 0.0;

  void add(double value) {
    count += 1.0;
    sum += value;
    squares += value * value;
  }
  double variance() const { return squares / count - (sum / count) * (sum / count); }
};

} // namespace

std::map<std::uint32_t, CellTexture> cellTextures(const Image<std::uint32_t>& labels, const Image<float>& image) {
  const Extent& l = labels.extent();
  const Extent& e = image.extent();
  if (labels.empty() || image.empty() || l.c != 1 || l.t != e.t || l.z != e.z || l.y != e.y || l.x != e.x) {
    throw SettingsError("the labels and the image are not of the same size", "texture of cells",
                        "Choose the label image that belongs to the image");
  }
  const Image<float> coarse = gaussianBlur(image, {e.z > 1 ? coarseSigma : 0.0, coarseSigma, coarseSigma});
  std::map<std::uint32_t, std::pair<Moments, Moments>> cells;
  for (std::int64_t t = 0; t < e.t; ++t) {
    const std::uint32_t* const label = labels.channel(t, 0);
    const float* const grey = image.channel(t, 0);
    const float* const blurred = coarse.channel(t, 0);
    for (std::int64_t i = 0; i < e.volume(); ++i) {
      if (label[i] != 0) {
        auto& [all, fine] = cells[label[i]];
        all.add(grey[i]);
        fine.add(static_cast<double>(grey[i]) - blurred[i]);
      }
    }
  }
  std::map<std::uint32_t, CellTexture> result;
  for (const auto& [label, moments] : cells) {
    result[label] = {moments.first.variance(), moments.second.variance()};
  }
  return result;
}

void KeptTexture::add(const CellTexture& generatedCell, const CellTexture& realCell) {
  add({1, generatedCell, realCell});
}

void KeptTexture::add(const KeptTexture& other) {
  cells += other.cells;
  generated.variance += other.generated.variance;
  generated.fineVariance += other.generated.fineVariance;
  real.variance += other.real.variance;
  real.fineVariance += other.real.fineVariance;
}

} // namespace cytosketch
