#pragma once

#include "engine/image/image.h"

#include <array>
#include <cstdint>

namespace cytosketch {

/// Edges of the radial bands in which power is measured, as fractions of the Nyquist frequency (0.5 cycles per pixel):
/// .02–.06 is the layout of cells, .3–1.0 their texture and the noise. A flat sketch has the first and lacks the last.
inline constexpr std::array<double, 6> bandEdges{0.02, 0.06, 0.15, 0.3, 0.6, 1.0};
inline constexpr std::size_t bandCount = bandEdges.size() - 1;

/// Mean spectral power (squared grey per frequency bin) in each radial band.
struct BandPower {
  std::array<double, bandCount> power{};      ///< NaN where a band holds no bin (tiny images)
  std::array<std::int64_t, bandCount> bins{}; ///< frequency bins in each band, over all slices
};

/// Without a window the jump between opposite edges of an image leaks into high bands and hides how little is there.
enum class SpectrumWindow { Hann, None };

/// Mean power of the y–x slices of an image (all t, c, z) in each radial band. The mean is removed and the window
/// applied; power is divided by the window's, so white noise of variance v has power v in every band, whatever the
/// image's size.
/// @throws SettingsError if the image is empty.
BandPower radialBandPower(const Image<float>& image, SpectrumWindow window = SpectrumWindow::Hann);

/// generated / real band by band; NaN where a band holds no bin or the real one no power.
std::array<double, bandCount> powerRatio(const BandPower& generated, const BandPower& real);

} // namespace cytosketch
