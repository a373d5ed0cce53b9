#pragma once

#include "engine/diffusion/modelcard.h"
#include "engine/diffusion/settings.h"
#include "engine/image/parameter.h"
#include "engine/learning/patchsource.h"

#include <array>
#include <filesystem>
#include <functional>
#include <span>
#include <stop_token>

namespace cytosketch {

/// How a denoising network is trained. Architecture, names and licence stand in `card`.
struct TrainingSettings {
  ModelCard card;
  std::int64_t steps = 0; ///< optimiser steps; 0 = as many as fit into `minutes`
  double minutes = 60.0;  ///< training time, over all resumed parts; ignored if steps > 0
  std::int64_t batch = 16;
  double learningRate = 8e-4; ///< AdamW, β = (0.9, 0.99)
  double weightDecay = 1e-4;
  std::int64_t warmUp = 200; ///< steps of linear warm-up
  double decayFrom = 0.5;    ///< from this fraction of the run on, the rate falls linearly to 0
  double emaDecay = 0.999;
  double clip = 1.0; ///< largest norm of the gradient
  std::uint64_t seed = 1;
  Precision precision = Precision::Auto;
  Device device = Device::Auto;
  double checkpointMinutes = 5.0;
  double validationMinutes = 5.0;
  std::filesystem::path log; ///< JSON lines; empty = none
  /// Model to start from instead of random weights; empty = none. Weights with the same name and shape are taken over,
  /// so a 3D network can start from a 2D one of the same widths.
  std::filesystem::path startFrom;
};

/// The table of training parameters that dock and command line are made from.
std::span<const Parameter> trainingParameters();

/// Timesteps at which the held-out loss is told.
inline constexpr std::array<int, 7> validationTimesteps{20, 50, 100, 200, 300, 400, 600};

struct TrainingProgress {
  std::int64_t step = 0;
  double fraction = 0.0;
  double loss = 0.0; ///< mean of the last steps
  double learningRate = 0.0;
  double secondsPerStep = 0.0;
  double etaSeconds = 0.0;
  /// Held-out ε-MSE of the EMA weights at validationTimesteps, when it was just measured; else empty.
  std::vector<double> validation;
};

struct TrainingHooks {
  std::stop_token stop;
  std::function<void(const TrainingProgress&)> progress;
};

/// Trains and writes `output` (EMA weights and card) and `output` + ".checkpoint" every few minutes, on a stop, and at
/// the end. If that checkpoint exists and `resume` is true, goes on from it: with `steps` given, the result is the same
/// as that of an undisturbed run. A stop request ends within one step, writes checkpoint and model, and returns
/// normally.
///
/// Loss: MSE of ε (the paper's), per sample at one timestep; half of a batch uniform in t ∈ [0, T−1], half uniform in
/// log-SNR between index 599 and 0, where the samplers spend their calls; stratified over the batch.
/// @returns the last held-out losses by timestep (empty without validation images)
/// @throws SettingsError (among others if nothing of `startFrom` fits), FileError, FormatError (checkpoint of another
/// network)
std::vector<double> trainDiffusion(const PatchSource& training, const PatchSource* validation,
                                   const TrainingSettings& settings, const std::filesystem::path& output, bool resume,
                                   const TrainingHooks& hooks = {});

} // namespace cytosketch
