#include "app/cli/imagesource.h"

#include "engine/image/grey.h"
#include "engine/imageio/imagefile.h"
#include "engine/sketch/channels.h"
#include "engine/sketch/fromlabels.h"
#include "engine/sketch/sketchfile.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace cytosketch {
namespace fs = std::filesystem;
namespace {

constexpr std::array<const char*, 3> kindNames{"nucleus", "cytoplasm", "whole-cell"};

/// The label images, all of one size, each with at least one cell.
std::vector<Image<std::uint32_t>> readLabelChannels(const SketchSource& source) {
  std::vector<Image<std::uint32_t>> channels;
  for (const std::string& path : source.labels) {
    channels.push_back(withAxes(readLabels(path), source.axes, path));
    const Image<std::uint32_t>& labels = channels.back();
    if (std::all_of(labels.begin(), labels.end(), [](std::uint32_t label) { return label == 0; })) {
      throw FormatError("holds no label: every voxel is 0", path, "Choose a label image with at least one cell");
    }
    if (!(labels.extent() == channels.front().extent())) {
      throw FormatError("differs in size from " + source.labels.front(), path,
                        "Choose label images of one image, one per channel");
    }
  }
  return channels;
}

std::vector<CellKind> kindsOf(const SketchSource& source) {
  const std::size_t count = source.labels.size();
  if (source.kinds.size() > 1 && source.kinds.size() != count) {
    throw SettingsError("there are " + std::to_string(source.kinds.size()) + " kinds for " + std::to_string(count) +
                            " label images",
                        "--kind", "Give one for all, or one per label image");
  }
  std::vector<CellKind> kinds;
  for (const std::string& kind : source.kinds) {
    kinds.push_back(kindOf(kind));
  }
  kinds.resize(count, kinds.empty() ? CellKind::Nucleus : kinds.front());
  return kinds;
}

void requireChannels(const Image<float>& real, const SketchSource& source) {
  const auto count = static_cast<std::int64_t>(source.labels.size());
  if (real.extent().c != count) {
    throw FormatError("has " + std::to_string(real.extent().c) + " channels for " + std::to_string(count) +
                          " label images",
                      source.greyFrom, "Give one --labels per channel of the image");
  }
}

/// sketchFromLabels() judges again; here it is known which files they are, and what usually is the matter.
void requireSameSize(const Extent& labels, const Extent& real, const SketchSource& source) {
  if (labels.t == real.t && labels.z == real.z && labels.y == real.y && labels.x == real.x) {
    return;
  }
  const auto text = [](const Extent& e) {
    return std::to_string(e.t) + " frames of " + std::to_string(e.z) + " x " + std::to_string(e.y) + " x " +
           std::to_string(e.x);
  };
  const bool swapped = labels.t == real.z && labels.z == real.t && labels.y == real.y && labels.x == real.x;
  throw FormatError("the image has " + text(real) + " voxels, the labels " + text(labels), source.greyFrom,
                    swapped ? "One of them counts its slices as frames: say with --axes zyx or tyx what they are"
                            : "Choose the image that the labels belong to");
}

} // namespace

Image<float> channelOf(const Image<float>& image, std::int64_t channel, const fs::path& path) {
  const Extent& e = image.extent();
  if (channel < 0 || channel >= e.c) {
    throw SettingsError("there is no channel " + std::to_string(channel) + " among " + std::to_string(e.c),
                        path.string(), "Channels count from 0");
  }
  if (e.c == 1) {
    return image;
  }
  Image<float> result({e.t, 1, e.z, e.y, e.x}, 0.0F, image.spacing());
  for (std::int64_t t = 0; t < e.t; ++t) {
    std::copy_n(image.channel(t, channel), e.volume(), result.mutableChannel(t, 0));
  }
  return result;
}

template <typename T>
Image<T> withAxes(const Image<T>& image, const std::string& axes, const fs::path& path) {
  const Extent& e = image.extent();
  if (!axes.empty() && axes != "zyx" && axes != "tyx") {
    throw SettingsError("'" + axes + "' is no order of axes", "--axes", "Write zyx for slices or tyx for frames");
  }
  if (axes.empty() || (axes == "zyx" ? e.t : e.z) == 1) {
    return image;
  }
  if (e.t > 1 && e.z > 1) {
    throw FormatError("has " + std::to_string(e.t) + " frames of " + std::to_string(e.z) + " slices", path.string(),
                      "Leave --axes out, or save one of the two alone");
  }
  const Spacing& s = image.spacing();
  Image<T> result({e.z, e.c, e.t, e.y, e.x}, T{}, {axes == "zyx" ? s.z : 0.0, s.y, s.x});
  for (std::int64_t c = 0; c < e.c; ++c) {
    for (std::int64_t page = 0; page < e.t * e.z; ++page) {
      const std::int64_t t = page % e.t, z = page / e.t; // one of the two is always 0
      std::copy_n(image.data() + image.offset(t, c, z, 0, 0), e.y * e.x,
                  result.mutableData() + result.offset(z, c, t, 0, 0));
    }
  }
  return result;
}
template Image<float> withAxes(const Image<float>&, const std::string&, const fs::path&);
template Image<std::uint32_t> withAxes(const Image<std::uint32_t>&, const std::string&, const fs::path&);

void namingFile(const fs::path& path, const std::function<void()>& work) {
  try {
    work();
  } catch (const SettingsError& error) {
    throw FormatError(error.problem(), path.string(), error.remedy());
  }
}

RealImage readRealChannels(const fs::path& path) {
  RealImage real;
  const Image<float> image = readImage(path);
  namingFile(path, [&] {
    real.limits = percentileLimits(image);
    real.grey = normalised(image, real.limits);
  });
  return real;
}

RealImage readReal(const fs::path& path, std::int64_t channel, double lowPercent, double highPercent) {
  RealImage real;
  const Image<float> image = channelOf(readImage(path), channel, path);
  namingFile(path, [&] {
    real.limits = percentileLimits(image, lowPercent, highPercent);
    real.grey = normalised(image, real.limits);
  });
  return real;
}

Image<float> readGenerated(const fs::path& path, std::int64_t channel) {
  const PixelType type = readImageInfo(path).pixelType;
  Image<float> image = channelOf(readImage(path), channel, path);
  if (std::any_of(image.begin(), image.end(), [](float v) { return !std::isfinite(v); })) {
    throw FormatError("holds NaN or infinite values", path.string(), "Generate it again");
  }
  if (type == PixelType::UInt32) {
    throw FormatError("has 32-bit integers and is no generated image", path.string(),
                      "Choose a 16-bit image, or floats between -1 and 1");
  }
  const float full = type == PixelType::UInt8 ? 255.0F : 65535.0F;
  float* voxels = image.mutableData();
  std::transform(voxels, voxels + image.size(), voxels,
                 [type, full](float v) { return type == PixelType::Float32 ? greyOfNetworkValue(v) : v / full; });
  return image;
}

CellKind kindOf(const std::string& kind) {
  const auto found = std::find(kindNames.begin(), kindNames.end(), kind);
  if (found == kindNames.end()) {
    throw SettingsError("'" + kind + "' is no kind of cell", "--kind", "Choose nucleus, cytoplasm or whole-cell");
  }
  return static_cast<CellKind>(found - kindNames.begin());
}

std::string name(CellKind kind) {
  return kindNames[static_cast<std::size_t>(kind)];
}

Sketch loadSketch(const SketchSource& source, std::uint64_t seed) {
  if (source.sketch.empty() == source.labels.empty()) {
    throw SettingsError("either a sketch or labels are needed", "--sketch, --labels", "Give one of the two");
  }
  if (!source.sketch.empty()) {
    if (!source.greyFrom.empty() || !source.brightness.empty()) {
      throw SettingsError("a sketch has its own greys", "--grey-from, --brightness", "Use them with --labels only");
    }
    if (!source.axes.empty()) {
      throw SettingsError("a sketch knows its axes", "--axes", "Use it with --labels only");
    }
    return readSketch(source.sketch);
  }
  if (!source.greyFrom.empty() && !source.brightness.empty()) {
    throw SettingsError("greys come either from an image or from a range", "--grey-from, --brightness",
                        "Give one of the two");
  }
  const std::vector<Image<std::uint32_t>> labels = readLabelChannels(source);
  const std::vector<CellKind> kinds = kindsOf(source);
  const BrightnessRange range = brightnessOfText(source.brightness.empty() ? defaultBrightness : source.brightness);
  Image<float> real;
  if (!source.greyFrom.empty()) {
    real = labels.size() == 1 ? readReal(source.greyFrom).grey : readRealChannels(source.greyFrom).grey;
    requireChannels(real, source);
    real = withAxes(real, source.axes, source.greyFrom);
    requireSameSize(labels.front().extent(), real.extent(), source);
  }
  std::vector<Sketch> channels;
  for (std::size_t k = 0; k < labels.size(); ++k) {
    channels.push_back(real.empty()
                           ? sketchFromLabels(labels[k], kinds[k], range, seed + k)
                           : sketchFromLabels(labels[k], kinds[k], channelOf(real, std::int64_t(k), source.greyFrom)));
  }
  return joinedChannels(channels);
}

} // namespace cytosketch
