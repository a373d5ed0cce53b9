// Longest stall of the event loop while a person paints on a 2048² sketch with 500 cells: real mouse events at 125 Hz,
// a heartbeat that notes the longest time between two beats, with the Cells panel and the background check as in the
// window. Prints wall time and, because other programs may hold the processor, the processor time of this thread.
//   bench_painting [part of a name]
#include "widgets/canvas/canvas.h"
#include "widgets/document/celledits.h"
#include "widgets/jobs/checkjob.h"
#include "widgets/panels/cellspanel.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QMouseEvent>
#include <QTimer>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <functional>
#include <random>
#include <string>

using namespace cytosketch;

namespace {

double threadMilliseconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6;
}

/// Notes the longest time between two turns of the event loop.
class Heartbeat {
public:
  Heartbeat() {
    timer_.setInterval(0);
    QObject::connect(&timer_, &QTimer::timeout, [this] {
      longestWall = std::max(longestWall, static_cast<double>(clock_.nsecsElapsed()) * 1e-6);
      longestProcessor = std::max(longestProcessor, threadMilliseconds() - processor_);
      ++beats;
      mark();
    });
    mark();
    timer_.start();
  }
  double longestWall = 0.0;
  double longestProcessor = 0.0;
  int beats = 0;

private:
  void mark() {
    clock_.start();
    processor_ = threadMilliseconds();
  }
  QTimer timer_;
  QElapsedTimer clock_;
  double processor_ = 0.0;
};

Sketch crowdedSketch() {
  Sketch sketch({1, 1, 1, 2048, 2048}, {0.0, 0.25, 0.25});
  std::mt19937 engine(1);
  std::uniform_real_distribution<double> unit(0.0, 1.0);
  for (int i = 0; i < 500; ++i) {
    Cell cell;
    cell.id = static_cast<CellId>(i + 1);
    const double y = 45 + 89 * (i / 23) + 20 * unit(engine);
    const double x = 45 + 89 * (i % 23) + 20 * unit(engine);
    cell.mask = ellipseMask(0, 0, y, x, 20 + 25 * unit(engine), 20 + 25 * unit(engine), 3 * unit(engine));
    cell.grey = {static_cast<float>(0.4 + 0.5 * unit(engine))};
    sketch.put(std::move(cell));
  }
  return sketch;
}

void send(QWidget& widget, QEvent::Type type, const QPointF& at, Qt::MouseButton button, Qt::MouseButtons buttons) {
  QMouseEvent event(type, at, widget.mapToGlobal(at), button, buttons, Qt::NoModifier);
  QApplication::sendEvent(&widget, &event);
}

/// Runs the event loop while `step` is called 125 times a second.
void run(const char* name, int steps, const std::function<void(int)>& step) {
  Heartbeat heart;
  QTimer mouse;
  mouse.setTimerType(Qt::PreciseTimer);
  mouse.setInterval(8);
  QEventLoop loop;
  int at = 0;
  QObject::connect(&mouse, &QTimer::timeout, [&] {
    if (at == steps) {
      loop.quit();
    } else {
      step(at++);
    }
  });
  mouse.start();
  loop.exec();
  std::printf("%-44s longest stall %6.1f ms wall, %6.1f ms processor (%d turns)\n", name, heart.longestWall,
              heart.longestProcessor, heart.beats);
}

class Painter {
public:
  Painter(Document& document, Canvas& canvas) : document_(document), canvas_(canvas) {}
  std::string only; ///< a part of the name of what to measure; empty = all

  /// Strokes of 40 points each that wander over the visible part of the sketch.
  void paint(const char* name, double zoom, double radius, ToolId tool) {
    if (!only.empty() && std::string(name).find(only) == std::string::npos) {
      return;
    }
    document_.viewport()->set({1024, 1024}, zoom);
    document_.drawing()->setBrushRadius(radius);
    canvas_.setTool(tool);
    run("  (settling)", 60, [](int) {});
    const auto place = [&](int i) {
      const double angle = 0.07 * i;
      return QPointF(canvas_.width() * (0.5 + 0.42 * std::sin(angle * 1.3)),
                     canvas_.height() * (0.5 + 0.42 * std::sin(angle * 1.7 + 1)));
    };
    run(name, 400, [&](int i) {
      if (i % 40 == 0) {
        CellEdits(document_).startNewCell();
        send(canvas_, QEvent::MouseButtonPress, place(i), Qt::LeftButton, Qt::LeftButton);
      } else if (i % 40 == 39) {
        send(canvas_, QEvent::MouseButtonRelease, place(i), Qt::LeftButton, Qt::NoButton);
      } else {
        send(canvas_, QEvent::MouseMove, place(i), Qt::NoButton, Qt::LeftButton);
      }
    });
  }

  void undoAndRedo() {
    run("undo and redo", 60, [&](int i) { i < 30 ? document_.undoStack()->undo() : document_.undoStack()->redo(); });
  }

  void panAndZoom() {
    document_.viewport()->fit();
    run("pan", 120, [&](int i) { document_.viewport()->pan(QPointF(i % 2 ? 14 : -11, 6)); });
    run("zoom in and out", 120,
        [&](int i) { document_.viewport()->zoomAt({400, 300}, canvas_.size(), i / 30 % 2 ? 1 / 1.15 : 1.15); });
  }

private:
  Document& document_;
  Canvas& canvas_;
};

} // namespace

int main(int argc, char* argv[]) {
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  const QApplication application(argc, argv);
  Document document;
  Canvas canvas(document);
  canvas.resize(900, 900);
  CellsPanel panel(document);
  // As in the window: the sketch is checked in the background.
  CheckJob check;
  QObject::connect(&document, &Document::sketchChanged,
                   [&] { check.request([&document] { return document.sketch(); }); });
  canvas.show();
  panel.show();
  document.setSketch(crowdedSketch());
  std::printf("2048 x 2048 pixels, %zu cells, view %d x %d\n", document.sketch().cellCount(), canvas.width(),
              canvas.height());
  Painter painter(document, canvas);
  painter.only = argc > 1 ? argv[1] : "";
  painter.paint("brush of 8 px, whole sketch in view", 0.42, 8, ToolId::Brush);
  painter.paint("brush of 8 px at 100 %", 1.0, 8, ToolId::Brush);
  painter.paint("brush of 8 px at 400 %", 4.0, 8, ToolId::Brush);
  painter.paint("brush of 100 px, whole sketch in view", 0.42, 100, ToolId::Brush);
  painter.paint("eraser of 40 px, whole sketch in view", 0.42, 40, ToolId::Eraser);
  painter.undoAndRedo();
  painter.panAndZoom();
  return 0;
}
