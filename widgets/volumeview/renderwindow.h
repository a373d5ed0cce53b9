#pragma once

#include <vtkGenericOpenGLRenderWindow.h>
#include <vtkSmartPointer.h>

namespace cytosketch {

/// VTK's window on a foreign OpenGL context, which also takes a context made by EGL (as on Wayland): the GLEW that VTK
/// 9.1 brings loads all functions there, but then reports a failure because there is no GLX.
class RenderWindow : public vtkGenericOpenGLRenderWindow {
public:
  static RenderWindow* New();
vtkTypeMacro(RenderWindow, vtkGenericOpenGLRenderWindow)

    public : void OpenGLInitContext() override;

protected:
  RenderWindow() = default;
  ~RenderWindow() override = default;
  RenderWindow(const RenderWindow&) = delete;
  void operator=(const RenderWindow&) = delete;
};

} // namespace cytosketch
