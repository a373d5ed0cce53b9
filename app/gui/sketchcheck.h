#pragma once

#include "engine/sketch/check.h"
#include "widgets/panels/issue.h"

#include <QList>

namespace cytosketch {

/// Flaws in words.
QList<Issue> issuesOf(const std::vector<Flaw>& flaws);

/// What in a sketch will probably not come out as drawn: cells outside the canvas, too small to survive, or as grey as
/// the background. Quick, so that it may be asked for before each generation.
QList<Issue> checkBeforeGenerating(const Sketch& sketch);

} // namespace cytosketch
