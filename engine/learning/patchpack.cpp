#include "engine/diffusion/detail/safetensors.h"
#include "engine/image/error.h"
#include "engine/learning/patchsource.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <cstring>

namespace cytosketch {
namespace {

constexpr const char* packKey = "cytosketch.patches";
constexpr float grey16 = 65535.0F;

struct Packed {
  std::vector<std::uint16_t> voxels;
  TensorEntry entry;
};

Packed pack(const Image<float>& grey) {
  Packed packed;
  packed.voxels.reserve(grey.size());
  for (const float g : grey) {
    packed.voxels.push_back(static_cast<std::uint16_t>(std::lround(std::clamp(g, 0.0F, 1.0F) * grey16)));
  }
  const Extent& e = grey.extent();
  packed.entry = {"U16",
                  {e.c, e.z, e.y, e.x},
                  reinterpret_cast<const std::byte*>(packed.voxels.data()),
                  packed.voxels.size() * sizeof(std::uint16_t)};
  return packed;
}

Image<float> unpack(const TensorEntry& entry, const std::string& where) {
  if (entry.dtype != "U16" || entry.shape.size() != 4) {
    throw FormatError("holds something else than 16-bit images", where, "Write the patch file again");
  }
  Image<float> grey(Extent{1, entry.shape[0], entry.shape[1], entry.shape[2], entry.shape[3]});
  float* target = grey.mutableData();
  for (std::size_t i = 0; i < grey.size(); ++i) {
    std::uint16_t value = 0;
    std::memcpy(&value, entry.data + i * sizeof value, sizeof value);
    target[i] = static_cast<float>(value) / grey16;
  }
  return grey;
}

} // namespace

void writePatchPack(const PatchPack& pack_, const std::filesystem::path& path) {
  nlohmann::json description{{"groupWeights", pack_.groupWeights}, {"images", nlohmann::json::object()}};
  std::vector<Packed> packed;
  packed.reserve(pack_.training.size() + pack_.validation.size());
  std::map<std::string, TensorEntry> entries;
  const auto add = [&](const std::vector<TrainingImage>& images, const char* split) {
    for (const TrainingImage& image : images) {
      if (entries.contains(image.name)) {
        throw SettingsError("two images have the same name", image.name, "Rename one of them");
      }
      packed.push_back(pack(image.grey));
      entries[image.name] = packed.back().entry;
      description["images"][image.name] = {{"group", image.group}, {"split", split}};
    }
  };
  add(pack_.training, "training");
  add(pack_.validation, "validation");
  writeSafetensors(path, {{packKey, description.dump()}}, entries);
}

PatchPack readPatchPack(const std::filesystem::path& path) {
  const SafetensorsFile file = SafetensorsFile::open(path);
  const auto text = file.metadata().find(packKey);
  if (text == file.metadata().end()) {
    throw FormatError("is not a packed patch file", path.string(), "Write one with cytosketch-cli train --pack");
  }
  PatchPack result;
  try {
    const auto description = nlohmann::json::parse(text->second);
    result.groupWeights = description.at("groupWeights").get<std::map<std::string, double>>();
    for (const auto& [name, entry] : file.tensors()) {
      const auto& image = description.at("images").at(name);
      auto& split = image.at("split") == "validation" ? result.validation : result.training;
      split.push_back({name, image.at("group").get<std::string>(), unpack(entry, path.string())});
    }
  } catch (const nlohmann::json::exception&) {
    throw FormatError("has a damaged description", path.string(), "Write the patch file again");
  }
  return result;
}

} // namespace cytosketch
