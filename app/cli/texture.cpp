#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/imagesource.h"
#include "app/common/resources.h"
#include "engine/diffusion/model.h"
#include "engine/image/blur.h"
#include "engine/imageio/imagefile.h"
#include "engine/sketch/fromlabels.h"
#include "engine/sketch/raster.h"

#include <memory>

namespace cytosketch {
namespace {

namespace fs = std::filesystem;

constexpr const char* footer =
    "A flat sketch shows by its evenness that it is one, even after noise, and the network then makes a picture that "
    "is "
    "too smooth. This measures how real images differ from their sketches, by scale and grey, and writes it into the "
    "model's card; generate --texture (1 unless told otherwise, 0 = none) adds it to sketches before the noise.\n"
    "\n"
    "Examples:\n"
    "  cytosketch-cli texture --model mine.cymodel --images train/images --masks train/masks --output mine.cymodel\n"
    "  cytosketch-cli texture --model mine.cymodel --images train/images --masks train/masks --strength 2 \\\n"
    "      --output rougher.cymodel     then compare both with evaluate --realism, on training images";

struct Options {
  std::string model, images, masks, output;
  double strength = 1.0;
  double sigma = 1.0;
};

/// Scales along z are shorter by the ratio of the spacings; with time as depth, or unknown spacing, they are the same.
double depthScaleOf(const ModelCard& card) {
  if (card.dimensions != 3) {
    return 0.0;
  }
  return card.spacing.size() == 3 && card.spacing[0] > 0.0 ? std::min(card.spacing[2] / card.spacing[0], 1.0) : 1.0;
}

void run(const Options& options, Console& console) {
  const std::shared_ptr<const Model> model = Model::load(findModel(options.model, modelFolders()));
  ModelCard card = model->card();
  TextureMeasurement measurement(depthScaleOf(card));
  const std::vector<fs::path> images = imagesIn(options.images);
  for (std::size_t i = 0; i < images.size(); ++i) {
    console.throwIfStopped();
    const fs::path mask = imageWithStem(options.masks, stemOf(images[i]));
    const Image<float> real = readReal(images[i], 0, card.lowPercentile, card.highPercentile).grey;
    namingFile(mask, [&] {
      const Image<float> sketch = rasteriseGrey(sketchFromLabels(readLabels(mask), CellKind::Nucleus, real));
      const double depth = real.extent().z > 1 ? options.sigma : 0.0;
      measurement.add(real, gaussianBlur(sketch, {depth, options.sigma, options.sigma}));
    });
    console.progress(static_cast<double>(i + 1) / static_cast<double>(images.size()), images[i].filename().string());
  }
  console.endProgress();
  card.texture = measurement.result(options.strength);
  writeModel(*model, card, options.output);
  console.print(options.output + ": texture of " + std::to_string(images.size()) + " images");
}

} // namespace

Run addTexture(CLI::App& command) {
  const auto options = std::make_shared<Options>();
  command.add_option("--model", options->model, "Model that gets the texture, by name or path")->required();
  command.add_option("--images", options->images, "Folder of real images like those it has learned from")
      ->type_name("DIR")
      ->required();
  command.add_option("--masks", options->masks, "Folder of their label images, same names")
      ->type_name("DIR")
      ->required();
  command.add_option("--strength", options->strength, "Factor on what is measured")
      ->check(CLI::Range(0.0, 10.0))
      ->capture_default_str();
  command.add_option("--sigma", options->sigma, "Blur of the sketches in voxels, as it will be when generating")
      ->check(CLI::Range(0.0, 20.0))
      ->capture_default_str();
  command.add_option("--output,-o", options->output, "Model to write (.cymodel)")->type_name("FILE")->required();
  command.footer(footer);
  return [options](Console& console) { run(*options, console); };
}

} // namespace cytosketch
