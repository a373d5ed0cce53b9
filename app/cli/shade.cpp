#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/imagesource.h"
#include "engine/image/error.h"
#include "engine/image/normalisation.h"
#include "engine/image/parametervalue.h"
#include "engine/imageio/imagefile.h"
#include "engine/sketch/light.h"
#include "engine/sketch/measuredgreys.h"
#include "engine/sketch/nucleoli.h"
#include "engine/sketch/raster.h"
#include "engine/sketch/shadingparameters.h"
#include "engine/sketch/sketchfile.h"

#include <nlohmann/json.hpp>

#include <memory>

namespace cytosketch {
namespace {

namespace fs = std::filesystem;

constexpr const char* footer =
    "What is asked for is done in this order: greys from an image, brightness by chance, nucleoli, values.\n"
    "\n"
    "Examples:\n"
    "  cytosketch-cli shade cells.cysk --parameters                       what can be --set, with values and ranges\n"
    "  cytosketch-cli shade cells.cysk --set background=0.1 --set illumination.linear=0.3 --output lit.cysk\n"
    "  cytosketch-cli shade cells.cysk --relight normal:0.4,0.9 --seed 3 --nucleoli --output lit.cysk\n"
    "  cytosketch-cli shade cells.cysk --nucleoli --set nucleoli.radius.max=6 --output lit.cysk\n"
    "  cytosketch-cli shade cells.cysk --grey-from real.tif --output lit.cysk --sketch lit.tif";

struct ShadeOptions {
  std::string in;
  std::string output;
  std::string grey;
  std::vector<std::string> assignments;
  std::string relight;
  std::string greyFrom;
  std::uint64_t seed = 1;
  bool nucleoli = false;
  bool noNucleoli = false;
  bool centre = false;
  bool parameters = false;
};

bool isOfNucleoli(const std::string& assignment) {
  return assignment.starts_with("nucleoli.");
}

void printParameters(const Sketch& sketch, Console& console) {
  nlohmann::ordered_json json = nlohmann::ordered_json::object();
  const auto print = [&](const Parameter& row, double value) {
    if (console.json) {
      json[std::string(row.key)] = value;
    } else {
      console.print(padded(std::string(row.key), 22) + padded(textOfValue(row, value), 9) +
                    padded("(" + describeValues(row) + ")", 36) + std::string(row.help));
    }
  };
  for (const Parameter& row : shadingParameters()) {
    print(row, shadingValue(sketch.shading(), row.key));
  }
  const NucleoliLaw law = nucleoliFor(typicalNuclearRadius(sketch));
  for (const Parameter& row : nucleoliParameters()) {
    print(row, nucleoliValue(law, row.key));
  }
  if (console.json) {
    console.print(json.dump(2));
  }
}

/// Changes every cell by `change`.
template <typename Change>
void changeCells(Sketch& sketch, const Change& change) {
  std::vector<Cell> cells;
  for (const auto& [id, cell] : sketch.cells()) {
    cells.push_back(*cell);
  }
  for (Cell& cell : cells) {
    change(cell);
    sketch.put(std::move(cell));
  }
}

void relight(Sketch& sketch, const ShadeOptions& options) {
  const BrightnessRange range = brightnessOfText(options.relight);
  requireValid(range);
  changeCells(sketch, [&](Cell& cell) { cell.grey = {drawnGrey(range, options.seed, cell.id)}; });
}

void addNucleoli(Sketch& sketch, const ShadeOptions& options, Console& console) {
  NucleoliLaw law = nucleoliFor(typicalNuclearRadius(sketch));
  for (const std::string& text : options.assignments) {
    if (isOfNucleoli(text)) {
      const auto [key, value] = assignmentOf(text, "nucleoli.one=0.5");
      setNucleoliValue(law, key, valueOfText(parameterOf(nucleoliParameters(), key, "the law of nucleoli"), value));
    }
  }
  std::size_t tooSmall = 0;
  changeCells(sketch, [&](Cell& cell) {
    if (cell.kind == CellKind::Nucleus) {
      DrawnNucleoli drawn = drawnNucleoli(cell, sketch, law, options.seed);
      tooSmall += drawn.nucleoli.size() < drawn.wanted ? 1 : 0;
      cell.nucleoli = std::move(drawn.nucleoli);
    }
  });
  if (tooSmall > 0) {
    console.note(std::to_string(tooSmall) + " nuclei are too small for their nucleoli: see nucleoli.margin");
  }
}

Sketch shaded(const ShadeOptions& options, Console& console) {
  Sketch sketch = readSketch(options.in);
  if (!options.greyFrom.empty()) {
    sketch = withGreysOf(sketch, readRealChannels(options.greyFrom).grey);
  }
  if (!options.relight.empty()) {
    relight(sketch, options);
  }
  if (options.noNucleoli) {
    changeCells(sketch, [](Cell& cell) { cell.nucleoli.clear(); });
  }
  if (options.nucleoli) {
    addNucleoli(sketch, options, console);
  }
  Shading shading = options.centre ? withCentreOfCells(sketch.shading(), sketch) : sketch.shading();
  for (const std::string& assignment : options.assignments) {
    if (!isOfNucleoli(assignment)) {
      setShadingValue(shading, assignment);
    } else if (!options.nucleoli) {
      throw SettingsError("says how nucleoli are added, but none are", assignment, "Add --nucleoli");
    }
  }
  sketch.setShading(shading);
  return sketch;
}

void run(const ShadeOptions& options, Console& console) {
  if (options.parameters) {
    return printParameters(readSketch(options.in), console);
  }
  if (options.output.empty() && options.grey.empty()) {
    throw SettingsError("nothing to write", "--output", "Name a sketch file (.cysk), or --sketch");
  }
  if (!options.output.empty() && fs::path(options.output).extension() != ".cysk") {
    throw SettingsError("a sketch's name must end in .cysk", options.output, "Rename it; --sketch writes an image");
  }
  const Sketch sketch = shaded(options, console);
  std::vector<std::string> files;
  if (!options.output.empty()) {
    writeSketch(sketch, options.output);
    files.push_back(options.output);
  }
  if (!options.grey.empty()) {
    writeImage(toUInt16(rasteriseGrey(sketch)), options.grey, {"grey: uint16 = round(65535 g), g in 0...1", true});
    files.push_back(options.grey);
  }
  if (console.json) {
    console.print(nlohmann::ordered_json{{"cells", sketch.cellCount()}, {"files", files}}.dump(2));
    return;
  }
  for (const std::string& file : files) {
    console.print(file);
  }
}

} // namespace

Run addShade(CLI::App& command) {
  const auto options = std::make_shared<ShadeOptions>();
  command.add_option("SKETCH", options->in, "Sketch to shade")->required();
  command.add_option("--set", options->assignments, "Change a value of the shading; may be given again")
      ->type_name("KEY=VALUE")
      ->allow_extra_args(false);
  command
      .add_option("--relight", options->relight,
                  "Draw the cells' brightness: uniform, normal, log-normal or equal, between two values")
      ->type_name("LAW:LOW,HIGH");
  command
      .add_option("--grey-from", options->greyFrom,
                  "Each cell takes its mean grey in this real image, and the background too")
      ->type_name("FILE");
  command.add_flag("--nucleoli", options->nucleoli, "Give the nuclei nucleoli by chance, in place of those they have");
  command.add_flag("--no-nucleoli", options->noNucleoli, "Take all nucleoli away");
  command.add_flag("--centre", options->centre, "Put the centre of the decay to the centre in the middle of the cells");
  command.add_option("--seed", options->seed, "Draws brightness and nucleoli")->capture_default_str();
  command.add_option("--output", options->output, "Sketch to write")->type_name("FILE.cysk");
  command.add_option("--sketch", options->grey, "Grey image of the sketch to write")->type_name("FILE");
  command.add_flag("--parameters", options->parameters, "List what can be set, with values and ranges");
  command.footer(footer);
  return [options](Console& console) { run(*options, console); };
}

} // namespace cytosketch
