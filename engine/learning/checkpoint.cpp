#include "engine/learning/detail/checkpoint.h"

#include "engine/diffusion/detail/modelfile.h"
#include "engine/image/error.h"

#include <sstream>

namespace cytosketch {
namespace {

const std::string parameterPrefix = "parameter.";
const std::string emaPrefix = "ema.";
const std::string momentPrefix = "moment.";
const std::string squarePrefix = "square.";

/// The key under which an optimiser keeps a parameter's state: text up to LibTorch 2.0, an address later.
template <typename State>
auto stateKey(const torch::Tensor& parameter) {
  using Key = typename State::key_type;
  if constexpr (std::is_same_v<Key, std::string>) {
    return c10::guts::to_string(parameter.unsafeGetTensorImpl());
  } else {
    return static_cast<Key>(parameter.unsafeGetTensorImpl());
  }
}

using AdamState = torch::optim::AdamWParamState;

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
  auto& optimiser = state.optimiser->state();
  for (const auto& item : state.network->named_parameters()) {
    const auto found = optimiser.find(stateKey<std::decay_t<decltype(optimiser)>>(item.value()));
    if (found != optimiser.end()) {
      const auto& moments = static_cast<const AdamState&>(*found->second);
      tensors[momentPrefix + item.key()] = moments.exp_avg().to(torch::kCPU).contiguous();
      tensors[squarePrefix + item.key()] = moments.exp_avg_sq().to(torch::kCPU).contiguous();
    }
  }
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
  if (!file.metadata().contains("cytosketch.step") || !file.metadata().contains("cytosketch.elapsed")) {
    throw FormatError("is not a training checkpoint", where, remedy);
  }
  try {
    state.step = std::stoll(file.metadata().at("cytosketch.step"));
    state.elapsedSeconds = std::stod(file.metadata().at("cytosketch.elapsed"));
  } catch (const std::logic_error&) {
    throw FormatError("does not say how far the training was", where, remedy);
  }
  auto& optimiser = state.optimiser->state();
  for (const auto& item : state.network->named_parameters()) {
    const auto moment = file.tensors().find(momentPrefix + item.key());
    const auto square = file.tensors().find(squarePrefix + item.key());
    if (moment == file.tensors().end() || square == file.tensors().end() ||
        moment->second.shape != item.value().sizes().vec() || square->second.shape != item.value().sizes().vec()) {
      throw FormatError("lacks the optimiser's state of \"" + item.key() + "\"", where, remedy);
    }
    auto moments = std::make_unique<AdamState>();
    moments->step(state.step);
    moments->exp_avg(tensorOf(moment->second, where).to(item.value().device()));
    moments->exp_avg_sq(tensorOf(square->second, where).to(item.value().device()));
    optimiser[stateKey<std::decay_t<decltype(optimiser)>>(item.value())] = std::move(moments);
  }
}

} // namespace cytosketch
