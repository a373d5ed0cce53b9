#include "engine/learning/detail/checkpoint.h"

#include "engine/diffusion/detail/modelfile.h"
#include "engine/image/error.h"

#include <sstream>

namespace cytosketch {
namespace {

const std::string parameterPrefix = "parameter.";
const std::string emaPrefix = "ema.";
const std::string optimiserName = "optimiser";

torch::Tensor bytesOf(const std::string& text) {
  torch::Tensor tensor = torch::empty({static_cast<std::int64_t>(text.size())}, torch::kUInt8);
  std::copy(text.begin(), text.end(), static_cast<char*>(tensor.data_ptr()));
  return tensor;
}

std::map<std::string, TensorEntry> withPrefix(const std::map<std::string, TensorEntry>& tensors,
                                              const std::string& prefix) {
  std::map<std::string, TensorEntry> chosen;
  for (const auto& [name, entry] : tensors) {
    if (name.starts_with(prefix)) {
      chosen[name.substr(prefix.size())] = entry;
    }
  }
  return chosen;
}

} // namespace

void updateEma(TrainingState& state, double decay) {
  const torch::NoGradGuard noGradients;
  for (const auto& item : state.network->named_parameters()) {
    state.ema[item.key()].lerp_(item.value(), 1.0 - decay);
  }
}

void writeCheckpoint(const TrainingState& state, const ModelCard& card, const std::filesystem::path& path) {
  std::map<std::string, torch::Tensor> tensors;
  for (const auto& [name, tensor] : parametersOf(*state.network)) {
    tensors[parameterPrefix + name] = tensor;
  }
  for (const auto& [name, tensor] : state.ema) {
    tensors[emaPrefix + name] = tensor.to(torch::kCPU).contiguous();
  }
  std::ostringstream optimiser;
  torch::save(*state.optimiser, optimiser);
  tensors[optimiserName] = bytesOf(optimiser.str());
  std::map<std::string, TensorEntry> entries;
  for (const auto& [name, tensor] : tensors) {
    entries[name] = entryOf(tensor);
  }
  std::ostringstream elapsed;
  elapsed.precision(17);
  elapsed << state.elapsedSeconds;
  writeSafetensors(path,
                   {{modelCardKey, toJson(card)},
                    {"cytosketch.step", std::to_string(state.step)},
                    {"cytosketch.elapsed", elapsed.str()}},
                   entries);
}

void readCheckpoint(TrainingState& state, const std::filesystem::path& path) {
  const SafetensorsFile file = SafetensorsFile::open(path);
  const std::string where = path.string();
  constexpr const char* remedy = "Remove it to train from the start";
  loadParameters(*state.network, withPrefix(file.tensors(), parameterPrefix), where);
  for (const auto& [name, entry] : withPrefix(file.tensors(), emaPrefix)) {
    const auto target = state.ema.find(name);
    if (target == state.ema.end() || target->second.sizes().vec() != entry.shape) {
      throw FormatError("is the checkpoint of another network", where, remedy);
    }
    target->second.copy_(tensorOf(entry, where));
  }
  const auto optimiser = file.tensors().find(optimiserName);
  if (optimiser == file.tensors().end() || !file.metadata().contains("cytosketch.step") ||
      !file.metadata().contains("cytosketch.elapsed")) {
    throw FormatError("is not a training checkpoint", where, remedy);
  }
  try {
    std::istringstream text(
        std::string(reinterpret_cast<const char*>(optimiser->second.data), optimiser->second.bytes));
    torch::load(*state.optimiser, text);
    state.step = std::stoll(file.metadata().at("cytosketch.step"));
    state.elapsedSeconds = std::stod(file.metadata().at("cytosketch.elapsed"));
  } catch (const std::exception&) {
    throw FormatError("holds a damaged optimiser state", where, remedy);
  }
}

} // namespace cytosketch
