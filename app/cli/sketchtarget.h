#pragma once

#include <string>

namespace cytosketch {

/// What the sources of `sketch` share.
struct SketchTarget {
  std::string kind;   ///< of the cells, in the words of the source; empty = its default
  std::string output; ///< the sketch to write
};

} // namespace cytosketch
