#include "engine/annotation/ziparchive.h"
#include "engine/image/error.h"

#include <array>

namespace cytosketch {
namespace {

class LittleEndian {
public:
  void put16(std::uint64_t value) { put(value, 2); }
  void put32(std::uint64_t value) { put(value, 4); }
  void text(const std::string& bytes) { bytes_ += bytes; }
  std::size_t size() const { return bytes_.size(); }
  const std::string& bytes() const { return bytes_; }

private:
  void put(std::uint64_t value, int count) {
    for (int i = 0; i < count; ++i) {
      bytes_ += static_cast<char>(value >> static_cast<unsigned>(8 * i) & 0xFFU);
    }
  }
  std::string bytes_;
};

std::uint32_t crc32Of(const std::string& bytes) {
  static const std::array<std::uint32_t, 256> table = [] {
    std::array<std::uint32_t, 256> entries{};
    for (std::uint32_t i = 0; i < entries.size(); ++i) {
      std::uint32_t value = i;
      for (int bit = 0; bit < 8; ++bit) {
        value = (value & 1U) != 0 ? value >> 1U ^ 0xEDB88320U : value >> 1U;
      }
      entries[i] = value;
    }
    return entries;
  }();
  std::uint32_t crc = 0xFFFFFFFFU;
  for (const char byte : bytes) {
    crc = table[(crc ^ static_cast<unsigned char>(byte)) & 0xFFU] ^ crc >> 8U;
  }
  return ~crc;
}

/// What local and central headers share: version, flags (UTF-8 names), method, the first date that zips know, sizes.
void putEntry(LittleEndian& out, const std::string& name, const std::string& content) {
  constexpr std::uint64_t neededVersion = 20, utf8Names = 0x0800, stored = 0, firstDate = 0x21;
  out.put16(neededVersion);
  out.put16(utf8Names);
  out.put16(stored);
  out.put16(0);
  out.put16(firstDate);
  out.put32(crc32Of(content));
  out.put32(content.size());
  out.put32(content.size());
  out.put16(name.size());
  out.put16(0);
}

} // namespace

std::string zipBytes(const std::vector<std::pair<std::string, std::string>>& files) {
  LittleEndian archive, directory;
  for (const auto& [name, content] : files) {
    const std::size_t place = archive.size();
    archive.put32(0x04034B50U);
    putEntry(archive, name, content);
    archive.text(name);
    archive.text(content);
    constexpr std::uint64_t madeBy = 20;
    directory.put32(0x02014B50U);
    directory.put16(madeBy);
    putEntry(directory, name, content);
    directory.put16(0); // comment
    directory.put16(0); // disk
    directory.put16(0); // attributes
    directory.put32(0);
    directory.put32(place);
    directory.text(name);
  }
  if (files.size() > 0xFFFFU || archive.size() + directory.size() > 0xFFFFFFFFU) {
    throw SettingsError("a zip of regions holds 65535 of them at most", "layout", "Choose another layout, or a crop");
  }
  const std::size_t place = archive.size();
  archive.text(directory.bytes());
  archive.put32(0x06054B50U);
  archive.put32(0);
  archive.put16(files.size());
  archive.put16(files.size());
  archive.put32(directory.size());
  archive.put32(place);
  archive.put16(0);
  return archive.bytes();
}

} // namespace cytosketch
