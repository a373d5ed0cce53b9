#include "samples.h"
#include "tests/support/testprogram.h"

#include <QProcess>

#include <hdf5.h>

using namespace cytosketch;
using namespace cytosketch::test;

namespace {

/// An HDF5 file with arrays, written by HDF5 itself.
class File {
public:
  explicit File(const std::filesystem::path& path)
      : file_(H5Fcreate(path.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT)),
        group_(H5Gcreate2(file_, "data", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT)) {}
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() {
    H5Gclose(group_);
    H5Fclose(file_);
  }
  hid_t group() const { return group_; }

  template <typename T>
  File& add(const char* name, hid_t type, const std::vector<hsize_t>& shape, const std::vector<T>& values,
            bool packed = false) {
    const hid_t space = H5Screate_simple(int(shape.size()), shape.data(), nullptr);
    const hid_t list = H5Pcreate(H5P_DATASET_CREATE);
    if (packed) {
      std::vector<hsize_t> chunk = shape;
      for (hsize_t& axis : chunk) {
        axis = std::min<hsize_t>(axis, 64);
      }
      H5Pset_chunk(list, int(chunk.size()), chunk.data());
      H5Pset_deflate(list, 4);
    }
    const hid_t dataset = H5Dcreate2(group_, name, type, space, H5P_DEFAULT, list, H5P_DEFAULT);
    if (!values.empty()) {
      H5Dwrite(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data());
    }
    H5Dclose(dataset);
    H5Pclose(list);
    H5Sclose(space);
    return *this;
  }

private:
  hid_t file_;
  hid_t group_;
};

} // namespace

class TestHdf5 : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void initTestCase() { H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr); }
  void labelsAndSketch();
  void imageAndPlanes();
  void sketchAlone();
  void types();
  void bad_data();
  void bad();
  void truncated();
};

void TestHdf5::labelsAndSketch() {
  const Folder folder;
  const auto path = folder / "a.h5";
  File(path)
      .add<quint16>("instance", H5T_NATIVE_UINT16, {2, 1, 3}, {5, 5, 0, 0, 0, 6}, true)
      .add<float>("diffusion_mask", H5T_NATIVE_FLOAT, {2, 1, 3}, {0.0F, 0.5F, -1.0F, -1.0F, -1.0F, 1.0F});
  QCOMPARE(listAnnotations(path).format, AnnotationFormat::Hdf5);
  const Sketch sketch = readPath(path).sketch;
  QVERIFY(sketch.extent() == (Extent{1, 1, 2, 1, 3}));
  QVERIFY(rowsOf(sketch, 0, 0) == Rows{"55."} && rowsOf(sketch, 0, 1) == Rows{"..6"});
  QCOMPARE(sketch.find(5)->greyAt(0), 0.625F); // mean of 0.5 and 0.75
  QCOMPARE(sketch.find(6)->greyAt(0), 1.0F);
  QCOMPARE(sketch.shading().background, 0.0F);
  AnnotationOptions options;
  options.brightness = BrightnessRange{1.0F, 1.0F};
  QCOMPARE(readPath(path, options).sketch.find(5)->greyAt(0), 1.0F);
}

void TestHdf5::imageAndPlanes() {
  const Folder folder;
  File(folder / "a.h5")
      .add<qint32>("instance", H5T_NATIVE_INT32, {2, 3}, {1, 1, 0, 0, 2, 2})
      .add<float>("image", H5T_NATIVE_FLOAT, {1, 2, 3}, {0.0F, 0.0F, 3.0F, 3.0F, 8.0F, 8.0F});
  File(folder / "b.h5").add<quint8>("instance", H5T_NATIVE_UINT8, {1, 1}, {3});
  const AnnotationList list = listAnnotations(folder.path());
  QVERIFY(list.items.size() == 2 && list.items[0].hasImage && !list.items[1].hasImage);
  AnnotationOptions options;
  options.item = "a.h5";
  options.greys = AnnotationGreys::OwnImage;
  const Sketch sketch = readAnnotation(list, options).sketch;
  QVERIFY(rowsOf(sketch) == (Rows{"11.", ".22"}));
  QVERIFY(sketch.find(1)->greyAt(0) < 0.01F && sketch.find(2)->greyAt(0) > 0.99F);
}

void TestHdf5::sketchAlone() {
  const Folder folder;
  File(folder / "s.h5")
      .add<float>("diffusion_mask", H5T_NATIVE_FLOAT, {1, 2, 4}, {0.4F, -1, -1, 0.2F, 0.4F, -1, -1, 0});
  const Annotation read = readPath(folder / "s.h5");
  QVERIFY(rowsOf(read.sketch) == (Rows{"1..2", "1..2"}));
  QVERIFY(std::abs(read.sketch.find(2)->greyAt(0) - 0.55F) < 1e-6F);
  QVERIFY(hasNote(read, "no labels in the file"));
}

void TestHdf5::types() {
  const Folder folder;
  File(folder / "u.h5").add<quint64>("instance", H5T_NATIVE_UINT64, {1, 2}, {4294967295ULL, 0});
  QVERIFY(idsOf(readPath(folder / "u.h5").sketch) == std::set<CellId>{4294967295U});
  File(folder / "d.h5").add<double>("instance", H5T_NATIVE_DOUBLE, {1, 2}, {70000.0, 0.0});
  QVERIFY(idsOf(readPath(folder / "d.h5").sketch) == std::set<CellId>{70000});
}

void TestHdf5::bad_data() {
  QTest::addColumn<QString>("what");
  QTest::addColumn<QString>("message");
  for (const auto& [what, message] :
       {std::pair{"beyond 32 bits", "beyond 32 bits"}, std::pair{"beyond 63 bits", "beyond 32 bits"},
        std::pair{"negative", "beyond 32 bits"}, std::pair{"fraction", "no whole numbers"},
        std::pair{"NaN", "no whole numbers"}, std::pair{"empty mask", "no cell"}, std::pair{"no arrays", "neither"},
        std::pair{"one axis", "axes"}, std::pair{"four axes", "axes"}, std::pair{"other size", "differ in size"},
        std::pair{"texts", "no numbers"}, std::pair{"declares too much", "more than the file holds"},
        std::pair{"soft link", "neither"}, std::pair{"external link", "neither"}}) {
    QTest::newRow(what) << what << message;
  }
}

void TestHdf5::bad() {
  QFETCH(QString, what);
  QFETCH(QString, message);
  const Folder folder;
  const auto path = folder / "bad.h5";
  {
    File file(path);
    if (what == "beyond 32 bits") {
      file.add<qint64>("instance", H5T_NATIVE_INT64, {1, 1}, {qint64(1) << 32});
    } else if (what == "beyond 63 bits") {
      file.add<quint64>("instance", H5T_NATIVE_UINT64, {1, 1}, {~quint64(0)});
    } else if (what == "negative") {
      file.add<qint8>("instance", H5T_NATIVE_INT8, {1, 1}, {-1});
    } else if (what == "fraction" || what == "NaN") {
      file.add<double>("instance", H5T_NATIVE_DOUBLE, {1, 1}, {what == "NaN" ? std::nan("") : 0.5});
    } else if (what == "empty mask") {
      file.add<quint8>("instance", H5T_NATIVE_UINT8, {1, 2}, {0, 0});
    } else if (what == "one axis") {
      file.add<quint8>("instance", H5T_NATIVE_UINT8, {2}, {1, 0});
    } else if (what == "four axes") {
      file.add<quint8>("instance", H5T_NATIVE_UINT8, {1, 1, 1, 2}, {1, 0});
    } else if (what == "other size") {
      file.add<quint8>("instance", H5T_NATIVE_UINT8, {1, 2}, {1, 0})
          .add<float>("image", H5T_NATIVE_FLOAT, {2, 1}, {1, 0});
    } else if (what == "texts") {
      file.add<char>("instance", H5T_C_S1, {1, 2}, {'a', 'b'});
    } else if (what == "declares too much") {
      file.add<quint8>("instance", H5T_NATIVE_UINT8, {2000, 3000, 4000}, {}, true);
    } else if (what == "soft link") {
      file.add<quint8>("other", H5T_NATIVE_UINT8, {1, 1}, {1});
      H5Lcreate_soft("/data/other", file.group(), "instance", H5P_DEFAULT, H5P_DEFAULT);
    } else if (what == "external link") {
      File(folder / "other.h5").add<quint8>("instance", H5T_NATIVE_UINT8, {1, 1}, {1});
      H5Lcreate_external("other.h5", "/data/instance", file.group(), "instance", H5P_DEFAULT, H5P_DEFAULT);
    }
  }
  const QString error = errorOf([&] { readPath(path); });
  QVERIFY2(error.contains(message) && error.contains("bad.h5"), qPrintable(error));
}

void TestHdf5::truncated() {
  const Folder folder;
  File(folder / "a.h5").add<quint16>("instance", H5T_NATIVE_UINT16, {1, 64, 64}, std::vector<quint16>(4096, 1));
  QFile whole(QString::fromStdString((folder / "a.h5").string()));
  QVERIFY(whole.open(QIODevice::ReadOnly));
  const QByteArray bytes = whole.readAll();
  for (qsizetype size = 0; size < bytes.size(); size += 97) {
    const auto path = folder.write("cut.h5", bytes.left(size));
    QVERIFY_EXCEPTION_THROWN(readPath(path), Error);
  }
}

CYTOSKETCH_TEST_CLASS(hdf5, TestHdf5)
#include "test_hdf5.moc"
