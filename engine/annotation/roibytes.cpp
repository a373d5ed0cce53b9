#include "engine/annotation/roibytes.h"

#include "engine/annotation/pixeloutline.h"
#include "engine/image/error.h"

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

} // namespace cytosketch
