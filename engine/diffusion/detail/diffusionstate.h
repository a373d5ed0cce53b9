#pragma once

#include "engine/diffusion/detail/statebuffer.h"
#include "engine/diffusion/generator.h"
#include "engine/diffusion/sampler.h"

#include <functional>
#include <optional>

namespace cytosketch {

/// √ᾱ x_0 + √(1−ᾱ) ε, in place.
/// @param start network values of one frame (1, c, z, y, x); becomes x_t  @param origin  for the noise
void toForward(Image<float>& start, double alphaBar, std::uint64_t seed, const GenerationOrigin& origin,
               const std::function<void()>& checkpoint);

/// What a run of one frame remembers between network calls: x_t, ε̂ of the last call and, where the sampler wants it, x̂₀
/// of the last call. Order c, z, y, x.
class DiffusionState {
public:
  struct Plan {
    std::vector<SamplerStep> steps;
    StateStorage storage = StateStorage::Fp32;
    std::uint64_t seed = 0;
    GenerationOrigin origin;                 ///< of this frame
    const Image<float>* tStartMap = nullptr; ///< of this frame (1, 1, z, y, x)
    std::function<void()> checkpoint;        ///< called between slices; may throw Cancelled
  };

  /// @param start blurred sketch as network values, one frame (1, c, z, y, x); taken over
  DiffusionState(Image<float> start, Plan plan);

  const StateBuffer& x() const { return *x_; }
  StateBuffer& epsilon() { return *epsilon_; }

  /// The update after call number `number`. @param preview if given, the middle slices of x̂₀ are stored there
  void update(int number, GenerationPreview* preview);

  Image<float> takeImage();

private:
  struct Row;
  void updateRow(const Row& row, int number, GenerationPreview* preview);
  GenerationPreview emptyPreview() const;
  static void storePreview(const Row& row, const std::vector<float>& clean, GenerationPreview& preview);

  Extent extent_;
  Spacing spacing_;
  Plan plan_;
  Image<float> start_; ///< only with a map of start steps
  std::optional<StateBuffer> x_, epsilon_, clean_;
};

} // namespace cytosketch
