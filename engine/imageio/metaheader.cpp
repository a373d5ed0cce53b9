#include "engine/imageio/volumeheader.h"

#include "engine/imageio/filecheck.h"
#include "engine/imageio/imagejdescription.h"

#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <sstream>
#include <string_view>
#include <utility>

namespace cytosketch {
namespace fs = std::filesystem;
namespace {

// https://itk.org/Wiki/ITK/MetaIO/Documentation

std::uint64_t bytesOfType(const std::string& name, const fs::path& path) {
  static constexpr std::array types = std::to_array<std::pair<std::string_view, std::uint64_t>>({{"MET_CHAR", 1},
                                                                                                 {"MET_UCHAR", 1},
                                                                                                 {"MET_SHORT", 2},
                                                                                                 {"MET_USHORT", 2},
                                                                                                 {"MET_INT", 4},
                                                                                                 {"MET_UINT", 4},
                                                                                                 {"MET_LONG", 4},
                                                                                                 {"MET_ULONG", 4},
                                                                                                 {"MET_LONG_LONG", 8},
                                                                                                 {"MET_ULONG_LONG", 8},
                                                                                                 {"MET_FLOAT", 4},
                                                                                                 {"MET_DOUBLE", 8}});
  for (const auto& [type, bytes] : types) {
    if (name == type) {
      return bytes;
    }
  }
  throwDamagedHeader(path, "the element type " + inQuotes(name));
}

/// MetaIO grumbles on stderr about a field that does not hold `count` numbers, so it does not get to see one.
void requireReals(const std::string& text, const std::string& key, std::size_t count, const fs::path& path) {
  std::istringstream words(text);
  std::size_t found = 0;
  for (std::string word; words >> word; ++found) {
    double value = 0.0;
    const char* end = word.data() + word.size();
    if (std::from_chars(word.data(), end, value).ptr != end || !std::isfinite(value)) {
      throwDamagedHeader(path, key + " " + inQuotes(text));
    }
  }
  if (found != count) {
    throwDamagedHeader(path, key + " " + inQuotes(text));
  }
}

bool isTrue(const std::string& text, const std::string& key, const fs::path& path) {
  if (text.empty() || std::string_view("Ff0").find(text[0]) != std::string_view::npos) {
    return false;
  }
  if (std::string_view("Tt1").find(text[0]) == std::string_view::npos) {
    throwDamagedHeader(path, key + " " + inQuotes(text));
  }
  return true;
}

/// "Key = Value" lines up to ElementDataFile, which is the last; `end` is where the voxels begin.
std::map<std::string, std::string> fieldsOf(const std::string& text, std::uint64_t& end, const fs::path& path) {
  std::map<std::string, std::string> fields;
  std::size_t start = 0;
  while (start < text.size()) {
    const std::size_t stop = std::min(text.find('\n', start), text.size());
    const std::string line = text.substr(start, stop - start);
    start = stop + 1;
    const std::size_t equals = line.find('=');
    if (equals == std::string::npos) {
      break;
    }
    const std::string key = trimmedText(line.substr(0, equals));
    fields[key] = trimmedText(line.substr(equals + 1));
    if (key == "ElementDataFile") {
      end = start;
      return fields;
    }
  }
  throwDamagedHeader(path, "it has no line ElementDataFile");
}

} // namespace

VolumeHeader readMetaHeader(const fs::path& path) {
  VolumeHeader header;
  auto fields = fieldsOf(fileBytes(path, 0, longestTextHeader), header.dataOffset, path);
  header.size = wholeNumbers(fields["DimSize"], path);
  const std::vector<std::uint64_t> dimension = wholeNumbers(fields["NDims"], path);
  if (dimension.size() != 1 || dimension.front() != header.size.size() || header.size.empty() ||
      header.size.size() > 6) {
    throwDamagedHeader(path, "NDims does not go with DimSize");
  }
  if (const std::string& channels = fields["ElementNumberOfChannels"]; !channels.empty()) {
    const std::vector<std::uint64_t> number = wholeNumbers(channels, path);
    if (number.size() != 1 || number.front() == 0 || number.front() > 1U << 16U) {
      throwDamagedHeader(path, "ElementNumberOfChannels");
    }
    header.numbersPerVoxel = number.front();
  }
  const std::size_t axes = header.size.size();
  for (const auto& [key, text] : fields) {
    if (key == "ElementSpacing" || key == "ElementSize" || key == "Offset" || key == "Origin" || key == "Position" ||
        key == "CenterOfRotation") {
      requireReals(text, key, axes, path);
    } else if (key == "TransformMatrix" || key == "Rotation" || key == "Orientation") {
      requireReals(text, key, axes * axes, path);
    }
  }
  header.bytesPerNumber = bytesOfType(fields["ElementType"], path);
  const bool packed = isTrue(fields["CompressedData"], "CompressedData", path);
  const bool binary = isTrue(fields["BinaryData"], "BinaryData", path);
  const std::string& name = fields["ElementDataFile"];
  const bool local = name == "LOCAL" || name == "Local" || name == "local";
  header.dataFile = local ? path : dataFileOf(name, path);
  header.dataOffset = local ? header.dataOffset : 0;
  const std::vector<std::uint64_t> packedBytes = wholeNumbers(fields["CompressedDataSize"], path);
  if (packed && (!binary || (local && packedBytes.size() != 1))) {
    throwDamagedHeader(path, "it does not say how long its compressed voxels are"); // what MetaIO needs to know
  }
  header.packedBytes = packed && packedBytes.size() == 1 ? packedBytes.front() : 0;
  header.packing = packed   ? VolumeHeader::Packing::Deflate
                   : binary ? VolumeHeader::Packing::None
                            : VolumeHeader::Packing::Text;
  if (const std::string& skip = fields["HeaderSize"]; !skip.empty() && skip != "0") {
    throwDamagedHeader(path, "HeaderSize " + inQuotes(skip));
  }
  const double micrometres = micrometresPer(fields["DistanceUnits"]);
  const bool stated = fields.contains("ElementSpacing") || fields.contains("ElementSize");
  header.micrometresPerUnit = !stated ? 0.0 : micrometres > 0.0 ? micrometres : 1000.0;
  checkClaim(header, path);
  return header;
}

} // namespace cytosketch
