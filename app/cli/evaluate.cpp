#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/figuretable.h"
#include "app/cli/imagesource.h"
#include "app/cli/parameteroptions.h"
#include "app/cli/realism.h"
#include "engine/image/blur.h"
#include "engine/imageio/imagefile.h"
#include "engine/sketch/fromlabels.h"
#include "engine/sketch/raster.h"

#include <memory>

namespace cytosketch {
namespace {

namespace fs = std::filesystem;

constexpr const char* footer =
    "Real images are normalised by their percentiles 0.1 and 99.9; generated images are read as this program writes\n"
    "them (integers: the whole range; floats: network values -1...1). With labels, a sketch with each cell at its "
    "mean\n"
    "real grey is made again to compare with.\n"
    "\n"
    "Examples:\n"
    "  cytosketch-cli evaluate --real real.tif --generated image.tif --labels labels.tif\n"
    "  cytosketch-cli evaluate --real reals/ --generated images/ --labels masks/ --json\n"
    "      folders: files of the same name belong together; each image and the mean\n"
    "  cytosketch-cli evaluate --realism --images heldout/images --masks heldout/masks --index index.csv \\\n"
    "      --cluster-column shape --model nuclei-2d --contact-sheet sheet.png\n"
    "      judges a model: sketches from the masks, generates, and compares with the real images, cluster by cluster";

struct CompareOptions {
  std::string real;
  std::string generated;
  std::string labels;
  double sketchSigma = 1.0;
  std::int64_t channel = 0;
  SpectrumWindow window = SpectrumWindow::Hann;
};

struct Files {
  std::string name;
  fs::path real;
  fs::path generated;
  fs::path labels; ///< empty if there are none
};

std::vector<Files> filesOf(const CompareOptions& options) {
  if (!fs::is_directory(options.generated)) {
    if (fs::is_directory(options.real) || fs::is_directory(options.labels)) {
      throw SettingsError("files and folders cannot be mixed", "--real, --generated, --labels",
                          "Give files only or folders only");
    }
    return {{stemOf(options.generated), options.real, options.generated, options.labels}};
  }
  std::vector<Files> files;
  for (const fs::path& generated : imagesIn(options.generated)) {
    const std::string stem = stemOf(generated);
    files.push_back({stem, imageWithStem(options.real, stem), generated,
                     options.labels.empty() ? fs::path() : imageWithStem(options.labels, stem)});
  }
  return files;
}

RealismFigures compare(const Files& files, const CompareOptions& options) {
  const Image<float> real = readReal(files.real, options.channel).grey;
  const Image<float> generated = readGenerated(files.generated, options.channel);
  RealismFigures figures;
  namingFile(files.generated, [&] {
    if (files.labels.empty()) {
      figures = measureAgainstReal(real, generated, options.window);
      return;
    }
    RealismImages images;
    images.window = options.window;
    images.real = real;
    images.labels = readLabels(files.labels);
    namingFile(files.labels,
               [&] { images.sketch = rasteriseGrey(sketchFromLabels(images.labels, CellKind::Nucleus, real)); });
    images.blurred = gaussianBlur(images.sketch, {options.sketchSigma, options.sketchSigma, options.sketchSigma});
    figures = measureRealism(images, generated);
  });
  return figures;
}

void compareFiles(const CompareOptions& options, Console& console) {
  if (options.real.empty() || options.generated.empty()) {
    throw SettingsError("a real and a generated image are needed", "--real, --generated",
                        "Give both, or --realism to judge a model");
  }
  const bool hasSketch = !options.labels.empty();
  const std::vector<Files> all = filesOf(options);
  std::vector<RealismFigures> figures;
  std::vector<FigureRow> rows;
  for (const Files& files : all) {
    console.throwIfStopped();
    figures.push_back(compare(files, options));
    rows.push_back({files.name, summarise(std::span(&figures.back(), 1)), hasSketch});
    if (all.size() > 1) {
      console.progress(static_cast<double>(figures.size()) / static_cast<double>(all.size()), files.name);
    }
  }
  const FigureRow mean{"mean", summarise(figures), hasSketch};
  if (console.json) {
    // The mean's figures stand on top too, where a script that compares two files looks for them.
    nlohmann::ordered_json json = jsonOf(mean);
    json["images"] = nlohmann::ordered_json::array();
    json["mean"] = jsonOf(mean);
    for (const FigureRow& row : rows) {
      json["images"].push_back(jsonOf(row));
    }
    console.print(json.dump(2));
    return;
  }
  if (rows.size() > 1) {
    rows.push_back(mean);
  }
  printFigures(console, rows);
}

void addCompareOptions(CLI::App& command, CompareOptions& options) {
  const std::string group = "Compare files";
  command.add_option("--real", options.real, "Real image, or a folder of them")->group(group);
  command.add_option("--generated", options.generated, "Generated image, or a folder of them")->group(group);
  command.add_option("--labels", options.labels, "Label image, or a folder of them: adds ZNCC and lost cells")
      ->group(group);
  command.add_option("--sketch-sigma", options.sketchSigma, "Blur in voxels of the sketch that ZNCC compares with")
      ->capture_default_str()
      ->group(group);
  command.add_option("--channel", options.channel, "Channel of both images, from 0")
      ->capture_default_str()
      ->group(group);
}

void addRealismOptions(CLI::App& command, bool& realism, RealismOptions& options) {
  const std::string group = "Judge a model";
  command.add_flag("--realism", realism, "Generate from the masks of real images and compare")->group(group);
  command.add_option("--images", options.images, "Folder of real images")->group(group);
  command.add_option("--masks", options.masks, "Folder of their label images, same names")->group(group);
  command.add_option("--index", options.index, "CSV table with a column 'stem', for --cluster-column")->group(group);
  command.add_option("--cluster-column", options.clusterColumn, "Column of the index that names each image's cluster")
      ->capture_default_str()
      ->group(group);
  command.add_option("--limit", options.limit, "Images per cluster, spread evenly; 0 = all")
      ->capture_default_str()
      ->group(group);
  command.add_option("--contact-sheet", options.contactSheet, "Write real | sketch | generated side by side (.png)")
      ->group(group);
  command.add_option("--sheet-images", options.sheetImages, "Images per cluster on the contact sheet")
      ->capture_default_str()
      ->group(group);
  command.add_option("--output", options.output, "Folder (existing) that the generated images are written to")
      ->group(group);
}

} // namespace

Run addEvaluate(CLI::App& command) {
  const auto compareOptions = std::make_shared<CompareOptions>();
  const auto realismOptions = std::make_shared<RealismOptions>();
  const auto realism = std::make_shared<bool>(false);
  command.add_flag_callback(
      "--no-window", [=] { compareOptions->window = realismOptions->window = SpectrumWindow::None; },
      "Band power without a Hann window: cells cut by the image's edge leak into the high bands");
  addCompareOptions(command, *compareOptions);
  addRealismOptions(command, *realism, *realismOptions);
  addGenerationOptions(command, realismOptions->generation);
  command.footer(footer);
  return [=](Console& console) {
    if (*realism) {
      judgeModel(*realismOptions, console);
    } else {
      compareFiles(*compareOptions, console);
    }
  };
}

} // namespace cytosketch
