#include "engine/diffusion/settings.h"

#include "engine/diffusion/detail/settingnames.h"

#include <vector>

namespace cytosketch {
namespace {

using namespace settingnames;

std::vector<Parameter> makeTable() {
  std::vector<Parameter> table;
  table.push_back(
      {.key = "t-start",
       .type = ParameterType::Integer,
       .fallback = 400,
       .minimum = 1,
       .maximum = 1000,
       .usefulMinimum = 150,
       .usefulMaximum = 600,
       .step = 10,
       .unit = "",
       .label = CYTOSKETCH_TRANSLATE("Start step"),
       .help = CYTOSKETCH_TRANSLATE("How much noise the sketch gets before the network removes it: a late start "
                                    "keeps the sketch's shapes, an early one (a larger number) gives more "
                                    "realistic texture but may lose dim cells.")});
  table.push_back(
      {.key = "sigma",
       .type = ParameterType::Real,
       .fallback = 1,
       .minimum = 0,
       .maximum = 20,
       .usefulMinimum = 0,
       .usefulMaximum = 3,
       .step = 0.1,
       .unit = CYTOSKETCH_TRANSLATE("px"),
       .label = CYTOSKETCH_TRANSLATE("Blur σ"),
       .help = CYTOSKETCH_TRANSLATE("Softens the sketch's edges before noise is added, so that they look like "
                                    "those of a microscope; 1 suits most images.")});
  table.push_back(
      {.key = "texture",
       .type = ParameterType::Real,
       .fallback = 1,
       .minimum = 0,
       .maximum = 5,
       .usefulMinimum = 0,
       .usefulMaximum = 2,
       .step = 0.1,
       .unit = "",
       .label = CYTOSKETCH_TRANSLATE("Texture"),
       .help = CYTOSKETCH_TRANSLATE("Relief, mottling and grain that a flat sketch lacks, measured for the model: 1 "
                                    "gives pictures about as rough as real ones, 0 is the paper's way and comes out "
                                    "smoother. Models without such measurements ignore it.")});
  table.push_back(
      {.key = "sampler",
       .type = ParameterType::Choice,
       .fallback = 0,
       .label = CYTOSKETCH_TRANSLATE("Sampler"),
       .help = CYTOSKETCH_TRANSLATE("How noise is removed: SDE-DPM-Solver++ is as good as the paper's DDPM in a "
                                    "fraction of the time; the ODE samplers stay closer to the sketch and look "
                                    "flatter."),
       .choices = {samplers.begin(), samplers.end()},
       .choiceLabels = {CYTOSKETCH_TRANSLATE("SDE-DPM-Solver++(2M)"), CYTOSKETCH_TRANSLATE("DPM-Solver++(2M), ODE"),
                        CYTOSKETCH_TRANSLATE("DDPM, as in the paper"), CYTOSKETCH_TRANSLATE("DDPM, respaced"),
                        CYTOSKETCH_TRANSLATE("DDIM")}});
  table.push_back(
      {.key = "steps",
       .type = ParameterType::Integer,
       .fallback = 10,
       .minimum = 1,
       .maximum = 1000,
       .usefulMinimum = 8,
       .usefulMaximum = 50,
       .step = 1,
       .unit = CYTOSKETCH_TRANSLATE("calls"),
       .label = CYTOSKETCH_TRANSLATE("Network calls"),
       .help = CYTOSKETCH_TRANSLATE("How often the network is called, exactly; more calls take longer and refine "
                                    "the texture a little. DDPM ignores it and makes as many calls as the start "
                                    "step says.")});
  table.push_back({.key = "eta",
                   .type = ParameterType::Real,
                   .fallback = 1,
                   .minimum = 0,
                   .maximum = 1,
                   .usefulMinimum = 0,
                   .usefulMaximum = 1,
                   .step = 0.05,
                   .unit = "",
                   .label = CYTOSKETCH_TRANSLATE("Realism η"),
                   .help = CYTOSKETCH_TRANSLATE(
                       "Fidelity or realism: how much fresh noise SDE-DPM-Solver++ adds on its way. 1 makes "
                       "the most realistic texture, 0 follows the drawing most closely and looks flatter; "
                       "the other samplers ignore it.")});
  table.push_back(
      {.key = "seed",
       .type = ParameterType::Integer,
       .fallback = 1,
       .minimum = 0,
       .maximum = 4294967295.0,
       .usefulMinimum = 0,
       .usefulMaximum = 4294967295.0,
       .step = 1,
       .unit = "",
       .label = CYTOSKETCH_TRANSLATE("Seed"),
       .help = CYTOSKETCH_TRANSLATE("Chooses the random noise: another seed gives another image of the same "
                                    "cells, the same seed the same image.")});
  table.push_back(
      {.key = "auto-start",
       .type = ParameterType::Boolean,
       .fallback = 1,
       .label = CYTOSKETCH_TRANSLATE("Dim cells start later"),
       .help = CYTOSKETCH_TRANSLATE("Cells that are lost in the image are generated again from a later step of their "
                                    "own, chosen by their contrast, until they can be seen; the rest of the image "
                                    "stays as it is.")});
  table.push_back(
      {.key = "tile",
       .type = ParameterType::Integer,
       .fallback = 0,
       .minimum = 0,
       .maximum = 65536,
       .usefulMinimum = 0,
       .usefulMaximum = 4096,
       .step = 16,
       .unit = CYTOSKETCH_TRANSLATE("px"),
       .label = CYTOSKETCH_TRANSLATE("Tile edge"),
       .help = CYTOSKETCH_TRANSLATE("Size of the pieces that the image is computed in; 0 chooses it by memory "
                                    "and speed. The image does not depend on it.")});
  table.push_back(
      {.key = "tile-depth",
       .type = ParameterType::Integer,
       .fallback = 0,
       .minimum = 0,
       .maximum = 65536,
       .usefulMinimum = 0,
       .usefulMaximum = 4096,
       .step = 4,
       .unit = CYTOSKETCH_TRANSLATE("slices"),
       .label = CYTOSKETCH_TRANSLATE("Tile depth"),
       .help = CYTOSKETCH_TRANSLATE("How many slices of a volume are computed in one piece; 0 chooses it by memory "
                                    "and speed. The image does not depend on it.")});
  table.push_back(
      {.key = "halo",
       .type = ParameterType::Text,
       .label = CYTOSKETCH_TRANSLATE("Halo"),
       .help = CYTOSKETCH_TRANSLATE("Context around a tile in pixels: \"exact\" gives what an untiled image "
                                    "would give, \"auto\" the smallest halo without visible difference. For "
                                    "volumes \"32,8\" means 32 pixels and 8 slices.")});
  table.push_back(
      {.key = "memory",
       .type = ParameterType::Integer,
       .fallback = 0,
       .minimum = 0,
       .maximum = 1048576,
       .usefulMinimum = 0,
       .usefulMaximum = 65536,
       .step = 256,
       .unit = CYTOSKETCH_TRANSLATE("MiB"),
       .label = CYTOSKETCH_TRANSLATE("Memory for tiles"),
       .help = CYTOSKETCH_TRANSLATE("What computing one tile may take, besides the image itself: less makes tiles "
                                    "smaller and the work longer; 0 chooses it by what is free.")});
  table.push_back(
      {.key = "state",
       .type = ParameterType::Choice,
       .fallback = 0,
       .label = CYTOSKETCH_TRANSLATE("Keep state in"),
       .help = CYTOSKETCH_TRANSLATE("Where the unfinished image is kept: memory, half the memory (changes a small part "
                                    "of a grey level), or a temporary file for volumes larger than memory."),
       .choices = {states.begin(), states.end()},
       .choiceLabels = {CYTOSKETCH_TRANSLATE("Automatic"), CYTOSKETCH_TRANSLATE("Memory, fp32"),
                        CYTOSKETCH_TRANSLATE("Memory, fp16"), CYTOSKETCH_TRANSLATE("Temporary file")}});
  table.push_back(
      {.key = "precision",
       .type = ParameterType::Choice,
       .fallback = 0,
       .label = CYTOSKETCH_TRANSLATE("Precision"),
       .help = CYTOSKETCH_TRANSLATE("Arithmetic inside the network: bf16 is faster where the processor has it "
                                    "and changes the image by less than a grey level."),
       .choices = {precisions.begin(), precisions.end()},
       .choiceLabels = {CYTOSKETCH_TRANSLATE("Automatic"), "bf16", "fp32"}});
  table.push_back(
      {.key = "device",
       .type = ParameterType::Choice,
       .fallback = 0,
       .label = CYTOSKETCH_TRANSLATE("Device"),
       .help = CYTOSKETCH_TRANSLATE("Where the network runs; the image is the same, only the time differs."),
       .choices = {devices.begin(), devices.end()},
       .choiceLabels = {CYTOSKETCH_TRANSLATE("Automatic"), "CPU", "CUDA"}});
  return table;
}

} // namespace

std::span<const Parameter> generationParameters() {
  static const std::vector<Parameter> table = makeTable();
  return table;
}

} // namespace cytosketch
