#include "engine/sketch/detail/hdf5.h"

#include "engine/image/error.h"

#include <fstream>
#include <system_error>

namespace cytosketch::hdf5 {
namespace {

/// Deflate packs at most 1032 : 1, so a table that declares more than this over its stored bytes is a lie.
constexpr std::uint64_t tightestPacking = 1100;

/// How a message names an object of the file.
std::string at(const std::string& path) {
  return std::string(1, '/').append(path);
}

void requireReadable(const std::filesystem::path& path) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) {
    throw FileError("is a folder, not a sketch file", path.string(), "Choose a .cysk file");
  }
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    throw FileError("cannot be opened", path.string(), "Check that the file is there and that you may read it");
  }
  std::string signature(8, '\0');
  file.read(signature.data(), 8);
  if (signature != "\x89HDF\r\n\x1a\n") {
    throw FormatError("is not a CytoSketch sketch file", path.string(), "Choose a .cysk file");
  }
}

hid_t openFile(const std::filesystem::path& path) {
  requireReadable(path);
  const Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
  H5Pset_file_locking(access.get(), false, true); // locks fail on many network folders; a reader needs none
  return H5Fopen(path.c_str(), H5F_ACC_RDONLY, access.get());
}

} // namespace

Reader::Reader(const std::filesystem::path& path) : path_(path), file_(openFile(path), H5Fclose) {
  if (!file_.valid()) {
    fail("the file is truncated or damaged");
  }
}

void Reader::fail(const std::string& what) const {
  throw FormatError(what, path_.string(), "Open an earlier version or an autosaved copy of the sketch");
}

void Reader::readAttribute(const char* name, H5T_class_t kind, hid_t memoryType, void* values,
                           std::size_t count) const {
  const std::string what = std::string("the attribute '").append(name) + "'";
  if (H5Aexists(file_.get(), name) <= 0) {
    fail("this is no sketch: " + what + " is missing");
  }
  const Handle attribute(H5Aopen(file_.get(), name, H5P_DEFAULT), H5Aclose);
  const Handle type(H5Aget_type(attribute.get()), H5Tclose);
  const Handle space(H5Aget_space(attribute.get()), H5Sclose);
  if (!attribute.valid() || !type.valid() || !space.valid() || H5Tget_class(type.get()) != kind ||
      H5Sget_simple_extent_npoints(space.get()) != static_cast<hssize_t>(count)) {
    fail(what + " has a wrong type or length");
  }
  if (H5Aread(attribute.get(), memoryType, values) < 0) {
    fail(what + " is damaged");
  }
}

std::vector<std::int64_t> Reader::integers(const char* name, std::size_t count) const {
  std::vector<std::int64_t> values(count);
  readAttribute(name, H5T_INTEGER, H5T_NATIVE_INT64, values.data(), count);
  return values;
}

std::vector<double> Reader::reals(const char* name, std::size_t count) const {
  std::vector<double> values(count);
  readAttribute(name, H5T_FLOAT, H5T_NATIVE_DOUBLE, values.data(), count);
  return values;
}

std::uint64_t Reader::unsignedInteger(const char* name) const {
  std::uint64_t value = 0;
  readAttribute(name, H5T_INTEGER, H5T_NATIVE_UINT64, &value, 1);
  return value;
}

Handle Reader::openDataset(const std::string& path) const {
  for (std::size_t end = path.find('/');; end = path.find('/', end + 1)) {
    const std::string part = path.substr(0, end);
    H5L_info_t link{};
    if (H5Lexists(file_.get(), part.c_str(), H5P_DEFAULT) <= 0) {
      fail("this is no sketch: " + at(part) + " is missing");
    }
    if (H5Lget_info(file_.get(), part.c_str(), &link, H5P_DEFAULT) < 0 || link.type != H5L_TYPE_HARD) {
      fail(at(part) + " lies in another place or file");
    }
    if (end == std::string::npos) {
      break;
    }
  }
  Handle dataset(H5Dopen2(file_.get(), path.c_str(), H5P_DEFAULT), H5Dclose);
  const Handle list(dataset.valid() ? H5Dget_create_plist(dataset.get()) : H5I_INVALID_HID, H5Pclose);
  if (!list.valid()) {
    fail(at(path) + " is damaged or no table");
  }
  const H5D_layout_t layout = H5Pget_layout(list.get());
  if ((layout != H5D_COMPACT && layout != H5D_CONTIGUOUS && layout != H5D_CHUNKED) ||
      H5Pget_external_count(list.get()) != 0) {
    fail(at(path) + " lies in another file");
  }
  for (int i = 0; i < H5Pget_nfilters(list.get()); ++i) {
    unsigned flags = 0;
    std::size_t values = 0;
    const H5Z_filter_t filter =
        H5Pget_filter2(list.get(), static_cast<unsigned>(i), &flags, &values, nullptr, 0, nullptr, nullptr);
    if (filter != H5Z_FILTER_DEFLATE && filter != H5Z_FILTER_SHUFFLE && filter != H5Z_FILTER_FLETCHER32) {
      fail(at(path) + " is packed in a way that is not known");
    }
  }
  return dataset;
}

std::vector<hsize_t> Reader::shapeOf(const std::string& path, const Handle& dataset) const {
  const Handle space(H5Dget_space(dataset.get()), H5Sclose);
  if (!space.valid() || H5Sget_simple_extent_type(space.get()) != H5S_SIMPLE) {
    fail(at(path) + " is not an array");
  }
  const int axes = H5Sget_simple_extent_ndims(space.get());
  std::vector<hsize_t> shape(axes > 0 ? static_cast<std::size_t>(axes) : 0);
  H5Sget_simple_extent_dims(space.get(), shape.data(), nullptr);
  return shape;
}

void Reader::requireStored(const std::string& path, const Handle& dataset, std::uint64_t bytes) const {
  hsize_t fileSize = 0;
  H5Fget_filesize(file_.get(), &fileSize);
  const std::uint64_t stored = H5Dget_storage_size(dataset.get());
  if (stored > fileSize || bytes / tightestPacking > stored || (bytes > 0 && stored == 0)) {
    fail(at(path) + " declares more than the file holds");
  }
}

bool Reader::has(const char* name) const {
  return H5Lexists(file_.get(), name, H5P_DEFAULT) > 0;
}

std::string Reader::text(const char* path, std::size_t longest) const {
  const Handle dataset = openDataset(path);
  const Handle type(H5Dget_type(dataset.get()), H5Tclose);
  const Handle space(H5Dget_space(dataset.get()), H5Sclose);
  if (!type.valid() || !space.valid() || H5Tget_class(type.get()) != H5T_STRING ||
      H5Tis_variable_str(type.get()) != 0 || H5Sget_simple_extent_npoints(space.get()) != 1) {
    fail(at(path) + " is not one text of fixed length");
  }
  const std::size_t size = H5Tget_size(type.get());
  if (size == 0 || size > longest) {
    fail(at(path) + " is too long");
  }
  std::string text(size, '\0');
  if (H5Dread(dataset.get(), type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, text.data()) < 0) {
    fail(at(path) + " is damaged");
  }
  text.resize(text.find_last_not_of('\0') + 1);
  return text;
}

Reader::OpenRows Reader::openRows(const char* path, const Columns& columns, std::size_t rowBytes) const {
  Handle dataset = openDataset(path);
  const Handle stored(H5Dget_type(dataset.get()), H5Tclose);
  if (!stored.valid() || H5Tget_class(stored.get()) != H5T_COMPOUND) {
    fail(at(path) + " is not a table");
  }
  Handle type(H5Tcreate(H5T_COMPOUND, rowBytes), H5Tclose);
  for (const Column& column : columns) {
    const int index = H5Tget_member_index(stored.get(), column.name);
    if (index < 0 || H5Tget_member_class(stored.get(), static_cast<unsigned>(index)) != H5Tget_class(column.memory)) {
      fail(at(path) + " has no column '" + column.name + "' of the right type");
    }
    H5Tinsert(type.get(), column.name, column.offset, column.memory);
  }
  const std::vector<hsize_t> shape = shapeOf(path, dataset);
  const std::size_t storedBytes = H5Tget_size(stored.get());
  if (shape.size() != 1 || storedBytes == 0 || shape[0] > (hsize_t{1} << 40) || storedBytes > (1U << 16)) {
    fail(at(path) + " has a wrong shape");
  }
  requireStored(path, dataset, shape[0] * storedBytes);
  return {std::move(dataset), std::move(type), static_cast<std::size_t>(shape[0])};
}

void Reader::readRows(const char* path, const OpenRows& open, void* rows) const {
  if (open.count > 0 && H5Dread(open.dataset.get(), open.type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, rows) < 0) {
    fail(at(path) + " is damaged");
  }
}

std::size_t Reader::bytesCount(const char* path, const std::array<std::size_t, 2>& shape) const {
  const Handle dataset = openDataset(path);
  const Handle type(H5Dget_type(dataset.get()), H5Tclose);
  const std::vector<hsize_t> stored = shapeOf(path, dataset);
  if (!type.valid() || H5Tget_class(type.get()) != H5T_INTEGER || H5Tget_size(type.get()) != 1 || stored.size() != 3 ||
      stored[1] != shape[0] || stored[2] != shape[1] || stored[0] > (hsize_t{1} << 40)) {
    fail(at(path) + " has a wrong type or shape");
  }
  requireStored(path, dataset, stored[0] * shape[0] * shape[1]);
  return static_cast<std::size_t>(stored[0]);
}

std::vector<std::uint8_t> Reader::bytes(const char* path, std::size_t first, std::size_t count,
                                        const std::array<std::size_t, 2>& shape) const {
  const Handle dataset = openDataset(path);
  const std::array<hsize_t, 3> start{first, 0, 0};
  const std::array<hsize_t, 3> size{count, shape[0], shape[1]};
  const Handle part(H5Dget_space(dataset.get()), H5Sclose);
  const Handle memory(H5Screate_simple(3, size.data(), nullptr), H5Sclose);
  std::vector<std::uint8_t> bytes(count * shape[0] * shape[1]);
  if (H5Sselect_hyperslab(part.get(), H5S_SELECT_SET, start.data(), nullptr, size.data(), nullptr) < 0 ||
      H5Dread(dataset.get(), H5T_NATIVE_UINT8, memory.get(), part.get(), H5P_DEFAULT, bytes.data()) < 0) {
    fail(at(path) + " is damaged");
  }
  return bytes;
}

Grid Reader::grid(const char* path, std::size_t most) const {
  const Handle dataset = openDataset(path);
  const Handle type(H5Dget_type(dataset.get()), H5Tclose);
  const std::vector<hsize_t> shape = shapeOf(path, dataset);
  if (!type.valid() || H5Tget_class(type.get()) != H5T_FLOAT || shape.size() != 2 || shape[0] == 0 || shape[1] == 0 ||
      shape[0] > most || shape[1] > most / shape[0]) {
    fail(at(path) + " has a wrong type or shape");
  }
  requireStored(path, dataset, shape[0] * shape[1] * H5Tget_size(type.get()));
  Grid grid{static_cast<std::size_t>(shape[0]), static_cast<std::size_t>(shape[1]), {}};
  grid.values.resize(grid.rows * grid.columns);
  if (H5Dread(dataset.get(), H5T_NATIVE_FLOAT, H5S_ALL, H5S_ALL, H5P_DEFAULT, grid.values.data()) < 0) {
    fail(at(path) + " is damaged");
  }
  return grid;
}

} // namespace cytosketch::hdf5
