#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace cytosketch {

/// What the header of an NRRD, MetaImage or NIfTI file claims; read by ourselves, so that a hostile file is refused
/// before ITK allocates for it.
struct VolumeHeader {
  std::vector<std::uint64_t> size; ///< along each axis, channels included
  std::uint64_t bytesPerNumber = 1;
  std::uint64_t numbersPerVoxel = 1; ///< what `size` does not count
  std::filesystem::path dataFile;    ///< the file itself or the one beside it
  std::uint64_t dataOffset = 0;
  std::uint64_t voxelOffset = 0; ///< NIfTI: where the voxels begin once the file is unpacked
  std::uint64_t packedBytes = 0; ///< 0 if the header does not say
  enum class Packing { None, Text, Deflate, Other } packing = Packing::None;
  bool floating = false;              ///< NIfTI: voxels are floats
  bool swapped = false;               ///< NIfTI: in the other byte order
  double micrometresPerUnit = 1000.0; ///< of the spacing as ITK reports it; 0 if none is stated

  /// @throws FormatError if an axis is empty or the product overflows.
  std::uint64_t numbers(const std::filesystem::path& path) const;
  std::uint64_t bytes(const std::filesystem::path& path) const { return numbers(path) * bytesPerNumber; }
};

/// @throws FormatError if the header is damaged, of a kind that is not read, or claims more than its file can hold;
/// FileError if the data file beside it is missing.
VolumeHeader readNrrdHeader(const std::filesystem::path& path);
VolumeHeader readMetaHeader(const std::filesystem::path& path);
VolumeHeader readNiftiHeader(const std::filesystem::path& path);

/// ITK's NIfTI reader replaces NaN and infinite voxels by 0. Calls found(index, value) for each, in the file's order.
void findNonFinite(const VolumeHeader& header, const std::function<void(std::uint64_t, float)>& found);

/// Compares the claim with the size of the data file.
void checkClaim(const VolumeHeader& header, const std::filesystem::path& path);

/// For the text headers: the file's start up to `limit` bytes.
inline constexpr std::size_t longestTextHeader = 1U << 20U;

[[noreturn]] void throwDamagedHeader(const std::filesystem::path& path, const std::string& what);

/// Positive whole numbers, separated by blanks. @throws FormatError if there is anything else.
std::vector<std::uint64_t> wholeNumbers(const std::string& text, const std::filesystem::path& path);

/// The file that a header names, seen from the header's folder. Lists and patterns of files are refused.
std::filesystem::path dataFileOf(const std::string& name, const std::filesystem::path& header);

/// The start of `text` in quotation marks, for messages.
std::string inQuotes(const std::string& text);

std::string trimmedText(const std::string& text);

} // namespace cytosketch
