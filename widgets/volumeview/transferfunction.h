#pragma once

#include "widgets/volumeview/volumepreset.h"

#include <QColor>

#include <vector>

class vtkVolumeMapper;
class vtkVolumeProperty;

namespace cytosketch {

/// Sets colour, opacity, lighting and blending for a preset.
/// @param low, high  the numbers of the image that are shown black and white, low < high
/// @param depth      length in µm over which the opacities hold: a fraction of the scene, so that scenes of any size
///                   look alike
/// @param labels     for ByLabel: colour of mask value i + 1
void applyPreset(VolumePreset preset, double low, double high, double depth, const std::vector<QColor>& labels,
                 vtkVolumeProperty& property, vtkVolumeMapper& mapper);

} // namespace cytosketch
