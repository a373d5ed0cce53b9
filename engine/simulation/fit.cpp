#include "engine/simulation/fit.h"

#include "engine/image/error.h"
#include "engine/image/grey.h"
#include "engine/simulation/detail/fitparts.h"

#include <algorithm>
#include <cmath>

namespace cytosketch {
namespace {

constexpr std::uint64_t fitSeed = 20240220;
constexpr std::size_t simulatedCells = 500;
constexpr int rounds = 8;
constexpr double usualRadius = 30.0; ///< larger cells are simulated at this size: pixels matter no more
constexpr std::int64_t fewestShapes = 3;
constexpr double widestRadius = 500.0; ///< as the simulator's table has it
constexpr double longestElongation = 10.0;
constexpr double mostIrregular = 0.3;

/// What is compared between the cells given and simulated ones.
struct ShapeStatistics {
  LMoments radius, elongation;
  double roughness = 0.0;
};

ShapeStatistics statisticsOf(const std::vector<std::pair<CellShape, double>>& shapes) {
  std::vector<std::pair<double, double>> radii, elongations, roughnesses;
  for (const auto& [shape, weight] : shapes) {
    radii.emplace_back(shape.radius, weight);
    elongations.emplace_back(shape.elongation, weight);
    roughnesses.emplace_back(shape.roughness, weight);
  }
  return {lMoments(std::move(radii)), lMoments(std::move(elongations)), lMoments(std::move(roughnesses)).mean};
}

/// Mean and half width of a uniform law, kept in [low, high].
struct Uniform {
  double mean = 0.0, half = 0.0;

  Range range(double low, double high) const {
    return {std::clamp(mean - half, low, high), std::clamp(mean + half, low, high)};
  }
  void move(const LMoments& wanted, const LMoments& got) {
    mean += wanted.mean - got.mean;
    half = std::max(0.0, half + 3.0 * (wanted.scale - got.scale));
  }
};

ShapeStatistics simulatedStatistics(const FreeFormShape& shape, double scale) {
  FreeFormShape small = shape;
  small.radius = {shape.radius.low / scale, shape.radius.high / scale};
  std::vector<std::pair<CellShape, double>> shapes;
  for (std::size_t i = 0; i < simulatedCells; ++i) {
    const Mask mask =
        drawnFreeForm(small, {}, Draws(fitSeed, Purpose::Shape, i), Draws(fitSeed, Purpose::Deformation, i));
    if (!mask.empty()) {
      CellShape measured = shapeOf(mask, 0);
      measured.radius *= scale;
      shapes.emplace_back(measured, 1.0);
    }
  }
  return statisticsOf(shapes);
}

/// Moves the parameters until the simulator's own cells measure like those wanted; always the same random numbers.
FreeFormShape fittedShape(const ShapeStatistics& wanted, const std::function<void(double)>& at) {
  Uniform radius{wanted.radius.mean, 3.0 * wanted.radius.scale};
  Uniform elongation{wanted.elongation.mean, 3.0 * wanted.elongation.scale};
  FreeFormShape shape;
  shape.irregularity = 0.5 * wanted.roughness;
  const double scale = std::max(1.0, wanted.radius.mean / usualRadius);
  for (int round = 0; round <= rounds; ++round) {
    at(static_cast<double>(round) / rounds);
    shape.radius = radius.range(1.0, widestRadius);
    shape.elongation = elongation.range(1.0, longestElongation);
    if (round == rounds) {
      break;
    }
    const ShapeStatistics got = simulatedStatistics(shape, scale);
    radius.move(wanted.radius, got.radius);
    elongation.move(wanted.elongation, got.elongation);
    // The area between an ellipse and an outline with bumps of root mean square s is nearly s times its own.
    shape.irregularity = std::clamp(shape.irregularity + wanted.roughness - got.roughness, 0.0, mostIrregular);
  }
  return shape;
}

double rounded(double value) {
  return std::round(1000.0 * value) / 1000.0;
}

void setRange(SimulationSettings& settings, const std::string& name, double low, double high) {
  settings.values[name + ".min"] = rounded(low);
  settings.values[name + ".max"] = rounded(high);
}

void fitLight(SimulationSettings& settings, const Population& population, const Sketch& sketch) {
  std::vector<double> brightnesses;
  for (const auto& frame : population.frames) {
    for (const Population::Member& member : frame) {
      brightnesses.push_back(brightnessOfGrey(member.grey));
    }
  }
  const BrightnessRange light = fittedBrightness(brightnesses);
  settings.values["brightness.law"] = static_cast<double>(light.law);
  setRange(settings, "brightness", light.low, light.high);
  settings.values["background"] = rounded(sketch.shading().background);
}

} // namespace

FreeFormFit fitFreeForm(const Sketch& sketch, bool greys, const SimulationHooks& hooks) {
  const Extent& e = sketch.extent();
  if (e.z > 1) {
    throw SettingsError("free-form cells are flat, these have " + std::to_string(e.z) + " slices", "labels",
                        "Choose flat images, or one slice");
  }
  const auto progress = [&](double from, double to) {
    return [&hooks, from, to](double fraction) {
      if (hooks.stop.stop_requested()) {
        throw Cancelled();
      }
      if (hooks.progress) {
        hooks.progress(from + (to - from) * fraction);
      }
    };
  };
  const Population population = populationOf(sketch);
  FreeFormFit fit;
  fit.cells = population.cells();
  fit.shapes = population.wholeCells();
  if (fit.shapes < fewestShapes) {
    throw SettingsError("there are " + std::to_string(fit.shapes) + " cells that the edge does not cut", "labels",
                        "Choose labels with at least " + std::to_string(fewestShapes));
  }
  std::vector<std::pair<CellShape, double>> shapes;
  for (const auto& frame : population.frames) {
    for (const Population::Member& member : frame) {
      if (member.whole) {
        shapes.emplace_back(member.shape, member.weight);
      }
    }
  }
  const FreeFormShape shape = fittedShape(statisticsOf(shapes), progress(0.0, 0.5));
  const FreeFormPlaces places = fittedPlaces(population, e, shape.radius.high, progress(0.5, 1.0));
  SimulationSettings& settings = fit.settings;
  settings.organism = "free-form";
  settings.values["size.x"] = static_cast<double>(std::min<std::int64_t>(e.x, 8192));
  settings.values["size.y"] = static_cast<double>(std::min<std::int64_t>(e.y, 8192));
  settings.values["spacing.xy"] = std::min(sketch.spacing().x, 1000.0);
  const double count = static_cast<double>(fit.cells) / static_cast<double>(e.t);
  settings.values["count"] = std::clamp(std::round(count), 1.0, 20000.0);
  setRange(settings, "radius", shape.radius.low, shape.radius.high);
  setRange(settings, "elongation", shape.elongation.low, shape.elongation.high);
  settings.values["irregularity"] = rounded(shape.irregularity);
  settings.values["distance"] = rounded(places.distance);
  settings.values["clustering"] = rounded(places.clustering);
  if (greys) {
    fitLight(settings, population, sketch);
  }
  return fit;
}

} // namespace cytosketch
