#pragma once

#include "app/gui/filecontroller.h"
#include "app/gui/viewpage.h"
#include "widgets/jobs/segmentationjob.h"
#include "widgets/panels/fromimagepanel.h"
#include "widgets/panels/issuesbar.h"

#include <QObject>

namespace cytosketch {

/// Brings together the From Image panel, the job that segments, the view of the real image and the document that takes
/// the sketch.
class FromImageController : public QObject {
  Q_OBJECT
public:
  /// The widgets that it serves; they outlive it.
  struct Parts {
    QWidget* window;
    Document* document;
    FileController* files;
    ViewPage* page;
    FromImagePanel* panel;
    IssuesBar* issues;
    Session* session;
  };
  FromImageController(const Parts& parts, QObject* parent);
  ~FromImageController() override;

  /// Whether a sketch is open; without one an empty one of the image's size is opened to show the image beside.
  void setSketchOpen(bool open) { sketchOpen_ = open; }

public Q_SLOTS:
  /// Asks for an image and opens it.
  void askImage();
  void openImage(const QString& path);

Q_SIGNALS:
  /// There is an image to show.
  void imageShown();

private:
  void connectJob();
  void take(const Image<float>& image);
  void showChannel();
  void segmentAgain();
  void makeSketch();

  Parts parts_;
  bool sketchOpen_ = false;
  QString name_;
  Image<float> image_; ///< all channels
  std::int64_t shownChannel_ = 0;
  RoughSketchPtr result_;
  SegmentationJob job_;
};

} // namespace cytosketch
