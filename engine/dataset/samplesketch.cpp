#include "engine/dataset/datasetreader.h"
#include "engine/image/error.h"
#include "engine/image/normalisation.h"
#include "engine/sketch/fromlabels.h"
#include "engine/sketch/measuredgreys.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace cytosketch {
namespace {

bool says(const std::string& name, std::string_view word) {
  return name.find(word) != std::string::npos;
}

CellKind kindOf(const std::string& layer) {
  return says(layer, "ytoplasm")                                ? CellKind::Cytoplasm
         : says(layer, "hole-cell") || says(layer, "hole cell") ? CellKind::WholeCell
                                                                : CellKind::Nucleus;
}

/// "channel2_nucleus" → 1.
std::int32_t channelOf(const std::string& layer, std::int64_t channels) {
  constexpr std::string_view word = "channel";
  std::int32_t number = 1;
  if (const std::size_t at = layer.find(word); at != std::string::npos) {
    std::from_chars(layer.data() + at + word.size(), layer.data() + layer.size(), number);
  }
  return number >= 1 && number <= channels ? number - 1 : 0;
}

bool measurable(const Image<float>& image) {
  const auto [low, high] = std::minmax_element(image.begin(), image.end());
  return low != image.end() && std::isfinite(*low) && std::isfinite(*high) && *low < *high &&
         std::none_of(image.begin(), image.end(), [](float v) { return std::isnan(v); });
}

} // namespace

Sketch sketchOf(const SampleContent& content) {
  if (content.image.empty() && content.layers.empty()) {
    throw SettingsError("the sample has neither an image nor labels that can be read", "", "Choose another sample");
  }
  const bool image = !content.image.empty();
  Extent extent = image ? content.image.extent() : content.layers.front().labels.extent();
  const Spacing spacing = image && content.image.spacing().known()
                              ? content.image.spacing()
                              : (content.layers.empty() ? Spacing() : content.layers.front().labels.spacing());
  Sketch sketch(extent, spacing);
  std::int32_t order = 0;
  for (const LabelLayer& layer : content.layers) {
    const bool any =
        std::any_of(layer.labels.begin(), layer.labels.end(), [](std::uint32_t label) { return label != 0; });
    if (!any) {
      continue;
    }
    const Sketch cells = sketchFromLabels(layer.labels, kindOf(layer.name), BrightnessRange(), 1);
    for (const auto& [id, cell] : cells.cells()) {
      Cell copy = *cell;
      copy.channel = channelOf(layer.name, extent.c);
      copy.zOrder = order;
      copy.id = sketch.find(id) ? sketch.nextId() : id;
      sketch.put(std::move(copy));
    }
    ++order;
  }
  if (image && sketch.cellCount() > 0 && measurable(content.image)) {
    try {
      sketch = withGreysOf(sketch, normalised(content.image, percentileLimits(content.image)));
    } catch (const SettingsError&) { // NOLINT(bugprone-empty-catch): almost blank; greys by chance stay
    }
  }
  return sketch;
}

} // namespace cytosketch
