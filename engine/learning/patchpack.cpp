#include "engine/diffusion/detail/safetensors.h"
#include "engine/image/error.h"
#include "engine/learning/patchsource.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace cytosketch {
namespace {

constexpr const char* packKey = "cytosketch.patches";

TensorEntry entryOf(const GreyVoxels& grey) {
  const Extent& e = grey.extent();
  return {"U16",
          {e.c, e.z, e.y, e.x},
          reinterpret_cast<const std::byte*>(grey.data()),
          static_cast<std::size_t>(e.voxels()) * sizeof(std::uint16_t)};
}

/// The voxels of an entry where they lie in the mapped file.
GreyVoxels voxelsOf(const SafetensorsFile& file, const TensorEntry& entry, const Spacing& spacing) {
  const bool aligned = reinterpret_cast<std::uintptr_t>(entry.data) % alignof(std::uint16_t) == 0;
  const bool empty = std::find(entry.shape.begin(), entry.shape.end(), 0) != entry.shape.end();
  if (entry.dtype != "U16" || entry.shape.size() != 4 || !aligned || empty) {
    throw FormatError("holds something else than 16-bit images", file.path().string(), "Write the patch file again");
  }
  const Extent extent{1, entry.shape[0], entry.shape[1], entry.shape[2], entry.shape[3]};
  return {extent, spacing, {file.content(), reinterpret_cast<const std::uint16_t*>(entry.data)}};
}

} // namespace

void writePatchPack(const PatchPack& pack, const std::filesystem::path& path) {
  nlohmann::json description{{"groupWeights", pack.groupWeights}, {"images", nlohmann::json::object()}};
  std::map<std::string, TensorEntry> entries;
  const auto add = [&](const std::vector<TrainingImage>& images, const char* split) {
    for (const TrainingImage& image : images) {
      if (entries.contains(image.name)) {
        throw SettingsError("two images have the same name", image.name, "Rename one of them");
      }
      entries[image.name] = entryOf(image.grey);
      const Spacing& spacing = image.grey.spacing();
      description["images"][image.name] = {
          {"group", image.group}, {"split", split}, {"spacing", {spacing.z, spacing.y, spacing.x}}};
    }
  };
  add(pack.training, "training");
  add(pack.validation, "validation");
  writeSafetensors(path, {{packKey, description.dump()}}, entries);
}

PatchPack readPatchPack(const std::filesystem::path& path) {
  const SafetensorsFile file = SafetensorsFile::map(path);
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
      const auto spacing = image.value("spacing", std::array<double, 3>{1.0, 1.0, 1.0});
      split.push_back(
          {name, image.at("group").get<std::string>(), voxelsOf(file, entry, {spacing[0], spacing[1], spacing[2]})});
    }
  } catch (const nlohmann::json::exception&) {
    throw FormatError("has a damaged description", path.string(), "Write the patch file again");
  }
  return result;
}

} // namespace cytosketch
