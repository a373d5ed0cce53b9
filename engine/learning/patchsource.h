#pragma once

#include "engine/image/image.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace cytosketch {

/// An image to learn from: grey g ∈ [0,1], extent (1, c, z, y, x).
struct TrainingImage {
  std::string name;
  std::string group; ///< images of one kind; groups are drawn by weight, so that each counts however many images it has
  Image<float> grey;
};

/// Random patches from images: a group by its weight, an image of it by its area, a place uniformly; then a random flip
/// and quarter turn in y, x. Images smaller than the patch are mirrored at their far end. What patch number n looks
/// like depends on the seed and n alone, so a training run that is resumed sees what the undisturbed run would have
/// seen.
class PatchSource {
public:
  /// @param patchSize  edge in y and x, in pixels
  /// @param groupWeights weight of each group; missing ones count 1. Need not sum to 1.
  /// @throws SettingsError if there is no image, the channels differ, a weight is negative, or the size is below 1.
  PatchSource(std::vector<TrainingImage> images, std::int64_t patchSize, std::map<std::string, double> groupWeights,
              std::uint64_t seed);

  std::int64_t channels() const { return images_.front().grey.extent().c; }
  std::int64_t patchSize() const { return patchSize_; }
  std::size_t imageCount() const { return images_.size(); }
  /// Floats in a patch: channels · patch².
  std::size_t patchVoxels() const { return static_cast<std::size_t>(channels() * patchSize_ * patchSize_); }

  /// Writes patch `number` as network values (2 g − 1), order c, y, x.
  void fill(std::uint64_t number, float* target) const;

private:
  std::size_t chooseImage(double uniform) const;

  std::vector<TrainingImage> images_;
  std::vector<double> cumulative_; ///< probability that an image up to this one is drawn
  std::int64_t patchSize_;
  std::uint64_t seed_;
};

/// A packed patch file: whole normalised images (16 bit), their groups and the group weights in one safetensors file,
/// for machines that have torch but no image libraries.
/// @throws FileError, FormatError; SettingsError if two images have the same name
struct PatchPack {
  std::vector<TrainingImage> training;
  std::vector<TrainingImage> validation;
  std::map<std::string, double> groupWeights;
};
void writePatchPack(const PatchPack& pack, const std::filesystem::path& path);
PatchPack readPatchPack(const std::filesystem::path& path);

} // namespace cytosketch
