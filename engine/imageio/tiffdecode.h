#pragma once

#include "engine/imageio/tifflayout.h"

#include <cstddef>
#include <vector>

namespace cytosketch {

/// Unpacks the pages of a TIFF one after the other, whether they lie in strips or tiles, into whole numbers in native
/// byte order.
class TiffPageDecoder {
public:
  TiffPageDecoder(TiffHandle& tiff, const TiffPage& page);

  /// @throws FormatError if the page's data are damaged or end early.
  void read(std::uint64_t directory);

  /// The first number of sample `index` of the page read last; the next is stride() numbers on.
  const std::byte* sample(std::uint16_t index) const;
  std::size_t stride() const { return samplesPerPlane_; }

private:
  std::size_t planeBytes() const;
  std::byte* rowStart(std::uint16_t plane, std::uint32_t row);
  void readStrips(std::uint16_t plane);
  void readTiles(std::uint16_t plane);

  TiffHandle& tiff_;
  TiffPage page_;
  std::size_t numberBytes_;
  std::uint16_t planes_;
  std::uint16_t samplesPerPlane_;
  std::vector<std::byte> pixels_;
  std::vector<std::byte> block_;
};

} // namespace cytosketch
