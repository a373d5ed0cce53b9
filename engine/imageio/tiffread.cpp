#include "engine/imageio/tiff.h"

#include "engine/imageio/filecheck.h"
#include "engine/imageio/tiffdecode.h"

#include <algorithm>
#include <fstream>

namespace cytosketch {
namespace fs = std::filesystem;
namespace {

/// Where page `index` goes: ImageJ counts c fastest, then z, then t.
template <typename T>
T* pageTarget(T* voxels, const TiffLayout& layout, std::int64_t index, std::uint16_t sample) {
  const Extent& extent = layout.info.extent;
  const std::int64_t channel = index % layout.pageChannels * layout.page.channels + sample;
  const std::int64_t slice = index / layout.pageChannels % extent.z;
  const std::int64_t frame = index / layout.pageChannels / extent.z;
  return voxels + ((frame * extent.c + channel) * extent.z + slice) * extent.y * extent.x;
}

template <typename T>
void storePage(T* voxels, const TiffLayout& layout, std::int64_t index, const TiffPageDecoder& decoder) {
  const std::size_t pixels = std::size_t{layout.page.width} * layout.page.height;
  for (std::uint16_t sample = 0; sample < layout.page.channels; ++sample) {
    convertComponents(decoder.sample(sample), layout.page.component, decoder.stride(), pixels,
                      pageTarget(voxels, layout, index, sample));
  }
}

template <typename T>
void readRawStack(const TiffHandle& tiff, const TiffLayout& layout, T* voxels) {
  const TiffPage& page = layout.page;
  const std::size_t numberBytes = bytesOf(page.component);
  const std::size_t pixels = std::size_t{page.width} * page.height;
  std::vector<std::byte> bytes(pixels * page.samples * numberBytes);
  std::ifstream file(tiff.path(), std::ios::binary);
  file.seekg(static_cast<std::streamoff>(layout.rawStart));
  const std::int64_t pages = layout.info.extent.t * layout.pageChannels * layout.info.extent.z;
  for (std::int64_t index = 0; index < pages; ++index) {
    if (!file.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()))) {
      throwTruncated(tiff.path());
    }
    if (TIFFIsByteSwapped(tiff.get()) != 0) {
      for (std::size_t i = 0; i < bytes.size(); i += numberBytes) {
        std::reverse(bytes.begin() + static_cast<std::ptrdiff_t>(i),
                     bytes.begin() + static_cast<std::ptrdiff_t>(i + numberBytes));
      }
    }
    for (std::uint16_t sample = 0; sample < page.channels; ++sample) {
      convertComponents(bytes.data() + sample * numberBytes, page.component, page.samples, pixels,
                        pageTarget(voxels, layout, index, sample));
    }
  }
}

} // namespace

ImageInfo readTiffInfo(const fs::path& path) {
  const std::uint64_t fileSize = checkedFileSize(path);
  TiffHandle tiff(path, "r");
  return inspectTiff(tiff, fileSize).info;
}

template <typename T>
DecodedImage<T> readTiff(const fs::path& path) {
  const std::uint64_t fileSize = checkedFileSize(path);
  TiffHandle tiff(path, "r");
  const TiffLayout layout = inspectTiff(tiff, fileSize);
  const Extent& extent = layout.info.extent;
  const std::uint64_t pageBytes =
      checkedBytes({1, 1, 1, extent.y, extent.x}, layout.page.samples, path) * bytesOf(layout.page.component);
  requireMemory(checkedBytes(extent, sizeof(T), path) + 2 * pageBytes, path);
  Image<T> image(extent, T{}, layout.info.spacing);
  T* voxels = image.mutableData();
  if (layout.rawStack) {
    readRawStack(tiff, layout, voxels);
  } else {
    TiffPageDecoder decoder(tiff, layout.page);
    for (std::size_t i = 0; i < layout.offsets.size(); ++i) {
      decoder.read(layout.offsets[i]);
      storePage(voxels, layout, static_cast<std::int64_t>(i), decoder);
    }
  }
  return {image, layout.page.rgb};
}

template DecodedImage<float> readTiff<float>(const fs::path& path);
template DecodedImage<std::uint32_t> readTiff<std::uint32_t>(const fs::path& path);

} // namespace cytosketch
