#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace cytosketch {

/// The file's name without the suffixes of image files ("a.nii.gz" → "a").
std::string stemOf(const std::filesystem::path& path);
/// Image files of a folder, sorted by stem. @throws FileError if it is no folder or holds none.
std::vector<std::filesystem::path> imagesIn(const std::filesystem::path& folder);
/// The image file of a folder with this stem. @throws FileError if there is none.
std::filesystem::path imageWithStem(const std::filesystem::path& folder, const std::string& stem);

} // namespace cytosketch
