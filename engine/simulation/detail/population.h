#pragma once

#include "engine/sketch/sketch.h"

#include <utility>
#include <vector>

namespace cytosketch {

/// A flat cell as the ellipse with its area's second moments.
struct CellShape {
  double y = 0.0, x = 0.0;
  double radius = 0.0;     ///< of the disc with its area
  double elongation = 1.0; ///< longer over shorter axis
  double roughness = 0.0;  ///< area by which cell and ellipse (scaled to the cell's area) differ, over the cell's area
};

/// @pre the mask has a pixel in slice 0 of frame t
CellShape shapeOf(const Mask& mask, std::int64_t t);

/// The cells of one kind of a flat sketch, frame by frame.
struct Population {
  struct Member {
    CellShape shape;
    bool whole = true;   ///< not cut by the edge of the sketch
    double weight = 1.0; ///< over the chance that a cell of this size is not cut
    float grey = 0.0F;
  };
  std::vector<std::vector<Member>> frames;

  std::int64_t cells() const;
  std::int64_t wholeCells() const;
};
Population populationOf(const Sketch& sketch);

/// Mean and L-scale (half the expected difference of two samples) of weighted samples. @pre not empty
struct LMoments {
  double mean = 0.0, scale = 0.0;
};
LMoments lMoments(std::vector<std::pair<double, double>> valuesAndWeights);

} // namespace cytosketch
