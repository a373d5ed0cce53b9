#include "engine/annotation/detail/hdf5arrays.h"

#include "engine/hdf5/handle.h"
#include "engine/hdf5/quiet.h"
#include "engine/image/error.h"
#include "engine/imageio/filecheck.h"

#include <array>
#include <cmath>
#include <vector>

namespace cytosketch::annotation {
namespace fs = std::filesystem;
using hdf5::Handle;
using hdf5::Quiet;
namespace {

/// Deflate packs at most 1032 : 1; an array that declares more than this over its stored bytes is a lie.
constexpr std::uint64_t tightestPacking = 1100;

hid_t opened(const fs::path& path) {
  const Quiet quiet;
  const Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
  H5Pset_file_locking(access.get(), 0U, 1U); // locks fail on many network folders; a reader needs none
  return H5Fopen(path.c_str(), H5F_ACC_RDONLY, access.get());
}

template <typename Stored>
hid_t memoryType() {
  return std::is_same_v<Stored, float>    ? H5T_NATIVE_FLOAT
         : std::is_same_v<Stored, double> ? H5T_NATIVE_DOUBLE
                                          : H5T_NATIVE_INT64;
}

} // namespace

struct Hdf5Arrays::File {
  fs::path path;
  Handle handle;

  [[noreturn]] void fail(const std::string& what) const {
    throw FormatError(what, path.string(), "Write the file again");
  }

  /// Whether each part of the name is a hard link: soft and external ones may lead to other files.
  bool linked(const std::string& name) const {
    for (std::size_t end = name.find('/');; end = name.find('/', end + 1)) {
      const std::string part = name.substr(0, end);
      H5L_info_t link{};
      if (H5Lexists(handle.get(), part.c_str(), H5P_DEFAULT) <= 0 ||
          H5Lget_info(handle.get(), part.c_str(), &link, H5P_DEFAULT) < 0 || link.type != H5L_TYPE_HARD) {
        return false;
      }
      if (end == std::string::npos) {
        return true;
      }
    }
  }

  Handle dataset(const std::string& name) const {
    Handle dataset(linked(name) ? H5Dopen2(handle.get(), name.c_str(), H5P_DEFAULT) : H5I_INVALID_HID, H5Dclose);
    const Handle list(dataset.valid() ? H5Dget_create_plist(dataset.get()) : H5I_INVALID_HID, H5Pclose);
    if (!list.valid()) {
      fail("holds no array " + name);
    }
    const H5D_layout_t layout = H5Pget_layout(list.get());
    if (layout == H5D_VIRTUAL || H5Pget_external_count(list.get()) != 0) {
      fail(name + " lies in another file");
    }
    for (int i = 0; i < H5Pget_nfilters(list.get()); ++i) {
      unsigned flags = 0;
      std::size_t values = 0;
      const H5Z_filter_t filter =
          H5Pget_filter2(list.get(), static_cast<unsigned>(i), &flags, &values, nullptr, 0, nullptr, nullptr);
      if (filter != H5Z_FILTER_DEFLATE && filter != H5Z_FILTER_SHUFFLE && filter != H5Z_FILTER_FLETCHER32) {
        fail(name + " is packed in a way that is not known");
      }
    }
    return dataset;
  }

  bool isReal(const Handle& dataset, const std::string& name) const {
    const Handle type(H5Dget_type(dataset.get()), H5Tclose);
    const H5T_class_t kind = type.valid() ? H5Tget_class(type.get()) : H5T_NO_CLASS;
    if (kind != H5T_INTEGER && kind != H5T_FLOAT) {
      fail(name + " holds no numbers");
    }
    return kind == H5T_FLOAT;
  }

  /// Sizes along the axes, two or three.
  std::vector<hsize_t> shape(const Handle& dataset, const std::string& name) const {
    const Handle space(H5Dget_space(dataset.get()), H5Sclose);
    const Handle type(H5Dget_type(dataset.get()), H5Tclose);
    const int axes = space.valid() ? H5Sget_simple_extent_ndims(space.get()) : 0;
    if (axes != 2 && axes != 3) {
      fail(name + " does not have the axes z, y, x");
    }
    std::vector<hsize_t> shape(static_cast<std::size_t>(axes));
    H5Sget_simple_extent_dims(space.get(), shape.data(), nullptr);
    std::uint64_t bytes = H5Tget_size(type.get());
    for (const hsize_t axis : shape) {
      if (axis == 0 || axis > (1U << 24) || bytes > (std::uint64_t{1} << 50U) / axis) {
        fail(name + " is empty or larger than any image");
      }
      bytes *= axis;
    }
    if (bytes / tightestPacking > H5Dget_storage_size(dataset.get())) {
      fail(name + " declares more than the file holds");
    }
    return shape;
  }
};

Hdf5Arrays::Hdf5Arrays(const fs::path& path) {
  checkedFileSize(path);
  file_ = std::make_shared<const File>(File{path, Handle(opened(path), H5Fclose)});
  if (!file_->handle.valid()) {
    file_->fail("is no HDF5 file, or a damaged one");
  }
}

bool Hdf5Arrays::contains(const std::string& name) const {
  const Quiet quiet;
  return file_->linked(name);
}

Extent Hdf5Arrays::extentOf(const std::string& name) const {
  const Quiet quiet;
  const std::vector<hsize_t> shape = file_->shape(file_->dataset(name), name);
  const auto axis = [&](std::size_t fromEnd) {
    return fromEnd < shape.size() ? static_cast<std::int64_t>(shape[shape.size() - 1 - fromEnd]) : 1;
  };
  return {1, 1, axis(2), axis(1), axis(0)};
}

/// Slice by slice: HDF5 converts the numbers, `convert` checks them.
template <typename T, typename Stored, typename Convert>
Image<T> Hdf5Arrays::read(const std::string& name, const Convert& convert) const {
  const Extent extent = extentOf(name);
  const Quiet quiet;
  const Handle dataset = file_->dataset(name);
  const auto pixels = static_cast<std::size_t>(extent.y * extent.x);
  requireMemory(checkedBytes(extent, sizeof(T), file_->path) + pixels * sizeof(Stored), file_->path);
  const bool flat = file_->shape(dataset, name).size() == 2;
  const Handle part(H5Dget_space(dataset.get()), H5Sclose);
  std::vector<Stored> slice(pixels);
  Image<T> image(extent);
  T* out = image.mutableData();
  for (std::int64_t z = 0; z < extent.z; ++z) {
    const std::array<hsize_t, 3> start{static_cast<hsize_t>(z), 0, 0};
    const std::array<hsize_t, 3> size{1, static_cast<hsize_t>(extent.y), static_cast<hsize_t>(extent.x)};
    const std::size_t first = flat ? 1 : 0;
    const Handle memory(H5Screate_simple(flat ? 2 : 3, size.data() + first, nullptr), H5Sclose);
    if (H5Sselect_hyperslab(part.get(), H5S_SELECT_SET, start.data() + first, nullptr, size.data() + first, nullptr) <
            0 ||
        H5Dread(dataset.get(), memoryType<Stored>(), memory.get(), part.get(), H5P_DEFAULT, slice.data()) < 0) {
      file_->fail(name + " is damaged");
    }
    out = std::transform(slice.begin(), slice.end(), out, convert);
  }
  return image;
}

Image<std::uint32_t> Hdf5Arrays::labels(const std::string& name) const {
  const auto checked = [&](auto value) {
    const auto number = static_cast<double>(value);
    if (!(number >= 0.0 && number <= 4294967295.0) || number != std::floor(number)) {
      file_->fail(name + " holds labels that are negative, no whole numbers or beyond 32 bits");
    }
    return static_cast<std::uint32_t>(value);
  };
  const Quiet quiet;
  if (file_->isReal(file_->dataset(name), name)) {
    return read<std::uint32_t, double>(name, [&](double value) { return checked(value); });
  }
  return read<std::uint32_t, std::int64_t>(name, [&](std::int64_t value) { return checked(value); });
}

Image<float> Hdf5Arrays::reals(const std::string& name) const {
  const Quiet quiet;
  file_->isReal(file_->dataset(name), name);
  return read<float, float>(name, [](float value) { return value; });
}

} // namespace cytosketch::annotation
