#include "engine/imageio/itkformats.h"

#include "engine/image/error.h"
#include "engine/imageio/filecheck.h"
#include "engine/imageio/inflatecheck.h"

#include <limits>

#include <itkMetaImageIO.h>
#include <itkNiftiImageIO.h>
#include <itkNrrdImageIO.h>

namespace cytosketch {
namespace fs = std::filesystem;

namespace {

VolumeHeader volumeHeader(const fs::path& path, ItkFormat format) {
  switch (format) {
  case ItkFormat::Nrrd:
    return readNrrdHeader(path);
  case ItkFormat::MetaImage:
    return readMetaHeader(path);
  default:
    return readNiftiHeader(path);
  }
}

} // namespace

ItkSource checkedItkSource(const fs::path& path, ItkFormat format, ItkCheck check) {
  checkedFileSize(path);
  const VolumeHeader header = volumeHeader(path, format);
  if (check == ItkCheck::Voxels && header.packing == VolumeHeader::Packing::Deflate) {
    // An NRRD or MetaImage packs its voxels only, a NIfTI the header too.
    const std::uint64_t before = format == ItkFormat::Nifti ? header.voxelOffset : 0;
    const std::uint64_t packed =
        header.packedBytes > 0 ? header.packedBytes : std::numeric_limits<std::uint64_t>::max();
    requireInflates(header.dataFile, header.dataOffset, packed, before + header.bytes(path), path);
  }
  return {format, header};
}

std::string itkFormatName(ItkFormat format) {
  switch (format) {
  case ItkFormat::Nrrd:
    return "NRRD";
  case ItkFormat::MetaImage:
    return "MetaImage";
  case ItkFormat::Nifti:
    break;
  }
  return "NIfTI";
}

itk::ImageIOBase::Pointer makeItkIo(ItkFormat format) {
  itk::Object::SetGlobalWarningDisplay(false); // ITK would print what we report by our own errors
  switch (format) {
  case ItkFormat::Nrrd:
    return itk::NrrdImageIO::New().GetPointer();
  case ItkFormat::MetaImage:
    return itk::MetaImageIO::New().GetPointer();
  case ItkFormat::Nifti:
    break;
  }
  return itk::NiftiImageIO::New().GetPointer();
}

itk::ImageIOBase::Pointer makeItkReader(const ItkSource& source, const fs::path& path) {
  itk::ImageIOBase::Pointer io = makeItkIo(source.format);
  io->SetFileName(path.string());
  return io;
}

std::string firstLine(const std::string& text) {
  const std::size_t start = text.find_first_not_of(" \t\r\n");
  return start == std::string::npos ? "" : text.substr(start, text.find('\n', start) - start);
}

} // namespace cytosketch
