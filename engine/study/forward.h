#pragma once

#include "engine/diffusion/texturefield.h"
#include "engine/metrics/histogram.h"
#include "engine/study/grid.h"
#include "engine/study/pair.h"

#include <cstdint>

namespace cytosketch {

/// How far the noise of a start step hides the difference between sketch and real image: distances of the grey
/// histograms of the two noised images (the paper's Table 1).
struct ForwardFigures {
  double bhattacharyya = 0.0;          ///< D_B
  double kullbackLeibler = 0.0;        ///< D_KL(real‖sketch)
  double kullbackLeiblerReverse = 0.0; ///< D_KL(sketch‖real)
};
ForwardFigures forwardFigures(const Histogram& real, const Histogram& sketch);

/// The texture that generation adds to a blurred sketch before the noise (engine/diffusion/texture.h).
struct SketchTexture {
  TextureModel model;    ///< as in the model's card
  double strength = 1.0; ///< as in GenerationSettings::texture; 0 = none

  bool adds() const { return strength > 0.0 && !(model.channels.empty() && model.relief.empty()); }
  /// The strength if it adds anything, else 0: what stands beside figures.
  double stated() const { return adds() ? strength : 0.0; }
  bool operator==(const SketchTexture&) const = default;
};

/// A pair with the forward noise that the generation with this seed draws for it, so that any point of a grid costs two
/// passes over the voxels. Both images get the same noise. It keeps the sketch as last blurred and the noise of its
/// texture (TextureField), so one thread at a time.
class NoisedPair {
public:
  /// @param texture that the sketch gets after its blur, from the same seed
  /// @throws SettingsError if the pair has no real image or several channels.
  NoisedPair(const StudyPair& pair, std::uint64_t seed, SketchTexture texture = {});

  /// Of x_t of the real image, which is not blurred. @throws SettingsError if tStart is outside 1…1000
  Histogram real(int tStart) const;
  /// Of x_t of the sketch blurred with σ, with its texture.
  Histogram sketch(const GridPoint& point) const;
  ForwardFigures figures(const GridPoint& point) const;
  /// x_t itself, network values: what stands behind the histograms.
  Image<float> noisyReal(int tStart) const;
  Image<float> noisySketch(const GridPoint& point) const;
  /// Figures of all points, in their order: each σ is blurred and textured once, the real image noised once per start
  /// step.
  std::vector<ForwardFigures> figures(const StudyGrid& grid) const;

private:
  const Image<float>& startSketch(double sigma) const;
  Histogram noised(const Image<float>& start, int tStart) const;
  Image<float> noisyImage(Image<float> start, int tStart) const;

  Image<float> real_;   ///< network values
  Image<float> sketch_; ///< grey
  Image<float> noise_;
  std::uint64_t seed_;
  SketchTexture texture_;
  mutable TextureField field_;
  mutable Image<float> start_; ///< of startSketch(startSigma_); empty before the first
  mutable double startSigma_ = 0.0;
};

} // namespace cytosketch
