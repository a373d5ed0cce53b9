#pragma once

#include "engine/image/extent.h"

#include <filesystem>
#include <map>
#include <string>

namespace cytosketch {

/// Which images belong together: a column of a CSV table, else images of one size.
class Clusters {
public:
  /// @param index  CSV table whose first line names the columns; one of them is "stem"; empty = by size
  /// @throws FileError; FormatError if a column is missing.
  Clusters(const std::string& index, const std::string& column);

  /// The cluster of the image file with this stem; of one that is not in the table its size, "256x320".
  std::string of(const std::filesystem::path& image, const std::string& stem) const;

private:
  std::map<std::string, std::string> byStem_;
};

/// "256x320": height and width.
std::string sizeName(const Extent& extent);

} // namespace cytosketch
