#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/parameteroptions.h"
#include "app/cli/trainingdata.h"
#include "app/common/resources.h"
#include "engine/diffusion/model.h"
#include "engine/image/error.h"
#include "engine/learning/halocalibration.h"
#include "engine/learning/trainer.h"

#include <nlohmann/json.hpp>

#include <memory>

#include <unistd.h>

namespace cytosketch {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t patchStep = 16; ///< the standard network's stride

constexpr const char* footer =
    "Each image is normalised by its percentiles 0.1 and 99.9; patches are flipped and turned at random. Ctrl-C stops\n"
    "cleanly: the model so far and a checkpoint (OUTPUT.checkpoint) are written, --resume goes on from it.\n"
    "\n"
    "Examples:\n"
    "  cytosketch-cli train --images photographs/ --output mine.cymodel --minutes 60\n"
    "      a 2D model of your own images in an hour\n"
    "  cytosketch-cli train --images photographs/ --output mine.cymodel --minutes 120 --resume\n"
    "      another hour on top\n"
    "  cytosketch-cli train --images stacks/ --dim 3 --start-from nuclei-2d.cymodel --output mine-3d.cymodel\n"
    "      a 3D model of your own stacks, from the weights of a 2D one\n"
    "  cytosketch-cli train --images train/images --index index.csv --cluster-weights 256x256=0.4,360x360=0.3 \\\n"
    "      --output nuclei.cymodel --log nuclei.jsonl --name nuclei --licence CC0-1.0 \\\n"
    "      --data-description \"where the images come from\" --summary \"one sentence for the list of models\"\n"
    "      images of several kinds, drawn so that each kind counts, with a full model card";

/// What 3D training takes unless told otherwise: as many voxels per step as in 2D.
constexpr struct {
  int depth = 16, edge = 64;
  std::int64_t batch = 4;
} volumePatch;

struct TrainOptions {
  TrainingFolders folders;
  TrainingSettings settings; ///< its card and log; the rest comes from `values`
  ParameterValues values;    ///< for trainingParameters()
  std::string output;
  std::string pack;
  int dimensions = 2;
  PatchDrawing drawing;
  bool resume = false;
  bool restart = false;
};

void require(bool met, const std::string& what, const std::string& where, const std::string& remedy) {
  if (!met) {
    throw SettingsError(what, where, remedy);
  }
}

void checkOptions(const TrainOptions& options) {
  const fs::path output(options.output);
  require(options.dimensions == 2 || options.dimensions == 3, "models have 2 or 3 dimensions", "--dim",
          "Use --dim 2, which cuts stacks into slices, or --dim 3");
  require(output.extension() == ".cymodel", "a model's name must end in .cymodel", options.output, "Rename it");
  const fs::path folder = output.has_parent_path() ? output.parent_path() : fs::path(".");
  if (!fs::is_directory(folder)) {
    throw FileError("the folder does not exist", folder.string(), "Create it or choose another one");
  }
  if (::access(folder.c_str(), W_OK) != 0) {
    throw FileError("the folder is read-only", folder.string(), "Choose a folder you may write to");
  }
  if (!options.resume && !options.restart && fs::exists(options.output + ".checkpoint")) {
    throw SettingsError("an earlier run left a checkpoint", options.output + ".checkpoint",
                        "Go on from it with --resume, or discard it with --restart");
  }
}

/// The settings with what was given for the table, checked.
TrainingSettings courseOf(const TrainOptions& options) {
  TrainingSettings settings = options.settings;
  const auto take = [&](const char* key, auto& value) {
    if (const auto given = numberGiven(trainingParameters(), options.values, key)) {
      value = static_cast<std::remove_reference_t<decltype(value)>>(*given);
    }
  };
  take("minutes", settings.minutes);
  take("steps", settings.steps);
  if (options.dimensions == 3) {
    settings.card.patch = {volumePatch.depth, volumePatch.edge, volumePatch.edge};
    settings.batch = volumePatch.batch;
  }
  take("patch", settings.card.patch[1]);
  take("depth", settings.card.patch[0]);
  take("batch", settings.batch);
  take("learning-rate", settings.learningRate);
  take("ema", settings.emaDecay);
  take("warm-up", settings.warmUp);
  take("decay-from", settings.decayFrom);
  take("seed", settings.seed);
  if (options.values.contains("precision")) {
    settings.precision = precisionOf(options.values.at("precision"));
  }
  if (options.values.contains("device")) {
    settings.device = deviceOf(options.values.at("device"));
  }
  settings.card.patch[2] = settings.card.patch[1];
  if (options.dimensions == 2) {
    settings.card.patch[0] = 1;
  }
  require(settings.card.patch[1] % patchStep == 0, "the patch is not a multiple of " + std::to_string(patchStep),
          "--patch", "Choose for example 128");
  return settings;
}

TrainingSettings settingsOf(const TrainOptions& options, const Console& console) {
  TrainingSettings settings = courseOf(options);
  ModelCard& card = settings.card;
  card.architecture = "tile-exact-unet";
  card.dimensions = options.dimensions;
  card.lowPercentile = options.folders.lowPercentile;
  card.highPercentile = options.folders.highPercentile;
  if (card.name.empty()) {
    card.name = fs::path(options.output).stem().string();
  }
  if (card.widths.empty() && card.blocks.empty()) {
    card.widths = options.dimensions == 3 ? std::vector{64, 96, 128} : std::vector{64, 96, 128, 192};
    card.blocks = options.dimensions == 3 ? std::vector{1, 2, 2} : std::vector{1, 2, 2, 3};
  }
  card.training = console.commandLine;
  if (!settings.startFrom.empty()) {
    settings.startFrom = findModel(settings.startFrom.string(), modelFolders());
  }
  require(!card.widths.empty() && card.widths.size() == card.blocks.size(),
          "there must be as many numbers of blocks as of widths", "--widths, --blocks", "Give one per level");
  return settings;
}

/// "t=20 0.197, t=50 0.089, …"
std::string describe(const std::vector<double>& losses) {
  std::string text;
  for (std::size_t i = 0; i < losses.size() && i < validationTimesteps.size(); ++i) {
    text += (i == 0 ? "" : ", ") + ("t=" + std::to_string(validationTimesteps[i])) + " " + fixed(losses[i], 4);
  }
  return text;
}

void report(const TrainOptions& options, const std::vector<double>& losses, Console& console) {
  if (console.json) {
    nlohmann::ordered_json json{{"model", options.output}, {"stopped", console.stop().stop_requested()}};
    for (std::size_t i = 0; i < losses.size() && i < validationTimesteps.size(); ++i) {
      json["heldOutLoss"][std::to_string(validationTimesteps[i])] = losses[i];
    }
    console.print(json.dump(2));
    return;
  }
  console.print(options.output + (losses.empty() ? "" : ": held-out loss " + describe(losses)));
}

void run(const TrainOptions& options, Console& console) {
  if (options.output.empty() && options.pack.empty()) {
    throw SettingsError("nothing to write", "--output", "Name the model to train");
  }
  if (!options.output.empty()) {
    checkOptions(options);
  }
  TrainingSettings settings = settingsOf(options, console);
  TrainingFolders folders = options.folders;
  folders.dimensions = options.dimensions;
  PatchPack data = readTrainingData(folders, console);
  if (!options.pack.empty()) {
    writePatchPack(data, options.pack);
    console.print(options.pack + ": " + std::to_string(data.training.size()) + " images to train on, " +
                  std::to_string(data.validation.size()) + " held out");
  }
  if (options.output.empty()) {
    return;
  }
  if (!data.training.empty()) {
    const GreyVoxels& first = data.training.front().grey;
    settings.card.channels = static_cast<int>(first.extent().c);
    settings.card.spacing = {first.spacing().z, first.spacing().y, first.spacing().x};
  }
  const PatchShape patch(settings.card.patch[1], settings.card.patch[0]);
  PatchDrawing drawing = options.drawing;
  if (const auto given = numberGiven(trainingParameters(), options.values, "candidates")) {
    drawing.candidates = static_cast<int>(*given);
  }
  const PatchSource wide(data.training, calibrationPatch(options.dimensions), {}, settings.seed); // shares memory
  const PatchSource training(std::move(data.training), patch, data.groupWeights, settings.seed, drawing);
  std::unique_ptr<PatchSource> validation;
  if (!data.validation.empty()) {
    validation =
        std::make_unique<PatchSource>(std::move(data.validation), patch, data.groupWeights, settings.seed, drawing);
  }
  TrainingHooks hooks;
  hooks.stop = console.stop();
  hooks.progress = [&console](const TrainingProgress& progress) {
    if (!progress.validation.empty()) {
      console.note("step " + std::to_string(progress.step) + ": held-out loss " + describe(progress.validation));
    }
    console.progress(progress.fraction, "step " + std::to_string(progress.step) + ", loss " + fixed(progress.loss, 4),
                     progress.etaSeconds);
  };
  const std::vector<double> losses =
      trainDiffusion(training, validation.get(), settings, options.output, options.resume, hooks);
  console.endProgress();
  if (!console.stop().stop_requested()) {
    for (const HaloMeasurement& m : calibrateHalo(options.output, wide, console.stop())) {
      const std::string depth = m.depthHalo >= 0 ? ", " + std::to_string(m.depthHalo) + " slices" : "";
      console.note("halo " + std::to_string(m.halo) + " px" + depth + ": " + fixed(m.rmsGreyLevels, 2) +
                   " grey levels RMS, 99.9 % within " + fixed(m.percentile999, 2) + (m.sufficient ? ", chosen" : ""));
    }
  }
  report(options, losses, console);
  console.throwIfStopped();
}

void addDataOptions(CLI::App& command, TrainingFolders& folders) {
  const std::string group = "Images";
  command.add_option("--images", folders.images, "Folder of images to learn from")
      ->required()
      ->type_name("DIR")
      ->group(group);
  command.add_option("--validation", folders.validation, "Folder of images to measure the held-out loss on")
      ->type_name("DIR")
      ->group(group);
  command.add_option("--hold-out", folders.holdOut, "Without --validation: percent of the images held out for it")
      ->capture_default_str()
      ->group(group);
  command.add_option("--index", folders.index, "CSV table with a column 'stem', for clusters of images")
      ->type_name("FILE")
      ->group(group);
  command.add_option("--cluster-column", folders.clusterColumn, "Its column that names the clusters")
      ->capture_default_str()
      ->group(group);
  command
      .add_option(
          "--cluster-weights", folders.clusterWeights,
          "How often each cluster is drawn, NAME=WEIGHT,…; others count 1; without --index clusters are images of "
          "one size (HEIGHTxWIDTH). Without weights every image counts by its area")
      ->group(group);
}

void addCourseOptions(CLI::App& command, TrainOptions& options) {
  const std::string group = "Training";
  ModelCard& card = options.settings.card;
  addParameterOptions(command, trainingParameters(), options.values, group);
  command.add_flag("--resume", options.resume, "Go on from the checkpoint of a run that was stopped")->group(group);
  command.add_flag("--restart", options.restart, "Begin anew although there is a checkpoint")->group(group);
  command.add_option("--log", options.settings.log, "File that losses are logged to, one JSON object a line")
      ->type_name("FILE")
      ->group(group);
  command
      .add_option("--dim", options.dimensions,
                  "Dimensions of the network: 2 (stacks are cut into slices), or 3 (volumes, and time series of images "
                  "with time as depth)")
      ->capture_default_str()
      ->group(group);
  command
      .add_option("--start-from", options.settings.startFrom,
                  "Model whose weights are taken over where they fit: to go on training it on your images, or to start "
                  "a 3D network from a 2D one")
      ->type_name("MODEL")
      ->group(group);
  command
      .add_flag("--flip-depth", options.drawing.flipDepth,
                "With --dim 3: mirror half of the patches along z; not for time, nor where light is lost with depth")
      ->group(group);
  command.add_option("--widths", card.widths, "Channels per level of the network, from fine to coarse")
      ->delimiter(',')
      ->default_str("64,96,128,192; in 3D 64,96,128")
      ->group(group);
  command.add_option("--blocks", card.blocks, "Residual blocks per level")
      ->delimiter(',')
      ->default_str("1,2,2,3; in 3D 1,2,2")
      ->group(group);
  command.add_option("--stem", card.stem, "Factor that the image is folded by before the first level")
      ->capture_default_str()
      ->group(group);
}

void addCardOptions(CLI::App& command, ModelCard& card) {
  const std::string group = "Model card";
  const auto add = [&](const char* name, std::string& value, const char* help) {
    command.add_option(name, value, help)->type_name("TEXT")->group(group);
  };
  add("--name", card.name, "Name of the model [the file's]");
  add("--summary", card.summary, "One sentence for the list of models");
  add("--data-description", card.data, "What the images are and where they come from");
  add("--licence", card.licence, "Licence of images and model");
}

} // namespace

Run addTrain(CLI::App& command) {
  const auto options = std::make_shared<TrainOptions>();
  options->settings.card.patch = {1, 128, 128};
  command.add_option("--output,-o", options->output, "Model to write (.cymodel)")->type_name("FILE");
  command.add_option("--write-pack", options->pack, "Write the normalised images for cytosketch-train (.cypatch)")
      ->type_name("FILE");
  addDataOptions(command, options->folders);
  addCourseOptions(command, *options);
  addCardOptions(command, options->settings.card);
  command.footer(footer);
  return [options](Console& console) { run(*options, console); };
}

} // namespace cytosketch
