#pragma once

#include "engine/image/image.h"
#include "engine/sketch/fromlabels.h"
#include "engine/sketch/sketch.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace cytosketch {

/// What other programs keep their annotations in.
enum class AnnotationFormat {
  Labels,       ///< label images in any format that imageio reads
  CellTracking, ///< Cell Tracking Challenge: NN_GT with SEG/man_seg*.tif, TRA/man_track*.tif and man_track.txt; NN_RES
  Cellpose,     ///< NAME_seg.npy, NAME_masks.tif, NAME_cp_masks.png
  StarDist,     ///< a folder with images/ and masks/ of the same names
  ImageJRoi,    ///< a zip of ImageJ's ROI Manager, or a single .roi
  Coco,         ///< COCO JSON with polygons or run lengths
  Hdf5          ///< the method's authors' HDF5: data/instance, data/image, data/diffusion_mask
};

/// How a format is called on the command line, and in the window.
struct AnnotationFormatInfo {
  AnnotationFormat format;
  std::string_view name;  ///< "labels", "ctc", "cellpose", "stardist", "roi", "coco", "hdf5"
  std::string_view label; ///< translatable
};
std::span<const AnnotationFormatInfo> annotationFormats();

/// One annotated image, or one series, among those that a file or folder holds.
struct AnnotationItem {
  std::string name;
  bool hasImage = false; ///< the format keeps the image that was annotated beside it
};

/// What a file or folder holds.
struct AnnotationList {
  std::filesystem::path path;
  AnnotationFormat format = AnnotationFormat::Labels;
  std::vector<AnnotationItem> items; ///< at least one, in the order of their names
};

/// Looks at a file or folder without reading its masks.
/// @param format  what it is; by default its content decides
/// @throws FileError if it cannot be opened; FormatError if it is not of this format, or of none.
AnnotationList listAnnotations(const std::filesystem::path& path,
                               std::optional<AnnotationFormat> format = std::nullopt);

/// Where the cells' greys come from.
enum class AnnotationGreys {
  Chance,   ///< brightness by seed and id; greys that the format has (the authors' diffusion_mask) go before
  OwnImage, ///< mean grey in the image that the format keeps
  File      ///< mean grey in another image
};

struct AnnotationOptions {
  std::string item;             ///< which of the list; may be empty if there is but one
  std::optional<CellKind> kind; ///< of all cells; by default as the format says, and nuclei where it says nothing
  std::uint32_t background = 0; ///< label images: the label that is no cell
  bool components = false; ///< label images: each connected area (corners count) of one frame is a cell, ids from 1
  AnnotationGreys greys = AnnotationGreys::Chance;
  std::filesystem::path image;               ///< for File
  std::optional<BrightnessRange> brightness; ///< for Chance; if given, also before greys that the format has
  std::uint64_t seed = 1;
  std::stop_token stop;
  std::function<void(double fraction)> progress;
};

/// Something that was read otherwise than the file says, or left out: `text` is translatable, with %1 for `count`.
struct AnnotationNote {
  std::string_view text;
  std::int64_t count = 0;
  /// In English, for the command line.
  std::string message() const;
};

struct Annotation {
  Sketch sketch;
  std::vector<AnnotationNote> notes;
};

/// Reads one item of a list as a sketch: cells with the ids of the file, overlap where the format has it, spacing in µm
/// where the file says it, frames and parents of tracks. Nothing in a file is ever run or written anywhere.
/// @throws FileError, FormatError (damaged or hostile content, masks of another size than the image, ids beyond 32
/// bits, no cell at all), SettingsError (no such item, no image beside it), MemoryError, Cancelled.
Annotation readAnnotation(const AnnotationList& list, const AnnotationOptions& options);

/// The cells of an item as they are in its file, none included, with greys that mean nothing.
/// @param canvas  size of the image beside it, for regions, which do not say theirs
/// @throws as readAnnotation, but for files without a cell
Annotation readCells(const AnnotationList& list, const std::string& item, const std::optional<Extent>& canvas = {},
                     const std::stop_token& stop = {});

/// The image that the format keeps beside an item, as in its file. @throws as readImage; SettingsError if there is
/// none.
Image<float> readItemImage(const AnnotationList& list, const std::string& item);

} // namespace cytosketch
