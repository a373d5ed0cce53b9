#pragma once

#include <filesystem>
#include <functional>
#include <string>

namespace cytosketch {

/// Calls write(temporary) with a path beside `target` (same folder, same suffixes, so that format detection works),
/// then flushes it to the disk and renames it onto `target`. If `target` is a link, it stays one and the file it leads
/// to is replaced; `temporary` then lies beside that file, with the suffixes of `target`. A file that is replaced hands
/// on its permissions. If anything throws, the temporary file is removed and `target` is untouched.
/// @throws FileError if the folder does not exist or is read-only, the target is write-protected or no regular file, or
/// the disk full, or whatever `write` throws.
void writeAtomically(const std::filesystem::path& target,
                     const std::function<void(const std::filesystem::path& temporary)>& write);

/// The same for a whole text or byte string.
void writeFileAtomically(const std::filesystem::path& target, const std::string& bytes);

} // namespace cytosketch
