#pragma once

#include "engine/imageio/itkimage.h"
#include "engine/imageio/volumeheader.h"

#include <string>

#include <itkImageIOBase.h>

namespace cytosketch {

/// What must be known of a file before ITK touches it.
struct ItkSource {
  ItkFormat format = ItkFormat::Nrrd;
  VolumeHeader header;
};

enum class ItkCheck { Header, Voxels };

/// Looks at a file without ITK and refuses it if it is damaged or claims more than it holds; with ItkCheck::Voxels the
/// compressed voxels are looked through too.
/// @throws FileError, FormatError
ItkSource checkedItkSource(const std::filesystem::path& path, ItkFormat format, ItkCheck check);

std::string itkFormatName(ItkFormat format);

itk::ImageIOBase::Pointer makeItkIo(ItkFormat format);
itk::ImageIOBase::Pointer makeItkReader(const ItkSource& source, const std::filesystem::path& path);

std::string firstLine(const std::string& text);

} // namespace cytosketch
