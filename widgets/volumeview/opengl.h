#pragma once

#include <QString>
#include <QSurfaceFormat>

namespace cytosketch {

/// What VTK needs: OpenGL 3.2 core, colour and depth, no multisampling of the surface (VTK smooths by itself).
QSurfaceFormat renderFormat();

/// Empty if this screen can draw with OpenGL; else one sentence that says why not. Tries it out, which takes up to a
/// few tenths of a second: ask when a view is needed, not when the program starts.
QString openGlProblem();

} // namespace cytosketch
