#include "engine/metrics/spectrum.h"

#include <kissfft/kissfft.hh>

#include <algorithm>
#include <cmath>
#include <complex>
#include <limits>
#include <numbers>

namespace cytosketch {
namespace {

using Complex = std::complex<double>;

/// Periodic Hann window; flat if none is asked for, and for lines too short to window.
std::vector<double> weightsOf(SpectrumWindow kind, std::int64_t length) {
  std::vector<double> window(static_cast<std::size_t>(length), 1.0);
  if (kind == SpectrumWindow::Hann && length >= 8) {
    for (std::int64_t i = 0; i < length; ++i) {
      window[static_cast<std::size_t>(i)] =
          0.5 - 0.5 * std::cos(2.0 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(length));
    }
  }
  return window;
}

/// Forward transform of y rows of x values, in place.
void transform2d(std::vector<Complex>& plane, std::size_t height, std::size_t width) {
  kissfft<double> alongX(width, false);
  std::vector<Complex> line(width);
  for (std::size_t row = 0; row < height; ++row) {
    alongX.transform(plane.data() + row * width, line.data());
    std::copy(line.begin(), line.end(), plane.begin() + static_cast<std::ptrdiff_t>(row * width));
  }
  kissfft<double> alongY(height, false);
  std::vector<Complex> column(height);
  line.resize(height);
  for (std::size_t x = 0; x < width; ++x) {
    for (std::size_t y = 0; y < height; ++y) {
      column[y] = plane[y * width + x];
    }
    alongY.transform(column.data(), line.data());
    for (std::size_t y = 0; y < height; ++y) {
      plane[y * width + x] = line[y];
    }
  }
}

/// The slice without its (windowed) mean, under the window, divided by the window's root power.
std::vector<Complex> windowed(const float* slice, const std::vector<double>& windowY,
                              const std::vector<double>& windowX) {
  double weights = 0.0;
  double squares = 0.0;
  double sum = 0.0;
  const float* value = slice;
  for (const double wy : windowY) {
    for (const double wx : windowX) {
      weights += wy * wx;
      squares += wy * wy * wx * wx;
      sum += wy * wx * *value++;
    }
  }
  const double mean = sum / weights;
  const double scale = 1.0 / std::sqrt(squares);
  std::vector<Complex> plane;
  plane.reserve(windowY.size() * windowX.size());
  value = slice;
  for (const double wy : windowY) {
    for (const double wx : windowX) {
      plane.emplace_back((*value++ - mean) * wy * wx * scale, 0.0);
    }
  }
  return plane;
}

/// Frequency of bin i of n as a fraction of Nyquist, 0…1.
double frequencyOfBin(std::size_t i, std::size_t n) {
  const std::size_t folded = std::min(i, n - i);
  return 2.0 * static_cast<double>(folded) / static_cast<double>(n);
}

void addSlice(BandPower& sums, const std::vector<Complex>& plane, std::size_t height, std::size_t width) {
  for (std::size_t y = 0; y < height; ++y) {
    const double fy = frequencyOfBin(y, height);
    for (std::size_t x = 0; x < width; ++x) {
      const double radius = std::hypot(fy, frequencyOfBin(x, width));
      if (radius < bandEdges.front() || radius > bandEdges.back()) {
        continue;
      }
      std::size_t band = 0;
      while (band + 1 < bandCount && radius >= bandEdges[band + 1]) {
        ++band;
      }
      sums.power[band] += std::norm(plane[y * width + x]);
      ++sums.bins[band];
    }
  }
}

} // namespace

BandPower radialBandPower(const Image<float>& image, SpectrumWindow window) {
  if (image.empty()) {
    throw SettingsError("the image is empty", "power spectrum", "Choose an image with at least one voxel");
  }
  const Extent& e = image.extent();
  const std::vector<double> windowY = weightsOf(window, e.y);
  const std::vector<double> windowX = weightsOf(window, e.x);
  BandPower result;
  for (std::int64_t slice = 0; slice < e.t * e.c * e.z; ++slice) {
    std::vector<Complex> plane = windowed(image.data() + slice * e.y * e.x, windowY, windowX);
    transform2d(plane, windowY.size(), windowX.size());
    addSlice(result, plane, windowY.size(), windowX.size());
  }
  for (std::size_t band = 0; band < bandCount; ++band) {
    result.power[band] = result.bins[band] > 0 ? result.power[band] / static_cast<double>(result.bins[band])
                                               : std::numeric_limits<double>::quiet_NaN();
  }
  return result;
}

std::array<double, bandCount> powerRatio(const BandPower& generated, const BandPower& real) {
  std::array<double, bandCount> ratio{};
  for (std::size_t band = 0; band < bandCount; ++band) {
    ratio[band] =
        real.power[band] > 0.0 ? generated.power[band] / real.power[band] : std::numeric_limits<double>::quiet_NaN();
  }
  return ratio;
}

} // namespace cytosketch
