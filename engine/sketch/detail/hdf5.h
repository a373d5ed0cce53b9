#pragma once

#include "engine/hdf5/handle.h"
#include "engine/hdf5/quiet.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

/// The little of HDF5 that a sketch file needs: tables of plain structs, attributes, a text and an array of bytes, read
/// with distrust. HDF5's files here use only formats in which it checksums its own structures.
namespace cytosketch::hdf5 {

/// One column of a table: a member of the row's struct and its types in memory and in the file.
struct Column {
  const char* name;
  std::size_t offset;
  hid_t memory;
  hid_t file;
};
using Columns = std::vector<Column>;

/// A file that is made in memory, so that a full disk never meets HDF5.
class MemoryFile {
public:
  MemoryFile();
  hid_t get() const { return file_->get(); }
  /// Closes the file; its bytes.
  std::string close();

private:
  struct Bytes;
  std::shared_ptr<Bytes> bytes_;
  std::optional<Handle> file_;
};

Handle createGroup(hid_t parent, const char* name);
void writeAttribute(hid_t object, const char* name, hid_t fileType, hid_t memoryType, const void* values,
                    std::size_t count);
void writeText(hid_t parent, const char* name, const std::string& text);
/// `rows` structs of `rowBytes` as a deflated table.
void writeRows(hid_t parent, const char* name, const Columns& columns, const void* values, std::size_t rows,
               std::size_t rowBytes);
/// An array of bytes of shape (count, shape…), deflated.
void writeBytes(hid_t parent, const char* name, const std::vector<std::uint8_t>& bytes, std::size_t count,
                const std::array<std::size_t, 2>& shape);

/// A grid of floats of shape (rows, values / rows), deflated.
void writeGrid(hid_t parent, const char* name, const std::vector<float>& values, std::size_t rows);

/// A grid of floats, row by row.
struct Grid {
  std::size_t rows = 0, columns = 0;
  std::vector<float> values;
};

/// Reads a sketch file, and throws FormatError naming `path` for everything that is not as expected.
class Reader {
public:
  /// @throws FileError if the file cannot be opened; FormatError if it is not HDF5.
  explicit Reader(const std::filesystem::path& path);

  /// @throws FormatError if there is no such root attribute of integers (or floating-point numbers) and of this length.
  std::vector<std::int64_t> integers(const char* name, std::size_t count) const;
  std::vector<double> reals(const char* name, std::size_t count) const;
  std::uint64_t unsignedInteger(const char* name) const;

  bool has(const char* name) const;
  std::string text(const char* path, std::size_t longest) const;
  template <typename Row>
  std::vector<Row> rows(const char* path, const Columns& columns) const {
    static_assert(std::is_trivially_copyable_v<Row>);
    const OpenRows open = openRows(path, columns, sizeof(Row));
    std::vector<Row> rows(open.count);
    readRows(path, open, rows.data());
    return rows;
  }
  /// Number of entries of an array of bytes of shape (n, shape…), and a part of it.
  std::size_t bytesCount(const char* path, const std::array<std::size_t, 2>& shape) const;
  std::vector<std::uint8_t> bytes(const char* path, std::size_t first, std::size_t count,
                                  const std::array<std::size_t, 2>& shape) const;

  /// A grid of floating-point numbers with at most so many of them.
  Grid grid(const char* path, std::size_t most) const;

  [[noreturn]] void fail(const std::string& what) const;

private:
  struct OpenRows {
    Handle dataset;
    Handle type;
    std::size_t count;
  };
  void readAttribute(const char* name, H5T_class_t kind, hid_t memoryType, void* values, std::size_t count) const;
  /// A dataset reached by hard links alone, stored in this file with the filters that writers here use.
  Handle openDataset(const std::string& path) const;
  OpenRows openRows(const char* path, const Columns& columns, std::size_t rowBytes) const;
  void readRows(const char* path, const OpenRows& open, void* rows) const;
  std::vector<hsize_t> shapeOf(const std::string& path, const Handle& dataset) const;
  void requireStored(const std::string& path, const Handle& dataset, std::uint64_t bytes) const;

  std::filesystem::path path_;
  Quiet quiet_;
  Handle file_;
};

} // namespace cytosketch::hdf5
