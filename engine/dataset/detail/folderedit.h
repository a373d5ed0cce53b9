#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace cytosketch {

/// A change of a folder that happens as a whole or not at all: files that move inside it, and files that get another
/// content. All new content is on the disk before anything changes, and a journal (.cytosketch-edit.json) says what is
/// to be done; killed in between, recover() brings it to its end. A failure puts everything back.
class FolderEdit {
public:
  explicit FolderEdit(std::filesystem::path root) : root_(std::move(root)) {}

  /// Paths below the root. Folders of the target are made.
  void move(const std::string& from, const std::string& to) { moves_.emplace_back(from, to); }
  /// Of a file that exists.
  void replace(const std::string& path, std::string bytes) { contents_.emplace_back(path, std::move(bytes)); }
  /// @throws FileError, after which the folder is as it was.
  void commit();

  /// Ends a change that was cut short; does nothing if there was none. @throws FileError, FormatError
  static void recover(const std::filesystem::path& root);

private:
  std::filesystem::path root_;
  std::vector<std::pair<std::string, std::string>> moves_;
  std::vector<std::pair<std::string, std::string>> contents_;
};

} // namespace cytosketch
