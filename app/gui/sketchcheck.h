#pragma once

#include "engine/sketch/sketch.h"
#include "widgets/panels/issuesbar.h"

#include <QList>

namespace cytosketch {

/// What in a sketch will probably not come out as drawn: cells outside the canvas, too small to survive, or as grey as
/// the background.
QList<Issue> checkSketch(const Sketch& sketch);

} // namespace cytosketch
