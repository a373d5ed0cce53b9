#include "engine/image/error.h"
#include "engine/imageio/filecheck.h"
#include "engine/imageio/itkformats.h"

#include <algorithm>
#include <cstring>
#include <vector>

namespace cytosketch {
namespace fs = std::filesystem;
namespace {

using IOComponent = itk::CommonEnums::IOComponent;
using IOPixel = itk::CommonEnums::IOPixel;

IOComponent componentOf(PixelType type) {
  switch (type) {
  case PixelType::UInt8:
    return IOComponent::UCHAR;
  case PixelType::UInt16:
    return IOComponent::USHORT;
  case PixelType::UInt32:
    return IOComponent::UINT;
  case PixelType::Float32:
    break;
  }
  return IOComponent::FLOAT;
}

/// Voxel by voxel all channels, as ITK keeps vectors.
std::vector<std::byte> interleaved(const VoxelView& view) {
  const Extent& e = view.extent;
  const std::size_t bytes = bytesOf(view.type);
  const auto volume = static_cast<std::size_t>(e.volume());
  const auto channels = static_cast<std::size_t>(e.c);
  std::vector<std::byte> result(static_cast<std::size_t>(e.voxels()) * bytes);
  for (std::size_t frame = 0; frame < static_cast<std::size_t>(e.t); ++frame) {
    for (std::size_t channel = 0; channel < channels; ++channel) {
      const std::byte* source = view.voxels + (frame * channels + channel) * volume * bytes;
      std::byte* target = result.data() + (frame * volume * channels + channel) * bytes;
      for (std::size_t i = 0; i < volume; ++i) {
        std::memcpy(target + i * channels * bytes, source + i * bytes, bytes);
      }
    }
  }
  return result;
}

void requireFitting(const VoxelView& view, ItkFormat format) {
  constexpr std::int64_t longestNiftiAxis = 32767; // 16-bit sizes
  const Extent& e = view.extent;
  if (format == ItkFormat::Nifti && std::max({e.t, e.c, e.z, e.y, e.x}) > longestNiftiAxis) {
    throw SettingsError("NIfTI holds at most 32767 voxels along an axis", "format", "Choose TIFF or NRRD");
  }
}

void describe(itk::ImageIOBase& io, const VoxelView& view) {
  const Extent& e = view.extent;
  const unsigned dimensions = e.t > 1 ? 4 : e.z > 1 ? 3 : 2;
  const std::array<std::int64_t, 4> size{e.x, e.y, e.z, e.t};
  const std::array<double, 4> spacing{view.spacing.x, view.spacing.y, view.spacing.z, 0.0};
  io.SetNumberOfDimensions(dimensions);
  itk::ImageIORegion region(dimensions);
  for (unsigned axis = 0; axis < dimensions; ++axis) {
    std::vector<double> direction(dimensions, 0.0);
    direction[axis] = 1.0;
    io.SetDimensions(axis, static_cast<itk::SizeValueType>(size.at(axis)));
    io.SetSpacing(axis, spacing.at(axis) > 0.0 ? spacing.at(axis) / 1000.0 : 1.0);
    io.SetOrigin(axis, 0.0);
    io.SetDirection(axis, direction);
    region.SetSize(axis, static_cast<itk::SizeValueType>(size.at(axis)));
  }
  io.SetIORegion(region);
  io.SetComponentType(componentOf(view.type));
  io.SetNumberOfComponents(static_cast<unsigned>(e.c));
  io.SetPixelType(e.c > 1 ? IOPixel::VECTOR : IOPixel::SCALAR);
}

} // namespace

void writeItk(const VoxelView& view, const fs::path& path, ItkFormat format, bool compress) {
  requireFitting(view, format);
  try {
    const itk::ImageIOBase::Pointer io = makeItkIo(format);
    io->SetFileName(path.string());
    describe(*io, view);
    io->SetUseCompression(compress);
    const std::vector<std::byte> mixed = view.extent.c > 1 ? interleaved(view) : std::vector<std::byte>{};
    io->Write(mixed.empty() ? view.voxels : mixed.data());
    checkedItkSource(path, format, ItkCheck::Voxels); // ITK does not tell when the disk was full
  } catch (const itk::ExceptionObject&) {
    throwIncomplete(path);
  } catch (const FormatError&) { // the file that was just written
    throwIncomplete(path);
  }
}

} // namespace cytosketch
