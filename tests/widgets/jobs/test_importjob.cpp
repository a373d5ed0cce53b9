#include "engine/imageio/imagefile.h"
#include "tests/support/testprogram.h"
#include "widgets/jobs/importjob.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace cytosketch;

/// Annotations in the background.
class TestImportJob : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;
  QString file(const QString& name) const { return folder_.filePath(name); }

private Q_SLOTS:
  void initTestCase() {
    Image<std::uint32_t> labels({1, 1, 1, 30, 40}, 0U);
    labels.mutableData()[50] = 7;
    writeLabels(labels, file("labels.tif").toStdString());
  }

  void looksAndReads() {
    ImportJob job;
    QSignalSpy ended(&job, &ImportJob::ended);
    std::optional<AnnotationList> found;
    std::optional<Annotation> read;
    connect(&job, &ImportJob::listed, this, [&](const AnnotationList& list) { found = list; });
    connect(&job, &ImportJob::finished, this, [&](const Annotation& annotation) { read = annotation; });
    job.look(file("labels.tif"));
    QVERIFY(job.running() && !found);
    QTRY_COMPARE(ended.size(), 1);
    QVERIFY(!job.running() && found && found->format == AnnotationFormat::Labels);
    QSignalSpy progressed(&job, &ImportJob::progressed);
    job.read(*found, {});
    QTRY_COMPARE(ended.size(), 2);
    QVERIFY(read && read->sketch == readAnnotation(*found, {}).sketch);
    QVERIFY(!progressed.isEmpty());
  }

  void tellsWhatIsWrong() {
    ImportJob job;
    QSignalSpy failed(&job, &ImportJob::failed);
    QSignalSpy ended(&job, &ImportJob::ended);
    job.look(file("nothing.tif"));
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(failed.size(), 1);
    QVERIFY(failed.at(0).at(0).value<JobError>().where.contains("nothing.tif"));
    AnnotationList gone;
    gone.path = file("gone.tif").toStdString();
    gone.items = {{"gone.tif", false}};
    job.read(gone, {});
    QTRY_COMPARE(failed.size(), 2);
  }

  void nothingIsHeardAfterCancel() {
    ImportJob job;
    QSignalSpy ended(&job, &ImportJob::ended);
    int listed = 0;
    connect(&job, &ImportJob::listed, this, [&](const AnnotationList&) { ++listed; });
    job.look(file("labels.tif"));
    job.cancel();
    QVERIFY(!job.running());
    QCOMPARE(ended.size(), 1);
    job.look(file("labels.tif"));
    job.look(file("labels.tif")); // takes the place of the one before
    QTRY_COMPARE(ended.size(), 2);
    QCOMPARE(listed, 1);
  }
};

CYTOSKETCH_TEST_CLASS(importjob, TestImportJob)
#include "test_importjob.moc"
