#include "engine/diffusion/detail/tilednetwork.h"

#include "engine/diffusion/detail/modelfile.h"
#include "engine/diffusion/noisefield.h"
#include "engine/image/reflection.h"

#include <algorithm>

namespace cytosketch {
namespace {

/// Weight of voxel i of a cut's input, which rises over `halo` voxels from borders that other tiles overlap.
float rampWeight(std::int64_t i, const AxisCut& cut, std::int64_t size, std::int64_t halo) {
  const std::int64_t ramp = 2 * halo + 1;
  const std::int64_t fromStart = cut.inputBegin == 0 ? ramp : i - cut.inputBegin + 1;
  const std::int64_t fromEnd = cut.inputEnd == size ? ramp : cut.inputEnd - i;
  return static_cast<float>(std::min({fromStart, fromEnd, ramp})) / static_cast<float>(ramp);
}

/// Weights of every cut of an axis, for the voxels of its input, normalised so that those of a voxel sum to one. Tiles
/// are a product of cuts, so their weights are the products of these and need no sum over the image.
std::vector<std::vector<float>> fusionWeights(const std::vector<AxisCut>& cuts, std::int64_t size, std::int64_t halo) {
  std::vector<double> sums(static_cast<std::size_t>(size), 0.0);
  for (const AxisCut& cut : cuts) {
    for (std::int64_t i = cut.inputBegin; i < cut.inputEnd; ++i) {
      sums[static_cast<std::size_t>(i)] += rampWeight(i, cut, size, halo);
    }
  }
  std::vector<std::vector<float>> weights;
  for (const AxisCut& cut : cuts) {
    std::vector<float>& row = weights.emplace_back();
    for (std::int64_t i = cut.inputBegin; i < cut.inputEnd; ++i) {
      row.push_back(static_cast<float>(rampWeight(i, cut, size, halo) / sums[static_cast<std::size_t>(i)]));
    }
  }
  return weights;
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
      checkpoint_(std::move(checkpoint)) {
  if (!exact()) {
    depthWeights_ = fusionWeights(plan_.depths, plan_.padded.z, plan_.depthHalo);
    rowWeights_ = fusionWeights(plan_.rows, plan_.padded.y, plan_.halo);
    columnWeights_ = fusionWeights(plan_.columns, plan_.padded.x, plan_.halo);
  }
}

bool TiledNetwork::exact() const {
  return network_->tileExact() || plan_.tiles.size() == 1;
}

torch::Tensor TiledNetwork::readTile(const StateBuffer& x, const Box& box) const {
  const std::int64_t channels = image_.c + (network_->wantsNoiseChannel() ? 1 : 0);
  std::vector<std::int64_t> size{1, channels};
  if (network_->dimensions() == 3) {
    size.push_back(box.depth());
  }
  size.push_back(box.height());
  size.push_back(box.width());
  torch::Tensor tile = torch::empty(size);
  float* const values = tile.data_ptr<float>();
  const std::int64_t inside = std::clamp<std::int64_t>(image_.x - box.x0, 0, box.width());
#pragma omp parallel for collapse(3) schedule(static)
  for (std::int64_t c = 0; c < channels; ++c) {
    for (std::int64_t z = box.z0; z < box.z1; ++z) {
      for (std::int64_t y = box.y0; y < box.y1; ++y) {
        float* const row = values + ((c * box.depth() + z - box.z0) * box.height() + y - box.y0) * box.width();
        if (c == image_.c) {
          for (std::int64_t i = 0; i < box.width(); ++i) {
            row[i] = static_cast<float>(noiseAt(seed_, noiseChannelStream, 0, 0, z, y, box.x0 + i));
          }
          continue;
        }
        const std::int64_t start =
            ((c * image_.z + mirrored(z, image_.z)) * image_.y + mirrored(y, image_.y)) * image_.x;
        x.read(start + box.x0, inside, row);
        for (std::int64_t i = inside; i < box.width(); ++i) {
          x.read(start + mirrored(box.x0 + i, image_.x), 1, row + i);
        }
      }
    }
  }
  return tile;
}

void TiledNetwork::keepCore(const torch::Tensor& noise, const Tile& tile, StateBuffer& epsilon) const {
  const float* const source = noise.data_ptr<float>();
  const Box core = tile.core.intersected(Box::whole(image_));
  const Box& box = tile.input;
  if (core.empty()) {
    return;
  }
#pragma omp parallel for collapse(3) schedule(static)
  for (std::int64_t c = 0; c < image_.c; ++c) {
    for (std::int64_t z = core.z0; z < core.z1; ++z) {
      for (std::int64_t y = core.y0; y < core.y1; ++y) {
        const float* row = source + ((c * box.depth() + z - box.z0) * box.height() + y - box.y0) * box.width();
        epsilon.write(((c * image_.z + z) * image_.y + y) * image_.x + core.x0, core.width(), row + core.x0 - box.x0);
      }
    }
  }
}

void TiledNetwork::fuse(const torch::Tensor& noise, std::size_t index, StateBuffer& epsilon) const {
  const float* const source = noise.data_ptr<float>();
  const Box& box = plan_.tiles[index].input;
  const Box kept = box.intersected(Box::whole(image_));
  const std::size_t column = index % plan_.columns.size();
  const std::size_t line = index / plan_.columns.size() % plan_.rows.size();
  const std::size_t depth = index / plan_.columns.size() / plan_.rows.size();
#pragma omp parallel for collapse(3) schedule(static)
  for (std::int64_t c = 0; c < image_.c; ++c) {
    for (std::int64_t z = kept.z0; z < kept.z1; ++z) {
      for (std::int64_t y = kept.y0; y < kept.y1; ++y) {
        const float weight = depthWeights_[depth][static_cast<std::size_t>(z - box.z0)] *
                             rowWeights_[line][static_cast<std::size_t>(y - box.y0)];
        const float* row = source + ((c * box.depth() + z - box.z0) * box.height() + y - box.y0) * box.width();
        const std::int64_t start = ((c * image_.z + z) * image_.y + y) * image_.x + kept.x0;
        std::vector<float> sums(static_cast<std::size_t>(kept.width()));
        epsilon.read(start, kept.width(), sums.data());
        for (std::size_t i = 0; i < sums.size(); ++i) {
          sums[i] += weight * columnWeights_[column][i] * row[i];
        }
        epsilon.write(start, kept.width(), sums.data());
      }
    }
  }
}

void TiledNetwork::predictNoise(const StateBuffer& x, double t, StateBuffer& epsilon,
                                const std::function<void(std::size_t)>& tileDone) const {
  const torch::InferenceMode inference;
  if (!exact()) {
    epsilon.fillWithZeros();
  }
  const torch::Tensor time = torch::full({1}, t, torch::TensorOptions().dtype(torch::kFloat).device(device_));
  for (std::size_t i = 0; i < plan_.tiles.size(); ++i) {
    checkpoint_();
    const Tile& tile = plan_.tiles[i];
    const torch::Tensor noise =
        network_->predict(readTile(x, tile.input).to(device_), time, type_, checkpoint_).to(torch::kCPU).contiguous();
    if (exact()) {
      keepCore(noise, tile, epsilon);
    } else {
      fuse(noise, i, epsilon);
    }
    if (tileDone) {
      tileDone(i + 1);
    }
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
