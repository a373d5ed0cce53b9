#include "engine/segmentation/detail/cellsize.h"

#include "engine/segmentation/detail/blobs.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace cytosketch {
namespace {

constexpr int scalesPerOctave = 4;
constexpr float leastResponse = 0.02F; ///< in grey: fainter ones are noise
constexpr double firstSigma = 1.6;     ///< in pixels of the resolution of an octave

/// A blob: a maximum in space and over scales.
struct Blob {
  double sigma = 0.0;
  double response = 0.0;
};

/// Half as many voxels along the axes that are fine enough.
struct Level {
  Image<float> image;
  Grid grid;
};
Level halved(const Level& level) {
  const Grid& g = level.grid;
  const std::int64_t fz = !g.flat() && g.depth < 1.5 ? 2 : 1;
  Grid half{std::max<std::int64_t>(1, g.z / fz), std::max<std::int64_t>(1, g.y / 2), std::max<std::int64_t>(1, g.x / 2),
            1.0, g.height};
  half.depth = g.depth * static_cast<double>(fz) / 2.0;
  Image<float> image({1, 1, half.z, half.y, half.x});
  float* const out = image.mutableData();
  for (std::int64_t z = 0; z < half.z; ++z) {
    for (std::int64_t y = 0; y < half.y; ++y) {
      for (std::int64_t x = 0; x < half.x; ++x) {
        float sum = 0.0F;
        for (std::int64_t k = 0; k < 4 * fz; ++k) {
          sum +=
              level.image
                  .data()[g.at(z * fz + k / 4, std::min(2 * y + k / 2 % 2, g.y - 1), std::min(2 * x + k % 2, g.x - 1))];
        }
        out[half.at(z, y, x)] = sum / static_cast<float>(4 * fz);
      }
    }
  }
  return {image, half};
}

/// Maxima of the middle response among all its neighbours in space and in both neighbouring scales.
void collect(const std::array<Image<float>, 3>& responses, const Grid& grid, double sigma, std::vector<Blob>& blobs) {
  for (std::int64_t z = 0; z < grid.z; ++z) {
    for (std::int64_t y = 1; y + 1 < grid.y; ++y) {
      for (std::int64_t x = 1; x + 1 < grid.x; ++x) {
        const float here = responses[1].data()[grid.at(z, y, x)];
        bool highest = here > leastResponse;
        for (std::int64_t zz = std::max<std::int64_t>(z - 1, 0); highest && zz <= std::min(z + 1, grid.z - 1); ++zz) {
          for (std::int64_t k = 0; highest && k < 27; ++k) {
            const std::size_t there = grid.at(zz, y + k / 3 % 3 - 1, x + k % 3 - 1);
            const Image<float>& other = responses[static_cast<std::size_t>(k / 9)];
            const bool same = k / 9 == 1 && there == grid.at(z, y, x);
            highest = same || other.data()[there] < here;
          }
        }
        if (highest) {
          blobs.push_back({sigma, here});
        }
      }
    }
  }
}

void collectAll(const Frame& frame, std::vector<Blob>& blobs) {
  Level level{frame.grey, frame.grid};
  double pixel = 1.0; // of this level, in pixels of the image
  std::array<Image<float>, 3> responses;
  while (std::min(level.grid.y, level.grid.x) >= 12) {
    int have = 0;
    for (int k = -1; k <= scalesPerOctave; ++k) {
      const double sigma = firstSigma * std::pow(2.0, static_cast<double>(k) / scalesPerOctave);
      responses[0] = responses[1];
      responses[1] = responses[2];
      responses[2] = blobResponse(level.image, level.grid, sigma);
      if (++have >= 3) {
        collect(responses, level.grid, pixel * sigma / std::pow(2.0, 1.0 / scalesPerOctave), blobs);
      }
    }
    level = halved(level);
    pixel *= 2.0;
  }
}

/// The first blob in whose order half of all weight is reached.
template <typename Weight>
const Blob& weightedMedian(const std::vector<Blob>& sorted, const Weight& weight) {
  const double total =
      std::accumulate(sorted.begin(), sorted.end(), 0.0, [&](double sum, const Blob& b) { return sum + weight(b); });
  double seen = 0.0;
  return *std::find_if(sorted.begin(), sorted.end(), [&](const Blob& b) { return 2.0 * (seen += weight(b)) >= total; });
}

/// Takes away blobs that are faint beside the typical wide one: in noisy images of large cells there are so many specks
/// that they would outweigh the cells.
void dropFaint(std::vector<Blob>& blobs) {
  constexpr double share = 0.65;
  std::sort(blobs.begin(), blobs.end(), [](const Blob& a, const Blob& b) { return a.response < b.response; });
  const double typical =
      weightedMedian(blobs, [](const Blob& blob) { return blob.response * std::pow(blob.sigma, 3.0); }).response;
  std::erase_if(blobs, [&](const Blob& blob) { return blob.response < share * typical; });
}

} // namespace

double estimatedSize(const std::vector<Frame>& frames, CellsLie cells) {
  std::vector<Blob> blobs;
  for (const Frame& frame : frames) {
    collectAll(frame, blobs);
  }
  if (blobs.empty()) {
    return 0.0;
  }
  if (cells == CellsLie::Apart) {
    dropFaint(blobs);
  }
  // The median, in which a blob counts as much as it is bright and wide: specks of noise are many but faint and small.
  constexpr double fillingPower = 3.0;
  const double power = cells == CellsLie::Apart ? 1.0 : fillingPower;
  std::sort(blobs.begin(), blobs.end(), [](const Blob& a, const Blob& b) { return a.sigma < b.sigma; });
  const Blob& typical =
      weightedMedian(blobs, [power](const Blob& blob) { return blob.response * std::pow(blob.sigma, power); });
  return typical.sigma / bestSigma(frames.front().grid, 1.0);
}

} // namespace cytosketch
