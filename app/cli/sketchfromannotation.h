#pragma once

#include <CLI/CLI.hpp>

#include <cstdint>
#include <string>

namespace cytosketch {

class Console;
struct SketchTarget;

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
