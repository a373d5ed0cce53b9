#pragma once

#include "engine/dataset/datasetreader.h"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace cytosketch {

/// Opens a folder of one layout; null if it is not of this layout.
using OpenLayout = std::unique_ptr<DatasetReader> (*)(const std::filesystem::path& root);

// One for each file; beside each is the writer of that layout.
std::unique_ptr<DatasetReader> openTiffPairs(const std::filesystem::path& root);
std::unique_ptr<DatasetReader> openOmeTiff(const std::filesystem::path& root);
std::unique_ptr<DatasetReader> openCellpose(const std::filesystem::path& root);
std::unique_ptr<DatasetReader> openStardist(const std::filesystem::path& root);
std::unique_ptr<DatasetReader> openImagej(const std::filesystem::path& root);
std::unique_ptr<DatasetReader> openImagejRois(const std::filesystem::path& root);
std::unique_ptr<DatasetReader> openCellTracking(const std::filesystem::path& root);
std::unique_ptr<DatasetReader> openNnunet(const std::filesystem::path& root);
std::unique_ptr<DatasetReader> openCoco(const std::filesystem::path& root);
std::unique_ptr<DatasetReader> openHdf5(const std::filesystem::path& root);
std::unique_ptr<DatasetReader> openOmeZarr(const std::filesystem::path& root);

/// A part of a dataset: the whole folder, or its folder for training, validation…
struct DatasetPart {
  std::string split;  ///< empty for the whole
  std::string prefix; ///< of paths and names: "" or "train/"
  std::filesystem::path folder;
};
/// The root if `is` says so, else those of its folders of which it does; what was removed or set aside is left out.
std::vector<DatasetPart> partsOf(const std::filesystem::path& root,
                                 const std::function<bool(const std::filesystem::path& folder)>& is);

/// Path below the root, with '/'.
std::string below(const std::filesystem::path& root, const std::filesystem::path& path);

/// Adds a label file as a layer; or, if it does not fit the image, a problem.
void addLabelFile(SampleContent& content, const std::string& name, const std::filesystem::path& file);
/// Adds labels that were read already.
void addLabels(SampleContent& content, LabelLayer layer, const std::string& where);
/// Adds the cells of a sketch, in as few layers as keep each whole.
/// @param nameOf  layer of a cell; by default those of its channel if there are several
void addCells(SampleContent& content, const Sketch& sketch, const std::string& where,
              const std::function<std::string(const Cell&)>& nameOf = {});

/// Frames, slices, rows and columns are equal; channels do not matter.
bool sameSize(const Extent& a, const Extent& b);

/// Lines of a text without those for which `drop` says so.
std::string linesWithout(const std::string& text, const std::function<bool(const std::string& line)>& drop);

} // namespace cytosketch
