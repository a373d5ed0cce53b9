#include "engine/image/image.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <algorithm>

using namespace cytosketch;

class TestImage : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void axes();
  void copyOnWrite();
  void ownerOutlivesImage();
  void emptyImage();
  void refusesExtents();
  void boxes();
};

void TestImage::axes() {
  const Extent extent{2, 3, 4, 5, 6};
  Image<int> image(extent);
  std::generate_n(image.mutableData(), image.size(), [n = 0]() mutable { return n++; });
  int next = 0; // x runs fastest, then y, z, c, t
  for (std::int64_t t = 0; t < 2; ++t) {
    for (std::int64_t c = 0; c < 3; ++c) {
      QCOMPARE(*image.channel(t, c), next);
      for (std::int64_t z = 0; z < 4; ++z) {
        for (std::int64_t y = 0; y < 5; ++y) {
          for (std::int64_t x = 0; x < 6; ++x) {
            QCOMPARE(image.at(t, c, z, y, x), next++);
          }
        }
      }
    }
  }
  QCOMPARE(image.size(), 720U);
  QCOMPARE(extent.voxels(), 720);
  QCOMPARE(extent.volume(), 120);
  QCOMPARE(Image<int>({1, 1, 1, 2, 3}, std::vector<int>{0, 1, 2, 3, 4, 5}).at(1, 2), 5);
}

void TestImage::copyOnWrite() {
  Image<float> original({1, 1, 1, 2, 2}, 1.0F);
  const float* before = original.data();
  Image<float> copy = original;
  QCOMPARE(copy.data(), before); // copying is free
  copy.mutableData()[0] = 5.0F;
  QVERIFY(copy.data() != before);
  QCOMPARE(original.data(), before);
  QCOMPARE(original.at(0, 0), 1.0F);
  QCOMPARE(copy.at(0, 0), 5.0F);
  original.mutableData()[1] = 7.0F; // now alone, so in place
  QCOMPARE(original.data(), before);
  const Image<float> second = copy;
  copy.mutableChannel(0, 0)[0] = 6.0F;
  QCOMPARE(second.at(0, 0), 5.0F);
}

void TestImage::ownerOutlivesImage() {
  std::shared_ptr<const void> owner;
  const float* data = nullptr;
  {
    Image<float> image({1, 1, 1, 100, 100}, 3.0F);
    owner = image.owner();
    data = image.data();
    image.mutableData()[0] = 4.0F; // the preview that holds the owner keeps its picture
    QCOMPARE(image.at(0, 0), 4.0F);
  }
  QVERIFY(std::all_of(data, data + 10000, [](float v) { return v == 3.0F; }));
}

void TestImage::emptyImage() {
  const Image<float> image;
  QVERIFY(image.empty());
  QCOMPARE(image.size(), 0U);
  QVERIFY(image.data() == nullptr);
  QVERIFY(image.begin() == image.end());
  QCOMPARE(image.extent().voxels(), 0);
}

void TestImage::refusesExtents() {
  QVERIFY_EXCEPTION_THROWN(Image<float>({1, 1, 1, 0, 5}), SettingsError);
  QVERIFY_EXCEPTION_THROWN(Image<float>({1, 1, -1, 5, 5}), SettingsError);
  QVERIFY_EXCEPTION_THROWN(Image<float>({1, 1, 1, 2, 2}, std::vector<float>(3)), SettingsError);
  constexpr std::int64_t huge = std::int64_t{1} << 40U;
  QVERIFY_EXCEPTION_THROWN(Image<float>({1, 1, huge, huge, huge}), MemoryError); // overflows
#ifndef __SANITIZE_ADDRESS__ // whose allocator ends the program instead of throwing bad_alloc
  QVERIFY_EXCEPTION_THROWN(Image<float>({1, 1, 1, 1, std::int64_t{1} << 60U}), MemoryError);
#endif
}

void TestImage::boxes() {
  QCOMPARE(extentText({1, 2, 3, 4, 5}), std::string("1x2x3x4x5"));
  const Box shifted{-1, 2, 3, 1, 5, 7};
  std::size_t place = 0; // x runs fastest, then y, z
  for (std::int64_t z = -1; z < 1; ++z) {
    for (std::int64_t y = 2; y < 5; ++y) {
      for (std::int64_t x = 3; x < 7; ++x) {
        QCOMPARE(shifted.offset(z, y, x), place++);
      }
    }
  }
  QCOMPARE(shifted.voxels(), place);
  QCOMPARE((Box{0, 5, 0, 1, 2, 3}).voxels(), 0U);
  const Box a{0, 0, 0, 1, 10, 20};
  const Box b{0, 5, 15, 1, 12, 30};
  QVERIFY((a.intersected(b) == Box{0, 5, 15, 1, 10, 20}));
  QVERIFY((a.united(b) == Box{0, 0, 0, 1, 12, 30}));
  QVERIFY((a.united(Box{}) == a) && (Box{}.united(a) == a));
  QVERIFY((!a.intersects(Box{0, 10, 0, 1, 20, 20}))); // half open: they only touch
  QVERIFY((Box::whole({1, 1, 1, 10, 20}) == a));
}

CYTOSKETCH_TEST_CLASS(image, TestImage)
#include "test_image.moc"
