#pragma once

#include "widgets/volumeview/volumepreset.h"

#include <QColor>

#include <cstddef>
#include <cstdint>
#include <vector>

class vtkVolumeMapper;
class vtkVolumeProperty;

namespace cytosketch {

/// A channel of an image as a volume shows it.
struct VolumeChannel {
  std::int64_t number = 0;
  double low = 0.0; ///< the numbers that are shown black and white, low < high
  double high = 1.0;
  QColor colour; ///< of full brightness; an invalid one leaves the colours to the preset
};

/// Channels that a volume can show at once: a graphics card's voxel has four components.
inline constexpr std::size_t mostVolumeChannels = 4;

/// Sets colour, opacity, lighting and blending for a preset.
/// @param channels   of the volume's voxels, one per component
/// @param depth      length in µm over which the opacities hold: a fraction of the scene, so that scenes of any size
///                   look alike
/// @param labels     for ByLabel: colour of mask value i + 1
void applyPreset(VolumePreset preset, const std::vector<VolumeChannel>& channels, double depth,
                 const std::vector<QColor>& labels, vtkVolumeProperty& property, vtkVolumeMapper& mapper);

} // namespace cytosketch
