#include "tests/support/testprogram.h"
#include "widgets/panels/channelbar.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace cytosketch;

class TestChannelBar : public QObject {
  Q_OBJECT

  Document document_;
  std::unique_ptr<ChannelBar> bar_;

  QToolButton* named(const QString& name) const {
    for (QToolButton* const button : bar_->findChildren<QToolButton*>()) {
      if (button->accessibleName() == name) {
        return button;
      }
    }
    return nullptr;
  }
  static void click(QToolButton* button) {
    QTest::mouseClick(button, Qt::LeftButton, {}, QPoint(8, button->height() / 2)); // beside the menu's arrow
  }

private Q_SLOTS:
  void init() {
    Sketch sketch({1, 2, 1, 100, 100});
    sketch.setChannelNames({"nuclei", "membranes"});
    for (std::int32_t channel = 0; channel < 2; ++channel) {
      Cell cell;
      cell.id = static_cast<CellId>(channel + 1);
      cell.channel = channel;
      cell.kind = channel == 0 ? CellKind::Nucleus : CellKind::WholeCell;
      cell.mask = discMask(0, 0, 50, 30 + 40 * channel, 10);
      sketch.put(cell);
    }
    document_.setSketch(sketch);
    bar_ = std::make_unique<ChannelBar>(document_);
    bar_->show();
  }

  void theEyeHidesAndShows() {
    QToolButton* const eye = named("Show membranes");
    QVERIFY(eye && eye->isVisible() && eye->isChecked());
    click(eye);
    QVERIFY(!document_.display()->channel(1).shown);
    QVERIFY(document_.display()->channel(0).shown);
    document_.display()->showAllChannels(); // by another way
    QVERIFY(eye->isChecked());
  }

  void theNameChoosesWhereToDraw() {
    QToolButton* const nuclei = named("Draw in nuclei");
    QToolButton* const membranes = named("Draw in membranes");
    click(nuclei);
    QCOMPARE(document_.currentChannel(), std::int64_t(0));
    document_.display()->setChannelShown(1, false);
    document_.selection()->setOnly(1);
    click(membranes);
    QCOMPARE(document_.currentChannel(), std::int64_t(1));
    QVERIFY(membranes->isChecked() && !nuclei->isChecked());
    QVERIFY(document_.selection()->empty());                           // it was in the other channel
    QVERIFY(document_.display()->channel(1).shown);                    // nobody draws blindly
    QCOMPARE(document_.drawing()->newCellKind(), CellKind::WholeCell); // as the channel's cells
  }

  void aSelectedCellBringsItsChannel() {
    document_.selection()->setOnly(2);
    QVERIFY(named("Draw in membranes")->isChecked());
    document_.selection()->setOnly(1);
    QVERIFY(named("Draw in nuclei")->isChecked());
    document_.selection()->clear(); // stays
    QVERIFY(named("Draw in nuclei")->isChecked());
    document_.selection()->setOnly(2);
    click(named("Draw in membranes")); // its own channel: it stays selected
    QVERIFY(document_.selection()->contains(2));
  }

  void itFollowsNumberAndNames() {
    document_.changeChannels({"nuclei", "walls", "actin"});
    QVERIFY(named("Draw in walls") && !named("Draw in membranes"));
    QTRY_VERIFY(named("Draw in actin")->isVisible()); // the layout shows it
    document_.drawing()->setNewCellChannel(2);
    document_.changeChannels({"nuclei", "walls"});
    QVERIFY(!named("Draw in actin"));
    QCOMPARE(document_.currentChannel(), std::int64_t(1));
    document_.changeChannels({""});
    QVERIFY(!bar_->isVisible());
    document_.undoStack()->undo();
    QVERIFY(bar_->isVisible());
  }
};

CYTOSKETCH_WIDGET_TEST_CLASS(channelbar, TestChannelBar)
#include "test_channelbar.moc"
