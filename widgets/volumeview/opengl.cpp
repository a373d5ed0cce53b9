#include "widgets/volumeview/opengl.h"

#include <QCoreApplication>
#include <QGuiApplication>
#include <QOffscreenSurface>
#include <QOpenGLContext>

#include <array>
#include <utility>

namespace cytosketch {

namespace {

constexpr std::pair neededVersion{3, 2};
// Qt draws on these without any window system.
constexpr std::array platformsWithout{"offscreen", "minimal", "linuxfb", "vnc"};

QString text(const char* source) {
  return QCoreApplication::translate("OpenGl", source);
}

} // namespace

QSurfaceFormat renderFormat() {
  QSurfaceFormat format;
  format.setRenderableType(QSurfaceFormat::OpenGL);
  format.setVersion(neededVersion.first, neededVersion.second);
  format.setProfile(QSurfaceFormat::CoreProfile);
  format.setSwapBehavior(QSurfaceFormat::DoubleBuffer);
  format.setRedBufferSize(8);
  format.setGreenBufferSize(8);
  format.setBlueBufferSize(8);
  format.setAlphaBufferSize(8);
  format.setDepthBufferSize(24);
  format.setStencilBufferSize(0);
  format.setSamples(0);
  return format;
}

QString openGlProblem() {
  for (const char* const platform : platformsWithout) {
    if (QGuiApplication::platformName() == QLatin1String(platform)) {
      return text(QT_TRANSLATE_NOOP("OpenGl", "The program runs without a screen."));
    }
  }
  QOpenGLContext context;
  context.setFormat(renderFormat());
  if (!context.create()) {
    return text(QT_TRANSLATE_NOOP("OpenGl", "No OpenGL driver was found."));
  }
  QOffscreenSurface surface;
  surface.setFormat(context.format());
  surface.create();
  if (!context.makeCurrent(&surface)) {
    return text(QT_TRANSLATE_NOOP("OpenGl", "The OpenGL driver refuses to draw."));
  }
  const auto version = context.format().version();
  context.doneCurrent();
  if (version < neededVersion || context.isOpenGLES()) {
    return text(QT_TRANSLATE_NOOP("OpenGl", "OpenGL 3.2 is needed; the driver has %1.%2."))
        .arg(version.first)
        .arg(version.second);
  }
  return {};
}

} // namespace cytosketch
