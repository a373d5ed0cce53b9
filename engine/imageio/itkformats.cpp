#include "engine/imageio/itkformats.h"

#include "engine/image/error.h"
#include "engine/imageio/filecheck.h"

#include <itkMetaImageIO.h>
#include <itkNiftiImageIO.h>
#include <itkNrrdImageIO.h>
#include <itkPNGImageIO.h>

namespace cytosketch {
namespace fs = std::filesystem;

ItkSource checkedItkSource(const fs::path& path, ItkFormat format) {
  const std::uint64_t size = checkedFileSize(path);
  ItkSource source;
  source.format = format;
  source.mostBytes = size * highestCompressionRatio;
  source.micrometresPerUnit = format == ItkFormat::Png ? 0.0 : 1000.0;
  return source;
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
