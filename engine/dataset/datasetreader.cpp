#include "engine/dataset/datasetreader.h"

#include "engine/annotation/paths.h"
#include "engine/dataset/detail/folderedit.h"
#include "engine/dataset/detail/layoutreaders.h"
#include "engine/image/error.h"
#include "engine/image/parameter.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <system_error>

namespace cytosketch {
namespace fs = std::filesystem;
namespace {

struct NamedOpen {
  std::string_view layout;
  OpenLayout open;
};

/// From the most particular to what almost any folder of images might be.
constexpr std::array<NamedOpen, 11> layouts{{{"nnunet", openNnunet},
                                             {"coco", openCoco},
                                             {"ctc", openCellTracking},
                                             {"ome-zarr", openOmeZarr},
                                             {"hdf5", openHdf5},
                                             {"imagej-roi", openImagejRois},
                                             {"ome-tiff", openOmeTiff},
                                             {"cellpose", openCellpose},
                                             {"stardist", openStardist},
                                             {"tiff", openTiffPairs},
                                             {"imagej", openImagej}}};

/// A manifest of CytoSketch; nothing if another program's file has that name.
std::optional<Manifest> manifestIn(const fs::path& root) {
  const fs::path file = root / "manifest.json";
  std::error_code error;
  if (!fs::is_regular_file(file, error)) {
    return std::nullopt;
  }
  constexpr std::size_t start = 256; // the schema comes first
  if (annotation::firstBytes(file, start).find("cytosketch-dataset") == std::string::npos) {
    return std::nullopt;
  }
  return readManifest(file);
}

/// The sketch that the manifest names beside a sample belongs to it.
void addSketches(std::vector<DatasetItem>& items, const Manifest& manifest) {
  std::map<std::string, std::string> sketchOfFile;
  for (const SampleRecord& record : manifest.samples) {
    for (const FileRecord& sketch : record.files) {
      if (sketch.path.starts_with("sketches/")) {
        for (const FileRecord& file : record.files) {
          sketchOfFile[file.path] = sketch.path;
        }
      }
    }
  }
  for (DatasetItem& item : items) {
    for (const std::string& image : item.images) {
      const auto found = sketchOfFile.find(image);
      if (found != sketchOfFile.end() &&
          std::find(item.others.begin(), item.others.end(), found->second) == item.others.end()) {
        item.others.push_back(found->second);
      }
    }
  }
}

bool blank(const Image<float>& image) {
  return std::all_of(image.begin(), image.end(), [&](float v) { return v == *image.begin(); });
}

} // namespace

std::string_view textOf(SampleProblem::Kind kind) {
  switch (kind) {
  case SampleProblem::Kind::NoImage:
    return CYTOSKETCH_TRANSLATE("there is no image");
  case SampleProblem::Kind::NoLabels:
    return CYTOSKETCH_TRANSLATE("there are no labels");
  case SampleProblem::Kind::Unreadable:
    return CYTOSKETCH_TRANSLATE("a file cannot be read");
  case SampleProblem::Kind::SizeMismatch:
    return CYTOSKETCH_TRANSLATE("the labels differ in size from the image");
  case SampleProblem::Kind::NoCells:
    return CYTOSKETCH_TRANSLATE("the labels are empty");
  case SampleProblem::Kind::IdsAtLimit:
    return CYTOSKETCH_TRANSLATE("ids reach the highest number that their file can hold: some may be cut off");
  case SampleProblem::Kind::UnknownClass:
    return CYTOSKETCH_TRANSLATE("a class is not among those that the dataset lists");
  case SampleProblem::Kind::BlankImage:
    return CYTOSKETCH_TRANSLATE("the image is blank");
  }
  return "";
}

std::vector<std::pair<std::string, std::string>>
DatasetReader::listsWithout(const std::vector<std::size_t>& /*items*/) const {
  return {};
}

SampleContent DatasetReader::read(std::size_t place, const std::stop_token& stop) const {
  using Kind = SampleProblem::Kind;
  const DatasetItem& item = items_.at(place);
  SampleContent content;
  const auto stopIfAsked = [&] {
    if (stop.stop_requested()) {
      throw Cancelled();
    }
  };
  stopIfAsked();
  if (item.images.empty()) {
    content.problems.push_back({Kind::NoImage, {}});
  }
  if (item.labels.empty()) {
    content.problems.push_back({Kind::NoLabels, {}});
  }
  try {
    readInto(content, item, place, stop);
  } catch (const MemoryError&) {
    throw;
  } catch (const Cancelled&) {
    throw;
  } catch (const Error& error) {
    content.problems.push_back({Kind::Unreadable, error.what()});
  }
  stopIfAsked();
  if (!content.image.empty() && blank(content.image)) {
    content.problems.push_back({Kind::BlankImage, {}});
  }
  const bool cells = std::any_of(content.layers.begin(), content.layers.end(), [](const LabelLayer& layer) {
    return std::any_of(layer.labels.begin(), layer.labels.end(), [](std::uint32_t id) { return id != 0; });
  });
  const bool explained = std::any_of(content.problems.begin(), content.problems.end(), [](const SampleProblem& p) {
    return p.kind != Kind::BlankImage && p.kind != Kind::NoImage;
  });
  if (!cells && !explained) {
    content.problems.push_back({Kind::NoCells, {}});
  }
  return content;
}

std::shared_ptr<const DatasetReader> openDataset(const fs::path& folder) {
  std::error_code error;
  const fs::path root = fs::absolute(folder / "", error).parent_path();
  if (!fs::is_directory(root, error)) {
    throw FileError("is no folder", folder.string(), "Choose the folder of a dataset");
  }
  FolderEdit::recover(root);
  std::optional<Manifest> manifest = manifestIn(root);
  for (const NamedOpen& candidate : layouts) {
    if (manifest && manifest->plan.recipe.choice("layout") != candidate.layout) {
      continue;
    }
    std::unique_ptr<DatasetReader> reader = candidate.open(root);
    if (reader && (!reader->items_.empty() || manifest)) {
      if (manifest) {
        addSketches(reader->items_, *manifest);
        reader->manifest_ = std::move(manifest);
      }
      return reader;
    }
  }
  throw FormatError("holds no dataset of a known layout", root.string(),
                    "Choose a folder of TIFF pairs (images/ with labels/), OME-TIFF, ImageJ hyperstacks, Cellpose, "
                    "StarDist, Cell Tracking Challenge, nnU-Net, COCO, ImageJ regions, HDF5 or OME-Zarr");
}

} // namespace cytosketch
