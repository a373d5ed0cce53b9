#include "samples.h"

#include "engine/annotation/detail/pickle.h"
#include "tests/support/testprogram.h"

#include <QProcess>

using namespace cytosketch;
using namespace cytosketch::test;

namespace {

QByteArray shorts(const std::vector<int>& values) {
  QByteArray bytes;
  for (const int value : values) {
    bytes += little(quint64(value), 2);
  }
  return bytes;
}

} // namespace

class TestCellpose : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void maskFiles();
  void segmentationFile();
  void volumeAndTypes_data();
  void volumeAndTypes();
  void plainArray();
  void frameProtocols_data();
  void frameProtocols();
  void spacingAndGreysOfTheImage();
  void masksOfAnotherSize();
  void nothingIsRun_data();
  void nothingIsRun();
  void damaged_data();
  void damaged();
  void pythonAgrees();
};

void TestCellpose::maskFiles() {
  const Folder folder;
  folder.writeLabels("a_masks.tif", labelImage({"12", ".2"}));
  folder.writeLabels("b_cp_masks.png", labelImage({"31", ".1"}));
  folder.writeLabels("b.png", labelImage({"99", "98"}));
  const AnnotationList list = listAnnotations(folder.path());
  QCOMPARE(list.format, AnnotationFormat::Cellpose);
  QCOMPARE(list.items.size(), 2U);
  QVERIFY(list.items[0].name == "a_masks.tif" && list.items[1].name == "b_cp_masks.png");
  QVERIFY(!list.items[0].hasImage && list.items[1].hasImage);
  AnnotationOptions options;
  options.item = "b_cp_masks.png";
  QVERIFY(rowsOf(readAnnotation(list, options).sketch) == (Rows{"31", ".1"}));
  QVERIFY(rowsOf(readPath(folder / "a_masks.tif").sketch) == (Rows{"12", ".2"}));
}

void TestCellpose::segmentationFile() {
  const Folder folder;
  for (const char* const module : {"numpy.core.multiarray", "numpy._core.multiarray"}) {
    const auto path =
        folder.write("a_seg.npy", segmentation(pickleArray("u2", {2, 3}, shorts({1, 1, 0, 0, 2, 3}), module)));
    QCOMPARE(listAnnotations(path).format, AnnotationFormat::Cellpose);
    QVERIFY(rowsOf(readPath(path).sketch) == (Rows{"11.", ".23"}));
  }
}

void TestCellpose::volumeAndTypes_data() {
  QTest::addColumn<QByteArray>("type");
  QTest::addColumn<int>("bytes");
  for (const char* const type : {"u1", "i1", "<u2", "<i4", "<u4", "<i8", "<u8"}) {
    QTest::newRow(type) << QByteArray(type) << type[qstrlen(type) - 1] - '0';
  }
}

void TestCellpose::volumeAndTypes() {
  QFETCH(QByteArray, type);
  QFETCH(int, bytes);
  const Folder folder;
  QByteArray numbers;
  for (const int value : {1, 0, 0, 2, 5, 5, 0, 0}) {
    numbers += little(quint64(value), bytes);
  }
  const Sketch sketch = readPath(folder.write("v_seg.npy", segmentation(pickleArray(type, {2, 2, 2}, numbers)))).sketch;
  QVERIFY(sketch.extent() == (Extent{1, 1, 2, 2, 2}));
  QVERIFY(rowsOf(sketch, 0, 0) == (Rows{"1.", ".2"}) && rowsOf(sketch, 0, 1) == (Rows{"55", ".."}));
}

void TestCellpose::plainArray() {
  const Folder folder;
  const QByteArray cOrder = npyOf("<u2", "(2, 3)", shorts({1, 1, 0, 0, 2, 3}));
  QVERIFY(rowsOf(readPath(folder.write("c.npy", cOrder)).sketch) == (Rows{"11.", ".23"}));
  const QByteArray fOrder = npyOf("<u2", "(2, 3)", shorts({1, 0, 1, 2, 0, 3}), true);
  QVERIFY(rowsOf(readPath(folder.write("f.npy", fOrder)).sketch) == (Rows{"11.", ".23"}));
  const QByteArray bigEndian = npyOf(">i4", "(1, 2)", big(70000, 4) + big(0, 4));
  QVERIFY(idsOf(readPath(folder.write("b.npy", bigEndian)).sketch) == std::set<CellId>{70000});
  const QByteArray reals = npyOf("<f4", "(1, 1, 1, 1, 2)", little(std::bit_cast<quint32>(3.0F), 4) + little(0, 4));
  QVERIFY(idsOf(readPath(folder.write("r.npy", reals)).sketch) == std::set<CellId>{3});
}

void TestCellpose::frameProtocols_data() {
  QTest::addColumn<QByteArray>("pickle");
  const QByteArray data = shorts({1, 1, 0, 0, 2, 3});
  // Protocol 4: frame, short texts, memo, names from the stack.
  const auto shortText = [](const QByteArray& text) {
    return "\x8c" + little(quint64(text.size()), 1) + text + "\x94";
  };
  const QByteArray array4 = shortText("numpy.core.multiarray") + shortText("_reconstruct") + "\x93\x94" +
                            shortText("numpy") + shortText("ndarray") + "\x93\x94" + QByteArray("K\0\x85\x94", 4) +
                            QByteArray("C\1b\x94", 4) + "\x87\x94R\x94(K\1K\2K\3\x86\x94" + shortText("numpy") +
                            shortText("dtype") + "\x93\x94" + shortText("u2") + "\x89\x88\x87\x94R\x94(K\3" +
                            shortText("<") + "NNN" + pickleNumber(~0U) + pickleNumber(~0U) + QByteArray("K\0t\x94", 4) +
                            "b\x89" + "C" + little(quint64(data.size()), 1) + data + "\x94t\x94" + "b";
  const QByteArray body4 = "}\x94" + shortText("masks") + array4 + "s.";
  QTest::newRow("4") << QByteArray("\x80\4\x95", 3) + little(quint64(body4.size()), 8) + body4;
  // Protocol 5: the array from a buffer.
  const QByteArray body5 = "}" + shortText("masks") + shortText("numpy.core.numeric") + shortText("_frombuffer") +
                           "\x93(\x96" + little(quint64(data.size()), 8) + data + "cnumpy\ndtype\n" + pickleText("u2") +
                           "\x89\x88\x87R(K\3" + pickleText("<") + "NNN" + pickleNumber(~0U) + pickleNumber(~0U) +
                           QByteArray("K\0tb", 4) + "K\2K\3\x86" + pickleText("C") + "tRs.";
  QTest::newRow("5") << QByteArray("\x80\5", 2) + body5;
  // Protocol 0 and 2 of Python 2 habits: decimal numbers, texts of letters for bytes, memo with numbers written out.
  const QByteArray letters = pickleText("\1" + QByteArray(1, '\0') + "\1" + QByteArray(3, '\0') + QByteArray(2, '\0') +
                                        "\2" + QByteArray(1, '\0') + "\3" + QByteArray(1, '\0'));
  const QByteArray body2 =
      "(dp0\nS'masks'\np1\ncnumpy.core.multiarray\n_reconstruct\np2\n(cnumpy\nndarray\n(I0\ntS'b'\ntR"
      "(I1\n(I2\nL3L\ntcnumpy\ndtype\n(S'u2'\nI0\nI1\ntR(I3\nS'<'\nNNNI-1\nI-1\nI0\ntbI00\n"
      "c_codecs\nencode\n(" +
      letters + "S'latin1'\ntRtbs.";
  QTest::newRow("0") << body2;
}

void TestCellpose::frameProtocols() {
  QFETCH(QByteArray, pickle);
  const Folder folder;
  const auto path = folder.write("p_seg.npy", npyOf("|O", "()", pickle));
  const QString error = errorOf([&] { readPath(path); });
  QVERIFY2(error.isEmpty(), qPrintable(error));
  QVERIFY(rowsOf(readPath(path).sketch) == (Rows{"11.", ".23"}));
}

void TestCellpose::spacingAndGreysOfTheImage() {
  const Folder folder;
  folder.write("a_seg.npy", segmentation(pickleArray("u2", {2, 3}, shorts({1, 1, 0, 0, 2, 3}))));
  Image<std::uint8_t> image({1, 1, 1, 2, 3}, 10, {0.0, 0.25, 0.25});
  image.mutableData()[5] = 20;
  writeImage(image, folder / "a.tif");
  AnnotationOptions options;
  options.greys = AnnotationGreys::OwnImage;
  const Sketch sketch = readPath(folder / "a_seg.npy", options).sketch;
  QCOMPARE(sketch.spacing().x, 0.25);
  QVERIFY(sketch.find(3)->greyAt(0) > 0.9F && sketch.find(1)->greyAt(0) < 0.1F);
}

void TestCellpose::masksOfAnotherSize() {
  const Folder folder;
  folder.write("a_seg.npy", segmentation(pickleArray("u2", {2, 3}, shorts({1, 1, 0, 0, 2, 3}))));
  writeImage(Image<std::uint8_t>({1, 1, 1, 3, 3}, 10), folder / "a.tif");
  QVERIFY(errorOf([&] { readPath(folder / "a_seg.npy"); }).contains("differ in size from their image"));
}

void TestCellpose::nothingIsRun_data() {
  QTest::addColumn<QByteArray>("pickle");
  const QByteArray command = pickleText("touch MARK");
  QTest::newRow("os.system") << "cos\nsystem\n" + command + "\x85R.";
  QTest::newRow("posix.system") << "cposix\nsystem\n(" + command + "tR.";
  QTest::newRow("stack name") << pickleText("os") + pickleText("system") + "\x93" + command + "\x85R.";
  QTest::newRow("builtins.eval") << "c__builtin__\neval\n" + command + "\x85R.";
  QTest::newRow("INST") << "(" + command + "ios\nsystem\n.";
  QTest::newRow("OBJ") << "(cos\nsystem\n" + command + "o.";
  QTest::newRow("NEWOBJ") << QByteArray("cnumpy\nndarray\n)\x81.");
  QTest::newRow("NEWOBJ_EX") << QByteArray("cnumpy\nndarray\n)}\x92.");
  QTest::newRow("EXT1") << QByteArray("\x82\1.");
  QTest::newRow("PERSID") << QByteArray("Psomething\n.");
  QTest::newRow("BINPERSID") << command + "Q.";
  QTest::newRow("NEXT_BUFFER") << QByteArray("\x97.");
  QTest::newRow("inside a dict") << "}" + pickleText("masks") + "cos\nsystem\n" + command + "\x85Rs.";
  QTest::newRow("name with newline tricks") << "cnumpy.core.multiarray\n_reconstruct \n" + command + "\x85R.";
  QTest::newRow("numpy's own loader") << "cnumpy\nload\n" + command + "\x85R.";
}

void TestCellpose::nothingIsRun() {
  QFETCH(QByteArray, pickle);
  const Folder folder;
  const QByteArray mark = QByteArray::fromStdString((folder / "mark").string());
  const QByteArray fitted = QByteArray(pickle).replace(pickleText("touch MARK"), pickleText("touch " + mark));
  const auto path = folder.write("evil_seg.npy", npyOf("|O", "()", fitted));
  const QString error = errorOf([&] { readPath(path); });
  QVERIFY2(error.contains("evil_seg.npy"), qPrintable(error));
  QVERIFY2(error.contains("nothing was run") || error.contains("instruction"), qPrintable(error));
  QVERIFY(!std::filesystem::exists(folder / "mark"));
}

void TestCellpose::damaged_data() {
  QTest::addColumn<QByteArray>("bytes");
  const QByteArray six = shorts({1, 1, 0, 0, 2, 3});
  QTest::newRow("no header") << QByteArray("\x93NUMPY");
  QTest::newRow("version 9") << QByteArray("\x93NUMPY\x09\0\x04\0{}\n ", 14);
  QTest::newRow("long header") << QByteArray("\x93NUMPY\x01\0\xff\xff{}", 12);
  QTest::newRow("no type") << QByteArray("\x93NUMPY\x01\0\x03\0{}\n", 13);
  QTest::newRow("table") << npyOf("<u2", "(2, 3)", six).replace("'<u2'", "[('a','<u2')]");
  QTest::newRow("short") << npyOf("<u2", "(2, 3)", six.left(11));
  QTest::newRow("huge shape") << npyOf("<u2", "(9223372036854775807, 9223372036854775807)", six);
  QTest::newRow("huge axis") << npyOf("<u2", "(99999999999999999999, 1)", six);
  QTest::newRow("large shape") << npyOf("<u2", "(1000000, 1000000)", six);
  QTest::newRow("negative shape") << npyOf("<u2", "(-2, 3)", six);
  QTest::newRow("empty axis") << npyOf("<u2", "(0, 3)", six);
  QTest::newRow("one axis") << npyOf("<u2", "(6,)", six);
  QTest::newRow("negative label") << npyOf("<i2", "(1, 1)", shorts({65535}));
  QTest::newRow("beyond 32 bits") << npyOf("<u8", "(1, 1)", little(quint64(1) << 32, 8));
  QTest::newRow("fraction") << npyOf("<f4", "(1, 1)", little(std::bit_cast<quint32>(1.5F), 4));
  QTest::newRow("NaN") << npyOf("<f4", "(1, 1)", little(0x7FC00000, 4));
  QTest::newRow("texts") << npyOf("<U3", "(1, 1)", QByteArray(12, 'a'));
  QTest::newRow("no masks") << npyOf("|O", "()", pickleOf("}" + pickleText("flows") + "]s"));
  QTest::newRow("masks are a list") << segmentation("]");
  QTest::newRow("short masks") << segmentation(pickleArray("u2", {2, 3}, six.left(11)));
  QTest::newRow("huge masks") << segmentation(pickleArray("u2", {0x7FFFFFFF, 0x7FFFFFFF, 0x7FFFFFFF}, six));
  QTest::newRow("huge text") << npyOf("|O", "()", "\x80\2X" + little(0xFFFFFFFF, 4) + "a.");
  QTest::newRow("huge bytes") << npyOf("|O", "()", "\x80\4\x8e" + little(~quint64(0), 8) + "a.");
  QTest::newRow("empty stack") << npyOf("|O", "()", QByteArray("."));
  QTest::newRow("no mark") << npyOf("|O", "()", QByteArray("e."));
  QTest::newRow("knot") << npyOf("|O", "()", QByteArray("]q\0h\0a.", 7));
  QTest::newRow("too many values") << npyOf("|O", "()", QByteArray(1500000, 'N') + ".");
}

void TestCellpose::damaged() {
  QFETCH(QByteArray, bytes);
  const Folder folder;
  const auto path = folder.write("bad_seg.npy", bytes);
  QVERIFY_EXCEPTION_THROWN(readPath(path), Error);
  QVERIFY(errorOf([&] { readPath(path); }).contains("bad_seg.npy"));
}

/// A file that NumPy itself writes, in each of its protocols.
void TestCellpose::pythonAgrees() {
  const Folder folder;
  QProcess python;
  python.start("/usr/bin/python3", {"-c", R"(
import numpy as np, pickle, sys
masks = np.arange(12, dtype=np.uint16).reshape(3, 4) % 5
dat = {'filename': 'a.tif', 'masks': masks, 'outlines': masks * 0, 'chan_choose': [0, 0], 'ismanual': np.zeros(4, bool),
       'flows': [np.zeros((1, 3, 4, 3), np.uint8), [], np.zeros((3, 3, 4), np.float32)], 'est_diam': np.float64(12.5),
       'colors': np.zeros((4, 3), np.uint8), 'zdraw': [None, None], 'model_path': 0, 'flow_threshold': 0.4}
np.save(sys.argv[1] + '/n_seg.npy', dat)
for p in range(6):
    head = open(sys.argv[1] + '/n_seg.npy', 'rb').read(128)
    open(sys.argv[1] + '/p%d_seg.npy' % p, 'wb').write(head + pickle.dumps(np.array(dat, dtype=object).item(), protocol=p))
)",
                                    QString::fromStdString(folder.path().string())});
  python.waitForFinished(60000);
  if (python.exitCode() != 0) {
    QSKIP("needs Debian's python3-numpy");
  }
  for (const char* const name : {"n", "p2", "p3", "p4", "p5"}) {
    const auto path = folder / (std::string(name) + "_seg.npy");
    const QString error = errorOf([&] { readPath(path); });
    QVERIFY2(error.isEmpty(), qPrintable(QString(name) + ": " + error));
    QVERIFY(rowsOf(readPath(path).sketch) == (Rows{".123", "4.12", "34.1"}));
  }
}

CYTOSKETCH_TEST_CLASS(cellpose, TestCellpose)
#include "test_cellpose.moc"
