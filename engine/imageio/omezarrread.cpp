#include "engine/imageio/omezarr.h"

#include "engine/image/error.h"
#include "engine/imageio/filecheck.h"
#include "engine/imageio/zarrarray.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace cytosketch {
namespace fs = std::filesystem;
using Json = nlohmann::json;
namespace {

constexpr std::uint64_t largestText = std::uint64_t{16} << 20U;
constexpr std::string_view axisNames = "tczyx";

[[noreturn]] void fail(const std::string& what, const fs::path& folder) {
  throw FormatError(what, folder.string(), "Choose an OME-Zarr of version 0.4");
}

Json attributesOf(const fs::path& folder) {
  const fs::path file = folder / ".zattrs";
  const std::uint64_t size = checkedFileSize(file);
  if (size > largestText) {
    fail("its .zattrs is larger than any such file", folder);
  }
  Json json = Json::parse(fileBytes(file, 0, static_cast<std::size_t>(size)), nullptr, false);
  if (!json.is_object()) {
    fail("its .zattrs is no JSON", folder);
  }
  return json;
}

/// A path in the JSON stays below its folder.
fs::path inside(const fs::path& folder, const std::string& name) {
  const fs::path relative(name);
  if (name.empty() || relative.is_absolute() ||
      std::find(relative.begin(), relative.end(), fs::path("..")) != relative.end()) {
    fail("names a part that lies outside of it: '" + name + "'", folder);
  }
  return folder / relative;
}

/// The highest resolution of a multiscale image.
struct Level {
  fs::path array;
  std::vector<std::size_t> axes; ///< of the array: place in t, c, z, y, x
  Spacing spacing;
};

/// Factor to µm; 0 where the unit is none of length.
double micrometresPer(const std::string& unit) {
  return unit == "micrometer" ? 1.0 : unit == "nanometer" ? 1e-3 : unit == "millimeter" ? 1e3 : 0.0;
}

std::vector<std::size_t> axesOf(const Json& list, const fs::path& folder) {
  std::vector<std::size_t> axes;
  for (const Json& entry : list) {
    const std::string name = entry.is_string() ? entry.get<std::string>() : entry.at("name").get<std::string>();
    const std::size_t place = name.size() == 1 ? axisNames.find(name) : std::string_view::npos;
    if (place == std::string_view::npos || (!axes.empty() && place <= axes.back())) {
      fail("its axes are not t, c, z, y, x in this order", folder);
    }
    axes.push_back(place);
  }
  if (axes.size() < 2 || axes.back() != axisNames.size() - 1 || axes[axes.size() - 2] != axisNames.size() - 2) {
    fail("its last axes are not y and x", folder);
  }
  return axes;
}

void readSpacing(const Json& scale, const Json& multiscale, Level& level) {
  if (scale.size() != level.axes.size() || !multiscale.contains("axes")) {
    return;
  }
  for (std::size_t i = 0; i < level.axes.size(); ++i) {
    const Json& axis = multiscale.at("axes").at(i);
    const double factor = axis.is_object() ? micrometresPer(axis.value("unit", "")) : 0.0;
    const double size = scale.at(i).get<double>() * factor;
    if (size > 0.0 && std::isfinite(size) && level.axes[i] >= 2) {
      (level.axes[i] == 2 ? level.spacing.z : level.axes[i] == 3 ? level.spacing.y : level.spacing.x) = size;
    }
  }
}

Level levelOf(const fs::path& folder) {
  const Json attributes = attributesOf(folder);
  try {
    const Json& multiscale = attributes.at("multiscales").at(0);
    const Json& dataset = multiscale.at("datasets").at(0);
    Level level;
    level.array = inside(folder, dataset.at("path").get<std::string>());
    // Up to version 0.2 there were no axes: all five.
    level.axes =
        multiscale.contains("axes") ? axesOf(multiscale.at("axes"), folder) : std::vector<std::size_t>{0, 1, 2, 3, 4};
    for (const Json& transformation : dataset.value("coordinateTransformations", Json::array())) {
      if (transformation.value("type", "") == "scale") {
        readSpacing(transformation.at("scale"), multiscale, level);
      }
    }
    return level;
  } catch (const nlohmann::json::exception&) {
    fail("is no OME-Zarr image: its .zattrs has no proper multiscales", folder);
  }
}

Extent extentOf(const ZarrArray& array, const Level& level, const fs::path& folder) {
  if (array.shape().size() != level.axes.size()) {
    fail("its array has other axes than its .zattrs says", folder);
  }
  std::array<std::int64_t, 5> sizes{1, 1, 1, 1, 1};
  for (std::size_t i = 0; i < level.axes.size(); ++i) {
    sizes[level.axes[i]] = array.shape()[i];
  }
  return {sizes[0], sizes[1], sizes[2], sizes[3], sizes[4]};
}

template <typename T, typename Convert>
Image<T> read(const fs::path& folder, const Convert& convert) {
  const Level level = levelOf(folder);
  const ZarrArray array(level.array);
  const Extent extent = extentOf(array, level, folder);
  requireMemory(checkedBytes(extent, sizeof(T), folder), folder);
  Image<T> image(extent, T{}, level.spacing);
  T* const voxels = image.mutableData();
  array.read([&](const std::vector<std::int64_t>& place, const double* values, std::int64_t count) {
    std::array<std::int64_t, 5> at{};
    for (std::size_t i = 0; i < level.axes.size(); ++i) {
      at[level.axes[i]] = place[i];
    }
    std::transform(values, values + count, voxels + image.offset(at[0], at[1], at[2], at[3], at[4]), convert);
  });
  return image;
}

} // namespace

bool isOmeZarr(const fs::path& folder) {
  std::error_code error;
  if (!fs::is_regular_file(folder / ".zattrs", error)) {
    return false;
  }
  try {
    return attributesOf(folder).contains("multiscales");
  } catch (const Error&) {
    return false;
  }
}

OmeZarrInfo readOmeZarrInfo(const fs::path& folder) {
  const Level level = levelOf(folder);
  const ZarrArray array(level.array);
  OmeZarrInfo info{extentOf(array, level, folder), level.spacing, array.dtype(), {}};
  std::error_code error;
  if (fs::exists(folder / "labels" / ".zattrs", error)) {
    const Json attributes = attributesOf(folder / "labels");
    for (const Json& name : attributes.value("labels", Json::array())) {
      if (name.is_string()) {
        inside(folder, name.get<std::string>());
        info.labels.push_back(name.get<std::string>());
      }
    }
  }
  return info;
}

Image<float> readOmeZarr(const fs::path& folder) {
  return read<float>(folder, [](double value) { return static_cast<float>(value); });
}

Image<std::uint32_t> readOmeZarrLabels(const fs::path& folder, const std::string& name) {
  constexpr double highest = 4294967295.0;
  const fs::path labels = inside(folder / "labels", name);
  Image<std::uint32_t> image = read<std::uint32_t>(labels, [&](double value) {
    if (!(value >= 0.0 && value <= highest) || value != std::floor(value)) {
      throw FormatError("a label is " + std::to_string(value) + ", which is no whole number from 0 to 2^32 - 1",
                        labels.string(), "Write the labels again");
    }
    return static_cast<std::uint32_t>(value);
  });
  if (image.extent().c != 1) {
    fail("its labels have channels", labels);
  }
  return image;
}

} // namespace cytosketch
