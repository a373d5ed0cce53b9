#include "app/cli/realism.h"

#include "app/cli/clusters.h"
#include "app/cli/console.h"
#include "app/cli/contactsheet.h"
#include "app/cli/figuretable.h"
#include "app/cli/imagesource.h"
#include "app/common/resources.h"
#include "engine/diffusion/generator.h"
#include "engine/image/blur.h"
#include "engine/image/grey.h"
#include "engine/imageio/imagefile.h"
#include "engine/metrics/celltexture.h"
#include "engine/sketch/fromlabels.h"
#include "engine/sketch/raster.h"
#include "engine/study/faithful.h"

#include <chrono>
#include <map>

namespace cytosketch {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

struct Job {
  fs::path image;
  std::string stem;
  std::string cluster;
  std::uint64_t seed = 0;
  bool onSheet = false;
};

/// What one image gave.
struct Outcome {
  Job job;
  RealismFigures generated;
  RealismFigures sketch;
  KeptTexture later;  ///< of the cells that got a start step of their own
  KeptTexture others; ///< of all other cells
};

/// Marks `wanted` of the jobs (0 = all), spread evenly over each cluster.
template <typename Mark>
void spread(std::vector<Job>& jobs, int wanted, Mark mark) {
  std::map<std::string, std::vector<Job*>> clusters;
  for (Job& job : jobs) {
    clusters[job.cluster].push_back(&job);
  }
  for (auto& [name, members] : clusters) {
    const std::size_t count = wanted > 0 ? std::min<std::size_t>(members.size(), wanted) : members.size();
    for (std::size_t i = 0; i < count; ++i) {
      mark(*members[(2 * i + 1) * members.size() / (2 * count)]);
    }
  }
}

std::vector<Job> jobsOf(const RealismOptions& options, std::uint64_t seed) {
  if (options.images.empty() || options.masks.empty()) {
    throw SettingsError("real images and their masks are needed", "--images, --masks", "Give two folders");
  }
  const Clusters clusters(options.index, options.clusterColumn);
  std::vector<Job> jobs;
  for (const fs::path& image : imagesIn(options.images)) {
    const std::string stem = stemOf(image);
    jobs.push_back({image, stem, clusters.of(image, stem), seed + jobs.size(), false});
  }
  std::map<std::string, bool> chosen;
  spread(jobs, options.limit, [&](Job& job) { chosen[job.stem] = true; });
  std::erase_if(jobs, [&](const Job& job) { return !chosen.contains(job.stem); });
  if (!options.contactSheet.empty()) {
    spread(jobs, std::max(1, options.sheetImages), [](Job& job) { job.onSheet = true; });
  }
  std::stable_sort(jobs.begin(), jobs.end(), [](const Job& a, const Job& b) { return a.cluster < b.cluster; });
  return jobs;
}

struct Example {
  Sketch sketch;
  RealismImages images;
};

Example exampleOf(const Job& job, const RealismOptions& options, double sigma, const ModelCard& card) {
  const fs::path mask = imageWithStem(options.masks, job.stem);
  Example example;
  RealismImages& images = example.images;
  images.real = readReal(job.image, 0, card.lowPercentile, card.highPercentile).grey;
  images.labels = readLabels(mask);
  namingFile(mask, [&] { example.sketch = sketchFromLabels(images.labels, CellKind::Nucleus, images.real); });
  images.sketch = rasteriseGrey(example.sketch);
  images.window = options.window;
  images.blurred = gaussianBlur(images.sketch, {sigma, sigma, sigma});
  return example;
}

Image<float> greyOf(Image<float> network) {
  float* voxels = network.mutableData();
  std::transform(voxels, voxels + network.size(), voxels, greyOfNetworkValue);
  return network;
}

void addTextures(const RealismImages& images, const Image<float>& grey, const GenerationSettings& resolved,
                 Outcome& outcome) {
  const auto generated = cellTextures(images.labels, grey);
  for (const auto& [label, real] : cellTextures(images.labels, images.real)) {
    (resolved.cellStarts.contains(label) ? outcome.later : outcome.others).add(generated.at(label), real);
  }
}

/// The place with most cells; of a volume its densest slice and a section along z.
void addExamples(const Job& job, const RealismImages& images, const Image<float>& grey,
                 std::vector<SheetExample>& examples) {
  const Box place = densestWindow(images.labels, sheetEdge);
  const bool volume = images.real.extent().z > 1;
  examples.push_back({volume ? job.stem + "  z " + std::to_string(place.z0) : job.cluster + "  " + job.stem,
                      windowOf(images.real, place), windowOf(images.sketch, place), windowOf(grey, place)});
  if (volume) {
    const SideView side = densestSide(images.labels, place);
    examples.push_back({job.stem + "  y " + std::to_string(side.y) + ", side", sideOf(images.real, side),
                        sideOf(images.sketch, side), sideOf(grey, side)});
  }
}

/// Rows "cluster" and "cluster, sketch" for each cluster, then over all images.
std::vector<FigureRow> rowsOf(const std::vector<Outcome>& outcomes) {
  std::map<std::string, std::pair<std::vector<RealismFigures>, std::vector<RealismFigures>>> clusters;
  std::pair<std::vector<RealismFigures>, std::vector<RealismFigures>> all;
  for (const Outcome& outcome : outcomes) {
    auto& cluster = clusters[outcome.job.cluster];
    for (auto* group : {&cluster, &all}) {
      group->first.push_back(outcome.generated);
      group->second.push_back(outcome.sketch);
    }
  }
  std::vector<FigureRow> rows;
  const auto add = [&rows](const std::string& name, const auto& group) {
    rows.push_back({name, summarise(group.first)});
    rows.push_back({"  blurred sketch", summarise(group.second)});
  };
  for (const auto& [name, group] : clusters) {
    add(name + " (" + std::to_string(group.first.size()) + ")", group);
  }
  add("all (" + std::to_string(outcomes.size()) + ")", all);
  return rows;
}

/// Texture of the cells that start later and of the others, over all images.
std::pair<KeptTexture, KeptTexture> texturesOf(const std::vector<Outcome>& outcomes) {
  std::pair<KeptTexture, KeptTexture> sums;
  for (const Outcome& outcome : outcomes) {
    sums.first.add(outcome.later);
    sums.second.add(outcome.others);
  }
  return sums;
}

std::string textOf(const KeptTexture& texture) {
  return std::to_string(texture.cells) + " cells, " + fixed(texture.share(), 2) + " (fine " +
         fixed(texture.fineShare(), 2) + ")";
}

Json jsonOf(const KeptTexture& texture) {
  return {{"cells", texture.cells}, {"variance", texture.share()}, {"fineVariance", texture.fineShare()}};
}

Json jsonOf(const std::vector<Outcome>& outcomes, const std::vector<FigureRow>& rows, const Model& model,
            const GenerationSettings& settings, double seconds) {
  Json json{{"model", {{"name", model.card().name}, {"hash", model.hash()}}},
            {"settings", Json::parse(toJson(settings))},
            {"secondsOfGeneration", seconds}};
  for (std::size_t i = 0; i + 1 < rows.size(); i += 2) {
    json["clusters"].push_back({{"generated", jsonOf(rows[i])}, {"blurredSketch", jsonOf(rows[i + 1])}});
  }
  json["all"] = json["clusters"].back();
  json["clusters"].erase(json["clusters"].size() - 1);
  const auto [later, others] = texturesOf(outcomes);
  json["texture"] = {{"cellsThatStartLater", jsonOf(later)}, {"otherCells", jsonOf(others)}};
  for (const Outcome& outcome : outcomes) {
    Json image = jsonOf(FigureRow{outcome.job.stem, summarise(std::span(&outcome.generated, 1))});
    image["cluster"] = outcome.job.cluster;
    image["seed"] = outcome.job.seed;
    image["lostLabels"] = outcome.generated.lost.lostLabels;
    json["images"].push_back(image);
  }
  return json;
}

} // namespace

void judgeModel(const RealismOptions& options, Console& console) {
  GenerationSettings settings = settingsOf(options.generation);
  requireOneModel(settings);
  const std::vector<Job> jobs = jobsOf(options, settings.seed);
  const std::shared_ptr<const Model> model = Model::load(findModel(settings.model, modelFolders()));
  std::vector<Outcome> outcomes;
  std::vector<SheetExample> examples;
  double seconds = 0.0;
  const auto start = std::chrono::steady_clock::now();
  for (const Job& job : jobs) {
    const Example example = exampleOf(job, options, settings.sigma, model->card());
    const RealismImages& images = example.images;
    GenerationSettings own = settings;
    own.seed = job.seed;
    GenerationHooks hooks;
    hooks.stop = console.stop();
    hooks.progress = [&](const GenerationProgress& progress) {
      const double done = (static_cast<double>(outcomes.size()) + progress.fraction) / static_cast<double>(jobs.size());
      const double elapsed = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
      console.progress(done, job.cluster + " " + job.stem, done > 0.0 ? elapsed * (1.0 - done) / done : -1.0);
    };
    const FaithfulResult faithful = generateSketch(*model, example.sketch, own, hooks);
    const GenerationResult& result = faithful.result;
    seconds += result.seconds;
    const Image<float> grey = greyOf(result.image);
    if (!options.output.empty()) {
      writeImage(toUInt16(grey), fs::path(options.output) / (job.stem + ".tif"));
    }
    if (job.onSheet) {
      addExamples(job, images, grey, examples);
    }
    outcomes.push_back({job, measureRealism(images, grey), measureRealism(images, images.blurred), {}, {}});
    addTextures(images, grey, result.settings, outcomes.back());
  }
  console.endProgress();
  if (!options.contactSheet.empty()) {
    writeContactSheet(examples, options.contactSheet);
  }
  const std::vector<FigureRow> rows = rowsOf(outcomes);
  if (console.json) {
    console.print(jsonOf(outcomes, rows, *model, settings, seconds).dump(2));
  } else {
    printFigures(console, rows);
    const auto [later, others] = texturesOf(outcomes);
    console.print("\nVariance inside cells, generated/real: " + textOf(others) +
                  (later.cells > 0 ? "; of those that start later: " + textOf(later) : ""));
    console.print("\n" + std::to_string(jobs.size()) + " images generated in " + duration(seconds) + " with " +
                  model->card().name + " (" + model->hash() + ")");
  }
}

} // namespace cytosketch
