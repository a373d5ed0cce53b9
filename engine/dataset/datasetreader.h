#pragma once

#include "engine/dataset/manifest.h"
#include "engine/image/image.h"
#include "engine/sketch/sketch.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace cytosketch {

/// One annotated image, or one series, of a dataset. Paths are below the dataset's folder, with '/'.
struct DatasetItem {
  std::string name;  ///< unique in the dataset: "train/sample_00003"
  std::string split; ///< "train", "val", "test" or what the folder calls it; empty if there is but one
  std::vector<std::string> images;
  std::vector<std::string> labels; ///< empty if there are none
  std::vector<std::string> others; ///< what else belongs to it alone: track table, spacing, sketch
};

/// Something odd about a sample.
struct SampleProblem {
  enum class Kind {
    NoImage,
    NoLabels,     ///< there is no label file
    Unreadable,   ///< detail = why
    SizeMismatch, ///< detail = both sizes
    NoCells,      ///< the labels are empty
    IdsAtLimit,   ///< the highest number that the file's type can hold is an id: more may have been cut or wrapped
    UnknownClass, ///< detail = which; not among those that the dataset lists
    BlankImage    ///< all voxels are equal
  };
  Kind kind = Kind::Unreadable;
  std::string detail;
};
/// "the labels differ in size from the image": translatable.
std::string_view textOf(SampleProblem::Kind kind);

/// A label image. Cells that overlap lie in several layers of one name.
struct LabelLayer {
  std::string name;            ///< kind of cell or class, as the dataset calls it; may be empty
  Image<std::uint32_t> labels; ///< (t, 1, z, y, x)
};

struct SampleContent {
  Image<float> image;             ///< (t, c, z, y, x), values as in the file; empty if it cannot be read
  std::vector<LabelLayer> layers; ///< only those of the image's size
  std::vector<SampleProblem> problems;
};

/// A dataset on the disk, in one of the layouts that layout.h writes. Looks at names and at files that list others when
/// it is opened; images and labels are read sample by sample. Immutable: may be used from several threads.
class DatasetReader {
public:
  virtual ~DatasetReader() = default;

  const std::filesystem::path& root() const { return root_; }
  /// As recipes call it: "cellpose".
  virtual std::string_view layout() const = 0;
  const std::vector<DatasetItem>& items() const { return items_; }
  /// Of datasets that CytoSketch has made.
  const std::optional<Manifest>& manifest() const { return manifest_; }

  /// @param place  in items(). Never throws for what is wrong with a sample: its problems say that. @throws
  /// MemoryError, Cancelled
  SampleContent read(std::size_t place, const std::stop_token& stop = {}) const;
  /// What the files that list samples (dataset.json, COCO's JSON, lists) say without these samples; path and content.
  /// @throws FileError, FormatError
  virtual std::vector<std::pair<std::string, std::string>> listsWithout(const std::vector<std::size_t>& items) const;

protected:
  explicit DatasetReader(std::filesystem::path root) : root_(std::move(root)) {}
  /// Fills a content; may throw.
  virtual void readInto(SampleContent& content, const DatasetItem& item, std::size_t place,
                        const std::stop_token& stop) const = 0;

  std::vector<DatasetItem> items_;

private:
  friend std::shared_ptr<const DatasetReader> openDataset(const std::filesystem::path&);
  std::filesystem::path root_;
  std::optional<Manifest> manifest_;
};

/// Opens a dataset: ours (manifest.json says its layout) or another's in one of the layouts, which the files tell.
/// What a removal that was cut short has left is brought to its end first (datasetedit.h).
/// @throws FileError if there is no such folder; FormatError if it is no dataset, or a file that lists its samples is
/// damaged; MemoryError.
std::shared_ptr<const DatasetReader> openDataset(const std::filesystem::path& folder);

/// The cells of a sample as a sketch, with greys measured in its image where it has one that is not blank. Kinds and
/// channels follow from the layers' names ("channel2_nucleus"); ids that are in several layers get new ones.
/// @throws SettingsError if there is no image and no label.
Sketch sketchOf(const SampleContent& content);

} // namespace cytosketch
