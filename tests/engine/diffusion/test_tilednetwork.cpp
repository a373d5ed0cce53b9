#include "engine/diffusion/detail/tilednetwork.h"
#include "engine/diffusion/noisefield.h"
#include "tests/support/testprogram.h"

#include <QtTest>

using namespace cytosketch;

namespace {

/// Returns a known function of its input, so that what a tile reads and where it is written can be told.
class StubNetwork : public Network {
public:
  StubNetwork(bool exact, bool noise) : exact_(exact), noise_(noise) {}
  torch::Tensor forward(const torch::Tensor& x, const torch::Tensor& t) override {
    return x.narrow(1, noise_ ? 1 : 0, 1) + t.view({-1, 1, 1, 1});
  }
  torch::Tensor predict(const torch::Tensor& x, const torch::Tensor& t, torch::ScalarType,
                        const std::function<void()>&) override {
    ++calls;
    return forward(x, t);
  }
  std::vector<ConvolutionShape> convolutions(torch::IntArrayRef) const override { return {}; }
  int dimensions() const override { return 2; }
  int totalStride() const override { return 8; }
  int receptiveRadius() const override { return 0; }
  bool tileExact() const override { return exact_; }
  bool wantsNoiseChannel() const override { return noise_; }
  int calls = 0;

private:
  bool exact_;
  bool noise_;
};

} // namespace

class TestTiledNetwork : public QObject {
  Q_OBJECT
private Q_SLOTS:
  // The identity must come back unchanged, cropped (tile-exact) or fused by weights (not), whatever the tiles.
  void identity_data() {
    QTest::addColumn<bool>("exact");
    QTest::addColumn<int>("tile");
    QTest::addColumn<int>("halo");
    for (const bool exact : {true, false}) {
      for (const int tile : {0, 16, 40}) {
        for (const int halo : {0, 8, 24}) {
          QTest::addRow("%d %d %d", exact, tile, halo) << exact << tile << halo;
        }
      }
    }
  }
  void identity() {
    QFETCH(bool, exact);
    QFETCH(int, tile);
    QFETCH(int, halo);
    const Extent image{1, 1, 1, 67, 91};
    const auto stub = std::make_shared<StubNetwork>(exact, false);
    const TiledNetwork tiled(stub, image, planTiles(image, {.stride = 8, .tile = tile, .halo = halo}), 1, torch::kFloat,
                             torch::kCPU, [] {});
    const torch::Tensor x = torch::randn({67 * 91});
    StateBuffer state(StateStorage::Fp32, x.numel());
    state.write(0, x.numel(), x.data_ptr<float>());
    StateBuffer epsilon(StateStorage::Fp32, x.numel());
    std::size_t told = 0;
    tiled.predictNoise(state, 0.25, epsilon, [&](std::size_t done) { QCOMPARE(done, ++told); });
    QCOMPARE(told, tiled.tileCount());
    torch::Tensor result = torch::empty_like(x);
    epsilon.read(0, x.numel(), result.data_ptr<float>());
    QVERIFY((result - x - 0.25).abs().max().item<float>() < 1e-5F);
    QVERIFY(stub->calls == 1 || tile > 0);
  }
  // The noise channel belongs to positions: the same values whatever the tiles.
  void noiseChannelBelongsToPositions() {
    const Extent image{1, 1, 1, 40, 48};
    const auto stub = std::make_shared<StubNetwork>(true, true);
    const StateBuffer x(StateStorage::Fp32, 40 * 48);
    for (const int tile : {0, 16}) {
      std::vector<float> noise(40 * 48);
      StateBuffer epsilon(StateStorage::Fp32, 40 * 48);
      const TiledNetwork tiled(stub, image, planTiles(image, {.stride = 8, .tile = tile, .halo = 8}), 7, torch::kFloat,
                               torch::kCPU, [] {});
      tiled.predictNoise(x, 0.0, epsilon);
      epsilon.read(0, 40 * 48, noise.data());
      for (int i = 0; i < 40 * 48; ++i) {
        const auto expected = static_cast<float>(noiseAt(7, noiseChannelStream, 0, 0, 0, i / 48, i % 48));
        QCOMPARE(noise[static_cast<std::size_t>(i)], expected);
      }
    }
  }
};

CYTOSKETCH_TEST_CLASS(tilednetwork, TestTiledNetwork)
#include "test_tilednetwork.moc"
