#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/imagesource.h"
#include "app/cli/parameteroptions.h"
#include "app/common/resources.h"
#include "app/common/resultfile.h"
#include "engine/diffusion/generator.h"
#include "engine/imageio/imagefile.h"
#include "engine/sketch/raster.h"
#include "engine/study/channelwise.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>

#include <unistd.h>

namespace cytosketch {
namespace {

namespace fs = std::filesystem;

constexpr const char* footer =
    "Beside the image a file of the same name with .json is written: everything needed to make the image again\n"
    "(--settings takes it). Greys are 16 bits, round(65535 g), unless --float or --source-greys asks otherwise.\n"
    "\n"
    "Examples:\n"
    "  cytosketch-cli generate --labels labels.tif --output image.tif\n"
    "      cells of brightness 0.5 to 0.9 on black, default model and sampler\n"
    "  cytosketch-cli generate --labels labels.tif --grey-from real.tif --seed 7 --output image.tif\n"
    "      cells and background with the mean greys they have in a real image\n"
    "  cytosketch-cli generate --sketch cells.cysk --t-start 300 --sigma 1 --labels-out labels.tif --output image.tif\n"
    "      a drawing, kept closer to (smaller --t-start), with its labels\n"
    "  cytosketch-cli generate --sketch cells.cysk --sampler ddpm --output slow.tif\n"
    "      the paper's sampler: --t-start network calls instead of --steps\n"
    "  cytosketch-cli generate --sketch cells.cysk --start-map starts.tif --steps 20 --output image.tif\n"
    "      a start step for every pixel: closer to the drawing here, freer there\n"
    "  cytosketch-cli generate --sketch cells.cysk --auto-start false --texture 0 --output image.tif\n"
    "      the paper's way: all cells start at the same step, and flat ones stay flat\n"
    "  cytosketch-cli generate --labels nuclei.tif --labels cells.tif --kind nucleus --kind whole-cell \\\n"
    "      --model mine --labels-out labels.tif --output image.tif\n"
    "      an image with two channels, from a model that was trained on two; labels_channel1_nucleus.tif and so on\n"
    "  cytosketch-cli generate --sketch embryo.cysk --model nuclei-3d --model membranes-3d --output image.tif\n"
    "      the same from one model per channel, one after the other\n"
    "  cytosketch-cli generate --labels stack.tif --model nuclei-3d --output volume.tif --labels-out labels.tif\n"
    "      a volume with its spacing; a series of images (frames) becomes one with time as depth\n"
    "  cytosketch-cli generate --labels large.tif --model nuclei-3d --memory 1000 --state scratch --output volume.tif\n"
    "      with at most 1000 MiB for the network, and the unfinished image in a temporary file ($TMPDIR)\n"
    "  cytosketch-cli generate --sketch cells.cysk --settings image.json --output again.tif\n"
    "      the same bytes again";

struct GenerateOptions {
  SketchSource source;
  GenerationOptions generation;
  std::string startMap;
  std::string output;
  std::string labelsOut;
  bool asFloat = false;
  bool sourceGreys = false;
  bool saveSketch = false;
};

/// Judged before the work starts; the writers judge again.
void requireWritable(const fs::path& path) {
  const auto& suffixes = writableSuffixes();
  const std::string name = path.filename().string();
  if (std::none_of(suffixes.begin(), suffixes.end(), [&](const std::string& s) { return name.ends_with(s); })) {
    std::string known;
    for (const std::string& suffix : suffixes) {
      known += (known.empty() ? "" : " ") + suffix;
    }
    throw SettingsError("no format is known for this suffix", path.string(), "Choose one of " + known);
  }
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  if (!fs::is_directory(folder)) {
    throw FileError("the folder does not exist", folder.string(), "Create it or choose another one");
  }
  if (::access(folder.c_str(), W_OK) != 0) {
    throw FileError("the folder is read-only", folder.string(), "Choose a folder you may write to");
  }
}

void checkOptions(const GenerateOptions& options) {
  requireWritable(options.output);
  if (!options.labelsOut.empty()) {
    requireWritable(options.labelsOut);
  }
  if (options.asFloat && fs::path(options.output).extension() == ".png") {
    throw SettingsError("PNG holds no floats", "--float", "Choose .tif");
  }
  if (options.asFloat && options.sourceGreys) {
    throw SettingsError("floats are network values", "--float, --source-greys", "Give one of the two");
  }
  if (options.sourceGreys && options.source.greyFrom.empty()) {
    throw SettingsError("there is no source whose greys could be used", "--source-greys", "Add --grey-from");
  }
}

/// Before the sketch is rasterised: the engine judges again, but does not know what was given on the command line.
void requireChannels(const ChannelModels& models, const Sketch& sketch, const GenerateOptions& options) {
  const auto counted = [](std::int64_t n) { return std::to_string(n) + (n == 1 ? " channel" : " channels"); };
  const Model& model = *models.front();
  const std::int64_t given = sketch.extent().c, wanted = model.card().channels;
  if (models.size() > 1 && static_cast<std::int64_t>(models.size()) != given) {
    throw SettingsError("the sketch has " + counted(given) + ", and there are " + std::to_string(models.size()) +
                            " models",
                        "--model", "Give one model for all channels, or one for each");
  }
  if (models.size() == 1 && given != wanted) {
    throw SettingsError("the sketch has " + counted(given) + ", the model makes " + counted(wanted),
                        "model \"" + model.card().name + "\"",
                        options.source.labels.empty() || wanted == 1
                            ? "Choose a model for " + counted(given) + " with --model, or give one --model per channel"
                            : "Give one --labels per channel, or choose a model for " + counted(given));
  }
  if (given > 1 && fs::path(options.output).extension() == ".png") {
    throw SettingsError("PNG cannot hold " + counted(given), options.output, "Choose .tif");
  }
}

std::string stageOf(const GenerationProgress& progress) {
  std::string stage = progress.channels > 1 ? "channel " + std::to_string(progress.channel + 1) + "/" +
                                                  std::to_string(progress.channels) + " "
                                            : "";
  stage += "call " + std::to_string(progress.step) + "/" + std::to_string(progress.steps);
  if (progress.tiles > 1 && progress.tile > 0) {
    stage += " tile " + std::to_string(progress.tile) + "/" + std::to_string(progress.tiles);
  }
  return progress.frames > 1
             ? "frame " + std::to_string(progress.frame + 1) + "/" + std::to_string(progress.frames) + " " + stage
             : stage;
}

/// Says how a series of images is understood: slices that a program saved as frames look the same.
void noteAboutFrames(const Model& model, const Extent& e, const SketchSource& source, Console& console) {
  if (e.t == 1) {
    return;
  }
  std::string text = std::to_string(e.t) + " frames" + (e.z > 1 ? " of " + std::to_string(e.z) + " slices" : "");
  text += model.card().dimensions == 3 && e.z == 1 ? " are generated with time as depth"
                                                   : " are generated one by one, each with a texture of its own";
  if (!source.labels.empty() && source.axes.empty() && e.z == 1) {
    text += "; if they are slices of a volume, add --axes zyx";
  }
  console.note(text);
}

FaithfulResult generateShowing(const ChannelModels& models, const Sketch& sketch, const GenerationSettings& settings,
                               const std::string& startMap, const std::string& axes, Console& console) {
  GenerationHooks hooks;
  hooks.stop = console.stop();
  hooks.progress = [&console](const GenerationProgress& progress) {
    console.progress(progress.fraction, stageOf(progress), progress.etaSeconds);
  };
  if (startMap.empty()) {
    return generateSketch(models, sketch, settings, hooks);
  }
  const Image<float> map = withAxes(readImage(startMap), axes, startMap);
  return generateSketch(models, sketch, settings, hooks, &map);
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) {
    text += (text.empty() ? "" : ", ") + word;
  }
  return text;
}

/// Before the sketch is rasterised, which takes time and memory for a volume.
void requireFits(const Model& model, const Extent& e) {
  if (model.card().dimensions == 2 && e.z > 1) {
    throw SettingsError("the model makes 2D images, the sketch is a volume of " + std::to_string(e.z) + " slices",
                        "model \"" + model.card().name + "\"",
                        "Choose a 3D model with --model, generate a single slice, or add --axes tyx if the slices are "
                        "frames of a series");
  }
}

ResultOptions resultOptions(const GenerateOptions& options, const ChannelModels& models) {
  const SketchSource& source = options.source;
  ResultOptions result;
  result.networkValues = options.asFloat;
  result.labels = !options.labelsOut.empty();
  result.labelsFile = options.labelsOut;
  result.sketch = options.saveSketch;
  result.modelName = namesOf(models);
  if (options.sourceGreys) {
    result.sourceLimits =
        source.labels.size() == 1 ? readReal(source.greyFrom).limits : readRealChannels(source.greyFrom).limits;
  }
  result.source = {{"sketch", source.sketch},
                   {"labels", joined(source.labels)},
                   {"grey-from", source.greyFrom},
                   {"start-map", options.startMap}};
  if (!source.labels.empty()) {
    result.source["kind"] = source.kinds.empty() ? name(CellKind::Nucleus) : joined(source.kinds);
    if (!source.axes.empty()) {
      result.source["axes"] = source.axes;
    }
    if (source.greyFrom.empty()) {
      result.source["brightness"] = source.brightness.empty() ? defaultBrightness : source.brightness;
    }
  }
  return result;
}

std::vector<CellId> cellsThatAre(CellVerdict verdict, const std::vector<CellFidelity>& cells) {
  std::vector<CellId> ids;
  for (const CellFidelity& cell : cells) {
    if (cell.verdict == verdict) {
      ids.push_back(cell.cell);
    }
  }
  return ids;
}

/// "2 of 40 cells cannot be seen where their labels say: 3, 17. --auto-start …"; empty if all can.
std::string lostText(const FaithfulResult& faithful, const GenerationSettings& asked) {
  const std::vector<CellId> lost = cellsThatAre(CellVerdict::Lost, faithful.cells);
  if (lost.empty()) {
    return {};
  }
  constexpr std::size_t named = 10;
  std::string text = std::to_string(lost.size()) + " of " + std::to_string(faithful.cells.size()) +
                     " cells cannot be seen where their labels say: ";
  for (std::size_t i = 0; i < std::min(lost.size(), named); ++i) {
    text += (i == 0 ? "" : ", ") + std::to_string(lost[i]);
  }
  text += lost.size() > named ? ", ..." : "";
  return text + (asked.autoStart ? "; a smaller --t-start keeps more" : "; --auto-start lets them start later");
}

void report(const ResultFiles& files, const FaithfulResult& faithful, const GenerationSettings& asked,
            const ChannelModels& models, Console& console) {
  const GenerationResult& result = faithful.result;
  if (console.json) {
    nlohmann::ordered_json json{{"image", files.image.string()}, {"sidecar", files.sidecar.string()}};
    for (const fs::path& labels : files.labels) {
      json["labels"].push_back(labels.string());
    }
    json["settings"] = nlohmann::ordered_json::parse(toJson(result.settings));
    json["model"] = {{"name", namesOf(models)}, {"hash", result.modelHash}};
    json["cells"] = {{"all", faithful.cells.size()},
                     {"lost", cellsThatAre(CellVerdict::Lost, faithful.cells)},
                     {"dim", cellsThatAre(CellVerdict::Dim, faithful.cells)},
                     {"unjudged", cellsThatAre(CellVerdict::Unjudged, faithful.cells)}};
    json["seconds"] = result.seconds;
    console.print(json.dump(2));
    return;
  }
  const Extent& e = result.image.extent();
  console.print(files.image.string() + ": " + (e.c > 1 ? std::to_string(e.c) + " channels of " : "") +
                (e.t > 1 ? std::to_string(e.t) + " x " : "") + (e.z > 1 ? std::to_string(e.z) + " x " : "") +
                std::to_string(e.y) + " x " + std::to_string(e.x) + ", " +
                std::to_string(result.settings.networkCalls()) + " network calls in " + fixed(result.seconds, 1) +
                " s with " + namesOf(models));
  if (const std::size_t later = result.settings.cellStarts.size(); later > 0) {
    console.print(std::to_string(later) + (later == 1 ? " cell starts" : " cells start") + " later than the others");
  }
  if (const std::string lost = lostText(faithful, asked); !lost.empty()) {
    console.note(lost);
  }
}

void run(const GenerateOptions& options, Console& console) {
  checkOptions(options);
  const GenerationSettings settings = settingsOf(options.generation);
  ChannelModels models;
  for (const std::string& name : modelsOf(settings)) {
    models.push_back(Model::load(findModel(name, modelFolders())));
  }
  const Sketch sketch = loadSketch(options.source, settings.seed);
  requireChannels(models, sketch, options);
  for (const auto& model : models) {
    requireFits(*model, sketch.extent());
  }
  noteAboutFrames(*models.front(), sketch.extent(), options.source, console);
  const ResultOptions how = resultOptions(options, models);
  const FaithfulResult result =
      generateShowing(models, sketch, settings, options.startMap, options.source.axes, console);
  console.endProgress();
  const ResultFiles files = writeResult(result.result, sketch, options.output, how);
  report(files, result, settings, models, console);
}

} // namespace

Run addGenerate(CLI::App& command) {
  const auto options = std::make_shared<GenerateOptions>();
  SketchSource& source = options->source;
  const std::string group = "Cells";
  command.add_option("--sketch", source.sketch, "Sketch to generate from (.cysk)")->type_name("FILE")->group(group);
  command
      .add_option("--labels", source.labels,
                  "Label image to generate from, instead of a sketch; give it once per channel of the image")
      ->type_name("FILE")
      ->allow_extra_args(false)
      ->group(group);
  command.add_option("--grey-from", source.greyFrom, "With --labels: cells take their mean greys in this real image")
      ->type_name("FILE")
      ->group(group);
  command
      .add_option("--brightness", source.brightness,
                  "With --labels: brightness of each cell, drawn by --seed [" + std::string(defaultBrightness) + "]")
      ->type_name("uniform:LOW,HIGH")
      ->group(group);
  command
      .add_option(
          "--kind", source.kinds,
          "With --labels: nucleus (the default), cytoplasm or whole-cell; once for all channels, or once for each")
      ->type_name("KIND")
      ->allow_extra_args(false)
      ->group(group);
  command
      .add_option(
          "--axes", source.axes,
          "With --labels: what the pages of stacks are, zyx (slices) or tyx (frames), if the files say it wrongly")
      ->type_name("zyx|tyx")
      ->group(group);
  command.add_option("--output,-o", options->output, "Image to write; its suffix names the format")
      ->required()
      ->type_name("FILE")
      ->group("Output");
  command.add_option("--labels-out", options->labelsOut, "Also write the labels (16 bits, 32 if need be)")
      ->type_name("FILE")
      ->group("Output");
  command.add_flag("--save-sketch", options->saveSketch, "Also write the sketch beside the image (.cysk)")
      ->group("Output");
  command.add_flag("--float", options->asFloat, "Write network values -1...1 as 32-bit floats")->group("Output");
  command.add_flag("--source-greys", options->sourceGreys, "Write the greys of the --grey-from image's own scale")
      ->group("Output");
  addGenerationOptions(command, options->generation);
  command
      .add_option("--start-map", options->startMap,
                  "Image of the sketch's size with a start step (1 to 1000) per pixel: where it is below --t-start the "
                  "picture stays closer to the sketch")
      ->type_name("FILE")
      ->group("Generation");
  command.footer(footer);
  return [options](Console& console) { run(*options, console); };
}

} // namespace cytosketch
