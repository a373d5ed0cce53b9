#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/imagesource.h"
#include "app/cli/parameteroptions.h"
#include "app/common/resources.h"
#include "engine/study/report.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

namespace cytosketch {
namespace {

namespace fs = std::filesystem;

constexpr const char* footer =
    "For every start step and blur: how far the noise hides the difference between sketch and real image (D_B, D_KL "
    "of\n"
    "the noisy grey histograms, forward study), and what the model makes of it (PSNR, ZNCC, contrast of each cell, "
    "time,\n"
    "backward study). The report recommends the earliest start step whose D_B is near its lowest value and whose "
    "image\n"
    "still resembles the sketch. Images are kept in the cache folder: what was computed once is not computed again, "
    "and\n"
    "a study that was stopped goes on where it was. Without --real there is a contact sheet to judge by eye.\n"
    "\n"
    "Examples:\n"
    "  cytosketch-cli sweep --real images/ --labels masks/ --model nuclei-2d --t-start 100,200,400 --sigma 0,1,2 \\\n"
    "      --output report/\n"
    "      folders: files of the same name belong together; open report/index.html\n"
    "  cytosketch-cli sweep --real real.tif --labels labels.tif --forward-only --output report/\n"
    "  cytosketch-cli sweep --real images/ --labels masks/ --auto-start --output report/\n"
    "      what it is worth to let lost cells start later, point by point\n"
    "  cytosketch-cli sweep --sketch sketch.cysk --t-start 200,300,400 --sigma 1 --output sheet/";

/// Options of a generation that a study has in a form of its own.
constexpr std::array<std::string_view, 3> ownForms{"t-start", "sigma", "auto-start"};

struct SweepOptions {
  std::string real;
  std::string labels;
  std::string sketch;
  std::string tStarts = listText(std::span<const int>(StudyGrid().tStarts));
  std::string sigmas = listText(std::span<const double>(StudyGrid().sigmas));
  std::string output;
  std::size_t limit = 0;
  std::size_t pictures = 3;
  bool forwardOnly = false;
  bool autoStart = false; ///< a study shows what the start step does, so not by itself
  bool noCache = false;
  ParameterValues rule;
  GenerationOptions generation;
};

StudyGrid gridOf(const SweepOptions& options) {
  try {
    return {tStartsOf(options.tStarts), sigmasOf(options.sigmas)};
  } catch (const SettingsError& error) {
    throw SettingsError(error.problem(), "--" + error.where(), error.remedy());
  }
}

RecommendationRule ruleOf(const SweepOptions& options) {
  RecommendationRule rule;
  rule.tolerance = numberGiven(studyParameters(), options.rule, "tolerance").value_or(rule.tolerance);
  rule.leastZncc = numberGiven(studyParameters(), options.rule, "least-zncc").value_or(rule.leastZncc);
  return rule;
}

std::vector<StudySource> sourcesOf(const SweepOptions& options, const Model* model, std::uint64_t seed) {
  if (!options.real.empty()) {
    if (options.labels.empty() || !options.sketch.empty()) {
      throw SettingsError("a real image needs the labels of its cells", "--real, --labels",
                          "Give both, without --sketch");
    }
    return model ? studySources(options.real, options.labels, options.limit, model->card().lowPercentile,
                                model->card().highPercentile)
                 : studySources(options.real, options.labels, options.limit);
  }
  if (options.forwardOnly) {
    throw SettingsError("a forward study compares with real images", "--real", "Give real images and their labels");
  }
  SketchSource source;
  source.sketch = options.sketch;
  if (!options.labels.empty()) {
    source.labels = {options.labels};
  }
  const StudyPair pair =
      pairOfSketch(stemOf(options.sketch.empty() ? options.labels : options.sketch), loadSketch(source, seed));
  return {{pair.name, [pair] { return pair; }}};
}

std::string pointText(const GridPoint& point) {
  return padded(std::to_string(point.tStart), 7, true) + padded(fixed(point.sigma, 1), 7, true);
}

void print(Console& console, const std::vector<StudyRow>& rows, const ReportHead& head, const fs::path& page) {
  const std::string texture =
      head.texture > 0.0 ? " (sketches with the model's texture, strength " + fixed(head.texture, 2) + ")" : "";
  console.print("D_B, D_KL(real||sketch) of the noisy histograms" + texture +
                "; PSNR in dB; ZNCC to the blurred sketch; contrast left of "
                "the cells (1 = as drawn); seconds per image\n");
  console.print("t_start  sigma      D_B     D_KL    PSNR   ZNCC  contrast   lost      s");
  for (const StudyRow& row : rows) {
    const bool made = row.images > 0;
    const BackwardFigures& f = row.backward;
    console.print(pointText(row.point) + padded(fixed(row.forward.bhattacharyya, 5), 9, true) +
                  padded(fixed(row.forward.kullbackLeibler, 5), 9, true) + padded(fixed(f.psnr, 2), 8, true) +
                  padded(fixed(f.zncc, 3), 7, true) + padded(fixed(f.contrast, 2), 10, true) +
                  padded(made ? fixed(f.lost.percent(), 1) + "%" : "–", 7, true) +
                  padded(made ? fixed(f.seconds, 1) : "–", 7, true));
  }
  console.print("\n" + reasonsOf(recommend(rows, head.rule), head.rule));
  console.print("Report: " + page.string());
}

void run(const SweepOptions& options, Console& console) {
  const StudyGrid grid = gridOf(options);
  const RecommendationRule rule = ruleOf(options);
  StudyRequest request;
  request.grid = grid;
  request.settings = settingsOf(options.generation);
  request.settings.autoStart = options.autoStart;
  requireOneModel(request.settings);
  std::shared_ptr<const Model> model;
  if (!options.forwardOnly || !options.generation.models.empty()) {
    model = Model::load(findModel(request.settings.model, modelFolders()));
    request.texture = {model->card().texture, request.settings.texture};
  }
  request.model = options.forwardOnly ? nullptr : model.get();
  request.sources = sourcesOf(options, model.get(), request.settings.seed);
  StudyReport::makeFolder(options.output);
  StudyReport report(options.pictures);
  StudyHooks hooks;
  hooks.stop = console.stop();
  hooks.loaded = [&](std::size_t source, const StudyPair& pair) { report.addSource(source, pair); };
  hooks.image = [&](const StudyImage& image) { report.addImage(image); };
  hooks.progress = [&](const StudyProgress& progress) {
    console.progress(static_cast<double>(progress.done) / progress.images,
                     "image " + std::to_string(progress.done) + "/" + std::to_string(progress.images),
                     progress.etaSeconds);
  };
  const StudyCache cache(options.noCache ? fs::path() : studyCacheFolder());
  const std::vector<StudyRow> rows = runStudy(request, cache, hooks);
  console.endProgress();
  ReportHead head{"", "", request.settings, rule, request.texture.stated()};
  if (request.model) {
    head.modelName = model->card().name;
    head.modelHash = model->hash();
  }
  const fs::path page = report.write(options.output, rows, head);
  if (console.json) {
    console.print(report.json(rows, head));
  } else {
    print(console, rows, head, page);
  }
}

} // namespace

Run addSweep(CLI::App& command) {
  const auto options = std::make_shared<SweepOptions>();
  const std::string group = "Study";
  command.add_option("--real", options->real, "Real image, or a folder of them")->type_name("FILE|DIR")->group(group);
  command.add_option("--labels", options->labels, "Labels of its cells, or a folder of them with the same names")
      ->type_name("FILE|DIR")
      ->group(group);
  command.add_option("--sketch", options->sketch, "Instead of both: a sketch, for a contact sheet to judge by eye")
      ->type_name("FILE")
      ->group(group);
  command.add_option("--t-start", options->tStarts, "Start steps to try, with commas between them")
      ->type_name("LIST")
      ->capture_default_str()
      ->group(group);
  command.add_option("--sigma", options->sigmas, "Blurs of the sketch to try, in voxels")
      ->type_name("LIST")
      ->capture_default_str()
      ->group(group);
  command.add_option("--output,-o", options->output, "Folder for the report (made if missing)")
      ->required()
      ->type_name("DIR")
      ->group(group);
  command.add_option("--limit", options->limit, "At most so many images, spread evenly over the folder; 0 = all")
      ->capture_default_str()
      ->group(group);
  command.add_option("--pictures", options->pictures, "So many images are shown with pictures")
      ->capture_default_str()
      ->group(group);
  command
      .add_flag("--auto-start", options->autoStart,
                "Lost cells start later at every point, as in generation; else the study shows what the start step "
                "alone does")
      ->group("Generation");
  command
      .add_flag("--forward-only", options->forwardOnly,
                "Only the forward study, done in seconds: no model; one that is named gives sketches its texture")
      ->group(group);
  command.add_flag("--no-cache", options->noCache, "Neither use nor fill the cache of generated images")->group(group);
  addParameterOptions(command, studyParameters(), options->rule, "Recommendation");
  addGenerationOptions(command, options->generation, ownForms);
  command.footer(footer);
  return [options](Console& console) { run(*options, console); };
}

} // namespace cytosketch
