#include "engine/sketch/channels.h"

#include "engine/image/error.h"
#include "engine/sketch/raster.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace cytosketch;

namespace {

/// Discs of radius 5 at (y, x).
Sketch discs(std::initializer_list<std::pair<CellId, std::pair<double, double>>> cells, float background) {
  Sketch sketch({1, 1, 1, 40, 60}, {0.5, 0.2, 0.2});
  for (const auto& [id, at] : cells) {
    Cell cell;
    cell.id = id;
    cell.parent = id == 3 ? 1 : 0;
    cell.mask = discMask(0, 0, at.first, at.second, 5);
    sketch.put(cell);
  }
  Shading shading;
  shading.background = background;
  sketch.setShading(shading);
  return sketch;
}

} // namespace

class TestChannels : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void everyChannelIsTheSketchItWas() {
    const std::vector<Sketch> parts{discs({{1, {10, 10}}, {7, {20, 30}}}, 0.1F),
                                    discs({{1, {12, 12}}, {3, {30, 40}}}, 0.3F), discs({{90, {10, 50}}}, 0.0F)};
    const Sketch joined = joinedChannels(parts);
    QVERIFY(joined.extent() == (Extent{1, 3, 1, 40, 60}));
    QVERIFY(joined.spacing() == parts.front().spacing());
    const Image<float> grey = rasteriseGrey(joined);
    for (std::int64_t c = 0; c < 3; ++c) {
      const Image<float> alone = rasteriseGrey(parts[static_cast<std::size_t>(c)]);
      QVERIFY(std::equal(alone.begin(), alone.end(), grey.channel(0, c)));
    }
  }

  void separatedIsTheSketchItWas() {
    std::vector<Sketch> parts{discs({{1, {10, 10}}}, 0.1F), discs({{7, {20, 30}}, {9, {30, 40}}}, 0.3F)};
    parts[0].setChannelNames({"nuclei"});
    parts[1].setChannelNames({"membranes"});
    const Sketch joined = joinedChannels(parts);
    QCOMPARE(joined.channelNames(), (std::vector<std::string>{"nuclei", "membranes"}));
    QVERIFY(separateChannel(joined, 0) == parts[0]);
    QVERIFY(separateChannel(joined, 1) == parts[1]);
  }

  void idsAreKeptApart() {
    const std::vector<Sketch> parts{discs({{1, {10, 10}}, {7, {20, 30}}}, 0.1F),
                                    discs({{1, {12, 12}}, {3, {30, 40}}}, 0.3F), discs({{90, {10, 50}}}, 0.0F)};
    const Sketch joined = joinedChannels(parts);
    QCOMPARE(joined.cellCount(), std::size_t(5));
    QCOMPARE(joined.find(1)->channel, 0);
    QCOMPARE(joined.find(8)->channel, 1); // 1 after 7
    QCOMPARE(joined.find(10)->parent, CellId(8));
    QCOMPARE(joined.find(90)->channel, 2); // free: kept
  }

  void refuses() {
    QVERIFY_EXCEPTION_THROWN(joinedChannels({}), SettingsError);
    const std::vector<Sketch> sizes{discs({{1, {10, 10}}}, 0.0F), Sketch({1, 1, 1, 41, 60})};
    QVERIFY_EXCEPTION_THROWN(joinedChannels(sizes), SettingsError);
    const std::vector<Sketch> already{Sketch({1, 2, 1, 40, 60})};
    QVERIFY_EXCEPTION_THROWN(joinedChannels(already), SettingsError);
    const std::vector<Sketch> high{discs({{4, {10, 10}}}, 0.0F), discs({{4, {10, 10}}, {0xFFFFFFFE, {20, 20}}}, 0.0F)};
    QVERIFY_EXCEPTION_THROWN(joinedChannels(high), SettingsError);
  }
};

CYTOSKETCH_TEST_CLASS(channels, TestChannels)
#include "test_channels.moc"
