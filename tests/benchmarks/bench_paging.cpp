// Paging through a volume of 221 × 511 × 495 voxels full of cells on the canvas: slices per second, each painted whole;
// and how long it takes from opening its files to the first picture. Prints wall time and the processor time of this
// thread as well, because other programs may hold the processor.
//   QT_QPA_PLATFORM=offscreen bench_paging [FILE.cysk | LABELS.tif]
#include "engine/imageio/imagefile.h"
#include "engine/sketch/fromlabels.h"
#include "engine/sketch/raster.h"
#include "engine/sketch/sketchfile.h"
#include "engine/sketch/solidshapes.h"
#include "widgets/canvas/canvas.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>

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

void measure(const char* name, const std::function<void()>& work) {
  QElapsedTimer clock;
  clock.start();
  const double before = threadMilliseconds();
  work();
  const double processor = threadMilliseconds() - before; // first: printing is not part of it
  std::printf("%-52s %8.1f ms wall, %8.1f ms processor\n", name, static_cast<double>(clock.nsecsElapsed()) * 1e-6,
              processor);
}

/// About as many cells as an ovule has, closely packed.
Sketch tissue() {
  Sketch sketch({1, 1, 221, 511, 495}, {0.235, 0.15, 0.15});
  std::mt19937 engine(1);
  std::uniform_real_distribution<double> unit(0.0, 1.0);
  CellId id = 0;
  for (int z = 12; z < 221; z += 24) {
    for (int y = 20; y < 511; y += 36) {
      for (int x = 20; x < 495; x += 36) {
        Cell cell;
        cell.id = ++id;
        cell.kind = CellKind::WholeCell;
        cell.mask = ellipsoidMask(0, z + 6 * unit(engine), y + 8 * unit(engine), x + 8 * unit(engine),
                                  12 + 4 * unit(engine), 17 + 6 * unit(engine), 17 + 6 * unit(engine), {0, 221});
        cell.grey = {static_cast<float>(0.4 + 0.5 * unit(engine))};
        sketch.put(std::move(cell));
      }
    }
  }
  return sketch;
}

void page(Canvas& canvas, Document& document, const char* name) {
  constexpr int steps = 120;
  document.viewport()->fit();
  document.position()->setSlice(document.position()->sliceCount() / 4);
  canvas.repaint();
  QElapsedTimer clock;
  clock.start();
  const double before = threadMilliseconds();
  for (int i = 0; i < steps; ++i) {
    document.position()->step(i / 60 % 2 == 0 ? 1 : -1);
    canvas.repaint();
    QApplication::processEvents(); // what the first repaint had no time for
  }
  const double processor = threadMilliseconds() - before;
  std::printf("%-52s %8.1f slices/s wall, %6.1f slices/s of processor time\n", name,
              steps * 1e9 / static_cast<double>(clock.nsecsElapsed()), steps * 1e3 / processor);
}

void pageAll(Canvas& canvas, Document& document) {
  std::printf("%s voxels, %zu cells, view %d x %d\n", extentText(document.sketch().extent()).c_str(),
              document.sketch().cellCount(), canvas.width(), canvas.height());
  page(canvas, document, "paging, cells in colours with outlines");
  document.display()->setOutlines(false);
  page(canvas, document, "paging, cells in colours");
  document.display()->setColouring(CellColouring::Grey);
  page(canvas, document, "paging, greys alone");
  document.display()->setOutlines(true);
  document.display()->setColouring(CellColouring::OwnColour);
}

} // namespace

int main(int argc, char* argv[]) {
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  const QApplication application(argc, argv);
  const QTemporaryDir folder;
  std::string sketchPath = folder.filePath("tissue.cysk").toStdString();
  std::string labelsPath = folder.filePath("tissue.tif").toStdString();
  const std::string given = argc > 1 ? argv[1] : "";
  if (given.empty()) {
    const Sketch sketch = tissue();
    writeSketch(sketch, sketchPath);
    writeLabels(rasteriseLabels(sketch, CellKind::WholeCell), labelsPath);
  } else {
    (given.ends_with(".cysk") ? sketchPath : labelsPath) = given;
  }
  Document document;
  Canvas canvas(document);
  canvas.resize(900, 900);
  canvas.show();
  QApplication::processEvents();
  if (given.empty() || given.ends_with(".cysk")) {
    measure("opening the sketch, to the first picture", [&] {
      document.setSketch(readSketch(sketchPath));
      canvas.repaint();
    });
    pageAll(canvas, document);
  }
  if (!given.ends_with(".cysk")) {
    measure("importing the labels, to the first picture", [&] {
      document.setSketch(sketchFromLabels(readLabels(labelsPath), CellKind::WholeCell, BrightnessRange(), 1));
      canvas.repaint();
    });
    pageAll(canvas, document);
  }
  return 0;
}
