#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/imagesource.h"
#include "engine/image/atomicfile.h"
#include "engine/imageio/imagefile.h"
#include "engine/sketch/raster.h"
#include "engine/sketch/sketchfile.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>

namespace cytosketch {
namespace {

namespace fs = std::filesystem;

constexpr const char* footer =
    "Formats are told by the suffix: .tif .png .nrrd .mha .nii .nii.gz for images and labels, .cysk for sketches.\n"
    "An image keeps its type of number and its values; a label image written with --labels is read back and compared.\n"
    "\n"
    "Examples:\n"
    "  cytosketch-cli convert stack.nrrd stack.tif\n"
    "  cytosketch-cli convert --labels labels.nii.gz labels.tif\n"
    "  cytosketch-cli convert --normalise photograph.tif preview.png      percentiles 0.1 and 99.9 become black and "
    "white\n"
    "  cytosketch-cli convert labels.tif cells.cysk --grey-from real.tif  labels to a sketch with real greys\n"
    "  cytosketch-cli convert cells.cysk labels.tif                       the sketch's labels (--grey: its greys)";

struct ConvertOptions {
  std::string in;
  std::string out;
  bool labels = false;
  bool grey = false;
  bool normalise = false;
  std::string kind = "nucleus";
  std::optional<std::int64_t> channel;
  std::uint64_t seed = 1;
  SketchSource source;
};

bool isSketch(const fs::path& path) {
  return path.extension() == ".cysk";
}

template <typename T>
Image<T> rounded(const Image<float>& image) {
  Image<T> result(image.extent(), T{}, image.spacing());
  std::transform(image.begin(), image.end(), result.mutableData(),
                 [](float value) { return static_cast<T>(std::lround(value)); });
  return result;
}

/// Labels are written, read back and compared before they take their place.
void convertLabels(const Image<std::uint32_t>& labels, const fs::path& out) {
  writeAtomically(out, [&](const fs::path& temporary) {
    writeLabels(labels, temporary);
    const Image<std::uint32_t> back = readLabels(temporary);
    if (!(back.extent() == labels.extent()) || !std::equal(labels.begin(), labels.end(), back.begin())) {
      throw FileError("the labels would not survive in this format", out.string(), "Choose .tif or .nrrd");
    }
  });
}

void convertImage(const ConvertOptions& options) {
  const PixelType type = readImageInfo(options.in).pixelType;
  if (options.labels || (type == PixelType::UInt32 && !options.normalise)) {
    return convertLabels(readLabels(options.in), options.out);
  }
  const Image<float> image = readImage(options.in);
  if (options.normalise) {
    Image<float> grey;
    namingFile(options.in, [&] { grey = normalised(image, percentileLimits(image)); });
    return writeImage(toUInt16(grey), options.out);
  }
  switch (type) {
  case PixelType::UInt8:
    return writeImage(rounded<std::uint8_t>(image), options.out);
  case PixelType::UInt16:
    return writeImage(rounded<std::uint16_t>(image), options.out);
  default:
    return writeImage(image, options.out);
  }
}

void convertSketch(const ConvertOptions& options) {
  const Sketch sketch = readSketch(options.in);
  if (isSketch(options.out)) {
    writeSketch(sketch, options.out);
  } else if (options.grey) {
    writeImage(toUInt16(rasteriseGrey(sketch)), options.out, {"grey: uint16 = round(65535 g), g in 0...1", true});
  } else {
    if (options.channel && *options.channel >= sketch.extent().c) {
      throw SettingsError("there is no channel " + std::to_string(*options.channel) + " among " +
                              std::to_string(sketch.extent().c),
                          "--channel", "Channels count from 0");
    }
    convertLabels(rasteriseLabels(sketch, kindOf(options.kind), options.channel), options.out);
  }
}

void requireMeaning(const ConvertOptions& options) {
  const auto refuse = [](const std::string& option, const std::string& when) {
    throw SettingsError("means nothing here", option, "Use it " + when);
  };
  if (options.grey && (!isSketch(options.in) || isSketch(options.out))) {
    refuse("--grey", "to write a sketch as an image");
  }
  if ((options.normalise || options.labels) && (isSketch(options.in) || isSketch(options.out))) {
    refuse(options.normalise ? "--normalise" : "--labels", "from image to image");
  }
  if (options.normalise && options.labels) {
    throw SettingsError("labels must keep their values", "--normalise, --labels", "Give one of the two");
  }
  if (options.channel && (!isSketch(options.in) || isSketch(options.out) || options.grey)) {
    refuse("--channel", "to write a sketch's labels");
  }
  if ((!options.source.greyFrom.empty() || !options.source.brightness.empty()) &&
      (isSketch(options.in) || !isSketch(options.out))) {
    refuse("--grey-from, --brightness", "to make a sketch from labels");
  }
}

void convert(const ConvertOptions& options) {
  requireMeaning(options);
  if (isSketch(options.in)) {
    convertSketch(options);
  } else if (isSketch(options.out)) {
    SketchSource source = options.source;
    source.labels = {options.in};
    source.kinds = {options.kind};
    writeSketch(loadSketch(source, options.seed), options.out);
  } else {
    convertImage(options);
  }
}

} // namespace

Run addConvert(CLI::App& command) {
  const auto options = std::make_shared<ConvertOptions>();
  command.add_option("IN", options->in, "What is read")->required();
  command.add_option("OUT", options->out, "What is written; its suffix names the format")->required();
  command.add_flag("--labels", options->labels, "The image holds labels: never change a value, 32 bits if need be");
  command.add_flag("--normalise", options->normalise,
                   "Map percentiles 0.1 and 99.9 of each channel to 0 and 65535 (16 bits)");
  command.add_flag("--grey", options->grey, "Write a sketch's greys instead of its labels");
  command.add_option("--kind", options->kind, "Kind of cell that the labels are: nucleus, cytoplasm or whole-cell")
      ->capture_default_str();
  command.add_option("--channel", options->channel, "Sketch to labels: only the cells of this channel, from 0 [all]")
      ->check(CLI::NonNegativeNumber);
  command.add_option("--grey-from", options->source.greyFrom,
                     "Labels to sketch: each cell takes its mean grey in this real image");
  command.add_option("--brightness", options->source.brightness,
                     "Labels to sketch: range of brightness, drawn by --seed [" + std::string(defaultBrightness) + "]");
  command.add_option("--seed", options->seed, "Draws the brightnesses")->capture_default_str();
  command.footer(footer);
  return [options](Console& console) {
    convert(*options);
    if (console.json) {
      console.print(nlohmann::json{{"file", options->out}}.dump(2));
    } else {
      console.print(options->out);
    }
  };
}

} // namespace cytosketch
