#pragma once

#include "engine/annotation/annotation.h"
#include "engine/image/error.h"
#include "engine/imageio/imagefile.h"
#include "engine/sketch/raster.h"

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <bit>
#include <set>

namespace cytosketch::test {

/// A folder for a test's files.
class Folder {
public:
  std::filesystem::path operator/(const std::string& name) const {
    return std::filesystem::path(folder_.path().toStdString()) / name;
  }
  std::filesystem::path path() const { return folder_.path().toStdString(); }
  std::filesystem::path write(const std::string& name, const QByteArray& bytes) const {
    const std::filesystem::path path = *this / name;
    std::filesystem::create_directories(path.parent_path());
    QFile file(QString::fromStdString(path.string()));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) {
      qFatal("cannot write a sample");
    }
    return path;
  }
  std::filesystem::path writeLabels(const std::string& name, const Image<std::uint32_t>& labels) const {
    std::filesystem::create_directories((*this / name).parent_path());
    cytosketch::writeLabels(labels, *this / name);
    return *this / name;
  }

private:
  QTemporaryDir folder_;
};

/// A label image of one slice from rows of letters: '.' is 0, '1' to '9' are 1 to 9, 'a' is 10.
inline Image<std::uint32_t> labelImage(const std::vector<std::string>& rows) {
  Image<std::uint32_t> image({1, 1, 1, std::int64_t(rows.size()), std::int64_t(rows[0].size())});
  std::uint32_t* out = image.mutableData();
  for (const std::string& row : rows) {
    for (const char c : row) {
      *out++ = c == '.' ? 0U : c >= 'a' ? std::uint32_t(c - 'a' + 10) : std::uint32_t(c - '0');
    }
  }
  return image;
}

/// The rows of one slice of a sketch's labels, in the same letters.
inline std::vector<std::string> rowsOf(const Sketch& sketch, std::int64_t t = 0, std::int64_t z = 0,
                                       CellKind kind = CellKind::Nucleus) {
  const Extent& e = sketch.extent();
  const Image<std::uint32_t> labels = rasteriseLabels(sketch, t, kind, {z, 0, 0, z + 1, e.y, e.x});
  std::vector<std::string> rows;
  for (std::int64_t y = 0; y < e.y; ++y) {
    std::string row;
    for (std::int64_t x = 0; x < e.x; ++x) {
      const std::uint32_t label = labels.at(y, x);
      row += label == 0 ? '.' : label > 9 ? char('a' + label - 10) : char('0' + label);
    }
    rows.push_back(row);
  }
  return rows;
}

/// One cell's pixels in a slice, as rows of '#' and '.'.
inline std::vector<std::string> pixelsOf(const Sketch& sketch, CellId id, std::int64_t t = 0, std::int64_t z = 0) {
  std::vector<std::string> rows;
  for (std::int64_t y = 0; y < sketch.extent().y; ++y) {
    std::string row;
    for (std::int64_t x = 0; x < sketch.extent().x; ++x) {
      row += sketch.find(id) && sketch.find(id)->mask.test(t, z, y, x) ? '#' : '.';
    }
    rows.push_back(row);
  }
  return rows;
}

inline std::set<CellId> idsOf(const Sketch& sketch) {
  std::set<CellId> ids;
  for (const auto& [id, cell] : sketch.cells()) {
    ids.insert(id);
  }
  return ids;
}

using Rows = std::vector<std::string>;

/// Reads the only item, or the one named.
inline Annotation readPath(const std::filesystem::path& path, AnnotationOptions options = {}) {
  return readAnnotation(listAnnotations(path), options);
}

/// The message of the Error that `work` throws; empty if it throws none.
template <typename Work>
QString errorOf(const Work& work) {
  try {
    work();
  } catch (const Error& error) {
    return QString::fromStdString(error.what());
  }
  return {};
}

inline bool hasNote(const Annotation& annotation, const QString& part) {
  return std::any_of(annotation.notes.begin(), annotation.notes.end(),
                     [&](const AnnotationNote& note) { return QString::fromStdString(note.message()).contains(part); });
}

// Bytes, big-endian and little-endian

inline QByteArray big(quint64 value, int bytes) {
  QByteArray out;
  for (int i = bytes; i-- > 0;) {
    out.append(char(value >> (8 * i)));
  }
  return out;
}
inline QByteArray little(quint64 value, int bytes) {
  QByteArray out;
  for (int i = 0; i < bytes; ++i) {
    out.append(char(value >> (8 * i)));
  }
  return out;
}
inline QByteArray bigReal(float value) {
  return big(std::bit_cast<quint32>(value), 4);
}

/// A file in a zip, stored without packing (PKWARE's APPNOTE 4.3.7, 4.3.12, 4.3.16).
struct Packed {
  QByteArray name;
  QByteArray bytes;
};

inline quint32 crc32(const QByteArray& bytes) {
  quint32 crc = 0xFFFFFFFFU;
  for (const char c : bytes) {
    crc ^= quint8(c);
    for (int i = 0; i < 8; ++i) {
      crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xEDB88320U : 0);
    }
  }
  return ~crc;
}

inline QByteArray zipOf(const std::vector<Packed>& files) {
  QByteArray out, directory;
  for (const Packed& file : files) {
    const QByteArray common = little(20, 2) + little(0, 2) + little(0, 2) + little(0, 2) + little(0x21, 2) +
                              little(crc32(file.bytes), 4) + little(quint64(file.bytes.size()), 4) +
                              little(quint64(file.bytes.size()), 4) + little(quint64(file.name.size()), 2) +
                              little(0, 2);
    directory += "PK\1\2" + little(20, 2) + common + little(0, 2) + little(0, 2) + little(0, 2) + little(0, 4) +
                 little(quint64(out.size()), 4) + file.name;
    out += "PK\3\4" + common + file.name + file.bytes;
  }
  const QByteArray end = little(0, 2) + little(0, 2) + little(files.size(), 2) + little(files.size(), 2) +
                         little(quint64(directory.size()), 4) + little(quint64(out.size()), 4) + little(0, 2);
  return out + directory + QByteArray("PK\5\6") + end;
}

/// An .npy file of version 1 around some bytes.
inline QByteArray npyOf(const QByteArray& type, const QByteArray& shape, const QByteArray& bytes,
                        bool fortran = false) {
  QByteArray header =
      "{'descr': '" + type + "', 'fortran_order': " + (fortran ? "True" : "False") + ", 'shape': " + shape + ", }";
  while ((header.size() + 11) % 64 != 0) {
    header.append(' ');
  }
  header.append('\n');
  return QByteArray("\x93NUMPY\x01\x00", 8) + little(quint64(header.size()), 2) + header + bytes;
}

// Pickle, protocol 2, in the letters of Python's pickletools.

inline QByteArray pickleText(const QByteArray& text) {
  return "X" + little(quint64(text.size()), 4) + text;
}
inline QByteArray pickleBytes(const QByteArray& bytes) {
  return "B" + little(quint64(bytes.size()), 4) + bytes;
}
inline QByteArray pickleNumber(quint32 number) {
  return "J" + little(number, 4);
}

/// What NumPy writes for an array: _reconstruct(ndarray, (0,), b'b'), then its state (version, shape, type, order,
/// bytes), where the type is dtype('u2', False, True) with a state of its own.
inline QByteArray pickleArray(const QByteArray& type, const std::vector<quint32>& shape, const QByteArray& bytes,
                              const QByteArray& module = "numpy.core.multiarray", bool objects = false) {
  QByteArray axes = "(";
  for (const quint32 axis : shape) {
    axes += pickleNumber(axis);
  }
  const QByteArray made =
      "c" + module + "\n_reconstruct\ncnumpy\nndarray\n" + pickleNumber(0) + "\x85" + pickleBytes("b") + "\x87R";
  const QByteArray dtype = "cnumpy\ndtype\n" + pickleText(type) + "\x89\x88\x87R(" + pickleNumber(3) + pickleText("<") +
                           "NNN" + pickleNumber(0xFFFFFFFFU) + pickleNumber(0xFFFFFFFFU) + pickleNumber(0) + "tb";
  return made + "(" + pickleNumber(1) + axes + "t" + dtype + "\x89" + (objects ? bytes : pickleBytes(bytes)) + "tb";
}

inline QByteArray pickleOf(const QByteArray& body) {
  return QByteArray("\x80\x02", 2) + body + ".";
}

/// Cellpose's dict around its masks, which NumPy saves as an array of one object.
inline QByteArray segmentation(const QByteArray& masks) {
  const QByteArray body = "}(" + pickleText("filename") + pickleText("/data/a.tif") + pickleText("masks") + masks +
                          pickleText("chan_choose") + "](" + pickleNumber(0) + pickleNumber(1) + "e" +
                          pickleText("est_diam") + "G" + big(std::bit_cast<quint64>(30.5), 8) + "u";
  return npyOf("|O", "()", pickleOf(pickleArray("O8", {}, "](" + body + "e", "numpy.core.multiarray", true)));
}

// ImageJ's .roi

struct RoiHeader {
  int version = 227;
  int type = 0;
  int top = 0, left = 0, bottom = 0, right = 0;
  int count = 0;
  QByteArray reals = QByteArray(16, '\0'); ///< bytes 18…33
  int shapeSize = 0;
  int subtype = 0;
  int options = 0;
  QByteArray extra = QByteArray(4, '\0'); ///< bytes 52…55
  int position = 0;
};

/// The 64 bytes, the coordinates, and a second header with position and name if `czt` is given.
inline QByteArray roiOf(const RoiHeader& h, const QByteArray& coordinates = {}, const std::vector<int>& czt = {},
                        const QString& name = {}) {
  const int second = czt.empty() ? 0 : int(64 + coordinates.size());
  QByteArray roi = "Iout" + big(quint64(h.version), 2) + big(quint64(h.type), 1) + big(0, 1) + big(quint64(h.top), 2) +
                   big(quint64(h.left), 2) + big(quint64(h.bottom), 2) + big(quint64(h.right), 2) +
                   big(quint64(h.count), 2) + h.reals + big(0, 2) + big(quint64(h.shapeSize), 4) + big(0, 8) +
                   big(quint64(h.subtype), 2) + big(quint64(h.options), 2) + h.extra + big(quint64(h.position), 4) +
                   big(quint64(second), 4) + coordinates;
  if (!czt.empty()) {
    roi += big(0, 4) + big(quint64(czt[0]), 4) + big(quint64(czt[1]), 4) + big(quint64(czt[2]), 4) +
           big(quint64(name.isEmpty() ? 0 : second + 64), 4) + big(quint64(name.size()), 4) + QByteArray(40, '\0');
    for (const QChar c : name) {
      roi += big(c.unicode(), 2);
    }
  }
  return roi;
}

/// A polygon with whole coordinates (x, y), which the file keeps relative to left and top.
inline QByteArray polygonRoi(const std::vector<std::pair<int, int>>& points, const std::vector<int>& czt = {},
                             const QString& name = {}, int type = 0, int position = 0) {
  RoiHeader h;
  h.type = type;
  h.count = int(points.size());
  h.position = position;
  h.left = h.right = points[0].first;
  h.top = h.bottom = points[0].second;
  for (const auto& [x, y] : points) {
    h.left = std::min(h.left, x);
    h.right = std::max(h.right, x);
    h.top = std::min(h.top, y);
    h.bottom = std::max(h.bottom, y);
  }
  QByteArray xs, ys;
  for (const auto& [x, y] : points) {
    xs += big(quint64(x - h.left), 2);
    ys += big(quint64(y - h.top), 2);
  }
  return roiOf(h, xs + ys, czt, name);
}

} // namespace cytosketch::test
