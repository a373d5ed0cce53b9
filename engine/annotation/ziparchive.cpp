#include "engine/annotation/ziparchive.h"

#include "engine/image/error.h"
#include "engine/imageio/filecheck.h"

#include <zip.h>

namespace cytosketch {
namespace fs = std::filesystem;
namespace {

zip_t* archiveOf(const std::shared_ptr<void>& archive) {
  return static_cast<zip_t*>(archive.get());
}

[[noreturn]] void fail(const std::string& what, const fs::path& path) {
  throw FormatError(what, path.string(), "Save or download the zip again");
}

void requireInside(const std::string& name, const fs::path& archive) {
  const bool absolute = name.starts_with('/') || name.find('\\') != std::string::npos || name.find(':') == 1;
  const std::string framed = "/" + name + "/";
  if (absolute || framed.find("/../") != std::string::npos) {
    throw FormatError("holds a name that leads out of it: '" + name + "'", archive.string(),
                      "Do not trust this file; nothing of it was read");
  }
}

} // namespace

ZipArchive::ZipArchive(const fs::path& path) : path_(path) {
  checkedFileSize(path);
  int code = 0;
  archive_ = std::shared_ptr<void>(zip_open(path.c_str(), ZIP_RDONLY | ZIP_CHECKCONS, &code), [](void* archive) {
    if (archive != nullptr) {
      zip_discard(static_cast<zip_t*>(archive));
    }
  });
  if (!archive_) {
    fail(code == ZIP_ER_NOZIP ? "is no zip file" : "the zip is damaged", path);
  }
  const zip_int64_t count = zip_get_num_entries(archiveOf(archive_), 0);
  for (zip_int64_t i = 0; i < count; ++i) {
    zip_stat_t stat{};
    const auto index = static_cast<zip_uint64_t>(i);
    if (zip_stat_index(archiveOf(archive_), index, ZIP_FL_ENC_GUESS, &stat) != 0 ||
        (stat.valid & (ZIP_STAT_NAME | ZIP_STAT_SIZE)) != (ZIP_STAT_NAME | ZIP_STAT_SIZE)) {
      fail("the zip is damaged", path);
    }
    const std::string name = stat.name;
    requireInside(name, path);
    if (!name.ends_with('/')) {
      entries_.push_back({name, stat.size, index});
    }
  }
}

std::string ZipArchive::read(const Entry& entry) const {
  if (entry.size > largestEntry) {
    fail("'" + entry.name + "' in it is too large: " + std::to_string(entry.size >> 20U) + " MiB", path_);
  }
  const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(zip_fopen_index(archiveOf(archive_), entry.index, 0),
                                                               zip_fclose);
  if (!file) {
    fail("'" + entry.name + "' in it cannot be unpacked: it is damaged, encrypted or packed in an unknown way", path_);
  }
  std::string bytes;
  std::string part(std::size_t{64} << 10U, '\0');
  zip_int64_t got = 0;
  while ((got = zip_fread(file.get(), part.data(), part.size())) > 0) {
    bytes.append(part, 0, static_cast<std::size_t>(got));
    if (bytes.size() > entry.size) {
      break;
    }
  }
  if (got < 0 || bytes.size() != entry.size) { // libzip has checked the CRC at the end
    fail("'" + entry.name + "' in it is damaged", path_);
  }
  return bytes;
}

} // namespace cytosketch
