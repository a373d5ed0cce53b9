#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <stop_token>
#include <vector>

namespace cytosketch {

// Exact t-SNE: van der Maaten & Hinton, Visualizing Data using t-SNE, JMLR 9 (2008) 2579–2605. Points are rows of
// `dimensions` numbers, one after the other. Affinities are n × n matrices, row by row.

/// Conditional affinities p(j|i) = exp(−β_i d_ij²) / Σ_k exp(−β_i d_ik²), p(i|i) = 0, with the precision β_i of each
/// point found by bisection so that the row has the perplexity asked for (eq. 1). Where more points than that lie in
/// one place, the row's perplexity is their number.
/// @param perplexity > 1 and below the number of points less one
/// @throws SettingsError if it is not, if there are fewer than three points, or if a coordinate is no finite number.
std::vector<double> conditionalAffinities(std::span<const double> points, std::size_t dimensions, double perplexity);

/// 2 to the power of the entropy in bits of one row of conditional affinities.
double perplexityOf(std::span<const double> row);

/// Joint affinities p_ij = (p(j|i) + p(i|j)) / 2n; their sum is 1.
std::vector<double> jointAffinities(std::span<const double> conditional, std::size_t count);

struct PlanePoint {
  double x = 0.0;
  double y = 0.0;
  bool operator==(const PlanePoint&) const = default;
};

/// Σ p_ij log(p_ij / q_ij) in nats, q_ij ∝ 1 / (1 + |y_i − y_j|²) (eqs. 2 and 4). ≥ 0
double embeddingDivergence(std::span<const double> joint, std::span<const PlanePoint> embedding);

/// Its gradient, 4 Σ_j (p_ij − q_ij) (y_i − y_j) / (1 + |y_i − y_j|²) (eq. 5).
std::vector<PlanePoint> embeddingGradient(std::span<const double> joint, std::span<const PlanePoint> embedding);

struct TsneSettings {
  double perplexity = 30.0; ///< about the number of neighbours that count; lowered to a third of the points if need be
  int iterations = 1000;
  std::uint64_t seed = 1; ///< of the start: Gaussian of deviation 10⁻⁴
};

struct Embedding {
  std::vector<PlanePoint> points; ///< centred; axes have no unit and no meaning of their own
  double divergence = 0.0;        ///< Kullback–Leibler divergence that is left, nats
  double perplexity = 0.0;        ///< that was used
};

/// Most points that are embedded: time and memory grow with their square.
inline constexpr std::size_t mostTsnePoints = 5000;

/// Gradient descent with momentum (0.5, 0.8 from iteration 250 on), gains per coordinate, and early exaggeration (all
/// affinities times 4 in the first tenth). The same numbers for the same seed, whatever the number of threads.
/// @param progress called after each iteration with their number
/// @throws SettingsError as conditionalAffinities(), for fewer than four points or too many; Cancelled between two
/// iterations.
Embedding tsne(std::span<const double> points, std::size_t dimensions, const TsneSettings& settings = {},
               const std::stop_token& stop = {}, const std::function<void(int)>& progress = {});

} // namespace cytosketch
