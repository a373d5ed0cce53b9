#pragma once

#include "engine/learning/patchset.h"

#include <memory>
#include <vector>

namespace cytosketch {

/// A small convolutional network that tells patches of two kinds apart. Immutable once fitted.
class PatchClassifier {
public:
  /// Least cross-entropy; half of each batch is of each kind.
  /// @throws SettingsError if a kind has no patch or the edges differ or are wrong; Cancelled between two steps;
  /// MemoryError.
  static PatchClassifier fit(const PatchSet& first, const PatchSet& second, const FitSettings& settings,
                             const FitHooks& hooks = {});
  ~PatchClassifier();
  PatchClassifier(PatchClassifier&&) noexcept;
  PatchClassifier& operator=(PatchClassifier&&) noexcept;

  /// Which patches it takes for the second kind: the mean of its verdicts on the patch in all eight positions (flips
  /// and quarter turns).
  std::vector<bool> second(const PatchSet& patches) const;

private:
  struct Parts;
  explicit PatchClassifier(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

} // namespace cytosketch
