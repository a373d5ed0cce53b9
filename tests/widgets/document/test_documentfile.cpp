#include "engine/image/error.h"
#include "tests/support/testprogram.h"
#include "tests/widgets/samesketch.h"
#include "widgets/document/celledits.h"
#include "widgets/document/document.h"

#include <QApplication>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace cytosketch;
using test::sameSketch;

class TestDocumentFile : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void init() {
    document_ = std::make_unique<Document>();
    document_->setSketch(Sketch({1, 1, 1, 120, 140}, {0.0, 0.3, 0.3}));
  }

  void aNewSketchIsUnmodifiedAndHasNoFile() {
    QVERIFY(!document_->isModified());
    QVERIFY(document_->filePath().isEmpty());
  }

  void savedAndOpenedIsTheSame() {
    CellEdits edits(*document_);
    edits.add(discMask(0, 0, 30, 30, 12), "a");
    edits.add(ellipseMask(0, 0, 70, 80, 20, 9, 0.4), "b");
    edits.setGrey({1}, 0.31F);
    document_->changeSeed(42);
    QVERIFY(document_->isModified());
    QSignalSpy modified(document_.get(), &Document::modifiedChanged);
    const QString path = folder_.filePath(QString::fromUtf8("Zellen – größer.cysk"));
    document_->save(path);
    QVERIFY(!document_->isModified());
    QCOMPARE(modified.count(), 1);
    QCOMPARE(modified[0][0].toBool(), false);
    QCOMPARE(document_->filePath(), path);

    Document other;
    QSignalSpy replaced(&other, &Document::replaced);
    other.open(path);
    QVERIFY(sameSketch(other.sketch(), document_->sketch()));
    QVERIFY(!other.isModified());
    QCOMPARE(other.filePath(), path);
    QCOMPARE(replaced.count(), 1);
  }

  void undoingToTheSavedStateIsUnmodified() {
    CellEdits edits(*document_);
    edits.add(discMask(0, 0, 30, 30, 12), "a");
    document_->save(folder_.filePath("undo.cysk"));
    edits.add(discMask(0, 0, 60, 30, 12), "b");
    QVERIFY(document_->isModified());
    document_->undoStack()->undo();
    QVERIFY(!document_->isModified());
    document_->undoStack()->undo();
    QVERIFY(document_->isModified());
  }

  void aFailedOpenChangesNothing() {
    CellEdits(*document_).add(discMask(0, 0, 30, 30, 12), "a");
    const Sketch before = document_->sketch();
    QFile foreign(folder_.filePath("foreign.cysk"));
    QVERIFY(foreign.open(QIODevice::WriteOnly));
    foreign.write("not a sketch");
    foreign.close();
    QVERIFY_EXCEPTION_THROWN(document_->open(foreign.fileName()), Error);
    QVERIFY_EXCEPTION_THROWN(document_->open(folder_.filePath("missing.cysk")), Error);
    QVERIFY(sameSketch(document_->sketch(), before));
    QVERIFY(document_->isModified());
    QVERIFY(document_->undoStack()->canUndo());
  }

  void aFailedSaveChangesNothing() {
    CellEdits(*document_).add(discMask(0, 0, 30, 30, 12), "a");
    QVERIFY_EXCEPTION_THROWN(document_->save(folder_.filePath("no/such/folder/x.cysk")), FileError);
    QVERIFY(document_->isModified());
    QVERIFY(document_->filePath().isEmpty());
  }

  void aRecoveredSketchAsksToBeSaved() {
    document_->setSketch(Sketch({1, 1, 1, 64, 64}), "old.cysk", true);
    QVERIFY(document_->isModified());
    QCOMPARE(document_->filePath(), QString("old.cysk"));
    QVERIFY(!document_->undoStack()->canUndo());
  }

  void aSnapshotStaysAsItWas() {
    CellEdits edits(*document_);
    edits.add(discMask(0, 0, 30, 30, 12), "a");
    const Sketch snapshot = document_->sketch();
    const quint64 revision = document_->revision();
    const std::int64_t pixels = snapshot.find(1)->mask.count();
    edits.cut(discMask(0, 0, 30, 30, 6));
    QVERIFY(document_->revision() > revision);
    QCOMPARE(snapshot.find(1)->mask.count(), pixels);
    QVERIFY(document_->sketch().find(1)->mask.count() < pixels);
  }

private:
  QTemporaryDir folder_;
  std::unique_ptr<Document> document_;
};

CYTOSKETCH_WIDGET_TEST_CLASS(documentfile, TestDocumentFile)
#include "test_documentfile.moc"
