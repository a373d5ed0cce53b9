#include "app/cli/sketchfromannotation.h"

#include "app/cli/sketchtarget.h"

#include "app/cli/console.h"
#include "app/cli/imagesource.h"
#include "engine/annotation/annotation.h"
#include "engine/sketch/sketchfile.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>

namespace cytosketch {
namespace {

namespace fs = std::filesystem;

constexpr const char* ownImage = "own";

std::optional<AnnotationFormat> formatOf(const std::string& name) {
  if (name == "auto") {
    return std::nullopt;
  }
  std::string names = "auto";
  for (const AnnotationFormatInfo& info : annotationFormats()) {
    if (info.name == name) {
      return info.format;
    }
    names += ", " + std::string(info.name);
  }
  throw SettingsError("'" + name + "' is no format", "--format", "Choose one of " + names);
}

std::string nameOf(AnnotationFormat format) {
  const auto formats = annotationFormats();
  return std::string(
      std::find_if(formats.begin(), formats.end(), [&](const auto& info) { return info.format == format; })->name);
}

void printList(const AnnotationList& list, Console& console) {
  nlohmann::ordered_json items = nlohmann::ordered_json::array();
  for (const AnnotationItem& item : list.items) {
    if (console.json) {
      items.push_back({{"item", item.name}, {"image", item.hasImage}});
    } else {
      console.print(item.name + (item.hasImage ? "  (with its image)" : ""));
    }
  }
  if (console.json) {
    console.print(nlohmann::ordered_json{{"format", nameOf(list.format)}, {"items", items}}.dump(2));
  }
}

} // namespace

void SketchFromAnnotation::addOptions(CLI::App& command) {
  command.add_option("--from", path_, "File or folder of annotations")->type_name("PATH");
  command.add_option("--format", format_, "What it is: auto, labels, ctc, cellpose, stardist, roi, coco or hdf5")
      ->capture_default_str();
  command.add_option("--item", item_, "Which of several annotated images; --list names them")->type_name("NAME");
  command.add_flag("--list", list_, "Only tell what is in it");
  command
      .add_option("--grey-from", greyFrom_,
                  "Each cell takes its mean grey in this real image; own: in the image that the format keeps")
      ->type_name("FILE|own");
  command.add_option("--brightness", brightness_,
                     "Range of brightness, drawn by --seed [" + std::string(defaultBrightness) + "]");
  command.add_option("--seed", seed_, "Draws the brightnesses")->capture_default_str();
  command.add_flag("--components", components_, "Label images: each connected area is a cell, whatever its label");
  command.add_option("--background", background_, "Label images: the label that is no cell")->capture_default_str();
}

void SketchFromAnnotation::run(const SketchTarget& target, Console& console) const {
  if (!list_ && fs::path(target.output).extension() != ".cysk") {
    throw SettingsError("a sketch's name must end in .cysk", "--output", "Name the sketch to write");
  }
  if (!greyFrom_.empty() && !brightness_.empty()) {
    throw SettingsError("greys come either from an image or from a range", "--grey-from, --brightness",
                        "Give one of the two");
  }
  AnnotationOptions options;
  options.item = item_;
  options.background = background_;
  options.components = components_;
  options.seed = seed_;
  options.stop = console.stop();
  options.progress = [&](double fraction) { console.progress(fraction, "reading annotations"); };
  if (!target.kind.empty()) {
    options.kind = kindOf(target.kind);
  }
  if (!brightness_.empty()) {
    options.brightness = brightnessOfText(brightness_);
  }
  if (!greyFrom_.empty()) {
    options.greys = greyFrom_ == ownImage ? AnnotationGreys::OwnImage : AnnotationGreys::File;
    options.image = greyFrom_;
  }
  const AnnotationList list = listAnnotations(path_, formatOf(format_));
  if (list_) {
    return printList(list, console);
  }
  const Annotation annotation = readAnnotation(list, options);
  console.endProgress();
  writeSketch(annotation.sketch, target.output);
  nlohmann::ordered_json notes = nlohmann::ordered_json::array();
  for (const AnnotationNote& note : annotation.notes) {
    console.note("note: " + note.message());
    notes.push_back(note.message());
  }
  if (console.json) {
    console.print(nlohmann::ordered_json{{"format", nameOf(list.format)},
                                         {"cells", annotation.sketch.cellCount()},
                                         {"notes", notes},
                                         {"file", target.output}}
                      .dump(2));
  } else {
    console.print(target.output + ": " + std::to_string(annotation.sketch.cellCount()) + " cells, " +
                  extentText(annotation.sketch.extent()) + " (t, c, z, y, x), read as " + nameOf(list.format));
  }
}

} // namespace cytosketch
