#include "engine/imageio/tiffdecode.h"

#include "engine/image/error.h"
#include "engine/imageio/filecheck.h"

#include <algorithm>
#include <cstring>

namespace cytosketch {
namespace {

/// Spreads numbers of fewer than 8 or 16 bits, packed from the highest bit on, to whole bytes or 16-bit words.
void unpackBits(const std::byte* packed, std::uint16_t bits, std::size_t count, std::byte* target) {
  std::uint32_t pending = 0;
  unsigned held = 0;
  for (std::size_t i = 0; i < count; ++i) {
    while (held < bits) {
      pending = (pending << 8U) | std::to_integer<std::uint32_t>(*packed++);
      held += 8;
    }
    held -= bits;
    const auto value = static_cast<std::uint16_t>((pending >> held) & ((1U << bits) - 1U));
    if (bits < 8) {
      target[i] = static_cast<std::byte>(value);
    } else {
      std::memcpy(target + 2 * i, &value, 2);
    }
  }
}

} // namespace

TiffPageDecoder::TiffPageDecoder(TiffHandle& tiff, const TiffPage& page)
    : tiff_(tiff),
      page_(page),
      numberBytes_(bytesOf(page.component)),
      planes_(page.separatePlanes ? page.samples : std::uint16_t{1}),
      samplesPerPlane_(page.separatePlanes ? std::uint16_t{1} : page.samples) {
  pixels_.resize(planeBytes() * planes_);
}

std::size_t TiffPageDecoder::planeBytes() const {
  return std::size_t{page_.width} * page_.height * samplesPerPlane_ * numberBytes_;
}

const std::byte* TiffPageDecoder::sample(std::uint16_t index) const {
  return pixels_.data() + (page_.separatePlanes ? index * planeBytes() : index * numberBytes_);
}

void TiffPageDecoder::read(std::uint64_t directory) {
  if (TIFFSetSubDirectory(tiff_.get(), directory) != 1) {
    tiff_.throwDamaged();
  }
  if (tiff_.tag<std::uint16_t>(TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISBLACK) == PHOTOMETRIC_YCBCR) {
    TIFFSetField(tiff_.get(), TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
  }
  for (std::uint16_t plane = 0; plane < planes_; ++plane) {
    if (TIFFIsTiled(tiff_.get()) != 0) {
      readTiles(plane);
    } else {
      readStrips(plane);
    }
  }
}

void TiffPageDecoder::readStrips(std::uint16_t plane) {
  const std::uint32_t rowsPerStrip =
      std::clamp(tiff_.tag<std::uint32_t>(TIFFTAG_ROWSPERSTRIP, page_.height), 1U, page_.height);
  const std::size_t rowBytes = (std::size_t{page_.width} * samplesPerPlane_ * page_.bits + 7) / 8;
  const bool direct = page_.bits % 8 == 0;
  for (std::uint32_t row = 0; row < page_.height; row += rowsPerStrip) {
    const std::uint32_t rows = std::min(rowsPerStrip, page_.height - row);
    const std::size_t bytes = rows * rowBytes;
    std::byte* target = rowStart(plane, row);
    if (!direct) {
      block_.resize(bytes);
      target = block_.data();
    }
    const tmsize_t read = TIFFReadEncodedStrip(tiff_.get(), TIFFComputeStrip(tiff_.get(), row, plane), target,
                                               static_cast<tmsize_t>(bytes));
    if (read != static_cast<tmsize_t>(bytes)) {
      tiff_.throwDamaged();
    }
    for (std::uint32_t i = 0; !direct && i < rows; ++i) {
      unpackBits(block_.data() + i * rowBytes, page_.bits, std::size_t{page_.width} * samplesPerPlane_,
                 rowStart(plane, row + i));
    }
  }
}

void TiffPageDecoder::readTiles(std::uint16_t plane) {
  const auto tileWidth = tiff_.tag<std::uint32_t>(TIFFTAG_TILEWIDTH, 0);
  const auto tileHeight = tiff_.tag<std::uint32_t>(TIFFTAG_TILELENGTH, 0);
  constexpr std::uint32_t highestTileEdge = 1U << 16U;
  if (page_.bits % 8 != 0) {
    throw FormatError("this TIFF is of a kind that is not read: tiles of " + std::to_string(page_.bits) + " bits",
                      tiff_.path().string(), "Save it as an 8-, 16- or 32-bit greyscale TIFF");
  }
  if (tileWidth == 0 || tileHeight == 0 || tileWidth > highestTileEdge || tileHeight > highestTileEdge) {
    tiff_.throwDamaged();
  }
  const std::size_t pixelBytes = samplesPerPlane_ * numberBytes_;
  const std::size_t tileRowBytes = tileWidth * pixelBytes;
  const std::size_t tileBytes = tileRowBytes * tileHeight;
  // A tile is read whole, so a small page must not ask for a huge one.
  if (tileBytes > std::max<std::size_t>(4 * pixels_.size(), std::size_t{64} << 20U)) {
    tiff_.throwDamaged();
  }
  block_.resize(tileBytes);
  for (std::uint32_t y = 0; y < page_.height; y += tileHeight) {
    for (std::uint32_t x = 0; x < page_.width; x += tileWidth) {
      const tmsize_t read = TIFFReadEncodedTile(tiff_.get(), TIFFComputeTile(tiff_.get(), x, y, 0, plane),
                                                block_.data(), static_cast<tmsize_t>(tileBytes));
      if (read != static_cast<tmsize_t>(tileBytes)) {
        tiff_.throwDamaged();
      }
      const std::size_t bytes = std::min(tileWidth, page_.width - x) * pixelBytes;
      for (std::uint32_t row = 0; row < std::min(tileHeight, page_.height - y); ++row) {
        std::memcpy(rowStart(plane, y + row) + x * pixelBytes, block_.data() + row * tileRowBytes, bytes);
      }
    }
  }
}

std::byte* TiffPageDecoder::rowStart(std::uint16_t plane, std::uint32_t row) {
  return pixels_.data() + plane * planeBytes() + std::size_t{row} * page_.width * samplesPerPlane_ * numberBytes_;
}

} // namespace cytosketch
