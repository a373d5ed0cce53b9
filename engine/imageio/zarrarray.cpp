#include "engine/imageio/zarrarray.h"

#include "engine/image/error.h"
#include "engine/imageio/filecheck.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <limits>

#ifdef CYTOSKETCH_BLOSC
#include <blosc.h>
#endif
#include <zlib.h>

// Zarr 2 (zarr.readthedocs.io, "Storage specification version 2"): .zarray says shape, chunks, dtype, compressor; chunk
// i.j.k lies in a file of that name, with '.' or '/' between the numbers; chunks at the edges have the full size.
namespace cytosketch {
namespace fs = std::filesystem;
using Json = nlohmann::json;
namespace {

constexpr std::size_t mostAxes = 5;
constexpr std::int64_t longestAxis = std::int64_t{1} << 31U;
constexpr std::uint64_t largestChunk = std::uint64_t{1} << 31U; ///< bytes
constexpr std::int64_t mostChunks = 10'000'000;
constexpr std::uint64_t largestText = std::uint64_t{1} << 20U;

std::string wholeFile(const fs::path& path, std::uint64_t most) {
  const std::uint64_t size = checkedFileSize(path);
  if (size > most) {
    throw FormatError("is larger than any such file", path.string(), "Write the array again");
  }
  return fileBytes(path, 0, static_cast<std::size_t>(size));
}

template <typename T>
double valueAt(const char* bytes, bool swapped) {
  std::array<char, sizeof(T)> raw{};
  std::memcpy(raw.data(), bytes, sizeof(T));
  if (swapped) {
    std::reverse(raw.begin(), raw.end());
  }
  return static_cast<double>(std::bit_cast<T>(raw));
}

using Decode = double (*)(const char* bytes, bool swapped);

/// By kind and size of the dtype; null for those that are not read.
Decode decoderOf(const std::string& dtype) {
  const std::string type = dtype.substr(std::min<std::size_t>(1, dtype.size()));
  return type == "u1"   ? valueAt<std::uint8_t>
         : type == "u2" ? valueAt<std::uint16_t>
         : type == "u4" ? valueAt<std::uint32_t>
         : type == "u8" ? valueAt<std::uint64_t>
         : type == "i1" ? valueAt<std::int8_t>
         : type == "i2" ? valueAt<std::int16_t>
         : type == "i4" ? valueAt<std::int32_t>
         : type == "i8" ? valueAt<std::int64_t>
         : type == "f4" ? valueAt<float>
         : type == "f8" ? valueAt<double>
                        : nullptr;
}

std::int64_t productOf(const std::vector<std::int64_t>& numbers) {
  std::int64_t product = 1;
  for (const std::int64_t number : numbers) {
    product = product > std::numeric_limits<std::int64_t>::max() / number ? std::numeric_limits<std::int64_t>::max()
                                                                          : product * number;
  }
  return product;
}

/// Counts up like an odometer; false after the last.
bool next(std::vector<std::int64_t>& index, const std::vector<std::int64_t>& limits) {
  for (std::size_t axis = index.size(); axis-- > 0;) {
    if (++index[axis] < limits[axis]) {
      return true;
    }
    index[axis] = 0;
  }
  return false;
}

/// zlib or gzip, told apart by their first bytes. Empty unless exactly `size` bytes come out.
std::string inflated(const std::string& bytes, std::size_t size) {
  constexpr int anyHeader = 32 + MAX_WBITS;
  std::string result(size, '\0');
  z_stream stream{};
  if (inflateInit2(&stream, anyHeader) != Z_OK) {
    return {};
  }
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(result.data());
  stream.avail_out = static_cast<uInt>(size);
  const int code = inflate(&stream, Z_FINISH);
  inflateEnd(&stream);
  return code == Z_STREAM_END && stream.avail_out == 0 ? result : std::string();
}

} // namespace

ZarrArray::ZarrArray(const fs::path& folder) : folder_(folder) {
  parse(wholeFile(folder / ".zarray", largestText));
}

void ZarrArray::fail(const std::string& what) const {
  throw FormatError(what, folder_.string(), "Write the array again, as Zarr 2 with zlib");
}

void ZarrArray::parse(const std::string& text) {
  try {
    const Json json = Json::parse(text);
    shape_ = json.at("shape").get<std::vector<std::int64_t>>();
    chunks_ = json.at("chunks").get<std::vector<std::int64_t>>();
    dtype_ = json.at("dtype").get<std::string>();
    separator_ = json.value("dimension_separator", ".");
    if (json.at("fill_value").is_number()) {
      fill_ = json.at("fill_value").get<double>();
    }
    compressor_ = json.at("compressor").is_null() ? "" : json.at("compressor").at("id").get<std::string>();
    if (json.value("order", "C") != "C" || (json.contains("filters") && !json.at("filters").is_null())) {
      fail("its order or its filters are not among those that can be read");
    }
  } catch (const nlohmann::json::exception&) {
    fail("its .zarray is damaged");
  }
  const auto bad = [](std::int64_t n) { return n < 1 || n > longestAxis; };
  if (shape_.empty() || shape_.size() > mostAxes || shape_.size() != chunks_.size() ||
      std::any_of(shape_.begin(), shape_.end(), bad) || std::any_of(chunks_.begin(), chunks_.end(), bad) ||
      (separator_ != "." && separator_ != "/")) {
    fail("its .zarray declares an impossible shape");
  }
  if (decoderOf(dtype_) == nullptr) {
    fail("its numbers are of a kind that cannot be read: " + dtype_);
  }
  const std::uint64_t itemBytes = static_cast<std::uint64_t>(dtype_.back() - '0');
  if (static_cast<std::uint64_t>(productOf(chunks_)) > largestChunk / itemBytes) {
    fail("its chunks are larger than 2 GiB");
  }
  std::vector<std::int64_t> counts;
  for (std::size_t axis = 0; axis < shape_.size(); ++axis) {
    counts.push_back((shape_[axis] + chunks_[axis] - 1) / chunks_[axis]);
  }
  if (productOf(counts) > mostChunks) {
    fail("it has more than " + std::to_string(mostChunks) + " chunks");
  }
}

std::string ZarrArray::unpacked(const std::string& bytes, std::size_t size, const fs::path& file) const {
  std::string result;
  if (compressor_.empty()) {
    result = bytes.size() == size ? bytes : std::string();
  } else if (compressor_ == "zlib" || compressor_ == "gzip") {
    result = inflated(bytes, size);
#ifdef CYTOSKETCH_BLOSC
  } else if (compressor_ == "blosc") {
    std::size_t declared = 0;
    if (blosc_cbuffer_validate(bytes.data(), bytes.size(), &declared) == 0 && declared == size) {
      result.resize(size);
      if (blosc_decompress_ctx(bytes.data(), result.data(), size, 1) != static_cast<int>(size)) {
        result.clear();
      }
    }
#endif
  } else {
    fail("its chunks are packed by " + compressor_ + ", which cannot be unpacked");
  }
  if (result.empty()) {
    throw FormatError("a chunk is damaged", file.string(), "Copy or write the array again");
  }
  return result;
}

std::vector<double> ZarrArray::chunk(const std::vector<std::int64_t>& index) const {
  std::string name;
  for (const std::int64_t number : index) {
    name += (name.empty() ? "" : separator_) + std::to_string(number);
  }
  const fs::path file = folder_ / name;
  const auto count = static_cast<std::size_t>(productOf(chunks_));
  std::error_code error;
  if (!fs::exists(file, error)) {
    return std::vector<double>(count, fill_);
  }
  const auto itemBytes = static_cast<std::size_t>(dtype_.back() - '0');
  const std::string bytes = unpacked(wholeFile(file, 2 * largestChunk), count * itemBytes, file);
  const Decode decode = decoderOf(dtype_);
  const bool swapped = dtype_.front() == '>';
  std::vector<double> values(count);
  for (std::size_t i = 0; i < count; ++i) {
    values[i] = decode(bytes.data() + i * itemBytes, swapped);
  }
  return values;
}

void ZarrArray::read(
    const std::function<void(const std::vector<std::int64_t>&, const double*, std::int64_t)>& row) const {
  std::vector<std::int64_t> counts;
  for (std::size_t axis = 0; axis < shape_.size(); ++axis) {
    counts.push_back((shape_[axis] + chunks_[axis] - 1) / chunks_[axis]);
  }
  std::vector<std::int64_t> rows = chunks_; // of one chunk: all axes but the last
  rows.back() = 1;
  std::vector<std::int64_t> index(shape_.size(), 0);
  do {
    const std::vector<double> values = chunk(index);
    std::vector<std::int64_t> inside(shape_.size(), 0);
    const double* start = values.data();
    do {
      std::vector<std::int64_t> place(shape_.size());
      bool within = true;
      for (std::size_t axis = 0; axis < shape_.size(); ++axis) {
        place[axis] = index[axis] * chunks_[axis] + inside[axis];
        within = within && place[axis] < shape_[axis];
      }
      if (within) {
        row(place, start, std::min(chunks_.back(), shape_.back() - place.back()));
      }
      start += chunks_.back();
    } while (next(inside, rows));
  } while (next(index, counts));
}

} // namespace cytosketch
