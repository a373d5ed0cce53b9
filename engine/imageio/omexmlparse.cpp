#include "engine/imageio/omexml.h"

#include "engine/imageio/imagejdescription.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>

namespace cytosketch {
namespace {

using Attributes = std::map<std::string, std::string, std::less<>>;

constexpr std::string_view blanks = " \t\r\n";

/// Attributes of the start tag whose name ends at `at`.
Attributes attributesFrom(std::string_view text, std::size_t at) {
  Attributes attributes;
  while (true) {
    at = text.find_first_not_of(blanks, at);
    if (at == std::string_view::npos || text[at] == '>' || text[at] == '/') {
      return attributes;
    }
    const std::size_t equals = text.find('=', at);
    const std::size_t open = equals == std::string_view::npos ? equals : text.find_first_of("\"'", equals);
    const std::size_t close = open == std::string_view::npos ? open : text.find(text[open], open + 1);
    if (close == std::string_view::npos) {
      return attributes;
    }
    std::string_view name = text.substr(at, equals - at);
    name = name.substr(0, name.find_last_not_of(blanks) + 1);
    attributes.emplace(name, text.substr(open + 1, close - open - 1));
    at = close + 1;
  }
}

/// The elements of this name, with whatever namespace prefix.
std::vector<Attributes> elements(std::string_view text, std::string_view name) {
  std::vector<Attributes> found;
  for (std::size_t open = text.find('<'); open != std::string_view::npos; open = text.find('<', open + 1)) {
    const std::size_t end = text.find_first_of(" \t\r\n/>", open + 1);
    if (end == std::string_view::npos) {
      break;
    }
    std::string_view tag = text.substr(open + 1, end - open - 1);
    tag.remove_prefix(tag.find(':') + 1);
    if (tag == name) {
      found.push_back(attributesFrom(text, end));
    }
  }
  return found;
}

/// −1 if the attribute is there but no number from 0 on.
std::int64_t whole(const Attributes& attributes, std::string_view key, std::int64_t fallback) {
  const auto found = attributes.find(key);
  if (found == attributes.end()) {
    return fallback;
  }
  std::int64_t value = -1;
  const char* const end = found->second.data() + found->second.size();
  const auto [stop, error] = std::from_chars(found->second.data(), end, value);
  return error == std::errc() && stop == end ? value : -1;
}

double micrometres(const Attributes& pixels, const std::string& key) {
  const auto found = pixels.find(key);
  if (found == pixels.end()) {
    return 0.0;
  }
  const auto unit = pixels.find(key + "Unit");
  const double value = std::strtod(found->second.c_str(), nullptr);
  const double size = value * (unit == pixels.end() ? 1.0 : micrometresPer(unit->second));
  return std::isfinite(size) && size > 0.0 ? size : 0.0;
}

/// Planes in the file's order: place along each of the three axes of DimensionOrder, the first one fastest.
struct Counter {
  std::string order; ///< "CZT"
  std::int64_t c, z, t;

  std::int64_t sizeOf(char axis) const { return axis == 'C' ? c : axis == 'Z' ? z : t; }
  /// Number of the plane in the order c, z, t.
  std::int64_t placeOf(std::int64_t index) const {
    std::map<char, std::int64_t> at;
    for (const char axis : order) {
      at[axis] = index % sizeOf(axis);
      index /= sizeOf(axis);
    }
    return (at['T'] * z + at['Z']) * c + at['C'];
  }
  std::int64_t indexOf(std::int64_t firstC, std::int64_t firstZ, std::int64_t firstT) const {
    std::int64_t index = 0, step = 1;
    for (const char axis : order) {
      index += step * (axis == 'C' ? firstC : axis == 'Z' ? firstZ : firstT);
      step *= sizeOf(axis);
    }
    return index;
  }
};

/// Page of each plane (c, z, t); empty if the elements do not say it.
std::vector<std::int64_t> pagesOf(const std::vector<Attributes>& blocks, const Counter& counter, std::int64_t samples,
                                  std::int64_t planes) {
  std::vector<std::int64_t> pages(static_cast<std::size_t>(planes), -1);
  const auto put = [&](std::int64_t index, std::int64_t page) {
    if (index < 0 || index >= planes || page < 0 || page >= planes) {
      return false;
    }
    std::int64_t& place = pages[static_cast<std::size_t>(counter.placeOf(index))];
    const bool first = place < 0;
    place = page;
    return first;
  };
  for (const Attributes& block : blocks) {
    const std::int64_t page = whole(block, "IFD", 0);
    const std::int64_t firstC = whole(block, "FirstC", 0), firstZ = whole(block, "FirstZ", 0),
                       firstT = whole(block, "FirstT", 0);
    const std::int64_t count = whole(block, "PlaneCount", block.contains("IFD") ? 1 : planes);
    if (firstC < 0 || firstZ < 0 || firstT < 0 || firstC / samples >= counter.c || firstZ >= counter.z ||
        firstT >= counter.t || count < 1 || count > planes) {
      return {};
    }
    const std::int64_t first = counter.indexOf(firstC / samples, firstZ, firstT);
    for (std::int64_t i = 0; i < count; ++i) {
      if (!put(first + i, page + i)) {
        return {};
      }
    }
  }
  return std::any_of(pages.begin(), pages.end(), [](std::int64_t page) { return page < 0; })
             ? std::vector<std::int64_t>()
             : pages;
}

} // namespace

std::optional<OmeDescription> parseOmeXml(const std::string& text, std::int64_t pages, std::int64_t samples) {
  constexpr std::size_t start = 2048;
  if (text.substr(0, start).find("openmicroscopy.org/Schemas/OME") == std::string::npos) {
    return std::nullopt;
  }
  const std::vector<Attributes> images = elements(text, "Pixels");
  if (images.size() != 1) {
    return std::nullopt;
  }
  const Attributes& pixels = images.front();
  OmeDescription result;
  result.channels = whole(pixels, "SizeC", -1);
  result.slices = whole(pixels, "SizeZ", -1);
  result.frames = whole(pixels, "SizeT", -1);
  const auto order = pixels.find("DimensionOrder");
  const auto possible = [&](std::int64_t size) { return size >= 1 && size <= pages * samples; };
  if (!possible(result.channels) || !possible(result.slices) || !possible(result.frames) ||
      result.channels % samples != 0 || order == pixels.end() || order->second.size() != 5) {
    return std::nullopt;
  }
  const Counter counter{order->second.substr(2), result.channels / samples, result.slices, result.frames};
  const std::int64_t planes = counter.c * counter.z * counter.t;
  std::string axes = counter.order;
  std::sort(axes.begin(), axes.end());
  if (planes != pages || axes != "CTZ") {
    return std::nullopt;
  }
  std::vector<Attributes> blocks = elements(text, "TiffData");
  if (blocks.empty()) {
    blocks.emplace_back();
  }
  result.pages = pagesOf(blocks, counter, samples, planes);
  if (result.pages.empty()) {
    return std::nullopt;
  }
  result.spacing = {micrometres(pixels, "PhysicalSizeZ"), micrometres(pixels, "PhysicalSizeY"),
                    micrometres(pixels, "PhysicalSizeX")};
  return result;
}

} // namespace cytosketch
