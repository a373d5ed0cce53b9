#include "app/common/resultfile.h"

#include "engine/image/atomicfile.h"
#include "engine/image/error.h"
#include "engine/image/grey.h"
#include "engine/imageio/imagefile.h"
#include "engine/sketch/labelgroups.h"
#include "engine/sketch/raster.h"
#include "engine/sketch/sketchfile.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <functional>
#include <iterator>
#include <set>
#include <sstream>
#include <string_view>
#include <utility>

namespace cytosketch {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

namespace {

constexpr std::string_view schema = "cytosketch-result/1";
constexpr std::string_view greyMap = "g = value / 65535";
constexpr std::string_view networkMap = "g = (value + 1) / 2";

/// The name without the suffix that chooses the format; .nii.gz counts as one.
std::string stemOf(const fs::path& image) {
  const fs::path stem = image.stem();
  return stem.extension() == ".nii" ? stem.stem().string() : stem.string();
}

/// How the file's numbers follow from grey g ∈ [0,1]; stands in the image's description and in the sidecar.
std::string greyMapOf(const ResultOptions& options) {
  if (options.networkValues) {
    return std::string(networkMap);
  }
  if (!options.sourceLimits.empty()) {
    std::ostringstream text;
    text.precision(9);
    for (const GreyLimits& limits : options.sourceLimits) { // channel by channel
      text << (text.tellp() > 0 ? "; " : "") << "g = (value - " << limits.low << ") / " << limits.high - limits.low;
    }
    return text.str();
  }
  return std::string(greyMap);
}

Image<float> greyOf(Image<float> network) {
  float* const voxels = network.mutableData();
  std::transform(voxels, voxels + network.size(), voxels, greyOfNetworkValue);
  return network;
}

/// Grey as the exported 16-bit numbers.
Image<std::uint16_t> exported(const Image<float>& grey, const ResultOptions& options) {
  if (options.sourceLimits.empty()) {
    return toUInt16(grey);
  }
  const Image<float> source = denormalised(grey, options.sourceLimits);
  Image<std::uint16_t> values(source.extent(), 0, source.spacing());
  std::transform(source.begin(), source.end(), values.mutableData(), [](float value) {
    return static_cast<std::uint16_t>(std::lround(std::clamp(value, 0.0F, 65535.0F)));
  });
  return values;
}

bool liesBeside(const fs::path& file, const fs::path& image) {
  return file.parent_path() == image.parent_path();
}

/// One pair for an image of one channel, else a list with one per channel.
Json jsonOf(const std::vector<GreyLimits>& limits) {
  Json list = Json::array();
  for (const GreyLimits& channel : limits) {
    list.push_back({{"low", channel.low}, {"high", channel.high}});
  }
  return limits.size() == 1 ? list.front() : list;
}

std::string sidecarText(const GenerationResult& result, const Sketch& sketch, const ResultFiles& files,
                        const ResultOptions& options) {
  const Extent& extent = sketch.extent();
  const Spacing& spacing = sketch.spacing();
  Json json;
  json["schema"] = schema;
  json["program"] = std::string("CytoSketch ") + CYTOSKETCH_VERSION;
  json["settings"] = Json::parse(toJson(result.settings));
  if (!options.modelName.empty()) {
    json["modelName"] = options.modelName;
  }
  json["modelHash"] = result.modelHash;
  json["image"] = {{"file", files.image.filename().string()},
                   {"type", options.networkValues ? "float32" : "uint16"},
                   {"grey", greyMapOf(options)}};
  if (!options.sourceLimits.empty()) {
    json["image"]["sourceLimits"] = jsonOf(options.sourceLimits);
  }
  if (!sketch.channelNames().empty()) {
    json["channels"] = sketch.channelNames();
  }
  Json labels = Json::array();
  if (!files.labels.empty()) {
    auto file = files.labels.begin();
    for (const auto& [channel, kind] : labelGroupsOf(sketch)) {
      if (liesBeside(*file, files.image)) {
        labels.push_back({{"file", file->filename().string()}, {"kind", kindName(kind)}});
        if (sketch.extent().c > 1) {
          labels.back()["channel"] = channel;
        }
      }
      ++file;
    }
  }
  json["labels"] = labels;
  for (const auto& [key, value] : options.source) {
    if (!value.empty()) {
      json["source"][key] = value;
    }
  }
  json["sketch"] = files.sketch.empty() ? Json() : Json(files.sketch.filename().string());
  json["extent"] = {{"t", extent.t}, {"c", extent.c}, {"z", extent.z}, {"y", extent.y}, {"x", extent.x}};
  json["spacing"] = {{"unit", "µm"}, {"z", spacing.z}, {"y", spacing.y}, {"x", spacing.x}};
  json["cells"] = sketch.cellCount();
  return json.dump(2) + "\n";
}

/// A folder beside the target that is gone at the end, whatever happens.
class Staging {
public:
  explicit Staging(const fs::path& image) : target_(image.parent_path()) {
    folder_ = target_ / std::string(".").append(stemOf(image)).append(".partial");
    std::error_code error;
    fs::remove_all(folder_, error);
    fs::create_directory(folder_, error);
    if (error) {
      throw FileError("nothing can be written here: " + error.message(),
                      target_.empty() ? std::string(".") : target_.string(),
                      "Choose another folder, or free some space");
    }
  }
  Staging(const Staging&) = delete;
  Staging& operator=(const Staging&) = delete;
  ~Staging() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }

  /// Calls write(path) with the path that stands for `target` here; errors name the target.
  void write(const fs::path& target, const std::function<void(const fs::path&)>& write) const {
    const fs::path staged = folder_ / target.filename();
    const auto place = [&](const Error& error) { return error.where() == staged ? target.string() : error.where(); };
    try {
      write(staged);
    } catch (const FileError& error) {
      throw FileError(error.problem(), place(error), error.remedy());
    } catch (const SettingsError& error) {
      throw SettingsError(error.problem(), target.string(), error.remedy());
    }
  }
  void moveIn(const fs::path& target) const {
    std::error_code error;
    fs::rename(folder_ / target.filename(), target, error);
    if (error) {
      throw FileError("the file cannot be replaced: " + error.message(), target.string(), "Choose another name");
    }
  }

private:
  fs::path target_;
  fs::path folder_;
};

std::string textOf(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) {
    throw FileError("the file cannot be opened", path.string(), "Check its name and your permission to read it");
  }
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// A name in a sidecar is a plain file name: it must not lead out of the folder.
fs::path besides(const fs::path& sidecar, const std::string& name) {
  if (name.empty() || fs::path(name).filename() != fs::path(name)) {
    throw FormatError("not a plain file name: " + name, sidecar.string(), "Choose a file written by CytoSketch");
  }
  return sidecar.parent_path() / name;
}

} // namespace

ResultFiles resultFiles(const Sketch& sketch, const fs::path& image, const ResultOptions& options) {
  const fs::path folder = image.parent_path();
  const std::string stem = stemOf(image);
  ResultFiles files;
  files.image = image;
  files.sidecar = folder / (stem + ".json");
  if (options.sketch) {
    files.sketch = folder / (stem + ".cysk");
  }
  if (options.labels) {
    const std::set<LabelGroup> groups = labelGroupsOf(sketch);
    fs::path base = options.labelsFile;
    if (base.empty()) {
      base = folder / (stem + "_labels.tif");
    }
    const std::string name = base.filename().string();
    for (const LabelGroup& group : groups) {
      const std::string part = partOfName(group, groups);
      files.labels.push_back(base.parent_path() / (stemOf(base) + part + name.substr(stemOf(base).size())));
    }
  }
  return files;
}

ResultFiles writeResult(const GenerationResult& result, const Sketch& sketch, const fs::path& image,
                        const ResultOptions& options) {
  ResultFiles files = resultFiles(sketch, image, options);
  const Staging staged(image);
  const WriteOptions described{"CytoSketch: " + greyMapOf(options), true};
  staged.write(files.image, [&](const fs::path& path) {
    if (options.networkValues) {
      writeImage(result.image, path, described);
    } else {
      writeImage(exported(greyOf(result.image), options), path, described);
    }
  });
  auto labels = files.labels.begin();
  for (const auto& [channel, kind] : options.labels ? labelGroupsOf(sketch) : std::set<LabelGroup>()) {
    const Image<std::uint32_t> image32 = rasteriseLabels(sketch, kind, channel);
    if (liesBeside(*labels, image)) {
      staged.write(*labels, [&](const fs::path& path) { writeLabels(image32, path); });
    } else {
      writeLabels(image32, *labels);
    }
    ++labels;
  }
  if (options.sketch) {
    staged.write(files.sketch, [&](const fs::path& path) { writeSketch(sketch, path); });
  }
  staged.write(files.sidecar,
               [&](const fs::path& path) { writeFileAtomically(path, sidecarText(result, sketch, files, options)); });
  for (const fs::path& file : files.labels) {
    if (liesBeside(file, image)) {
      staged.moveIn(file);
    }
  }
  if (options.sketch) {
    staged.moveIn(files.sketch);
  }
  staged.moveIn(files.image);
  staged.moveIn(files.sidecar);
  return files;
}

ResultSidecar readSidecar(const fs::path& sidecar) {
  const std::string text = textOf(sidecar);
  try {
    const Json json = Json::parse(text);
    if (json.at("schema") != schema) {
      throw FormatError("its form is not known: " + json.at("schema").dump(), sidecar.string(),
                        "It may come from a newer version of CytoSketch");
    }
    ResultSidecar result;
    result.settings = settingsFromJson(json.at("settings").dump());
    result.modelHash = json.at("modelHash").get<std::string>();
    result.networkValues = json.at("image").at("type") == "float32";
    result.image = besides(sidecar, json.at("image").at("file").get<std::string>());
    for (const Json& labels : json.at("labels")) {
      result.labels.push_back(besides(sidecar, labels.at("file").get<std::string>()));
    }
    if (!json.at("sketch").is_null()) {
      result.sketch = besides(sidecar, json.at("sketch").get<std::string>());
    }
    return result;
  } catch (const nlohmann::json::exception&) {
    throw FormatError("the file does not describe a generated image", sidecar.string(),
                      "Choose a .json that CytoSketch wrote beside an image");
  }
}

GenerationResult readResult(const fs::path& sidecar) {
  const ResultSidecar described = readSidecar(sidecar);
  GenerationResult result;
  result.settings = described.settings;
  result.modelHash = described.modelHash;
  result.image = readImage(described.image);
  if (!described.networkValues) {
    constexpr float maximum = 65535.0F;
    float* const voxels = result.image.mutableData();
    for (std::size_t i = 0; i < result.image.size(); ++i) {
      voxels[i] = networkValue(voxels[i] / maximum);
    }
  }
  return result;
}

} // namespace cytosketch
