#include "engine/dataset/recipe.h"
#include "engine/dataset/sampledraws.h"
#include "engine/image/error.h"
#include "tests/engine/parametertable.h"
#include "tests/support/testprogram.h"

#include <QtTest>

#include <algorithm>
#include <map>
#include <set>

using namespace cytosketch;

class TestRecipe : public QObject {
  Q_OBJECT

private:
  static Recipe read(const std::string& text) { return recipeFromJson(text, {"/base"}); }

private Q_SLOTS:
  void keepsWhatItSays() {
    const Recipe recipe = read(R"({"name": "a", "count": 7, "layout": "coco", "flip": true, "channels": [1, 0],
      "source": {"simulator": "hela", "parameters": {"count": [10, 20], "size.x": 256}},
      "generation": {"t-start": [300, 400], "sigma": 0.5}})");
    QCOMPARE(recipe.count(), 7);
    QVERIFY(recipe.choice("layout") == "coco");
    QVERIFY(recipe.on("flip"));
    QVERIFY(!recipe.on("turn"));
    QCOMPARE(recipe.channels, (std::vector<int>{1, 0}));
    QCOMPARE(recipe.source.ranges.at("count"), (ValueRange{10, 20}));
    QCOMPARE(recipe.generationRanges.at("t-start"), (ValueRange{300, 400}));
    QCOMPARE(recipe.generation.sigma, 0.5);
    const std::string text = recipeToJson(recipe);
    QCOMPARE(recipeToJson(read(text)), text);
    QCOMPARE(read(R"({"source": {"sketch": "sub/a.cysk"}})").source.path, std::filesystem::path("/base/sub/a.cysk"));
  }

  void refusesWhatIsWrong_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("says");
    const auto row = [](const char* name, const char* text, const char* says) {
      QTest::newRow(name) << QString(text) << QString(says);
    };
    row("no JSON", "{", "not a recipe");
    row("no source", R"({"count": 3})", "source");
    row("unknown field", R"({"source": {"simulator": "hela"}, "cuont": 3})", "cuont");
    row("unknown simulator", R"({"source": {"simulator": "helo"}})", "there is no simulator");
    row("unknown parameter", R"({"source": {"simulator": "hela", "parameters": {"sise": 3}}})", "sise");
    row("two sources", R"({"source": {"simulator": "hela", "sketch": "a.cysk"}})", "two sources");
    row("parameters of a file", R"({"source": {"sketch": "a.cysk", "parameters": {}}})", "only simulators");
    row("too many", R"({"source": {"simulator": "hela"}, "count": 1e9})", "out of range");
    row("a fraction", R"({"source": {"simulator": "hela"}, "count": 2.5})", "out of range");
    row("a text", R"({"source": {"simulator": "hela"}, "count": "many"})", "not a number");
    row("unknown layout", R"({"source": {"simulator": "hela"}, "layout": "zip"})", "there is no choice 'zip'");
    row("no boolean", R"({"source": {"simulator": "hela"}, "flip": 1})", "neither true nor false");
    row("reversed range", R"({"source": {"simulator": "hela"}, "generation": {"t-start": [400, 300]}})", "ends before");
    row("range out of bounds", R"({"source": {"simulator": "hela"}, "generation": {"t-start": [0, 300]}})", "t-start");
    row("three ends", R"({"source": {"simulator": "hela"}, "generation": {"sigma": [1, 2, 3]}})", "not a range");
    row("range of a seed", R"({"source": {"simulator": "hela"}, "generation": {"seed": [1, 2]}})", "cannot be a range");
    row("a model for each channel", R"({"source": {"simulator": "hela"}, "generation": {"model": ["a", "b"]}})",
        "there are 2 models");
    row("unknown setting", R"({"source": {"simulator": "hela"}, "generation": {"stps": 3}})", "stps");
    row("channel twice", R"({"source": {"simulator": "hela"}, "channels": [0, 0]})", "channels");
    row("nothing to train", R"({"source": {"simulator": "hela"}, "validation": 60, "test": 60})", "90 %");
    row("float PNG", R"({"source": {"simulator": "hela"}, "layout": "coco", "bit-depth": "float"})", "PNG");
    row("newer", R"({"schema": "cytosketch-recipe/9", "source": {"simulator": "hela"}})", "newer");
  }

  void refusesWhatIsWrong() {
    QFETCH(const QString, text);
    QFETCH(const QString, says);
    try {
      read(text.toStdString());
      QFAIL("it was taken");
    } catch (const SettingsError& error) {
      QVERIFY2(QString(error.what()).contains(says), error.what());
      QVERIFY(!error.remedy().empty());
    }
  }

  void drawsDependOnSeedSampleAndPurposeAlone() {
    SampleDraws a(1, 5, DrawPurpose::Crop), b(1, 5, DrawPurpose::Crop);
    for (int i = 0; i < 100; ++i) {
      QCOMPARE(a.bits(), b.bits());
    }
    std::set<std::uint32_t> firsts;
    for (std::uint64_t seed = 0; seed < 4; ++seed) {
      for (std::int64_t sample = 0; sample < 50; ++sample) {
        for (std::uint32_t attempt = 0; attempt < 3; ++attempt) {
          firsts.insert(SampleDraws(seed, sample, DrawPurpose::Noise, attempt).bits());
          firsts.insert(SampleDraws(seed, sample, DrawPurpose::Crop, attempt).bits());
        }
      }
    }
    QCOMPARE(firsts.size(), std::size_t{4 * 50 * 3 * 2});
    // Whole numbers: both ends come, evenly.
    std::map<std::int64_t, int> counts;
    SampleDraws draws(3, 0, DrawPurpose::Parameters);
    for (int i = 0; i < 4000; ++i) {
      ++counts[draws.whole(-1, 2)];
    }
    QCOMPARE(counts.size(), std::size_t{4});
    for (const auto& [value, count] : counts) {
      QVERIFY(count > 850 && count < 1150);
    }
  }

  void splitsHaveTheSharesAsked() {
    Recipe recipe = read(R"({"source": {"simulator": "hela"}, "count": 40, "validation": 25, "test": 10})");
    const std::vector<Split> splits = splitsOf(recipe);
    QCOMPARE(std::count(splits.begin(), splits.end(), Split::Validation), 10);
    QCOMPARE(std::count(splits.begin(), splits.end(), Split::Test), 4);
    QVERIFY(std::find(splits.begin(), splits.begin() + 30, Split::Validation) != splits.begin() + 30); // mixed
    QVERIFY(splitsOf(recipe) == splits);
    recipe.set("seed", 2);
    QVERIFY(splitsOf(recipe) != splits);
  }
};

CYTOSKETCH_TEST_CLASS(recipe, TestRecipe)
#include "test_recipe.moc"
