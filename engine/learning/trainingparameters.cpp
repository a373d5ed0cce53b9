#include "engine/learning/trainer.h"

#include <algorithm>

namespace cytosketch {
namespace {

/// A row that training shares with the generation, with what it does here.
Parameter shared(std::string_view key, std::string_view help) {
  const auto rows = generationParameters();
  Parameter row = *std::find_if(rows.begin(), rows.end(), [&](const Parameter& p) { return p.key == key; });
  row.help = help;
  return row;
}

} // namespace

std::span<const Parameter> trainingParameters() {
  static const std::vector<Parameter> table{
      {.key = "minutes",
       .type = ParameterType::Real,
       .fallback = 60,
       .minimum = 0.01,
       .maximum = 100000,
       .usefulMinimum = 20,
       .usefulMaximum = 600,
       .step = 10,
       .unit = CYTOSKETCH_TRANSLATE("min"),
       .label = CYTOSKETCH_TRANSLATE("Training time"),
       .help = CYTOSKETCH_TRANSLATE("How long to train, over all parts of a resumed run; longer training gives finer "
                                    "texture and loses fewer dim cells.")},
      {.key = "steps",
       .type = ParameterType::Integer,
       .fallback = 0,
       .minimum = 0,
       .maximum = 1e9,
       .usefulMinimum = 0,
       .usefulMaximum = 1e6,
       .step = 100,
       .unit = CYTOSKETCH_TRANSLATE("steps"),
       .label = CYTOSKETCH_TRANSLATE("Training steps"),
       .help = CYTOSKETCH_TRANSLATE("Number of optimiser steps instead of a time; 0 goes by the time.")},
      {.key = "patch",
       .type = ParameterType::Integer,
       .fallback = 128,
       .minimum = 16,
       .maximum = 1024,
       .usefulMinimum = 64,
       .usefulMaximum = 256,
       .step = 16,
       .unit = CYTOSKETCH_TRANSLATE("px"),
       .label = CYTOSKETCH_TRANSLATE("Patch edge"),
       .help = CYTOSKETCH_TRANSLATE("Size of the pieces of images that are learnt from; several cells should fit into "
                                    "one.")},
      {.key = "depth",
       .type = ParameterType::Integer,
       .fallback = 16,
       .minimum = 2,
       .maximum = 512,
       .usefulMinimum = 8,
       .usefulMaximum = 64,
       .step = 8,
       .unit = CYTOSKETCH_TRANSLATE("slices"),
       .label = CYTOSKETCH_TRANSLATE("Patch depth"),
       .help =
           CYTOSKETCH_TRANSLATE("Slices, or frames of a time series, of the pieces that a 3D network learns from.")},
      {.key = "candidates",
       .type = ParameterType::Integer,
       .fallback = 1,
       .minimum = 1,
       .maximum = 64,
       .usefulMinimum = 1,
       .usefulMaximum = 4,
       .step = 1,
       .label = CYTOSKETCH_TRANSLATE("Places per patch"),
       .help =
           CYTOSKETCH_TRANSLATE("Of so many random places the brightest is learnt from; above 1 for images that are "
                                "mostly empty.")},
      {.key = "batch",
       .type = ParameterType::Integer,
       .fallback = 16,
       .minimum = 2,
       .maximum = 4096,
       .usefulMinimum = 4,
       .usefulMaximum = 64,
       .step = 1,
       .unit = CYTOSKETCH_TRANSLATE("patches"),
       .label = CYTOSKETCH_TRANSLATE("Batch"),
       .help = CYTOSKETCH_TRANSLATE("Patches per step; more make a step slower and steadier.")},
      {.key = "warm-up",
       .type = ParameterType::Integer,
       .fallback = 200,
       .minimum = 0,
       .maximum = 1e6,
       .usefulMinimum = 50,
       .usefulMaximum = 1000,
       .step = 50,
       .unit = CYTOSKETCH_TRANSLATE("steps"),
       .label = CYTOSKETCH_TRANSLATE("Warm-up"),
       .help = CYTOSKETCH_TRANSLATE("Steps over which the learning rate rises; too few and the start is unsteady.")},
      {.key = "decay-from",
       .type = ParameterType::Real,
       .fallback = 0.5,
       .minimum = 0,
       .maximum = 0.99,
       .usefulMinimum = 0.2,
       .usefulMaximum = 0.8,
       .step = 0.05,
       .label = CYTOSKETCH_TRANSLATE("Decay from"),
       .help =
           CYTOSKETCH_TRANSLATE("Part of the run after which the learning rate falls to zero; the last steps polish "
                                "the texture.")},
      {.key = "learning-rate",
       .type = ParameterType::Real,
       .fallback = 8e-4,
       .minimum = 1e-7,
       .maximum = 1,
       .usefulMinimum = 1e-4,
       .usefulMaximum = 2e-3,
       .step = 1e-4,
       .label = CYTOSKETCH_TRANSLATE("Learning rate"),
       .help = CYTOSKETCH_TRANSLATE("Size of a step; too large and the training diverges, too small and it crawls.")},
      {.key = "ema",
       .type = ParameterType::Real,
       .fallback = 0.999,
       .minimum = 0,
       .maximum = 0.99999,
       .usefulMinimum = 0.99,
       .usefulMaximum = 0.9999,
       .step = 0.001,
       .label = CYTOSKETCH_TRANSLATE("Weight averaging"),
       .help =
           CYTOSKETCH_TRANSLATE("The saved weights are a moving average over the steps; this much of it stays at each "
                                "step.")},
      shared("seed", CYTOSKETCH_TRANSLATE("Chooses patches, noise and first weights: the same seed and number of "
                                          "steps train the same model.")),
      shared("precision", CYTOSKETCH_TRANSLATE("Arithmetic inside the network while it learns: bf16 is faster where "
                                               "the processor has it; the weights stay in fp32.")),
      shared("device", CYTOSKETCH_TRANSLATE("Where the network learns; a graphics card is many times faster."))};
  return table;
}

} // namespace cytosketch
