#include "engine/imageio/volumeheader.h"

#include "engine/imageio/filecheck.h"
#include "engine/imageio/imagejdescription.h"

#include <array>
#include <map>
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

bool isTrue(const std::string& text) {
  return !text.empty() && (text[0] == 'T' || text[0] == 't' || text[0] == '1');
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
  header.bytesPerNumber = bytesOfType(fields["ElementType"], path);
  const bool packed = isTrue(fields["CompressedData"]);
  header.packing = packed                         ? VolumeHeader::Packing::Deflate
                   : isTrue(fields["BinaryData"]) ? VolumeHeader::Packing::None
                                                  : VolumeHeader::Packing::Text;
  if (const std::string& bytes = fields["CompressedDataSize"]; packed && !bytes.empty()) {
    const std::vector<std::uint64_t> number = wholeNumbers(bytes, path);
    header.packedBytes = number.size() == 1 ? number.front() : 0;
  }
  const std::string& name = fields["ElementDataFile"];
  const bool local = name == "LOCAL" || name == "Local" || name == "local";
  header.dataFile = local ? path : dataFileOf(name, path);
  header.dataOffset = local ? header.dataOffset : 0;
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
