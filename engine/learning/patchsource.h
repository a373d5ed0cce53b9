#pragma once

#include "engine/learning/greyvoxels.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace cytosketch {

/// An image or volume to learn from: grey g ∈ [0,1], extent (1, c, z, y, x); of a time series to be generated with
/// depth = t (Convention 9) the frames stand along z.
struct TrainingImage {
  std::string name;
  std::string group; ///< images of one kind; groups are drawn by weight, so that each counts however many images it has
  GreyVoxels grey;
};

/// Size of a patch in voxels: square in y and x; depth 1 for images.
struct PatchShape {
  // NOLINTNEXTLINE(google-explicit-constructor): a 2D patch is its edge
  PatchShape(std::int64_t edgeVoxels, std::int64_t slices = 1) : edge(edgeVoxels), depth(slices) {}
  std::int64_t edge;
  std::int64_t depth;
};

/// How places are drawn.
struct PatchDrawing {
  /// Places drawn per patch, of which the one with the highest mean grey is taken: 1 = uniform; 2 or 3 for volumes that
  /// are mostly empty.
  int candidates = 1;
  /// Mirror half of the patches along z. Not for time, nor where light is lost with depth.
  bool flipDepth = false;
};

/// Random patches from images: a group by its weight, an image of it by its size, a place; then a random flip and
/// quarter turn in y, x. Images smaller than the patch are mirrored at their far end. What patch number n looks
/// like depends on the seed and n alone, so a training run that is resumed sees what the undisturbed run would have
/// seen.
class PatchSource {
public:
  /// @param groupWeights weight of each group; missing ones count 1. Need not sum to 1.
  /// @throws SettingsError if there is no image, the channels differ, volumes are given for flat patches, a weight is
  /// negative, or a size is below 1.
  PatchSource(std::vector<TrainingImage> images, PatchShape patch, std::map<std::string, double> groupWeights,
              std::uint64_t seed, PatchDrawing drawing = {});

  std::int64_t channels() const { return images_.front().grey.extent().c; }
  const PatchShape& patch() const { return patch_; }
  std::size_t imageCount() const { return images_.size(); }
  /// Floats in a patch: channels · depth · edge².
  std::size_t patchVoxels() const {
    return static_cast<std::size_t>(channels() * patch_.depth * patch_.edge * patch_.edge);
  }

  /// Writes patch `number` as network values (2 g − 1), order c, z, y, x.
  void fill(std::uint64_t number, float* target) const;

private:
  struct Place {
    std::int64_t z, y, x;
  };
  std::size_t chooseImage(double uniform) const;
  Place choosePlace(const GreyVoxels& image, std::uint64_t number) const;
  double meanGrey(const GreyVoxels& image, const Place& place) const;

  std::vector<TrainingImage> images_;
  std::vector<double> cumulative_; ///< probability that an image up to this one is drawn
  PatchShape patch_;
  std::uint64_t seed_;
  PatchDrawing drawing_;
};

/// A packed patch file: whole normalised images (16 bit), their groups and the group weights in one safetensors file,
/// for machines that have torch but no image libraries. Reading maps the file instead of loading it, so a training set
/// may be larger than memory; nothing may shorten the file meanwhile.
/// @throws FileError, FormatError; SettingsError if two images have the same name
struct PatchPack {
  std::vector<TrainingImage> training;
  std::vector<TrainingImage> validation;
  std::map<std::string, double> groupWeights;
};
void writePatchPack(const PatchPack& pack, const std::filesystem::path& path);
PatchPack readPatchPack(const std::filesystem::path& path);

} // namespace cytosketch
