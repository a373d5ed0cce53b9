#include "engine/annotation/detail/reader.h"
#include "engine/annotation/imagejroi.h"
#include "engine/annotation/paths.h"
#include "engine/annotation/ziparchive.h"

#include <algorithm>
#include <charconv>

// Regions of ImageJ: a zip of the ROI Manager, or single .roi files. Each is a cell; those named "cell-12…" are the
// parts of cell 12, so that a cell can have a region in several slices and frames. The files do not say how large their
// image is.
namespace cytosketch::annotation {
namespace fs = std::filesystem;
namespace {

constexpr std::uint64_t largestRoi = ZipArchive::largestEntry;
constexpr std::string_view partOf = "cell-";

struct NamedRoi {
  std::string file;
  ImageJRoi roi;
};

bool isZip(const fs::path& file) {
  return firstBytes(file, 2) == "PK";
}
bool isRoi(const fs::path& file) {
  return firstBytes(file, 4) == "Iout";
}
bool hasSuffix(const fs::path& file) {
  return lowerCaseName(file).ends_with(".roi") || lowerCaseName(file).ends_with(".zip");
}

bool recognises(const fs::path& path) {
  if (!fs::is_directory(path)) {
    return hasSuffix(path) || isZip(path) || isRoi(path);
  }
  const std::vector<fs::path> files = filesIn(path);
  return std::any_of(files.begin(), files.end(), hasSuffix);
}

std::vector<AnnotationItem> items(const fs::path& path) {
  if (!fs::is_directory(path)) {
    return {{path.filename().string(), false}};
  }
  std::vector<AnnotationItem> found;
  for (const fs::path& file : filesIn(path)) {
    if (hasSuffix(file)) {
      found.push_back({file.filename().string(), false});
    }
  }
  return found;
}

ImageJRoi parsed(std::string_view bytes, const std::string& where) {
  try {
    return parseImageJRoi(bytes);
  } catch (const FormatError& error) {
    throw FormatError(error.problem(), where, error.remedy());
  }
}

std::vector<NamedRoi> roisOf(const fs::path& file, const Request& request) {
  std::vector<NamedRoi> rois;
  if (!isZip(file)) {
    rois.push_back({file.filename().string(), parsed(readWhole(file, largestRoi), file.string())});
    return rois;
  }
  const ZipArchive archive(file);
  for (const ZipArchive::Entry& entry : archive.entries()) {
    request.throwIfStopped();
    if (lowerCaseName(entry.name).ends_with(".roi")) {
      rois.push_back({entry.name, parsed(archive.read(entry), file.string() + ", " + entry.name)});
    }
  }
  return rois;
}

/// The id that a name like "cell-12-z3" says; 0 if it says none.
CellId idOf(const NamedRoi& region) {
  std::string_view name = region.roi.name;
  if (name.empty()) {
    name = region.file;
    name.remove_prefix(std::min(name.size(), name.rfind('/') + 1));
  }
  CellId id = 0;
  if (name.starts_with(partOf)) {
    name.remove_prefix(partOf.size());
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), id);
    if (error != std::errc()) {
      return 0;
    }
  }
  return id;
}

/// Makes cells of regions.
class Cells {
public:
  explicit Cells(const Request& request) : request_(request) {}

  void add(const std::vector<NamedRoi>& regions) {
    findExtent(regions);
    CellId next = 1;
    for (const NamedRoi& region : regions) {
      next = std::max(next, idOf(region) < 0xFFFFFFFFU ? idOf(region) + 1 : next);
    }
    for (std::size_t i = 0; i < regions.size(); ++i) {
      request_.throwIfStopped();
      request_.progress(static_cast<double>(i) / static_cast<double>(regions.size()));
      if (regions[i].roi.shape == ImageJRoi::Shape::NoArea) {
        ++areaLess_;
        continue;
      }
      const CellId named = idOf(regions[i]);
      addRegion(regions[i].roi, named != 0 ? named : next++);
    }
  }

  Reading reading() {
    Reading reading;
    Box all = {0, 0, 0, 1, 1, 1};
    for (const auto& [id, cell] : cells_) {
      all = all.united(cell.mask.bounds());
    }
    Extent extent = extent_;
    if (!request_.canvas) {
      extent.y = all.y1;
      extent.x = all.x1;
    }
    extent.c = 1;
    for (const auto& [id, cell] : cells_) {
      extent.c = std::max<std::int64_t>(extent.c, cell.channel + 1);
    }
    reading.sketch = Sketch(extent);
    for (auto& [id, cell] : cells_) {
      if (!cell.mask.empty()) {
        reading.sketch.put(std::move(cell));
      } else {
        ++areaLess_;
      }
    }
    reading.note(CYTOSKETCH_TRANSLATE("%1 regions have no area (lines, points, text) and were left out"), areaLess_);
    if (!request_.canvas) {
      reading.notes.push_back({CYTOSKETCH_TRANSLATE("regions do not say how large their image is: the canvas reaches "
                                                    "as far as they do; measure greys in the image to have its size"),
                               0});
    }
    return reading;
  }

private:
  /// Frames, slices and channels that the positions reach to.
  void findExtent(const std::vector<NamedRoi>& regions) {
    if (request_.canvas) {
      extent_ = *request_.canvas;
    }
    Extent reached{1, 1, 1, 1, 1};
    for (const auto& [file, roi] : regions) {
      reached.t = std::max<std::int64_t>(reached.t, roi.frame);
      reached.c = std::max<std::int64_t>(reached.c, roi.channel);
      reached.z = std::max<std::int64_t>(reached.z, roi.slice);
      if (roi.frame == 0 && roi.slice == 0 && roi.channel == 0) {
        stack_ = std::max<std::int64_t>(stack_, roi.position);
      }
    }
    if (!request_.canvas) {
      extent_ = reached;
      if (reached.t * reached.c * reached.z == 1) {
        extent_.z = std::max<std::int64_t>(1, stack_);
      }
    }
    constexpr std::int64_t mostPositions = 1 << 16;
    if (std::max({reached.t, reached.c, reached.z, stack_}) > mostPositions) {
      throw FormatError("a region lies in slice, frame or channel " +
                            std::to_string(std::max({reached.t, reached.c, reached.z, stack_})),
                        request_.path.string(), "Save the regions again in ImageJ");
    }
  }

  void addRegion(const ImageJRoi& roi, CellId id) {
    Cell& cell = cells_[id];
    cell.id = id;
    std::int64_t channel = roi.channel;
    std::int64_t slice = roi.slice;
    std::int64_t frame = roi.frame;
    if (channel == 0 && slice == 0 && frame == 0 && roi.position > 0) { // counts as in ImageJ: c, z, t
      const std::int64_t at = roi.position - 1;
      channel = at % extent_.c + 1;
      slice = at / extent_.c % extent_.z + 1;
      frame = at / extent_.c / extent_.z + 1;
    }
    if (frame > extent_.t || slice > extent_.z || channel > extent_.c) {
      throw FormatError("a region lies in channel " + std::to_string(channel) + ", slice " + std::to_string(slice) +
                            ", frame " + std::to_string(frame) + ", which the image does not have",
                        request_.path.string(), "Choose the image that the regions were drawn in");
    }
    cell.channel = static_cast<std::int32_t>(std::max<std::int64_t>(channel, 1) - 1);
    const std::int64_t t0 = std::max<std::int64_t>(frame, 1) - 1;
    const std::int64_t z0 = std::max<std::int64_t>(slice, 1) - 1;
    Mask mask = maskOf(roi, t0, z0);
    for (std::int64_t t = t0; t < (frame > 0 ? frame : extent_.t); ++t) { // without a position: in all, as ImageJ shows
      for (std::int64_t z = z0; z < (slice > 0 ? slice : extent_.z); ++z) {
        if (t != t0 || z != z0) {
          requireFew(++copies_);
          mask.copySlice(t0, z0, t, z);
        }
      }
    }
    cell.mask.unite(mask);
  }

  void requireFew(std::int64_t copies) const {
    constexpr std::int64_t most = 1 << 22;
    if (copies > most) {
      throw FormatError("its regions without a position would lie in millions of slices", request_.path.string(),
                        "Give the regions their slices in ImageJ");
    }
  }

  const Request& request_;
  Extent extent_{1, 1, 1, 1, 1};
  std::int64_t stack_ = 0;
  std::int64_t areaLess_ = 0;
  std::int64_t copies_ = 0;
  std::map<CellId, Cell> cells_;
};

Reading read(const Request& request) {
  const fs::path file = fs::is_directory(request.path) ? request.path / request.item : request.path;
  const std::vector<NamedRoi> regions = roisOf(file, request);
  const bool saved = isZip(file) && ZipArchive(file).entries().empty(); // an image without cells
  if (regions.empty() && !saved) {
    throw FormatError("holds no regions of ImageJ", file.string(), "Choose a zip that the ROI Manager has saved");
  }
  Cells cells(request);
  cells.add(regions);
  return cells.reading();
}

} // namespace

const Reader& roiReader() {
  static const Reader reader{
      {AnnotationFormat::ImageJRoi, "roi", CYTOSKETCH_TRANSLATE("ImageJ regions")}, recognises, items, read, nullptr};
  return reader;
}

} // namespace cytosketch::annotation
