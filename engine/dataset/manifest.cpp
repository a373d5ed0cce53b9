#include "engine/dataset/manifest.h"

#include "engine/dataset/detail/layoutfiles.h"
#include "engine/image/atomicfile.h"
#include "engine/image/error.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>
#include <iterator>

namespace cytosketch {
namespace fs = std::filesystem;
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view schema = "cytosketch-dataset/1";

Json jsonOf(const DatasetPlan& plan) {
  return {{"schema", schema},
          {"program", std::string("CytoSketch ") + CYTOSKETCH_VERSION},
          {"created", plan.created},
          {"model", {{"name", plan.modelName}, {"hash", plan.modelHash}}},
          {"sourceHash", plan.sourceHash},
          {"recipe", Json::parse(recipeToJson(plan.recipe))}};
}

DatasetPlan planOf(const Json& json, const std::string& where) {
  if (json.at("schema") != schema) {
    throw FormatError("its form is not known: " + json.at("schema").dump(), where,
                      "It may come from a newer version of CytoSketch");
  }
  DatasetPlan plan;
  plan.created = json.at("created").get<std::string>();
  plan.modelName = json.at("model").at("name").get<std::string>();
  plan.modelHash = json.at("model").at("hash").get<std::string>();
  plan.sourceHash = json.at("sourceHash").get<std::string>();
  plan.recipe = recipeFromJson(json.at("recipe").dump(), {fs::path(where).parent_path()});
  return plan;
}

[[noreturn]] void throwForeign(const std::string& where) {
  throw FormatError("does not describe a dataset of CytoSketch", where, "Choose the manifest.json of a dataset");
}

Json jsonOf(const FileRecord& file) {
  return {{"path", file.path}, {"bytes", file.bytes}, {"hash", file.hash}};
}

std::string inCsv(const std::string& text) {
  if (text.find_first_of(",\"\n\r") == std::string::npos) {
    return text;
  }
  std::string quoted = "\"";
  for (const char letter : text) {
    quoted += letter == '"' ? "\"\"" : std::string(1, letter);
  }
  return quoted + "\"";
}

std::string csvOf(const Manifest& manifest) {
  std::string text =
      "index,name,split,set_aside,attempt,seed,t_start,sigma,calls,cells,judged,lost,zncc,mean_grey,files\n";
  for (const SampleRecord& sample : manifest.samples) {
    const Json settings = Json::parse(sample.settings);
    const auto figure = [](double value) { return std::isfinite(value) ? Json(value).dump() : std::string(); };
    std::string files;
    for (const FileRecord& file : sample.files) {
      files += (files.empty() ? "" : ";") + file.path;
    }
    text += std::to_string(sample.index) + "," + inCsv(sample.name) + "," + std::string(name(sample.split)) + "," +
            (sample.setAside ? "1" : "0") + "," + std::to_string(sample.attempt) + "," + settings.at("seed").dump() +
            "," + settings.at("t-start").dump() + "," + settings.at("sigma").dump() + "," +
            settings.at("steps").dump() + "," + std::to_string(sample.figures.cells) + "," +
            std::to_string(sample.figures.judged) + "," + std::to_string(sample.figures.lost) + "," +
            figure(sample.figures.zncc) + "," + figure(sample.figures.meanGrey) + "," + inCsv(files) + "\n";
  }
  return text;
}

} // namespace

std::string planToJson(const DatasetPlan& plan) {
  return jsonOf(plan).dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

DatasetPlan planFromJson(const std::string& text, const std::string& where) {
  try {
    return planOf(Json::parse(text), where);
  } catch (const nlohmann::json::exception&) {
    throwForeign(where);
  }
}

bool sameDataset(const DatasetPlan& a, const DatasetPlan& b) {
  return recipeToJson(a.recipe) == recipeToJson(b.recipe) && a.modelHash == b.modelHash && a.sourceHash == b.sourceHash;
}

ManifestTexts textsOf(const Manifest& manifest) {
  Json json = jsonOf(manifest.plan);
  const Layout& layout = layoutOf(manifest.plan.recipe);
  json["layout"] = {{"name", manifest.plan.recipe.choice("layout")},
                    {"description", layout.description()},
                    {"overlap", layout.overlap()},
                    {"grey", greyMapOf(manifest.plan.recipe)}};
  json["files"] = Json::array();
  for (const FileRecord& file : manifest.files) {
    json["files"].push_back(jsonOf(file));
  }
  std::string text = json.dump(2, ' ', false, Json::error_handler_t::replace);
  text.resize(text.rfind('\n')); // before the last brace: the samples follow, a line each
  text += ",\n  \"samples\": [";
  for (const SampleRecord& sample : manifest.samples) {
    text += (&sample == &manifest.samples.front() ? "\n    " : ",\n    ") + recordToJson(sample, false);
  }
  text += "\n  ]\n}\n";
  return {text, csvOf(manifest)};
}

void writeManifest(const Manifest& manifest, const fs::path& folder) {
  const ManifestTexts texts = textsOf(manifest);
  writeFileAtomically(folder / "manifest.csv", texts.csv);
  writeFileAtomically(folder / "manifest.json", texts.json); // last: it says that the dataset is complete
}

Manifest readManifest(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) {
    throw FileError("the file cannot be opened", file.string(), "Check its name and your permission to read it");
  }
  try {
    const Json json = Json::parse(stream);
    Manifest manifest;
    manifest.plan = planOf(json, file.string());
    for (const Json& entry : json.at("files")) {
      manifest.files.push_back({entry.at("path").get<std::string>(), entry.at("bytes").get<std::uint64_t>(),
                                entry.at("hash").get<std::string>()});
    }
    for (const Json& sample : json.at("samples")) {
      manifest.samples.push_back(recordFromJson(sample.dump(), file.string()));
    }
    return manifest;
  } catch (const nlohmann::json::exception&) {
    throwForeign(file.string());
  }
}

} // namespace cytosketch
