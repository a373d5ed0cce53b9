#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/parameteroptions.h"
#include "app/common/resources.h"
#include "engine/image/error.h"
#include "engine/study/latentreport.h"
#include "engine/study/report.h"

#include <array>
#include <cmath>
#include <memory>

namespace cytosketch {
namespace {

namespace fs = std::filesystem;

constexpr const char* footer =
    "From the masks of each image a sketch is made and from it an image is generated. An autoencoder learns to "
    "describe\n"
    "patches of the real images; real, generated and sketch images are laid out by their features (exact t-SNE): "
    "alike\n"
    "images lie together. A classifier then tries to tell real patches from generated ones, on images that it has not\n"
    "learned from: 50 % correct is perfect. Real against sketch is told as well; it should be near 100 %.\n"
    "\n"
    "Example:\n"
    "  cytosketch-cli latent-map --images heldout/images --masks heldout/masks --model nuclei-2d --count 24 \\\n"
    "      --output map/\n"
    "      files of the same name belong together; open map/index.html";

struct LatentMapOptions {
  std::string images;
  std::string masks;
  std::string output;
  std::size_t count = 24;
  bool noCache = false;
  ParameterValues latent;
  GenerationOptions generation;
};

LatentMapSettings latentOf(const ParameterValues& given) {
  const auto value = [&](std::string_view key) { return numberGiven(latentMapParameters(), given, key); };
  LatentMapSettings settings;
  settings.patches = static_cast<int>(value("patches").value_or(settings.patches));
  settings.autoencoderSteps = static_cast<int>(value("autoencoder-steps").value_or(settings.autoencoderSteps));
  settings.classifierSteps = static_cast<int>(value("classifier-steps").value_or(settings.classifierSteps));
  settings.perplexity = value("perplexity").value_or(settings.perplexity);
  return settings;
}

void requireFolder(const std::string& path) {
  if (!fs::is_directory(path)) {
    throw FileError("there is no folder of this name", path, "Give folders of images and of their labels");
  }
}

const char* stageName(LatentStage stage) {
  constexpr std::array names{"generating", "autoencoder", "classifier, generated", "classifier, sketch", "map"};
  return names[static_cast<std::size_t>(stage)];
}

std::string line(const char* what, const Distinction& d) {
  return padded(what, 20) + padded(fixed(100.0 * d.accuracy, 1), 8, true) + padded(fixed(100.0 * d.low, 1), 8, true) +
         " –" + padded(fixed(100.0 * d.high, 1), 6, true) + padded(std::to_string(d.images), 8, true) +
         padded(std::to_string(d.patches), 9, true);
}

void run(const LatentMapOptions& options, Console& console) {
  requireFolder(options.images);
  requireFolder(options.masks);
  LatentMapRequest request;
  request.settings = settingsOf(options.generation);
  request.latent = latentOf(options.latent);
  const auto model = Model::load(findModel(request.settings.model, modelFolders()));
  request.model = model.get();
  request.sources = studySources(options.images, options.masks, options.count, model->card().lowPercentile,
                                 model->card().highPercentile);
  StudyReport::makeFolder(options.output);
  LatentMapHooks hooks;
  hooks.stop = console.stop();
  hooks.progress = [&](const LatentProgress& progress) {
    console.progress(progress.fraction, stageName(progress.stage), progress.etaSeconds);
  };
  const LatentMap map = makeLatentMap(request, StudyCache(options.noCache ? fs::path() : studyCacheFolder()), hooks);
  console.endProgress();
  const fs::path page = writeLatentReport(map, options.output);
  if (console.json) {
    console.print(toJson(map));
    return;
  }
  console.print("real against        correct  95 % interval  images  patches   (in %; 50 is chance)");
  console.print(line("generated", map.generated));
  console.print(line("sketch", map.sketch));
  console.print("\n" + meaningOf(map));
  console.print("Report: " + page.string());
}

} // namespace

Run addLatentMap(CLI::App& command) {
  const auto options = std::make_shared<LatentMapOptions>();
  const std::string group = "Images";
  command.add_option("--images", options->images, "Folder of real images")->required()->type_name("DIR")->group(group);
  command.add_option("--masks", options->masks, "Folder of their label images, same names")
      ->required()
      ->type_name("DIR")
      ->group(group);
  command.add_option("--count", options->count, "At most so many images, spread evenly over the folder; 0 = all")
      ->capture_default_str()
      ->group(group);
  command.add_option("--output,-o", options->output, "Folder for the report (made if missing)")
      ->required()
      ->type_name("DIR")
      ->group(group);
  command.add_flag("--no-cache", options->noCache, "Neither use nor fill the cache of generated images")->group(group);
  addParameterOptions(command, latentMapParameters(), options->latent, "Map");
  addGenerationOptions(command, options->generation);
  command.footer(footer);
  return [options](Console& console) { run(*options, console); };
}

} // namespace cytosketch
