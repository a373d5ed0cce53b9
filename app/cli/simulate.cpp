#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/imagesource.h"
#include "app/cli/parameteroptions.h"
#include "app/common/resources.h"
#include "engine/image/error.h"
#include "engine/image/normalisation.h"
#include "engine/imageio/imagefile.h"
#include "engine/simulation/fit.h"
#include "engine/simulation/simulation.h"
#include "engine/sketch/raster.h"
#include "engine/sketch/sketchfile.h"

#include <nlohmann/json.hpp>

#include <memory>
#include <set>

namespace cytosketch {
namespace {

namespace fs = std::filesystem;

constexpr const char* footer =
    "Numbers of cells are upper bounds: cells take free positions until none is left. The same preset, values and "
    "seed\n"
    "give the same sketch. Cells stay cells: the sketch can be edited in the window.\n"
    "\n"
    "Examples:\n"
    "  cytosketch-cli simulate --list                                  all presets\n"
    "  cytosketch-cli simulate --preset c-elegans --parameters         what can be --set, with ranges\n"
    "  cytosketch-cli simulate --preset c-elegans --seed 3 --output sketch.cysk --labels labels.tif\n"
    "  cytosketch-cli simulate --preset hela --set count=80 --set radius.min=8 --output few.cysk --sketch few.tif\n"
    "  cytosketch-cli simulate --preset free-form --fit-to labels.tif --grey-from real.tif --output more.cysk\n"
    "  cytosketch-cli generate --sketch few.cysk --output image.tif    the image for it";

struct SimulateOptions {
  std::string preset;
  std::vector<std::string> assignments;
  std::optional<std::uint64_t> seed;
  std::string output;
  std::string labels;
  std::string grey;
  std::string fitTo;
  std::string greyFrom;
  bool list = false;
  bool parameters = false;
};

/// Presets by name; the person's own hide the program's.
std::map<std::string, fs::path> presets() {
  std::map<std::string, fs::path> found;
  for (const fs::path& folder : presetFolders()) {
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
      if (entry->path().extension() == ".json") {
        found.emplace(entry->path().stem().string(), entry->path());
      }
    }
  }
  return found;
}

fs::path presetFile(const std::string& name) {
  if (fs::path(name).extension() == ".json") {
    return name;
  }
  const auto all = presets();
  if (const auto preset = all.find(name); preset != all.end()) {
    return preset->second;
  }
  std::string names;
  for (const auto& [known, path] : all) {
    names += (names.empty() ? "" : ", ") + known;
  }
  throw SettingsError(std::string("there is no preset '").append(name) + "'", "--preset",
                      "Choose one of " + names + ", or name a .json file");
}

SimulationSettings readPreset(const fs::path& file) {
  const std::string text = readText(file);
  try {
    return simulationFromJson(text);
  } catch (const SettingsError& error) {
    throw SettingsError(error.problem(), file.string() + ", " + error.where(), error.remedy());
  }
}

void listPresets(Console& console) {
  nlohmann::ordered_json json = nlohmann::ordered_json::array();
  for (const auto& [name, path] : presets()) {
    const SimulationSettings settings = readPreset(path);
    const std::string label(organismOf(settings.organism).label);
    const std::string model = settings.model.empty() ? "no shipped model suits it yet" : settings.model;
    if (console.json) {
      json.push_back({{"preset", name}, {"simulator", settings.organism}, {"label", label}, {"model", settings.model}});
    } else {
      console.print(padded(name, 20) + padded(label, 52) + model);
    }
  }
  if (console.json) {
    console.print(json.dump(2));
  }
}

std::string rounded(double value) {
  nlohmann::json number = value;
  if (value == std::floor(value) && std::abs(value) < 1e15) {
    number = static_cast<std::int64_t>(value);
  }
  return number.dump();
}

void printParameters(const SimulationSettings& settings, Console& console) {
  if (console.json) {
    console.print(simulationToJson(settings));
    return;
  }
  for (const Parameter& row : organismOf(settings.organism).parameters) {
    const double value = settings.value(row.key);
    std::string values = rounded(value) + "  (" + rounded(row.minimum) + " to " + rounded(row.maximum) +
                         (row.unit.empty() ? "" : " " + std::string(row.unit)) + ")";
    if (row.type == ParameterType::Choice) {
      values = std::string(row.choices.at(static_cast<std::size_t>(value))) + "  (";
      for (const std::string_view choice : row.choices) {
        values += (choice == row.choices.front() ? "" : ", ") + std::string(choice);
      }
      values += ")";
    }
    console.print(padded(std::string(row.key), 28) + padded(values, 34) + std::string(row.help));
  }
}

/// What is measured in labels or in a sketch takes the place of the preset's values.
void fit(SimulationSettings& settings, const SimulateOptions& options, Console& console) {
  if (settings.organism != "free-form") {
    throw SettingsError(settings.organism + " cannot be fitted", "--fit-to", "Use it with --preset free-form");
  }
  SketchSource source;
  source.greyFrom = options.greyFrom;
  if (fs::path(options.fitTo).extension() == ".cysk") {
    source.sketch = options.fitTo;
  } else {
    source.labels = {options.fitTo};
  }
  const Sketch sketch = loadSketch(source, 1);
  FreeFormFit fitted;
  namingFile(options.fitTo, [&] {
    fitted = fitFreeForm(sketch, !source.sketch.empty() || !source.greyFrom.empty(),
                         {console.stop(), [&](double fraction) { console.progress(fraction, "measuring cells"); }});
  });
  console.endProgress();
  for (const auto& [key, value] : fitted.settings.values) {
    settings.values[key] = value;
  }
  console.note("measured " + std::to_string(fitted.cells) + " cells, of " + std::to_string(fitted.shapes) +
               " their shape");
}

void requireOutputs(const SimulateOptions& options) {
  if (options.output.empty() && options.labels.empty() && options.grey.empty()) {
    throw SettingsError("nothing to write", "--output", "Name a sketch file (.cysk), or --labels, or --sketch");
  }
  if (!options.output.empty() && fs::path(options.output).extension() != ".cysk") {
    throw SettingsError("a sketch's name must end in .cysk", options.output,
                        "Rename it; --labels and --sketch write "
                        "images");
  }
}

std::string plural(CellKind kind) {
  return kind == CellKind::Nucleus ? "nuclei" : kind == CellKind::Cytoplasm ? "cytoplasm" : "cells";
}

/// One file per kind of cell: the file itself for the only kind, else NAME-nuclei.tif and so on.
std::vector<std::string> writeLabelFiles(const Sketch& sketch, const fs::path& path) {
  std::set<CellKind> kinds;
  for (const auto& [id, cell] : sketch.cells()) {
    kinds.insert(cell->kind);
  }
  std::vector<std::string> written;
  for (const CellKind kind : kinds) {
    fs::path file = path;
    if (kinds.size() > 1) {
      file.replace_filename(path.stem().string() + "-" + plural(kind) + path.extension().string());
    }
    writeLabels(rasteriseLabels(sketch, kind), file);
    written.push_back(file.string());
  }
  return written;
}

void report(const Simulation& simulation, const std::vector<std::string>& files, Console& console) {
  if (console.json) {
    console.print(nlohmann::ordered_json{
        {"requested", simulation.requested},
        {"placed", simulation.placed},
        {"cells", simulation.sketch.cellCount()},
        {"files",
         files}}.dump(2));
    return;
  }
  std::string line;
  for (const std::string& file : files) {
    line += (line.empty() ? "" : ", ") + file;
  }
  line += ": " + std::to_string(simulation.placed) + " of " + std::to_string(simulation.requested) + " cells";
  console.print(line + (simulation.placed < simulation.requested ? "; no more fit" : ""));
}

void run(const SimulateOptions& options, Console& console) {
  if (options.list) {
    return listPresets(console);
  }
  if (options.preset.empty()) {
    throw SettingsError("nothing to simulate", "--preset", "Name a preset; --list shows them");
  }
  SimulationSettings settings = readPreset(presetFile(options.preset));
  if (!options.fitTo.empty()) {
    fit(settings, options, console);
  } else if (!options.greyFrom.empty()) {
    throw SettingsError("there is nothing to measure greys of", "--grey-from", "Name the labels with --fit-to");
  }
  for (const std::string& assignment : options.assignments) {
    settings.set(assignment);
  }
  settings.seed = options.seed.value_or(settings.seed);
  if (options.parameters) {
    return printParameters(settings, console);
  }
  requireOutputs(options);
  const Simulation simulation =
      simulate(settings, {console.stop(), [&](double fraction) { console.progress(fraction, "placing cells"); }});
  console.endProgress();
  std::vector<std::string> files;
  if (!options.output.empty()) {
    writeSketch(simulation.sketch, options.output);
    files.push_back(options.output);
  }
  if (!options.labels.empty()) {
    const std::vector<std::string> labels = writeLabelFiles(simulation.sketch, options.labels);
    files.insert(files.end(), labels.begin(), labels.end());
  }
  if (!options.grey.empty()) {
    writeImage(toUInt16(rasteriseGrey(simulation.sketch)), options.grey,
               {"grey: uint16 = round(65535 g), g in 0...1", true});
    files.push_back(options.grey);
  }
  report(simulation, files, console);
}

} // namespace

Run addSimulate(CLI::App& command) {
  const auto options = std::make_shared<SimulateOptions>();
  command.add_option("--preset", options->preset, "Name of a preset, or a preset file")->type_name("NAME|FILE.json");
  command.add_option("--set", options->assignments, "Change a parameter of the preset; may be given again")
      ->type_name("KEY=VALUE")
      ->allow_extra_args(false);
  command
      .add_option("--fit-to", options->fitTo,
                  "Free form: measure the cells of this label image or sketch and simulate more like them")
      ->type_name("FILE");
  command
      .add_option("--grey-from", options->greyFrom, "With --fit-to: real image in which their brightness is measured")
      ->type_name("FILE");
  command.add_option("--seed", options->seed, "The same seed simulates the same sketch [the preset's]");
  command.add_option("--output", options->output, "Sketch to write")->type_name("FILE.cysk");
  command.add_option("--labels", options->labels, "Label image to write; one per kind of cell")->type_name("FILE");
  command.add_option("--sketch", options->grey, "Grey image of the sketch to write")->type_name("FILE");
  command.add_flag("--list", options->list, "List the presets and the models that suit them");
  command.add_flag("--parameters", options->parameters, "List the preset's parameters with values and ranges");
  command.footer(footer);
  return [options](Console& console) { run(*options, console); };
}

} // namespace cytosketch
