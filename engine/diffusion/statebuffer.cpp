#include "engine/diffusion/detail/statebuffer.h"

#include "engine/image/scratchmemory.h"

#include <c10/util/Half.h>

#include <algorithm>

namespace cytosketch {

StateBuffer::StateBuffer(StateStorage storage, std::int64_t size) : size_(size) {
  const auto count = static_cast<std::size_t>(size);
  if (storage == StateStorage::Scratch) {
    scratch_ = std::make_unique<ScratchMemory>(count * sizeof(float));
  } else if (storage == StateStorage::Fp16) {
    halves_.resize(count);
  } else {
    image_ = Image<float>(Extent{1, 1, 1, 1, size});
  }
}

StateBuffer::StateBuffer(Image<float> image)
    : size_(static_cast<std::int64_t>(image.size())), image_(std::move(image)) {}
StateBuffer::StateBuffer(StateBuffer&&) noexcept = default;
StateBuffer& StateBuffer::operator=(StateBuffer&&) noexcept = default;
StateBuffer::~StateBuffer() = default;

float* StateBuffer::floats() {
  return scratch_ ? reinterpret_cast<float*>(scratch_->data()) : image_.mutableData();
}
const float* StateBuffer::floats() const {
  return scratch_ ? reinterpret_cast<const float*>(scratch_->data()) : image_.data();
}

void StateBuffer::read(std::int64_t first, std::int64_t count, float* target) const {
  if (halves_.empty()) {
    std::copy_n(floats() + first, count, target);
    return;
  }
  for (std::int64_t i = 0; i < count; ++i) {
    target[i] = c10::detail::fp16_ieee_to_fp32_value(halves_[static_cast<std::size_t>(first + i)]);
  }
}

void StateBuffer::write(std::int64_t first, std::int64_t count, const float* source) {
  if (halves_.empty()) {
    std::copy_n(source, count, floats() + first);
    return;
  }
  constexpr float largest = 65504.0F; // x̂₀ at the very noisiest steps exceeds it
  for (std::int64_t i = 0; i < count; ++i) {
    halves_[static_cast<std::size_t>(first + i)] =
        c10::detail::fp16_ieee_from_fp32_value(std::clamp(source[i], -largest, largest));
  }
}

void StateBuffer::fillWithZeros() {
  std::fill(halves_.begin(), halves_.end(), std::uint16_t{0});
  if (halves_.empty()) {
    std::fill_n(floats(), size_, 0.0F);
  }
}

Image<float> StateBuffer::take(const Extent& extent, const Spacing& spacing) {
  Image<float> result;
  if (!image_.empty() && image_.extent() == extent) {
    result = std::move(image_);
    result.setSpacing(spacing);
  } else {
    result = Image<float>(extent, 0.0F, spacing);
    read(0, size_, result.mutableData());
  }
  *this = StateBuffer(Image<float>());
  return result;
}

} // namespace cytosketch
