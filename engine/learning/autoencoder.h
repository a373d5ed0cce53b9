#pragma once

#include "engine/learning/patchset.h"

#include <memory>
#include <vector>

namespace cytosketch {

/// Numbers that the autoencoder describes each place of 8 × 8 pixels with.
inline constexpr std::size_t latentFeatures = 32;

/// A small convolutional autoencoder: it squeezes each place of 8 × 8 pixels into latentFeatures numbers, from which it
/// could draw the patch again. Their means over the places describe a patch: patches that look alike get numbers that
/// are alike, wherever in them something lies. Immutable once fitted.
class PatchAutoencoder {
public:
  /// Least mean squared error of the patches that are drawn again.
  /// @throws SettingsError without patches or with a wrong edge; Cancelled between two steps; MemoryError.
  static PatchAutoencoder fit(const PatchSet& patches, const FitSettings& settings, const FitHooks& hooks = {});
  ~PatchAutoencoder();
  PatchAutoencoder(PatchAutoencoder&&) noexcept;
  PatchAutoencoder& operator=(PatchAutoencoder&&) noexcept;

  /// latentFeatures numbers per patch, means over its places, patch by patch. @throws SettingsError for another edge
  /// than it was fitted to.
  std::vector<double> features(const PatchSet& patches) const;
  /// Root mean square difference of the patches and what it draws of them, network values.
  double error(const PatchSet& patches) const;

private:
  struct Parts;
  explicit PatchAutoencoder(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

} // namespace cytosketch
