#pragma once

#include "engine/image/extent.h"

#include <optional>
#include <string>

namespace cytosketch {

/// The `key=value` lines that ImageJ puts into the ImageDescription of the TIFFs it writes.
struct ImageJDescription {
  std::int64_t images = 1; ///< pages of the stack
  std::int64_t channels = 1;
  std::int64_t slices = 1;
  std::int64_t frames = 1;
  std::string unit;     ///< of the resolution and spacing tags, empty if not given
  double spacing = 0.0; ///< between slices, in `unit`; 0 if not given
};

/// Nothing if `text` is not an ImageJ description. Counts that are no positive numbers are taken as 1.
std::optional<ImageJDescription> parseImageJDescription(const std::string& text);

/// Micrometres per `unit` as ImageJ spells it ("micron", "um", "µm", "nm", "mm", …); 0 if it is not a length.
double micrometresPer(const std::string& unit);

/// The ImageJ lines of a stack with display range low…high, followed by `extra`, which Fiji and tifffile step over.
/// Lines of `extra` that would be read as ImageJ's own keys are commented out with "# ".
/// @throws SettingsError if `extra` holds a zero byte.
std::string composeImageJDescription(const Extent& extent, const Spacing& spacing, double low, double high,
                                     const std::string& extra);

} // namespace cytosketch
