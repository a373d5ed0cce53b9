#include "engine/diffusion/schedule.h"

#include "engine/image/error.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>

namespace cytosketch {
namespace {

constexpr double cosineOffset = 0.008;
constexpr float minimumBeta = 0.0001F;
constexpr float maximumBeta = 0.9999F;

} // namespace

Schedule::Schedule(int timesteps) {
  if (timesteps < 2) {
    throw SettingsError("a noise schedule needs at least 2 timesteps", "schedule", "");
  }
  // The authors compute the curve and β in single precision, then continue in double; so do we, to the last digit that
  // their checkpoints can tell.
  const auto curve = [timesteps](int u) {
    const float position = static_cast<float>(u) / static_cast<float>(timesteps);
    const float angle = (position + static_cast<float>(cosineOffset)) / static_cast<float>(1.0 + cosineOffset) *
                        std::numbers::pi_v<float> * 0.5F;
    const float cosine = std::cos(angle);
    return cosine * cosine;
  };
  const float first = curve(0);
  double product = 1.0;
  for (int i = 0; i < timesteps; ++i) {
    const float beta = std::clamp(1.0F - (curve(i + 1) / first) / (curve(i) / first), minimumBeta, maximumBeta);
    betas_.push_back(beta);
    product *= 1.0 - betas_.back();
    alphaBars_.push_back(product);
    lambdas_.push_back(0.5 * std::log(product / (1.0 - product)));
  }
}

double Schedule::timeOfLambda(double lambda) const {
  // λ falls with the index.
  const auto above = std::lower_bound(lambdas_.begin(), lambdas_.end(), lambda, std::greater<>());
  if (above == lambdas_.begin()) {
    return 0.0;
  }
  if (above == lambdas_.end()) {
    return static_cast<double>(timesteps() - 1);
  }
  const auto index = above - lambdas_.begin();
  const double before = *(above - 1);
  return static_cast<double>(index - 1) + (before - lambda) / (before - *above);
}

double Schedule::posteriorVariance(int index) const {
  return beta(index) * (1.0 - alphaBar(index - 1)) / (1.0 - alphaBar(index));
}

double Schedule::noisePercent(int tStart) const {
  if (tStart < 1 || tStart > timesteps()) {
    throw SettingsError("the start step is " + std::to_string(tStart), "t-start",
                        "Choose a step from 1 to " + std::to_string(timesteps()));
  }
  return 100.0 * std::sqrt(1.0 - alphaBar(tStart - 1));
}

} // namespace cytosketch
