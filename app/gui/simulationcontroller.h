#pragma once

#include "app/gui/filecontroller.h"
#include "app/gui/session.h"
#include "widgets/document/document.h"
#include "widgets/jobs/fitjob.h"
#include "widgets/jobs/simulationjob.h"
#include "widgets/panels/issuesbar.h"
#include "widgets/panels/simulatepanel.h"

#include <QObject>

namespace cytosketch {

/// Brings together the Simulate panel, the job behind it and the document that takes the sketch.
class SimulationController : public QObject {
  Q_OBJECT
public:
  /// The widgets that it serves; they outlive it.
  struct Parts {
    Document* document;
    FileController* files;
    SimulatePanel* panel;
    IssuesBar* issues;
    QWidget* window;
    Session* session;
  };
  SimulationController(const Parts& parts, QObject* parent);
  ~SimulationController() override;

  bool running() const { return job_.running() || fitJob_.running(); }
  /// Measures the cells of a label image, and their greys if there is a real image; the panel shows what comes out.
  void fitTo(const QString& labels, const QString& image);
  /// Whether a sketch is open; without one the simulated sketch becomes a new one, else an undoable change.
  void setSketchOpen(bool open) { sketchOpen_ = open; }

private:
  void readPresets();
  void start();
  void take(const Simulation& simulation);
  void fit(SimulatePanel::FitSource source);
  QString askImage(const QString& title);

  Parts parts_;
  bool sketchOpen_ = false;
  SimulationJob job_;
  FitJob fitJob_;
};

} // namespace cytosketch
