#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace cytosketch {

/// A zip that is read with distrust, into memory only: nothing of it is ever written to the disk.
class ZipArchive {
public:
  /// Larger files in an archive are refused: what is packed here is an outline or a table.
  static constexpr std::uint64_t largestEntry = std::uint64_t{64} << 20U;

  struct Entry {
    std::string name; ///< UTF-8, with '/' between folders
    std::uint64_t size = 0;
    std::uint64_t index = 0;
  };

  /// @throws FileError if it cannot be opened; FormatError if it is no zip, is damaged, or has a name that leads out of
  /// the archive ("..", an absolute path).
  explicit ZipArchive(const std::filesystem::path& path);

  /// Its files, without folders, in the archive's order.
  const std::vector<Entry>& entries() const { return entries_; }
  /// The unpacked bytes. @throws FormatError if they are damaged, encrypted, packed in an unknown way, or too many.
  std::string read(const Entry& entry) const;

private:
  std::filesystem::path path_;
  std::shared_ptr<void> archive_;
  std::vector<Entry> entries_;
};

/// The bytes of a zip archive with these files (name, content), stored without packing and without clock times.
/// @throws SettingsError if there are more than 65535 files or more than 4 GiB.
std::string zipBytes(const std::vector<std::pair<std::string, std::string>>& files);

} // namespace cytosketch
