#include "widgets/volumeview/renderwindow.h"

#include <vtkObjectFactory.h>

namespace cytosketch {

vtkStandardNewMacro(RenderWindow)

    void RenderWindow::OpenGLInitContext() {
  const vtkTypeBool warn = GetGlobalWarningDisplay();
  SetGlobalWarningDisplay(0);
  Superclass::OpenGLInitContext();
  SetGlobalWarningDisplay(warn);
  if (!Initialized) {
    Initialized = true;
    GlewInitValid = true;
    MaximumHardwareLineWidth = 1.0F;
  }
}

} // namespace cytosketch
