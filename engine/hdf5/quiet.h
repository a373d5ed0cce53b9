#pragma once

#include <hdf5.h>

namespace cytosketch::hdf5 {

/// Keeps HDF5 from printing its errors to stderr while it lives.
class Quiet {
public:
  Quiet();
  Quiet(const Quiet&) = delete;
  Quiet& operator=(const Quiet&) = delete;
  ~Quiet();

private:
  H5E_auto2_t print_ = nullptr;
  void* data_ = nullptr;
};

} // namespace cytosketch::hdf5
