#include "engine/metrics/tsne.h"

#include "engine/image/error.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>
#include <string>

namespace cytosketch {
namespace {

constexpr int bisections = 200;
constexpr double entropyTolerance = 1e-10; ///< nats
constexpr double exaggeration = 4.0;
constexpr int momentumRises = 250;
constexpr double leastGain = 0.01;
constexpr double startDeviation = 1e-4;

void requirePoints(std::span<const double> points, std::size_t dimensions) {
  if (dimensions == 0 || points.size() % dimensions != 0 || points.size() / dimensions < 3) {
    throw SettingsError("a map needs at least three points", "t-SNE", "Give more images");
  }
  if (!std::all_of(points.begin(), points.end(), [](double v) { return std::isfinite(v); })) {
    throw SettingsError("a point has coordinates that are no numbers", "t-SNE", "Give finite features");
  }
}

/// Squared Euclidean distances of all pairs.
std::vector<double> squaredDistances(std::span<const double> points, std::size_t dimensions) {
  const std::size_t n = points.size() / dimensions;
  std::vector<double> squares(n * n);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = i + 1; j < n; ++j) {
      double sum = 0.0;
      for (std::size_t k = 0; k < dimensions; ++k) {
        const double difference = points[i * dimensions + k] - points[j * dimensions + k];
        sum += difference * difference;
      }
      squares[i * n + j] = squares[j * n + i] = sum;
    }
  }
  return squares;
}

/// Fills one row of affinities for the precision β. @returns its entropy in nats
double fillRow(std::span<const double> squares, std::size_t self, double nearest, double beta, std::span<double> row) {
  double sum = 0.0;
  for (std::size_t j = 0; j < row.size(); ++j) {
    row[j] = j == self ? 0.0 : std::exp(-beta * (squares[j] - nearest)); // the nearest gets 1: the sum cannot vanish
    sum += row[j];
  }
  double entropy = 0.0;
  for (double& p : row) {
    p /= sum;
    entropy -= p > 0.0 ? p * std::log(p) : 0.0;
  }
  return entropy;
}

/// Bisection for the precision of one point. Entropy falls with β from log(n − 1).
void fitRow(std::span<const double> squares, std::size_t self, double wanted, std::span<double> row) {
  double nearest = std::numeric_limits<double>::infinity();
  double mean = 0.0;
  for (std::size_t j = 0; j < squares.size(); ++j) {
    nearest = j == self ? nearest : std::min(nearest, squares[j]);
    mean += squares[j] / static_cast<double>(squares.size());
  }
  double beta = mean > 0.0 ? 1.0 / mean : 1.0;
  double low = 0.0;
  double high = std::numeric_limits<double>::infinity();
  for (int i = 0; i < bisections; ++i) {
    const double excess = fillRow(squares, self, nearest, beta, row) - wanted;
    if (std::abs(excess) < entropyTolerance || mean == 0.0) {
      return;
    }
    (excess > 0.0 ? low : high) = beta;
    const double next = std::isinf(high) ? 2.0 * beta : 0.5 * (low + high);
    if (!std::isfinite(next) || next == beta) {
      return;
    }
    beta = next;
  }
}

/// 1 / (1 + |y_i − y_j|²) of all pairs, 0 for i = j. @returns their sum
double fillKernels(std::span<const PlanePoint> y, std::vector<double>& kernels) {
  const std::size_t n = y.size();
  kernels.resize(n * n);
  double sum = 0.0;
  for (std::size_t i = 0; i < n; ++i) {
    kernels[i * n + i] = 0.0;
    for (std::size_t j = i + 1; j < n; ++j) {
      const double dx = y[i].x - y[j].x;
      const double dy = y[i].y - y[j].y;
      const double kernel = 1.0 / (1.0 + dx * dx + dy * dy);
      kernels[i * n + j] = kernels[j * n + i] = kernel;
      sum += 2.0 * kernel;
    }
  }
  return sum;
}

void fillGradient(std::span<const double> joint, double factor, std::span<const PlanePoint> y,
                  std::vector<double>& kernels, std::vector<PlanePoint>& gradient) {
  const std::size_t n = y.size();
  const double sum = fillKernels(y, kernels);
  gradient.assign(n, {});
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      const double kernel = kernels[i * n + j];
      const double pull = 4.0 * (factor * joint[i * n + j] - kernel / sum) * kernel;
      gradient[i].x += pull * (y[i].x - y[j].x);
      gradient[i].y += pull * (y[i].y - y[j].y);
    }
  }
}

/// Box–Muller on a generator that the standard fixes: the same start on every machine.
std::vector<PlanePoint> gaussianStart(std::size_t count, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  const auto uniform = [&random] { return (static_cast<double>(random() >> 11U) + 0.5) * 0x1.0p-53; };
  std::vector<PlanePoint> start(count);
  for (PlanePoint& point : start) {
    const double radius = startDeviation * std::sqrt(-2.0 * std::log(uniform()));
    const double angle = 2.0 * std::numbers::pi * uniform();
    point = {radius * std::cos(angle), radius * std::sin(angle)};
  }
  return start;
}

/// One coordinate's step with momentum and gain.
struct Descent {
  double velocity = 0.0;
  double gain = 1.0;
  void step(double& value, double gradient, double rate, double momentum) {
    gain = std::max(leastGain, (gradient > 0.0) == (velocity > 0.0) ? 0.8 * gain : gain + 0.2);
    velocity = momentum * velocity - rate * gain * gradient;
    value += velocity;
  }
};

void centre(std::vector<PlanePoint>& points) {
  PlanePoint mean;
  for (const PlanePoint& point : points) {
    mean.x += point.x / static_cast<double>(points.size());
    mean.y += point.y / static_cast<double>(points.size());
  }
  for (PlanePoint& point : points) {
    point = {point.x - mean.x, point.y - mean.y};
  }
}

} // namespace

double perplexityOf(std::span<const double> row) {
  double entropy = 0.0;
  for (const double p : row) {
    entropy -= p > 0.0 ? p * std::log(p) : 0.0;
  }
  return std::exp(entropy);
}

std::vector<double> conditionalAffinities(std::span<const double> points, std::size_t dimensions, double perplexity) {
  requirePoints(points, dimensions);
  const std::size_t n = points.size() / dimensions;
  if (!(perplexity > 1.0 && perplexity < static_cast<double>(n - 1))) {
    throw SettingsError("the perplexity does not suit " + std::to_string(n) + " points", "perplexity",
                        "Choose a value above 1 and below the number of points less one");
  }
  const std::vector<double> squares = squaredDistances(points, dimensions);
  std::vector<double> conditional(n * n);
  for (std::size_t i = 0; i < n; ++i) {
    fitRow(std::span(squares).subspan(i * n, n), i, std::log(perplexity), std::span(conditional).subspan(i * n, n));
  }
  return conditional;
}

std::vector<double> jointAffinities(std::span<const double> conditional, std::size_t count) {
  std::vector<double> joint(count * count);
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t j = 0; j < count; ++j) {
      joint[i * count + j] =
          (conditional[i * count + j] + conditional[j * count + i]) / (2.0 * static_cast<double>(count));
    }
  }
  return joint;
}

double embeddingDivergence(std::span<const double> joint, std::span<const PlanePoint> embedding) {
  std::vector<double> kernels;
  const double sum = fillKernels(embedding, kernels);
  double divergence = 0.0;
  for (std::size_t k = 0; k < joint.size(); ++k) {
    divergence += joint[k] > 0.0 ? joint[k] * std::log(joint[k] * sum / kernels[k]) : 0.0;
  }
  return divergence;
}

std::vector<PlanePoint> embeddingGradient(std::span<const double> joint, std::span<const PlanePoint> embedding) {
  std::vector<double> kernels;
  std::vector<PlanePoint> gradient;
  fillGradient(joint, 1.0, embedding, kernels, gradient);
  return gradient;
}

Embedding tsne(std::span<const double> points, std::size_t dimensions, const TsneSettings& settings,
               const std::stop_token& stop, const std::function<void(int)>& progress) {
  requirePoints(points, dimensions);
  const std::size_t n = points.size() / dimensions;
  if (n < 4 || n > mostTsnePoints) {
    throw SettingsError(std::to_string(n) + " points cannot be mapped", "t-SNE",
                        "Give between 4 and " + std::to_string(mostTsnePoints) + " points");
  }
  Embedding result;
  result.perplexity = std::min(settings.perplexity, std::max(1.5, static_cast<double>(n - 1) / 3.0));
  const std::vector<double> joint = jointAffinities(conditionalAffinities(points, dimensions, result.perplexity), n);
  result.points = gaussianStart(n, settings.seed);
  std::vector<Descent> alongX(n);
  std::vector<Descent> alongY(n);
  std::vector<double> kernels;
  std::vector<PlanePoint> gradient;
  // The larger the map, the larger its forces may be (Belkina et al., Nat Commun 10 (2019) 5415).
  const double rate = std::max(10.0, static_cast<double>(n) / exaggeration);
  for (int i = 0; i < settings.iterations; ++i) {
    if (stop.stop_requested()) {
      throw Cancelled();
    }
    fillGradient(joint, i < settings.iterations / 10 ? exaggeration : 1.0, result.points, kernels, gradient);
    const double momentum = i < momentumRises ? 0.5 : 0.8;
    for (std::size_t k = 0; k < n; ++k) {
      alongX[k].step(result.points[k].x, gradient[k].x, rate, momentum);
      alongY[k].step(result.points[k].y, gradient[k].y, rate, momentum);
    }
    centre(result.points);
    if (progress) {
      progress(i + 1);
    }
  }
  result.divergence = embeddingDivergence(joint, result.points);
  return result;
}

} // namespace cytosketch
