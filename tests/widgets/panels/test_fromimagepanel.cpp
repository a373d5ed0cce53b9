#include "tests/support/testprogram.h"
#include "widgets/panels/fromimagepanel.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

using namespace cytosketch;

/// The From Image panel, driven by keys and mouse.
class TestFromImagePanel : public QObject {
  Q_OBJECT

private:
  static void type(FromImagePanel& panel, const char* key, const QString& text) {
    auto* const spin = panel.findChild<QAbstractSpinBox*>(key);
    QVERIFY(spin);
    spin->selectAll();
    QTest::keyClicks(spin, text);
    QTest::keyClick(spin, Qt::Key_Return);
  }

private Q_SLOTS:
  void startsWithTheDefaults() {
    FromImagePanel panel;
    panel.show();
    for (const SegmentationKind kind : {SegmentationKind::Nuclei, SegmentationKind::Membranes}) {
      auto* const combo = panel.findChild<QComboBox*>("imageKind");
      combo->setCurrentIndex(combo->findData(int(kind)));
      const SegmentationSettings settings = panel.settings();
      QCOMPARE(settings.kind, kind);
      for (const Parameter& row : segmentationParameters(kind)) {
        QCOMPARE(settings.value(row.key), row.fallback);
      }
    }
  }

  void automaticValuesAreShownAndCanBeGiven() {
    FromImagePanel panel;
    panel.show();
    auto* const automatic = panel.findChild<QCheckBox*>("size.auto");
    auto* const size = panel.findChild<QAbstractSpinBox*>("size");
    QVERIFY(automatic->isChecked() && !size->isEnabled());
    Segmentation found;
    found.cells = 12;
    found.size = 21.5;
    found.sizeEstimated = true;
    panel.showResult(found);
    QVERIFY(size->text().startsWith(QLocale().toString(21.5, 'f', 2)));
    QCOMPARE(panel.settings().value("size"), 0.0); // still automatic
    QSignalSpy changed(&panel, &FromImagePanel::settingsChanged);
    automatic->setChecked(false);
    QVERIFY(size->isEnabled());
    QCOMPARE(panel.settings().value("size"), 21.5); // goes on from what was estimated
    type(panel, "size", "30");
    QCOMPARE(panel.settings().value("size"), 30.0);
    QVERIFY(changed.count() >= 2);
    automatic->setChecked(true);
    QCOMPARE(panel.settings().value("size"), 0.0);
  }

  void kindsKeepTheirValues() {
    FromImagePanel panel;
    panel.show();
    type(panel, "edge", "33");
    auto* const combo = panel.findChild<QComboBox*>("imageKind");
    combo->setCurrentIndex(1);
    combo->setCurrentIndex(0);
    QCOMPARE(panel.settings().value("edge"), 33.0);
  }

  void channelsAreOfferedWhereThereAreSeveral() {
    FromImagePanel panel;
    panel.show();
    auto* const channel = panel.findChild<QSpinBox*>("imageChannel");
    QVERIFY(!channel->isVisible());
    panel.setImage("three.tif", 3);
    QVERIFY(channel->isVisible());
    channel->setValue(3);
    QCOMPARE(panel.channel(), std::int64_t{2});
    panel.setImage("one.tif", 1);
    QVERIFY(!channel->isVisible());
    QCOMPARE(panel.channel(), std::int64_t{0});
  }

  void theButtonNeedsCells() {
    FromImagePanel panel;
    panel.show();
    auto* const button = panel.findChild<QPushButton*>("makeSketch");
    QSignalSpy requested(&panel, &FromImagePanel::sketchRequested);
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(requested.count(), 0);
    Segmentation found;
    panel.showResult(found);
    QVERIFY(!button->isEnabled());
    found.cells = 3;
    panel.showResult(found);
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(requested.count(), 1);
    panel.setProgress(0.1); // what is shown is about to change
    QVERIFY(!button->isEnabled());
  }
};

CYTOSKETCH_WIDGET_TEST_CLASS(fromimagepanel, TestFromImagePanel)
#include "test_fromimagepanel.moc"
