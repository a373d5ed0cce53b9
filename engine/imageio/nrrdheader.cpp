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

// https://teem.sourceforge.net/nrrd/format.html

std::uint64_t bytesOfType(const std::string& name, const fs::path& path) {
  static constexpr std::array types =
      std::to_array<std::pair<std::string_view, std::uint64_t>>({{"signed char", 1},
                                                                 {"int8", 1},
                                                                 {"int8_t", 1},
                                                                 {"uchar", 1},
                                                                 {"unsigned char", 1},
                                                                 {"uint8", 1},
                                                                 {"uint8_t", 1},
                                                                 {"short", 2},
                                                                 {"short int", 2},
                                                                 {"signed short", 2},
                                                                 {"signed short int", 2},
                                                                 {"int16", 2},
                                                                 {"int16_t", 2},
                                                                 {"ushort", 2},
                                                                 {"unsigned short", 2},
                                                                 {"unsigned short int", 2},
                                                                 {"uint16", 2},
                                                                 {"uint16_t", 2},
                                                                 {"int", 4},
                                                                 {"signed int", 4},
                                                                 {"int32", 4},
                                                                 {"int32_t", 4},
                                                                 {"uint", 4},
                                                                 {"unsigned int", 4},
                                                                 {"uint32", 4},
                                                                 {"uint32_t", 4},
                                                                 {"longlong", 8},
                                                                 {"long long", 8},
                                                                 {"long long int", 8},
                                                                 {"signed long long", 8},
                                                                 {"signed long long int", 8},
                                                                 {"int64", 8},
                                                                 {"int64_t", 8},
                                                                 {"ulonglong", 8},
                                                                 {"unsigned long long", 8},
                                                                 {"unsigned long long int", 8},
                                                                 {"uint64", 8},
                                                                 {"uint64_t", 8},
                                                                 {"float", 4},
                                                                 {"double", 8}});
  for (const auto& [type, bytes] : types) {
    if (name == type) {
      return bytes;
    }
  }
  throwDamagedHeader(path, "the type " + inQuotes(name));
}

VolumeHeader::Packing packingOf(const std::string& encoding, const fs::path& path) {
  if (encoding == "raw") {
    return VolumeHeader::Packing::None;
  }
  if (encoding == "gz" || encoding == "gzip") {
    return VolumeHeader::Packing::Deflate;
  }
  if (encoding == "txt" || encoding == "text" || encoding == "ascii" || encoding == "hex") {
    return VolumeHeader::Packing::Text;
  }
  throwDamagedHeader(path, "the encoding " + inQuotes(encoding));
}

/// µm per unit of the first quoted unit in `text`; NRRDs without units are in mm by custom.
double micrometresOf(const std::string& text) {
  const std::size_t open = text.find('"');
  const std::size_t close = open == std::string::npos ? open : text.find('"', open + 1);
  if (close == std::string::npos) {
    return 1000.0;
  }
  const double micrometres = micrometresPer(text.substr(open + 1, close - open - 1));
  return micrometres > 0.0 ? micrometres : 1000.0;
}

/// "field: value" lines; `end` is where the voxels begin, just after the first empty line.
std::map<std::string, std::string> fieldsOf(const std::string& text, std::uint64_t& end) {
  std::map<std::string, std::string> fields;
  std::size_t start = 0;
  end = text.size();
  while (start < text.size()) {
    const std::size_t stop = std::min(text.find('\n', start), text.size());
    const std::string line = text.substr(start, stop - start);
    start = stop + 1;
    if (trimmedText(line).empty()) {
      end = start;
      break;
    }
    const std::size_t colon = line.find(": ");
    if (line.front() != '#' && colon != std::string::npos) {
      fields.try_emplace(line.substr(0, colon), trimmedText(line.substr(colon + 2)));
    }
  }
  return fields;
}

} // namespace

VolumeHeader readNrrdHeader(const fs::path& path) {
  VolumeHeader header;
  auto fields = fieldsOf(fileBytes(path, 0, longestTextHeader), header.dataOffset);
  const auto field = [&](const char* name, const char* otherName) {
    return fields.contains(name) ? fields[name] : fields[otherName];
  };
  header.size = wholeNumbers(fields["sizes"], path);
  const std::vector<std::uint64_t> dimension = wholeNumbers(fields["dimension"], path);
  if (dimension.size() != 1 || dimension.front() != header.size.size() || header.size.empty() ||
      header.size.size() > 6) {
    throwDamagedHeader(path, "its dimension does not go with its sizes");
  }
  header.bytesPerNumber = bytesOfType(fields["type"], path);
  header.packing = packingOf(fields["encoding"], path);
  header.dataFile = path;
  if (const std::string name = field("data file", "datafile"); !name.empty()) {
    header.dataFile = dataFileOf(name, path);
    header.dataOffset = 0;
  }
  for (const auto* skip : {"line skip", "byte skip", "lineskip", "byteskip"}) {
    if (const std::string value = fields[skip]; !value.empty() && value != "0" && value != "-1") {
      throwDamagedHeader(path, "it skips bytes or lines");
    }
  }
  if (fields["byte skip"] == "-1" || fields["byteskip"] == "-1") {
    const std::uint64_t fileSize = checkedFileSize(header.dataFile);
    header.dataOffset = fileSize - std::min(fileSize, header.bytes(path));
  }
  const bool stated = fields.contains("spacings") || fields.contains("space directions");
  header.micrometresPerUnit = stated ? micrometresOf(field("space units", "units")) : 0.0;
  checkClaim(header, path);
  return header;
}

} // namespace cytosketch
