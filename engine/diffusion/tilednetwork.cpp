#include "engine/diffusion/detail/tilednetwork.h"

#include "engine/diffusion/detail/modelfile.h"
#include "engine/diffusion/noisefield.h"
#include "engine/image/reflection.h"

#include <algorithm>
#include <cstring>

namespace cytosketch {
namespace {

/// Weight of voxel i of [begin, end) that rises over `halo` voxels from borders which other tiles overlap.
float rampWeight(std::int64_t i, std::int64_t begin, std::int64_t end, std::int64_t size, std::int64_t halo) {
  const std::int64_t ramp = 2 * halo + 1;
  const std::int64_t fromStart = begin == 0 ? ramp : i - begin + 1;
  const std::int64_t fromEnd = end == size ? ramp : end - i;
  return static_cast<float>(std::min({fromStart, fromEnd, ramp})) / static_cast<float>(ramp);
}

} // namespace

TiledNetwork::TiledNetwork(std::shared_ptr<Network> network, const Extent& image, TilePlan plan, std::uint64_t seed,
                           torch::ScalarType type, torch::Device device, std::function<void()> checkpoint)
    : network_(std::move(network)),
      image_(image),
      plan_(std::move(plan)),
      seed_(seed),
      type_(type),
      device_(device),
      checkpoint_(std::move(checkpoint)) {}

torch::Tensor TiledNetwork::readTile(const float* x, const Box& box) const {
  const std::int64_t noiseChannels = network_->wantsNoiseChannel() ? 1 : 0;
  std::vector<std::int64_t> size{1, image_.c + noiseChannels};
  if (network_->dimensions() == 3) {
    size.push_back(box.depth());
  }
  size.push_back(box.height());
  size.push_back(box.width());
  torch::Tensor tile = torch::empty(size);
  float* target = tile.data_ptr<float>();
  const std::int64_t inside = std::clamp<std::int64_t>(image_.x - box.x0, 0, box.width());
  for (std::int64_t c = 0; c < image_.c; ++c) {
    for (std::int64_t z = box.z0; z < box.z1; ++z) {
      for (std::int64_t y = box.y0; y < box.y1; ++y) {
        const float* row = x + ((c * image_.z + mirrored(z, image_.z)) * image_.y + mirrored(y, image_.y)) * image_.x;
        std::memcpy(target, row + box.x0, static_cast<std::size_t>(inside) * sizeof(float));
        for (std::int64_t i = inside; i < box.width(); ++i) {
          target[i] = row[mirrored(box.x0 + i, image_.x)];
        }
        target += box.width();
      }
    }
  }
  if (noiseChannels > 0) {
    for (std::int64_t z = box.z0; z < box.z1; ++z) {
      for (std::int64_t y = box.y0; y < box.y1; ++y) {
        for (std::int64_t i = box.x0; i < box.x1; ++i) {
          *target++ = static_cast<float>(noiseAt(seed_, noiseChannelStream, 0, 0, z, y, i));
        }
      }
    }
  }
  return tile;
}

void TiledNetwork::keepCore(const torch::Tensor& noise, const Tile& tile, float* epsilon) const {
  const float* source = noise.data_ptr<float>();
  const Box core = tile.core.intersected(Box::whole(image_));
  const Box& box = tile.input;
  for (std::int64_t c = 0; c < image_.c; ++c) {
    for (std::int64_t z = core.z0; z < core.z1; ++z) {
      for (std::int64_t y = core.y0; y < core.y1; ++y) {
        const float* row = source + ((c * box.depth() + z - box.z0) * box.height() + y - box.y0) * box.width();
        std::memcpy(epsilon + ((c * image_.z + z) * image_.y + y) * image_.x + core.x0, row + core.x0 - box.x0,
                    static_cast<std::size_t>(std::max<std::int64_t>(core.width(), 0)) * sizeof(float));
      }
    }
  }
}

void TiledNetwork::fuse(const torch::Tensor& noise, const Tile& tile, float* epsilon,
                        std::vector<float>& weights) const {
  const float* source = noise.data_ptr<float>();
  const Box& box = tile.input;
  const Box kept = box.intersected(Box::whole(image_));
  const Extent& size = plan_.padded;
  for (std::int64_t c = 0; c < image_.c; ++c) {
    for (std::int64_t z = kept.z0; z < kept.z1; ++z) {
      const float zWeight = rampWeight(z, box.z0, box.z1, size.z, plan_.halo);
      for (std::int64_t y = kept.y0; y < kept.y1; ++y) {
        const float yWeight = zWeight * rampWeight(y, box.y0, box.y1, size.y, plan_.halo);
        const float* row = source + ((c * box.depth() + z - box.z0) * box.height() + y - box.y0) * box.width();
        const std::int64_t start = ((c * image_.z + z) * image_.y + y) * image_.x;
        for (std::int64_t x = kept.x0; x < kept.x1; ++x) {
          const float weight = yWeight * rampWeight(x, box.x0, box.x1, size.x, plan_.halo);
          epsilon[start + x] += weight * row[x - box.x0];
          weights[static_cast<std::size_t>(start + x)] += weight;
        }
      }
    }
  }
}

void TiledNetwork::predictNoise(const float* x, double t, float* epsilon) const {
  const torch::InferenceMode inference;
  const bool exact = network_->tileExact() || plan_.tiles.size() == 1;
  const auto voxels = static_cast<std::size_t>(image_.voxels());
  std::vector<float> weights(exact ? 0 : voxels, 0.0F);
  if (!exact) {
    std::fill(epsilon, epsilon + voxels, 0.0F);
  }
  const torch::Tensor time = torch::full({1}, t, torch::TensorOptions().dtype(torch::kFloat).device(device_));
  for (const Tile& tile : plan_.tiles) {
    checkpoint_();
    const torch::Tensor noise =
        network_->predict(readTile(x, tile.input).to(device_), time, type_, checkpoint_).to(torch::kCPU).contiguous();
    if (exact) {
      keepCore(noise, tile, epsilon);
    } else {
      fuse(noise, tile, epsilon, weights);
    }
  }
  for (std::size_t i = 0; i < weights.size(); ++i) {
    epsilon[i] /= weights[i];
  }
}

std::shared_ptr<Network> networkOn(const std::shared_ptr<Network>& network, const ModelCard& card,
                                   torch::Device device) {
  if (device.is_cpu()) {
    return network;
  }
  std::shared_ptr<Network> copy = makeNetwork(card);
  const torch::NoGradGuard noGradients;
  const auto source = network->named_parameters();
  for (auto& item : copy->named_parameters()) {
    item.value().copy_(source[item.key()]);
  }
  copy->to(device);
  copy->eval();
  return copy;
}

} // namespace cytosketch
