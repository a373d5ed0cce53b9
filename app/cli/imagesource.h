#pragma once

#include "engine/image/image.h"
#include "engine/image/normalisation.h"
#include "engine/imageio/imagefolder.h"
#include "engine/sketch/cell.h"
#include "engine/sketch/light.h"
#include "engine/sketch/sketch.h"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace cytosketch {

/// A real image in grey g ∈ [0,1], and the file's values that became 0 and 1.
struct RealImage {
  Image<float> grey;
  std::vector<GreyLimits> limits;
};

/// One channel of an image that was read from `path`, as it is. @throws SettingsError if there is no such channel.
Image<float> channelOf(const Image<float>& image, std::int64_t channel, const std::filesystem::path& path);

/// One channel of a real image, normalised by percentiles (Convention 2).
/// @throws FileError; FormatError also for NaN and zero range; SettingsError if there is no such channel.
RealImage readReal(const std::filesystem::path& path, std::int64_t channel = 0,
                   double lowPercent = defaultLowPercentile, double highPercent = defaultHighPercentile);

/// The same with all channels, each by its own percentiles.
RealImage readRealChannels(const std::filesystem::path& path);

/// One channel of a generated image as grey g ∈ [0,1] (Convention 3): integers use their whole range, floats are
/// network values. @throws as readReal.
Image<float> readGenerated(const std::filesystem::path& path, std::int64_t channel = 0);

/// An image whose pages are counted as slices ("zyx") or as frames ("tyx") whatever the file says; empty = unchanged.
/// @throws SettingsError if `axes` is neither; FormatError if the image has slices and frames.
template <typename T>
Image<T> withAxes(const Image<T>& image, const std::string& axes, const std::filesystem::path& path);

/// Runs `work`; a SettingsError about an image's content becomes a FormatError that names the file.
void namingFile(const std::filesystem::path& path, const std::function<void()>& work);

/// "nucleus", "cytoplasm", "whole-cell". @throws SettingsError
CellKind kindOf(const std::string& name);
std::string name(CellKind kind);

/// Where a sketch comes from: a sketch file, or labels with greys.
struct SketchSource {
  std::string sketch;
  std::vector<std::string> labels; ///< label image k has the cells of channel k
  std::string greyFrom;            ///< real image whose mean greys the cells take; channel k for label image k
  std::string brightness;          ///< "uniform:0.5,0.9"
  std::vector<std::string> kinds;  ///< of the cells; one for all, or one per label image; none: nuclei
  std::string axes;                ///< how the pages of stacks are meant: "zyx", "tyx"; empty = as the file says
};
inline constexpr const char* defaultBrightness = "uniform:0.5,0.9";

/// @param seed draws the brightnesses, seed + k those of channel k  @throws FileError, FormatError, SettingsError
Sketch loadSketch(const SketchSource& source, std::uint64_t seed);

} // namespace cytosketch
