#pragma once

#include <QString>

#include <array>

namespace cytosketch {

/// Ways to look at a volume: how its greys become colour and opacity.
enum class VolumePreset { Fluorescence, Membrane, BrightGrey, MaximumIntensity, ByLabel };

inline constexpr std::array volumePresets{VolumePreset::Fluorescence, VolumePreset::Membrane, VolumePreset::BrightGrey,
                                          VolumePreset::MaximumIntensity, VolumePreset::ByLabel};

/// Name as people read it, and one sentence on what it is good for.
QString presetName(VolumePreset preset);
QString presetTip(VolumePreset preset);
/// Name as it stands in the session file, and back; Fluorescence if it is not known.
QString presetKey(VolumePreset preset);
VolumePreset presetOfKey(const QString& key);

} // namespace cytosketch
