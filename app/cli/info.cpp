#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/imagesource.h"
#include "app/common/resources.h"
#include "engine/diffusion/model.h"
#include "engine/imageio/imagefile.h"
#include "engine/sketch/sketchfile.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

namespace cytosketch {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* footer =
    "Examples:\n"
    "  cytosketch-cli info nuclei-2d          the model's card: data, licence, losses\n"
    "  cytosketch-cli info cells.cysk         extent, cells and shading of a sketch\n"
    "  cytosketch-cli info --json image.tif   an image's size, spacing and range, for scripts";

Json jsonOf(const Extent& e) {
  return {{"t", e.t}, {"c", e.c}, {"z", e.z}, {"y", e.y}, {"x", e.x}};
}
Json jsonOf(const Spacing& s) {
  return {{"z", s.z}, {"y", s.y}, {"x", s.x}};
}

Json modelInfo(const std::filesystem::path& path) {
  const std::shared_ptr<const Model> model = Model::load(path);
  Json json{{"kind", "model"}, {"file", path.string()}, {"hash", model->hash()}};
  json["parameters"] = model->parameterCount();
  json["totalStride"] = model->totalStride();
  json["receptiveRadius"] = model->receptiveRadius();
  if (model->card().dimensions == 3) {
    json["depthStride"] = model->depthStride();
    json["depthReceptiveRadius"] = model->depthReceptiveRadius();
  }
  json["tileExact"] = model->tileExact();
  json["card"] = Json::parse(toJson(model->card()));
  return json;
}

Json sketchInfo(const std::filesystem::path& path) {
  const Sketch sketch = readSketch(path);
  Json kinds = Json::object();
  for (const auto& [id, cell] : sketch.cells()) {
    const std::string kind = name(cell->kind);
    kinds[kind] = kinds.value(kind, 0) + 1;
  }
  const Shading& shading = sketch.shading();
  return {{"kind", "sketch"},
          {"file", path.string()},
          {"extent", jsonOf(sketch.extent())},
          {"spacing", jsonOf(sketch.spacing())},
          {"channels", sketch.channelNames()},
          {"seed", sketch.seed()},
          {"cells", sketch.cellCount()},
          {"cellsByKind", kinds},
          {"background", shading.background}};
}

std::string name(PixelType type) {
  switch (type) {
  case PixelType::UInt8:
    return "uint8";
  case PixelType::UInt16:
    return "uint16";
  case PixelType::UInt32:
    return "uint32";
  case PixelType::Float32:
    break;
  }
  return "float32";
}

Json imageInfo(const std::filesystem::path& path) {
  const ImageInfo info = readImageInfo(path);
  const Image<float> image = readImage(path);
  float low = std::numeric_limits<float>::infinity();
  float high = -low;
  double sum = 0.0;
  std::int64_t notFinite = 0;
  for (const float value : image) {
    if (std::isfinite(value)) {
      low = std::min(low, value);
      high = std::max(high, value);
      sum += value;
    } else {
      ++notFinite;
    }
  }
  const auto finite = static_cast<std::int64_t>(image.size()) - notFinite;
  Json json{{"kind", "image"},
            {"file", path.string()},
            {"format", info.format},
            {"extent", jsonOf(info.extent)},
            {"spacing", jsonOf(info.spacing)},
            {"pixelType", name(info.pixelType)}};
  json["minimum"] = finite > 0 ? low : std::nanf("");
  json["maximum"] = finite > 0 ? high : std::nanf("");
  json["mean"] = sum / static_cast<double>(finite);
  json["notFinite"] = notFinite;
  json["description"] = info.description;
  return json;
}

Json infoOf(const std::string& what) {
  const std::filesystem::path path(what);
  const std::string suffix = path.extension().string();
  if (suffix == ".cysk") {
    return sketchInfo(path);
  }
  if (suffix == ".cymodel" || !std::filesystem::exists(path)) {
    // Not a file: perhaps the name of an installed model; the lookup's error lists those that there are. A file that
    // has an image's suffix is reported as missing.
    return stemOf(path) == path.filename().string() ? modelInfo(findModel(what, modelFolders())) : imageInfo(path);
  }
  return imageInfo(path);
}

std::string plain(const Json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

bool isEmpty(const Json& value) {
  return value.is_null() || (value.is_string() && value.get<std::string>().empty()) ||
         (value.is_structured() && value.empty());
}

/// "1 × 2 × …" for an extent; objects of numbers as "key value, …".
std::string text(const std::string& key, const Json& value) {
  if (!value.is_object()) {
    return plain(value);
  }
  std::string line;
  for (const auto& [name, entry] : value.items()) {
    line += (line.empty() ? "" : ", ") + name + " " + plain(entry);
  }
  return key == "spacing" ? line + " µm (0 = unknown)" : line;
}

void printTable(Console& console, const Json& json) {
  for (const auto& [key, value] : json.items()) {
    if (key == "card") {
      printTable(console, value);
    } else if (!isEmpty(value)) {
      std::string lines = text(key, value);
      std::string indented;
      for (const char c : lines) {
        indented += c;
        if (c == '\n') {
          indented += std::string(18, ' ');
        }
      }
      console.print(padded(key, 18) + indented);
    }
  }
}

} // namespace

Run addInfo(CLI::App& command) {
  const auto what = std::make_shared<std::string>();
  command.add_option("WHAT", *what, "Model (file or name), sketch or image")->required();
  command.footer(footer);
  return [what](Console& console) {
    const Json json = infoOf(*what);
    if (console.json) {
      console.print(json.dump(2, ' ', false, Json::error_handler_t::replace));
    } else {
      printTable(console, json);
    }
  };
}

} // namespace cytosketch
