#pragma once

#include "engine/sketch/mask.h"

namespace cytosketch {

/// The axis along which sections of a cell follow each other.
enum class SectionAxis { Z, Time };

/// The mask with the empty sections between its drawn ones filled: between slices in every frame, or between frames in
/// every slice. Sections with a pixel stay as they are, and nothing is added before the first and after the last.
///
/// Shape-based interpolation (Raya and Udupa, IEEE Trans Med Imaging 1990): signed Euclidean distances to the outlines
/// of the two drawn neighbours, mixed linearly, are negative inside. Both are laid middle on middle first (object-
/// centred, as Herman et al., IEEE CG&A 1992) and the middle moves linearly, so that a cell that drifts keeps its
/// shape.
Mask interpolated(const Mask& mask, SectionAxis axis);

/// Slice z of frame t becomes slice t of frame z; the blocks stay shared.
Mask withTimeAndZSwapped(const Mask& mask);

} // namespace cytosketch
