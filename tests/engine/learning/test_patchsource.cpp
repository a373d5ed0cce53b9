#include "engine/image/error.h"
#include "engine/learning/patchsource.h"
#include "tests/support/testprogram.h"

#include <QTemporaryDir>
#include <QtTest>

#include <numeric>
#include <set>

using namespace cytosketch;

namespace {

/// Grey encodes the position, so that a patch tells where it comes from.
TrainingImage ramp(const std::string& name, const std::string& group, std::int64_t height, std::int64_t width,
                   float offset) {
  Image<float> grey(Extent{1, 1, 1, height, width});
  for (std::size_t i = 0; i < grey.size(); ++i) {
    grey.mutableData()[i] = offset + static_cast<float>(i) / 65536.0F;
  }
  return {name, group, grey};
}

} // namespace

class TestPatchSource : public QObject {
  Q_OBJECT
private Q_SLOTS:
  // Every patch is one of the eight orientations of a real window, all places and orientations occur, ends included.
  void patchesAreWindowsOfTheImage() {
    const auto image = ramp("a", "g", 10, 11, 0.0F);
    const PatchSource source({image}, 8, {}, 1);
    std::set<std::pair<int, int>> corners;
    std::set<int> orientations;
    std::vector<float> patch(64);
    for (std::uint64_t n = 0; n < 3000; ++n) {
      source.fill(n, patch.data());
      const auto indexAt = [&](int i) {
        return static_cast<int>(std::lround((patch[static_cast<std::size_t>(i)] + 1) / 2 * 65536));
      };
      const int stepI = indexAt(8) - indexAt(0);
      const int stepJ = indexAt(1) - indexAt(0);
      QVERIFY((std::abs(stepI) == 11 && std::abs(stepJ) == 1) || (std::abs(stepI) == 1 && std::abs(stepJ) == 11));
      int smallest = indexAt(0);
      for (int i = 0; i < 8; ++i) {
        for (int j = 0; j < 8; ++j) {
          QCOMPARE(indexAt(i * 8 + j), indexAt(0) + i * stepI + j * stepJ);
          smallest = std::min(smallest, indexAt(i * 8 + j));
        }
      }
      corners.insert({smallest / 11, smallest % 11});
      orientations.insert(stepI * 100 + stepJ);
    }
    QCOMPARE(corners.size(), std::size_t{3 * 4});
    QCOMPARE(orientations.size(), std::size_t{8});
  }
  // Patches of volumes are windows of it, whole slices over one another; along z mirrored only where asked for.
  void patchesAreWindowsOfTheVolume() {
    Image<float> grey(Extent{1, 1, 6, 9, 10});
    for (std::size_t i = 0; i < grey.size(); ++i) {
      grey.mutableData()[i] = static_cast<float>(i) / 1024.0F;
    }
    for (const bool flipDepth : {false, true}) {
      const PatchSource source({{"a", "g", grey}}, PatchShape(8, 4), {}, 1, {1, flipDepth});
      QCOMPARE(source.patchVoxels(), std::size_t{4 * 8 * 8});
      std::vector<float> patch(source.patchVoxels());
      std::set<int> starts;
      std::set<int> steps;
      for (std::uint64_t n = 0; n < 500; ++n) {
        source.fill(n, patch.data());
        const auto indexAt = [&](int k, int i) {
          return static_cast<int>(std::lround((patch[static_cast<std::size_t>(k * 64 + i)] + 1) / 2 * 1024));
        };
        const int step = indexAt(1, 0) - indexAt(0, 0);
        for (int k = 0; k < 4; ++k) {
          for (int i = 0; i < 64; ++i) {
            QCOMPARE(indexAt(k, i), indexAt(0, i) + k * step);
          }
        }
        steps.insert(step);
        starts.insert(std::min(indexAt(0, 0), indexAt(3, 0)) / 90);
      }
      QCOMPARE(steps, flipDepth ? std::set<int>({-90, 90}) : std::set<int>({90}));
      QCOMPARE(starts, std::set<int>({0, 1, 2}));
    }
  }
  // Of several places the brightest: the mean grey of what is drawn rises as that of the best of k uniform draws.
  void candidatesPreferBrightPlaces() {
    Image<float> grey(Extent{1, 1, 1, 8, 4096 + 7}, 0.0F);
    for (std::int64_t y = 0; y < 8; ++y) {
      for (std::int64_t x = 0; x < 4096 + 7; ++x) {
        grey.mutableData()[y * (4096 + 7) + x] = static_cast<float>(x) / 4103.0F;
      }
    }
    for (const int candidates : {1, 3}) {
      const PatchSource source({{"a", "g", grey}}, 8, {}, 2, {candidates, false});
      std::vector<float> patch(64);
      double mean = 0.0;
      for (std::uint64_t n = 0; n < 4000; ++n) {
        source.fill(n, patch.data());
        mean += (std::accumulate(patch.begin(), patch.end(), 0.0) / 64 + 1) / 2 / 4000;
      }
      QVERIFY2(std::abs(mean - candidates / (candidates + 1.0)) < 0.02, qPrintable(QString::number(mean)));
    }
  }
  void groupsAreDrawnByWeight() {
    std::vector<TrainingImage> images{ramp("a", "many", 20, 20, 0.0F), ramp("b", "many", 20, 20, 0.0F),
                                      ramp("c", "many", 20, 20, 0.0F), ramp("d", "rare", 16, 16, 0.5F)};
    const PatchSource source(images, 16, {{"many", 1.0}, {"rare", 3.0}}, 5);
    std::vector<float> patch(256);
    int rare = 0;
    constexpr int draws = 4000;
    for (int n = 0; n < draws; ++n) {
      source.fill(static_cast<std::uint64_t>(n), patch.data());
      rare += (patch[0] + 1) / 2 > 0.4F ? 1 : 0;
    }
    QVERIFY(std::abs(rare / static_cast<double>(draws) - 0.75) < 0.03);
  }
  void smallImagesAreMirrored() {
    const PatchSource source({ramp("a", "g", 5, 6, 0.0F)}, 16, {}, 1);
    std::vector<float> patch(256);
    source.fill(3, patch.data());
    for (const float value : patch) {
      QVERIFY(value >= -1.0F && value <= 2.0F * 29.0F / 65536.0F - 1.0F + 1e-6F);
    }
  }
  void dependsOnSeedAndNumberAlone() {
    const std::vector<TrainingImage> images{ramp("a", "g", 40, 40, 0.0F)};
    const PatchSource one(images, 8, {}, 1), same(images, 8, {}, 1), other(images, 8, {}, 2);
    std::vector<float> a(64), b(64), c(64);
    int differing = 0;
    for (std::uint64_t n = 0; n < 20; ++n) {
      one.fill(n, a.data());
      one.fill(n + 1, c.data());
      same.fill(n, b.data());
      QCOMPARE(a, b);
      other.fill(n, b.data());
      differing += a != b ? 1 : 0;
    }
    QVERIFY(differing > 15);
  }
  void badInput() {
    QVERIFY_EXCEPTION_THROWN(PatchSource({}, 8, {}, 1), SettingsError);
    QVERIFY_EXCEPTION_THROWN(PatchSource({ramp("a", "g", 9, 9, 0)}, 8, {{"g", -1.0}}, 1), SettingsError);
    QVERIFY_EXCEPTION_THROWN(PatchSource({ramp("a", "g", 9, 9, 0)}, 8, {{"g", 0.0}}, 1), SettingsError);
    QVERIFY_EXCEPTION_THROWN(PatchSource({ramp("a", "g", 9, 9, 0)}, 0, {}, 1), SettingsError);
    QVERIFY_EXCEPTION_THROWN(PatchSource({{"a", "g", Image<float>({1, 1, 3, 9, 9})}}, 8, {}, 1), SettingsError);
    const TrainingImage colour{"c", "g", Image<float>(Extent{1, 3, 1, 9, 9})};
    QVERIFY_EXCEPTION_THROWN(PatchSource({ramp("a", "g", 9, 9, 0), colour}, 8, {}, 1), SettingsError);
  }
  // Voxels beyond the limit lie in scratch memory, with the same values, and leave no file behind.
  void storeBeyondMemory() {
    QTemporaryDir folder;
    qputenv("TMPDIR", folder.path().toUtf8());
    Image<float> grey(Extent{1, 1, 1, 30, 20});
    for (std::size_t i = 0; i < grey.size(); ++i) {
      grey.mutableData()[i] = static_cast<float>(i) / 600.0F;
    }
    VoxelStore small(2 * grey.size() * 2); // room for two
    std::vector<GreyVoxels> kept;
    for (int i = 0; i < 4; ++i) {
      kept.push_back(small.keep(grey));
    }
    QVERIFY(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden).isEmpty());
    for (const GreyVoxels& voxels : kept) {
      QCOMPARE(voxels.extent(), grey.extent());
      for (std::size_t i = 0; i < grey.size(); ++i) {
        QVERIFY(std::abs(GreyVoxels::grey(voxels.data()[i]) - grey.data()[i]) <= 0.5F / 65535.0F);
      }
    }
    qputenv("TMPDIR", "/nowhere");
    VoxelStore none(0);
    QVERIFY_EXCEPTION_THROWN(none.keep(grey), FileError);
    qunsetenv("TMPDIR");
  }
  void packRoundTrip() {
    QTemporaryDir folder;
    const auto path = std::filesystem::path(folder.path().toStdString()) / "p.cypatch";
    PatchPack pack;
    pack.training = {ramp("a", "g", 9, 7, 0.25F)};
    pack.validation = {ramp("b", "h", 4, 5, 0.0F)};
    pack.groupWeights = {{"g", 2.0}, {"h", 1.0}};
    writePatchPack(pack, path);
    const PatchPack read = readPatchPack(path);
    QCOMPARE(read.groupWeights, pack.groupWeights);
    QCOMPARE(read.training.size(), std::size_t{1});
    QCOMPARE(read.validation.front().group, std::string("h"));
    QCOMPARE(read.training.front().grey.extent(), pack.training.front().grey.extent());
    for (std::size_t i = 0; i < 63; ++i) {
      QCOMPARE(read.training.front().grey.data()[i], pack.training.front().grey.data()[i]);
    }
    QCOMPARE(read.training.front().grey.spacing().z, pack.training.front().grey.spacing().z);
    // A pack that is mapped may be renewed meanwhile: the old voxels stay.
    writePatchPack({}, path);
    QCOMPARE(read.training.front().grey.data()[7], pack.training.front().grey.data()[7]);
    QVERIFY_EXCEPTION_THROWN(readPatchPack(path.parent_path() / "none"), FileError);
    pack.validation.front().name = "a";
    QVERIFY_EXCEPTION_THROWN(writePatchPack(pack, path), SettingsError);
  }
};

CYTOSKETCH_TEST_CLASS(patchsource, TestPatchSource)
#include "test_patchsource.moc"
