#include "engine/imageio/volumeheader.h"

#include "engine/image/error.h"
#include "engine/imageio/filecheck.h"

#include <algorithm>
#include <limits>
#include <sstream>

namespace cytosketch {
namespace fs = std::filesystem;

std::uint64_t VolumeHeader::numbers(const fs::path& path) const {
  std::uint64_t product = numbersPerVoxel;
  for (const std::uint64_t axis : size) {
    if (axis == 0) {
      throwDamagedHeader(path, "an axis has no voxels");
    }
    if (product > std::numeric_limits<std::uint64_t>::max() / 64 / axis) {
      throwDamagedHeader(path, "it claims an impossibly large image");
    }
    product *= axis;
  }
  return product;
}

void checkClaim(const VolumeHeader& header, const fs::path& path) {
  const std::uint64_t fileSize = checkedFileSize(header.dataFile);
  const std::uint64_t held = header.dataOffset < fileSize ? fileSize - header.dataOffset : 0;
  std::uint64_t least = header.packedBytes;
  switch (header.packing) {
  case VolumeHeader::Packing::None:
    least = header.bytes(path);
    break;
  case VolumeHeader::Packing::Text:
    least = 2 * header.numbers(path) - 1; // a digit each and blanks between
    break;
  case VolumeHeader::Packing::Deflate:
    least = std::max(least, header.bytes(path) / highestCompressionRatio);
    break;
  case VolumeHeader::Packing::Other:
    break;
  }
  if (held == 0 || held < least) {
    throwTruncated(path);
  }
}

void throwDamagedHeader(const fs::path& path, const std::string& what) {
  throw FormatError("the file's header is damaged or of a kind that is not read: " + what, path.string(),
                    "Get a fresh copy of it, or convert it to TIFF");
}

std::vector<std::uint64_t> wholeNumbers(const std::string& text, const fs::path& path) {
  std::vector<std::uint64_t> numbers;
  std::istringstream words(text);
  for (std::string word; words >> word;) {
    if (word.size() > 18 || word.find_first_not_of("0123456789") != std::string::npos) {
      throwDamagedHeader(path, inQuotes(word) + " is no size");
    }
    numbers.push_back(std::stoull(word));
  }
  return numbers;
}

fs::path dataFileOf(const std::string& name, const fs::path& header) {
  if (name.starts_with("LIST") || name.find('%') != std::string::npos || name.empty()) {
    throwDamagedHeader(header, "its voxels are spread over several files");
  }
  fs::path file = header.parent_path() / name;
  if (!fs::exists(file)) {
    throw FileError("the file with its voxels is missing", file.string(),
                    "Put it beside " + header.filename().string());
  }
  return file;
}

std::string inQuotes(const std::string& text) {
  std::string result = "\"";
  result.append(text, 0, 20).append("\"");
  return result;
}

std::string trimmedText(const std::string& text) {
  constexpr const char* blanks = " \t\r\n";
  const std::size_t first = text.find_first_not_of(blanks);
  return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

} // namespace cytosketch
