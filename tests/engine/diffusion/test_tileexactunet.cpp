#include "engine/diffusion/detail/fusedkernels.h"
#include "engine/diffusion/detail/fusedops.h"
#include "engine/diffusion/detail/network.h"
#include "engine/image/error.h"
#include "tests/support/testprogram.h"

#include <QtTest>

using namespace cytosketch;

namespace {

ModelCard smallCard() {
  ModelCard card;
  card.architecture = "tile-exact-unet";
  card.widths = {16, 24, 32};
  card.blocks = {1, 2, 1};
  card.stem = 2;
  return card;
}

/// Fresh networks predict zero (their last convolutions start at zero), so tests shake all weights first.
std::shared_ptr<Network> shaken(const ModelCard& card) {
  torch::manual_seed(3);
  auto network = makeNetwork(card);
  const torch::NoGradGuard noGradients;
  for (auto& parameter : network->parameters()) {
    parameter.add_(0.1 * torch::randn_like(parameter));
  }
  return network;
}

torch::Tensor slowNormSilu(const torch::Tensor& x, const torch::Tensor& gain, const torch::Tensor& shift) {
  const auto r = torch::rsqrt(x.square().mean(1, true) + 1e-6);
  return torch::silu(x * r * gain.unsqueeze(-1).unsqueeze(-1) + shift.unsqueeze(-1).unsqueeze(-1));
}

double relativeError(const torch::Tensor& found, const torch::Tensor& expected) {
  return ((found - expected).norm() / expected.norm()).item<double>();
}

ModelCard smallVolumeCard() {
  ModelCard card = smallCard();
  card.dimensions = 3;
  return card;
}

/// A 3D network of one level and one block, written down with conv3d and nothing shared: the depth convolution is the
/// part of a 3×3×3 kernel along its z axis.
torch::Tensor slowVolumeNetwork(const Network& network, const torch::Tensor& x, const torch::Tensor& t) {
  std::map<std::string, torch::Tensor> w;
  for (const auto& item : network.named_parameters()) {
    w[item.key()] = item.value();
  }
  const auto linear = [&](const std::string& name, const torch::Tensor& v) {
    return torch::linear(v, w[name + ".weight"], w[name + ".bias"]);
  };
  const auto planar = [&](const std::string& name, const torch::Tensor& v) {
    return torch::conv3d(v, w[name + ".weight"].unsqueeze(2), w[name + ".bias"], 1, {0, 1, 1});
  };
  const auto wide = [](const torch::Tensor& v) { return v.unsqueeze(-1).unsqueeze(-1).unsqueeze(-1); };
  const auto norm = [&](const torch::Tensor& v, const torch::Tensor& gain, const torch::Tensor& shift) {
    return torch::silu(v * torch::rsqrt(v.square().mean(1, true) + 1e-6) * wide(gain) + wide(shift));
  };
  const auto angles = t.unsqueeze(1) * torch::exp(torch::arange(64) * (-std::log(10000.0) / 63)).unsqueeze(0);
  const auto sinusoids = torch::cat({angles.sin(), angles.cos()}, 1);
  const auto embedding = torch::silu(linear("time2", torch::silu(linear("time1", sinusoids))));
  const std::string block = "encoder0_0.";
  const auto zero = torch::zeros({1});
  const auto h = planar("stem", x);
  auto y = planar(block + "convolution1", norm(h, w[block + "gain1"].unsqueeze(0), zero));
  const auto modulation = linear(block + "modulation", embedding).chunk(2, 1);
  y = norm(y, w[block + "gain2"] * (1 + modulation[0]), modulation[1]);
  auto cross = torch::zeros({y.size(1), y.size(1), 3, 3, 3});
  cross.select(2, 1).add_(w[block + "convolution2.weight"]);
  cross.select(4, 1).select(3, 1).add_(w[block + "depthConvolution.weight"].squeeze(-1));
  const auto bias = w[block + "convolution2.bias"] + w[block + "depthConvolution.bias"];
  return planar("out", norm(h + torch::conv3d(y, cross, bias, 1, 1), w["outGain"].unsqueeze(0), zero));
}

torch::Tensor channelsLast(const torch::Tensor& x) {
  return x.contiguous(torch::MemoryFormat::ChannelsLast);
}

} // namespace

class TestTileExactUNet : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void fusedPassMatchesTorch() {
    torch::manual_seed(1);
    for (const int channels : {8, 24, 64, 100}) {
      const auto x = channelsLast(3 * torch::randn({2, channels, 9, 13}));
      const auto gain = torch::randn({2, channels}), shift = torch::randn({2, channels});
      const auto expected = slowNormSilu(x, gain, shift);
      QVERIFY(relativeError(normSilu(x, gain, shift), expected) < 1e-6);
      QVERIFY(relativeError(normSilu(x.to(torch::kBFloat16), gain, shift).to(torch::kFloat), expected) < 6e-3);
      auto stream = x.clone(), y = torch::empty_like(x);
      const auto residual = channelsLast(torch::randn_like(x));
      addNormSiluInto(stream, residual, gain, shift, y);
      QVERIFY(relativeError(stream, x + residual) < 1e-6);
      QVERIFY(relativeError(y, slowNormSilu(x + residual, gain, shift)) < 1e-6);
    }
  }
  // Every instruction set that this processor has, not only the one that is chosen.
  void everyKernelTable() {
    torch::manual_seed(4);
    for (const std::int64_t channels : {8, 20, 64}) {
      const auto x = torch::randn({13, channels}), residual = torch::randn({13, channels});
      const auto gain = torch::randn({channels}), shift = torch::randn({channels}), dy = torch::randn({13, channels});
      const auto slow = [&](const torch::Tensor& rows, const torch::Tensor& g, const torch::Tensor& s) {
        return torch::silu(rows * torch::rsqrt(rows.square().mean(1, true) + 1e-6) * g + s);
      };
      auto xGrad = x.clone().requires_grad_(), gainGrad = gain.clone().requires_grad_();
      auto shiftGrad = shift.clone().requires_grad_();
      (slow(xGrad, gainGrad, shiftGrad) * dy).sum().backward();
      const auto check = [&](auto tag, torch::ScalarType type, double tolerance) {
        using T = decltype(tag);
        const auto p = [](const torch::Tensor& t) { return static_cast<T*>(t.data_ptr()); };
        const auto f = [](const torch::Tensor& t) { return static_cast<float*>(t.data_ptr()); };
        for (const auto* table : kernels::supportedKernels<T>()) {
          const auto xt = x.to(type), rt = residual.to(type, false, true),
                     dyt = dy.to(type); // rt: a copy, it is written
          auto y = torch::empty_like(xt), sum = torch::empty_like(xt), dx = torch::empty_like(xt);
          table->normSilu(p(xt), f(gain), f(shift), p(y), 13, channels);
          QVERIFY(relativeError(y.to(torch::kFloat), slow(x, gain, shift)) < tolerance);
          table->addNormSilu(p(xt), p(rt), f(gain), f(shift), p(sum), p(y), 13, channels);
          QVERIFY(relativeError(sum.to(torch::kFloat), x + residual) < tolerance);
          QVERIFY(relativeError(y.to(torch::kFloat), slow(x + residual, gain, shift)) < 2 * tolerance);
          table->add(p(xt), p(rt), 13 * channels);
          QVERIFY(relativeError(rt.to(torch::kFloat), x + residual) < tolerance);
          auto dGain = torch::zeros({channels}), dShift = torch::zeros({channels});
          table->normSiluBackward(p(xt), p(dyt), f(gain), f(shift), p(dx), f(dGain), f(dShift), 13, channels);
          QVERIFY(relativeError(dx.to(torch::kFloat), xGrad.grad()) < 2 * tolerance);
          QVERIFY(relativeError(dGain, gainGrad.grad()) < 2 * tolerance);
          QVERIFY(relativeError(dShift, shiftGrad.grad()) < 2 * tolerance);
        }
      };
      check(float{}, torch::kFloat, 1e-5);
      check(std::uint16_t{}, torch::kBFloat16, 8e-3);
    }
  }
  void fusedGradientMatchesAutograd() {
    torch::manual_seed(2);
    const auto data = channelsLast(torch::randn({2, 40, 7, 11}));
    const auto weights = torch::randn_like(data);
    const auto gradients = [&](auto function) {
      auto x = data.clone().requires_grad_();
      auto gain = torch::linspace(-1, 2, 80).view({2, 40}).requires_grad_();
      auto shift = torch::linspace(1, -1, 80).view({2, 40}).requires_grad_();
      (function(x, gain, shift) * weights).sum().backward();
      return std::vector<torch::Tensor>{x.grad(), gain.grad(), shift.grad()};
    };
    const auto fused = gradients([](auto& x, auto& g, auto& s) { return normSilu(x, g, s); });
    const auto slow = gradients([](auto& x, auto& g, auto& s) { return slowNormSilu(x, g, s); });
    for (std::size_t i = 0; i < 3; ++i) {
      QVERIFY2(relativeError(fused[i], slow[i]) < 1e-5, qPrintable(QString::number(i)));
    }
  }
  // The fused inference path against the plain differentiable one.
  void predictMatchesForward() {
    const auto network = shaken(smallCard());
    const auto x = torch::randn({2, 1, 48, 64});
    const auto t = torch::tensor({17.5F, 399.0F});
    const torch::NoGradGuard noGradients;
    const auto expected = network->forward(x, t);
    QVERIFY(expected.norm().item<double>() > 1.0);
    QVERIFY(relativeError(network->predict(x, t, torch::kFloat, [] {}), expected) < 1e-5);
    QVERIFY(relativeError(network->predict(x, t, torch::kBFloat16, [] {}), expected) < 0.05);
    network->setComputeType(torch::kBFloat16);
    QVERIFY(relativeError(network->forward(x, t), expected) < 0.05);
  }
  void timeMatters() {
    const auto network = shaken(smallCard());
    const auto x = torch::randn({1, 1, 16, 16});
    const auto a = network->predict(x, torch::tensor({10.0F}), torch::kFloat, [] {});
    const auto b = network->predict(x, torch::tensor({10.5F}), torch::kFloat, [] {});
    QVERIFY(!torch::equal(a, b));
  }
  // Outside the stated radius no output may change; just inside some must, or the radius would be wasteful.
  void receptiveRadius() {
    const auto network = shaken(smallCard());
    const int radius = network->receptiveRadius();
    const int size = (2 * radius / 8 + 6) * 8;
    const auto t = torch::tensor({100.0F});
    const auto x = torch::randn({1, 1, size, size});
    int reach = 0;
    const auto base = network->predict(x, t, torch::kFloat, [] {});
    for (int phase = 0; phase < 8; ++phase) {
      const int centre = size / 2 + phase;
      auto changed = x.clone();
      changed[0][0][centre][centre] += 5.0;
      const auto difference = (network->predict(changed, t, torch::kFloat, [] {}) - base).abs()[0][0];
      const auto touched = (difference > 0).nonzero();
      reach = std::max(reach, (touched - centre).abs().max().item<int>());
    }
    QVERIFY2(reach <= radius, qPrintable(QString("reach %1, radius %2").arg(reach).arg(radius)));
    QVERIFY2(reach > radius / 2, qPrintable(QString("reach %1, radius %2").arg(reach).arg(radius)));
  }
  void checkpointIsCalledBetweenLayersAndMayThrow() {
    const auto network = shaken(smallCard());
    const auto x = torch::randn({1, 1, 32, 32});
    int calls = 0;
    network->predict(x, torch::tensor({1.0F}), torch::kFloat, [&] { ++calls; });
    QVERIFY(calls >= 10);
    const auto stop = [] { throw Cancelled(); };
    QVERIFY_EXCEPTION_THROWN(network->predict(x, torch::tensor({1.0F}), torch::kFloat, stop), Cancelled);
  }
  void volumeMatchesSlowNetwork() {
    ModelCard card = smallVolumeCard();
    card.widths = {16};
    card.blocks = {1};
    card.stem = 1;
    card.channels = 2;
    const auto network = shaken(card);
    const auto x = torch::randn({2, 2, 5, 12, 9});
    const auto t = torch::tensor({17.5F, 399.0F});
    const torch::NoGradGuard noGradients;
    const auto expected = slowVolumeNetwork(*network, x, t);
    QVERIFY(expected.norm().item<double>() > 1.0);
    QVERIFY(relativeError(network->forward(x, t), expected) < 1e-5);
    QVERIFY(relativeError(network->predict(x, t, torch::kFloat, [] {}), expected) < 1e-5);
    QVERIFY(relativeError(network->predict(x, t, torch::kBFloat16, [] {}), expected) < 0.05);
  }
  void volumePredictMatchesForward() {
    const auto network = shaken(smallVolumeCard());
    const auto x = torch::randn({2, 1, 7, 16, 24});
    const auto t = torch::tensor({3.0F, 700.0F});
    const torch::NoGradGuard noGradients;
    const auto expected = network->forward(x, t);
    QCOMPARE(expected.sizes(), x.sizes());
    QVERIFY(relativeError(network->predict(x, t, torch::kFloat, [] {}), expected) < 1e-5);
  }
  // A fresh 3D network with the weights of a 2D one does to every slice what the 2D one does.
  void volumeStartsAsSlices() {
    const auto flat = shaken(smallCard());
    const auto volume = makeNetwork(smallVolumeCard());
    const torch::NoGradGuard noGradients;
    const auto weights = flat->named_parameters();
    for (auto& item : volume->named_parameters()) {
      if (const auto* found = weights.find(item.key())) {
        item.value().copy_(*found);
      }
    }
    const auto x = torch::randn({1, 1, 4, 16, 24});
    const auto t = torch::tensor({100.0F});
    const auto y = volume->predict(x, t, torch::kFloat, [] {});
    for (int z = 0; z < 4; ++z) {
      const auto slice = flat->predict(x.select(2, z).contiguous(), t, torch::kFloat, [] {});
      QVERIFY(relativeError(y.select(2, z), slice) < 1e-5);
    }
  }
  void depthReceptiveRadius() {
    const auto network = shaken(smallVolumeCard());
    QCOMPARE(network->depthReceptiveRadius(), 7); // blocks 1, 2 twice, 1 once
    const auto x = torch::randn({1, 1, 17, 16, 16});
    const auto t = torch::tensor({100.0F});
    auto changed = x.clone();
    changed[0][0][8][7][7] += 5.0;
    const auto difference =
        (network->predict(changed, t, torch::kFloat, [] {}) - network->predict(x, t, torch::kFloat, [] {})).abs();
    const auto touched = (difference.amax({0, 1, 3, 4}) > 0).nonzero();
    QCOMPARE(touched.min().item<int>(), 1);
    QCOMPARE(touched.max().item<int>(), 15);
  }
  void severalChannels() {
    ModelCard card = smallCard();
    card.channels = 2;
    const auto network = shaken(card);
    const auto x = torch::randn({1, 2, 32, 32});
    const auto y = network->predict(x, torch::tensor({1.0F}), torch::kFloat, [] {});
    QCOMPARE(y.sizes(), x.sizes());
  }
  // Weights packed for inference follow a change once they are invalidated.
  void invalidatePacked() {
    const auto network = shaken(smallCard());
    const auto x = torch::randn({1, 1, 16, 16});
    const auto t = torch::tensor({5.0F});
    const auto before = network->predict(x, t, torch::kFloat, [] {});
    const torch::NoGradGuard noGradients;
    for (auto& parameter : network->parameters()) {
      parameter.mul_(1.1);
    }
    network->invalidatePacked();
    const auto after = network->predict(x, t, torch::kFloat, [] {});
    QVERIFY(relativeError(after, network->forward(x, t)) < 1e-5);
    QVERIFY(relativeError(after, before) > 1e-3);
  }
};

CYTOSKETCH_TEST_CLASS(tileexactunet, TestTileExactUNet)
#include "test_tileexactunet.moc"
