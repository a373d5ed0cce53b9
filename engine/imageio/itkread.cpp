#include "engine/imageio/itkimage.h"

#include "engine/image/error.h"
#include "engine/imageio/component.h"
#include "engine/imageio/filecheck.h"
#include "engine/imageio/itkformats.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace cytosketch {
namespace fs = std::filesystem;
namespace {

using IOComponent = itk::CommonEnums::IOComponent;
using IOPixel = itk::CommonEnums::IOPixel;

/// What ITK says about an image, in our terms.
struct ItkLayout {
  ImageInfo info;
  Component component = Component::UInt8;
  std::size_t samples = 1; ///< numbers per voxel, alpha included
  bool rgb = false;
};

Component componentOf(IOComponent component, const fs::path& path) {
  switch (component) {
  case IOComponent::UCHAR:
    return Component::UInt8;
  case IOComponent::CHAR:
    return Component::Int8;
  case IOComponent::USHORT:
    return Component::UInt16;
  case IOComponent::SHORT:
    return Component::Int16;
  case IOComponent::UINT:
    return Component::UInt32;
  case IOComponent::INT:
    return Component::Int32;
  case IOComponent::ULONG:
    return sizeof(unsigned long) == 4 ? Component::UInt32 : Component::UInt64;
  case IOComponent::LONG:
    return sizeof(long) == 4 ? Component::Int32 : Component::Int64;
  case IOComponent::ULONGLONG:
    return Component::UInt64;
  case IOComponent::LONGLONG:
    return Component::Int64;
  case IOComponent::FLOAT:
    return Component::Float32;
  case IOComponent::DOUBLE:
    return Component::Float64;
  default:
    throw FormatError("its voxels are of a number type that is not read", path.string(),
                      "Convert it to 8-bit, 16-bit or float voxels");
  }
}

/// 1 mm is what programs write along an axis whose spacing they do not know: no microscope has voxels of 1 mm.
Spacing spacingOf(const itk::ImageIOBase& io, double micrometresPerUnit) {
  const unsigned axes = std::min(io.GetNumberOfDimensions(), 3U);
  std::array<double, 3> spacing{};
  for (unsigned axis = 0; axis < axes; ++axis) {
    constexpr double unknown = 1000.0;
    const double micrometres = std::abs(io.GetSpacing(axis)) * micrometresPerUnit;
    spacing.at(axis) = std::isfinite(micrometres) && micrometres != unknown ? micrometres : 0.0;
  }
  return {spacing[2], spacing[1], spacing[0]};
}

ItkLayout layoutOf(const itk::ImageIOBase& io, const ItkSource& source, const fs::path& path) {
  ItkLayout layout;
  std::array<std::int64_t, 4> size{1, 1, 1, 1};
  for (unsigned axis = 0; axis < io.GetNumberOfDimensions(); ++axis) {
    const auto length = static_cast<std::int64_t>(io.GetDimensions(axis));
    if (axis < size.size()) {
      size.at(axis) = length;
    } else if (length != 1) {
      throw FormatError("it has more than four axes", path.string(), "Save it with the axes x, y, z and time only");
    }
  }
  layout.component = componentOf(io.GetComponentType(), path);
  layout.samples = io.GetNumberOfComponents();
  layout.rgb = io.GetPixelType() == IOPixel::RGB || io.GetPixelType() == IOPixel::RGBA;
  const std::size_t channels = layout.rgb ? std::min<std::size_t>(layout.samples, 3) : layout.samples;
  layout.info.extent = {size[3], static_cast<std::int64_t>(channels), size[2], size[1], size[0]};
  layout.info.pixelType = pixelTypeOf(layout.component);
  layout.info.format = itkFormatName(source.format);
  if (source.header.micrometresPerUnit > 0.0) {
    layout.info.spacing = spacingOf(io, source.header.micrometresPerUnit);
  }
  const Extent oneSample{size[3], 1, size[2], size[1], size[0]};
  const std::uint64_t numbers = checkedBytes(oneSample, layout.samples, path);
  if (numbers > source.header.numbers(path)) {
    throwTruncated(path);
  }
  if (numbers < source.header.numbers(path)) {
    throw FormatError("it has axes beyond x, y, z, time and channel", path.string(),
                      "Save it with the axes x, y, z, time and channel only");
  }
  return layout;
}

/// Runs ITK and turns what it throws into our errors.
template <typename Work>
auto guarded(const fs::path& path, Work work) {
  try {
    return work();
  } catch (const itk::ExceptionObject& error) {
    throw FormatError("the file is damaged, truncated or of another kind than its name says (" +
                          firstLine(error.GetDescription()) + ")",
                      path.string(), "Get a fresh copy of it");
  } catch (const std::bad_alloc&) {
    throw MemoryError("the image does not fit into memory", path.string(), "Cut it into smaller ones");
  }
}

/// From ITK's order, in which a voxel's channels lie side by side, to ours.
template <typename T>
void separateChannels(const std::vector<std::byte>& bytes, const ItkLayout& layout, Image<T>& image) {
  const Extent& extent = image.extent();
  const auto volume = static_cast<std::size_t>(extent.volume());
  for (std::int64_t t = 0; t < extent.t; ++t) {
    for (std::int64_t c = 0; c < extent.c; ++c) {
      const std::size_t first = static_cast<std::size_t>(t) * volume * layout.samples + static_cast<std::size_t>(c);
      convertComponents(bytes.data() + first * bytesOf(layout.component), layout.component, layout.samples, volume,
                        image.mutableChannel(t, c));
    }
  }
}

template <typename T>
void restoreNonFinite(const VolumeHeader& header, Image<T>& image) {
  const Extent& extent = image.extent();
  const auto volume = static_cast<std::uint64_t>(extent.volume());
  T* voxels = image.mutableData();
  findNonFinite(header, [&](std::uint64_t index, float value) { // in the file, time runs before the channel
    const auto plane = static_cast<std::int64_t>(index / volume);
    const std::size_t start = image.offset(plane % extent.t, plane / extent.t, 0, 0, 0);
    convertComponents(reinterpret_cast<const std::byte*>(&value), Component::Float32, 1, 1,
                      voxels + start + index % volume);
  });
}

} // namespace

ImageInfo readItkInfo(const fs::path& path, ItkFormat format) {
  const ItkSource source = checkedItkSource(path, format, ItkCheck::Header);
  return guarded(path, [&] {
    const itk::ImageIOBase::Pointer io = makeItkReader(source, path);
    io->ReadImageInformation();
    return layoutOf(*io, source, path).info;
  });
}

template <typename T>
DecodedImage<T> readItk(const fs::path& path, ItkFormat format) {
  const ItkSource source = checkedItkSource(path, format, ItkCheck::Voxels);
  return guarded(path, [&] {
    const itk::ImageIOBase::Pointer io = makeItkReader(source, path);
    io->ReadImageInformation();
    const ItkLayout layout = layoutOf(*io, source, path);
    const Extent& extent = layout.info.extent;
    const std::size_t numberBytes = bytesOf(layout.component);
    const std::uint64_t stored =
        checkedBytes({extent.t, 1, extent.z, extent.y, extent.x}, numberBytes * layout.samples, path);
    requireMemory(checkedBytes(extent, sizeof(T), path) + stored, path);
    std::vector<std::byte> bytes(stored);
    itk::ImageIORegion region(io->GetNumberOfDimensions());
    for (unsigned axis = 0; axis < io->GetNumberOfDimensions(); ++axis) {
      region.SetSize(axis, io->GetDimensions(axis));
    }
    io->SetIORegion(region);
    io->Read(bytes.data());

    Image<T> image(extent, T{}, layout.info.spacing);
    separateChannels(bytes, layout, image);
    if (source.header.floating) {
      restoreNonFinite(source.header, image);
    }
    return DecodedImage<T>{image, layout.rgb};
  });
}

template DecodedImage<float> readItk<float>(const fs::path& path, ItkFormat format);
template DecodedImage<std::uint32_t> readItk<std::uint32_t>(const fs::path& path, ItkFormat format);

} // namespace cytosketch
