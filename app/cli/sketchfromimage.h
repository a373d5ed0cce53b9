#pragma once

#include <CLI/CLI.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace cytosketch {

class Console;
struct SketchTarget;

/// `sketch --from-image FILE`: a sketch of a real image, by rough segmentation.
class SketchFromImage {
public:
  void addOptions(CLI::App& command);
  /// Whether the options name this source.
  bool chosen() const { return !path_.empty() || parameters_; }
  void run(const SketchTarget& target, Console& console) const;

private:
  std::string path_;
  std::vector<std::string> assignments_;
  std::string labels_;
  std::string axes_;
  std::optional<std::int64_t> channel_;
  bool parameters_ = false;
};

} // namespace cytosketch
