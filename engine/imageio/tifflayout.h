#pragma once

#include "engine/imageio/decoded.h"
#include "engine/imageio/tiffhandle.h"

namespace cytosketch {

/// How the pixels of one page lie in the file.
struct TiffPage {
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  std::uint16_t samples = 1;              ///< numbers per pixel, alpha included
  std::uint16_t bits = 1;                 ///< per number
  Component component = Component::UInt8; ///< after unpacking fewer than 8 or 12 bits
  bool separatePlanes = false;            ///< samples one after the other instead of interleaved
  bool rgb = false;
  std::uint16_t channels = 1; ///< samples without alpha

  bool operator==(const TiffPage&) const = default;
};

/// What a whole TIFF holds.
struct TiffLayout {
  TiffPage page;
  std::vector<std::uint64_t> offsets; ///< directories of the pages in full resolution
  bool rawStack = false; ///< ImageJ's form for huge stacks: one directory, the other pages follow its pixels bare
  std::uint64_t rawStart = 0;
  ImageInfo info;
  std::int64_t pageChannels = 1; ///< channels that lie on different pages: info.extent.c = pageChannels × page.channels
};

/// Reads all directories of an open TIFF and checks what they claim against the file's size.
/// @throws FormatError if it is damaged, of a kind that is not read, or claims more than `fileSize` bytes can hold.
TiffLayout inspectTiff(TiffHandle& tiff, std::uint64_t fileSize);

} // namespace cytosketch
