#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace cytosketch {

/// The number types that files hold voxels in.
enum class Component { UInt8, Int8, UInt16, Int16, UInt32, Int32, UInt64, Int64, Float32, Float64 };

std::size_t bytesOf(Component component);

/// Converts `count` numbers, each `stride` numbers after the one before, from `source` (native byte order, any
/// alignment) to `target`. Integers and floats become grey values as they are.
void convertComponents(const std::byte* source, Component component, std::size_t stride, std::size_t count,
                       float* target);

/// The same for labels, exactly, not by way of a float.
/// @throws FormatError if a number is negative, fractional, not finite, or above 2³²−1; it does not yet say where.
void convertComponents(const std::byte* source, Component component, std::size_t stride, std::size_t count,
                       std::uint32_t* target);

} // namespace cytosketch
