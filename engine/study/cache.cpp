#include "engine/study/cache.h"

#include "engine/image/error.h"
#include "engine/imageio/imagefile.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <vector>

namespace cytosketch {
namespace {

namespace fs = std::filesystem;

constexpr const char* secondsMark = "studySeconds=";

/// Two FNV-1a hashes of different start values: 128 bits, so that two images never meet by chance.
class Digest {
public:
  void add(const void* data, std::size_t size) {
    const auto* bytes = static_cast<const unsigned char*>(data);
    for (std::size_t i = 0; i < size; ++i) {
      first_ = (first_ ^ bytes[i]) * prime;
      second_ = (second_ ^ (bytes[i] + 0x5BU)) * prime;
    }
  }
  void add(const std::string& text) {
    const std::uint64_t size = text.size();
    add(&size, sizeof size);
    add(text.data(), text.size());
  }
  std::string text() const {
    std::array<char, 40> digits{};
    std::snprintf(digits.data(), digits.size(), "%016llx%016llx", static_cast<unsigned long long>(first_),
                  static_cast<unsigned long long>(second_));
    return digits.data();
  }

private:
  static constexpr std::uint64_t prime = 0x100000001B3;
  std::uint64_t first_ = 0xCBF29CE484222325;
  std::uint64_t second_ = 0x84222325CBF29CE4;
};

} // namespace

StudyCache::StudyCache(fs::path folder, std::uintmax_t limitBytes) : folder_(std::move(folder)), limit_(limitBytes) {}

std::string StudyCache::key(const Image<float>& sketch, const std::string& modelHash,
                            const GenerationSettings& resolved) {
  GenerationSettings settings = resolved;
  settings.model = modelHash; // a model is its content, not its name
  return key(sketch, toJson(settings));
}

std::string StudyCache::key(const Image<float>& data, const std::string& purpose) {
  Digest digest;
  const Extent& e = data.extent();
  for (const std::int64_t axis : {e.t, e.c, e.z, e.y, e.x}) {
    digest.add(&axis, sizeof axis);
  }
  digest.add(data.data(), data.size() * sizeof(float));
  digest.add(purpose);
  return digest.text();
}

fs::path StudyCache::fileOf(const std::string& key) const {
  return folder_ / (key + ".tif");
}

std::optional<StudyCache::Entry> StudyCache::find(const std::string& key) const {
  std::error_code error;
  const fs::path file = fileOf(key);
  if (folder_.empty() || !fs::exists(file, error)) {
    return std::nullopt;
  }
  try {
    const std::string description = readImageInfo(file).description;
    const std::size_t at = description.find(secondsMark);
    Entry entry{readImage(file), 0.0};
    if (at == std::string::npos ||
        std::sscanf(description.c_str() + at + std::strlen(secondsMark), "%lf", &entry.seconds) != 1 ||
        !std::all_of(entry.image.begin(), entry.image.end(), [](float v) { return std::isfinite(v); })) {
      return std::nullopt;
    }
    fs::last_write_time(file, fs::file_time_type::clock::now(), error); // used last, dropped last
    return entry;
  } catch (const Error&) {
    return std::nullopt;
  }
}

void StudyCache::keep(const std::string& key, const Entry& entry) const {
  if (folder_.empty()) {
    return;
  }
  std::error_code error;
  fs::create_directories(folder_, error);
  std::array<char, 64> note{};
  std::snprintf(note.data(), note.size(), "%s%.6f", secondsMark, entry.seconds);
  try {
    writeImage(entry.image, fileOf(key), {note.data(), true});
    dropOldest();
  } catch (const Error&) { // NOLINT(bugprone-empty-catch): no room to keep it is no reason to stop the study
  }
}

void StudyCache::dropOldest() const {
  struct File {
    fs::file_time_type time;
    std::uintmax_t size;
    fs::path path;
  };
  std::vector<File> files;
  std::uintmax_t all = 0;
  std::error_code error;
  for (fs::directory_iterator entry(folder_, error), end; !error && entry != end; entry.increment(error)) {
    std::error_code gone;
    const File file{entry->last_write_time(gone), entry->file_size(gone), entry->path()};
    if (!gone && file.path.extension() == ".tif") {
      files.push_back(file);
      all += file.size;
    }
  }
  std::sort(files.begin(), files.end(), [](const File& a, const File& b) { return a.time < b.time; });
  for (const File& file : files) {
    if (all <= limit_) {
      return;
    }
    fs::remove(file.path, error);
    all -= file.size;
  }
}

} // namespace cytosketch
