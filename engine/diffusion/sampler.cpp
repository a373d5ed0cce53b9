#include "engine/diffusion/sampler.h"

#include "engine/image/error.h"

#include <cmath>
#include <string>

namespace cytosketch {
namespace {

double alphaBarOfLambda(double lambda) {
  return 1.0 / (1.0 + std::exp(-2.0 * lambda));
}

/// A point of a plan: time, ᾱ and λ.
struct Point {
  double t;
  double alphaBar;
  double lambda;
};

/// `count` points from index n − 1 down to 0, uniform in t (λ interpolated between indices) or in λ.
std::vector<Point> points(const Schedule& schedule, int tStart, int count, bool uniformInLambda) {
  std::vector<Point> result;
  const int last = tStart - 1;
  for (int k = 0; k < count; ++k) {
    const double fraction = count == 1 ? 0.0 : static_cast<double>(k) / (count - 1);
    if (uniformInLambda) {
      const double lambda = schedule.lambda(last) + fraction * (schedule.lambda(0) - schedule.lambda(last));
      result.push_back({schedule.timeOfLambda(lambda), alphaBarOfLambda(lambda), lambda});
      continue;
    }
    const double t = last * (1.0 - fraction);
    const int below = static_cast<int>(t);
    const double rest = t - below;
    const double lambda = rest == 0.0 ? schedule.lambda(below)
                                      : (1.0 - rest) * schedule.lambda(below) + rest * schedule.lambda(below + 1);
    result.push_back({t, rest == 0.0 ? schedule.alphaBar(below) : alphaBarOfLambda(lambda), lambda});
  }
  return result;
}

/// Posterior mean with variance β of the transition ᾱ → ᾱ', both possibly far apart.
SamplerStep ddpmStep(const Point& now, double nextAlphaBar) {
  const double alpha = now.alphaBar / nextAlphaBar;
  const double beta = 1.0 - alpha;
  SamplerStep step{now.t, now.alphaBar};
  step.state = std::sqrt(alpha) * (1.0 - nextAlphaBar) / (1.0 - now.alphaBar);
  step.clean = std::sqrt(nextAlphaBar) * beta / (1.0 - now.alphaBar);
  step.noise = std::sqrt(beta);
  return step;
}

SamplerStep ddimStep(const Point& now, double nextAlphaBar) {
  SamplerStep step{now.t, now.alphaBar};
  step.state = std::sqrt((1.0 - nextAlphaBar) / (1.0 - now.alphaBar));
  step.clean = std::sqrt(nextAlphaBar) - step.state * std::sqrt(now.alphaBar);
  return step;
}

/// DPM-Solver++(2M) with stochasticity η and a factor on its noise; `previous` is null for a first-order step.
SamplerStep dpmStep(const Point& now, const Point& next, const Point* previous, double eta, double noise) {
  const double h = next.lambda - now.lambda;
  const double sigma = std::sqrt(1.0 - now.alphaBar);
  const double nextSigma = std::sqrt(1.0 - next.alphaBar);
  SamplerStep step{now.t, now.alphaBar};
  if (h <= 0.0) { // t_start 1: all points coincide
    step.state = 1.0;
    step.clean = 0.0;
    return step;
  }
  const double decay = std::exp(-eta * eta * h);
  step.state = nextSigma / sigma * decay;
  const double clean = std::sqrt(next.alphaBar) * (1.0 - decay * std::exp(-h));
  step.noise = noise * nextSigma * std::sqrt(1.0 - decay * decay);
  const double previousH = previous == nullptr ? 0.0 : now.lambda - previous->lambda;
  const double slope = previousH > 0.0 ? 0.5 * h / previousH : 0.0; // 1/(2 r)
  step.clean = clean * (1.0 + slope);
  step.previousClean = -clean * slope;
  return step;
}

} // namespace

std::vector<SamplerStep> samplerPlan(const Schedule& schedule, SamplerKind sampler, int tStart, int steps, double eta,
                                     double noise) {
  schedule.noisePercent(tStart); // checks the range
  if (!(eta >= 0.0 && eta <= 1.0)) {
    throw SettingsError("the stochasticity is out of range", "eta", "Choose 0 to 1");
  }
  if (!(noise >= 0.5 && noise <= 1.5)) {
    throw SettingsError("the factor on the noise is out of range", "noise", "Choose 0.5 to 1.5");
  }
  if (sampler == SamplerKind::Ddpm) {
    steps = tStart;
  }
  if (steps < 1 || steps > schedule.timesteps()) {
    throw SettingsError("the number of network calls is " + std::to_string(steps), "steps",
                        "Choose 1 to " + std::to_string(schedule.timesteps()));
  }
  const double stochasticity = sampler == SamplerKind::SdeDpmSolver ? eta : 0.0;
  const bool lambdas = sampler == SamplerKind::SdeDpmSolver || sampler == SamplerKind::OdeDpmSolver;
  const std::vector<Point> path = points(schedule, tStart, steps, lambdas);
  std::vector<SamplerStep> plan;
  for (std::size_t k = 0; k < path.size(); ++k) {
    const bool last = k + 1 == path.size();
    if (last) {
      plan.push_back({path[k].t, path[k].alphaBar}); // x ← x̂₀
    } else if (sampler == SamplerKind::Ddpm || sampler == SamplerKind::DdpmRespaced) {
      plan.push_back(ddpmStep(path[k], path[k + 1].alphaBar));
    } else if (sampler == SamplerKind::Ddim) {
      plan.push_back(ddimStep(path[k], path[k + 1].alphaBar));
    } else {
      plan.push_back(dpmStep(path[k], path[k + 1], k == 0 ? nullptr : &path[k - 1], stochasticity, noise));
    }
  }
  return plan;
}

} // namespace cytosketch
