#include "engine/imageio/imagefile.h"
#include "tests/engine/imageio/processlimits.h"
#include "tests/engine/imageio/samples.h"
#include "tests/support/testprogram.h"

#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <functional>
#include <memory>

#include <sys/wait.h>

using namespace cytosketch;
using samples::bytesOfFile;
using samples::putBytes;
namespace fs = std::filesystem;

namespace {

const Extent flat{1, 1, 1, 100, 120};
const Extent volume{1, 1, 3, 100, 120};

/// Runs `work` as a user without rights and returns whether it threw a FileError. 2: could not become that user.
int outcomeAsNobody(const std::function<void()>& work) {
  const pid_t child = ::fork();
  if (child == 0) {
    constexpr uid_t nobody = 65534;
    if (::geteuid() == 0 && (::setresgid(nobody, nobody, nobody) != 0 || ::setresuid(nobody, nobody, nobody) != 0)) {
      ::_exit(2);
    }
    try {
      work();
    } catch (const FileError& error) {
      ::_exit(error.remedy().empty() ? 1 : 0);
    } catch (...) {
      ::_exit(1);
    }
    ::_exit(1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

} // namespace

/// A failure to write is one clear error, leaves an older file as it was and nothing beside it.
class TestWriteFailure : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void init();
  void fullDisk_data();
  void fullDisk();
  void missingFolder();
  void folderInsteadOfFile();
  void readOnlyFolder();
  void protectedFile();
  void unreadableFile();
  void unknownSuffix();
  void doesNotFitPng();
  void doesNotFitNifti();
  void emptyImage();
  void replacesOlderFile();

private:
  fs::path file(const std::string& name) const { return fs::path(folder_->path().toStdString()) / name; }
  std::size_t filesInFolder() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(file("")), fs::directory_iterator()));
  }

  std::unique_ptr<QTemporaryDir> folder_;
};

void TestWriteFailure::init() {
  folder_ = std::make_unique<QTemporaryDir>();
}

void TestWriteFailure::fullDisk_data() {
  QTest::addColumn<QString>("suffix");
  QTest::addColumn<bool>("compress");
  for (const std::string& suffix : writableSuffixes()) {
    QTest::addRow("%s plain", suffix.c_str()) << QString::fromStdString(suffix) << false;
    QTest::addRow("%s packed", suffix.c_str()) << QString::fromStdString(suffix) << true;
  }
}

/// A limit on the length of files stands for a disk that fills up: both cut a write short.
void TestWriteFailure::fullDisk() {
  QFETCH(QString, suffix);
  QFETCH(bool, compress);
  const auto image = samples::noise<std::uint16_t>(suffix == ".png" ? flat : volume, {0.5, 0.2, 0.2});
  const fs::path path = file(std::string("a").append(suffix.toStdString()));
  WriteOptions options;
  options.compress = compress;
  writeImage(image, path, options);
  const auto length = static_cast<rlim_t>(fs::file_size(path));
  putBytes(path, "older");
  std::signal(SIGXFSZ, SIG_IGN);
  for (const rlim_t limit : {rlim_t{0}, rlim_t{1}, rlim_t{400}, length / 2, length - 5000, length - 10, length - 1}) {
    bool refused = false;
    try {
      const ProcessLimit full(RLIMIT_FSIZE, limit);
      writeImage(image, path, options);
    } catch (const FileError& error) {
      refused = error.where() == path.string() && !error.remedy().empty();
    }
    QVERIFY2(refused, qPrintable(QString("%1 of %2 bytes").arg(limit).arg(length)));
    QCOMPARE(bytesOfFile(path), std::string("older"));
    QCOMPARE(filesInFolder(), 1U);
  }
  writeImage(image, path, options);
  QCOMPARE(readImage(path).extent(), image.extent());
}

void TestWriteFailure::missingFolder() {
  const auto image = samples::noise<std::uint16_t>(flat, {});
  for (const std::string& suffix : writableSuffixes()) {
    QVERIFY_EXCEPTION_THROWN(writeImage(image, file(std::string("no/folder/a").append(suffix))), FileError);
  }
  QCOMPARE(filesInFolder(), 0U);
}

void TestWriteFailure::folderInsteadOfFile() {
  fs::create_directory(file("a.tif"));
  QVERIFY_EXCEPTION_THROWN(writeImage(samples::noise<std::uint16_t>(flat, {}), file("a.tif")), FileError);
  QVERIFY(fs::is_directory(file("a.tif")));
}

void TestWriteFailure::readOnlyFolder() {
  const auto image = samples::noise<std::uint16_t>(flat, {});
  fs::permissions(file(""), fs::perms(0755));
  fs::create_directory(file("closed"));
  fs::permissions(file("closed"), fs::perms(0555));
  for (const std::string& suffix : writableSuffixes()) {
    const int outcome = outcomeAsNobody([&] { writeImage(image, file(std::string("closed/a").append(suffix))); });
    if (outcome == 2) {
      QSKIP("needs to be an ordinary user, or to be able to become one");
    }
    QVERIFY2(outcome == 0, suffix.c_str());
  }
  QVERIFY(fs::is_empty(file("closed")));
}

void TestWriteFailure::protectedFile() {
  const auto image = samples::noise<std::uint16_t>(flat, {});
  fs::create_directory(file("open"));
  putBytes(file("open/a.tif"), "precious");
  fs::permissions(file("open/a.tif"), fs::perms(0444));
  fs::permissions(file(""), fs::perms(0755));
  fs::permissions(file("open"), fs::perms(0777));
  const int outcome = outcomeAsNobody([&] { writeImage(image, file("open/a.tif")); });
  if (outcome == 2) {
    QSKIP("needs to be an ordinary user, or to be able to become one");
  }
  QCOMPARE(outcome, 0);
  QCOMPARE(bytesOfFile(file("open/a.tif")), std::string("precious"));
}

void TestWriteFailure::unreadableFile() {
  writeImage(samples::noise<std::uint16_t>(flat, {}), file("a.tif"));
  fs::permissions(file("a.tif"), fs::perms(0200));
  fs::permissions(file(""), fs::perms(0755));
  const int outcome = outcomeAsNobody([&] { readImage(file("a.tif")); });
  if (outcome == 2) {
    QSKIP("needs to be an ordinary user, or to be able to become one");
  }
  QCOMPARE(outcome, 0);
}

void TestWriteFailure::unknownSuffix() {
  const auto image = samples::noise<std::uint16_t>(flat, {});
  for (const auto* name : {"a", "a.jpg", "a.mhd", "tif", "a.tif.txt"}) {
    QVERIFY_EXCEPTION_THROWN(writeImage(image, file(name)), SettingsError);
  }
  QCOMPARE(filesInFolder(), 0U);
}

void TestWriteFailure::doesNotFitPng() {
  QVERIFY_EXCEPTION_THROWN(writeImage(samples::noise<std::uint16_t>(volume, {}), file("a.png")), SettingsError);
  QVERIFY_EXCEPTION_THROWN(writeImage(samples::noise<float>(flat, {}), file("a.png")), SettingsError);
  QVERIFY_EXCEPTION_THROWN(writeLabels(Image<std::uint32_t>(flat, 65536), file("a.png")), SettingsError);
  QCOMPARE(filesInFolder(), 0U);
}

void TestWriteFailure::doesNotFitNifti() {
  const Image<std::uint8_t> image({1, 1, 1, 1, 32768});
  QVERIFY_EXCEPTION_THROWN(writeImage(image, file("a.nii")), SettingsError);
  QCOMPARE(filesInFolder(), 0U);
  writeImage(image, file("a.nrrd"));
}

void TestWriteFailure::emptyImage() {
  QVERIFY_EXCEPTION_THROWN(writeImage(Image<float>(), file("a.tif")), SettingsError);
  QVERIFY_EXCEPTION_THROWN(writeLabels(Image<std::uint32_t>(), file("a.tif")), SettingsError);
  QCOMPARE(filesInFolder(), 0U);
}

void TestWriteFailure::replacesOlderFile() {
  putBytes(file("a.tif"), "older");
  writeImage(samples::noise<std::uint16_t>(flat, {}), file("a.tif"));
  QCOMPARE(readImage(file("a.tif")).extent(), flat);
  QCOMPARE(filesInFolder(), 1U);
}

CYTOSKETCH_TEST_CLASS(writefailure, TestWriteFailure)
#include "test_writefailure.moc"
