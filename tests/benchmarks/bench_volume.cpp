// Looking at a volume of 221 x 511 x 495 voxels (A. thaliana of the paper): from the file to the picture, stepping
// through its slices in each plane, and turning it in 3D (only on a screen with OpenGL).
//   bench_volume [open | step | turn]
#include "engine/imageio/imagefile.h"
#include "engine/sketch/fromlabels.h"
#include "widgets/sliceview/planeview.h"
#include "widgets/sliceview/sliceview.h"
#include "widgets/volumeview/volumeview.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QGridLayout>
#include <QKeyEvent>
#include <QTemporaryDir>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <functional>
#include <memory>
#include <string>

using namespace cytosketch;

namespace {

const Extent extent{1, 1, 221, 511, 495};
const Spacing spacing{0.5, 0.25, 0.25};
constexpr std::int64_t pitch = 30; // between the centres of cells

/// Distance from the nearest centre, in half pitches: cells where it is below 0.8.
double distance(std::int64_t z, std::int64_t y, std::int64_t x) {
  const auto from = [](std::int64_t at) { return double(at % pitch) / (0.5 * double(pitch)) - 1.0; };
  return std::sqrt(from(z) * from(z) + from(y) * from(y) + from(x) * from(x));
}

template <typename T, typename Value>
Image<T> filled(Value value) {
  Image<T> image(extent, T{}, spacing);
  T* voxel = image.mutableData();
  for (std::int64_t z = 0; z < extent.z; ++z) {
    for (std::int64_t y = 0; y < extent.y; ++y) {
      for (std::int64_t x = 0; x < extent.x; ++x) {
        *voxel++ = T(value(z, y, x));
      }
    }
  }
  return image;
}

double secondsOf(const std::function<void()>& work) {
  QElapsedTimer clock;
  clock.start();
  work();
  return double(clock.nsecsElapsed()) * 1e-9;
}

void paintNow(QWidget& widget) {
  widget.repaint();
  QCoreApplication::processEvents();
}

void openImage(const std::filesystem::path& path, bool compressed) {
  Document document;
  document.setSketch(Sketch(extent, spacing));
  SliceView view(&document, "image");
  view.resize(900, 900);
  view.show();
  QCoreApplication::processEvents();
  double reading = 0.0;
  const double seconds = secondsOf([&] {
    Image<float> image;
    reading = secondsOf([&] { image = readImage(path); });
    view.setImage(image, {1.0 / 65535.0, 0.0});
    paintNow(view);
  });
  std::printf("opening an image (16 bit, %s) and seeing it      %6.2f s, of which reading %.2f s\n",
              compressed ? "compressed" : "plain", seconds, reading);
}

void openLabels(const std::filesystem::path& path) {
  double reading = 0.0;
  double sketching = 0.0;
  Document document;
  PlaneViewport viewport;
  PlaneView view(&document, &viewport, Plane::XY);
  view.resize(900, 900);
  view.show();
  const double seconds = secondsOf([&] {
    Image<std::uint32_t> labels;
    reading = secondsOf([&] { labels = readLabels(path); });
    sketching =
        secondsOf([&] { document.setSketch(sketchFromLabels(labels, CellKind::Nucleus, BrightnessRange(), 1)); });
    viewport.setVolume(extent, spacing);
    paintNow(view);
  });
  std::printf("importing labels (%zu cells) and seeing the sketch    %6.2f s, of which reading %.2f s, cells %.2f s\n",
              document.sketch().cellCount(), seconds, reading, sketching);
}

/// Steps per second through all slices along `through`, every view painted after each step.
void step(const char* name, Document& document, const std::vector<QWidget*>& views, Axis through) {
  const std::int64_t count = sizeOf(extent)[through];
  const int steps = 150;
  const double seconds = secondsOf([&] {
    for (int i = 0; i < steps; ++i) {
      VoxelIndex at{extent.x / 2, extent.y / 2, extent.z / 2};
      at[through] = (i * 3) % count;
      document.position()->setPlace(at.z, at.y, at.x);
      for (QWidget* const view : views) {
        view->repaint();
      }
      QCoreApplication::processEvents();
    }
  });
  std::printf("%-52s %6.1f slices per second\n", name, steps / seconds);
}

void stepping(const Image<float>& image, const Sketch& sketch) {
  Document document;
  document.setSketch(sketch);
  SliceView single(&document, "image");
  single.resize(900, 900);
  single.setImage(image, ValueScale());
  single.show();
  step("one view of 900 x 900, image, along z", document, {&single}, Axis::Z);
  single.hide();

  PlaneViewport viewport;
  viewport.setVolume(extent, spacing);
  QWidget page;
  QGridLayout grid(&page);
  std::vector<QWidget*> views;
  for (const Plane plane : allPlanes) {
    auto* const view = new PlaneView(&document, &viewport, plane);
    view->setImage(image, ValueScale());
    view->setOutlines(sketch);
    grid.addWidget(view, int(views.size()) / 2, int(views.size()) % 2);
    views.push_back(view);
  }
  page.resize(1200, 900);
  page.show();
  QCoreApplication::processEvents();
  step("three planes of 600 x 450, image and outlines, z", document, views, Axis::Z);
  step("three planes, image and outlines, along y", document, views, Axis::Y);
  step("three planes, image and outlines, along x", document, views, Axis::X);
  for (QWidget* const view : views) {
    static_cast<PlaneView*>(view)->setContent(PlaneView::Content::Sketch);
  }
  step("three planes, sketch, along z", document, views, Axis::Z);
  step("three planes, sketch, along y", document, views, Axis::Y);
  step("three planes, sketch, along x", document, views, Axis::X);
}

void turning(const Image<float>& image, const Sketch& sketch) {
  Document document;
  document.setSketch(sketch);
  VolumeView view(&document);
  view.resize(700, 700);
  view.show();
  QCoreApplication::processEvents();
  if (!view.problem().isEmpty()) {
    std::printf("3D: %s\n", qPrintable(view.problem()));
    return;
  }
  double longest = 0.0;
  const double surfaces = secondsOf([&] {
    while (view.missingSurfaces() > 0) {
      longest = std::max(longest, secondsOf([] { QCoreApplication::processEvents(); }));
    }
  });
  std::printf("3D: surfaces of %zu cells %.2f s, longest stall %.0f ms\n", sketch.cellCount(), surfaces, 1e3 * longest);
  const auto turn = [&](const char* name) {
    constexpr int frames = 30;
    const double seconds = secondsOf([&] {
      for (int i = 0; i < frames; ++i) {
        QKeyEvent key(QEvent::KeyPress, Qt::Key_Left, Qt::NoModifier);
        QCoreApplication::sendEvent(&view, &key);
        QCoreApplication::processEvents();
      }
    });
    std::printf("3D: turning, %-40s %5.1f frames per second\n", name, frames / seconds);
  };
  turn("cells as surfaces");
  view.setImage(image, 0.0, 1.0);
  view.setCellsShown(false);
  for (const VolumePreset preset : volumePresets) {
    view.setPreset(preset);
    QCoreApplication::processEvents();
    turn(qPrintable(presetName(preset)));
  }
}

} // namespace

int main(int argc, char* argv[]) {
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  const QApplication application(argc, argv);
  const auto wanted = [&](const char* part) { return argc < 2 || std::string(argv[1]) == part; };
  const auto grey = filled<std::uint16_t>([](auto z, auto y, auto x) {
    const double shade = std::clamp(1.0 - distance(z, y, x), 0.0, 1.0);
    return std::uint32_t(60000.0 * shade) + std::uint32_t((z * 7919 + y * 104729 + x * 1299709) % 997);
  });
  const auto labels = filled<std::uint32_t>([](auto z, auto y, auto x) {
    return distance(z, y, x) < 0.8 ? ((z / pitch) * 20 + y / pitch) * 20 + x / pitch + 1 : 0;
  });
  if (wanted("open")) {
    const QTemporaryDir folder;
    const std::filesystem::path at = folder.path().toStdString();
    writeImage(grey, at / "plain.tif", {.description = {}, .compress = false});
    writeImage(grey, at / "compressed.tif", {});
    writeLabels(labels, at / "labels.tif");
    openImage(at / "plain.tif", false);
    openImage(at / "compressed.tif", true);
    openLabels(at / "labels.tif");
  }
  Image<float> image(extent, 0.0F, spacing);
  std::transform(grey.begin(), grey.end(), image.mutableData(), [](std::uint16_t v) { return float(v) / 65535.0F; });
  const Sketch sketch = sketchFromLabels(labels, CellKind::Nucleus, BrightnessRange(), 1);
  if (wanted("step")) {
    stepping(image, sketch);
  }
  if (wanted("turn")) {
    turning(image, sketch);
  }
  return 0;
}
