#pragma once

#include "engine/diffusion/settings.h"
#include "engine/image/image.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace cytosketch {

class ScratchMemory;

/// An array of float values as large as an image, kept in one of the ways of StateStorage. Rows are copied in and out;
/// different rows may be used by several threads at once.
class StateBuffer {
public:
  /// @throws MemoryError; FileError if the scratch file cannot be made or the disk is full
  StateBuffer(StateStorage storage, std::int64_t size);
  /// Takes over the image's voxels as an fp32 array.
  explicit StateBuffer(Image<float> image);
  StateBuffer(StateBuffer&&) noexcept;
  StateBuffer& operator=(StateBuffer&&) noexcept;
  ~StateBuffer();

  std::int64_t size() const { return size_; }
  void read(std::int64_t first, std::int64_t count, float* target) const;
  void write(std::int64_t first, std::int64_t count, const float* source);
  void fillWithZeros();
  /// The values as an image; an fp32 buffer gives its own memory away. The buffer is empty afterwards.
  Image<float> take(const Extent& extent, const Spacing& spacing);

private:
  float* floats();
  const float* floats() const;

  std::int64_t size_ = 0;
  Image<float> image_;                ///< fp32
  std::vector<std::uint16_t> halves_; ///< fp16
  std::unique_ptr<ScratchMemory> scratch_;
};

} // namespace cytosketch
