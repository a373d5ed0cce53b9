#include "engine/imageio/omexml.h"

#include <cstdio>
#include <sstream>

namespace cytosketch {
namespace {

std::string_view typeName(PixelType type) {
  switch (type) {
  case PixelType::UInt8:
    return "uint8";
  case PixelType::UInt16:
    return "uint16";
  case PixelType::UInt32:
    return "uint32";
  case PixelType::Float32:
    return "float";
  }
  return "";
}

/// Length in bytes and first bits of a UTF-8 sequence by its lead byte.
std::pair<std::size_t, std::uint32_t> leadOf(unsigned char byte) {
  return byte >= 0xF0U   ? std::pair<std::size_t, std::uint32_t>{4, byte & 0x07U}
         : byte >= 0xE0U ? std::pair<std::size_t, std::uint32_t>{3, byte & 0x0FU}
         : byte >= 0xC0U ? std::pair<std::size_t, std::uint32_t>{2, byte & 0x1FU}
                         : std::pair<std::size_t, std::uint32_t>{1, byte};
}

/// Text as content or attribute of XML. Control characters, which XML cannot hold, become blanks.
std::string escaped(const std::string& text) {
  std::string result;
  for (std::size_t i = 0; i < text.size();) {
    auto [length, code] = leadOf(static_cast<unsigned char>(text[i]));
    for (std::size_t k = 1; k < length && i + k < text.size(); ++k) {
      code = code << 6U | (static_cast<unsigned char>(text[i + k]) & 0x3FU);
    }
    i += length;
    if (code < 0x20U) {
      result += ' ';
    } else if (code >= 0x7FU || code == '<' || code == '>' || code == '&' || code == '"') {
      result += "&#" + std::to_string(code) + ";";
    } else {
      result += static_cast<char>(code);
    }
  }
  return result;
}

std::string attribute(const char* key, double micrometres) {
  if (!(micrometres > 0.0)) {
    return "";
  }
  char text[64];
  std::snprintf(text, sizeof text, " %s=\"%.9g\"", key, micrometres);
  return text;
}

} // namespace

std::string composeOmeXml(const VoxelView& view, const WriteOptions& options) {
  const Extent& e = view.extent;
  const std::string space = "http://www.openmicroscopy.org/Schemas/OME/2016-06";
  std::ostringstream xml;
  xml << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<OME xmlns=\"" << space
      << "\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"" << space << ' ' << space
      << "/ome.xsd\" Creator=\"CytoSketch\">\n<Image ID=\"Image:0\" Name=\"" << escaped(options.name) << "\">\n";
  if (!options.description.empty()) {
    xml << "<Description>" << escaped(options.description) << "</Description>\n";
  }
  xml << "<Pixels ID=\"Pixels:0\" DimensionOrder=\"XYCZT\" Type=\"" << typeName(view.type) << "\" BigEndian=\"false\""
      << " SizeX=\"" << e.x << "\" SizeY=\"" << e.y << "\" SizeC=\"" << e.c << "\" SizeZ=\"" << e.z << "\" SizeT=\""
      << e.t << '"' << attribute("PhysicalSizeX", view.spacing.x) << attribute("PhysicalSizeY", view.spacing.y)
      << attribute("PhysicalSizeZ", view.spacing.z) << ">\n";
  for (std::int64_t c = 0; c < e.c; ++c) {
    const auto index = static_cast<std::size_t>(c);
    xml << "<Channel ID=\"Channel:0:" << c << "\" SamplesPerPixel=\"1\"";
    if (index < options.channels.size()) {
      xml << " Name=\"" << escaped(options.channels[index]) << '"';
    }
    xml << "/>\n";
  }
  xml << "<TiffData IFD=\"0\" PlaneCount=\"" << e.c * e.z * e.t << "\"/>\n</Pixels>\n</Image>\n</OME>\n";
  return xml.str();
}

} // namespace cytosketch
