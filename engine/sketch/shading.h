#pragma once

#include "engine/sketch/illuminationmap.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace cytosketch {

/// What changes the greys of a sketch without touching its cells. Everything depends on the place in the sketch and its
/// extent alone, so that any rectangle rasterises alike whatever else is in the sketch. shadingparameters.h has these
/// as a table.
struct Shading {
  float background = 0.0F; ///< grey of what is not a cell, [0,1]; in all channels, unless the next says otherwise
  std::vector<float> furtherBackgrounds; ///< of the channels from the second on; those that it does not reach take
                                         ///< `background`
  /// Light on the background, in all channels: where no cell is, the grey is background + illuminationLinear · u +
  /// illuminationRadial · max(0, 1 − d²/R²) + illuminationMap, clamped to [0,1]. u runs from 0 to 1 through the sketch
  /// along illuminationAngle (degrees, 0 = +x, 90 = +y): between the outermost voxels in that direction. d is the
  /// distance in voxels from the centre, which is given in shares of the sketch's width and height; R =
  /// illuminationRadius times half the sketch's diagonal. Both in [-1,1]; below 0 the background darkens.
  float illuminationLinear = 0.0F;
  double illuminationAngle = 0.0;
  float illuminationRadial = 0.0F;
  double illuminationCentreY = 0.5, illuminationCentreX = 0.5; ///< [0,1]
  double illuminationRadius = 1.0;                             ///< above 0
  IlluminationMap illuminationMap;                             ///< painted by hand

  bool nucleoli = true; ///< nucleoli show in the greys
  /// Loss of grey per additional overlapping cell (the paper's cervical cells: 0.1), [0,1].
  float overlapDarkening = 0.0F;
  /// Decay along z: cells keep 1 − zDecay of their grey in the last slice, linear, [0,1].
  float zDecay = 0.0F;
  /// Radial decay: cells lose radialDecay of their grey at the centre, none at `radialExtent` voxels from it, linear.
  float radialDecay = 0.0F;
  double radialCentreZ = 0.0, radialCentreY = 0.0, radialCentreX = 0.0;
  double radialExtent = 1.0;
  /// Membranes (cells of kind WholeCell drawn as outlines): full thickness in µm (voxels where the spacing is unknown),
  /// half of it on either side of a label change, in plane at least the voxels beside the change and at most 32 voxels;
  /// 0 = cells are filled.
  double membraneThickness = 0.0;
  float membraneGrey = 0.8F;

  float backgroundOf(std::int64_t channel) const {
    const auto further = static_cast<std::size_t>(channel - 1);
    return channel > 0 && further < furtherBackgrounds.size() ? furtherBackgrounds[further] : background;
  }
  bool operator==(const Shading&) const = default;
};

} // namespace cytosketch
