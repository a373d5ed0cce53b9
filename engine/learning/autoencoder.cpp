#include "engine/learning/autoencoder.h"

#include "engine/diffusion/detail/runtime.h"
#include "engine/image/error.h"
#include "engine/learning/detail/smallnetwork.h"

#include <cmath>

namespace cytosketch {
namespace {

constexpr std::array<std::int64_t, 3> widths{16, 32, 64};
constexpr auto features = static_cast<std::int64_t>(latentFeatures);

/// Three convolutions that halve the patch, one to the features of each place, and the same way back.
struct AutoencoderNetworkImpl : torch::nn::Module {
  AutoencoderNetworkImpl() {
    using torch::nn::Conv2dOptions;
    using Up = torch::nn::ConvTranspose2dOptions;
    down1 = register_module("down1", torch::nn::Conv2d(Conv2dOptions(1, widths[0], 4).stride(2).padding(1)));
    down2 = register_module("down2", torch::nn::Conv2d(Conv2dOptions(widths[0], widths[1], 4).stride(2).padding(1)));
    down3 = register_module("down3", torch::nn::Conv2d(Conv2dOptions(widths[1], widths[2], 4).stride(2).padding(1)));
    squeeze = register_module("squeeze", torch::nn::Conv2d(Conv2dOptions(widths[2], features, 1)));
    spread = register_module("spread", torch::nn::Conv2d(Conv2dOptions(features, widths[2], 1)));
    up3 = register_module("up3", torch::nn::ConvTranspose2d(Up(widths[2], widths[1], 4).stride(2).padding(1)));
    up2 = register_module("up2", torch::nn::ConvTranspose2d(Up(widths[1], widths[0], 4).stride(2).padding(1)));
    up1 = register_module("up1", torch::nn::ConvTranspose2d(Up(widths[0], 1, 4).stride(2).padding(1)));
  }
  /// (n, features, edge / 8, edge / 8). Rectified, so that the mean over places tells how much of a feature there is,
  /// wherever it is.
  torch::Tensor encode(const torch::Tensor& patches) {
    return torch::silu(squeeze(torch::silu(down3(torch::silu(down2(torch::silu(down1(patches))))))));
  }
  torch::Tensor decode(const torch::Tensor& code) {
    return up1(torch::silu(up2(torch::silu(up3(torch::silu(spread(code)))))));
  }

  torch::nn::Conv2d down1{nullptr}, down2{nullptr}, down3{nullptr}, squeeze{nullptr}, spread{nullptr};
  torch::nn::ConvTranspose2d up3{nullptr}, up2{nullptr}, up1{nullptr};
};
TORCH_MODULE(AutoencoderNetwork);

} // namespace

struct PatchAutoencoder::Parts {
  explicit Parts(std::int64_t patchEdge) : edge(patchEdge) {}
  void requireEdge(const PatchSet& patches) const {
    requirePatches(patches, "autoencoder");
    if (patches.edge != edge) {
      throw SettingsError("the patches are of another size than those learned from", "autoencoder",
                          "Take patches of " + std::to_string(edge) + " pixels");
    }
  }
  std::int64_t edge;
  mutable AutoencoderNetwork network;
};

PatchAutoencoder::PatchAutoencoder(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
PatchAutoencoder::~PatchAutoencoder() = default;
PatchAutoencoder::PatchAutoencoder(PatchAutoencoder&&) noexcept = default;
PatchAutoencoder& PatchAutoencoder::operator=(PatchAutoencoder&&) noexcept = default;

PatchAutoencoder PatchAutoencoder::fit(const PatchSet& patches, const FitSettings& settings, const FitHooks& hooks) {
  requirePatches(patches, "autoencoder");
  return runTensorWork("autoencoder", [&] {
    auto parts = std::make_unique<Parts>(patches.edge);
    FitRandom random(settings.seed);
    initialise(*parts->network, random);
    fitNetwork(*parts->network, settings, hooks, [&] {
      const torch::Tensor batch = drawnPatches(patches, settings.batch, random);
      return torch::mse_loss(parts->network->decode(parts->network->encode(batch)), batch);
    });
    return PatchAutoencoder(std::move(parts));
  });
}

std::vector<double> PatchAutoencoder::features(const PatchSet& patches) const {
  parts_->requireEdge(patches);
  return runTensorWork("autoencoder", [&] {
    std::vector<double> all;
    forPortions(patches, [&](const torch::Tensor& batch) {
      const torch::Tensor code = parts_->network->encode(batch).mean({2, 3}).to(torch::kDouble).contiguous();
      all.insert(all.end(), code.data_ptr<double>(), code.data_ptr<double>() + code.numel());
    });
    return all;
  });
}

double PatchAutoencoder::error(const PatchSet& patches) const {
  parts_->requireEdge(patches);
  return runTensorWork("autoencoder", [&] {
    double squares = 0.0;
    forPortions(patches, [&](const torch::Tensor& batch) {
      squares += (parts_->network->decode(parts_->network->encode(batch)) - batch).square().sum().item<double>();
    });
    return std::sqrt(squares / static_cast<double>(patches.values.size()));
  });
}

} // namespace cytosketch
