#include "engine/sketch/raster.h"
#include "tests/support/testprogram.h"
#include "tests/widgets/cells3d.h"
#include "widgets/volumeview/volumeview.h"

#include <QApplication>
#include <QMainWindow>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <set>

using namespace cytosketch;

namespace {

void keep(const QImage& picture, const QString& name) {
  if (const QString folder = qEnvironmentVariable("CYTOSKETCH_KEEP_PICTURES"); !folder.isEmpty()) {
    picture.save(folder + QLatin1Char('/') + name + QStringLiteral(".png"));
  }
}

double hueDistance(const QColor& a, const QColor& b) {
  const double difference = std::abs(a.hueF() - b.hueF());
  return std::min(difference, 1.0 - difference);
}

struct Fixture {
  explicit Fixture(const Sketch& sketch = ellipsoidSketch(20)) {
    document.setSketch(sketch);
    view = std::make_unique<VolumeView>(&document);
    view->resize(560, 420);
    view->show();
  }
  bool wait() const {
    return QTest::qWaitForWindowExposed(view.get()) &&
           QTest::qWaitFor([this] { return view->missingSurfaces() == 0; }, 30000);
  }
  /// The picture below the bar, when nothing moves any more.
  QImage grab(const QString& name = QString()) const {
    QTest::qWait(500);
    const QImage picture = view->grab().toImage();
    if (!name.isEmpty()) {
      keep(picture, name);
    }
    return picture;
  }
  Document document;
  std::unique_ptr<VolumeView> view;
};

void clickAt(VolumeView& view, const QPoint& at) {
  QWidget* const target = view.childAt(at);
  QTest::mouseClick(target, Qt::LeftButton, {}, target->mapFrom(&view, at));
}

/// Pixels of the picture's lower four fifths that are neither surround nor grey: cells or a coloured volume.
int coloured(const QImage& picture) {
  int count = 0;
  for (int y = picture.height() / 5; y < picture.height(); ++y) {
    for (int x = 0; x < picture.width(); ++x) {
      const QColor colour = picture.pixelColor(x, y);
      count += colour.saturation() > 60 && colour.value() > 50 ? 1 : 0;
    }
  }
  return count;
}

int bright(const QImage& picture) {
  int count = 0;
  for (int y = picture.height() / 5; y < picture.height(); ++y) {
    for (int x = 0; x < picture.width(); ++x) {
      count += qGray(picture.pixel(x, y)) > 150 ? 1 : 0;
    }
  }
  return count;
}

} // namespace

class TestVolumeView : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void initTestCase() {
    Fixture fixture;
    QVERIFY(QTest::qWaitForWindowExposed(fixture.view.get()));
    if (!fixture.view->problem().isEmpty()) {
      QSKIP(qPrintable("this screen has no OpenGL: " + fixture.view->problem()));
    }
  }

  void cellsAppearInTheirColours() {
    Fixture fixture;
    QVERIFY(fixture.wait());
    const QImage picture = fixture.grab("cells");
    std::set<int> seen;
    for (int y = picture.height() / 5; y < picture.height(); ++y) {
      for (int x = 0; x < picture.width(); ++x) {
        const QColor colour = picture.pixelColor(x, y);
        for (int i = 0; i < CellColours::cycleLength && colour.saturation() > 90; ++i) {
          if (hueDistance(colour, CellColours::cycle(i)) < 0.015) {
            seen.insert(i);
          }
        }
      }
    }
    QCOMPARE(int(seen.size()), CellColours::cycleLength);
    QVERIFY(fixture.document.sketch().cellCount() == 20);
    fixture.view->setCellsShown(false);
    QVERIFY(coloured(fixture.grab()) < coloured(picture) / 10); // the crosshair is left
  }

  void aClickSelectsTheCellThatIsDrawnThere() {
    Fixture fixture;
    QVERIFY(fixture.wait());
    fixture.document.position()->setPlace(0, 0, 0); // the crosshair out of the way
    const QImage picture = fixture.grab();
    int found = 0;
    const std::array around{QPoint(-3, 0), QPoint(3, 0), QPoint(0, -3), QPoint(0, 3)};
    for (const auto& [id, cell] : fixture.document.sketch().cells()) {
      const Box box = cell->mask.bounds();
      const QPoint at =
          fixture.view->positionOf((box.z0 + box.z1) / 2, (box.y0 + box.y1) / 2, (box.x0 + box.x1) / 2).toPoint();
      const QColor drawn = picture.pixelColor(at);
      // Where two cells meet on the screen a pixel may belong to either.
      const bool edge = std::any_of(around.begin(), around.end(), [&](const QPoint& beside) {
        return hueDistance(picture.pixelColor(at + beside), drawn) > 0.02;
      });
      if (edge) {
        continue;
      }
      fixture.document.selection()->clear();
      clickAt(*fixture.view, at);
      const CellId picked = fixture.document.selection()->current();
      QVERIFY2(picked != 0, qPrintable(QString::number(id)));
      QVERIFY2(hueDistance(drawn, fixture.document.cellColour(picked)) < 0.03,
               qPrintable(QString("cell %1: picked %2").arg(id).arg(picked)));
      // The crosshair is on the picked cell.
      const Cursor::Voxel& voxel = fixture.document.position()->voxel();
      QVERIFY(fixture.document.sketch().find(picked)->mask.test(voxel.t, voxel.z, voxel.y, voxel.x));
      found += picked == id ? 1 : 0;
    }
    QVERIFY2(found >= 12, qPrintable(QString::number(found))); // a few hide behind others
    clickAt(*fixture.view, QPoint(6, 410));
    QVERIFY(fixture.document.selection()->empty());
  }

  void theSelectedCellGetsARim() {
    Fixture fixture;
    QVERIFY(fixture.wait());
    const int before = bright(fixture.grab());
    fixture.document.selection()->setOnly(8);
    QVERIFY(bright(fixture.grab("selected")) > before + 100);
  }

  void draggingTurnsAndHomeTurnsBack() {
    Fixture fixture;
    QVERIFY(fixture.wait());
    const QImage before = fixture.grab();
    QWidget* const picture = fixture.view->childAt(QPoint(280, 250));
    QTest::mousePress(picture, Qt::LeftButton, {}, QPoint(200, 200));
    for (int i = 1; i <= 8; ++i) {
      QTest::mouseMove(picture, QPoint(200 + 10 * i, 200));
      QMouseEvent move(QEvent::MouseMove, QPointF(200 + 10 * i, 200), picture->mapToGlobal(QPointF(200 + 10 * i, 200)),
                       Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
      QCoreApplication::sendEvent(picture, &move);
    }
    QTest::mouseRelease(picture, Qt::LeftButton, {}, QPoint(280, 200));
    QVERIFY(fixture.document.selection()->empty()); // a drag is no click
    const QImage turned = fixture.grab("turned");
    QVERIFY(turned != before);
    QVERIFY(coloured(turned) > coloured(before) / 2);
    QTest::keyClick(fixture.view.get(), Qt::Key_Home);
    QCOMPARE(fixture.grab(), before);
  }

  void aVolumeInEveryPreset() {
    Fixture fixture;
    QVERIFY(fixture.wait());
    fixture.view->setCellsShown(false);
    const QImage nothing = fixture.grab();
    fixture.view->setImage(rasteriseGrey(fixture.document.sketch()), 0.0, 1.0);
    for (const VolumePreset preset : volumePresets) {
      fixture.view->setPreset(preset);
      QCOMPARE(fixture.view->preset(), preset);
      const QImage picture = fixture.grab("preset-" + presetKey(preset));
      int changed = 0;
      for (int y = picture.height() / 5; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x) {
          changed += std::abs(qGray(picture.pixel(x, y)) - qGray(nothing.pixel(x, y))) > 25 ? 1 : 0;
        }
      }
      QVERIFY2(changed > 3000, qPrintable(presetKey(preset) + QString(": %1").arg(changed)));
    }
    fixture.view->setImageShown(false);
    QCOMPARE(bright(fixture.grab()), bright(nothing));
  }

  /// One channel bright on the left, the other on the right: each in its colour, and gone when it is hidden.
  void channelsAreSeenTogetherInTheirColours() {
    Sketch sketch({1, 2, 12, 40, 60}, {1.0, 1.0, 1.0});
    Fixture fixture(sketch);
    QVERIFY(fixture.wait());
    Image<float> image(sketch.extent(), 0.0F);
    for (std::int64_t c = 0; c < 2; ++c) {
      for (std::int64_t row = 0; row < 12 * 40; ++row) {
        std::fill_n(image.mutableChannel(0, c) + row * 60 + (c == 0 ? 4 : 36), 20, c == 0 ? 1.0F : 0.5F);
      }
    }
    auto& display = *fixture.document.display();
    display.setChannelColour(0, QColor(0, 255, 0));
    display.setChannelColour(1, QColor(255, 0, 255));
    fixture.view->setImage(image, {{0.0, 1.0}, {0.0, 0.5}}); // the second one's white is at half the number
    const auto like = [](const QImage& picture, const QColor& colour) {
      int count = 0;
      for (int y = picture.height() / 5; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x) {
          const QColor pixel = picture.pixelColor(x, y);
          count += pixel.saturation() > 150 && pixel.value() > 120 && hueDistance(pixel, colour) < 0.05 ? 1 : 0;
        }
      }
      return count;
    };
    for (const VolumePreset preset : volumePresets) {
      if (preset == VolumePreset::ByLabel) {
        continue; // has the colours of cells
      }
      fixture.view->setPreset(preset);
      const QImage both = fixture.grab("channels-" + presetKey(preset));
      const int green = like(both, QColor(0, 255, 0)), magenta = like(both, QColor(255, 0, 255));
      QVERIFY2(green > 3000 && magenta > 3000, qPrintable(QString("%1 %2").arg(green).arg(magenta)));
      display.setChannelShown(1, false);
      const QImage one = fixture.grab();
      QVERIFY(like(one, QColor(0, 255, 0)) > 3000);
      QVERIFY(like(one, QColor(255, 0, 255)) < 50);
      display.setChannelShown(0, false);
      QVERIFY(like(fixture.grab(), QColor(0, 255, 0)) < 600); // the crosshair's line
      display.showAllChannels();
    }
    fixture.view->setPreset(VolumePreset::ByLabel); // does not break
    fixture.grab();
  }

  void cellsOfHiddenChannelsAreHidden() {
    Sketch sketch = ellipsoidSketch(20);
    Sketch two({1, 2, sketch.extent().z, sketch.extent().y, sketch.extent().x}, sketch.spacing());
    for (const auto& [id, cell] : sketch.cells()) {
      Cell moved = *cell;
      moved.channel = id % 2 == 0 ? 1 : 0;
      two.put(std::move(moved));
    }
    Fixture fixture(two);
    QVERIFY(fixture.wait());
    const int all = coloured(fixture.grab());
    fixture.document.display()->setChannelShown(1, false);
    QVERIFY(fixture.wait());
    const int half = coloured(fixture.grab());
    QVERIFY2(half > all / 5 && half < all * 4 / 5, qPrintable(QString("%1 of %2").arg(half).arg(all)));
  }

  void theClippingBoxCutsCellsAndVolume() {
    Fixture fixture;
    QVERIFY(fixture.wait());
    const int all = coloured(fixture.grab());
    const Extent& extent = fixture.document.sketch().extent();
    fixture.view->setClip({0, 0, 0, extent.z, extent.y, extent.x / 2});
    const int half = coloured(fixture.grab("clip"));
    QVERIFY2(half > all / 5 && half < all * 7 / 10, qPrintable(QString("%1 of %2").arg(half).arg(all)));
    // What is cut away cannot be picked: the cells of the right half.
    for (const auto& [id, cell] : fixture.document.sketch().cells()) {
      const Box box = cell->mask.bounds();
      if (box.x0 >= extent.x / 2) {
        const QPoint at =
            fixture.view->positionOf((box.z0 + box.z1) / 2, (box.y0 + box.y1) / 2, (box.x0 + box.x1) / 2).toPoint();
        clickAt(*fixture.view, at);
        QVERIFY(!fixture.document.selection()->contains(id));
      }
    }
  }

  void changedAndRemovedCells() {
    Fixture fixture;
    QVERIFY(fixture.wait());
    const int before = coloured(fixture.grab());
    CellChanges changes;
    for (const auto& [id, cell] : fixture.document.sketch().cells()) {
      if (id > 4) {
        changes.push_back({id, cell, nullptr});
      }
    }
    fixture.document.changeCells(changes, "remove");
    QTest::qWait(400);
    QVERIFY(fixture.wait());
    QVERIFY(coloured(fixture.grab()) < before / 2);
    fixture.document.undoStack()->undo();
    QTest::qWait(400);
    QVERIFY(fixture.wait());
    QVERIFY(std::abs(coloured(fixture.grab()) - before) < before / 10);
  }

  void movesToAnotherWindowAndBack() {
    Fixture fixture;
    QVERIFY(fixture.wait());
    const int before = coloured(fixture.grab());
    QMainWindow other;
    other.resize(560, 420);
    other.setCentralWidget(fixture.view.get());
    other.show();
    QVERIFY(QTest::qWaitForWindowExposed(&other));
    QVERIFY(coloured(fixture.grab("moved")) > before / 2);
    other.takeCentralWidget()->setParent(nullptr);
    fixture.view->show();
    QVERIFY(fixture.wait());
    QVERIFY(coloured(fixture.grab()) > before / 2);
  }

  void endsWhileAFrameIsDue() {
    for (int round = 0; round < 5; ++round) {
      Fixture fixture;
      QVERIFY(QTest::qWaitForWindowExposed(fixture.view.get()));
      fixture.view->resetCamera();
    }
  }
};

CYTOSKETCH_WIDGET_TEST_CLASS(volumeview, TestVolumeView)
#include "test_volumeview.moc"
