#include "engine/diffusion/noisefield.h"
#include "tests/support/testprogram.h"

#include <Random123/philox.h>

#include <QtTest>

#include <cmath>
#include <vector>

using namespace cytosketch;

class TestNoiseField : public QObject {
  Q_OBJECT
private Q_SLOTS:
  // Known-answer vectors of Philox4x32-10 (kat_vectors of the Random123 distribution).
  void philoxVectors() {
    r123::Philox4x32 philox;
    const auto zero = philox({{0, 0, 0, 0}}, {{0, 0}});
    QCOMPARE(zero[0], 0x6627e8d5U);
    QCOMPARE(zero[1], 0xe169c58dU);
    QCOMPARE(zero[2], 0xbc57ac4cU);
    QCOMPARE(zero[3], 0x9b00dbd8U);
    const auto ones = philox({{~0U, ~0U, ~0U, ~0U}}, {{~0U, ~0U}});
    QCOMPARE(ones[0], 0x408f276dU);
    QCOMPARE(ones[1], 0x41c83b0eU);
    QCOMPARE(ones[2], 0xa20bc7c6U);
    QCOMPARE(ones[3], 0x6d5451fdU);
    const auto pi = philox({{0x243f6a88U, 0x85a308d3U, 0x13198a2eU, 0x03707344U}}, {{0xa4093822U, 0x299f31d0U}});
    QCOMPARE(pi[0], 0xd16cfe09U);
    QCOMPARE(pi[1], 0x94fdccebU);
    QCOMPARE(pi[2], 0x5001e420U);
    QCOMPARE(pi[3], 0x24126ea1U);
  }
  // Box–Muller written down on its own from the bits of one counter.
  void normalOfOneCounter() {
    r123::Philox4x32 philox;
    const auto bits = philox({{7, 5, 3, 2}}, {{42, 0}});
    const auto u1 = (static_cast<std::uint64_t>(bits[1]) << 32) | bits[0];
    const auto u2 = (static_cast<std::uint64_t>(bits[3]) << 32) | bits[2];
    const double angle = M_PI * static_cast<double>(static_cast<std::int64_t>(u1)) / 9223372036854775808.0;
    const double radius = std::sqrt(-2.0 * std::log((static_cast<double>(u2) + 0.5) / 18446744073709551616.0));
    const double value = noiseAt(42, 2, 0, 0, 3, 5, 7);
    QVERIFY2(std::abs(value - radius * std::sin(angle)) < 1e-9 || std::abs(value - radius * std::cos(angle)) < 1e-9,
             qPrintable(QString::number(value)));
  }
  void standardNormal() {
    std::vector<double> noise;
    for (int i = 0; i < 400 * 500; ++i) {
      noise.push_back(noiseAt(9, 0, 0, 0, 0, i / 500, i % 500));
    }
    double sum = 0, square = 0, neighbour = 0, cube = 0;
    for (std::size_t i = 0; i < noise.size(); ++i) {
      sum += noise[i];
      square += noise[i] * noise[i];
      cube += noise[i] * noise[i] * noise[i];
      neighbour += i > 0 ? noise[i] * noise[i - 1] : 0.0;
    }
    const auto n = static_cast<double>(noise.size());
    QVERIFY(std::abs(sum / n) < 4 / std::sqrt(n));
    QVERIFY(std::abs(square / n - 1) < 4 * std::sqrt(2 / n));
    QVERIFY(std::abs(cube / n) < 4 * std::sqrt(15 / n));
    QVERIFY(std::abs(neighbour / n) < 4 / std::sqrt(n));
  }
  void everyPartOfTheAddressMatters() {
    const double base = noiseAt(1, 1, 1, 1, 1, 1, 1);
    QVERIFY(base != noiseAt(2, 1, 1, 1, 1, 1, 1));
    QVERIFY(base != noiseAt(1ULL << 32 | 1, 1, 1, 1, 1, 1, 1));
    QVERIFY(base != noiseAt(1, 2, 1, 1, 1, 1, 1));
    QVERIFY(base != noiseAt(1, 1, 2, 1, 1, 1, 1));
    QVERIFY(base != noiseAt(1, 1, 1, 2, 1, 1, 1));
    QVERIFY(base != noiseAt(1, 1, 1, 1, 2, 1, 1));
    QVERIFY(base != noiseAt(1, 1, 1, 1, 1, 2, 1));
    QVERIFY(base != noiseAt(1, 1, 1, 1, 1, 1, 2));
  }
};

CYTOSKETCH_TEST_CLASS(noisefield, TestNoiseField)
#include "test_noisefield.moc"
