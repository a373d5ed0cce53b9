#include "engine/learning/trainer.h"

#include "engine/diffusion/detail/modelfile.h"
#include "engine/diffusion/detail/network.h"
#include "engine/diffusion/detail/runtime.h"
#include "engine/diffusion/generator.h"
#include "engine/diffusion/model.h"
#include "engine/diffusion/schedule.h"
#include "engine/image/error.h"
#include "engine/image/stopwatch.h"
#include "engine/learning/detail/checkpoint.h"

#include <nlohmann/json.hpp>
#include <torch/torch.h>

#include <cmath>
#include <deque>
#include <fstream>

namespace cytosketch {
namespace {

constexpr std::int64_t validationPatches = 48;
constexpr std::uint64_t validationStream = 1ULL << 62; ///< patch numbers that training never reaches
constexpr int lambdaStartIndex = 599;
constexpr std::size_t lossWindow = 100;

struct NoisedBatch {
  torch::Tensor xt;
  torch::Tensor noise;
  torch::Tensor t;
};

/// x_t = √ᾱ x_0 + √(1−ᾱ) ε with ᾱ = 1/(1 + e^(−2λ)).
NoisedBatch noised(const torch::Tensor& x0, const torch::Tensor& t, const torch::Tensor& lambda,
                   torch::Generator generator) {
  const torch::Tensor noise = torch::randn(x0.sizes(), generator, x0.options());
  std::vector<std::int64_t> shape(static_cast<std::size_t>(x0.dim()), 1);
  shape.front() = -1;
  const torch::Tensor alphaBar = torch::sigmoid(2.0 * lambda).to(torch::kFloat).view(shape);
  return {alphaBar.sqrt() * x0 + (1.0 - alphaBar).sqrt() * noise, noise, t.to(torch::kFloat)};
}

class Trainer {
public:
  Trainer(const PatchSource& training, const PatchSource* validation, const TrainingSettings& settings,
          std::filesystem::path output)
      : training_(training),
        validation_(validation),
        settings_(settings),
        output_(std::move(output)),
        device_(chooseDevice(settings)) {
    torch::manual_seed(settings.seed);
    settings_.card.channels = static_cast<int>(training.channels());
    requireBuildable(settings_.card, "architecture");
    state_.network = makeNetwork(settings_.card);
    requirePatch();
    if (!settings_.startFrom.empty()) {
      startFrom(settings_.startFrom);
    }
    state_.network->to(device_);
    const bool bf16 = settings.precision == Precision::Bf16 || (settings.precision == Precision::Auto && bf16Pays());
    state_.network->setComputeType(bf16 && device_.is_cpu() ? torch::kBFloat16 : torch::kFloat);
    for (const auto& item : state_.network->named_parameters()) {
      state_.ema[item.key()] = item.value().detach().clone();
    }
    torch::optim::AdamWOptions options(settings.learningRate);
    options.betas({0.9, 0.99}).weight_decay(settings.weightDecay);
    state_.optimiser = std::make_shared<torch::optim::AdamW>(state_.network->parameters(), options);
  }

  std::filesystem::path checkpointPath() const { return output_.string() + ".checkpoint"; }
  void resume() {
    if (std::filesystem::exists(checkpointPath())) {
      readCheckpoint(state_, checkpointPath());
    }
  }

  std::vector<double> run(const TrainingHooks& hooks);

private:
  static torch::Device chooseDevice(const TrainingSettings& settings) {
    if (settings.device == Device::Cuda && !torch::cuda::is_available()) {
      throw SettingsError("there is no CUDA device", "device", "Choose cpu or auto");
    }
    return settings.device != Device::Cpu && torch::cuda::is_available() ? torch::kCUDA : torch::kCPU;
  }
  void requirePatch() const {
    const PatchShape& patch = training_.patch();
    if (patch.edge % state_.network->totalStride() != 0 || patch.depth % state_.network->depthStride() != 0) {
      throw SettingsError("the patch size is not a multiple of " + std::to_string(state_.network->totalStride()),
                          "patch", "Choose a multiple of it, such as 128");
    }
    if ((patch.depth > 1) != (state_.network->dimensions() == 3)) {
      throw SettingsError("the patches and the network do not have the same dimensions", "patch",
                          "Give patches of a 3D network a depth above 1, and those of a 2D network none");
    }
  }
  void startFrom(const std::filesystem::path& path);

  double fraction() const {
    return settings_.steps > 0 ? static_cast<double>(state_.step) / static_cast<double>(settings_.steps)
                               : state_.elapsedSeconds / (60.0 * settings_.minutes);
  }
  double learningRate() const {
    const double warm = std::min(1.0, static_cast<double>(state_.step + 1) /
                                          static_cast<double>(std::max<std::int64_t>(settings_.warmUp, 1)));
    const double decay = std::clamp((1.0 - fraction()) / (1.0 - settings_.decayFrom), 0.0, 1.0);
    return settings_.learningRate * warm * decay;
  }

  torch::Tensor patches(const PatchSource& source, std::uint64_t first, std::int64_t count) const {
    const PatchShape& patch = source.patch();
    torch::Tensor batch = state_.network->dimensions() == 3
                              ? torch::empty({count, source.channels(), patch.depth, patch.edge, patch.edge})
                              : torch::empty({count, source.channels(), patch.edge, patch.edge});
    float* target = batch.data_ptr<float>();
    for (std::int64_t i = 0; i < count; ++i) {
      source.fill(first + static_cast<std::uint64_t>(i), target + i * static_cast<std::int64_t>(source.patchVoxels()));
    }
    return batch.to(device_);
  }
  torch::Generator generator(std::uint64_t seed) const {
    torch::Generator made = device_.is_cuda() ? torch::Generator(at::globalContext().defaultGenerator(device_)).clone()
                                              : at::make_generator<at::CPUGeneratorImpl>();
    made.set_current_seed(seed);
    return made;
  }

  double step();
  std::vector<double> validate();
  void log(const nlohmann::json& line) const {
    if (!settings_.log.empty()) {
      std::ofstream(settings_.log, std::ios::app) << line.dump() << '\n';
    }
  }
  void writeModel(const std::vector<double>& losses) const {
    ModelCard card = settings_.card;
    for (std::size_t i = 0; i < losses.size(); ++i) {
      card.metrics["heldOutLoss.t" + std::to_string(validationTimesteps[i])] = losses[i];
    }
    card.metrics["steps"] = static_cast<double>(state_.step);
    writeModelFile(output_, card, state_.ema, torch::kHalf);
  }

  const PatchSource& training_;
  const PatchSource* validation_;
  TrainingSettings settings_;
  std::filesystem::path output_;
  torch::Device device_;
  Schedule schedule_;
  TrainingState state_;
};

void Trainer::startFrom(const std::filesystem::path& path) {
  const auto model = Model::load(path);
  const auto known = parametersOf(*model->network());
  const torch::NoGradGuard noGradients;
  std::size_t taken = 0;
  for (auto& item : state_.network->named_parameters()) {
    const auto weights = known.find(item.key());
    if (weights != known.end() && weights->second.sizes() == item.value().sizes()) {
      torch::Tensor(item.value()).copy_(weights->second);
      ++taken;
    }
  }
  if (taken == 0) {
    throw SettingsError("no weights of the model to start from fit this network", path.string(),
                        "Choose a model of the same architecture and widths");
  }
}

/// One optimiser step; everything random in it depends on the seed and the step's number alone.
double Trainer::step() {
  const auto first = static_cast<std::uint64_t>(state_.step) * static_cast<std::uint64_t>(settings_.batch);
  const torch::Tensor x0 = patches(training_, first, settings_.batch);
  torch::Generator random = generator(settings_.seed * 0x9E3779B97F4A7C15ULL + static_cast<std::uint64_t>(state_.step));

  // Stratified: sample i of n draws from the i-th part of [0,1).
  const std::int64_t half = settings_.batch / 2;
  const torch::Tensor shift = torch::rand({settings_.batch}, random, x0.options()).to(torch::kCPU);
  torch::Tensor t = torch::empty({settings_.batch}, torch::kDouble);
  torch::Tensor lambda = torch::empty({settings_.batch}, torch::kDouble);
  for (std::int64_t i = 0; i < settings_.batch; ++i) {
    const bool byTime = i < half;
    const std::int64_t strata = byTime ? half : settings_.batch - half;
    const double u =
        (static_cast<double>(byTime ? i : i - half) + shift[i].item<double>()) / static_cast<double>(strata);
    if (byTime) {
      const int index = std::min(static_cast<int>(u * schedule_.timesteps()), schedule_.timesteps() - 1);
      t[i] = static_cast<double>(index);
      lambda[i] = schedule_.lambda(index);
    } else {
      const double value = schedule_.lambda(0) + u * (schedule_.lambda(lambdaStartIndex) - schedule_.lambda(0));
      t[i] = schedule_.timeOfLambda(value);
      lambda[i] = value;
    }
  }
  const NoisedBatch batch = noised(x0, t.to(device_), lambda.to(device_), random);
  for (auto& group : state_.optimiser->param_groups()) {
    group.options().set_lr(learningRate());
  }
  state_.optimiser->zero_grad();
  const torch::Tensor loss = torch::mse_loss(state_.network->forward(batch.xt, batch.t), batch.noise);
  loss.backward();
  torch::nn::utils::clip_grad_norm_(state_.network->parameters(), settings_.clip);
  state_.optimiser->step();
  ++state_.step;
  const auto n = static_cast<double>(state_.step);
  updateEma(state_, std::min(settings_.emaDecay, (1.0 + n) / (10.0 + n)));
  return loss.item<double>();
}

/// Held-out ε-MSE of the EMA weights at fixed timesteps, patches and noise.
std::vector<double> Trainer::validate() {
  if (validation_ == nullptr) {
    return {};
  }
  const torch::NoGradGuard noGradients;
  std::map<std::string, torch::Tensor> kept;
  for (const auto& item : state_.network->named_parameters()) {
    kept[item.key()] = item.value().detach().clone();
    torch::Tensor(item.value()).copy_(state_.ema[item.key()]);
  }
  const torch::Tensor x0 = patches(*validation_, validationStream, validationPatches);
  std::vector<double> losses;
  for (const int index : validationTimesteps) {
    double sum = 0.0;
    torch::Generator random = generator(static_cast<std::uint64_t>(index));
    for (const torch::Tensor& part : x0.split(16)) {
      const torch::Tensor t = torch::full({part.size(0)}, static_cast<double>(index), part.options());
      const torch::Tensor lambda = torch::full({part.size(0)}, schedule_.lambda(index), part.options());
      const NoisedBatch batch = noised(part, t, lambda, random);
      sum += torch::mse_loss(state_.network->forward(batch.xt, batch.t), batch.noise).item<double>() *
             static_cast<double>(part.size(0));
    }
    losses.push_back(sum / static_cast<double>(validationPatches));
  }
  for (const auto& item : state_.network->named_parameters()) {
    torch::Tensor(item.value()).copy_(kept[item.key()]);
  }
  return losses;
}

std::vector<double> Trainer::run(const TrainingHooks& hooks) {
  Stopwatch lastCheckpoint;
  Stopwatch lastValidation;
  std::deque<double> recent;
  std::vector<double> losses;
  const std::int64_t firstStep = state_.step;
  const double elapsedBefore = state_.elapsedSeconds;
  const Stopwatch start;
  while (fraction() < 1.0 && !hooks.stop.stop_requested()) {
    const double loss = step();
    state_.elapsedSeconds = elapsedBefore + start.seconds();
    if (!std::isfinite(loss)) {
      throw SettingsError("the training diverged at step " + std::to_string(state_.step), "learning-rate",
                          "Lower the learning rate; the last checkpoint is kept");
    }
    recent.push_back(loss);
    if (recent.size() > lossWindow) {
      recent.pop_front();
    }
    TrainingProgress progress;
    progress.step = state_.step;
    progress.fraction = std::min(fraction(), 1.0);
    for (const double value : recent) {
      progress.loss += value / static_cast<double>(recent.size());
    }
    progress.learningRate = learningRate();
    progress.secondsPerStep = start.seconds() / static_cast<double>(state_.step - firstStep);
    progress.etaSeconds = settings_.steps > 0
                              ? progress.secondsPerStep * static_cast<double>(settings_.steps - state_.step)
                              : 60.0 * settings_.minutes - state_.elapsedSeconds;
    if (lastValidation.seconds() > 60.0 * settings_.validationMinutes) {
      losses = progress.validation = validate();
      lastValidation.restart();
      log({{"step", state_.step}, {"seconds", state_.elapsedSeconds}, {"validation", losses}});
    }
    if (state_.step % 50 == 0) {
      log({{"step", state_.step},
           {"seconds", state_.elapsedSeconds},
           {"loss", progress.loss},
           {"learningRate", progress.learningRate}});
    }
    if (lastCheckpoint.seconds() > 60.0 * settings_.checkpointMinutes) {
      writeCheckpoint(state_, settings_.card, checkpointPath());
      writeModel(losses);
      lastCheckpoint.restart();
    }
    if (hooks.progress) {
      hooks.progress(progress);
    }
  }
  writeCheckpoint(state_, settings_.card, checkpointPath());
  if (!hooks.stop.stop_requested()) {
    losses = validate();
    log({{"step", state_.step}, {"seconds", state_.elapsedSeconds}, {"validation", losses}});
  }
  writeModel(losses);
  return losses;
}

/// Ranges as the table of training parameters states them.
void requireSettings(const TrainingSettings& settings) {
  const std::map<std::string_view, double> values{{"minutes", settings.steps > 0 ? 1.0 : settings.minutes},
                                                  {"steps", static_cast<double>(settings.steps)},
                                                  {"batch", static_cast<double>(settings.batch)},
                                                  {"learning-rate", settings.learningRate},
                                                  {"ema", settings.emaDecay}};
  for (const Parameter& row : trainingParameters()) {
    const auto value = values.find(row.key);
    if (value != values.end() && !(value->second >= row.minimum && value->second <= row.maximum)) {
      throw SettingsError("the value is out of range", std::string(row.key),
                          "Choose a value from " + std::to_string(row.minimum) + " to " + std::to_string(row.maximum));
    }
  }
  if (!(settings.decayFrom >= 0.0 && settings.decayFrom < 1.0) || !(settings.clip > 0.0) || settings.warmUp < 0) {
    throw SettingsError("a training setting is out of range", "training settings",
                        "Let the rate decay from 0 to below 1, clip above 0, and warm up for 0 steps or more");
  }
}

} // namespace

std::vector<double> trainDiffusion(const PatchSource& training, const PatchSource* validation,
                                   const TrainingSettings& settings, const std::filesystem::path& output, bool resume,
                                   const TrainingHooks& hooks) {
  requireSettings(settings);
  return runTensorWork("training", [&] {
    Trainer trainer(training, validation, settings, output);
    if (resume) {
      trainer.resume();
    }
    return trainer.run(hooks);
  });
}

} // namespace cytosketch
