#include "engine/study/faithful.h"

#include "engine/image/stopwatch.h"
#include "engine/sketch/raster.h"
#include "engine/study/startmap.h"

#include <algorithm>
#include <map>
#include <utility>

namespace cytosketch {
namespace {

/// Share of the progress that the first image takes where others may follow.
constexpr double firstShare = 0.6;

/// The frames that a region covers: one, or all where time is generated as depth.
struct Frames {
  std::int64_t first, last; ///< half-open
};

struct Place {
  Frames frames;
  HealRegion region;
  bool operator==(const Place& other) const {
    return frames.first == other.frames.first && region.starts == other.region.starts && region.box == other.region.box;
  }
};

/// Calls body(first voxel, width) for the rows of `box` in one frame and channel.
template <typename Body>
void forEachRow(Image<float>& image, std::int64_t t, std::int64_t channel, const Box& box, const Body& body) {
  float* const voxels = image.mutableData();
  for (std::int64_t z = box.z0; z < box.z1; ++z) {
    for (std::int64_t y = box.y0; y < box.y1; ++y) {
      body(voxels + image.offset(t, channel, z, y, box.x0), box.width());
    }
  }
}

/// Lowers the start steps `map` of `box` to those of the caller's map. @param given (1 or t, 1, z, y, x)
void lower(float* map, const Image<float>& given, std::int64_t frame, const Box& box) {
  const std::int64_t t = given.extent().t == 1 ? 0 : frame;
  for (std::int64_t z = box.z0; z < box.z1; ++z) {
    for (std::int64_t y = box.y0; y < box.y1; ++y, map += box.width()) {
      const float* const row = given.data() + given.offset(t, 0, z, y, box.x0);
      std::transform(map, map + box.width(), row, map, [](float a, float b) { return std::min(a, b); });
    }
  }
}

/// One run of generateSketch().
class FaithfulRun {
public:
  FaithfulRun(const Model& model, const Sketch& sketch, const GenerationHooks& hooks, const Image<float>* tStartMap,
              std::int64_t channel)
      : model_(model), sketch_(sketch), hooks_(hooks), tStartMap_(tStartMap), channel_(channel) {}

  FaithfulResult generate(const GenerationSettings& settings);

private:
  void heal(double progressFrom, double progressTo);
  std::vector<Place> places() const;
  Image<float> generated(const Place& place, double progressFrom, double progressTo);
  Image<float> mapOf(const Place& place) const;
  void blendIn(const Place& place, const Image<float>& image);
  GenerationHooks within(double from, double to, bool previews);
  bool delayLost(const std::vector<CellFidelity>& cells, std::size_t attempt);

  const Model& model_;
  const Sketch& sketch_;
  const GenerationHooks& hooks_;
  const Image<float>* tStartMap_;
  std::int64_t channel_;
  GenerationSettings settings_; ///< resolved
  std::map<CellId, int> starts_;
  GenerationProgress latest_{.fraction = 1.0}; ///< as told last; nothing is told without the caller's hook
  Image<float> first_;                         ///< as generated without start steps of single cells
  Image<float> image_;
  std::vector<std::pair<Place, Image<float>>> healed_; ///< of the latest call of heal()
};

FaithfulResult FaithfulRun::generate(const GenerationSettings& settings) {
  const Stopwatch time;
  starts_ = settings.cellStarts;
  const bool mayHeal = settings.autoStart || !starts_.empty();
  GenerationResult result =
      cytosketch::generate(model_, rasteriseGrey(sketch_), settings, mayHeal ? within(0.0, firstShare, true) : hooks_,
                           tStartMap_, {0, 0, 0, 0, channel_});
  settings_ = result.settings;
  image_ = std::move(result.image);
  const auto passes = static_cast<double>(startShares.size() + 1);
  const auto end = [&](std::size_t pass) {
    return firstShare + (1.0 - firstShare) * static_cast<double>(pass + 1) / passes;
  };
  if (mayHeal) {
    first_ = image_;
    heal(firstShare, end(0));
  }
  std::vector<CellFidelity> cells = cellFidelity(sketch_, image_, hooks_.stop);
  for (std::size_t attempt = 0; settings.autoStart && attempt < startShares.size(); ++attempt) {
    if (delayLost(cells, attempt)) {
      heal(end(attempt), end(attempt + 1));
      cells = cellFidelity(sketch_, image_, hooks_.stop);
    }
  }
  settings_.cellStarts = starts_;
  if (mayHeal && latest_.fraction < 1.0) { // no cell needed what was reckoned with
    latest_.fraction = 1.0;
    latest_.etaSeconds = 0.0;
    hooks_.progress(latest_);
  }
  return {{std::move(image_), settings_, result.modelHash, time.seconds()}, std::move(cells)};
}

/// Gives lost cells their next start step; false if none gets a later one.
bool FaithfulRun::delayLost(const std::vector<CellFidelity>& cells, std::size_t attempt) {
  bool any = false;
  const int start = laterStart(settings_.tStart, attempt);
  for (const CellFidelity& cell : cells) {
    if (cell.verdict != CellVerdict::Lost) {
      continue;
    }
    const auto [place, isNew] = starts_.try_emplace(cell.cell, settings_.tStart);
    any = any || start < place->second;
    place->second = std::min(place->second, start);
  }
  return any;
}

/// The image with all start steps of single cells. What was generated for the same cells with the same start steps in
/// the call before is used again.
void FaithfulRun::heal(double progressFrom, double progressTo) {
  image_ = first_;
  std::vector<std::pair<Place, Image<float>>> before = std::exchange(healed_, {});
  const std::vector<Place> all = places();
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto known = std::find_if(before.begin(), before.end(), [&](const auto& h) { return h.first == all[i]; });
    const double step = (progressTo - progressFrom) / static_cast<double>(all.size());
    const double from = progressFrom + step * static_cast<double>(i);
    healed_.emplace_back(all[i], known != before.end() ? known->second : generated(all[i], from, from + step));
    blendIn(all[i], healed_.back().second);
  }
}

std::vector<Place> FaithfulRun::places() const {
  std::map<CellId, int> later = starts_;
  std::erase_if(later, [&](const auto& start) { return start.second >= settings_.tStart; });
  HealContext context;
  context.halo = settings_.halo.voxels;
  context.depthHalo = std::max(settings_.halo.depth, 0);
  context.stride = model_.totalStride();
  context.depthStride = model_.depthStride();
  context.whole = !model_.tileExact();
  const Extent& e = sketch_.extent();
  const bool timeAsDepth = model_.card().dimensions == 3 && e.z == 1 && e.t > 1; // see generate()
  std::vector<Place> result;
  for (std::int64_t t = 0; t < (timeAsDepth ? 1 : e.t); ++t) {
    const Frames frames = timeAsDepth ? Frames{0, e.t} : Frames{t, t + 1};
    for (HealRegion& region : healRegions(sketch_, later, timeAsDepth ? -1 : t, context)) {
      result.push_back({frames, std::move(region)});
    }
  }
  return result;
}

/// Start steps of the place's voxels: the cells' own and, where there is one, the caller's map.
Image<float> FaithfulRun::mapOf(const Place& place) const {
  const Box& box = place.region.box;
  const std::int64_t frames = place.frames.last - place.frames.first;
  Image<float> map({frames, 1, box.depth(), box.height(), box.width()});
  for (std::int64_t t = 0; t < frames; ++t) {
    const std::int64_t frame = place.frames.first + t;
    const Image<float> own = startMap(sketch_, place.region.starts, frame, box, settings_.tStart);
    float* const voxels = map.mutableChannel(t, 0);
    std::copy_n(own.data(), own.size(), voxels);
    if (tStartMap_ != nullptr) {
      lower(voxels, *tStartMap_, frame, box);
    }
  }
  return map;
}

Image<float> FaithfulRun::generated(const Place& place, double progressFrom, double progressTo) {
  const Box& box = place.region.box;
  const Extent& e = sketch_.extent();
  const std::int64_t frames = place.frames.last - place.frames.first;
  Image<float> grey({frames, e.c, box.depth(), box.height(), box.width()}, 0.0F, sketch_.spacing());
  for (std::int64_t t = 0; t < frames; ++t) {
    for (std::int64_t c = 0; c < e.c; ++c) {
      const Image<float> channel = rasteriseGrey(sketch_, place.frames.first + t, c, box);
      std::copy_n(channel.data(), channel.size(), grey.mutableChannel(t, c));
    }
  }
  const Image<float> map = mapOf(place);
  GenerationResult result =
      cytosketch::generate(model_, std::move(grey), settings_, within(progressFrom, progressTo, false), &map,
                           {place.frames.first, box.z0, box.y0, box.x0, channel_});
  return std::move(result.image);
}

/// Blends the place's image into the whole one around its cells, each in its own channel.
void FaithfulRun::blendIn(const Place& place, const Image<float>& image) {
  std::map<std::int32_t, std::map<CellId, int>> channels;
  for (const auto& [id, start] : place.region.starts) {
    channels[sketch_.find(id)->channel][id] = start;
  }
  for (const auto& [channel, cells] : channels) {
    for (std::int64_t t = place.frames.first; t < place.frames.last; ++t) {
      const Image<float> weights = blendWeights(sketch_, cells, t, place.region.box);
      const float* weight = weights.data();
      const float* healed = image.channel(t - place.frames.first, channel);
      forEachRow(image_, t, channel, place.region.box, [&](float* row, std::int64_t width) {
        for (std::int64_t x = 0; x < width; ++x, ++weight, ++healed) {
          row[x] += *weight * (*healed - row[x]);
        }
      });
    }
  }
}

/// The caller's hooks for a part of the run. A part of the image is no preview of it.
GenerationHooks FaithfulRun::within(double from, double to, bool previews) {
  GenerationHooks hooks = hooks_;
  if (!previews) {
    hooks.preview = {};
  }
  if (hooks_.progress) {
    hooks.progress = [this, from, to](GenerationProgress progress) {
      progress.fraction = from + (to - from) * progress.fraction;
      latest_ = progress;
      hooks_.progress(progress);
    };
  }
  return hooks;
}

} // namespace

FaithfulResult generateSketch(const Model& model, const Sketch& sketch, const GenerationSettings& settings,
                              const GenerationHooks& hooks, const Image<float>* tStartMap, std::int64_t channel) {
  return FaithfulRun(model, sketch, hooks, tStartMap, channel).generate(settings);
}

} // namespace cytosketch
