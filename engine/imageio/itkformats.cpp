#include "engine/imageio/itkformats.h"

#include "engine/image/error.h"
#include "engine/imageio/filecheck.h"
#include "engine/imageio/volumeheader.h"

#include <string_view>

#include <itkMetaImageIO.h>
#include <itkNiftiImageIO.h>
#include <itkNrrdImageIO.h>
#include <itkPNGImageIO.h>

namespace cytosketch {
namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t niftiVoxelStart = 352; ///< in the files that ITK writes
constexpr std::string_view pngSignature = "\x89PNG\r\n\x1a\n";

std::uint64_t bigEndian32(const std::string& bytes, std::size_t offset) {
  std::uint64_t value = 0;
  for (std::size_t i = offset; i < offset + 4; ++i) {
    value = (value << 8U) | static_cast<unsigned char>(bytes.at(i));
  }
  return value;
}

/// The most numbers that a PNG can hold: what its first chunk says, if the file is long enough for that.
std::uint64_t numbersOfPng(const fs::path& path) {
  const std::string start = fileBytes(path, 0, 33);
  if (start.size() < 33 || !start.starts_with(pngSignature) || start.substr(12, 4) != "IHDR") {
    throwDamagedHeader(path, "it does not begin as a PNG does");
  }
  const std::uint64_t width = bigEndian32(start, 16);
  const std::uint64_t height = bigEndian32(start, 20);
  const auto bits = static_cast<unsigned char>(start[24]);
  if (width == 0 || height == 0 || width > 1U << 30U || height > 1U << 30U) {
    throwDamagedHeader(path, "its size");
  }
  if (width * height * bits / 8 / highestCompressionRatio > checkedFileSize(path)) {
    throwTruncated(path);
  }
  return 4 * width * height;
}

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

/// Length of what a gzip stream unpacks to, modulo 2³², from its last four bytes.
std::uint64_t unpackedGzipBytes(const fs::path& path) {
  const std::string tail = fileBytes(path, checkedFileSize(path) - 4, 4);
  return bigEndian32({tail.rbegin(), tail.rend()}, 0);
}

} // namespace

ItkSource checkedItkSource(const fs::path& path, ItkFormat format) {
  checkedFileSize(path);
  if (format == ItkFormat::Png) {
    return {format, numbersOfPng(path), 0.0};
  }
  const VolumeHeader header = volumeHeader(path, format);
  return {format, header.numbers(path), header.micrometresPerUnit};
}

void requireCompleteItkFile(const fs::path& path, ItkFormat format) {
  const std::uint64_t size = checkedFileSize(path);
  bool complete = true;
  if (format == ItkFormat::Png) {
    complete = size > 12 && fileBytes(path, size - 8, 4) == "IEND";
  } else {
    const VolumeHeader header = volumeHeader(path, format);
    if (header.packing == VolumeHeader::Packing::Deflate && format != ItkFormat::MetaImage) {
      // An NRRD packs its voxels only, a NIfTI the header too.
      const std::uint64_t more = format == ItkFormat::Nifti ? niftiVoxelStart : 0;
      complete = unpackedGzipBytes(path) == ((header.bytes(path) + more) & 0xFFFFFFFFU);
    }
  }
  if (!complete) {
    throwTruncated(path);
  }
}

std::string itkFormatName(ItkFormat format) {
  switch (format) {
  case ItkFormat::Png:
    return "PNG";
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
  case ItkFormat::Png:
    return itk::PNGImageIO::New().GetPointer();
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
