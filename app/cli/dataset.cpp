#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/inspect.h"
#include "app/cli/parameteroptions.h"
#include "app/common/resources.h"
#include "engine/dataset/datasetcheck.h"
#include "engine/dataset/datasetrun.h"
#include "engine/image/error.h"

#include <nlohmann/json.hpp>

#include <memory>
#include <optional>

namespace cytosketch {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr const char* footer =
    "A recipe says where the sketches come from, how many samples there are, how they vary and in which layout they\n"
    "are written; all options below stand in it under the same names. Sample i depends on the recipe and i alone, so\n"
    "a dataset can be made in shards, stopped at any moment and resumed, and each sample made again.\n"
    "\n"
    "Examples:\n"
    "  cytosketch-cli dataset --list                                             the recipes that come along\n"
    "  cytosketch-cli dataset --recipe hela-cellpose --output train              one of them\n"
    "  cytosketch-cli dataset --recipe my.json --count 20 --layout coco --output few\n"
    "  cytosketch-cli dataset --recipe my.json --output train --estimate         time and disk, nothing is made\n"
    "  cytosketch-cli dataset --recipe my.json --output train --resume           after Ctrl-C, a crash or a full disk\n"
    "  cytosketch-cli dataset --recipe my.json --plan plan.json                  the recipe with nothing left "
    "automatic\n"
    "  cytosketch-cli dataset --recipe plan.json --output s0 --shard 0/2         half of it, s1 elsewhere; then\n"
    "  cytosketch-cli dataset --merge s0 s1 --output train\n"
    "  cytosketch-cli dataset --repeat train/manifest.json --only 17 --output again\n"
    "  cytosketch-cli dataset --inspect train                                    what any dataset holds\n"
    "\n"
    "A recipe:\n"
    "  {\"name\": \"nuclei\", \"count\": 200, \"layout\": \"cellpose\",\n"
    "   \"source\": {\"preset\": \"hela\", \"parameters\": {\"count\": [150, 300], \"size.x\": 256, \"size.y\": "
    "256}},\n"
    "   \"generation\": {\"model\": \"nuclei-2d\", \"t-start\": [350, 450]}}\n"
    "Instead of a preset or simulator: {\"sketch\": \"cells.cysk\"} or {\"folder\": \"sketches\"}.";

struct DatasetCommand {
  std::string recipe;
  std::string output;
  std::string shard;
  std::vector<std::string> merge;
  std::string check;
  std::string inspect;
  std::string repeat;
  std::optional<std::int64_t> only;
  std::string plan;
  bool resume = false;
  bool estimate = false;
  bool list = false;
  ParameterValues values;
};

/// The folder of the recipes that come with the program.
fs::path recipeFolder() {
  return resourceFolder() / "recipes";
}

fs::path recipeFile(const std::string& name) {
  std::error_code error;
  if (fs::path(name).extension() == ".json" || fs::is_regular_file(name, error)) {
    return name;
  }
  const fs::path file = recipeFolder() / (name + ".json");
  if (!fs::is_regular_file(file, error)) {
    throw SettingsError(std::string("there is no recipe '").append(name) + "'", "--recipe",
                        "Name a .json file, or one of those that --list shows");
  }
  return file;
}

/// What was given as an option goes before what stands in the recipe.
std::string withOptions(const std::string& text, const ParameterValues& values) {
  Json json = Json::parse(text, nullptr, false);
  if (!json.is_object() || values.empty()) {
    return text;
  }
  for (const Parameter& row : recipeParameters()) {
    if (const auto given = values.find(std::string(row.key)); given != values.end()) {
      const Json value = Json::parse(given->second, nullptr, false);
      json[given->first] = row.type == ParameterType::Choice || value.is_discarded() ? Json(given->second) : value;
    }
  }
  return json.dump();
}

Recipe readRecipe(const DatasetCommand& command) {
  if (command.recipe.empty()) {
    throw SettingsError("nothing to make", "--recipe", "Name a recipe; --list shows those that come along");
  }
  const fs::path file = recipeFile(command.recipe);
  const std::string text = readText(file);
  try {
    return recipeFromJson(withOptions(text, command.values), {fs::absolute(file).parent_path(), presetFolders()});
  } catch (const SettingsError& error) {
    throw SettingsError(error.problem(), file.string() + (error.where().empty() ? "" : ", ") + error.where(),
                        error.remedy());
  }
}

void requireOutput(const DatasetCommand& command) {
  if (command.output.empty()) {
    throw SettingsError("the folder to write is missing", "--output", "Name a new or an empty folder");
  }
}

std::shared_ptr<const Model> modelOf(const Recipe& recipe) {
  return Model::load(findModel(recipe.generation.model, modelFolders()));
}

void listRecipes(Console& console) {
  std::map<std::string, std::string> names;
  std::error_code error;
  for (fs::directory_iterator entry(recipeFolder(), error), end; !error && entry != end; entry.increment(error)) {
    if (entry->path().extension() == ".json") {
      const Recipe recipe = recipeFromJson(readText(entry->path()), {recipeFolder(), presetFolders()});
      names[entry->path().stem().string()] = recipe.name;
    }
  }
  Json json = Json::array();
  for (const auto& [name, title] : names) {
    json.push_back({{"recipe", name}, {"name", title}});
    if (!console.json) {
      console.print(padded(name, 24) + title);
    }
  }
  if (console.json) {
    console.print(json.dump(2));
  }
}

std::string sizeText(double bytes) {
  return bytes >= 1e9 ? fixed(bytes / 1e9, 1) + " GB" : fixed(bytes / 1e6, 1) + " MB";
}

void printEstimate(const DatasetEstimate& estimate, std::int64_t samples, Console& console) {
  if (console.json) {
    console.print(Json{{"samples", samples},
                       {"seconds", estimate.seconds},
                       {"bytes", estimate.bytes},
                       {"freeBytes", estimate.freeBytes}}
                      .dump(2));
    return;
  }
  console.print(std::to_string(samples) + " samples: about " + duration(estimate.seconds) + ", at most " +
                sizeText(estimate.bytes) + " of " + sizeText(estimate.freeBytes) + " free");
}

DatasetHooks hooksOf(Console& console) {
  DatasetHooks hooks;
  hooks.stop = console.stop();
  hooks.progress = [&console](const DatasetProgress& progress) {
    console.progress(progress.fraction,
                     std::to_string(progress.done) + "/" + std::to_string(progress.total) + ", " + progress.stage,
                     progress.etaSeconds);
  };
  return hooks;
}

void report(const DatasetResult& result, const std::string& folder, Console& console) {
  console.endProgress();
  if (console.json) {
    console.print(Json{{"folder", folder},
                       {"complete", result.complete},
                       {"samples", result.samples},
                       {"setAside", result.setAside},
                       {"madeAgain", result.madeAgain},
                       {"seconds", result.seconds}}
                      .dump(2));
    return;
  }
  std::string line = folder + ": " + std::to_string(result.samples) + " samples";
  line += result.madeAgain > 0 ? ", " + std::to_string(result.madeAgain) + " made again" : "";
  line += result.setAside > 0 ? ", " + std::to_string(result.setAside) + " set aside" : "";
  console.print(line + (result.complete ? "; see report.html" : "; a shard: put it together with --merge"));
}

void repeat(const DatasetCommand& command, Console& console) {
  requireOutput(command);
  if (!command.only) {
    throw SettingsError("which sample is missing", "--only", "Give its number");
  }
  const Manifest manifest = readManifest(command.repeat);
  const SampleRecord record =
      repeatSample(manifest, *modelOf(manifest.plan.recipe), *command.only, command.output, console.stop());
  for (const FileRecord& file : record.files) {
    console.print((fs::path(command.output) / file.path).string() + " " + file.hash);
  }
}

void merge(const DatasetCommand& command, Console& console) {
  requireOutput(command);
  const std::vector<fs::path> shards(command.merge.begin(), command.merge.end());
  report(mergeDataset(shards, command.output, hooksOf(console)), command.output, console);
}

void check(const DatasetCommand& command, Console& console) {
  const std::vector<FileProblem> problems =
      checkDataset(command.check, console.stop(), [&](double fraction) { console.progress(fraction, "reading"); });
  console.endProgress();
  for (const FileProblem& problem : problems) {
    console.print(problem.path + (problem.what == FileProblem::What::Missing ? ": missing" : ": changed"));
  }
  if (!problems.empty()) {
    throw FileError(std::to_string(problems.size()) + " files are not as the manifest says", command.check,
                    "Make these samples again with --repeat");
  }
  console.print(command.check + ": every file is as the manifest says");
}

void run(const DatasetCommand& command, Console& console) {
  if (command.list) {
    return listRecipes(console);
  }
  if (!command.check.empty()) {
    return check(command, console);
  }
  if (!command.inspect.empty()) {
    return inspect(command.inspect, console);
  }
  if (!command.repeat.empty()) {
    return repeat(command, console);
  }
  if (!command.merge.empty()) {
    return merge(command, console);
  }
  const Recipe recipe = readRecipe(command);
  const std::shared_ptr<const Model> model = modelOf(recipe);
  const DatasetPlan plan = planDataset(recipe, *model);
  if (!command.plan.empty()) {
    writeRecipe(plan.recipe, command.plan);
    return console.print(command.plan + ": resolved for this machine; make shards of it with --recipe and --shard");
  }
  requireOutput(command);
  const Shard shard = command.shard.empty() ? Shard() : shardOf(command.shard);
  const std::int64_t samples = shardSize(recipe, shard);
  const DatasetEstimate estimate = estimateDataset(plan, *model, command.output, samples);
  if (command.estimate) {
    return printEstimate(estimate, samples, console);
  }
  if (!command.resume) { // what is there already is part of the estimate
    requireDisk(estimate, command.output);
    console.note("about " + duration(estimate.seconds) + ", at most " + sizeText(estimate.bytes));
  }
  try {
    const DatasetOptions options{command.output, shard, command.resume};
    report(makeDataset(plan, *model, options, hooksOf(console)), command.output, console);
  } catch (const Cancelled&) {
    console.note("stopped; the samples so far are kept, --resume goes on");
    throw;
  }
}

} // namespace

Run addDataset(CLI::App& app) {
  const auto command = std::make_shared<DatasetCommand>();
  app.add_option("--recipe", command->recipe, "What to make: a recipe file, or the name of one that comes along")
      ->type_name("NAME|FILE.json");
  app.add_option("--output,-o", command->output, "Folder to write; it must be new or empty")->type_name("DIR");
  app.add_flag("--resume", command->resume, "Go on with the unfinished dataset in --output");
  app.add_option("--shard", command->shard, "Make only this part, counted from 0")->type_name("I/N");
  app.add_option("--merge", command->merge, "Put the shards in these folders together")->type_name("DIR...");
  app.add_option("--check", command->check, "Compare the files of a dataset with its manifest")->type_name("DIR");
  app.add_option(
         "--inspect", command->inspect,
         "Tell layout, samples, statistics and problems of a dataset, ours or another's; fails if there are any")
      ->type_name("DIR");
  app.add_flag("--estimate", command->estimate, "Tell time and disk space; make nothing");
  app.add_option("--plan", command->plan, "Write the recipe with everything resolved, for shards on several machines")
      ->type_name("FILE.json");
  app.add_option("--repeat", command->repeat, "Make a sample of this dataset again, with --only")
      ->type_name("manifest.json");
  app.add_option("--only", command->only, "Number of the sample to make again")->type_name("N");
  app.add_flag("--list", command->list, "List the recipes that come along");
  addParameterOptions(app, recipeParameters(), command->values, "Instead of what the recipe says");
  app.footer(footer);
  return [command](Console& console) { run(*command, console); };
}

} // namespace cytosketch
