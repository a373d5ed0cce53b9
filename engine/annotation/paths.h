#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace cytosketch::annotation {

/// The name in lower case (ASCII).
std::string lowerCaseName(const std::filesystem::path& path);
/// The suffix of image files that the name ends with; empty if it is no image.
std::string imageSuffix(const std::filesystem::path& path);
/// The name without the suffix of image files ("a.nii.gz" → "a").
std::string imageStem(const std::filesystem::path& path);
bool isImage(const std::filesystem::path& path);

/// Regular files of a folder, or its folders, sorted by name; hidden ones left out, nothing if it cannot be read.
std::vector<std::filesystem::path> filesIn(const std::filesystem::path& folder);
std::vector<std::filesystem::path> foldersIn(const std::filesystem::path& folder);
/// The image of a folder whose name without suffix is `stem`; empty if there is none.
std::filesystem::path imageWithStem(const std::filesystem::path& folder, const std::string& stem);

/// The whole file. @throws FileError; FormatError if it is empty or above `most` bytes; MemoryError.
std::string readWhole(const std::filesystem::path& path, std::uint64_t most);
/// The first bytes; fewer (none) where the file ends or cannot be read.
std::string firstBytes(const std::filesystem::path& path, std::size_t count);

/// "a, b, c and 5 more": for messages.
std::string listed(const std::vector<std::string>& names);

} // namespace cytosketch::annotation
