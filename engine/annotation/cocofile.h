#pragma once

#include "engine/annotation/annotation.h"

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace cytosketch {

/// A COCO JSON file (cocodataset.org, "Data format"), parsed once; reading its images after that is cheap and may be
/// done from several threads.
class CocoFile {
public:
  struct Picture {
    std::string name; ///< file_name, made unique
    std::int64_t height = 0;
    std::int64_t width = 0;
    std::filesystem::path file; ///< below the folder of the JSON or that above it, or images/ there; empty if missing
  };
  struct Content {
    Sketch sketch; ///< a cell per annotation that has an area; overlap is kept
    std::vector<AnnotationNote> notes;
    bool kindsKnown = false;                  ///< categories are called like kinds of cells
    std::map<CellId, std::string> categories; ///< name of each cell's category, where it has one
    std::int64_t unknownCategories = 0;       ///< annotations whose category the file does not list
  };

  /// @throws FileError; FormatError if it is no COCO file or holds no image; MemoryError.
  explicit CocoFile(const std::filesystem::path& path);

  const std::vector<Picture>& pictures() const;
  /// Ids are those that CytoSketch gives its cells in "cell", else the annotations' own, else new ones.
  /// @throws FormatError if a mask is damaged, or differs in size from its image; Cancelled.
  Content read(std::size_t picture, const std::stop_token& stop = {},
               const std::function<void(double fraction)>& progress = {}) const;

private:
  struct Parsed;
  std::shared_ptr<const Parsed> parsed_;
};

} // namespace cytosketch
