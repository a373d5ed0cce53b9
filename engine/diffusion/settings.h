#pragma once

#include "engine/image/parameter.h"

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cytosketch {

enum class SamplerKind { SdeDpmSolver, OdeDpmSolver, Ddpm, DdpmRespaced, Ddim };
enum class Precision { Auto, Bf16, Fp32 };
enum class Device { Auto, Cpu, Cuda };

/// Where the arrays of a run live that are as large as the image. Fp32 and Scratch (a file that no crash leaves behind)
/// give the same bytes; Fp16 halves the memory and changes the image by a small part of a grey level.
enum class StateStorage { Auto, Fp32, Fp16, Scratch };

/// Voxels of context around a tile.
struct Halo {
  enum class Mode { Auto, Exact, Fixed };
  Mode mode = Mode::Auto; ///< Auto: the halo calibrated for the model, as stored in its file
  int voxels = 0;         ///< along y and x; for Mode::Fixed, and after resolving
  int depth = -1;         ///< along z, likewise; −1 = as `voxels`, but no more than the exact halo
  bool operator==(const Halo&) const = default;
};

/// Everything that determines a generated image, besides the sketch itself. The same JSON drives window, command line
/// and manifest. Values that are Auto are resolved before a run; the resolved settings are what is stored.
struct GenerationSettings {
  std::string model = "nuclei-2d"; ///< path or name
  /// Models of the channels from the second on, where each channel is made by a model of its own (engine/study's
  /// generateSketch()); then `model` makes the first. Empty: `model` makes all.
  std::vector<std::string> furtherModels{};
  int tStart = 400;     ///< start step n ∈ 1…1000 (index n − 1)
  double sigma = 1.0;   ///< blur of the sketch in voxels
  double texture = 1.0; ///< strength of the texture that the model's card tells; 0 = none, as in the paper
  SamplerKind sampler = SamplerKind::SdeDpmSolver;
  int steps = 10; ///< network calls; ignored by Ddpm, which makes tStart calls
  /// Stochasticity of SdeDpmSolver, 0 (its ODE: close to the sketch) … 1 (Convention 6: as real as it gets); the other
  /// samplers ignore it.
  double eta = 1.0;
  std::uint64_t seed = 1;
  /// Cells that get lost are generated again, later, by the rule of engine/study/startmap.h. Resolved to `cellStarts`.
  bool autoStart = true;
  /// Start steps of single cells, by id: around these cells the image is generated again, from this step on.
  std::map<std::uint32_t, int> cellStarts{};
  int tile = 0;      ///< edge of a tile along y and x in voxels, without its halo; 0 = planned
  int tileDepth = 0; ///< slices of a tile, without its halo; 0 = planned
  Halo halo;
  int memory = 0; ///< MiB that a network call may take, for planning tiles; 0 = automatic, and after resolving
  StateStorage state = StateStorage::Auto;
  Precision precision = Precision::Auto;
  Device device = Device::Auto;

  /// Network calls that a run makes for each frame.
  int networkCalls() const { return sampler == SamplerKind::Ddpm ? tStart : steps; }
  bool operator==(const GenerationSettings&) const = default;
};

/// Names as in JSON and on the command line: "sde-dpmsolver++", "dpmsolver++", "ddpm", "ddpm-respaced", "ddim".
std::string_view name(SamplerKind sampler);
std::string_view name(Precision precision);
std::string_view name(Device device);
std::string_view name(StateStorage state);
std::string name(const Halo& halo); ///< "auto", "exact", "32" or, with slices along z after the comma, "32,8"
/// @throws SettingsError if the name is not known; the message lists the known ones.
SamplerKind samplerOf(std::string_view name);
Precision precisionOf(std::string_view name);
Device deviceOf(std::string_view name);
StateStorage stateStorageOf(std::string_view name);
Halo haloOf(std::string_view name);

/// The table of generation parameters: t-start, sigma, texture, sampler, steps, eta, seed, auto-start, tile,
/// tile-depth, halo, memory, state, precision, device.
std::span<const Parameter> generationParameters();

/// @throws SettingsError naming the first value that is out of range.
void validate(const GenerationSettings& settings);

/// `model` and the further ones, in the order of the channels.
std::vector<std::string> modelsOf(const GenerationSettings& settings);
/// @throws SettingsError if there are further models, for what takes a single one.
void requireOneModel(const GenerationSettings& settings);

/// JSON text with the keys of generationParameters(), "model" (a list, if there is one per channel) and, if there are
/// any, "cell-starts" ({"12": 150, …}). Reading takes what is there and leaves the rest at its default; unknown keys
/// are an error, so that a typing mistake is not silently ignored.
/// @throws SettingsError if the text is not a JSON object of that form, or a value is out of range.
std::string toJson(const GenerationSettings& settings);
GenerationSettings settingsFromJson(std::string_view json);

} // namespace cytosketch
