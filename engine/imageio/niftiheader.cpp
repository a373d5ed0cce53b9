#include "engine/imageio/volumeheader.h"

#include "engine/imageio/filecheck.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <memory>

#include <zlib.h>

namespace cytosketch {
namespace fs = std::filesystem;
namespace {

// https://nifti.nimh.nih.gov/pub/dist/src/niftilib/nifti1.h
constexpr std::size_t headerBytes = 348;
constexpr std::int16_t floatCode = 16;
constexpr std::int16_t doubleCode = 64;

using GzipFile = std::unique_ptr<gzFile_s, int (*)(gzFile)>; ///< reads plain files too

/// The header out of the file, unpacked if need be.
std::array<char, headerBytes> rawHeader(const fs::path& path) {
  const GzipFile file(gzopen(path.c_str(), "rb"), gzclose);
  std::array<char, headerBytes> bytes{};
  if (!file || gzread(file.get(), bytes.data(), headerBytes) != static_cast<int>(headerBytes)) {
    throwTruncated(path);
  }
  return bytes;
}

template <typename Number>
Number field(const std::array<char, headerBytes>& bytes, std::size_t offset, bool swapped) {
  std::array<char, sizeof(Number)> raw{};
  std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(offset), sizeof(Number), raw.begin());
  if (swapped) {
    std::reverse(raw.begin(), raw.end());
  }
  Number value{};
  std::memcpy(&value, raw.data(), sizeof(Number));
  return value;
}

template <typename Number>
void findNonFiniteNumbers(const VolumeHeader& header, const std::function<void(std::uint64_t, float)>& found) {
  const GzipFile file(gzopen(header.dataFile.c_str(), "rb"), gzclose);
  if (!file || gzseek(file.get(), static_cast<z_off_t>(header.voxelOffset), SEEK_SET) < 0) {
    throwTruncated(header.dataFile);
  }
  std::vector<Number> numbers(1U << 16U);
  std::uint64_t index = 0;
  const std::uint64_t count = header.numbers(header.dataFile);
  while (index < count) {
    const auto wanted = std::min<std::uint64_t>(numbers.size(), count - index);
    const auto bytes = static_cast<unsigned>(wanted * sizeof(Number));
    if (gzread(file.get(), numbers.data(), bytes) != static_cast<int>(bytes)) {
      throwTruncated(header.dataFile);
    }
    for (std::uint64_t i = 0; i < wanted; ++i, ++index) {
      if (header.swapped) {
        auto* first = reinterpret_cast<std::byte*>(&numbers[i]);
        std::reverse(first, first + sizeof(Number));
      }
      if (!std::isfinite(numbers[i])) {
        found(index, static_cast<float>(numbers[i]));
      }
    }
  }
}

struct NumberType {
  std::uint64_t bytes;
  std::uint64_t perVoxel;
};

NumberType numberType(std::int16_t code, const fs::path& path) {
  switch (code) {
  case 2:   // uint8
  case 256: // int8
    return {1, 1};
  case 4:   // int16
  case 512: // uint16
    return {2, 1};
  case 8:   // int32
  case 768: // uint32
  case floatCode:
    return {4, 1};
  case doubleCode:
  case 1024: // int64
  case 1280: // uint64
    return {8, 1};
  case 128: // RGB
    return {1, 3};
  case 2304: // RGBA
    return {1, 4};
  default:
    throwDamagedHeader(path, "voxels of type " + std::to_string(code));
  }
}

} // namespace

void findNonFinite(const VolumeHeader& header, const std::function<void(std::uint64_t, float)>& found) {
  if (header.bytesPerNumber == sizeof(float)) {
    findNonFiniteNumbers<float>(header, found);
  } else {
    findNonFiniteNumbers<double>(header, found);
  }
}

VolumeHeader readNiftiHeader(const fs::path& path) {
  const std::array<char, headerBytes> bytes = rawHeader(path);
  const bool swapped = field<std::int32_t>(bytes, 0, false) != static_cast<std::int32_t>(headerBytes);
  if (field<std::int32_t>(bytes, 0, swapped) != static_cast<std::int32_t>(headerBytes) ||
      std::memcmp(bytes.data() + 344, "n+1", 4) != 0) {
    throwDamagedHeader(path, "it is no NIfTI-1 file that holds header and voxels");
  }
  VolumeHeader header;
  const auto dimensions = field<std::int16_t>(bytes, 40, swapped);
  if (dimensions < 1 || dimensions > 7) {
    throwDamagedHeader(path, std::to_string(dimensions) + " axes");
  }
  for (std::int16_t axis = 0; axis < dimensions; ++axis) {
    const auto length = field<std::int16_t>(bytes, 42 + 2 * static_cast<std::size_t>(axis), swapped);
    header.size.push_back(static_cast<std::uint64_t>(std::max<std::int16_t>(length, 0)));
  }
  const auto code = field<std::int16_t>(bytes, 70, swapped);
  const auto [numberBytes, perVoxel] = numberType(code, path);
  header.floating = code == floatCode || code == doubleCode;
  header.swapped = swapped;
  header.bytesPerNumber = numberBytes;
  header.numbersPerVoxel = perVoxel;
  const auto offset = field<float>(bytes, 108, swapped);
  if (!(offset >= 348.0F && offset <= 1e9F)) {
    throwDamagedHeader(path, "where its voxels begin");
  }
  header.dataFile = path;
  header.dataOffset = static_cast<std::uint64_t>(offset);
  header.voxelOffset = header.dataOffset;
  const std::string start = fileBytes(path, 0, 2);
  if (start == "\x1f\x8b") {
    header.packing = VolumeHeader::Packing::Deflate;
    if (header.dataOffset / highestCompressionRatio > checkedFileSize(path)) {
      throwTruncated(path);
    }
    header.dataOffset = 0; // packed too
  }
  checkClaim(header, path);
  return header;
}

} // namespace cytosketch
