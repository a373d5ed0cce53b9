#include "engine/segmentation/detail/foreground.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace cytosketch {
namespace {

constexpr double generous = 0.9;      ///< part of the way from the background to the threshold: dim cells count too
constexpr double noiseDeviations = 3; ///< that the foreground lies above the background at least
constexpr double deviationOfQuarter = 1.4826; ///< standard deviation over the distance from first quartile to median

class Histogram {
public:
  explicit Histogram(const Image<float>& image) {
    for (const float g : image) {
      const auto bin = static_cast<std::size_t>(std::clamp(g, 0.0F, 1.0F) * static_cast<float>(bins));
      counts_[std::min(bin, bins - 1)] += 1.0;
    }
  }

  /// Between the means of both sides, with the least cross entropy. (Li and Tam, Pattern Recognition Letters 1998)
  double crossEntropyThreshold() const {
    double level = sums(0, bins).mean();
    for (int step = 0; step < 200; ++step) {
      const std::size_t edge = binOf(level);
      const Sums below = sums(0, edge);
      const Sums above = sums(edge, bins);
      if (below.count == 0.0 || above.count == 0.0 || !(above.mean() > below.mean())) {
        break;
      }
      const double next = (above.mean() - below.mean()) / (std::log(above.mean()) - std::log(below.mean()));
      const bool settled = std::abs(next - level) < 0.5 / static_cast<double>(bins);
      level = next;
      if (settled) {
        break;
      }
    }
    return level;
  }

  /// With the greatest variance between both sides. (Otsu, IEEE Trans Syst Man Cybern 1979)
  double varianceThreshold() const {
    const Sums all = sums(0, bins);
    Sums below;
    double best = -1.0;
    double level = 0.0;
    for (std::size_t i = 0; i + 1 < bins; ++i) {
      below.add(counts_[i], greyOf(i));
      const Sums above{all.count - below.count, all.grey - below.grey};
      if (below.count == 0.0 || above.count == 0.0) {
        continue;
      }
      const double difference = below.mean() - above.mean();
      const double between = below.count * above.count * difference * difference;
      if (between > best) {
        best = between;
        level = static_cast<double>(i + 1) / static_cast<double>(bins);
      }
    }
    return level;
  }

  /// Quantile of the greys below `level`.
  double quantileBelow(double level, double part) const {
    const std::size_t edge = std::max<std::size_t>(1, binOf(level));
    const double wanted = part * sums(0, edge).count;
    double seen = 0.0;
    for (std::size_t i = 0; i < edge; ++i) {
      seen += counts_[i];
      if (seen >= wanted && seen > 0.0) {
        return greyOf(i);
      }
    }
    return 0.0;
  }

private:
  static constexpr std::size_t bins = 1024;

  struct Sums {
    double count = 0.0, grey = 0.0;
    void add(double n, double g) {
      count += n;
      grey += n * g;
    }
    double mean() const { return count > 0.0 ? grey / count : 0.0; }
  };
  static double greyOf(std::size_t bin) { return (static_cast<double>(bin) + 0.5) / static_cast<double>(bins); }
  static std::size_t binOf(double grey) {
    return static_cast<std::size_t>(std::clamp(grey, 0.0, 1.0) * static_cast<double>(bins));
  }
  Sums sums(std::size_t from, std::size_t to) const {
    Sums sums;
    for (std::size_t i = from; i < to; ++i) {
      sums.add(counts_[i], greyOf(i));
    }
    return sums;
  }

  std::array<double, bins> counts_{};
};

} // namespace

Foreground foregroundOf(const Image<float>& smooth, double least) {
  const Histogram histogram(smooth);
  const double threshold = std::min(histogram.crossEntropyThreshold(), histogram.varianceThreshold());
  const double background = histogram.quantileBelow(threshold, 0.5);
  const double noise = deviationOfQuarter * (background - histogram.quantileBelow(threshold, 0.25));
  const double above = least > 0.0 ? least : std::max(generous * (threshold - background), noiseDeviations * noise);
  const auto level = static_cast<float>(background + above);
  Foreground foreground{Morphology::Mask(smooth.size()), static_cast<float>(background)};
  std::transform(smooth.begin(), smooth.end(), foreground.mask.begin(),
                 [level](float g) { return static_cast<std::uint8_t>(g > level); });
  return foreground;
}

} // namespace cytosketch
