#pragma once

#include "engine/dataset/recipe.h"
#include "engine/dataset/sampledraws.h"
#include "engine/image/image.h"
#include "engine/sketch/sketch.h"

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace cytosketch {

/// One sample as a layout gets it.
struct LayoutSample {
  std::int64_t index = 0;
  std::string name; ///< "sample_00017"
  Split split = Split::Train;
  Image<float> image; ///< network values, (t, c, z, y, x): the channels to export
  Sketch sketch;      ///< its cells, of the same extent but for the channels
};

/// What a layout needs to know of the whole dataset.
struct LayoutPlan {
  const Recipe& recipe;
  std::filesystem::path root; ///< the dataset's folder
};

/// What writing one sample gave.
struct WrittenSample {
  std::vector<std::string> files; ///< below the root, with '/'; a folder stands for all that is in it
  std::string part;               ///< what finish() needs of it
};

/// A sample as finish() sees it again.
struct FinishedSample {
  std::int64_t index = 0;
  std::string name;
  Split split = Split::Train;
  std::vector<std::string> files;
  std::string part;
};

/// How a program that learns from annotated images wants them: folders, names, formats. Layouts hold no state. Each
/// file is written beside its target and renamed; writing a sample again gives the same bytes.
class Layout {
public:
  virtual ~Layout() = default;

  /// English, for the manifest and the README: where things lie, how that program reads them.
  virtual std::string_view description() const = 0;
  /// English, for the manifest: what becomes of cells that overlap.
  virtual std::string_view overlap() const;
  /// @throws SettingsError if the layout cannot hold samples of this extent (channels counted as exported).
  virtual void requireFits(const Extent& extent) const;
  /// Upper bound of the bytes of a sample's files: image and labels, unpacked.
  virtual double largestBytes(const Extent& extent, const Recipe& recipe) const;
  /// @throws FileError if something cannot be written; SettingsError if the sample does not fit the layout.
  virtual WrittenSample write(const LayoutSample& sample, const LayoutPlan& plan) const = 0;
  /// What the dataset has once, besides its samples. `sample` gives the part of each; called in order.
  /// @returns the files, below the root
  virtual std::vector<std::string> finish(const std::vector<FinishedSample>& samples, const LayoutPlan& plan) const;
};

/// The layout that a recipe names.
const Layout& layoutOf(const Recipe& recipe);
/// TIFF pairs, whatever the recipe names: for samples that are set aside.
const Layout& pairLayout();

} // namespace cytosketch
