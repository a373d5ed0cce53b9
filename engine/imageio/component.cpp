#include "engine/imageio/component.h"

#include "engine/image/error.h"
#include "engine/imageio/decoded.h"

#include <cmath>
#include <cstring>
#include <limits>
#include <type_traits>
#include <utility>

namespace cytosketch {
namespace {

/// Calls visitor(Number{}) with the C++ type of `component`.
template <typename Visitor>
decltype(auto) visitComponent(Component component, Visitor&& visitor) {
  switch (component) {
  case Component::UInt8:
    return visitor(std::uint8_t{});
  case Component::Int8:
    return visitor(std::int8_t{});
  case Component::UInt16:
    return visitor(std::uint16_t{});
  case Component::Int16:
    return visitor(std::int16_t{});
  case Component::UInt32:
    return visitor(std::uint32_t{});
  case Component::Int32:
    return visitor(std::int32_t{});
  case Component::UInt64:
    return visitor(std::uint64_t{});
  case Component::Int64:
    return visitor(std::int64_t{});
  case Component::Float32:
    return visitor(float{});
  case Component::Float64:
    break;
  }
  return visitor(double{});
}

template <typename Number>
std::uint32_t labelOf(Number value) {
  constexpr auto highest = std::numeric_limits<std::uint32_t>::max();
  if constexpr (std::is_floating_point_v<Number>) {
    if (!(value >= 0) || value > static_cast<double>(highest) || value != std::floor(value)) {
      throw FormatError("holds " + std::to_string(value) + ", which is no label", "",
                        "Labels are whole numbers from 0 to 4294967295");
    }
  } else if (std::cmp_less(value, 0) || std::cmp_greater(value, highest)) {
    throw FormatError("holds " + std::to_string(value) + ", which is no label", "",
                      "Labels are whole numbers from 0 to 4294967295");
  }
  return static_cast<std::uint32_t>(value);
}

template <typename Target, typename Convert>
void convertAll(const std::byte* source, Component component, std::size_t stride, std::size_t count, Target* target,
                Convert convert) {
  visitComponent(component, [&](auto zero) {
    using Number = decltype(zero);
    for (std::size_t i = 0; i < count; ++i) {
      Number value;
      std::memcpy(&value, source + i * stride * sizeof(Number), sizeof(Number));
      target[i] = convert(value);
    }
  });
}

} // namespace

std::size_t bytesOf(Component component) {
  return visitComponent(component, [](auto zero) { return sizeof(zero); });
}

std::size_t bytesOf(PixelType type) {
  switch (type) {
  case PixelType::UInt8:
    return 1;
  case PixelType::UInt16:
    return 2;
  case PixelType::UInt32:
  case PixelType::Float32:
    break;
  }
  return 4;
}

PixelType pixelTypeOf(Component component) {
  switch (component) {
  case Component::UInt8:
    return PixelType::UInt8;
  case Component::UInt16:
    return PixelType::UInt16;
  case Component::UInt32:
    return PixelType::UInt32;
  default:
    return PixelType::Float32;
  }
}

void convertComponents(const std::byte* source, Component component, std::size_t stride, std::size_t count,
                       float* target) {
  convertAll(source, component, stride, count, target, [](auto value) { return static_cast<float>(value); });
}

void convertComponents(const std::byte* source, Component component, std::size_t stride, std::size_t count,
                       std::uint32_t* target) {
  convertAll(source, component, stride, count, target, [](auto value) { return labelOf(value); });
}

} // namespace cytosketch
