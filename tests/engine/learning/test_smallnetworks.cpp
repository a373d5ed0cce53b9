#include "engine/image/error.h"
#include "engine/learning/autoencoder.h"
#include "engine/learning/patchclassifier.h"
#include "tests/support/testprogram.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <random>

using namespace cytosketch;

namespace {

constexpr std::int64_t edge = 16;

/// A bright disc somewhere on dark ground, with white grain or with grain of the same variance that is smooth over two
/// pixels along x.
PatchSet discs(std::size_t count, double grain, bool smooth, unsigned seed) {
  std::mt19937 random(seed);
  std::normal_distribution<float> normal;
  std::uniform_real_distribution<double> place(4.0, 12.0);
  PatchSet patches;
  patches.edge = edge;
  for (std::size_t i = 0; i < count; ++i) {
    const double cy = place(random);
    const double cx = place(random);
    for (std::int64_t y = 0; y < edge; ++y) {
      float before = normal(random);
      for (std::int64_t x = 0; x < edge; ++x) {
        const float now = normal(random);
        const float noise = smooth ? (now + before) / std::sqrt(2.0F) : now;
        before = now;
        const double value = std::hypot(double(y) - cy, double(x) - cx) < 4.0 ? 0.5 : -0.5;
        patches.values.push_back(static_cast<float>(value + grain * noise));
      }
    }
  }
  return patches;
}

double shareSecond(const PatchClassifier& classifier, const PatchSet& patches) {
  const std::vector<bool> verdicts = classifier.second(patches);
  return static_cast<double>(std::count(verdicts.begin(), verdicts.end(), true)) / static_cast<double>(verdicts.size());
}

FitSettings settings(int steps) {
  FitSettings result;
  result.steps = steps;
  result.batch = 32;
  return result;
}

} // namespace

class TestSmallNetworks : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void theAutoencoderLearnsToDrawAgain() {
    const PatchSet training = discs(200, 0.02, false, 1);
    const PatchSet fresh = discs(100, 0.02, false, 2);
    double mean = 0.0;
    for (const float value : fresh.values) {
      mean += value / static_cast<double>(fresh.values.size());
    }
    double squares = 0.0;
    for (const float value : fresh.values) {
      squares += (value - mean) * (value - mean) / static_cast<double>(fresh.values.size());
    }
    const double before = PatchAutoencoder::fit(training, settings(0)).error(fresh);
    const double after = PatchAutoencoder::fit(training, settings(200)).error(fresh);
    QVERIFY(after < 0.6 * std::sqrt(squares)); // better than the mean grey would be
    QVERIFY(after < 0.5 * before);
  }

  void featuresTellLooksAndNotPlaces() {
    const PatchAutoencoder autoencoder = PatchAutoencoder::fit(discs(200, 0.1, false, 1), settings(150));
    // Means over 100 patches, as the map takes them: of discs in other places, and of fainter ones in the same places.
    const auto mean = [&](const PatchSet& patches) {
      const std::vector<double> all = autoencoder.features(patches);
      std::vector<double> sum(latentFeatures, 0.0);
      for (std::size_t k = 0; k < all.size(); ++k) {
        sum[k % latentFeatures] += all[k] / static_cast<double>(patches.count());
      }
      return sum;
    };
    const auto distance = [](const std::vector<double>& a, const std::vector<double>& b) {
      double sum = 0.0;
      for (std::size_t k = 0; k < a.size(); ++k) {
        sum += (a[k] - b[k]) * (a[k] - b[k]);
      }
      return std::sqrt(sum);
    };
    const std::vector<double> one = mean(discs(100, 0.1, false, 3));
    QCOMPARE(one.size(), latentFeatures);
    const double alike = distance(one, mean(discs(100, 0.1, false, 4)));
    PatchSet fainter = discs(100, 0.1, false, 3);
    for (float& value : fainter.values) {
      value = -0.5F + 0.7F * (value + 0.5F);
    }
    QVERIFY(3.0 * alike < distance(one, mean(fainter)));
  }

  void theClassifierSeesGrain() {
    // Mean, variance and shape are the same; only neighbours' correlation differs.
    const PatchClassifier classifier =
        PatchClassifier::fit(discs(200, 0.2, false, 1), discs(200, 0.2, true, 2), settings(400));
    QVERIFY2(shareSecond(classifier, discs(200, 0.2, true, 3)) > 0.9, "of the second kind");
    QVERIFY2(shareSecond(classifier, discs(200, 0.2, false, 4)) < 0.1, "of the first kind");
  }

  void theClassifierCannotTellWhatIsTheSame() {
    // Patches it has not seen, of two kinds that are one: chance, ± 4 standard errors of 400 patches.
    const PatchClassifier classifier =
        PatchClassifier::fit(discs(200, 0.2, false, 1), discs(200, 0.2, false, 2), settings(200));
    const double correct = 0.5 * (shareSecond(classifier, discs(200, 0.2, false, 3)) + 1.0 -
                                  shareSecond(classifier, discs(200, 0.2, false, 4)));
    QVERIFY2(std::abs(correct - 0.5) < 0.1, qPrintable(QString::number(correct)));
  }

  void sameSeedSameNetwork() {
    const PatchSet patches = discs(40, 0.1, false, 1);
    const std::vector<double> one = PatchAutoencoder::fit(patches, settings(10)).features(patches);
    const std::vector<double> again = PatchAutoencoder::fit(patches, settings(10)).features(patches);
    FitSettings other = settings(10);
    other.seed = 2;
    const std::vector<double> different = PatchAutoencoder::fit(patches, other).features(patches);
    for (std::size_t i = 0; i < one.size(); ++i) {
      QVERIFY(std::abs(one[i] - again[i]) < 1e-4);
    }
    QVERIFY(std::abs(one[0] - different[0]) > 1e-4);
  }

  void answersAStop() {
    std::stop_source stop;
    int seen = 0;
    FitHooks hooks;
    hooks.stop = stop.get_token();
    hooks.progress = [&](int step) {
      seen = step;
      if (step == 3) {
        stop.request_stop();
      }
    };
    const PatchSet patches = discs(10, 0.1, false, 1);
    QVERIFY_EXCEPTION_THROWN(PatchAutoencoder::fit(patches, settings(100), hooks), Cancelled);
    QCOMPARE(seen, 3);
  }

  void refusesNonsense() {
    PatchSet patches = discs(10, 0.1, false, 1);
    QVERIFY_EXCEPTION_THROWN(PatchClassifier::fit(patches, PatchSet{edge, {}}, settings(1)), SettingsError);
    PatchSet odd;
    odd.edge = 12;
    odd.values.resize(12 * 12);
    QVERIFY_EXCEPTION_THROWN(PatchAutoencoder::fit(odd, settings(1)), SettingsError);
    const PatchAutoencoder autoencoder = PatchAutoencoder::fit(patches, settings(1));
    PatchSet larger;
    larger.edge = 24;
    larger.values.resize(24 * 24);
    QVERIFY_EXCEPTION_THROWN(autoencoder.features(larger), SettingsError);
  }
};

CYTOSKETCH_TEST_CLASS(smallnetworks, TestSmallNetworks)
#include "test_smallnetworks.moc"
