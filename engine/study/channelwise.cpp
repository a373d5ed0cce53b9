#include "engine/study/channelwise.h"

#include "engine/image/error.h"
#include "engine/image/grey.h"
#include "engine/image/stopwatch.h"
#include "engine/sketch/channels.h"
#include "engine/sketch/raster.h"

#include <algorithm>
#include <utility>

namespace cytosketch {
namespace {

Extent ofOneChannel(Extent extent) {
  extent.c = 1;
  return extent;
}

std::string counted(std::size_t n, const std::string& noun) {
  return std::to_string(n) + " " + noun + (n == 1 ? "" : "s");
}

/// A part of one frame.
struct Part {
  std::int64_t t;
  Box box;
};

/// The parts that lie one after the other in a slice of a preview. @param box  its z are frames where time is generated
/// as depth
std::vector<Part> partsOf(const Box& box, std::int64_t frame, bool timeAsDepth) {
  if (!timeAsDepth) {
    return {{frame, box}};
  }
  std::vector<Part> parts;
  for (std::int64_t t = box.z0; t < box.z1; ++t) {
    parts.push_back({t, {0, box.y0, box.x0, 1, box.y1, box.x1}});
  }
  return parts;
}

/// One run with a model per channel.
class ChannelwiseRun {
public:
  ChannelwiseRun(const ChannelModels& models, const Sketch& sketch, const GenerationHooks& hooks,
                 const Image<float>* tStartMap)
      : models_(models), sketch_(sketch), hooks_(hooks), tStartMap_(tStartMap) {}

  FaithfulResult generate(const GenerationSettings& settings);

private:
  void generateChannel(std::int64_t channel, GenerationSettings settings);
  GenerationHooks hooksOf(std::int64_t channel);
  GenerationPreview widened(const GenerationPreview& one, std::int64_t channel);
  GenerationPreview others(const GenerationPreview& one, std::int64_t channel) const;
  Image<float> others(const Image<float>& one, std::int64_t channel, const std::vector<Part>& parts) const;
  float* put(const Part& part, std::int64_t channel, bool finished, float* target) const;

  const ChannelModels& models_;
  const Sketch& sketch_;
  const GenerationHooks& hooks_;
  const Image<float>* tStartMap_;
  Stopwatch time_;
  FaithfulResult all_;
  GenerationPreview others_; ///< slices of the latest preview's frame without channel othersOf_
  std::int64_t othersOf_ = -1;
};

FaithfulResult ChannelwiseRun::generate(const GenerationSettings& settings) {
  const Extent& extent = sketch_.extent();
  const GenerationSettings resolved = resolve(settings, models_, extent);
  all_.result.settings = resolved;
  all_.result.settings.autoStart = false;
  all_.result.settings.cellStarts.clear();
  all_.result.modelHash = hashesOf(models_);
  all_.result.image = Image<float>(extent, 0.0F, sketch_.spacing());
  for (std::int64_t channel = 0; channel < extent.c; ++channel) {
    generateChannel(channel, resolved);
  }
  std::sort(all_.cells.begin(), all_.cells.end(), [](const auto& a, const auto& b) { return a.cell < b.cell; });
  all_.result.seconds = time_.seconds();
  return std::move(all_);
}

void ChannelwiseRun::generateChannel(std::int64_t channel, GenerationSettings settings) {
  const Sketch own = separateChannel(sketch_, channel);
  std::erase_if(settings.cellStarts, [&](const auto& start) { return !own.find(start.first); });
  const Model& model = *models_[static_cast<std::size_t>(channel)];
  const FaithfulResult one = generateSketch(model, own, settings, hooksOf(channel), tStartMap_, channel);
  for (std::int64_t t = 0; t < sketch_.extent().t; ++t) {
    std::copy_n(one.result.image.channel(t, 0), sketch_.extent().volume(),
                all_.result.image.mutableChannel(t, channel));
  }
  all_.result.settings.cellStarts.insert(one.result.settings.cellStarts.begin(), one.result.settings.cellStarts.end());
  all_.cells.insert(all_.cells.end(), one.cells.begin(), one.cells.end());
}

/// Hooks for one channel that tell of the whole.
GenerationHooks ChannelwiseRun::hooksOf(std::int64_t channel) {
  GenerationHooks own = hooks_;
  if (hooks_.progress) {
    own.progress = [this, channel](GenerationProgress progress) {
      progress.channel = static_cast<int>(channel);
      progress.channels = static_cast<int>(models_.size());
      progress.fraction = (static_cast<double>(channel) + progress.fraction) / static_cast<double>(models_.size());
      progress.etaSeconds = time_.seconds() * (1.0 / progress.fraction - 1.0);
      hooks_.progress(progress);
    };
  }
  if (hooks_.preview) {
    own.preview = [this, channel](const GenerationPreview& preview) { hooks_.preview(widened(preview, channel)); };
  }
  return own;
}

/// The preview with all channels: finished ones as they are, those to come as in the sketch. What surrounds a channel
/// stays the same while it is made.
GenerationPreview ChannelwiseRun::widened(const GenerationPreview& one, std::int64_t channel) {
  if (channel != othersOf_ || one.frame != others_.frame) {
    others_ = others(one, channel);
    othersOf_ = channel;
  }
  GenerationPreview all = others_;
  for (const auto slice : {&GenerationPreview::xy, &GenerationPreview::xz, &GenerationPreview::yz}) {
    if (const Image<float>& own = one.*slice; !own.empty()) {
      std::copy_n(own.data(), own.size(), (all.*slice).mutableChannel(0, channel));
    }
  }
  return all;
}

/// The slices of a preview with all channels but one.
GenerationPreview ChannelwiseRun::others(const GenerationPreview& one, std::int64_t channel) const {
  const Extent& e = sketch_.extent();
  const ModelCard& card = models_[static_cast<std::size_t>(channel)]->card();
  const bool timeAsDepth = card.dimensions == 3 && e.z == 1 && e.t > 1; // see generate()
  const std::int64_t depth = timeAsDepth ? e.t : e.z;
  const auto slice = [&](const Image<float>& image, const Box& box) {
    return image.empty() ? Image<float>() : others(image, channel, partsOf(box, one.frame, timeAsDepth));
  };
  GenerationPreview all = one;
  all.xy = slice(one.xy, {one.z, 0, 0, one.z + 1, e.y, e.x});
  all.xz = slice(one.xz, {0, one.y, 0, depth, one.y + 1, e.x});
  all.yz = slice(one.yz, {0, 0, one.x, depth, e.y, one.x + 1});
  return all;
}

Image<float> ChannelwiseRun::others(const Image<float>& one, std::int64_t channel,
                                    const std::vector<Part>& parts) const {
  const Extent& e = one.extent();
  Image<float> all({1, sketch_.extent().c, 1, e.y, e.x}, 0.0F, one.spacing());
  for (std::int64_t c = 0; c < sketch_.extent().c; ++c) {
    float* target = all.mutableChannel(0, c);
    for (const Part& part : c == channel ? std::vector<Part>() : parts) {
      target = put(part, c, c < channel, target);
    }
  }
  return all;
}

/// Network values of a part: of the image where the channel is finished, else of the sketch. @returns past the last one
float* ChannelwiseRun::put(const Part& part, std::int64_t channel, bool finished, float* target) const {
  const Box& box = part.box;
  if (!finished) {
    const Image<float> grey = rasteriseGrey(sketch_, part.t, channel, box);
    return std::transform(grey.begin(), grey.end(), target, [](float g) { return networkValue(g); });
  }
  const Image<float>& image = all_.result.image;
  for (std::int64_t z = box.z0; z < box.z1; ++z) {
    for (std::int64_t y = box.y0; y < box.y1; ++y) {
      target = std::copy_n(image.data() + image.offset(part.t, channel, z, y, box.x0), box.width(), target);
    }
  }
  return target;
}

} // namespace

std::string namesOf(const ChannelModels& models) {
  std::string names;
  for (const auto& model : models) {
    names += (names.empty() ? "" : ", ") + model->card().name;
  }
  return names;
}

std::string hashesOf(const ChannelModels& models) {
  std::string hashes;
  for (const auto& model : models) {
    hashes += (hashes.empty() ? "" : ",") + model->hash();
  }
  return hashes;
}

void requireChannels(const ChannelModels& models, const Extent& extent) {
  const auto channels = static_cast<std::size_t>(extent.c);
  if (models.size() == 1) {
    return; // generate() judges it
  }
  if (models.size() != channels) {
    throw SettingsError("the sketch has " + counted(channels, "channel") + ", and there are " +
                            counted(models.size(), "model"),
                        "model", "Give one model for all channels, or one for each");
  }
  for (std::size_t c = 0; c < channels; ++c) {
    const ModelCard& card = models[c]->card();
    if (card.channels != 1) {
      throw SettingsError(
          "the model for channel " + std::to_string(c + 1) + " makes " + std::to_string(card.channels) + " channels",
          "model \"" + card.name + "\"", "Choose it for all channels together, or one that makes a single channel");
    }
    if (card.dimensions == 2 && extent.z > 1) {
      throw SettingsError("the model for channel " + std::to_string(c + 1) + " makes 2D images, the sketch is a volume",
                          "model \"" + card.name + "\"", "Choose a 3D model such as nuclei-3d");
    }
  }
}

GenerationSettings resolve(const GenerationSettings& settings, const ChannelModels& models, const Extent& extent) {
  requireChannels(models, extent);
  if (models.size() == 1) {
    return resolve(settings, *models.front(), extent);
  }
  const Extent one = ofOneChannel(extent);
  GenerationSettings common = settings;
  Halo widest{Halo::Mode::Fixed, 0, -1};
  for (const auto& model : models) {
    const Halo halo = resolve(settings, *model, one).halo;
    widest.voxels = std::max(widest.voxels, halo.voxels);
    widest.depth = std::max(widest.depth, halo.depth);
  }
  common.halo = widest;
  std::vector<GenerationSettings> each; // with tiles for that halo
  for (const auto& model : models) {
    each.push_back(resolve(common, *model, one));
  }
  common = each.front();
  common.halo = widest;
  for (const GenerationSettings& its : each) {
    common.tile = std::min(common.tile, its.tile);
    // A 2D model's tiles have one slice, whatever the settings say.
    common.tileDepth = std::min(common.tileDepth, its.tileDepth) > 1 ? std::min(common.tileDepth, its.tileDepth)
                                                                     : std::max(common.tileDepth, its.tileDepth);
  }
  return common;
}

FaithfulResult generateSketch(const ChannelModels& models, const Sketch& sketch, const GenerationSettings& settings,
                              const GenerationHooks& hooks, const Image<float>* tStartMap) {
  requireChannels(models, sketch.extent());
  if (models.size() == 1) {
    return generateSketch(*models.front(), sketch, settings, hooks, tStartMap);
  }
  return ChannelwiseRun(models, sketch, hooks, tStartMap).generate(settings);
}

double predictedSeconds(const ChannelModels& models, const GenerationSettings& settings, const Extent& extent) {
  if (models.size() == 1) {
    return predictedSeconds(*models.front(), settings, extent);
  }
  const GenerationSettings resolved = resolve(settings, models, extent);
  double seconds = 0.0;
  for (const auto& model : models) {
    seconds += predictedSeconds(*model, resolved, ofOneChannel(extent));
  }
  return seconds;
}

} // namespace cytosketch
