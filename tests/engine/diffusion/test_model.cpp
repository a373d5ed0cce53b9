#include "engine/diffusion/detail/safetensors.h"
#include "engine/diffusion/model.h"
#include "engine/image/error.h"
#include "engine/learning/untrained.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

#include <random>

using namespace cytosketch;

class TestModel : public QObject {
  Q_OBJECT
private:
  QTemporaryDir folder_;
  std::filesystem::path path_;
  QByteArray bytes_;

  static ModelCard card() {
    ModelCard c;
    c.name = "tiny";
    c.architecture = "tile-exact-unet";
    c.widths = {8, 16};
    c.blocks = {1, 1};
    c.licence = "CC0-1.0";
    c.metrics["heldOutLoss.t400"] = 0.125;
    c.texture.depthScale = 0.25;
    c.texture.channels.emplace_back();
    c.texture.channels.front()[1][3] = 0.0625F;
    c.texture.relief.push_back({1.25F, 1.5F});
    c.texture.noise = 1.03125;
    return c;
  }
  std::filesystem::path write(const QByteArray& bytes) const {
    const auto path = path_.parent_path() / "damaged.cymodel";
    QFile file(QString::fromStdString(path.string()));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) {
      qFatal("cannot write the test's file");
    }
    return path;
  }
  /// The file with a JSON header replaced.
  QByteArray withHeader(const QByteArray& header) const {
    QByteArray size(8, '\0');
    const auto length = static_cast<quint64>(header.size());
    for (int i = 0; i < 8; ++i) {
      size[i] = static_cast<char>(length >> (8 * i));
    }
    return size + header + bytes_.right(64);
  }

private Q_SLOTS:
  void initTestCase() {
    path_ = std::filesystem::path(folder_.path().toStdString()) / "tiny.cymodel";
    writeUntrainedModel(path_, card(), 1, 0.1);
    QFile file(QString::fromStdString(path_.string()));
    QVERIFY(file.open(QIODevice::ReadOnly));
    bytes_ = file.readAll();
  }
  void roundTrip() {
    const auto model = Model::load(path_);
    QCOMPARE(model->card().licence, card().licence);
    QCOMPARE(model->card().widths, card().widths);
    QCOMPARE(model->card().metrics.at("heldOutLoss.t400"), 0.125);
    QVERIFY(model->card().texture == card().texture);
    QCOMPARE(model->totalStride(), 4);
    QVERIFY(model->tileExact());
    QVERIFY(model->parameterCount() > 1000);
    QCOMPARE(model->hash().size(), std::size_t{16});
  }
  /// Cards from before relief and noise were measured.
  void cardsWithTextureAlone() {
    ModelCard old = card();
    old.texture.relief.clear();
    old.texture.noise = 1.0;
    QJsonObject json = QJsonDocument::fromJson(QByteArray::fromStdString(toJson(old))).object();
    QJsonObject texture = json["texture"].toObject();
    QVERIFY(texture.contains("relief") && texture.contains("noise"));
    texture.remove("relief");
    texture.remove("noise");
    json["texture"] = texture;
    QVERIFY(modelCardFromJson(QJsonDocument(json).toJson().toStdString(), "x").texture == old.texture);
  }
  void anotherCardForTheSameWeights() {
    const auto model = Model::load(path_);
    ModelCard other = model->card();
    other.texture = {};
    other.summary = "without texture";
    const auto path = path_.parent_path() / "other.cymodel";
    writeModel(*model, other, path);
    const auto again = Model::load(path);
    QVERIFY(again->card().texture.channels.empty());
    QCOMPARE(again->card().summary, other.summary);
    QCOMPARE(again->parameterCount(), model->parameterCount());
    std::filesystem::remove(path);
  }
  void sameContentSameBytes() {
    const auto again = path_.parent_path() / "again.cymodel";
    writeUntrainedModel(again, card(), 1, 0.1);
    QCOMPARE(SafetensorsFile::open(again).contentHash(), SafetensorsFile::open(path_).contentHash());
    writeUntrainedModel(again, card(), 2, 0.1);
    QVERIFY(SafetensorsFile::open(again).contentHash() != SafetensorsFile::open(path_).contentHash());
    std::filesystem::remove(again);
  }
  void missingAndForeign() {
    QVERIFY_EXCEPTION_THROWN(Model::load(path_.parent_path() / "none.cymodel"), FileError);
    QVERIFY_EXCEPTION_THROWN(Model::load(path_.parent_path()), Error);
    QVERIFY_EXCEPTION_THROWN(Model::load(write("")), FormatError);
    QVERIFY_EXCEPTION_THROWN(Model::load(write("GIF89a and more than eight bytes")), FormatError);
    QVERIFY_EXCEPTION_THROWN(Model::load(write(withHeader("{}"))), FormatError);
    QVERIFY_EXCEPTION_THROWN(Model::load(write(withHeader("{\"a\":{}}"))), FormatError);
    QVERIFY_EXCEPTION_THROWN(Model::load(write(withHeader(
                                 R"({"a":{"dtype":"F32","shape":[4000000000,4000000000,2],"data_offsets":[0,64]}})"))),
                             FormatError);
    QVERIFY_EXCEPTION_THROWN(
        Model::load(write(withHeader(R"({"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}})"))), FormatError);
    QVERIFY_EXCEPTION_THROWN(
        Model::load(write(withHeader(R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[99999,100003]}})"))),
        FormatError);
  }
  void truncatedAnywhere() {
    for (int i = 0; i < 60; ++i) {
      QVERIFY_EXCEPTION_THROWN(Model::load(write(bytes_.left(bytes_.size() * i / 60))), Error);
    }
  }
  // Flipped bytes give an error or a model, never a crash.
  void damagedAnywhere() {
    std::mt19937 random(7);
    for (int i = 0; i < 200; ++i) {
      QByteArray bytes = bytes_;
      const int place = i < 100 ? static_cast<int>(random() % 3000)
                                : static_cast<int>(random() % static_cast<unsigned>(bytes.size()));
      bytes[place] = static_cast<char>(random());
      try {
        Model::load(write(bytes));
      } catch (const Error&) {
      }
    }
  }
  void hostileCardsAreRefused() {
    const auto refuse = [](ModelCard c) { QVERIFY_EXCEPTION_THROWN(modelCardFromJson(toJson(c), "x"), FormatError); };
    ModelCard c = card();
    c.widths = {1000000, 16};
    refuse(c);
    c = card();
    c.blocks = {1};
    refuse(c);
    c = card();
    c.calibratedHalo = 2000000000;
    refuse(c);
    c = card();
    c.texture.channels.front()[0][0] = -1.0F;
    refuse(c);
    c = card();
    c.texture.depthScale = 1e9;
    refuse(c);
    c = card();
    c.texture.relief.front()[1] = 1e9F;
    refuse(c);
    c = card();
    c.texture.noise = 2.0;
    refuse(c);
    c = card();
    c.highPercentile = 0.05;
    refuse(c);
    c = card();
    c.stem = 0;
    refuse(c);
    c = card();
    c.architecture = "other";
    refuse(c);
    c = card();
    c.channels = -1;
    refuse(c);
    QVERIFY_EXCEPTION_THROWN(modelCardFromJson("[1", "x"), FormatError);
  }
  // Every value of this card is legal, but the network would take gigabytes: refused by the file's size, at once.
  void hugeNetworkInASmallFile() {
    const QJsonObject huge{{"architecture", "tile-exact-unet"},
                           {"widths", QJsonArray{1024, 1024, 1024, 1024, 1024, 1024}},
                           {"blocks", QJsonArray{16, 16, 16, 16, 16, 16}}};
    const QString text = QString::fromUtf8(QJsonDocument(huge).toJson(QJsonDocument::Compact));
    const QJsonObject tensor{{"dtype", "F32"}, {"shape", QJsonArray{16}}, {"data_offsets", QJsonArray{0, 64}}};
    const QJsonObject header{{"__metadata__", QJsonObject{{"cytosketch.card", text}}}, {"a", tensor}};
    const QByteArray large = QJsonDocument(header).toJson(QJsonDocument::Compact);
    try {
      Model::load(write(withHeader(large)));
      QFAIL("loaded");
    } catch (const FormatError& error) {
      QVERIFY2(QString(error.what()).contains("fewer weights"), error.what());
    }
  }
  void lookup() {
    const auto folder = path_.parent_path();
    QCOMPARE(findModel("tiny", {"/nowhere", folder}), path_);
    QCOMPARE(findModel(path_.string(), {}), path_);
    try {
      findModel("absent", {folder});
      QFAIL("found a model that is not there");
    } catch (const FileError& error) {
      QVERIFY(QString(error.what()).contains("tiny"));
    }
    write("broken");
    const auto list = listModels({folder});
    QCOMPARE(list.size(), std::size_t{1});
    QCOMPARE(list.front().name, std::string("tiny"));
  }
};

CYTOSKETCH_TEST_CLASS(model, TestModel)
#include "test_model.moc"
