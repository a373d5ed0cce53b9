#pragma once

#include "engine/diffusion/schedule.h"
#include "engine/diffusion/settings.h"

#include <vector>

namespace cytosketch {

/// One network call and the update after it. With ε̂ = network(x, t), x̂₀ = (x − √(1−ᾱ) ε̂)/√ᾱ:
///   x ← state · x + clean · x̂₀ + previousClean · x̂₀(of the call before) + noise · z.
/// Every sampler here is linear in these, so one pass over the image does any of them.
struct SamplerStep {
  double t = 0.0;        ///< real-valued index the network is told
  double alphaBar = 1.0; ///< ᾱ of the state before the update
  double state = 0.0;
  double clean = 1.0;
  double previousClean = 0.0;
  double noise = 0.0;
};

/// The calls that bring x_t at start step n (index n − 1) to a clean image; the last one returns x̂₀ itself.
///
/// Ddpm: n calls, index n−1 … 0, posterior mean, variance β ("fixed large"), as the paper's authors.
/// DdpmRespaced, Ddim: `steps` calls at times uniform in t, coefficients recomputed for the spacing (Nichol & Dhariwal
/// 2021; Song et al. 2021, η = 0).
/// OdeDpmSolver, SdeDpmSolver: DPM-Solver++(2M) and its SDE form (Lu et al. 2022), `steps` calls uniform in λ from
/// index n−1 to 0, both included; the first and the last step are of first order. SdeDpmSolver follows the family of
/// reverse processes dx = [f x − ½(1+η²) g² ∇log p] dt + η g dw, which all have the same marginals: η = 1 is the SDE, 0
/// the ODE, and a step over h in λ takes (Xue et al. 2023, SA-Solver, with constant τ = η)
///   x ← σ'/σ e^(−η²h) x + √ᾱ' (1 − e^(−(1+η²)h)) x̂₀ + σ' √(1 − e^(−2η²h)) z.
/// z may be inflated by `noise` (S_noise of Karras et al. 2022): networks take away a little too much, finest grain
/// most. The other samplers ignore η and `noise`.
/// @throws SettingsError if tStart, steps, eta or noise (0.5…1.5) is out of range.
std::vector<SamplerStep> samplerPlan(const Schedule& schedule, SamplerKind sampler, int tStart, int steps,
                                     double eta = 1.0, double noise = 1.0);

} // namespace cytosketch
