#include "engine/image/grey.h"
#include "engine/study/patches.h"
#include "studyscene.h"
#include "tests/support/testprogram.h"

#include <QtTest>

#include <algorithm>
#include <set>

using namespace cytosketch;

namespace {

/// Every voxel its own grey.
Image<float> ramp(const Extent& e) {
  Image<float> image(e);
  for (std::size_t i = 0; i < image.size(); ++i) {
    image.mutableData()[i] = static_cast<float>(i) / static_cast<float>(image.size());
  }
  return image;
}

} // namespace

class TestPatches : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void placesLieNearLabels() {
    const Image<std::uint32_t> labels = sceneLabels(200, 300);
    const std::vector<PatchPlace> places = patchPlaces(labels, 16, 500, 3);
    QCOMPARE(places.size(), std::size_t{500});
    std::set<std::pair<std::int64_t, std::int64_t>> different;
    for (const PatchPlace& place : places) {
      different.insert({place.y, place.x});
      bool near = false; // some labelled voxel within half a patch
      for (std::int64_t y = std::max<std::int64_t>(0, place.y - 8); y <= std::min<std::int64_t>(199, place.y + 8);
           ++y) {
        for (std::int64_t x = std::max<std::int64_t>(0, place.x - 8); x <= std::min<std::int64_t>(299, place.x + 8);
             ++x) {
          near = near || labels.data()[y * 300 + x] != 0;
        }
      }
      QVERIFY(near);
    }
    QVERIFY(different.size() > 300);
    QVERIFY(patchPlaces(labels, 16, 500, 3) == places);
    QVERIFY(patchPlaces(labels, 16, 500, 4) != places);
    QVERIFY(patchPlaces(Image<std::uint32_t>({1, 1, 1, 20, 20}), 16, 5, 1).empty());
  }

  void allLabelsAndSlicesAreMet() {
    Image<std::uint32_t> labels({2, 1, 3, 10, 10});
    for (std::int64_t t = 0; t < 2; ++t) {
      for (std::int64_t z = 0; z < 3; ++z) {
        labels.mutableData()[labels.offset(t, 0, z, 5, 5)] = 1;
      }
    }
    std::map<std::pair<std::int64_t, std::int64_t>, int> hits;
    for (const PatchPlace& place : patchPlaces(labels, 2, 600, 1)) {
      ++hits[{place.t, place.z}];
      QVERIFY(std::abs(place.y - 5) <= 1 && std::abs(place.x - 5) <= 1);
    }
    QCOMPARE(hits.size(), std::size_t{6});
    for (const auto& [slice, count] : hits) {
      QVERIFY(count > 60 && count < 140);
    }
  }

  void patchesAreWhatLiesThere() {
    const Image<float> image = ramp({1, 2, 3, 20, 30});
    std::vector<float> values;
    appendPatches(image, {{0, 1, 10, 12}, {0, 2, 0, 29}}, 8, values);
    QCOMPARE(values.size(), std::size_t{2 * 64});
    for (std::int64_t y = 0; y < 8; ++y) {
      for (std::int64_t x = 0; x < 8; ++x) {
        QCOMPARE(values[std::size_t(y * 8 + x)], networkValue(image.data()[image.offset(0, 0, 1, 6 + y, 8 + x)]));
        QCOMPARE(values[std::size_t(64 + y * 8 + x)], // moved inside
                 networkValue(image.data()[image.offset(0, 0, 2, y, 22 + x)]));
      }
    }
  }

  void smallImagesAreMirrored() {
    const Image<float> image = ramp({1, 1, 1, 3, 2});
    std::vector<float> values;
    appendPatches(image, {{0, 0, 1, 1}}, 8, values);
    // Rows from −3 and columns from −3, half-sample symmetric: 2 1 0 | 0 1 2 | 2 1 and 1 1 0 | 0 1 | 1 0 0.
    constexpr std::array<int, 8> rows{2, 1, 0, 0, 1, 2, 2, 1};
    constexpr std::array<int, 8> columns{1, 1, 0, 0, 1, 1, 0, 0};
    for (std::size_t y = 0; y < 8; ++y) {
      for (std::size_t x = 0; x < 8; ++x) {
        QCOMPARE(values[y * 8 + x], networkValue(image.data()[rows[y] * 2 + columns[x]]));
      }
    }
  }

  void theFullestPlaceIsShown() {
    const Image<std::uint32_t> labels = sceneLabels();
    QCOMPARE(fullestPlace(labels, {{0, 0, 5, 28}, {0, 0, 35, 24}, {0, 0, 47, 55}}, 16), (PatchPlace{0, 0, 35, 24}));
    const Image<std::uint8_t> picture = thumbnailAt(ramp(labels.extent()), {0, 0, 35, 24}, 16);
    QCOMPARE(picture.extent(), (Extent{1, 1, 1, 16, 16}));
    const double share = (27.0 * 56.0 + 16.0) / (48.0 * 56.0);
    QCOMPARE(int(picture.data()[0]), int(std::lround(255.0 * share)));
    QCOMPARE(thumbnailAt(ramp(labels.extent()), {0, 0, 0, 0}, 128).extent(), labels.extent());
  }
};

CYTOSKETCH_TEST_CLASS(patches, TestPatches)
#include "test_patches.moc"
