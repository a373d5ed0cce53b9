#include "engine/study/pair.h"

#include "engine/imageio/imagefile.h"
#include "engine/imageio/imagefolder.h"
#include "engine/sketch/fromlabels.h"
#include "engine/sketch/raster.h"

#include <algorithm>

namespace cytosketch {
namespace {

namespace fs = std::filesystem;

struct Percentiles {
  double low;
  double high;
};

StudyPair readPair(const std::string& name, const fs::path& real, const fs::path& labels, Percentiles percentiles) {
  const Image<std::uint32_t> cells = readLabels(labels);
  const Image<float> image = readImage(real);
  try {
    return makePair(name, image, cells, percentiles.low, percentiles.high);
  } catch (const SettingsError& error) { // it is about the content of these files
    throw FormatError(error.problem(), error.where() == "labels" ? labels.string() : real.string(), error.remedy());
  }
}

StudySource sourceOf(const fs::path& real, const fs::path& labels, Percentiles percentiles) {
  const std::string name = stemOf(real);
  return {name, [=] { return readPair(name, real, labels, percentiles); }};
}

} // namespace

StudyPair makePair(const std::string& name, const Image<float>& real, const Image<std::uint32_t>& labels,
                   double lowPercent, double highPercent) {
  const Extent& r = real.extent();
  const Extent& l = labels.extent();
  if (!real.empty() && r.c != 1) {
    throw SettingsError("the real image has " + std::to_string(r.c) + " channels", "image",
                        "Save the channel that the labels belong to as an image of its own");
  }
  if (real.empty() || labels.empty() || !(r == l)) {
    throw SettingsError("the real image and the labels differ in size: " + extentText(r) + " and " + extentText(l) +
                            " (t, c, z, y, x)",
                        "labels", "Choose the labels of this image");
  }
  StudyPair pair;
  pair.name = name;
  pair.real = normalised(real, percentileLimits(real, lowPercent, highPercent));
  pair.labels = labels;
  pair.cells = sketchFromLabels(labels, CellKind::Nucleus, pair.real);
  pair.sketch = rasteriseGrey(pair.cells);
  return pair;
}

StudyPair pairOfSketch(const std::string& name, const Sketch& sketch) {
  if (sketch.cellCount() == 0) {
    throw SettingsError("the sketch has no cell", "sketch", "Draw or import at least one cell first");
  }
  const Cell* first = sketch.cells().begin()->second.get();
  for (const auto& [id, cell] : sketch.cells()) {
    if (cell->channel < first->channel) {
      first = cell.get();
    }
  }
  return {name, {}, rasteriseLabels(sketch, first->kind, first->channel), rasteriseGrey(sketch), sketch};
}

std::vector<StudySource> studySources(const fs::path& real, const fs::path& labels, std::size_t limit,
                                      double lowPercent, double highPercent) {
  const Percentiles percentiles{lowPercent, highPercent};
  if (!fs::is_directory(real)) {
    if (fs::is_directory(labels)) {
      throw SettingsError("the real image is a file, the labels are a folder", labels.string(),
                          "Choose two files or two folders");
    }
    return {sourceOf(real, labels, percentiles)};
  }
  if (!fs::is_directory(labels)) {
    throw SettingsError("the real images are a folder, the labels are not", labels.string(),
                        "Choose two files or two folders");
  }
  const std::vector<fs::path> all = imagesIn(real);
  const std::size_t count = limit > 0 ? std::min(limit, all.size()) : all.size();
  std::vector<StudySource> sources;
  for (std::size_t i = 0; i < count; ++i) {
    const fs::path& image = all[(2 * i + 1) * all.size() / (2 * count)];
    sources.push_back(sourceOf(image, imageWithStem(labels, stemOf(image)), percentiles));
  }
  return sources;
}

} // namespace cytosketch
