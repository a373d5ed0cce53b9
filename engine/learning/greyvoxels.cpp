#include "engine/learning/greyvoxels.h"

#include "engine/image/scratchmemory.h"

#include <algorithm>
#include <cmath>

#include <unistd.h>

namespace cytosketch {
namespace {

void fill(std::uint16_t* target, const Image<float>& grey) {
  std::transform(grey.begin(), grey.end(), target,
                 [](float g) { return static_cast<std::uint16_t>(std::lround(std::clamp(g, 0.0F, 1.0F) * 65535.0F)); });
}

std::shared_ptr<const std::uint16_t> inMemory(const Image<float>& grey) {
  auto voxels = std::make_shared<std::vector<std::uint16_t>>(grey.size());
  fill(voxels->data(), grey);
  return {voxels, voxels->data()};
}

std::shared_ptr<const std::uint16_t> inScratch(const Image<float>& grey) {
  auto scratch = std::make_shared<ScratchMemory>(grey.size() * sizeof(std::uint16_t));
  auto* voxels = reinterpret_cast<std::uint16_t*>(scratch->data());
  fill(voxels, grey);
  return {scratch, voxels};
}

} // namespace

GreyVoxels::GreyVoxels(const Image<float>& grey)
    : extent_(grey.extent()), spacing_(grey.spacing()), voxels_(inMemory(grey)) {}

GreyVoxels VoxelStore::keep(const Image<float>& grey) {
  const std::uint64_t bytes = grey.size() * sizeof(std::uint16_t);
  const bool fits = bytes <= left_;
  left_ -= fits ? bytes : 0;
  return {grey.extent(), grey.spacing(), fits ? inMemory(grey) : inScratch(grey)};
}

std::uint64_t trainingMemoryLimit() {
  return static_cast<std::uint64_t>(::sysconf(_SC_PHYS_PAGES)) * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE)) /
         4;
}

} // namespace cytosketch
