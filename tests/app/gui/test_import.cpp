#include "app/gui/mainwindow.h"
#include "engine/imageio/imagefile.h"
#include "tests/support/testprogram.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace cytosketch;

/// Importing annotations through the window.
class TestImport : public QObject {
  Q_OBJECT

  std::unique_ptr<QTemporaryDir> home_;
  QString in(const QString& name) const { return home_->filePath(name); }

  /// Two cells, 3 and 9, on 40 × 40 pixels.
  void writeLabelFile(const QString& name) const {
    Image<std::uint32_t> labels({1, 1, 1, 40, 40}, 0U);
    std::uint32_t* const voxels = labels.mutableData();
    for (std::int64_t y = 5; y < 15; ++y) {
      std::fill_n(voxels + labels.offset(0, 0, 0, y, 5), 10, 3U);
      std::fill_n(voxels + labels.offset(0, 0, 0, y, 25), 10, 9U);
    }
    QDir().mkpath(QFileInfo(in(name)).absolutePath());
    writeLabels(labels, in(name).toStdString());
  }
  void writeImageFile(const QString& name) const {
    Image<std::uint8_t> image({1, 1, 1, 40, 40}, std::uint8_t(10));
    std::uint8_t* const voxels = image.mutableData();
    for (std::int64_t y = 5; y < 15; ++y) {
      std::fill_n(voxels + image.offset(0, 0, 0, y, 5), 10, std::uint8_t(210));
      std::fill_n(voxels + image.offset(0, 0, 0, y, 25), 10, std::uint8_t(110));
    }
    QDir().mkpath(QFileInfo(in(name)).absolutePath());
    writeImage(image, in(name).toStdString());
  }

  static QPushButton* buttonOf(MainWindow& window, const QString& text) {
    for (QPushButton* const button : window.importBar()->findChildren<QPushButton*>()) {
      if (button->text().remove('&') == text) {
        return button;
      }
    }
    return nullptr;
  }
  static QComboBox* listOf(MainWindow& window, const QString& name) {
    for (QComboBox* const list : window.importBar()->findChildren<QComboBox*>()) {
      if (list->accessibleName() == name) {
        return list;
      }
    }
    return nullptr;
  }
  static void drop(MainWindow& window, const QString& path) {
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&window, &enter); // a drop goes to the widget that the drag has entered
    QDropEvent event(QPointF(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&window, &event);
  }

private Q_SLOTS:
  void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
  void init() { home_ = std::make_unique<QTemporaryDir>(); }

  void aDroppedFolderIsAskedAboutAndOpened() {
    writeLabelFile("set/masks/a.tif");
    writeLabelFile("set/masks/b.tif");
    writeImageFile("set/images/b.tif");
    MainWindow window(in("user").toStdString());
    window.show();
    drop(window, in("set"));
    QVERIFY(window.importBar()->isVisible());
    QTRY_VERIFY(buttonOf(window, "Open as Sketch")->isVisible());
    QVERIFY(window.startCardShown()); // nothing happens unasked
    QComboBox* const items = listOf(window, "Image");
    QCOMPARE(items->count(), 2);
    QComboBox* const greys = listOf(window, "Greys");
    QCOMPARE(greys->count(), 2); // by chance, another image
    items->setCurrentIndex(1);
    QCOMPARE(greys->count(), 3);
    QCOMPARE(greys->currentText(), QString("Measured in its real image"));
    QCOMPARE(window.focusWidget(), buttonOf(window, "Open as Sketch"));
    QTest::keyClick(buttonOf(window, "Open as Sketch"), Qt::Key_Return);
    QTRY_VERIFY(!window.startCardShown());
    QVERIFY(!window.importBar()->isVisible());
    const Sketch& sketch = window.document()->sketch();
    QCOMPARE(sketch.cellCount(), std::size_t(2));
    QCOMPARE(sketch.find(3)->greyAt(0), 1.0F);
    QCOMPARE(sketch.find(9)->greyAt(0), 0.5F);
    QVERIFY(window.document()->isModified()); // it asks to be saved
    window.document()->undoStack()->setClean();
  }

  void theMenuShowsTheBarAndEscapeClosesIt() {
    MainWindow window(in("user").toStdString());
    window.show();
    (*window.actionSet())["file.import"]->trigger();
    QVERIFY(window.importBar()->isVisible());
    QCOMPARE(window.focusWidget(), buttonOf(window, "File…"));
    QTest::keyClick(buttonOf(window, "File…"), Qt::Key_Escape);
    QVERIFY(!window.importBar()->isVisible());
  }

  void aTypedNameIsReadWithWhatIsChosen() {
    writeLabelFile("mask.png");
    MainWindow window(in("user").toStdString());
    window.show();
    (*window.actionSet())["file.import"]->trigger();
    auto* const path = window.importBar()->findChild<QLineEdit*>();
    path->setText(in("mask.png"));
    QTest::keyClick(path, Qt::Key_Return);
    QTRY_VERIFY(buttonOf(window, "Open as Sketch")->isVisible());
    QVERIFY(!listOf(window, "Image")->isEnabled()); // there is one only
    window.importBar()->findChild<QCheckBox*>()->click();
    listOf(window, "Cells are")->setCurrentIndex(2);
    buttonOf(window, "Open as Sketch")->click();
    QTRY_COMPARE(window.document()->sketch().cellCount(), std::size_t(2));
    QVERIFY(window.document()->sketch().find(1) && window.document()->sketch().find(2));
    QVERIFY(window.document()->sketch().find(1)->kind == CellKind::WholeCell);
    window.document()->undoStack()->setClean();
  }

  void whatCannotBeReadLeavesTheSketchAsItIs() {
    QFile file(in("cells_seg.npy"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("\x93NUMPY damaged");
    file.close();
    MainWindow window(in("user").toStdString());
    window.show();
    window.files()->newSketch({1, 1, 1, 77, 88}, {});
    drop(window, in("cells_seg.npy"));
    QTRY_VERIFY(buttonOf(window, "Open as Sketch")->isVisible());
    buttonOf(window, "Open as Sketch")->click();
    QTRY_VERIFY(window.issues()->isVisible());
    QVERIFY2(window.issues()->text().contains("cells_seg.npy"), qPrintable(window.issues()->text()));
    QVERIFY(window.importBar()->isVisible()); // to choose another
    QVERIFY(buttonOf(window, "Open as Sketch"));
    QCOMPARE(window.document()->sketch().extent().x, 88);
  }

  void notesAreShown() {
    QFile file(in("coco.json"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"images": [{"id": 1, "height": 40, "width": 40}], "annotations": [
      {"id": 5, "image_id": 1, "segmentation": [[0, 0, 20, 0, 20, 20, 0, 20]]}, {"id": 6, "image_id": 1}]})");
    file.close();
    MainWindow window(in("user").toStdString());
    window.show();
    window.files()->openAny(in("coco.json"));
    QTRY_VERIFY(buttonOf(window, "Open as Sketch")->isVisible());
    QCOMPARE(listOf(window, "Cells are")->currentText(), QString("As the file says"));
    buttonOf(window, "Open as Sketch")->click();
    QTRY_VERIFY(window.document()->sketch().find(5));
    QVERIFY2(window.issues()->text().contains("1 annotations have a box"), qPrintable(window.issues()->text()));
    window.document()->undoStack()->setClean();
  }
};

CYTOSKETCH_WIDGET_TEST_CLASS(import, TestImport)
#include "test_import.moc"
