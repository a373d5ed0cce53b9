#include "engine/diffusion/modelcard.h"

#include "engine/image/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace cytosketch {
namespace {

constexpr const char* foreignRemedy = "Choose a .cymodel made by this program or by cytosketch-cli convert";

bool within(const std::vector<int>& values, int low, int high) {
  return std::all_of(values.begin(), values.end(), [&](int v) { return v >= low && v <= high; });
}

TextureModel textureFromJson(const nlohmann::json& json) {
  TextureModel texture;
  if (!json.is_null()) {
    texture.depthScale = json.at("depthScale").get<double>();
    texture.channels = json.at("deviations").get<std::vector<TextureModel::Deviations>>();
    texture.relief = json.value("relief", std::vector<ReliefGains>());
    texture.noise = json.value("noise", 1.0);
  }
  return texture;
}

nlohmann::json jsonOf(const TextureModel& texture) {
  return texture.empty() ? nlohmann::json()
                         : nlohmann::json{{"depthScale", texture.depthScale},
                                          {"deviations", texture.channels},
                                          {"relief", texture.relief},
                                          {"noise", texture.noise}};
}

void requireTexture(const TextureModel& texture, const std::string& where) {
  bool good = texture.channels.size() <= 8 && texture.relief.size() <= 8 && texture.depthScale >= 0.0 &&
              texture.depthScale <= 10.0 && texture.noise >= 1.0 && texture.noise <= 1.5;
  for (const ReliefGains& gains : texture.relief) {
    good = good && std::all_of(gains.begin(), gains.end(), [](float g) { return g >= 0.0F && g <= 10.0F; });
  }
  for (const auto& channel : texture.channels) {
    for (const auto& band : channel) {
      good = good && std::all_of(band.begin(), band.end(), [](float d) { return d >= 0.0F && d <= 10.0F; });
    }
  }
  if (!good) {
    throw FormatError("has a model card with a texture that cannot be", where, foreignRemedy);
  }
}

} // namespace

void requireBuildable(const ModelCard& card, const std::string& where) {
  const bool paper = card.architecture == "paper-unet";
  const bool tileExact = card.architecture == "tile-exact-unet";
  bool good = (paper && (card.dimensions == 2 || card.dimensions == 3) && card.channels == 1) ||
              (tileExact && (card.dimensions == 2 || card.dimensions == 3) && card.channels >= 1 && card.channels <= 8);
  if (tileExact) {
    good = good && !card.widths.empty() && card.widths.size() <= 6 && card.blocks.size() == card.widths.size() &&
           within(card.widths, 8, 1024) && within(card.blocks, 1, 16) &&
           (card.stem == 1 || card.stem == 2 || card.stem == 4);
  }
  if (!good || card.timesteps != 1000 || card.schedule != "cosine") {
    throw FormatError("describes a network that this program cannot build (architecture \"" + card.architecture + "\")",
                      where, foreignRemedy);
  }
  requireTexture(card.texture, where);
  const auto cannotBe = [](int halo) { return halo < -1 || halo > 4096; };
  if (cannotBe(card.calibratedHalo) || cannotBe(card.calibratedDepthHalo) || !within(card.patch, 1, 1 << 20) ||
      !(card.lowPercentile >= 0.0 && card.lowPercentile < card.highPercentile && card.highPercentile <= 100.0)) {
    throw FormatError("has a model card with values that cannot be", where, foreignRemedy);
  }
}

std::int64_t leastParameters(const ModelCard& card) {
  std::int64_t count = 0;
  for (std::size_t level = 0; level < card.widths.size(); ++level) {
    count += 18LL * card.blocks[level] * card.widths[level] * card.widths[level];
  }
  return count;
}

ModelCard modelCardFromJson(const std::string& json, const std::string& where) {
  ModelCard card;
  try {
    const auto j = nlohmann::json::parse(json);
    card.name = j.value("name", card.name);
    card.architecture = j.at("architecture").get<std::string>();
    card.dimensions = j.value("dimensions", card.dimensions);
    card.channels = j.value("channels", card.channels);
    card.widths = j.value("widths", card.widths);
    card.blocks = j.value("blocks", card.blocks);
    card.stem = j.value("stem", card.stem);
    card.timesteps = j.value("timesteps", card.timesteps);
    card.schedule = j.value("schedule", card.schedule);
    card.lowPercentile = j.value("lowPercentile", card.lowPercentile);
    card.highPercentile = j.value("highPercentile", card.highPercentile);
    card.patch = j.value("patch", card.patch);
    card.spacing = j.value("spacing", card.spacing);
    card.calibratedHalo = j.value("calibratedHalo", card.calibratedHalo);
    card.calibratedDepthHalo = j.value("calibratedDepthHalo", card.calibratedDepthHalo);
    card.texture = textureFromJson(j.value("texture", nlohmann::json()));
    card.summary = j.value("summary", card.summary);
    card.data = j.value("data", card.data);
    card.licence = j.value("licence", card.licence);
    card.metrics = j.value("metrics", card.metrics);
    card.training = j.value("training", card.training);
  } catch (const nlohmann::json::exception&) {
    throw FormatError("has no readable model card", where, foreignRemedy);
  }
  requireBuildable(card, where);
  return card;
}

std::string toJson(const ModelCard& card) {
  const nlohmann::json j{{"name", card.name},
                         {"architecture", card.architecture},
                         {"dimensions", card.dimensions},
                         {"channels", card.channels},
                         {"widths", card.widths},
                         {"blocks", card.blocks},
                         {"stem", card.stem},
                         {"timesteps", card.timesteps},
                         {"schedule", card.schedule},
                         {"lowPercentile", card.lowPercentile},
                         {"highPercentile", card.highPercentile},
                         {"patch", card.patch},
                         {"spacing", card.spacing},
                         {"calibratedHalo", card.calibratedHalo},
                         {"calibratedDepthHalo", card.calibratedDepthHalo},
                         {"texture", jsonOf(card.texture)},
                         {"summary", card.summary},
                         {"data", card.data},
                         {"licence", card.licence},
                         {"metrics", card.metrics},
                         {"training", card.training}};
  return j.dump(2, ' ', false, nlohmann::json::error_handler_t::replace);
}

} // namespace cytosketch
