#include "engine/study/cache.h"

#include "engine/image/error.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <random>
#include <set>

using namespace cytosketch;
namespace fs = std::filesystem;

namespace {

Image<float> noise(unsigned seed, std::int64_t edge = 40) {
  Image<float> image({1, 1, 1, edge, edge});
  std::mt19937 random(seed);
  std::normal_distribution<float> normal;
  std::generate(image.mutableData(), image.mutableData() + image.size(), [&] { return normal(random); });
  return image;
}

} // namespace

class TestCache : public QObject {
  Q_OBJECT

  QTemporaryDir dir_;
  fs::path in(const char* name) const { return fs::path(dir_.path().toStdString()) / name; }

private Q_SLOTS:
  void whatIsKeptIsFoundUnchanged() {
    const StudyCache cache(in("a/b")); // made when needed
    const std::string key = StudyCache::key(noise(1), "model", {});
    QVERIFY(!cache.find(key));
    cache.keep(key, {noise(2), 1.25});
    const auto entry = StudyCache(in("a/b")).find(key);
    QVERIFY(entry);
    QCOMPARE(entry->seconds, 1.25);
    const Image<float> kept = noise(2);
    QVERIFY(std::equal(kept.begin(), kept.end(), entry->image.begin(), entry->image.end()));
  }

  void everythingThatMattersChangesTheKey() {
    std::set<std::string> keys;
    GenerationSettings settings;
    const auto add = [&](const Image<float>& sketch, const char* model) {
      keys.insert(StudyCache::key(sketch, model, settings));
    };
    add(noise(1), "m");
    add(noise(1), "n");
    add(noise(2), "m");
    Image<float> other = noise(1);
    other.mutableData()[1599] += 1e-6F;
    add(other, "m");
    const Image<float> same = noise(1);
    add(Image<float>({1, 1, 1, 20, 80}, std::vector<float>(same.begin(), same.end())), "m");
    settings.tStart = 399;
    add(noise(1), "m");
    settings.sigma = 1.5;
    add(noise(1), "m");
    settings.seed = 2;
    add(noise(1), "m");
    settings.steps = 11;
    add(noise(1), "m");
    settings.tile = 64;
    add(noise(1), "m");
    QCOMPARE(keys.size(), std::size_t{10});
    settings.model = "another name of the same file";
    add(noise(1), "m");
    QCOMPARE(keys.size(), std::size_t{10});
  }

  void damagedFilesAreAsGoodAsNone() {
    const StudyCache cache(in("damaged"));
    const std::string key = StudyCache::key(noise(1), "m", {});
    cache.keep(key, {noise(3), 1.0});
    QFile file(QString::fromStdString((in("damaged") / (key + ".tif")).string()));
    QVERIFY(file.exists());
    QVERIFY(file.resize(file.size() / 2));
    QVERIFY(!cache.find(key));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("no image");
    file.close();
    QVERIFY(!cache.find(key));
    cache.keep(key, {noise(3), 2.0}); // made good again
    QCOMPARE(cache.find(key)->seconds, 2.0);
  }

  void theOldestGoWhenThereAreTooManyBytes() {
    const StudyCache cache(in("small"), 3 * 1600 * 4);
    for (unsigned i = 0; i < 8; ++i) {
      cache.keep(StudyCache::key(noise(i), "m", {}), {noise(i), 1.0});
      QTest::qWait(15); // the clock of the file system
    }
    std::uintmax_t bytes = 0;
    for (const auto& entry : fs::directory_iterator(in("small"))) {
      bytes += entry.file_size();
    }
    QVERIFY(bytes <= 3 * 1600 * 4);
    QVERIFY(cache.find(StudyCache::key(noise(7), "m", {})));
    QVERIFY(!cache.find(StudyCache::key(noise(0), "m", {})));
  }

  void noFolderMeansThatNothingIsKept() {
    const StudyCache none{fs::path()};
    none.keep("key", {noise(1), 1.0});
    QVERIFY(!none.find("key"));
    QFile blocker(dir_.filePath("file"));
    QVERIFY(blocker.open(QIODevice::WriteOnly));
    blocker.close();
    const StudyCache impossible(in("file") / "below");
    impossible.keep("key", {noise(1), 1.0}); // does not throw
    QVERIFY(!impossible.find("key"));
  }
};

CYTOSKETCH_TEST_CLASS(cache, TestCache)
#include "test_cache.moc"
