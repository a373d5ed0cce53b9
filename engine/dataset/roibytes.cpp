#include "engine/dataset/detail/roibytes.h"

#include "engine/dataset/detail/pixeloutline.h"
#include "engine/image/error.h"

#include <array>
#include <bit>
#include <cstdint>

namespace cytosketch {
namespace {

class BigEndian {
public:
  void put8(unsigned value) { bytes_ += static_cast<char>(value & 0xFFU); }
  void put16(std::int64_t value) {
    put8(static_cast<unsigned>(value >> 8U));
    put8(static_cast<unsigned>(value));
  }
  void put32(std::int64_t value) {
    put16(value >> 16U);
    put16(value);
  }
  void putFloat(float value) { put32(std::bit_cast<std::int32_t>(value)); }
  void zerosUpTo(std::size_t size) { bytes_.resize(size, '\0'); }
  std::size_t size() const { return bytes_.size(); }
  std::string& bytes() { return bytes_; }

private:
  std::string bytes_;
};

constexpr std::size_t headerSize = 64;
constexpr std::size_t secondHeaderSize = 64;
constexpr int version = 227;
constexpr unsigned rectangleType = 1, tracedType = 8;
constexpr std::int64_t furthest = 32767;

/// Segments of ImageJ's shape array: 0 = move, 1 = line, 4 = close.
std::vector<float> shapeArray(const std::vector<PixelLoop>& loops) {
  constexpr float move = 0.0F, line = 1.0F, close = 4.0F;
  std::vector<float> shape;
  for (const PixelLoop& loop : loops) {
    for (std::size_t i = 0; i < loop.size(); ++i) {
      shape.insert(shape.end(),
                   {i == 0 ? move : line, static_cast<float>(loop[i].second), static_cast<float>(loop[i].first)});
    }
    shape.push_back(close);
  }
  return shape;
}

void putHeader(BigEndian& out, const Box& box, std::size_t corners, std::size_t shapeLength, std::size_t bodyBytes) {
  constexpr std::size_t shapeSizeAt = 36, secondHeaderAt = 60;
  out.bytes() += "Iout";
  out.put16(version);
  out.put8(shapeLength > 0 ? rectangleType : tracedType);
  out.put8(0);
  for (const std::int64_t edge : {box.y0, box.x0, box.y1, box.x1}) {
    out.put16(edge);
  }
  out.put16(shapeLength > 0 ? 0 : static_cast<std::int64_t>(corners));
  out.zerosUpTo(shapeSizeAt);
  out.put32(static_cast<std::int64_t>(shapeLength));
  out.zerosUpTo(secondHeaderAt);
  out.put32(static_cast<std::int64_t>(headerSize + bodyBytes));
}

void putSecondHeader(BigEndian& out, const std::string& name, const RoiPosition& position) {
  const std::size_t start = out.size();
  out.put32(0);
  for (const int place : {position.channel, position.slice, position.frame}) {
    out.put32(place);
  }
  out.put32(static_cast<std::int64_t>(start + secondHeaderSize));
  out.put32(static_cast<std::int64_t>(name.size()));
  out.zerosUpTo(start + secondHeaderSize);
  for (const char letter : name) {
    out.put16(static_cast<unsigned char>(letter));
  }
}

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

std::string roiBytes(const Mask& mask, std::int64_t t, std::int64_t z, const std::string& name,
                     const RoiPosition& position) {
  const Box box = mask.bounds(t, z);
  if (box.y0 < -furthest || box.x0 < -furthest || box.y1 > furthest || box.x1 > furthest) {
    throw SettingsError("regions of ImageJ reach to pixel 32767 at most", name, "Choose a smaller crop");
  }
  const std::vector<PixelLoop> loops = pixelOutline(mask, t, z);
  const bool single = loops.size() == 1 && loops.front().size() <= 0xFFFFU;
  const std::vector<float> shape = single ? std::vector<float>() : shapeArray(loops);
  const std::size_t corners = single ? loops.front().size() : 0;
  BigEndian out;
  putHeader(out, box, corners, shape.size(), 4 * corners + 4 * shape.size());
  for (std::size_t i = 0; i < corners; ++i) {
    out.put16(loops.front()[i].second - box.x0);
  }
  for (std::size_t i = 0; i < corners; ++i) {
    out.put16(loops.front()[i].first - box.y0);
  }
  for (const float value : shape) {
    out.putFloat(value);
  }
  putSecondHeader(out, name, position);
  return out.bytes();
}

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
