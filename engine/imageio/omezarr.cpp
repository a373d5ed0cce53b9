#include "engine/imageio/omezarr.h"

#include "engine/image/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <fstream>
#include <numeric>
#include <system_error>
#include <type_traits>

#include <fcntl.h>
#include <unistd.h>
#include <zlib.h>

namespace cytosketch {
namespace fs = std::filesystem;
namespace {

using Json = nlohmann::ordered_json;

constexpr std::int64_t largestChunk = 512;
constexpr std::int64_t smallestLevel = 128;
constexpr int deflateLevel = 6;

template <typename T>
constexpr const char* dtype() {
  return std::is_same_v<T, float>           ? "<f4"
         : std::is_same_v<T, std::uint8_t>  ? "|u1"
         : std::is_same_v<T, std::uint16_t> ? "<u2"
                                            : "<u4";
}

void makeFolder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) {
    throw FileError("the folder cannot be made: " + error.message(), folder.string(), "Choose another place");
  }
}

/// Plainly: the whole folder is flushed and renamed when it is complete.
void writeBytes(const fs::path& path, const std::string& bytes) {
  std::ofstream file(path, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (!file) {
    throw FileError("cannot be written completely", path.string(),
                    "Check that the disk is not full and that you may write there");
  }
}

void writeJson(const fs::path& path, const Json& json) {
  writeBytes(path, json.dump(2) + "\n");
}

/// A volume has hundreds of files; flushing them together costs what flushing one does.
void flushToDisk(const fs::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_CLOEXEC);
  const bool flushed = descriptor >= 0 && ::syncfs(descriptor) == 0;
  const int problem = errno;
  if (descriptor >= 0) {
    ::close(descriptor);
  }
  if (!flushed) {
    throw FileError(std::string("cannot be written completely: ") + std::strerror(problem), folder.string(),
                    "Check that the disk is not full");
  }
}

std::string packed(const std::string& bytes, const fs::path& path) {
  uLongf size = compressBound(bytes.size());
  std::string result(size, '\0');
  if (compress2(reinterpret_cast<Bytef*>(result.data()), &size, reinterpret_cast<const Bytef*>(bytes.data()),
                bytes.size(), deflateLevel) != Z_OK) {
    throw FileError("cannot be packed", path.string(), "");
  }
  result.resize(size);
  return result;
}

/// The bytes of one chunk; what lies beyond the image is 0.
template <typename T>
std::string chunkBytes(const Image<T>& image, std::size_t plane, std::int64_t y0, std::int64_t x0, std::int64_t height,
                       std::int64_t width) {
  const Extent& e = image.extent();
  std::vector<T> chunk(static_cast<std::size_t>(height * width), T{});
  const T* start = image.data() + plane * static_cast<std::size_t>(e.y * e.x);
  for (std::int64_t y = y0; y < std::min(e.y, y0 + height); ++y) {
    std::copy_n(start + y * e.x + x0, std::min(width, e.x - x0), chunk.data() + (y - y0) * width);
  }
  return {reinterpret_cast<const char*>(chunk.data()), chunk.size() * sizeof(T)};
}

/// A Zarr 2 array. Label arrays have no channel axis.
template <typename T>
void writeArray(const Image<T>& image, const fs::path& folder, bool channels) {
  const Extent& e = image.extent();
  const std::int64_t height = std::min(e.y, largestChunk), width = std::min(e.x, largestChunk);
  Json shape{e.t}, chunks{1};
  if (channels) {
    shape.push_back(e.c);
    chunks.push_back(1);
  }
  for (const std::int64_t n : {e.z, e.y, e.x}) {
    shape.push_back(n);
  }
  for (const std::int64_t n : {std::int64_t{1}, height, width}) {
    chunks.push_back(n);
  }
  makeFolder(folder);
  writeJson(folder / ".zarray", Json{{"zarr_format", 2},
                                     {"shape", shape},
                                     {"chunks", chunks},
                                     {"dtype", dtype<T>()},
                                     {"compressor", {{"id", "zlib"}, {"level", deflateLevel}}},
                                     {"fill_value", 0},
                                     {"order", "C"},
                                     {"filters", nullptr},
                                     {"dimension_separator", "/"}});
  std::size_t plane = 0;
  for (std::int64_t t = 0; t < e.t; ++t) {
    for (std::int64_t c = 0; c < e.c; ++c) {
      for (std::int64_t z = 0; z < e.z; ++z, ++plane) {
        fs::path place = folder / std::to_string(t);
        place = (channels ? place / std::to_string(c) : place) / std::to_string(z);
        for (std::int64_t y = 0; y < e.y; y += height) {
          makeFolder(place / std::to_string(y / height));
          for (std::int64_t x = 0; x < e.x; x += width) {
            const fs::path file = place / std::to_string(y / height) / std::to_string(x / width);
            writeBytes(file, packed(chunkBytes(image, plane, y, x, height, width), file));
          }
        }
      }
    }
  }
}

/// Half the size in y and x, odd edges rounded up.
template <typename T>
Image<T> halved(const Image<T>& image, bool labels) {
  const Extent& e = image.extent();
  const Extent half{e.t, e.c, e.z, (e.y + 1) / 2, (e.x + 1) / 2};
  Image<T> result(half, T{}, image.spacing());
  T* out = result.mutableData();
  const std::int64_t planes = e.t * e.c * e.z;
  for (std::int64_t p = 0; p < planes; ++p) {
    const T* in = image.data() + p * e.y * e.x;
    for (std::int64_t y = 0; y < half.y; ++y) {
      for (std::int64_t x = 0; x < half.x; ++x, ++out) {
        const std::int64_t below = std::min(2 * y + 1, e.y - 1), right = std::min(2 * x + 1, e.x - 1);
        if (labels) {
          *out = in[2 * y * e.x + 2 * x];
          continue;
        }
        const double mean = 0.25 * (static_cast<double>(in[2 * y * e.x + 2 * x]) + in[2 * y * e.x + right] +
                                    in[below * e.x + 2 * x] + in[below * e.x + right]);
        *out = std::is_same_v<T, float> ? static_cast<T>(mean) : static_cast<T>(std::lround(mean));
      }
    }
  }
  return result;
}

Json axes(bool channels, const Spacing& spacing) {
  Json list = Json::array();
  list.push_back({{"name", "t"}, {"type", "time"}});
  if (channels) {
    list.push_back({{"name", "c"}, {"type", "channel"}});
  }
  for (const char* axis : {"z", "y", "x"}) {
    Json entry{{"name", axis}, {"type", "space"}};
    if (spacing.known()) {
      entry["unit"] = "micrometer";
    }
    list.push_back(entry);
  }
  return list;
}

Json scaleOf(bool channels, const Spacing& spacing, double factor) {
  const double z = spacing.z > 0.0 ? spacing.z : 1.0;
  const double y = spacing.known() ? spacing.y : 1.0, x = spacing.known() ? spacing.x : 1.0;
  Json scale{1.0};
  if (channels) {
    scale.push_back(1.0);
  }
  for (const double s : {z, y * factor, x * factor}) {
    scale.push_back(s);
  }
  return Json::array({Json{{"type", "scale"}, {"scale", scale}}});
}

/// All resolutions of an image below `folder`, and their description.
template <typename T>
Json writeLevels(Image<T> image, const std::string& name, const fs::path& folder, bool labels) {
  makeFolder(folder);
  writeJson(folder / ".zgroup", Json{{"zarr_format", 2}});
  Json datasets = Json::array();
  const Spacing spacing = image.spacing();
  double factor = 1.0;
  for (int level = 0;; ++level, factor *= 2.0) {
    writeArray(image, folder / std::to_string(level), !labels);
    datasets.push_back(
        {{"path", std::to_string(level)}, {"coordinateTransformations", scaleOf(!labels, spacing, factor)}});
    if (std::max(image.extent().y, image.extent().x) <= smallestLevel) {
      break;
    }
    image = halved(image, labels);
  }
  return Json::array(
      {Json{{"version", "0.4"}, {"name", name}, {"axes", axes(!labels, spacing)}, {"datasets", datasets}}});
}

Json omeroOf(const OmeZarrContent& content, std::int64_t channels) {
  Json list = Json::array();
  for (std::int64_t c = 0; c < channels; ++c) {
    const auto index = static_cast<std::size_t>(c);
    const std::string label =
        index < content.channels.size() ? content.channels[index] : "channel " + std::to_string(c + 1);
    const Json window{{"min", content.low}, {"max", content.high}, {"start", content.low}, {"end", content.high}};
    list.push_back({{"label", label}, {"color", "FFFFFF"}, {"active", true}, {"window", window}});
  }
  return {{"version", "0.4"}, {"channels", list}};
}

void writeLabelsOf(const OmeZarrContent& content, const fs::path& folder) {
  makeFolder(folder);
  writeJson(folder / ".zgroup", Json{{"zarr_format", 2}});
  Json names = Json::array();
  for (const auto& [name, labels] : content.labels) {
    names.push_back(name);
    const bool wide = std::any_of(labels.begin(), labels.end(), [](std::uint32_t id) { return id > 0xFFFFU; });
    Json attributes;
    if (wide) {
      attributes["multiscales"] = writeLevels(labels, name, folder / name, true);
    } else {
      std::vector<std::uint16_t> narrow(labels.begin(), labels.end());
      attributes["multiscales"] = writeLevels(
          Image<std::uint16_t>(labels.extent(), std::move(narrow), labels.spacing()), name, folder / name, true);
    }
    attributes["image-label"] = {{"version", "0.4"}, {"source", {{"image", "../../"}}}};
    writeJson(folder / name / ".zattrs", attributes);
  }
  writeJson(folder / ".zattrs", Json{{"labels", names}});
}

void writeContent(const OmeZarrContent& content, const fs::path& folder) {
  Json attributes;
  std::visit(
      [&](const auto& image) {
        attributes["multiscales"] = writeLevels(image, content.name, folder, false);
        attributes["omero"] = omeroOf(content, image.extent().c);
      },
      content.image);
  writeJson(folder / ".zattrs", attributes);
  if (!content.labels.empty()) {
    writeLabelsOf(content, folder / "labels");
  }
}

} // namespace

void writeOmeZarr(const OmeZarrContent& content, const fs::path& path) {
  const fs::path temporary = path.parent_path() / ("." + path.filename().string() + ".partial");
  std::error_code error;
  fs::remove_all(temporary, error);
  try {
    writeContent(content, temporary);
    flushToDisk(temporary);
    fs::remove_all(path, error);
    fs::rename(temporary, path, error);
    if (error) {
      throw FileError("cannot be written: " + error.message(), path.string(), "Choose another place");
    }
  } catch (...) {
    fs::remove_all(temporary, error);
    throw;
  }
}

} // namespace cytosketch
