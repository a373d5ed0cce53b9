// Trains a denoising network from a packed patch file: the part of `cytosketch-cli train` that needs torch alone.
#include "engine/image/error.h"
#include "engine/learning/halocalibration.h"
#include "engine/learning/trainer.h"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <vector>

using namespace cytosketch;

namespace {

std::stop_source stopSource;
extern "C" void onInterrupt(int /*signal*/) {
  stopSource.request_stop();
}

constexpr const char* usage = R"(Usage: cytosketch-train PACK.cypatch OUTPUT.cymodel [option value]...
  --name NAME             name in the model card
  --minutes M | --steps N how long (default 60 minutes)
  --patch P  --batch B    patch edge (128) and patches per step (16)
  --widths a,b,c          channels per level (64,96,128,192)
  --blocks a,b,c          residual blocks per level (1,2,2,3)
  --stem F                pixel-unshuffle factor (2)
  --learning-rate R  --ema D  --seed S  --precision auto|bf16|fp32  --device auto|cpu|cuda
  --depth Z               slices of a patch: more than 1 trains a 3D network (1)
  --candidates K          places drawn per patch, of which the brightest is taken (1)
  --flip-depth yes        mirror half of the patches along z
  --start-from MODEL      take over the weights that fit, instead of random ones
  --warm-up N             steps over which the learning rate rises (200)
  --decay-from F          part of the run after which the learning rate falls (0.5)
  --log FILE.jsonl        JSON lines
  --summary, --data-description, --licence TEXT   for the model card
  --resume yes            go on from OUTPUT.cymodel.checkpoint
)";

std::vector<int> integers(const std::string& text) {
  std::vector<int> values;
  for (std::size_t start = 0; start < text.size();) {
    std::size_t end = text.find(',', start);
    end = end == std::string::npos ? text.size() : end;
    values.push_back(std::stoi(text.substr(start, end - start)));
    start = end + 1;
  }
  return values;
}

int train(const std::string& packPath, const std::string& output, const std::map<std::string, std::string>& options,
          const std::string& commandLine) {
  const auto option = [&](const std::string& key, const std::string& fallback) {
    const auto found = options.find(key);
    return found == options.end() ? fallback : found->second;
  };
  TrainingSettings settings;
  settings.card.name = option("--name", "model");
  settings.card.architecture = "tile-exact-unet";
  settings.card.summary = option("--summary", "");
  settings.card.data = option("--data-description", "");
  settings.card.licence = option("--licence", "");
  settings.card.training = commandLine;
  settings.card.widths = integers(option("--widths", "64,96,128,192"));
  settings.card.blocks = integers(option("--blocks", "1,2,2,3"));
  settings.card.stem = std::stoi(option("--stem", "2"));
  settings.minutes = std::stod(option("--minutes", "60"));
  settings.steps = std::stoll(option("--steps", "0"));
  settings.batch = std::stoll(option("--batch", "16"));
  settings.learningRate = std::stod(option("--learning-rate", "8e-4"));
  settings.emaDecay = std::stod(option("--ema", "0.999"));
  settings.seed = std::stoull(option("--seed", "1"));
  settings.precision = precisionOf(option("--precision", "auto"));
  settings.device = deviceOf(option("--device", "auto"));
  settings.log = option("--log", "");
  settings.startFrom = option("--start-from", "");
  settings.warmUp = std::stoll(option("--warm-up", "200"));
  settings.decayFrom = std::stod(option("--decay-from", "0.5"));
  const PatchShape patch(std::stoll(option("--patch", "128")), std::stoll(option("--depth", "1")));
  const PatchDrawing drawing{std::stoi(option("--candidates", "1")), option("--flip-depth", "no") == "yes"};
  settings.card.dimensions = patch.depth > 1 ? 3 : 2;
  settings.card.patch = {static_cast<int>(patch.depth), static_cast<int>(patch.edge), static_cast<int>(patch.edge)};

  PatchPack pack = readPatchPack(packPath);
  if (!pack.training.empty()) {
    const Spacing& spacing = pack.training.front().grey.spacing();
    settings.card.spacing = {spacing.z, spacing.y, spacing.x};
  }
  const PatchSource training(std::move(pack.training), patch, pack.groupWeights, settings.seed, drawing);
  std::unique_ptr<PatchSource> validation;
  if (!pack.validation.empty()) {
    validation =
        std::make_unique<PatchSource>(std::move(pack.validation), patch, pack.groupWeights, settings.seed, drawing);
  }
  TrainingHooks hooks;
  hooks.stop = stopSource.get_token();
  hooks.progress = [](const TrainingProgress& p) {
    if (p.step % 20 == 0 || !p.validation.empty()) {
      std::printf("step %lld  %.1f %%  loss %.4f  %.3f s/step  %.0f min left", static_cast<long long>(p.step),
                  100.0 * p.fraction, p.loss, p.secondsPerStep, p.etaSeconds / 60.0);
      for (const double loss : p.validation) {
        std::printf("  %.4f", loss);
      }
      std::printf("\n");
      std::fflush(stdout);
    }
  };
  trainDiffusion(training, validation.get(), settings, output, option("--resume", "no") == "yes", hooks);
  if (stopSource.stop_requested()) {
    return 130;
  }
  const PatchSource wide(readPatchPack(packPath).training, calibrationPatch(settings.card.dimensions), {},
                         settings.seed);
  for (const HaloMeasurement& m : calibrateHalo(output, wide, stopSource.get_token())) {
    std::printf("halo %d,%d  RMS %.3f  99.9 %% %.2f grey levels%s\n", m.halo, m.depthHalo, m.rmsGreyLevels,
                m.percentile999, m.sufficient ? "  chosen" : "");
  }
  return 0;
}

} // namespace

int main(int argc, char** argv) {
  if (argc < 3 || argc % 2 == 0) {
    std::fputs(usage, stderr);
    return 2;
  }
  std::map<std::string, std::string> options;
  std::string commandLine = std::string("cytosketch-train ") + argv[1] + " " + argv[2];
  for (int i = 3; i + 1 < argc; i += 2) {
    const std::string option = argv[i];
    options[option] = argv[i + 1];
    if (option != "--summary" && option != "--data-description" && option != "--licence") { // the card has them
      commandLine.append(" ").append(option).append(" ").append(argv[i + 1]);
    }
  }
  std::signal(SIGINT, onInterrupt);
  std::signal(SIGTERM, onInterrupt);
  try {
    return train(argv[1], argv[2], options, commandLine);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "cytosketch-train: %s\n", error.what());
    return 1;
  }
}
