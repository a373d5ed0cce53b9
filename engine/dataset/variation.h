#pragma once

#include "engine/sketch/sketch.h"

#include <cstdint>

namespace cytosketch {

class SampleDraws;

/// How a part of a sketch is laid into a sample: first transposed (rows become columns), then mirrored.
struct Orientation {
  bool transpose = false; ///< only of square sketches
  bool flipX = false;
  bool flipY = false;
  bool none() const { return !transpose && !flipX && !flipY; }
};

/// The part of a sketch inside `box`, all frames: cells are cut at its edges, those outside are gone, coordinates start
/// at 0. Ids stay. Light on the background stays as it is there. Decay along z is counted from the part's own slices.
/// @throws SettingsError if the box is not inside the sketch.
Sketch croppedSketch(const Sketch& sketch, const Box& box);

/// The sketch turned and mirrored in y and x.
/// @throws SettingsError if it is to be transposed and is not square.
Sketch orientedSketch(const Sketch& sketch, const Orientation& orientation);

/// Every cell moved by up to `distance` pixels in y and x, uniformly in the disc, in all frames alike; one that would
/// meet another cell of its kind and channel which it does not meet now stays.
Sketch movedCells(const Sketch& sketch, double distance, SampleDraws& draws);

/// Every cell's greys (and its nucleoli's) times a factor uniform in 1 ± share, clamped to [0, 1].
Sketch relitCells(const Sketch& sketch, double share, SampleDraws& draws);

} // namespace cytosketch
