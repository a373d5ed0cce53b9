#include "engine/diffusion/detail/diffusionstate.h"

#include "engine/diffusion/detail/forwardprocess.h"
#include "engine/diffusion/noisefield.h"

#include <algorithm>
#include <cmath>

namespace cytosketch {

namespace {

/// One row along x, and where it lies.
struct Place {
  std::int64_t c, z, y;
  std::int64_t first; ///< number of its first voxel
};

double noiseOf(std::uint64_t seed, std::uint32_t stream, const GenerationOrigin& origin, const Place& row,
               std::int64_t x) {
  return noiseAt(seed, stream, origin.frame, origin.channel + row.c, origin.z + row.z, origin.y + row.y, origin.x + x);
}

/// Calls body(c, z, y, first voxel) for every row, in parallel within a slice; `checkpoint` between slices, so that its
/// exception does not cross threads.
template <typename Body>
void forEachRow(const Extent& extent, const std::function<void()>& checkpoint, const Body& body) {
  for (std::int64_t plane = 0; plane < extent.c * extent.z; ++plane) {
    if (checkpoint) {
      checkpoint();
    }
#pragma omp parallel for schedule(static)
    for (std::int64_t y = 0; y < extent.y; ++y) {
      body(plane / extent.z, plane % extent.z, y, (plane * extent.y + y) * extent.x);
    }
  }
}

std::int64_t middle(std::int64_t size) {
  return size / 2;
}

} // namespace

struct DiffusionState::Row : Place {};

void toForward(Image<float>& start, double alphaBar, std::uint64_t seed, const GenerationOrigin& origin,
               const std::function<void()>& checkpoint) {
  const Extent e = start.extent();
  float* const values = start.mutableData();
  const ForwardProcess forward(alphaBar);
  forEachRow(e, checkpoint, [&](std::int64_t c, std::int64_t z, std::int64_t y, std::int64_t first) {
    for (std::int64_t x = 0; x < e.x; ++x) {
      values[first + x] = forward(values[first + x], noiseOf(seed, forwardNoiseStream, origin, {c, z, y, first}, x));
    }
  });
}

DiffusionState::DiffusionState(Image<float> start, Plan plan)
    : extent_(start.extent()), spacing_(start.spacing()), plan_(std::move(plan)) {
  if (plan_.tStartMap != nullptr) {
    start_ = start; // shares its voxels until the forward process writes
  }
  toForward(start, plan_.steps.front().alphaBar, plan_.seed, plan_.origin, plan_.checkpoint);
  if (plan_.storage == StateStorage::Fp32) {
    x_.emplace(std::move(start));
  } else {
    x_.emplace(plan_.storage, extent_.voxels());
    forEachRow(extent_, plan_.checkpoint, [&](std::int64_t, std::int64_t, std::int64_t, std::int64_t first) {
      x_->write(first, extent_.x, start.data() + first);
    });
    start = {};
  }
  epsilon_.emplace(plan_.storage, extent_.voxels());
  const auto wantsPrevious = [](const SamplerStep& step) { return step.previousClean != 0.0; };
  if (std::any_of(plan_.steps.begin(), plan_.steps.end(), wantsPrevious)) {
    clean_.emplace(plan_.storage, extent_.voxels());
  }
}

GenerationPreview DiffusionState::emptyPreview() const {
  GenerationPreview preview;
  preview.z = middle(extent_.z);
  preview.y = middle(extent_.y);
  preview.x = middle(extent_.x);
  const Spacing& s = spacing_;
  preview.xy = Image<float>({1, extent_.c, 1, extent_.y, extent_.x}, 0.0F, s);
  if (extent_.z > 1) {
    preview.xz = Image<float>({1, extent_.c, 1, extent_.z, extent_.x}, 0.0F, {s.y, s.z, s.x});
    preview.yz = Image<float>({1, extent_.c, 1, extent_.z, extent_.y}, 0.0F, {s.x, s.z, s.y});
  }
  return preview;
}

void DiffusionState::update(int number, GenerationPreview* preview) {
  if (preview != nullptr) {
    *preview = emptyPreview();
  }
  forEachRow(extent_, plan_.checkpoint, [&](std::int64_t c, std::int64_t z, std::int64_t y, std::int64_t first) {
    updateRow({{c, z, y, first}}, number, preview);
  });
}

void DiffusionState::updateRow(const Row& row, int number, GenerationPreview* preview) {
  const SamplerStep& step = plan_.steps[static_cast<std::size_t>(number)];
  const bool last = static_cast<std::size_t>(number) + 1 == plan_.steps.size();
  const double signal = 1.0 / std::sqrt(step.alphaBar);
  const double noiseShare = std::sqrt(1.0 - step.alphaBar) * signal;
  const std::uint32_t stream = stepNoiseStream(number);
  const auto length = static_cast<std::size_t>(extent_.x);
  thread_local std::vector<float> values, noise, previous;
  values.resize(length);
  noise.resize(length);
  previous.assign(length, 0.0F);
  x_->read(row.first, extent_.x, values.data());
  epsilon_->read(row.first, extent_.x, noise.data());
  if (clean_) {
    clean_->read(row.first, extent_.x, previous.data());
  }
  for (std::int64_t x = 0; x < extent_.x; ++x) {
    const auto i = static_cast<std::size_t>(x);
    const double clean = signal * values[i] - noiseShare * noise[i];
    double value = step.state * values[i] + step.clean * clean + step.previousClean * previous[i];
    if (step.noise != 0.0) {
      value += step.noise * noiseOf(plan_.seed, stream, plan_.origin, row, x);
    }
    previous[i] = static_cast<float>(clean);
    // A voxel with a later start of its own stays the noised sketch until then.
    if (plan_.tStartMap != nullptr && !last &&
        static_cast<double>(plan_.tStartMap->at(0, 0, row.z, row.y, x)) - 1.0 < step.t) {
      const ForwardProcess forward(plan_.steps[static_cast<std::size_t>(number) + 1].alphaBar);
      value = forward(start_.data()[row.first + x], noiseOf(plan_.seed, forwardNoiseStream, plan_.origin, row, x));
    }
    values[i] = static_cast<float>(value);
  }
  x_->write(row.first, extent_.x, values.data());
  if (clean_) {
    clean_->write(row.first, extent_.x, previous.data());
  }
  if (preview != nullptr) {
    storePreview(row, previous, *preview);
  }
}

void DiffusionState::storePreview(const Row& row, const std::vector<float>& clean, GenerationPreview& preview) {
  const auto at = [&](Image<float>& image, std::int64_t y) {
    return image.mutableData() + image.offset(0, row.c, 0, y, 0);
  };
  if (row.z == preview.z) {
    std::copy(clean.begin(), clean.end(), at(preview.xy, row.y));
  }
  if (preview.xz.empty()) {
    return;
  }
  if (row.y == preview.y) {
    std::copy(clean.begin(), clean.end(), at(preview.xz, row.z));
  }
  at(preview.yz, row.z)[row.y] = clean[static_cast<std::size_t>(preview.x)];
}

Image<float> DiffusionState::takeImage() {
  epsilon_.reset();
  clean_.reset();
  return x_->take(extent_, spacing_);
}

} // namespace cytosketch
