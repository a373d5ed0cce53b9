#include "engine/hdf5/quiet.h"

namespace cytosketch::hdf5 {

Quiet::Quiet() {
  // After a damaged file the library cannot close everything, and would say so on stderr when the program ends.
  static const herr_t once = H5dont_atexit();
  static_cast<void>(once);
  H5Eget_auto2(H5E_DEFAULT, &print_, &data_);
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

Quiet::~Quiet() {
  H5Eset_auto2(H5E_DEFAULT, print_, data_);
}

} // namespace cytosketch::hdf5
