#include "tests/support/testprogram.h"
#include "widgets/sliceview/compositerenderer.h"

#include <QApplication>
#include <QTest>

using namespace cytosketch;

namespace {

/// Channel c is c + 1 tenths everywhere but in the pixel (0, c), where it is 1.
Image<float> twoChannels() {
  Image<float> image({1, 2, 1, 4, 4});
  for (std::int64_t c = 0; c < 2; ++c) {
    float* const values = image.mutableChannel(0, c);
    std::fill_n(values, 16, 0.1F * static_cast<float>(c + 1));
    values[c] = 1.0F;
  }
  return image;
}

std::vector<ChannelLook> looks(bool first, bool second) {
  return {{first, QColor(0, 255, 0)}, {second, QColor(255, 0, 255)}};
}

QColor pixel(CompositeRenderer& renderer, int x, int y) {
  return renderer.render(QRectF(0, 0, 4, 4), QSize(4, 4)).pixelColor(x, y);
}

bool isNear(const QColor& a, const QColor& b) {
  return std::abs(a.red() - b.red()) < 3 && std::abs(a.green() - b.green()) < 3 && std::abs(a.blue() - b.blue()) < 3;
}

} // namespace

class TestCompositeRenderer : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void coloursAddUp() {
    CompositeRenderer renderer;
    renderer.setImage(twoChannels());
    renderer.setLooks(looks(true, true));
    QVERIFY(isNear(pixel(renderer, 0, 0), QColor(51, 255, 51)));
    QVERIFY(isNear(pixel(renderer, 1, 0), QColor(255, 26, 255)));
    QVERIFY(isNear(pixel(renderer, 2, 2), QColor(51, 26, 51)));
  }

  void hiddenChannelsAreLeftOut() {
    CompositeRenderer renderer;
    renderer.setImage(twoChannels());
    renderer.setLooks(looks(true, false));
    QVERIFY(isNear(pixel(renderer, 0, 0), QColor(0, 255, 0)));
    QVERIFY(renderer.setLooks(looks(false, true)));
    QVERIFY(isNear(pixel(renderer, 0, 0), QColor(51, 0, 51)));
    QVERIFY(!renderer.setLooks(looks(false, true)));
    renderer.setLooks(looks(false, false));
    QVERIFY(isNear(pixel(renderer, 0, 0), QColor(0, 0, 0)));
  }

  void eachChannelHasItsLimits() {
    CompositeRenderer renderer;
    renderer.setImage(twoChannels());
    renderer.setLooks(looks(true, true));
    renderer.setContrast(1, {0.2, 0.4, 1.0, Lut::Grey}); // its 0.2 becomes black
    QVERIFY(isNear(pixel(renderer, 2, 2), QColor(0, 26, 0)));
    QVERIFY((renderer.contrast(0) == Contrast()));
    renderer.setContrast({0.0, 0.1, 1.0, Lut::Grey});
    QVERIFY(isNear(pixel(renderer, 2, 2), QColor(255, 255, 255)));
  }

  void oneChannelKeepsItsTable() {
    CompositeRenderer renderer;
    renderer.setLooks(looks(false, false)); // only of images with several
    renderer.setImage(Image<float>({1, 1, 1, 4, 4}, 0.5F));
    QVERIFY(isNear(pixel(renderer, 1, 1), QColor(127, 127, 127)));
    renderer.setTint(QColor(255, 0, 0));
    QVERIFY(isNear(pixel(renderer, 1, 1), QColor(127, 0, 0)));
  }
};

CYTOSKETCH_WIDGET_TEST_CLASS(compositerenderer, TestCompositeRenderer)
#include "test_compositerenderer.moc"
