#pragma once

#include "engine/image/image.h"
#include "engine/image/parameter.h"
#include "engine/sketch/sketch.h"

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>

namespace cytosketch {

/// What a real image shows bright: filled nuclei, or the membranes between cells.
enum class SegmentationKind { Nuclei, Membranes };

/// "nuclei", "membranes": in options and settings.
std::string_view name(SegmentationKind kind);
/// @throws SettingsError naming both, if it is neither.
SegmentationKind segmentationKindOf(std::string_view name);

/// The parameters of a kind, from which options, panel, validation and manual are made.
std::span<const Parameter> segmentationParameters(SegmentationKind kind);
/// Whether 0, the row's default and no useful value, stands for "chosen from the image".
bool isAutomatic(const Parameter& row);

/// All that determines a rough segmentation besides the image.
struct SegmentationSettings {
  SegmentationKind kind = SegmentationKind::Nuclei;
  std::map<std::string, double> values = {}; ///< by key of the kind's table; what is missing has its default

  /// The value or its default. @throws SettingsError if the kind has no such parameter.
  double value(std::string_view key) const;
  /// Takes "key=value", and "key=auto" for what is chosen from the image. @throws SettingsError if there is no such key
  /// or the value is out of range.
  void set(const std::string& assignment);
  bool operator==(const SegmentationSettings&) const = default;
};

/// How a caller follows and stops a segmentation, on the thread that segments.
struct SegmentationHooks {
  std::stop_token stop = {};
  std::function<void(double fraction)> progress = {};
};

/// A rough segmentation, and what was chosen for it.
struct Segmentation {
  SegmentationKind kind = SegmentationKind::Nuclei;
  Image<std::uint32_t> labels; ///< (t, 1, z, y, x); 0 = no cell, else 1…cells, each in one frame only
  Image<float> grey;           ///< the image as grey g ∈ [0,1], normalised by its percentiles
  std::int64_t cells = 0;
  double size = 0.0;          ///< diameter of a typical cell in pixels that was worked with
  bool sizeEstimated = false; ///< it was estimated from the image
  double voxelDepth = 1.0;    ///< distance of two slices in pixels that was worked with
};

/// Finds the cells of a real image roughly: errors of a few pixels do no harm, because the image that is generated
/// shows what the sketch says. Frames of a series are segmented one by one; their cells are not linked.
///
/// Nuclei, after Stegmaier et al., PLoS ONE 9(2), 2014, e90036: seeds are maxima of the scale-normalised Laplacian of
/// Gaussian over scales around the size of a cell, each seed's region has its own threshold between the background
/// around it and its own brightness, and touching nuclei are divided by a watershed from the seeds.
/// Membranes: seeds are the deep minima of the smoothed image, cells the basins of the morphological watershed from
/// them (Beucher and Meyer, 1993).
///
/// @param image  one channel, any grey values; its spacing tells how far apart slices are
/// @throws SettingsError if the image is empty, has more than one channel, NaN or infinite values or zero range, or a
/// value of the settings is unknown or out of range; MemoryError; Cancelled. An image without cells gives none.
Segmentation segment(const Image<float>& image, const SegmentationSettings& settings = {},
                     const SegmentationHooks& hooks = {});

/// Editable cells with their mean greys (of their inside for membranes) and the measured background. Membranes become
/// whole cells, drawn as outlines with the measured thickness and grey.
/// @throws SettingsError if there are no cells.
Sketch sketchOf(const Segmentation& segmentation);

} // namespace cytosketch
