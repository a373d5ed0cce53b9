#include "engine/annotation/detail/npyfile.h"

#include "engine/image/error.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>
#include <utility>

namespace cytosketch::annotation {
namespace {

[[noreturn]] void fail(const std::string& what) {
  throw FormatError(what, "NumPy file", "Save the masks as TIFF instead");
}

/// The header is the text of a Python dict with three keys; this reads such texts and no more.
class Header {
public:
  explicit Header(std::string_view text) : text_(text) {}

  NumpyArray read() {
    NumpyArray array;
    expect('{');
    bool described = false;
    while (!accept('}')) {
      const std::string_view key = quoted();
      expect(':');
      if (key == "descr") {
        array.type = numpyTypeOf(quoted());
        described = true;
      } else if (key == "fortran_order") {
        array.fortranOrder = truth();
      } else if (key == "shape") {
        array.shape = shape();
      } else {
        fail("its header has a key that is not known");
      }
      if (!accept(',')) {
        expect('}');
        break;
      }
    }
    if (!described) {
      fail("its header does not say what its numbers are");
    }
    return array;
  }

private:
  void skipSpace() {
    while (!text_.empty() && (text_.front() == ' ' || text_.front() == '\n' || text_.front() == '\t')) {
      text_.remove_prefix(1);
    }
  }
  bool accept(char wanted) {
    skipSpace();
    if (text_.empty() || text_.front() != wanted) {
      return false;
    }
    text_.remove_prefix(1);
    return true;
  }
  void expect(char wanted) {
    if (!accept(wanted)) {
      fail("its header is damaged");
    }
  }
  std::string_view quoted() {
    skipSpace();
    const char quote = text_.empty() ? '\0' : text_.front();
    const std::size_t end = quote == '\'' || quote == '"' ? text_.find(quote, 1) : std::string_view::npos;
    if (end == std::string_view::npos) {
      fail("its header is damaged, or it holds a table");
    }
    const std::string_view word = text_.substr(1, end - 1);
    text_.remove_prefix(end + 1);
    return word;
  }
  bool truth() {
    skipSpace();
    const bool value = text_.starts_with("True");
    if (!value && !text_.starts_with("False")) {
      fail("its header is damaged");
    }
    text_.remove_prefix(value ? 4 : 5);
    return value;
  }
  std::vector<std::int64_t> shape() {
    constexpr std::size_t mostAxes = 32; // NumPy's
    std::vector<std::int64_t> axes;
    expect('(');
    while (!accept(')')) {
      skipSpace();
      std::int64_t axis = -1;
      const auto [end, error] = std::from_chars(text_.data(), text_.data() + text_.size(), axis);
      if (error != std::errc() || axis < 0 || axes.size() == mostAxes) {
        fail("its header's shape is damaged");
      }
      text_.remove_prefix(static_cast<std::size_t>(end - text_.data()));
      accept('L'); // Python 2
      axes.push_back(axis);
      if (!accept(',')) {
        expect(')');
        break;
      }
    }
    return axes;
  }

  std::string_view text_;
};

template <typename T>
T loaded(const char* bytes, bool bigEndian) {
  std::array<char, sizeof(T)> raw{};
  std::memcpy(raw.data(), bytes, sizeof(T));
  if (bigEndian != (std::endian::native == std::endian::big)) {
    std::reverse(raw.begin(), raw.end());
  }
  return std::bit_cast<T>(raw);
}

template <typename T>
std::uint32_t labelOf(const char* bytes, bool bigEndian) {
  const T value = loaded<T>(bytes, bigEndian);
  if constexpr (std::is_floating_point_v<T>) {
    const auto number = static_cast<double>(value);
    if (number >= 0.0 && number <= 4294967295.0 && number == std::floor(number)) {
      return static_cast<std::uint32_t>(number);
    }
  } else if (std::in_range<std::uint32_t>(value)) {
    return static_cast<std::uint32_t>(value);
  }
  fail("a label is negative, no whole number or beyond 32 bits");
}

using Load = std::uint32_t (*)(const char*, bool);

Load loadOf(const NumpyType& type) {
  const auto is = [&](char kind, std::size_t bytes) { return type.kind == kind && type.bytes == bytes; };
  // clang-format off
  return is('b', 1) || is('u', 1) ? labelOf<std::uint8_t>
       : is('u', 2) ? labelOf<std::uint16_t> : is('u', 4) ? labelOf<std::uint32_t> : is('u', 8) ? labelOf<std::uint64_t>
       : is('i', 1) ? labelOf<std::int8_t>   : is('i', 2) ? labelOf<std::int16_t>
       : is('i', 4) ? labelOf<std::int32_t>  : is('i', 8) ? labelOf<std::int64_t>
       : is('f', 4) ? labelOf<float>         : is('f', 8) ? labelOf<double> : nullptr;
  // clang-format on
}

} // namespace

NumpyType numpyTypeOf(std::string_view text) {
  NumpyType type;
  if (!text.empty() && std::string_view("<>|=").find(text.front()) != std::string_view::npos) {
    type.bigEndian = text.front() == '>';
    text.remove_prefix(1);
  }
  if (text.empty()) {
    fail("it does not say what its numbers are");
  }
  type.kind = text.front() == '?' ? 'b' : text.front();
  text.remove_prefix(1);
  type.bytes = type.kind == 'b' ? 1 : 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), type.bytes);
  if ((!text.empty() && (error != std::errc() || end != text.data() + text.size())) || type.bytes > (1U << 20)) {
    fail("it does not say what its numbers are");
  }
  return type;
}

void requireComplete(const NumpyArray& array) {
  std::uint64_t bytes = array.type.bytes;
  for (const std::int64_t axis : array.shape) {
    const auto size = static_cast<std::uint64_t>(axis);
    if (axis < 0 || (size != 0 && bytes > std::numeric_limits<std::int64_t>::max() / size)) {
      fail("its shape is larger than any memory");
    }
    bytes *= size;
  }
  if (bytes > array.bytes.size()) {
    fail("it is shorter than its shape says");
  }
}

NumpyArray parseNpy(std::string_view file) {
  constexpr std::size_t prefix = 8;
  if (!file.starts_with("\x93NUMPY") || file.size() < prefix + 4) {
    fail("this is no .npy file");
  }
  const int version = file[6];
  const std::size_t lengthBytes = version == 1 ? 2 : 4;
  std::size_t length = 0;
  for (std::size_t i = lengthBytes; i-- > 0;) {
    length = length << 8U | static_cast<unsigned char>(file[prefix + i]);
  }
  if (version < 1 || version > 3 || length > file.size() - prefix - lengthBytes) {
    fail("its header is damaged");
  }
  NumpyArray array = Header(file.substr(prefix + lengthBytes, length)).read();
  array.bytes = file.substr(prefix + lengthBytes + length);
  if (array.type.kind != 'O') {
    requireComplete(array);
  }
  return array;
}

Image<std::uint32_t> labelsOf(const NumpyArray& array) {
  constexpr std::size_t mostAxes = 4;
  std::vector<std::int64_t> shape = array.shape;
  while (shape.size() > mostAxes && shape.front() == 1) {
    shape.erase(shape.begin());
  }
  const Load load = loadOf(array.type);
  if (shape.size() < 2 || shape.size() > mostAxes || load == nullptr) {
    fail("the masks are no array of whole numbers with two or three axes");
  }
  requireComplete(array);
  std::array<std::int64_t, mostAxes> axes{1, 1, 1, 1}; // t, z, y, x
  std::copy(shape.begin(), shape.end(), axes.end() - static_cast<std::ptrdiff_t>(shape.size()));
  std::array<std::int64_t, mostAxes> strides{};
  std::int64_t stride = 1;
  for (std::size_t i = 0; i < mostAxes; ++i) {
    const std::size_t axis = array.fortranOrder ? i : mostAxes - 1 - i;
    strides[axis] = stride;
    stride *= axes[axis];
  }
  Image<std::uint32_t> labels({axes[0], 1, axes[1], axes[2], axes[3]});
  std::uint32_t* out = labels.mutableData();
  const auto bytes = static_cast<std::int64_t>(array.type.bytes);
  for (std::int64_t t = 0; t < axes[0]; ++t) {
    for (std::int64_t z = 0; z < axes[1]; ++z) {
      for (std::int64_t y = 0; y < axes[2]; ++y) {
        const char* row = array.bytes.data() + (t * strides[0] + z * strides[1] + y * strides[2]) * bytes;
        for (std::int64_t x = 0; x < axes[3]; ++x) {
          *out++ = load(row + x * strides[3] * bytes, array.type.bigEndian);
        }
      }
    }
  }
  return labels;
}

} // namespace cytosketch::annotation
