#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace cytosketch {

/// A Zarr 2 array that others wrote, read with distrust: at most five axes, C order, no filters.
class ZarrArray {
public:
  /// @throws FileError if there is no .zarray; FormatError if it is damaged or of a kind that is not read.
  explicit ZarrArray(const std::filesystem::path& folder);

  const std::vector<std::int64_t>& shape() const { return shape_; }
  const std::string& dtype() const { return dtype_; }
  /// Gives each row of each chunk inside the array: place of its first value along all axes, the values, their number.
  /// What no chunk covers is the fill value. @throws FormatError if a chunk is damaged.
  void read(const std::function<void(const std::vector<std::int64_t>& place, const double* values, std::int64_t count)>&
                row) const;

private:
  void parse(const std::string& text);
  std::vector<double> chunk(const std::vector<std::int64_t>& index) const;
  std::string unpacked(const std::string& bytes, std::size_t size, const std::filesystem::path& file) const;
  [[noreturn]] void fail(const std::string& what) const;

  std::filesystem::path folder_;
  std::vector<std::int64_t> shape_, chunks_;
  std::string dtype_;
  std::string compressor_; ///< id; empty = none
  std::string separator_ = ".";
  double fill_ = 0.0;
};

} // namespace cytosketch
