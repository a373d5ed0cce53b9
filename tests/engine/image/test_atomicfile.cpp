#include "engine/image/atomicfile.h"
#include "engine/image/error.h"
#include "tests/support/testprogram.h"

#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <fstream>
#include <memory>
#include <stdexcept>

#include <sys/resource.h>

using namespace cytosketch;
namespace fs = std::filesystem;

namespace {

std::string content(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

} // namespace

class TestAtomicFile : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void init() { folder_ = std::make_unique<QTemporaryDir>(); }
  void writes();
  void replaces();
  void failureLeavesOlderFile();
  void nothingWritten();
  void fullDisk();
  void temporaryNames();
  void refusesTargets();
  void keepsLinks();
  void keepsPermissions();

private:
  fs::path file(const std::string& name) const { return fs::path(folder_->path().toStdString()) / name; }
  std::size_t filesInFolder() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(file("")), fs::directory_iterator()));
  }

  std::unique_ptr<QTemporaryDir> folder_;
};

void TestAtomicFile::writes() {
  const std::string bytes("a\0b\xff", 4);
  writeFileAtomically(file("a"), bytes);
  QCOMPARE(content(file("a")), bytes);
  QCOMPARE(filesInFolder(), 1U);
}

void TestAtomicFile::replaces() {
  writeFileAtomically(file("a"), "older and longer");
  writeFileAtomically(file("a"), "new");
  QCOMPARE(content(file("a")), std::string("new"));
  QCOMPARE(filesInFolder(), 1U);
}

void TestAtomicFile::failureLeavesOlderFile() {
  writeFileAtomically(file("a.txt"), "older");
  const auto fail = [&](const fs::path& temporary) {
    std::ofstream(temporary) << "half";
    QCOMPARE(content(file("a.txt")), std::string("older"));
    throw std::runtime_error("broken off");
  };
  QVERIFY_EXCEPTION_THROWN(writeAtomically(file("a.txt"), fail), std::runtime_error);
  QCOMPARE(content(file("a.txt")), std::string("older"));
  QCOMPARE(filesInFolder(), 1U);
}

void TestAtomicFile::nothingWritten() {
  QVERIFY_EXCEPTION_THROWN(writeAtomically(file("a"), [](const fs::path& /*temporary*/) {}), FileError);
  QCOMPARE(filesInFolder(), 0U);
}

/// A limit on the length of files stands for a full disk.
void TestAtomicFile::fullDisk() {
  writeFileAtomically(file("a"), "older");
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  ::getrlimit(RLIMIT_FSIZE, &before);
  rlimit full = before;
  full.rlim_cur = 1000;
  ::setrlimit(RLIMIT_FSIZE, &full);
  bool refused = false;
  try {
    writeFileAtomically(file("a"), std::string(100000, 'x'));
  } catch (const FileError&) {
    refused = true;
  }
  ::setrlimit(RLIMIT_FSIZE, &before);
  QVERIFY(refused);
  QCOMPARE(content(file("a")), std::string("older"));
  QCOMPARE(filesInFolder(), 1U);
}

void TestAtomicFile::temporaryNames() {
  fs::path first;
  writeAtomically(file("cells.nii.gz"), [&](const fs::path& temporary) {
    first = temporary;
    std::ofstream(temporary) << "x";
  });
  QCOMPARE(first.parent_path(), file("cells.nii.gz").parent_path());
  QVERIFY(first.string().ends_with(".nii.gz")); // writers look at the suffix
  QVERIFY(first.filename() != "cells.nii.gz");
  writeAtomically(file("cells.nii.gz"), [&](const fs::path& temporary) {
    QVERIFY(temporary != first);
    std::ofstream(temporary) << "x";
  });
}

void TestAtomicFile::refusesTargets() {
  QVERIFY_EXCEPTION_THROWN(writeFileAtomically(file("no/such/folder/a"), "x"), FileError);
  fs::create_directory(file("folder"));
  QVERIFY_EXCEPTION_THROWN(writeFileAtomically(file("folder"), "x"), FileError);
  try {
    writeFileAtomically(file("none/a"), "x");
  } catch (const Error& error) {
    QCOMPARE(error.where(), file("none").string());
    QVERIFY(!error.remedy().empty());
  }
}

void TestAtomicFile::keepsLinks() {
  fs::create_directory(file("store"));
  writeFileAtomically(file("store/original"), "older");
  fs::create_symlink("store/original", file("near.tif"));
  fs::create_symlink(file("near.tif"), file("far.tif"));
  writeAtomically(file("far.tif"), [&](const fs::path& temporary) {
    QVERIFY(temporary.string().ends_with(".tif")); // the format is what the given name says
    std::ofstream(temporary) << "new";
  });
  QVERIFY(fs::is_symlink(file("far.tif")));
  QVERIFY(fs::is_symlink(file("near.tif")));
  QVERIFY(!fs::is_symlink(file("store/original")));
  QCOMPARE(content(file("store/original")), std::string("new"));
  QCOMPARE(filesInFolder(), 3U);

  fs::create_symlink("store/later", file("dangling")); // to a file that is not there yet
  writeFileAtomically(file("dangling"), "x");
  QVERIFY(fs::is_symlink(file("dangling")));
  QCOMPARE(content(file("store/later")), std::string("x"));

  fs::create_symlink("circle", file("circle"));
  QVERIFY_EXCEPTION_THROWN(writeFileAtomically(file("circle"), "x"), FileError);
  QVERIFY(fs::is_symlink(file("circle")));
}

void TestAtomicFile::keepsPermissions() {
  writeFileAtomically(file("fresh"), "x");
  const fs::perms usual = fs::status(file("fresh")).permissions();
  for (const fs::perms perms : {fs::perms(0600), fs::perms(0664), fs::perms(0755)}) {
    fs::permissions(file("fresh"), perms);
    writeFileAtomically(file("fresh"), "new");
    QCOMPARE(static_cast<int>(fs::status(file("fresh")).permissions()), static_cast<int>(perms));
  }
  fs::remove(file("fresh"));
  writeFileAtomically(file("fresh"), "x");
  QCOMPARE(static_cast<int>(fs::status(file("fresh")).permissions()), static_cast<int>(usual));
}

CYTOSKETCH_TEST_CLASS(atomicfile, TestAtomicFile)
#include "test_atomicfile.moc"
