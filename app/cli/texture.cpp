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
    "is too smooth. This measures how real images differ from their sketches (relief: how much stronger their coarse "
    "shapes are; texture: by scale and grey) and writes it into the model's card; generate --texture (1 unless told "
    "otherwise, 0 = none) gives it to sketches before the noise.\n"
    "\n"
    "Examples:\n"
    "  cytosketch-cli texture --model mine.cymodel --images train/images --masks train/masks --output mine.cymodel\n"
    "  cytosketch-cli texture --model mine.cymodel --images train/images --masks train/masks --strength 2 \\\n"
    "      --output rougher.cymodel     then compare both with evaluate --realism, on training images";

struct Options {
  std::string model, images, masks, output;
  double strength = 1.0;
  double noise = 1.0;
  double sigma = 1.0;
};

/// Scales along z are shorter by the ratio of the spacings; with time as depth, or unknown spacing, they are the same.
double depthScaleOf(const ModelCard& card) {
  if (card.dimensions != 3) {
    return 0.0;
  }
  return card.spacing.size() == 3 && card.spacing[0] > 0.0 ? std::min(card.spacing[2] / card.spacing[0], 1.0) : 1.0;
}

/// Calls visit(real, blurred sketch) for each pair.
template <typename Visit>
void forEachPair(const Options& options, const ModelCard& card, Console& console, const Visit& visit) {
  const std::vector<fs::path> images = imagesIn(options.images);
  for (std::size_t i = 0; i < images.size(); ++i) {
    console.throwIfStopped();
    const fs::path mask = imageWithStem(options.masks, stemOf(images[i]));
    const Image<float> real = readReal(images[i], 0, card.lowPercentile, card.highPercentile).grey;
    namingFile(mask, [&] {
      const Image<float> sketch = rasteriseGrey(sketchFromLabels(readLabels(mask), CellKind::Nucleus, real));
      const double depth = real.extent().z > 1 ? options.sigma : 0.0;
      visit(real, gaussianBlur(sketch, {depth, options.sigma, options.sigma}));
    });
    console.progress(static_cast<double>(i + 1) / static_cast<double>(images.size()), images[i].filename().string());
  }
  console.endProgress();
}

/// Relief first, since texture is what still differs when sketches have theirs.
TextureModel measured(const Options& options, const ModelCard& card, Console& console) {
  const double depthScale = depthScaleOf(card);
  ReliefMeasurement relief(depthScale);
  forEachPair(options, card, console, [&](const auto& real, const auto& sketch) { relief.add(real, sketch); });
  const std::vector<ReliefGains> gains = relief.result();
  TextureMeasurement texture(depthScale);
  forEachPair(options, card, console, [&](const auto& real, Image<float> sketch) {
    applyRelief(sketch, gains, 1.0, depthScale);
    texture.add(real, sketch);
  });
  TextureModel result = texture.result(options.strength);
  result.relief = gains;
  result.noise = options.noise;
  return result;
}

void run(const Options& options, Console& console) {
  const std::shared_ptr<const Model> model = Model::load(findModel(options.model, modelFolders()));
  ModelCard card = model->card();
  card.texture = measured(options, card, console);
  writeModel(*model, card, options.output);
  const ReliefGains& gains = card.texture.relief.front();
  console.print(options.output + ": texture of " + std::to_string(imagesIn(options.images).size()) +
                " images, relief " + fixed(gains[0], 2) + " and " + fixed(gains[1], 2));
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
  command
      .add_option("--noise", options->noise,
                  "Factor on the noise that the sampler draws afresh; 1.02 or 1.03 gives back finest grain that the "
                  "network takes away")
      ->check(CLI::Range(1.0, 1.5))
      ->capture_default_str();
  command.add_option("--sigma", options->sigma, "Blur of the sketches in voxels, as it will be when generating")
      ->check(CLI::Range(0.0, 20.0))
      ->capture_default_str();
  command.add_option("--output,-o", options->output, "Model to write (.cymodel)")->type_name("FILE")->required();
  command.footer(footer);
  return [options](Console& console) { run(*options, console); };
}

} // namespace cytosketch
