#pragma once

#include "engine/diffusion/settings.h"
#include "engine/image/image.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace cytosketch {

/// Generated images by content: what was computed once, in whatever study, is not computed again, and a study that was
/// cancelled goes on where it stopped. One file per image; the oldest go when there are too many bytes. A file that is
/// missing or damaged is as good as none, and a folder that cannot be written to only means that nothing is kept.
class StudyCache {
public:
  static constexpr std::uintmax_t defaultLimit = std::uintmax_t{1} << 30;

  /// @param folder made when the first image is kept; empty = keep nothing
  explicit StudyCache(std::filesystem::path folder, std::uintmax_t limitBytes = defaultLimit);

  struct Entry {
    Image<float> image; ///< network values
    double seconds = 0.0;
  };

  /// 32 hexadecimal digits that stand for all that determines a generated image.
  /// @param sketch as given to generate()  @param resolved settings after resolve(): with nothing left automatic
  static std::string key(const Image<float>& sketch, const std::string& modelHash, const GenerationSettings& resolved);

  /// The same for numbers that follow from `data` and what `purpose` says.
  static std::string key(const Image<float>& data, const std::string& purpose);

  std::optional<Entry> find(const std::string& key) const;
  void keep(const std::string& key, const Entry& entry) const;

private:
  std::filesystem::path fileOf(const std::string& key) const;
  void dropOldest() const;

  std::filesystem::path folder_;
  std::uintmax_t limit_;
};

} // namespace cytosketch
