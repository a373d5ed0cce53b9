#pragma once

#include "engine/annotation/detail/reader.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace cytosketch::annotation {

/// The files of a series by frame; frames may be missing.
using FrameFiles = std::map<std::int64_t, std::filesystem::path>;
/// Files of single slices, by frame and slice.
using SliceFiles = std::map<std::int64_t, FrameFiles>;

/// The images of a folder called `prefix` and a number ("man_track007.tif").
FrameFiles framesOf(const std::filesystem::path& folder, const std::string& prefix);
/// Those called `prefix`, frame, '_' and slice ("man_seg_007_012.tif").
SliceFiles slicesOf(const std::filesystem::path& folder, const std::string& prefix);

/// Gathers the label images of a series' frames into cells with frames.
class FrameCells {
public:
  /// Puts a frame's labels on. The first one says how large all are; z of a single slice is `slice`.
  /// @throws FormatError, naming `file`, if the size is another one.
  void add(const Image<std::uint32_t>& labels, std::int64_t t, const std::filesystem::path& file,
           std::int64_t slice = -1);
  /// What of a frame comes from its segmentation: the area over most of a marker takes the marker's place. Areas with
  /// no marker become cells of their own, areas over several markers leave these as they are.
  void refine(const Image<std::uint32_t>& areas, const Image<std::uint32_t>& markers, std::int64_t t,
              const std::filesystem::path& file);

  /// A sketch of at least `frames` frames and `slices` slices; ids of areas without a marker come after all others.
  Sketch sketch(std::int64_t frames, std::int64_t slices);
  std::int64_t areasWithoutMarker() const { return static_cast<std::int64_t>(lone_.size()); }
  std::int64_t markersWithoutArea() const { return markersWithoutArea_; }

private:
  void requireSize(const Image<std::uint32_t>& labels, std::int64_t t, const std::filesystem::path& file);

  Extent extent_{0, 1, 0, 0, 0};
  Spacing spacing_;
  std::map<std::uint32_t, Mask> masks_;
  std::vector<Mask> lone_;
  std::int64_t markersWithoutArea_ = 0;
};

} // namespace cytosketch::annotation
