#pragma once

#include "engine/imageio/itkimage.h"

#include <string>

#include <itkImageIOBase.h>

namespace cytosketch {

/// What must be known of a file before ITK touches it.
struct ItkSource {
  ItkFormat format = ItkFormat::Png;
  std::uint64_t mostNumbers = 0;   ///< voxels × numbers per voxel that the header claims
  double micrometresPerUnit = 0.0; ///< of the spacing that ITK reports; 0 if the file does not state a spacing
};

/// Looks at the header without ITK and refuses files that are damaged or claim more than they hold.
/// @throws FileError, FormatError
ItkSource checkedItkSource(const std::filesystem::path& path, ItkFormat format);

/// For files that ITK has just written: it does not tell when the disk was full.
/// @throws FormatError if the end is missing.
void requireCompleteItkFile(const std::filesystem::path& path, ItkFormat format);

std::string itkFormatName(ItkFormat format);

itk::ImageIOBase::Pointer makeItkIo(ItkFormat format);
itk::ImageIOBase::Pointer makeItkReader(const ItkSource& source, const std::filesystem::path& path);

std::string firstLine(const std::string& text);

} // namespace cytosketch
