#pragma once

#include "engine/dataset/layout.h"
#include "engine/imageio/imagefile.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace cytosketch {

/// Greys as the recipe wants them written, and how they follow from g ∈ [0,1].
using ExportedImage = std::variant<Image<std::uint8_t>, Image<std::uint16_t>, Image<float>>;
ExportedImage exportedImage(const Image<float>& networkValues, const Recipe& recipe);
/// "g = value / 65535", for descriptions and the manifest.
std::string greyMapOf(const Recipe& recipe);
/// Value that shows white.
double whiteOf(const Recipe& recipe);

/// Writes an image as the recipe wants it. Its folder is made if need be.
void writeExported(const Image<float>& networkValues, const Recipe& recipe, const std::filesystem::path& path,
                   WriteOptions options = {});

/// The kind of cell that a layout with one label image shows of this sketch.
CellKind labelKindOf(const Sketch& sketch, const Recipe& recipe);
/// Its label image: cells of all channels, the topmost wins.
Image<std::uint32_t> singleLabels(const Sketch& sketch, const Recipe& recipe);

/// "train/", "val/", "test/"; empty if all samples are for training.
std::string splitFolder(Split split, const Recipe& recipe);

void makeFolderOf(const std::filesystem::path& file);

/// Frame t and channel c of an image, as an image of its own.
template <typename T>
Image<T> pieceOf(const Image<T>& image, std::int64_t t, std::int64_t c) {
  const Extent& e = image.extent();
  Image<T> piece({1, 1, e.z, e.y, e.x}, T{}, image.spacing());
  std::copy_n(image.channel(t, c), e.volume(), piece.mutableData());
  return piece;
}

/// @throws SettingsError naming `layout` if there is more than one channel, or more than one frame.
void requireOneChannel(const Extent& extent, std::string_view layout);
void requireOneFrame(const Extent& extent, std::string_view layout);

// One file each.
const Layout& tiffLayout();
const Layout& cellposeLayout();
const Layout& stardistLayout();
const Layout& cellTrackingLayout();
const Layout& nnunetLayout();
const Layout& hdf5Layout();
const Layout& imagejLayout();
const Layout& omeTiffLayout();
const Layout& omeZarrLayout();
const Layout& imagejRoiLayout();
const Layout& cocoLayout();

} // namespace cytosketch
