#pragma once

#include "engine/diffusion/generator.h"
#include "engine/image/normalisation.h"
#include "engine/sketch/sketch.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace cytosketch {

/// The files of one exported result. All lie in one folder and share the image's stem: image.tif, image_labels.tif
/// (with several kinds of cells image_labels_nucleus.tif, …, with cells in several channels image_labels_channel1.tif,
/// …, with both image_labels_channel1_nucleus.tif, …), image.cysk, image.json. Names count channels from 1, as ImageJ
/// does, the sidecar from 0.
struct ResultFiles {
  std::filesystem::path image;
  std::vector<std::filesystem::path> labels; ///< one per channel and kind of cell that the sketch has
  std::filesystem::path sketch;
  std::filesystem::path sidecar; ///< JSON: resolved settings, model and its hash, grey map, the names of the others
};

struct ResultOptions {
  bool networkValues = false; ///< float32 network values instead of uint16 = round(65535 g)
  bool labels = true;
  bool sketch = true; ///< without it the image can be made again only from `source`
  /// Instead of image_labels.tif; with several kinds or channels its stem grows as above. If it lies in another folder
  /// than the image, the sidecar does not name it.
  std::filesystem::path labelsFile{};
  /// Undoes the normalisation of the image that the greys were measured in: uint16 = round(low + g (high − low)). One
  /// per channel, or none.
  std::vector<GreyLimits> sourceLimits{};
  std::string modelName{}; ///< as in the model's card; for the sidecar
  /// Where the sketch came from, for the sidecar: file names and options by key; empty ones are left out.
  std::map<std::string, std::string> source{};
};

/// The names that writeResult() uses for `image`.
ResultFiles resultFiles(const Sketch& sketch, const std::filesystem::path& image, const ResultOptions& options = {});

/// Writes a generated image with the labels of its sketch and everything needed to make it again. The bytes hold no
/// clock time. Files are written aside and renamed when all are complete, so that a failure leaves older ones
/// untouched.
/// @param sketch  what the image was generated from
/// @param image   target; the suffix chooses the format (.tif, .png, .nrrd, …)
/// @throws FileError if something cannot be written; SettingsError if the format cannot hold the image or the labels.
ResultFiles writeResult(const GenerationResult& result, const Sketch& sketch, const std::filesystem::path& image,
                        const ResultOptions& options = {});

/// What a sidecar says.
struct ResultSidecar {
  GenerationSettings settings;
  std::string modelHash;
  bool networkValues = false;
  std::filesystem::path image; ///< in the sidecar's folder
  std::vector<std::filesystem::path> labels;
  std::filesystem::path sketch; ///< empty if there is none
};
/// @throws FileError, FormatError.
ResultSidecar readSidecar(const std::filesystem::path& sidecar);

/// Reads an exported result back: the image as network values, the settings, the model's hash.
/// @throws FileError, FormatError.
GenerationResult readResult(const std::filesystem::path& sidecar);

} // namespace cytosketch
