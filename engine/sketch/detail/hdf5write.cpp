#include "engine/sketch/detail/hdf5.h"

#include "engine/image/error.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

namespace cytosketch::hdf5 {
namespace {

constexpr unsigned deflateLevel = 6;
constexpr hsize_t rowsPerChunk = 1024;
constexpr hsize_t entriesPerChunk = 256;

/// HDF5 works in memory here, so what fails is memory.
hid_t require(hid_t id) {
  if (id < 0) {
    throw MemoryError("the sketch cannot be put together for writing", "", "Close other programs and save again");
  }
  return id;
}

Handle properties(hid_t kind) {
  return {require(H5Pcreate(kind)), H5Pclose};
}

/// Creation properties of a dataset without clock times; chunked, checksummed and deflated unless it is empty.
Handle datasetProperties(const std::vector<hsize_t>& shape, hsize_t perChunk) {
  Handle list = properties(H5P_DATASET_CREATE);
  require(H5Pset_obj_track_times(list.get(), false));
  if (shape.front() > 0) {
    std::vector<hsize_t> chunk = shape;
    chunk.front() = std::min(chunk.front(), perChunk);
    require(H5Pset_chunk(list.get(), static_cast<int>(chunk.size()), chunk.data()));
    require(H5Pset_deflate(list.get(), deflateLevel));
    require(H5Pset_fletcher32(list.get()));
  }
  return list;
}

void writeDataset(hid_t parent, const char* name, hid_t fileType, hid_t memoryType, const std::vector<hsize_t>& shape,
                  hsize_t perChunk, const void* values) {
  const Handle list = datasetProperties(shape, perChunk);
  const Handle space(require(H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr)), H5Sclose);
  const Handle dataset(require(H5Dcreate2(parent, name, fileType, space.get(), H5P_DEFAULT, list.get(), H5P_DEFAULT)),
                       H5Dclose);
  if (shape.front() > 0) {
    require(H5Dwrite(dataset.get(), memoryType, H5S_ALL, H5S_ALL, H5P_DEFAULT, values));
  }
}

} // namespace

/// Where HDF5's in-memory driver puts a file. The library's own copy of an open file (H5Fget_file_image) has a
/// superblock marked as open and a wrong checksum, so the bytes are taken when the file is closed.
struct MemoryFile::Bytes {
  std::string bytes;
  std::size_t allocated = 0;
  bool taken = false;
};

MemoryFile::MemoryFile() : bytes_(std::make_shared<Bytes>()) {
  H5FD_file_image_callbacks_t calls{};
  calls.image_malloc = [](std::size_t size, H5FD_file_image_op_t, void*) { return std::malloc(size); };
  calls.image_memcpy = [](void* to, const void* from, std::size_t size, H5FD_file_image_op_t, void*) {
    return std::memcpy(to, from, size);
  };
  calls.image_realloc = [](void* old, std::size_t size, H5FD_file_image_op_t, void* data) -> void* {
    void* larger = std::realloc(old, size);
    std::size_t& allocated = static_cast<Bytes*>(data)->allocated;
    if (larger != nullptr && size > allocated) {
      std::memset(static_cast<char*>(larger) + allocated, 0, size - allocated); // gaps must not hold chance bytes
    }
    allocated = larger != nullptr ? size : allocated;
    return larger;
  };
  calls.image_free = [](void* image, H5FD_file_image_op_t, void* data) -> herr_t {
    auto* kept = static_cast<Bytes*>(data);
    std::memcpy(kept->bytes.data(), image, std::min(kept->bytes.size(), kept->allocated));
    kept->taken = true;
    std::free(image);
    return 0;
  };
  calls.udata_copy = [](void* data) { return data; };
  calls.udata_free = [](void*) -> herr_t { return 0; };
  calls.udata = bytes_.get();

  const Handle access = properties(H5P_FILE_ACCESS);
  require(H5Pset_fapl_core(access.get(), std::size_t{1} << 20, false));
  require(H5Pset_file_image_callbacks(access.get(), &calls));
  require(H5Pset_libver_bounds(access.get(), H5F_LIBVER_V110, H5F_LIBVER_V110));
  const Handle creation = properties(H5P_FILE_CREATE);
  require(H5Pset_obj_track_times(creation.get(), false));
  file_.emplace(require(H5Fcreate("sketch.cysk", H5F_ACC_TRUNC, creation.get(), access.get())), H5Fclose);
}

std::string MemoryFile::close() {
  require(H5Fflush(get(), H5F_SCOPE_GLOBAL));
  const ssize_t size = H5Fget_file_image(get(), nullptr, 0);
  require(size < 0 ? -1 : 0);
  bytes_->bytes.resize(static_cast<std::size_t>(size));
  file_.reset();
  require(bytes_->taken ? 0 : -1); // never let an unfinished file replace an older one
  return std::move(bytes_->bytes);
}

Handle createGroup(hid_t parent, const char* name) {
  const Handle list = properties(H5P_GROUP_CREATE);
  require(H5Pset_obj_track_times(list.get(), false));
  return {require(H5Gcreate2(parent, name, H5P_DEFAULT, list.get(), H5P_DEFAULT)), H5Gclose};
}

void writeAttribute(hid_t object, const char* name, hid_t fileType, hid_t memoryType, const void* values,
                    std::size_t count) {
  const hsize_t size = count;
  const Handle space(require(count == 1 ? H5Screate(H5S_SCALAR) : H5Screate_simple(1, &size, nullptr)), H5Sclose);
  const Handle attribute(require(H5Acreate2(object, name, fileType, space.get(), H5P_DEFAULT, H5P_DEFAULT)), H5Aclose);
  require(H5Awrite(attribute.get(), memoryType, values));
}

void writeText(hid_t parent, const char* name, const std::string& text) {
  const Handle type(require(H5Tcopy(H5T_C_S1)), H5Tclose);
  require(H5Tset_size(type.get(), std::max<std::size_t>(text.size(), 1)));
  require(H5Tset_strpad(type.get(), H5T_STR_NULLPAD));
  require(H5Tset_cset(type.get(), H5T_CSET_UTF8));
  const Handle list = properties(H5P_DATASET_CREATE);
  require(H5Pset_obj_track_times(list.get(), false));
  require(H5Pset_layout(list.get(), H5D_COMPACT)); // lies in the object's header, which has a checksum
  const Handle space(require(H5Screate(H5S_SCALAR)), H5Sclose);
  const Handle dataset(require(H5Dcreate2(parent, name, type.get(), space.get(), H5P_DEFAULT, list.get(), H5P_DEFAULT)),
                       H5Dclose);
  require(H5Dwrite(dataset.get(), type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, text.data()));
}

void writeRows(hid_t parent, const char* name, const Columns& columns, const void* values, std::size_t rows,
               std::size_t rowBytes) {
  const Handle memory(require(H5Tcreate(H5T_COMPOUND, rowBytes)), H5Tclose);
  std::size_t fileBytes = 0;
  for (const Column& column : columns) {
    require(H5Tinsert(memory.get(), column.name, column.offset, column.memory));
    fileBytes += H5Tget_size(column.file);
  }
  const Handle file(require(H5Tcreate(H5T_COMPOUND, fileBytes)), H5Tclose); // packed: no padding bytes in the file
  std::size_t offset = 0;
  for (const Column& column : columns) {
    require(H5Tinsert(file.get(), column.name, offset, column.file));
    offset += H5Tget_size(column.file);
  }
  writeDataset(parent, name, file.get(), memory.get(), {rows}, rowsPerChunk, values);
}

void writeBytes(hid_t parent, const char* name, const std::vector<std::uint8_t>& bytes, std::size_t count,
                const std::array<std::size_t, 2>& shape) {
  writeDataset(parent, name, H5T_STD_U8LE, H5T_NATIVE_UINT8, {count, shape[0], shape[1]}, entriesPerChunk,
               bytes.data());
}

void writeGrid(hid_t parent, const char* name, const std::vector<float>& values, std::size_t rows) {
  writeDataset(parent, name, H5T_IEEE_F32LE, H5T_NATIVE_FLOAT, {rows, values.size() / rows}, entriesPerChunk,
               values.data());
}

} // namespace cytosketch::hdf5
