#pragma once

#include "app/gui/actions.h"
#include "app/gui/session.h"
#include "widgets/document/document.h"
#include "widgets/jobs/greysjob.h"
#include "widgets/panels/issuesbar.h"
#include "widgets/panels/shadingpanel.h"

#include <QObject>

namespace cytosketch {

/// Brings together the Shading panel, its actions in the menus and real images on the disk.
class ShadingController : public QObject {
  Q_OBJECT
public:
  /// The widgets that it serves; they outlive it.
  struct Parts {
    QWidget* window;
    Document* document;
    ShadingPanel* panel;
    IssuesBar* issues;
    Session* session;
    Actions* actions;
  };
  ShadingController(const Parts& parts, QObject* parent);

  /// Asks for the image.
  void askGreys();
  /// Every cell takes its mean grey in the image, which is read in the background. Errors go to the issues bar; nothing
  /// is changed then, nor if the sketch has changed meanwhile.
  void takeGreysOf(const QString& path);

private:
  void takeGreys(const Sketch& measured, const MeasuredGreys& greys);

  Parts parts_;
  GreysJob greys_;
  QString image_; ///< name of the file that is measured
};

} // namespace cytosketch
