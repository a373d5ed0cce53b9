// What a slider costs: the noisy images and histograms of the page Tune and the noisy preview of the main window, from
// the request to the background job's answer, when σ, t_start or the texture's strength changes. 512² and nuclei-2d's
// texture. Before them the same made anew, with nothing kept.
//   bench_preview [--model FILE.cymodel] [--size PIXELS] [--repetitions N]       (from the repository's root)
// Prints of all repetitions the least: wall time, and the processor time of all threads, which other programs on the
// machine disturb less.
#include "engine/diffusion/generator.h"
#include "engine/image/error.h"
#include "engine/image/stopwatch.h"
#include "engine/imageio/imagefile.h"
#include "engine/sketch/raster.h"
#include "widgets/jobs/histogramjob.h"
#include "widgets/jobs/modelstore.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QTemporaryDir>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <functional>
#include <memory>
#include <random>
#include <string>

using namespace cytosketch;

namespace {

struct Options {
  std::string model = "resources/models/nuclei-2d.cymodel";
  std::int64_t size = 512;
  int repetitions = 40;
};

double processorMilliseconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6;
}

/// @param work gets the number of the repetition, by which it changes what it is asked for
void measure(const char* name, const Options& options, const std::function<void(int)>& work) {
  work(-1); // as the page is opened
  double wall = 1e9;
  double processor = 1e9;
  for (int i = 0; i < options.repetitions; ++i) {
    const double before = processorMilliseconds();
    const Stopwatch watch;
    work(i);
    wall = std::min(wall, watch.seconds() * 1e3);
    processor = std::min(processor, processorMilliseconds() - before);
  }
  std::printf("%-44s wall %6.1f ms   processor %6.1f ms\n", name, wall, processor);
  std::fflush(stdout);
}

/// Discs of many greys.
Sketch nuclei(std::int64_t size) {
  Sketch sketch({1, 1, 1, size, size});
  std::mt19937 random(5);
  std::uniform_int_distribution<int> place(0, static_cast<int>(size) - 1);
  std::uniform_real_distribution<float> grey(0.3F, 0.9F);
  for (std::int64_t i = 0; i < size * size / 1300; ++i) {
    Cell cell;
    cell.id = sketch.nextId();
    cell.grey = {grey(random)};
    const int cy = place(random);
    const int cx = place(random);
    for (int y = -12; y <= 12; ++y) {
      const int half = static_cast<int>(std::sqrt(150.0 - y * y));
      cell.mask.setSpan(0, 0, cy + y, cx - half, cx + half + 1);
    }
    sketch.put(std::move(cell));
  }
  return sketch;
}

double sigmaOf(int repetition) {
  return 1.0 + 0.1 * (repetition % 10 + 1);
}
int tStartOf(int repetition) {
  return 400 + 10 * (repetition % 10 + 1);
}

/// Orders from a job and waits for `signal`, as the window does.
template <typename Job, typename Signal, typename Request>
void wait(Job& job, Signal signal, const Request& request) {
  QEventLoop loop;
  QObject::connect(&job, signal, &loop, &QEventLoop::quit);
  QObject::connect(&job, &Job::failed, &loop, [](const JobError& error) {
    std::fprintf(stderr, "bench_preview: %s\n", error.problem.toUtf8().constData());
    std::exit(1);
  });
  job.request(request);
  loop.exec();
}

void tunePage(const Options& options, const Sketch& sketch, const SketchTexture& texture) {
  const QTemporaryDir folder;
  HistogramRequest usual;
  usual.real = std::filesystem::path(folder.path().toStdString()) / "real.tif";
  usual.labels = std::filesystem::path(folder.path().toStdString()) / "labels.tif";
  usual.texture = texture;
  writeImage(rasteriseGrey(sketch), usual.real);
  writeLabels(rasteriseLabels(sketch, CellKind::Nucleus), usual.labels);
  HistogramJob job;
  const auto show = [&job, &usual](const GridPoint& point) {
    HistogramRequest request = usual;
    request.point = point;
    wait(job, &HistogramJob::ready, request);
  };
  measure("page Tune, another sigma", options, [&](int i) { show({400, sigmaOf(i)}); });
  measure("page Tune, another t_start", options, [&](int i) { show({tStartOf(i), 1.0}); });
}

void mainWindow(const Options& options, const Sketch& sketch) {
  const std::filesystem::path model = std::filesystem::absolute(options.model);
  NoiseJob job(noiseWith(std::make_shared<ModelStore>(std::vector{model.parent_path()})));
  const NoiseRequest usual{sketch, 400, 1.0, 1, {model.string()}, 1.0};
  const auto with = [&](const char* name, const std::function<void(NoiseRequest&, int)>& change) {
    measure(name, options, [&](int i) {
      NoiseRequest request = usual;
      change(request, i);
      wait(job, &NoiseJob::ready, request);
    });
  };
  with("main window, another sigma", [](NoiseRequest& r, int i) { r.sigma = sigmaOf(i); });
  with("main window, another t_start", [](NoiseRequest& r, int i) { r.tStart = tStartOf(i); });
  with("main window, another texture", [](NoiseRequest& r, int i) { r.texture = 0.05 * (i % 10 + 10); });
  with("main window, another seed", [](NoiseRequest& r, int i) { r.seed = static_cast<std::uint64_t>(i + 2); });
}

Options parse(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; i += 2) {
    const std::string key = argv[i];
    if (i + 1 >= argc || (key != "--model" && key != "--size" && key != "--repetitions")) {
      throw SettingsError("is no option, or has no value", key, "See the head of bench_preview.cpp");
    }
    if (key == "--model") {
      options.model = argv[i + 1];
    } else if (key == "--size") {
      options.size = std::stol(argv[i + 1]);
    } else {
      options.repetitions = std::stoi(argv[i + 1]);
    }
  }
  return options;
}

} // namespace

int main(int argc, char** argv) {
  const QCoreApplication application(argc, argv);
  try {
    const Options options = parse(argc, argv);
    const SketchTexture texture{Model::load(options.model)->card().texture, 1.0};
    const Sketch sketch = nuclei(options.size);
    const Image<float> grey = rasteriseGrey(sketch);
    measure("all of it anew, without texture", options, [&](int i) { noisedPreview(grey, 400, sigmaOf(i), 1); });
    measure("all of it anew, with texture", options,
            [&](int i) { noisedPreview(grey, 400, sigmaOf(i), 1, texture.model, 1.0); });
    tunePage(options, sketch, texture);
    mainWindow(options, sketch);
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bench_preview: %s\n", error.what());
    return 1;
  }
}
