#include "engine/imageio/hdf5arrays.h"

#include "engine/hdf5/handle.h"
#include "engine/hdf5/quiet.h"
#include "engine/image/atomicfile.h"
#include "engine/image/error.h"

#include <algorithm>

namespace cytosketch {
namespace fs = std::filesystem;
using hdf5::Handle;
namespace {

constexpr unsigned deflateLevel = 6;

Handle made(hid_t id, Handle::Close close, const fs::path& path) {
  if (id < 0) {
    throw FileError("cannot be written", path.string(), "Check that the disk is not full and that you may write there");
  }
  return {id, close};
}

hid_t fileType(PixelType type) {
  return type == PixelType::UInt8    ? H5T_STD_U8LE
         : type == PixelType::UInt16 ? H5T_STD_U16LE
         : type == PixelType::UInt32 ? H5T_STD_U32LE
                                     : H5T_IEEE_F32LE;
}

hid_t memoryType(PixelType type) {
  return type == PixelType::UInt8    ? H5T_NATIVE_UINT8
         : type == PixelType::UInt16 ? H5T_NATIVE_UINT16
         : type == PixelType::UInt32 ? H5T_NATIVE_UINT32
                                     : H5T_NATIVE_FLOAT;
}

void require(herr_t code, const fs::path& path) {
  if (code < 0) {
    throw FileError("cannot be written completely", path.string(),
                    "Check that the disk is not full and that you may write there");
  }
}

void writeArray(hid_t file, const Hdf5Array& array, const fs::path& path) {
  std::vector<hsize_t> shape(array.shape.begin(), array.shape.end());
  std::vector<hsize_t> chunk = shape;
  std::fill(chunk.begin(), chunk.end() - std::min<std::ptrdiff_t>(2, std::ssize(chunk)), 1);
  const Handle links = made(H5Pcreate(H5P_LINK_CREATE), H5Pclose, path);
  require(H5Pset_create_intermediate_group(links.get(), 1), path);
  const Handle list = made(H5Pcreate(H5P_DATASET_CREATE), H5Pclose, path);
  require(H5Pset_obj_track_times(list.get(), false), path);
  require(H5Pset_chunk(list.get(), static_cast<int>(chunk.size()), chunk.data()), path);
  require(H5Pset_deflate(list.get(), deflateLevel), path);
  const Handle space = made(H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr), H5Sclose, path);
  const Handle set = made(
      H5Dcreate2(file, array.name.c_str(), fileType(array.type), space.get(), links.get(), list.get(), H5P_DEFAULT),
      H5Dclose, path);
  require(H5Dwrite(set.get(), memoryType(array.type), H5S_ALL, H5S_ALL, H5P_DEFAULT, array.values), path);
}

} // namespace

void writeHdf5Arrays(const std::vector<Hdf5Array>& arrays, const fs::path& path) {
  writeAtomically(path, [&](const fs::path& temporary) {
    const hdf5::Quiet quiet;
    const Handle file = made(H5Fcreate(temporary.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT), H5Fclose, path);
    for (const Hdf5Array& array : arrays) {
      writeArray(file.get(), array, path);
    }
    require(H5Fflush(file.get(), H5F_SCOPE_LOCAL), path);
  });
}

} // namespace cytosketch
