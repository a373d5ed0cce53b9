#include "engine/image/error.h"
#include "tests/support/testprogram.h"
#include "widgets/document/celledits.h"
#include "widgets/document/paintstroke.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

using namespace cytosketch;

class TestChannels : public QObject {
  Q_OBJECT

  static Document* twoChannels(QObject* parent) {
    auto* const document = new Document(parent);
    Sketch sketch({1, 2, 1, 100, 100});
    sketch.setChannelNames({"nuclei"});
    for (std::int32_t channel = 0; channel < 2; ++channel) {
      Cell cell;
      cell.id = static_cast<CellId>(channel + 1);
      cell.channel = channel;
      cell.mask = discMask(0, 0, 50, 50, channel == 0 ? 10 : 25);
      sketch.put(cell);
    }
    document->setSketch(sketch);
    return document;
  }

private Q_SLOTS:
  void namesAndNumberAreOneUndoStep() {
    Document* const document = twoChannels(this);
    QCOMPARE(document->channelName(0), QString("nuclei"));
    QCOMPARE(document->channelName(1), QString("Channel 2"));
    QSignalSpy extent(document, &Document::extentChanged);
    document->changeChannels({"a", "b", "c"});
    QCOMPARE(document->sketch().extent().c, std::int64_t(3));
    QCOMPARE(document->channelName(2), QString("c"));
    QCOMPARE(extent.count(), 1);
    document->changeChannels({"alone"});
    QCOMPARE(document->sketch().find(2)->channel, 0); // cells of channels that are gone stay
    QCOMPARE(document->undoStack()->count(), 2);
    document->undoStack()->undo();
    document->undoStack()->undo();
    QCOMPARE(document->channelName(0), QString("nuclei"));
    QCOMPARE(document->sketch().find(2)->channel, 1);
    document->changeChannels({"nuclei", ""}); // as it is
    QCOMPARE(document->undoStack()->count(), 2);
    QVERIFY(document->undoStack()->canRedo());
    QVERIFY_EXCEPTION_THROWN(document->changeChannels({QString(100, 'x'), "b"}), SettingsError);
    QVERIFY_EXCEPTION_THROWN(document->changeChannels({}), SettingsError);
    QCOMPARE(document->channelName(0), QString("nuclei"));
  }

  void namesOutlastOtherSizes() {
    Document* const document = twoChannels(this);
    document->changeExtent({1, 2, 1, 80, 120});
    QCOMPARE(document->channelName(0), QString("nuclei"));
    document->changeExtent({5, 2, 1, 80, 120});
    document->swapSlicesAndFrames();
    QCOMPARE(document->channelName(0), QString("nuclei"));
  }

  void hiddenChannelsAreNotUnderTheMouse() {
    Document* const document = twoChannels(this);
    auto* const display = document->display();
    QCOMPARE(document->shownCellAt({0, 0, 50, 50})->id, CellId(2)); // the same kind: the higher id
    display->setChannelShown(1, false);
    QCOMPARE(document->shownCellAt({0, 0, 50, 50})->id, CellId(1));
    QVERIFY(!document->shownCellAt({0, 0, 50, 70}));
    display->showOnlyChannel(1);
    QCOMPARE(document->shownCellAt({0, 0, 50, 50})->id, CellId(2));
    display->setChannelShown(1, false);
    QVERIFY(!document->shownCellAt({0, 0, 50, 50}));
    document->setSketch(document->sketch()); // another sketch is shown whole
    QVERIFY(display->allChannelsShown());
  }

  void paintingStaysInItsChannel() {
    Document* const document = twoChannels(this);
    document->drawing()->setBrushRadius(4);
    document->selection()->setOnly(2);
    const Cell before = *document->sketch().find(1);
    PaintStroke(*document, PaintStroke::Mode::Paint, 5, 5); // a new cell, as no cell is here
    document->selection()->setOnly(1);
    PaintStroke(*document, PaintStroke::Mode::Paint, 50, 72); // on cell 2, which is of another channel
    QVERIFY(*document->sketch().find(1) == before);
    QCOMPARE(document->sketch().find(2)->mask.count(), discMask(0, 0, 50, 50, 25).count());
    QCOMPARE(document->sketch().cellCount(), std::size_t(4));
    // Preserving the others only heeds those of the channel.
    document->drawing()->setPreserveOthers(true);
    document->drawing()->setNewCellChannel(1);
    document->selection()->clear();
    const CellId added = CellEdits(*document).add(discMask(0, 0, 50, 50, 30), "add");
    const CellPtr ring = document->sketch().find(added);
    QCOMPARE(ring->channel, 1);
    QCOMPARE(ring->mask.count(), discMask(0, 0, 50, 50, 30).count() - discMask(0, 0, 50, 50, 25).count());
  }

  void theEraserPassesOverHiddenChannels() {
    Document* const document = twoChannels(this);
    document->drawing()->setBrushRadius(4);
    document->display()->setChannelShown(0, false);
    PaintStroke(*document, PaintStroke::Mode::Erase, 50, 50);
    QVERIFY(document->sketch().find(1)->mask.test(0, 0, 50, 50));
    QVERIFY(!document->sketch().find(2)->mask.test(0, 0, 50, 50));
  }
};

CYTOSKETCH_WIDGET_TEST_CLASS(channels, TestChannels)
#include "test_channels.moc"
