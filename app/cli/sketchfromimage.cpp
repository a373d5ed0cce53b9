#include "app/cli/sketchfromimage.h"

#include "app/cli/console.h"
#include "app/cli/imagesource.h"
#include "app/cli/sketchtarget.h"
#include "engine/image/error.h"
#include "engine/imageio/imagefile.h"
#include "engine/segmentation/segmentation.h"
#include "engine/sketch/sketchfile.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace cytosketch {
namespace {

namespace fs = std::filesystem;

std::string plain(double value) {
  const bool whole = value == std::floor(value);
  return whole ? std::to_string(static_cast<std::int64_t>(value)) : fixed(value, 1);
}

void printParameters(const SegmentationSettings& settings, Console& console) {
  nlohmann::ordered_json json;
  for (const Parameter& row : segmentationParameters(settings.kind)) {
    const double value = settings.value(row.key);
    const bool automatic = isAutomatic(row) && value == 0.0;
    json[std::string(row.key)] = automatic ? nlohmann::ordered_json("auto") : nlohmann::ordered_json(value);
    if (!console.json) {
      const std::string range = plain(row.minimum) + " to " + plain(row.maximum) + " " + std::string(row.unit);
      console.print(padded(std::string(row.key), 12) +
                    padded((automatic ? "auto" : plain(value)) + "  (" + range + ")", 28) + std::string(row.help));
    }
  }
  if (console.json) {
    console.print(json.dump(2));
  }
}

/// One channel of the image as it is in the file.
Image<float> readChannel(const fs::path& path, const std::string& axes, std::optional<std::int64_t> channel) {
  const Image<float> image = withAxes(readImage(path), axes, path);
  const Extent& e = image.extent();
  if (e.c > 1 && !channel) {
    throw SettingsError("has " + std::to_string(e.c) + " channels", path.string(),
                        "Choose one with --channel, from 0 to " + std::to_string(e.c - 1));
  }
  return channelOf(image, channel.value_or(0), path);
}

void report(const Segmentation& result, const std::vector<std::string>& files, Console& console) {
  if (console.json) {
    console.print(nlohmann::ordered_json{
        {"cells", result.cells},
        {"size", result.size},
        {"sizeEstimated", result.sizeEstimated},
        {"depth", result.voxelDepth},
        {"files",
         files}}.dump(2));
    return;
  }
  std::string line;
  for (const std::string& file : files) {
    line += (line.empty() ? "" : ", ") + file;
  }
  console.print(line + ": " + std::to_string(result.cells) + (result.cells == 1 ? " cell" : " cells") + " of about " +
                fixed(result.size, 1) + " px" + (result.sizeEstimated ? " (estimated)" : ""));
}

void requireOutputs(const std::string& sketch, const std::string& labels) {
  if (sketch.empty() && labels.empty()) {
    throw SettingsError("nothing to write", "--output", "Name a sketch file (.cysk), or --labels");
  }
  if (!sketch.empty() && fs::path(sketch).extension() != ".cysk") {
    throw SettingsError("a sketch's name must end in .cysk", sketch, "Rename it; --labels writes an image");
  }
}

} // namespace

void SketchFromImage::addOptions(CLI::App& command) {
  const char* const group = "From a real image";
  command.add_option("--from-image", path_, "Real image whose cells are found roughly")
      ->type_name("FILE")
      ->group(group);
  command.add_option("--set", assignments_, "Change a parameter of the segmentation; may be given again")
      ->type_name("KEY=VALUE")
      ->allow_extra_args(false)
      ->group(group);
  command.add_flag("--parameters", parameters_, "List the parameters of --kind with values and ranges")->group(group);
  command.add_option("--labels", labels_, "Label image to write as well")->type_name("FILE")->group(group);
  command.add_option("--channel", channel_, "Channel of the image, from 0")->group(group);
  command.add_option("--axes", axes_, "What the pages of a stack are: zyx slices, tyx frames [as the file says]")
      ->group(group);
}

void SketchFromImage::run(const SketchTarget& target, Console& console) const {
  SegmentationSettings settings;
  settings.kind = segmentationKindOf(target.kind.empty() ? name(SegmentationKind::Nuclei) : target.kind);
  for (const std::string& assignment : assignments_) {
    settings.set(assignment);
  }
  if (parameters_) {
    return printParameters(settings, console);
  }
  requireOutputs(target.output, labels_);
  const Image<float> image = readChannel(path_, axes_, channel_);
  Segmentation result;
  namingFile(path_, [&] {
    result = segment(image, settings,
                     {console.stop(), [&](double fraction) { console.progress(fraction, "finding cells"); }});
  });
  console.endProgress();
  if (result.cells == 0) {
    throw FormatError("no cells were found", path_, "Try --set size=PIXELS, or a lower --set contrast=PERCENT");
  }
  std::vector<std::string> files;
  if (!target.output.empty()) {
    writeSketch(sketchOf(result), target.output);
    files.push_back(target.output);
  }
  if (!labels_.empty()) {
    writeLabels(result.labels, labels_);
    files.push_back(labels_);
  }
  report(result, files, console);
}

} // namespace cytosketch
