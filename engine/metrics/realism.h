#pragma once

#include "engine/metrics/lostcells.h"
#include "engine/metrics/spectrum.h"

#include <limits>
#include <span>

namespace cytosketch {

/// What one image (a generated one, or the blurred sketch itself for comparison) scores beside the real one.
struct RealismFigures {
  double psnr = 0.0; ///< dB, network values, MAX = 2; +∞ for equal images
  double ssim = 0.0; ///< to the real image
  /// Between the histograms of network values: D_B (+∞ if they share no bin), D_KL(real‖generated) and
  /// D_KL(generated‖real).
  double bhattacharyya = 0.0;
  double kullbackLeibler = 0.0;
  double kullbackLeiblerReverse = 0.0;
  double zncc =
      std::numeric_limits<double>::quiet_NaN(); ///< to the blurred sketch; NaN without one or if either is even
  BandPower power;
  BandPower realPower;
  LostCells lost;
};

/// Images that belong together, all in grey g ∈ [0,1] and of the same extent.
struct RealismImages {
  Image<float> real;
  Image<float> sketch;  ///< as drawn
  Image<float> blurred; ///< as fed to the network
  Image<std::uint32_t> labels;
  SpectrumWindow window = SpectrumWindow::Hann;
};

/// The figures that need no sketch: of `candidate` (clamped to g ∈ [0,1]) beside the real image.
/// @throws SettingsError if the extents differ or an image holds NaN or infinite values.
RealismFigures measureAgainstReal(const Image<float>& real, const Image<float>& candidate,
                                  SpectrumWindow window = SpectrumWindow::Hann);

/// Scores `candidate` (clamped to g ∈ [0,1], as it would be exported) against the real image and the sketch.
/// @throws SettingsError if the extents differ or an image holds NaN or infinite values.
RealismFigures measureRealism(const RealismImages& images, const Image<float>& candidate);

/// Figures over several images: PSNR, SSIM, distances and ZNCC are means over images (ZNCC over those where it is
/// defined); a band's ratio is the mean power of the generated over the mean power of the real images, over those with
/// a bin in the band; cells are counted together. Any other NaN shows in the summary.
struct RealismSummary {
  std::int64_t images = 0;
  double psnr = 0.0;
  double ssim = 0.0;
  double bhattacharyya = 0.0;
  double kullbackLeibler = 0.0;
  double kullbackLeiblerReverse = 0.0;
  double zncc = 0.0;
  std::array<double, bandCount> bands{};
  LostCells lost;
};
RealismSummary summarise(std::span<const RealismFigures> figures);

} // namespace cytosketch
