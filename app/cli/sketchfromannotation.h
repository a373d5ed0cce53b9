#pragma once

#include <CLI/CLI.hpp>

#include <cstdint>
#include <string>

namespace cytosketch {

class Console;

/// What the sources of `sketch` share.
struct SketchTarget {
  std::string kind;   ///< of the cells, in the words of the source; empty = its default
  std::string output; ///< the sketch to write
};

/// `sketch --from PATH`: a sketch of what others have annotated.
class SketchFromAnnotation {
public:
  void addOptions(CLI::App& command);
  /// Whether the options name this source.
  bool chosen() const { return !path_.empty(); }
  void run(const SketchTarget& target, Console& console) const;

private:
  std::string path_;
  std::string format_ = "auto";
  std::string item_;
  std::string greyFrom_;
  std::string brightness_;
  std::uint64_t seed_ = 1;
  std::uint32_t background_ = 0;
  bool components_ = false;
  bool list_ = false;
};

} // namespace cytosketch
