#include "engine/dataset/detail/samplemaker.h"

#include "engine/dataset/detail/layoutfiles.h"
#include "engine/dataset/fingerprint.h"
#include "engine/diffusion/generator.h"
#include "engine/image/blur.h"
#include "engine/image/error.h"
#include "engine/image/grey.h"
#include "engine/metrics/lostcells.h"
#include "engine/metrics/similarity.h"
#include "engine/sketch/raster.h"
#include "engine/sketch/sketchfile.h"
#include "engine/study/faithful.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace cytosketch {
namespace fs = std::filesystem;
namespace {

Image<float> firstChannel(const Image<float>& image) {
  const Extent& e = image.extent();
  if (e.c == 1) {
    return image;
  }
  Image<float> first({e.t, 1, e.z, e.y, e.x}, 0.0F, image.spacing());
  for (std::int64_t t = 0; t < e.t; ++t) {
    std::copy_n(image.channel(t, 0), e.volume(), first.mutableChannel(t, 0));
  }
  return first;
}

SampleFigures measured(const Sketch& sketch, const Image<float>& drawn, const Image<float>& networkValues,
                       const Recipe& recipe, double sigma) {
  Image<float> grey = networkValues;
  float* const voxels = grey.mutableData();
  std::transform(voxels, voxels + grey.size(), voxels, greyOfNetworkValue);
  const LostCells lost = lostCells(singleLabels(sketch, recipe), drawn, grey);
  SampleFigures figures;
  figures.cells = static_cast<std::int64_t>(sketch.cellCount());
  figures.judged = lost.judged;
  figures.lost = lost.lost;
  figures.zncc = zncc(gaussianBlur(drawn, {sigma, sigma, sigma}), grey);
  const Image<float> first = firstChannel(grey);
  figures.meanGrey = std::accumulate(first.begin(), first.end(), 0.0) / static_cast<double>(first.size());
  return figures;
}

std::vector<FileRecord> recordsOf(const std::vector<std::string>& files, const fs::path& root,
                                  const std::string& prefix) {
  std::vector<FileRecord> records;
  for (const std::string& file : files) {
    records.push_back({prefix + file, bytesOnDisk(root / file), fileFingerprint(root / file)});
  }
  return records;
}

} // namespace

SampleMaker::SampleMaker(const DatasetPlan& plan, const Model& model)
    : plan_(plan), model_(model), supply_(plan.recipe), splits_(splitsOf(plan.recipe)) {}

std::string SampleMaker::nameOf(const Recipe& recipe, std::int64_t sample) {
  const std::size_t width = std::max<std::size_t>(5, std::to_string(recipe.count()).size());
  const std::string digits = std::to_string(sample);
  return "sample_" + std::string(width - std::min(width, digits.size()), '0') + digits;
}

GenerationSettings SampleMaker::settingsOf(std::int64_t sample, std::int64_t attempt) const {
  const Recipe& recipe = plan_.recipe;
  GenerationSettings settings = recipe.generation;
  SampleDraws draws(recipe.seed(), sample, DrawPurpose::Settings);
  for (const auto& [key, range] : recipe.generationRanges) { // in the order of their names
    if (key == "sigma") {
      settings.sigma = draws.uniform(range.low, range.high);
    } else {
      (key == "steps" ? settings.steps : settings.tStart) =
          static_cast<int>(draws.whole(std::lround(range.low), std::lround(range.high)));
    }
  }
  settings.seed = SampleDraws(recipe.seed(), sample, DrawPurpose::Noise, static_cast<std::uint32_t>(attempt)).bits();
  return settings;
}

bool SampleMaker::passes(const SampleFigures& figures) const {
  return figures.lostPercent() <= plan_.recipe.value("most-lost") && !(figures.zncc < plan_.recipe.value("least-zncc"));
}

MadeSample SampleMaker::make(std::int64_t sample, const std::stop_token& stop,
                             const std::function<void(double, std::int64_t)>& progress) const {
  const Recipe& recipe = plan_.recipe;
  SuppliedSketch supplied = supply_.sketchOf(sample, stop);
  const Image<float> drawn = rasteriseGrey(supplied.sketch);
  MadeSample made;
  made.record.index = sample;
  made.record.name = nameOf(recipe, sample);
  made.record.split = splits_.at(static_cast<std::size_t>(sample));
  made.record.origin = supplied.origin;
  const auto attempts = static_cast<std::int64_t>(recipe.value("attempts"));
  for (std::int64_t attempt = 0; attempt < attempts; ++attempt) {
    GenerationHooks hooks;
    hooks.stop = stop;
    hooks.progress = [&](const GenerationProgress& state) {
      if (progress) {
        progress(state.fraction, attempt);
      }
    };
    const GenerationSettings settings = settingsOf(sample, attempt);
    const GenerationResult result = settings.autoStart ? generateSketch(model_, supplied.sketch, settings, hooks).result
                                                       : generate(model_, drawn, settings, hooks);
    made.record.attempt = attempt;
    made.record.settings = toJson(result.settings);
    made.record.figures = measured(supplied.sketch, drawn, result.image, recipe, result.settings.sigma);
    made.content.image = exportedChannels(result.image, recipe);
    made.record.setAside = false;
    if (passes(made.record.figures)) {
      break;
    }
    made.record.setAside = recipe.choice("failing") == "set-aside";
  }
  made.record.extent = made.content.image.extent();
  made.content.index = sample;
  made.content.name = made.record.name;
  made.content.split = made.record.split;
  made.content.sketch = std::move(supplied.sketch);
  return made;
}

SampleRecord SampleMaker::write(const MadeSample& made, const fs::path& folder) const {
  SampleRecord record = made.record;
  Recipe recipe = plan_.recipe;
  const std::string prefix = record.setAside ? "set-aside/" : "";
  const fs::path root = folder / prefix;
  if (record.setAside) {
    recipe.values["validation"] = recipe.values["test"] = 0.0;
  }
  const Layout& layout = record.setAside ? pairLayout() : layoutOf(recipe);
  const WrittenSample written = layout.write(made.content, {recipe, root});
  record.files = recordsOf(written.files, root, prefix);
  record.part = written.part;
  if (recipe.on("sketches")) {
    const std::string file = "sketches/" + record.name + ".cysk";
    makeFolderOf(folder / file);
    writeSketch(made.content.sketch, folder / file);
    const std::vector<FileRecord> sketch = recordsOf({file}, folder, "");
    record.files.insert(record.files.end(), sketch.begin(), sketch.end());
  }
  return record;
}

Image<std::uint8_t> thumbnailOf(const Image<float>& networkValues, std::int64_t edge) {
  const Extent& e = networkValues.extent();
  const std::int64_t step = std::max<std::int64_t>(1, (std::max(e.y, e.x) + edge - 1) / edge);
  const Extent small{1, 1, 1, (e.y + step - 1) / step, (e.x + step - 1) / step};
  const float* const plane = networkValues.channel(0, 0) + e.z / 2 * e.y * e.x;
  std::vector<float> means;
  for (std::int64_t y = 0; y < small.y; ++y) {
    for (std::int64_t x = 0; x < small.x; ++x) {
      float sum = 0.0F;
      std::int64_t count = 0;
      for (std::int64_t v = y * step; v < std::min(e.y, (y + 1) * step); ++v) {
        for (std::int64_t u = x * step; u < std::min(e.x, (x + 1) * step); ++u, ++count) {
          sum += greyOfNetworkValue(plane[v * e.x + u]);
        }
      }
      means.push_back(sum / static_cast<float>(count));
    }
  }
  constexpr float white = 255.0F;
  const float brightest = std::max(1e-3F, *std::max_element(means.begin(), means.end()));
  Image<std::uint8_t> thumbnail(small);
  std::transform(means.begin(), means.end(), thumbnail.mutableData(),
                 [&](float g) { return static_cast<std::uint8_t>(std::lround(white * g / brightest)); });
  return thumbnail;
}

Image<std::uint32_t> thumbnailLabelsOf(const Sketch& sketch, std::int64_t edge) {
  const Extent& e = sketch.extent();
  const std::int64_t step = std::max<std::int64_t>(1, (std::max(e.y, e.x) + edge - 1) / edge);
  Image<std::uint32_t> labels({1, 1, 1, (e.y + step - 1) / step, (e.x + step - 1) / step});
  std::uint32_t* const out = labels.mutableData();
  Box slice = Box::whole(e);
  slice.z0 = e.z / 2;
  slice.z1 = slice.z0 + 1;
  for (const CellKind kind : {CellKind::WholeCell, CellKind::Cytoplasm, CellKind::Nucleus}) { // from bottom to top
    const Image<std::uint32_t> all = rasteriseLabels(sketch, 0, kind, slice);
    std::int64_t place = 0;
    for (std::int64_t y = 0; y < e.y; y += step) {
      for (std::int64_t x = 0; x < e.x; x += step, ++place) {
        out[place] = all.at(y, x) != 0 ? all.at(y, x) : out[place];
      }
    }
  }
  return labels;
}

std::int64_t exportedChannelCount(const Recipe& recipe, std::int64_t channels) {
  for (const int channel : recipe.channels) {
    if (channel >= channels) {
      throw SettingsError("there is no channel " + std::to_string(channel) + ": the sketches have " +
                              std::to_string(channels),
                          "channels", "Count from 0");
    }
  }
  return recipe.channels.empty() ? channels : static_cast<std::int64_t>(recipe.channels.size());
}

Image<float> exportedChannels(const Image<float>& image, const Recipe& recipe) {
  Extent e = image.extent();
  e.c = exportedChannelCount(recipe, e.c);
  if (recipe.channels.empty()) {
    return image;
  }
  Image<float> result(e, 0.0F, image.spacing());
  for (std::int64_t t = 0; t < e.t; ++t) {
    for (std::int64_t c = 0; c < e.c; ++c) {
      std::copy_n(image.channel(t, recipe.channels[static_cast<std::size_t>(c)]), e.volume(),
                  result.mutableChannel(t, c));
    }
  }
  return result;
}

} // namespace cytosketch
