// Torch before Qt: torch's headers use `slots` as a name.
#include "engine/diffusion/detail/modelfile.h"
#include "engine/diffusion/detail/network.h"
#include "engine/diffusion/generator.h"
#include "engine/diffusion/schedule.h"

#include "goldenfiles.h"
#include "tests/support/testprogram.h"

#include <ATen/record_function.h>

#include <QtTest>

#include <fstream>
#include <iterator>
#include <set>

using namespace cytosketch;

namespace {

std::map<std::string, torch::Tensor> readGolden(const QString& path) {
  std::ifstream file(path.toStdString(), std::ios::binary);
  const std::vector<char> bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  std::map<std::string, torch::Tensor> tensors;
  for (const auto& item : torch::pickle_load(bytes).toGenericDict()) {
    tensors[item.key().toStringRef()] = item.value().toTensor();
  }
  return tensors;
}

double relativeError(const torch::Tensor& found, const torch::Tensor& expected) {
  return ((found - expected).norm() / expected.norm()).item<double>();
}

} // namespace

class TestPaperUNet : public QObject {
  Q_OBJECT
private:
  static void compareWithGolden(const QString& name, int dimensions) {
    const QString path = goldenFile(name);
    if (path.isEmpty()) {
      QSKIP("golden outputs are not beside the project; set CYTOSKETCH_GOLDEN");
    }
    const auto golden = readGolden(path);
    ModelCard card;
    card.architecture = "paper-unet";
    card.dimensions = dimensions;
    const auto network = makeNetwork(card);
    std::map<std::string, torch::Tensor> weights;
    std::map<std::string, TensorEntry> entries;
    const std::string prefix = "network.";
    for (const auto& [key, tensor] : golden) {
      if (key.starts_with(prefix)) {
        weights[key] = tensor.contiguous();
        entries[key.substr(prefix.size())] = entryOf(weights[key]);
      }
    }
    loadParameters(*network, entries, "golden"); // throws unless names and shapes are exactly the authors'
    const torch::Tensor x = golden.at("golden.x");
    const torch::Tensor t = golden.at("golden.t").to(torch::kFloat);
    const torch::Tensor expected = golden.at("golden.epsilon");
    const torch::NoGradGuard noGradients;
    QVERIFY2(relativeError(network->forward(x, t), expected) <= 1e-4, "forward");
    QVERIFY2(relativeError(network->predict(x, t, torch::kFloat, [] {}), expected) <= 1e-4, "predict");
    // In bf16 the same to the precision of bf16.
    if (bf16Pays()) { // elsewhere it is emulated, with other roundings, and never chosen
      QVERIFY2(relativeError(network->predict(x, t, torch::kBFloat16, [] {}), expected) <= 0.08, "bf16");
    }
    // An error in one weight must show.
    network->parameters()[10].data().mul_(1.05);
    QVERIFY(relativeError(network->forward(x, t), expected) > 1e-4);
  }

private Q_SLOTS:
  void twoDimensional() { compareWithGolden("unet2d.pt", 2); }
  void threeDimensional() { compareWithGolden("unet3d.pt", 3); }
  void schedule() {
    const QString path = goldenFile("schedule.pt");
    if (path.isEmpty()) {
      QSKIP("golden outputs are not beside the project; set CYTOSKETCH_GOLDEN");
    }
    const auto golden = readGolden(path);
    const Schedule ours;
    for (int i = 0; i < 1000; ++i) {
      const double beta = golden.at("betas")[i].item<double>();
      const double alphaBar = golden.at("alphas_cumprod")[i].item<double>();
      QVERIFY2(std::abs(ours.beta(i) - beta) <= 1e-6 + 1e-4 * beta, qPrintable(QString::number(i)));
      QVERIFY2(std::abs(ours.alphaBar(i) - alphaBar) <= 1e-4 * alphaBar + 1e-7, qPrintable(QString::number(i)));
    }
  }
  void sizes() {
    for (const auto& [dimensions, parameters] : {std::pair{2, 899409}, std::pair{3, 2318961}}) {
      ModelCard card;
      card.architecture = "paper-unet";
      card.dimensions = dimensions;
      std::int64_t count = 0;
      for (const auto& p : makeNetwork(card)->parameters()) {
        count += p.numel();
      }
      QCOMPARE(count, static_cast<std::int64_t>(parameters));
    }
  }
  // Small deep layers are what LibTorch 1.13 would compute slowly: none may go there, and the result is the same.
  void noSlowConvolution() {
    ModelCard card;
    card.architecture = "paper-unet";
    card.dimensions = 3;
    const auto network = makeNetwork(card);
    const torch::Tensor x = torch::randn({1, 2, 8, 24, 24}), t = torch::full({1}, 200.0);
    const auto convolutions = [&](const std::function<torch::Tensor()>& call) {
      static std::set<std::string> names;
      names.clear();
      const auto handle = at::addThreadLocalCallback(
          at::RecordFunctionCallback([](const at::RecordFunction& function) -> std::unique_ptr<at::ObserverContext> {
            names.insert(function.name());
            return nullptr;
          }).scopes({at::RecordScope::FUNCTION}));
      call();
      at::removeCallback(handle);
      return std::pair{names.contains("aten::slow_conv3d") || names.contains("aten::slow_conv3d_forward"),
                       names.contains("aten::mkldnn_convolution")};
    };
    for (const auto type : {torch::kFloat, torch::kBFloat16}) {
      if (type == torch::kBFloat16 && !bf16Pays()) {
        continue;
      }
      const auto [slow, direct] = convolutions([&] { return network->predict(x, t, type, [] {}); });
      QVERIFY(direct && !slow);
    }
    const auto trained = network->forward(x, t).detach(); // with gradients: LibTorch's own choice
    QVERIFY(relativeError(network->predict(x, t, torch::kFloat, [] {}), trained) <= 1e-5);
  }
  // Work of one call as published in the reference notes: 6.566 GMAC for 256² (the 1-channel input adds its noise).
  void convolutionList() {
    ModelCard card;
    card.architecture = "paper-unet";
    double macs = 0.0;
    for (const auto& shape : makeNetwork(card)->convolutions({1, 2, 256, 256})) {
      double work = 1.0;
      for (const auto w : shape.weight) {
        work *= static_cast<double>(w);
      }
      const auto stride = static_cast<double>(shape.stride);
      macs += work * static_cast<double>(shape.input[2]) / stride * static_cast<double>(shape.input[3]) / stride;
    }
    QVERIFY2(std::abs(macs / 1e9 - 6.566) < 0.01, qPrintable(QString::number(macs)));
  }
};

CYTOSKETCH_TEST_CLASS(paperunet, TestPaperUNet)
#include "test_paperunet.moc"
