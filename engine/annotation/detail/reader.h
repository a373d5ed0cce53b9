#pragma once

#include "engine/annotation/annotation.h"
#include "engine/image/error.h"
#include "engine/image/parameter.h"

namespace cytosketch::annotation {

/// What a reader of one format is asked for.
struct Request {
  const std::filesystem::path& path;
  const std::string& item;
  const AnnotationOptions& options;
  std::optional<Extent> canvas; ///< size of the image that greys are measured in; for formats that do not say theirs

  /// @throws Cancelled
  void throwIfStopped() const {
    if (options.stop.stop_requested()) {
      throw Cancelled();
    }
  }
  void progress(double fraction) const {
    if (options.progress) {
      options.progress(fraction);
    }
  }
};

/// What a reader found.
struct Reading {
  Sketch sketch;
  std::vector<AnnotationNote> notes;
  bool kindsKnown = false; ///< the format says which kind each cell is
  bool greysKnown = false; ///< the format has greys

  void note(std::string_view text, std::int64_t count) {
    if (count > 0) {
      notes.push_back({text, count});
    }
  }
};

/// One format. A path is a file or a folder that exists.
struct Reader {
  AnnotationFormatInfo info;
  /// Whether the path looks like this format; a damaged one may do so too.
  bool (*recognises)(const std::filesystem::path& path);
  std::vector<AnnotationItem> (*items)(const std::filesystem::path& path);
  Reading (*read)(const Request& request);
  /// The image of an item that has one, as in its file.
  Image<float> (*image)(const std::filesystem::path& path, const std::string& item);
};

const Reader& labelReader();
const Reader& cellTrackingReader();
const Reader& cellposeReader();
const Reader& starDistReader();
const Reader& roiReader();
const Reader& cocoReader();
const Reader& hdf5Reader();

} // namespace cytosketch::annotation
