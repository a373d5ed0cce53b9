#pragma once

#include <vector>

namespace cytosketch {

/// Noise schedule of the diffusion process, indices 0 … T−1.
///
/// Cosine schedule (Nichol & Dhariwal 2021, eq. 17, as the paper's authors use it): ᾱ(u) = cos²((u/T + s)/(1 + s) π/2)
/// with s = 0.008, divided by ᾱ(0); β_t = 1 − ᾱ_{t+1}/ᾱ_t clipped to [10⁻⁴, 0.9999]; ᾱ as used = ∏(1 − β).
class Schedule {
public:
  static constexpr int defaultTimesteps = 1000;

  explicit Schedule(int timesteps = defaultTimesteps);

  int timesteps() const { return static_cast<int>(betas_.size()); }
  /// β of index i.
  double beta(int index) const { return betas_[static_cast<std::size_t>(index)]; }
  /// ᾱ of index i; 1 for i = −1.
  double alphaBar(int index) const { return index < 0 ? 1.0 : alphaBars_[static_cast<std::size_t>(index)]; }
  /// Half log-SNR λ = ½ ln(ᾱ/(1−ᾱ)) of index i; falls with i.
  double lambda(int index) const { return lambdas_[static_cast<std::size_t>(index)]; }
  /// The real-valued index whose λ, interpolated linearly between neighbours, is `lambda`; clamped to [0, T−1].
  double timeOfLambda(double lambda) const;
  /// Posterior variance β̃ of q(x_{i−1} | x_i, x_0).
  double posteriorVariance(int index) const;

  /// Noise in percent at start step n ∈ 1…T: 100 √(1 − ᾱ[n−1]). @throws SettingsError if n is outside.
  double noisePercent(int tStart) const;

  const std::vector<double>& betas() const { return betas_; }
  const std::vector<double>& alphaBars() const { return alphaBars_; }

private:
  std::vector<double> betas_;
  std::vector<double> alphaBars_;
  std::vector<double> lambdas_;
};

} // namespace cytosketch
