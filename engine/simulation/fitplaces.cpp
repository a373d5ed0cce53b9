#include "engine/simulation/detail/fitparts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace cytosketch {
namespace {

constexpr std::array clusterings{0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9};
constexpr int trials = 6;                ///< simulated placements per clustering
constexpr double leastClustering = 0.05; ///< what chance alone may look like
constexpr int halvings = 7;
constexpr double nearestShare = 0.9, farthestShare = 1.15; ///< of the least distance seen
constexpr double leastPlaced = 0.95;                       ///< share of the cells that must find a place
constexpr double longestSide = 384.0;                      ///< places are simulated on a coarser grid …
constexpr double shortestDistance = 8.0;                   ///< … that still resolves their distances

/// Share of a height × width sketch that is farther than `reach` from all places, to a quarter of the reach.
double voidShare(const std::vector<Place>& places, double height, double width, double reach) {
  const double edge = 0.25 * reach;
  const auto rows = static_cast<std::int64_t>(std::ceil(height / edge));
  const auto columns = static_cast<std::int64_t>(std::ceil(width / edge));
  std::vector<std::uint8_t> near(static_cast<std::size_t>(rows * columns), 0);
  for (const Place& place : places) {
    const auto middleRow = static_cast<std::int64_t>(place.y / edge);
    const auto middleColumn = static_cast<std::int64_t>(place.x / edge);
    for (std::int64_t row = std::max<std::int64_t>(0, middleRow - 5); row <= std::min(rows - 1, middleRow + 5); ++row) {
      for (std::int64_t column = std::max<std::int64_t>(0, middleColumn - 5);
           column <= std::min(columns - 1, middleColumn + 5); ++column) {
        const double dy = (static_cast<double>(row) + 0.5) * edge - place.y;
        const double dx = (static_cast<double>(column) + 0.5) * edge - place.x;
        if (dy * dy + dx * dx <= reach * reach) {
          near[static_cast<std::size_t>(row * columns + column)] = 1;
        }
      }
    }
  }
  return static_cast<double>(std::count(near.begin(), near.end(), std::uint8_t{0})) / static_cast<double>(near.size());
}

std::vector<Place> placesOf(const std::vector<Population::Member>& frame) {
  std::vector<Place> places;
  for (const Population::Member& member : frame) {
    places.push_back({0.0, member.shape.y, member.shape.x});
  }
  return places;
}

/// The least distance of two whole cells of a frame.
double leastDistance(const Population& population) {
  double least = std::numeric_limits<double>::max();
  for (const auto& frame : population.frames) {
    std::vector<const CellShape*> byRow;
    for (const Population::Member& member : frame) {
      if (member.whole) {
        byRow.push_back(&member.shape);
      }
    }
    std::sort(byRow.begin(), byRow.end(), [](const CellShape* a, const CellShape* b) { return a->y < b->y; });
    for (std::size_t i = 0; i < byRow.size(); ++i) {
      for (std::size_t j = i + 1; j < byRow.size() && byRow[j]->y - byRow[i]->y < least; ++j) {
        least = std::min(least, std::hypot(byRow[j]->y - byRow[i]->y, byRow[j]->x - byRow[i]->x));
      }
    }
  }
  return least;
}

/// Mean distance of each place from its nearest other one; 0 for fewer than two.
double meanNeighbour(std::vector<Place> places) {
  std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) { return a.y < b.y; });
  double sum = 0.0;
  for (std::size_t i = 0; i < places.size(); ++i) {
    double nearest = std::numeric_limits<double>::max();
    const auto look = [&](std::size_t j) { // false when all further ones are farther in y alone
      const double dy = places[j].y - places[i].y;
      nearest = std::min(nearest, std::hypot(dy, places[j].x - places[i].x));
      return std::abs(dy) < nearest;
    };
    for (std::size_t j = i + 1; j < places.size() && look(j); ++j) {
    }
    for (std::size_t j = i; j > 0 && look(j - 1); --j) {
    }
    sum += nearest;
  }
  return places.size() < 2 ? 0.0 : sum / static_cast<double>(places.size());
}

/// What is compared between the cells given and simulated places.
struct Spread {
  double voids = 0.0, neighbour = 0.0;
  bool fits = true; ///< nearly all cells found a place
};

/// Places as the simulator draws them, on a coarser grid.
class Simulated {
public:
  Simulated(const Extent& extent, double count, double colony, double reach, double coarse)
      : grid_{1, 1, 1, std::max<std::int64_t>(1, std::llround(static_cast<double>(extent.y) / coarse)),
              std::max<std::int64_t>(1, std::llround(static_cast<double>(extent.x) / coarse))},
        count_(std::llround(count)),
        colony_(colony / coarse),
        reach_(reach / coarse),
        coarse_(coarse) {}

  /// In the mean of some trials.
  Spread spread(const FreeFormPlaces& law) const {
    Spread spread;
    for (int trial = 1; trial <= trials && spread.fits; ++trial) {
      const std::vector<Place> places = placeApart(
          freeFormRegion(grid_, law.clustering, colony_, Draws(static_cast<std::uint64_t>(trial), Purpose::Region)),
          count_, law.distance / coarse_, 1.0, Draws(static_cast<std::uint64_t>(trial), Purpose::Place));
      spread.fits = static_cast<double>(places.size()) >= leastPlaced * static_cast<double>(count_);
      spread.voids += voidShare(places, static_cast<double>(grid_.y), static_cast<double>(grid_.x), reach_) / trials;
      spread.neighbour += coarse_ * meanNeighbour(places) / trials;
    }
    return spread;
  }

private:
  Extent grid_;
  std::int64_t count_;
  double colony_, reach_, coarse_;
};

/// The clustering that leaves as much of the sketch empty; the highest that fits if none does.
double fittedClustering(const Simulated& simulated, double distance, double voids) {
  double lowerShare = 0.0;
  double fitted = 0.0;
  for (std::size_t i = 0; i < clusterings.size(); ++i) {
    const Spread spread = simulated.spread({distance, clusterings[i]});
    if (!spread.fits) { // denser than such colonies can be
      break;
    }
    if (spread.voids >= voids) {
      const double part = i == 0 ? 0.0 : (voids - lowerShare) / (spread.voids - lowerShare);
      fitted = i == 0 ? 0.0 : clusterings[i - 1] + part * (clusterings[i] - clusterings[i - 1]);
      break;
    }
    lowerShare = std::max(lowerShare, spread.voids);
    fitted = clusterings[i];
  }
  return fitted < leastClustering ? 0.0 : fitted;
}

/// The distance at which neighbours are as far apart in the mean, near the least one seen.
double fittedDistance(const Simulated& simulated, double clustering, double least, double neighbour) {
  double low = std::max(1.0, nearestShare * least);
  double high = std::max(low, std::min(farthestShare * least, neighbour));
  for (int i = 0; i < halvings; ++i) {
    const double middle = 0.5 * (low + high);
    const Spread spread = simulated.spread({middle, clustering});
    (spread.fits && spread.neighbour < neighbour ? low : high) = middle;
  }
  return low;
}

} // namespace

FreeFormPlaces fittedPlaces(const Population& population, const Extent& extent, double largestRadius,
                            const std::function<void(double)>& at) {
  const auto height = static_cast<double>(extent.y);
  const auto width = static_cast<double>(extent.x);
  const auto frames = static_cast<double>(population.frames.size());
  const double count = std::max(1.0, static_cast<double>(population.cells()) / frames);
  const double least = std::clamp(leastDistance(population), 1.0, 2000.0);
  const double reach = 0.9 * std::sqrt(height * width / count);
  double voids = 0.0;
  double neighbour = 0.0;
  for (const auto& frame : population.frames) {
    voids += voidShare(placesOf(frame), height, width, reach) / frames;
    neighbour += meanNeighbour(placesOf(frame)) / frames;
  }
  const double coarse = std::max(1.0, std::min(least / shortestDistance, std::max(height, width) / longestSide));
  const Simulated simulated(extent, count, colonyRadius * largestRadius, reach, coarse);
  FreeFormPlaces fitted{least, 0.0};
  at(0.0);
  fitted.clustering = fittedClustering(simulated, fitted.distance, voids);
  at(0.4);
  fitted.distance = fittedDistance(simulated, fitted.clustering, least, neighbour);
  at(0.6);
  fitted.clustering = fittedClustering(simulated, fitted.distance, voids);
  at(1.0);
  return fitted;
}

} // namespace cytosketch
