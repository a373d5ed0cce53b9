#pragma once

#include "engine/image/image.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cytosketch::annotation {

/// NumPy's description of an array's numbers: '<u2' and the like.
struct NumpyType {
  char kind = 0; ///< b = truth, i, u, f as NumPy says; O = objects; S, U = texts
  std::size_t bytes = 0;
  bool bigEndian = false;
};

/// "<u2", "|b1", "f8"… @throws FormatError if it is none.
NumpyType numpyTypeOf(std::string_view text);

/// An array; its numbers lie in the bytes of the file.
struct NumpyArray {
  NumpyType type;
  std::vector<std::int64_t> shape;
  bool fortranOrder = false; ///< first axis fastest
  std::string_view bytes;
};

/// The array of an .npy file (versions 1 to 3 of its format). Of objects (kind O), `bytes` is the pickle.
/// @throws FormatError if it is no .npy file, its header is damaged, or it is shorter than its shape says.
NumpyArray parseNpy(std::string_view file);

/// Whether the shape's numbers are in the bytes. @throws FormatError if not.
void requireComplete(const NumpyArray& array);

/// Axes (y, x), (z, y, x) or (t, z, y, x); further leading axes must be 1.
/// @throws FormatError if there are other axes, the numbers are none, not whole, negative or above 2³²−1.
Image<std::uint32_t> labelsOf(const NumpyArray& array);

} // namespace cytosketch::annotation
