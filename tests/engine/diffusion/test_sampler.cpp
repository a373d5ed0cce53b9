#include "engine/diffusion/sampler.h"
#include "engine/image/error.h"
#include "tests/support/testprogram.h"

#include <QtTest>

#include <cmath>

using namespace cytosketch;

namespace {

struct Outcome {
  double variance; ///< of the output over that of the data
  double gain;     ///< what is left of a structure of amplitude 1 in the sketch
};

/// Runs a plan on one Fourier mode of Gaussian data with variance v, for which the optimal denoiser is known:
/// x̂₀ = √ᾱ v / (ᾱ v + 1 − ᾱ) · x_t. Everything stays linear, so variance and mean are tracked exactly.
Outcome gaussian(SamplerKind sampler, int tStart, int steps, double v, double eta = 1.0, double noise = 1.0) {
  const Schedule schedule;
  const auto plan = samplerPlan(schedule, sampler, tStart, steps, eta, noise);
  const double alphaBar = schedule.alphaBar(tStart - 1);
  // Covariance of (x, previous x̂₀), and the mean for a sketch of amplitude 1.
  double xx = alphaBar * v + 1.0 - alphaBar, xp = 0.0, pp = 0.0;
  double meanX = std::sqrt(alphaBar), meanP = 0.0;
  for (const SamplerStep& step : plan) {
    const double k = std::sqrt(step.alphaBar) * v / (step.alphaBar * v + 1.0 - step.alphaBar);
    const double a = step.state + step.clean * k;
    const double b = step.previousClean;
    const double newXx = a * a * xx + 2 * a * b * xp + b * b * pp + step.noise * step.noise;
    const double newXp = a * k * xx + b * k * xp;
    pp = k * k * xx;
    xx = newXx;
    xp = newXp;
    const double newMean = a * meanX + b * meanP;
    meanP = k * meanX;
    meanX = newMean;
  }
  return {xx / v, meanX};
}

constexpr double variances[] = {1.0, 0.1, 0.01, 0.001};

void compare(SamplerKind sampler, int steps, const std::array<double, 4>& expected, double tolerance) {
  for (std::size_t i = 0; i < 4; ++i) {
    const double found = gaussian(sampler, 400, steps, variances[i]).variance;
    QVERIFY2(std::abs(found - expected[i]) <= tolerance,
             qPrintable(QString("v %1: %2, expected %3").arg(variances[i]).arg(found).arg(expected[i])));
  }
}

} // namespace

class TestSampler : public QObject {
  Q_OBJECT
private Q_SLOTS:
  // Output variance over true variance, from the exact analysis in the project's reference notes (section 8).
  void ddpmKeepsTheVariance() { compare(SamplerKind::Ddpm, 400, {1.000, 1.002, 1.002, .958}, 0.002); }
  void sde20() { compare(SamplerKind::SdeDpmSolver, 20, {1.00, 1.01, 1.01, .92}, 0.011); }
  void sde10() { compare(SamplerKind::SdeDpmSolver, 10, {.97, 1.04, 1.03, .90}, 0.011); }
  void ode10() { compare(SamplerKind::OdeDpmSolver, 10, {.99, 1.01, 1.01, .91}, 0.011); }
  void ddim20() { compare(SamplerKind::Ddim, 20, {.98, .92, .77, .51}, 0.02); }
  void respaced50() { compare(SamplerKind::DdpmRespaced, 50, {1.00, 1.03, 1.09, 1.38}, 0.03); }
  void respaced100() { compare(SamplerKind::DdpmRespaced, 100, {1.00, 1.01, 1.04, 1.12}, 0.03); }

  void gainOfSketchStructures() {
    const std::array<double, 4> stochastic{.647, .155, .018, .002};
    const std::array<double, 4> ode{.80, .39, .13, .04};
    for (std::size_t i = 0; i < 4; ++i) {
      QVERIFY(std::abs(gaussian(SamplerKind::Ddpm, 400, 400, variances[i]).gain - stochastic[i]) < 0.002);
      QVERIFY(std::abs(gaussian(SamplerKind::SdeDpmSolver, 400, 20, variances[i]).gain - stochastic[i]) < 0.012);
      QVERIFY(std::abs(gaussian(SamplerKind::OdeDpmSolver, 400, 20, variances[i]).gain - ode[i]) < 0.012);
    }
  }
  // With as many steps as indices, respaced DDPM is DDPM.
  void respacedWithAllStepsIsDdpm() {
    const Schedule schedule;
    const auto all = samplerPlan(schedule, SamplerKind::Ddpm, 250, 7);
    const auto respaced = samplerPlan(schedule, SamplerKind::DdpmRespaced, 250, 250);
    QCOMPARE(all.size(), std::size_t{250});
    for (std::size_t i = 0; i < all.size(); ++i) {
      QVERIFY(std::abs(all[i].t - respaced[i].t) < 1e-9);
      QVERIFY(std::abs(all[i].state - respaced[i].state) < 1e-9);
      QVERIFY(std::abs(all[i].clean - respaced[i].clean) < 1e-9);
      QVERIFY(std::abs(all[i].noise - respaced[i].noise) < 1e-9);
    }
  }
  // Posterior of q(x_{t−1} | x_t, x_0), written down on its own, with variance β.
  void ddpmCoefficients() {
    const Schedule s;
    const auto plan = samplerPlan(s, SamplerKind::Ddpm, 400, 0);
    const int t = 399;
    QVERIFY(std::abs(plan[0].clean - std::sqrt(s.alphaBar(t - 1)) * s.beta(t) / (1 - s.alphaBar(t))) < 1e-9);
    QVERIFY(std::abs(plan[0].state - std::sqrt(1 - s.beta(t)) * (1 - s.alphaBar(t - 1)) / (1 - s.alphaBar(t))) < 1e-9);
    QVERIFY(std::abs(plan[0].noise - std::sqrt(s.beta(t))) < 1e-9);
  }
  // Whatever η, the marginals are those of the data: with many steps the output has the data's variance.
  void everyStochasticityKeepsTheVariance() {
    for (const double eta : {0.0, 0.3, 0.6, 0.9, 1.0}) {
      for (const double v : {1.0, 0.1, 0.01}) {
        const double found = gaussian(SamplerKind::SdeDpmSolver, 400, 400, v, eta).variance;
        QVERIFY2(std::abs(found - 1.0) < 0.015, qPrintable(QString("eta %1, v %2: %3").arg(eta).arg(v).arg(found)));
      }
    }
  }
  // What is left of the sketch. For Gaussian data of variance v the score is −x/S² with S² = ᾱv + 1 − ᾱ; the ODE scales
  // x by S, and the Langevin part −½η²g²/S² dt with g² dt = −2(1 − ᾱ) dλ adds exp(−η² ∫ dλ / (1 + v e^2λ)).
  void stochasticityTradesGainAsTheClosedFormSays() {
    const Schedule schedule;
    const int tStart = 400;
    const auto spread = [&](int t, double v) { return std::sqrt(schedule.alphaBar(t) * v + 1 - schedule.alphaBar(t)); };
    const auto integral = [&](int t, double v) {
      const double lambda = schedule.lambda(t);
      return lambda - 0.5 * std::log(1.0 + v * std::exp(2.0 * lambda));
    };
    for (const double v : {1.0, 0.1, 0.01}) {
      double before = 2.0;
      for (const double eta : {0.0, 0.25, 0.5, 0.75, 1.0}) {
        const double expected = std::sqrt(schedule.alphaBar(tStart - 1)) * spread(0, v) / spread(tStart - 1, v) *
                                std::exp(-eta * eta * (integral(0, v) - integral(tStart - 1, v)));
        // The last call returns x̂₀ and not x at index 0, which is the same but for ᾱ = .9999.
        const double found = gaussian(SamplerKind::SdeDpmSolver, tStart, 400, v, eta).gain;
        QVERIFY2(std::abs(found - expected) < 0.002,
                 qPrintable(QString("eta %1, v %2: %3, expected %4").arg(eta).arg(v).arg(found).arg(expected)));
        QVERIFY(found < before);
        before = found;
      }
    }
  }
  // Convention 6 is η = 1; η = 0 is the ODE form, and the other samplers do not know it.
  void endsOfTheStochasticity() {
    const Schedule schedule;
    const auto same = [](const std::vector<SamplerStep>& a, const std::vector<SamplerStep>& b) {
      return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const SamplerStep& x, const SamplerStep& y) {
        return x.t == y.t && x.state == y.state && x.clean == y.clean && x.previousClean == y.previousClean &&
               x.noise == y.noise;
      });
    };
    const auto plan = [&](SamplerKind kind, double eta) { return samplerPlan(schedule, kind, 400, 10, eta); };
    QVERIFY(same(samplerPlan(schedule, SamplerKind::SdeDpmSolver, 400, 10), plan(SamplerKind::SdeDpmSolver, 1.0)));
    QVERIFY(same(plan(SamplerKind::OdeDpmSolver, 1.0), plan(SamplerKind::SdeDpmSolver, 0.0)));
    for (const auto kind :
         {SamplerKind::OdeDpmSolver, SamplerKind::Ddpm, SamplerKind::DdpmRespaced, SamplerKind::Ddim}) {
      QVERIFY(same(plan(kind, 1.0), plan(kind, 0.3)));
    }
    QVERIFY_EXCEPTION_THROWN(plan(SamplerKind::SdeDpmSolver, 1.01), SettingsError);
    QVERIFY_EXCEPTION_THROWN(plan(SamplerKind::SdeDpmSolver, -0.1), SettingsError);
    QVERIFY_EXCEPTION_THROWN(plan(SamplerKind::SdeDpmSolver, std::nan("")), SettingsError);
  }
  // A factor on the fresh noise raises the variance of structures that are drawn afresh by nearly its square; strong
  // ones that survive the forward process less.
  void inflatedNoiseMakesMoreFineStructure() {
    constexpr double noise = 1.03;
    const auto rise = [](double v) {
      return gaussian(SamplerKind::SdeDpmSolver, 400, 10, v, 1.0, noise).variance /
             gaussian(SamplerKind::SdeDpmSolver, 400, 10, v).variance;
    };
    for (const double v : variances) {
      QVERIFY(rise(v) > 1.01 && rise(v) <= noise * noise);
    }
    QVERIFY(rise(0.0001) > 0.999 * noise * noise);
    QVERIFY(rise(1.0) < 1.03);
    const Schedule schedule;
    const auto plain = samplerPlan(schedule, SamplerKind::SdeDpmSolver, 400, 10);
    const auto inflated = samplerPlan(schedule, SamplerKind::SdeDpmSolver, 400, 10, 1.0, 1.1);
    for (std::size_t k = 0; k < plain.size(); ++k) {
      QCOMPARE(inflated[k].noise, 1.1 * plain[k].noise);
      QCOMPARE(inflated[k].clean, plain[k].clean);
    }
    for (const auto kind :
         {SamplerKind::OdeDpmSolver, SamplerKind::Ddpm, SamplerKind::DdpmRespaced, SamplerKind::Ddim}) {
      QCOMPARE(samplerPlan(schedule, kind, 400, 10, 1.0, 1.1).front().noise,
               samplerPlan(schedule, kind, 400, 10).front().noise);
    }
    QVERIFY_EXCEPTION_THROWN(samplerPlan(schedule, SamplerKind::SdeDpmSolver, 400, 10, 1.0, 1.6), SettingsError);
    QVERIFY_EXCEPTION_THROWN(samplerPlan(schedule, SamplerKind::SdeDpmSolver, 400, 10, 1.0, std::nan("")),
                             SettingsError);
  }
  void callsAreCountedExactly() {
    const Schedule schedule;
    for (const auto kind :
         {SamplerKind::SdeDpmSolver, SamplerKind::OdeDpmSolver, SamplerKind::Ddim, SamplerKind::DdpmRespaced}) {
      for (const int steps : {1, 2, 10, 37}) {
        for (const int tStart : {1, 2, 5, 400, 1000}) {
          const auto plan = samplerPlan(schedule, kind, tStart, steps);
          QCOMPARE(static_cast<int>(plan.size()), steps);
          // The last call returns the clean image.
          QCOMPARE(plan.back().clean, 1.0);
          QCOMPARE(plan.back().state, 0.0);
          QCOMPARE(plan.back().noise, 0.0);
          QVERIFY(plan.front().t <= tStart - 1 + 1e-9);
          for (const SamplerStep& step : plan) {
            QVERIFY(std::isfinite(step.state) && std::isfinite(step.clean) && std::isfinite(step.previousClean) &&
                    std::isfinite(step.noise));
          }
        }
      }
    }
    QCOMPARE(samplerPlan(schedule, SamplerKind::Ddpm, 400, 10).size(), std::size_t{400});
  }
  void stepsAreUniformInLogSnr() {
    const Schedule schedule;
    const auto plan = samplerPlan(schedule, SamplerKind::SdeDpmSolver, 400, 10);
    QCOMPARE(plan.front().t, 399.0);
    QCOMPARE(plan.back().t, 0.0);
    const auto lambda = [](const SamplerStep& s) { return 0.5 * std::log(s.alphaBar / (1 - s.alphaBar)); };
    const double h = (schedule.lambda(0) - schedule.lambda(399)) / 9;
    for (std::size_t i = 1; i < plan.size(); ++i) {
      QVERIFY(std::abs(lambda(plan[i]) - lambda(plan[i - 1]) - h) < 1e-9);
    }
  }
  void outOfRange() {
    const Schedule schedule;
    QVERIFY_EXCEPTION_THROWN(samplerPlan(schedule, SamplerKind::Ddpm, 0, 10), SettingsError);
    QVERIFY_EXCEPTION_THROWN(samplerPlan(schedule, SamplerKind::Ddim, 1001, 10), SettingsError);
    QVERIFY_EXCEPTION_THROWN(samplerPlan(schedule, SamplerKind::Ddim, 400, 0), SettingsError);
  }
};

CYTOSKETCH_TEST_CLASS(sampler, TestSampler)
#include "test_sampler.moc"
