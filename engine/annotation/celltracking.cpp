#include "engine/annotation/detail/labelcells.h"
#include "engine/annotation/detail/trackframes.h"
#include "engine/annotation/detail/tracktable.h"
#include "engine/annotation/paths.h"
#include "engine/imageio/filecheck.h"
#include "engine/imageio/imagefile.h"

#include <algorithm>

// The Cell Tracking Challenge's folders (celltrackingchallenge.net, "Naming and file content conventions"): images
// NN/tTTT.tif; reference NN_GT/SEG/man_segTTT.tif (areas, labels of each frame its own) and NN_GT/TRA/man_trackTTT.tif
// (markers, labels of tracks) with man_track.txt; results NN_RES/maskTTT.tif with res_track.txt.
namespace cytosketch::annotation {
namespace fs = std::filesystem;
namespace {

constexpr std::uint64_t largestTable = std::uint64_t{64} << 20U;

/// A series and where its parts lie; empty paths for those that are not there.
struct Series {
  std::string name;
  fs::path areas;
  fs::path tracks;
  std::string trackPrefix;
  fs::path table;
  fs::path images;
};

fs::path existing(const fs::path& path) {
  return fs::exists(path) ? path : fs::path();
}

/// "01_GT" → the folder 01 beside it.
fs::path imagesBeside(const fs::path& folder) {
  const std::string name = folder.filename().string();
  const std::size_t end = name.rfind('_');
  const fs::path images = folder.parent_path() / name.substr(0, end);
  return end != std::string::npos && !framesOf(images, "t").empty() ? images : fs::path();
}

bool hasAreas(const fs::path& folder) {
  return !framesOf(folder, "man_seg").empty() || !slicesOf(folder, "man_seg").empty();
}

/// The series in a folder NN_GT, NN_ST or NN_RES, or a bare SEG or TRA; with neither areas nor tracks if it is none.
Series seriesOf(const fs::path& folder) {
  Series series;
  series.name = folder.filename().string();
  const fs::path parent = folder.parent_path();
  if (hasAreas(folder)) {
    series.areas = folder;
    series.images = imagesBeside(parent);
  } else if (!framesOf(folder, "man_track").empty()) {
    series.tracks = folder;
    series.images = imagesBeside(parent);
  } else if (!framesOf(folder, "mask").empty() && fs::exists(folder / "res_track.txt")) {
    series.tracks = folder;
    series.trackPrefix = "mask";
    series.table = folder / "res_track.txt";
    series.images = imagesBeside(folder);
    return series;
  } else {
    series.areas = hasAreas(folder / "SEG") ? folder / "SEG" : fs::path();
    series.tracks = !framesOf(folder / "TRA", "man_track").empty() ? folder / "TRA" : fs::path();
    series.images = imagesBeside(folder);
  }
  series.trackPrefix = "man_track";
  series.table = series.tracks.empty() ? fs::path() : existing(series.tracks / "man_track.txt");
  return series;
}

std::vector<Series> allSeries(const fs::path& given) {
  const fs::path path = fs::absolute(given / "").parent_path(); // "01_GT/" and "." have names too
  if (!fs::is_directory(path)) {
    return {};
  }
  const auto any = [](const Series& s) { return !s.areas.empty() || !s.tracks.empty(); };
  if (const Series one = seriesOf(path); any(one)) {
    return {one};
  }
  std::vector<Series> found;
  for (const fs::path& folder : foldersIn(path)) {
    if (Series series = seriesOf(folder); any(series)) {
      found.push_back(std::move(series));
    }
  }
  return found;
}

Series seriesNamed(const fs::path& path, const std::string& item) {
  for (const Series& series : allSeries(path)) {
    if (series.name == item) {
      return series;
    }
  }
  throw FileError("holds no series " + item, path.string(), "Files may have been moved; look at the folder again");
}

bool recognises(const fs::path& path) {
  return !allSeries(path).empty();
}

std::vector<AnnotationItem> items(const fs::path& path) {
  std::vector<AnnotationItem> found;
  for (const Series& series : allSeries(path)) {
    found.push_back({series.name, !series.images.empty()});
  }
  return found;
}

/// Frames of the images, so that frames after the last annotated one are there too.
std::int64_t imageFrames(const Series& series) {
  const FrameFiles images = series.images.empty() ? FrameFiles() : framesOf(series.images, "t");
  return images.empty() ? 0 : images.rbegin()->first + 1;
}

void setParents(Reading& reading, const Series& series) {
  if (series.table.empty()) {
    reading.notes.push_back({CYTOSKETCH_TRANSLATE("there is no track table: cells have no parents"), 0});
    return;
  }
  const bool none = fs::file_size(series.table) == 0; // a series without a cell
  const TrackTable tracks =
      none ? TrackTable() : parseTrackTable(readWhole(series.table, largestTable), series.table.string());
  std::int64_t untold = 0;
  for (const auto& [id, cell] : std::map<CellId, CellPtr>(reading.sketch.cells())) {
    const auto track = tracks.find(id);
    untold += track == tracks.end() ? 1 : 0;
    if (track != tracks.end() && track->second.parent != 0) {
      Cell child = *cell;
      child.parent = track->second.parent;
      reading.sketch.put(std::move(child));
    }
  }
  const std::int64_t unseen =
      std::count_if(tracks.begin(), tracks.end(), [&](const auto& track) { return !reading.sketch.find(track.first); });
  reading.note(CYTOSKETCH_TRANSLATE("%1 cells are not in the track table"), untold);
  reading.note(CYTOSKETCH_TRANSLATE("%1 tracks of the track table are in no frame"), unseen);
}

Reading readTracks(const Series& series, const Request& request) {
  FrameCells cells;
  const FrameFiles frames = framesOf(series.tracks, series.trackPrefix);
  const FrameFiles areas = series.areas.empty() ? FrameFiles() : framesOf(series.areas, "man_seg");
  std::size_t done = 0;
  for (const auto& [t, file] : frames) {
    request.throwIfStopped();
    request.progress(static_cast<double>(done++) / static_cast<double>(frames.size()));
    const Image<std::uint32_t> markers = readLabels(file);
    if (const auto area = areas.find(t); area != areas.end()) {
      cells.refine(readLabels(area->second), markers, t, area->second);
    } else {
      cells.add(markers, t, file);
    }
  }
  Reading reading;
  reading.sketch = cells.sketch(imageFrames(series), 0);
  setParents(reading, series);
  if (!areas.empty()) {
    reading.note(CYTOSKETCH_TRANSLATE("%1 areas have no track and are cells of their own"), cells.areasWithoutMarker());
    reading.note(CYTOSKETCH_TRANSLATE("%1 markers of tracks have no area of their own and stay as they are"),
                 cells.markersWithoutArea());
  }
  return reading;
}

Reading readAreas(const Series& series, const Request& request) {
  FrameCells cells;
  std::int64_t slices = 0;
  const FrameFiles frames = framesOf(series.areas, "man_seg");
  for (const auto& [t, file] : frames) {
    request.throwIfStopped();
    cells.add(readLabels(file), t, file);
  }
  for (const auto& [t, files] : frames.empty() ? slicesOf(series.areas, "man_seg") : SliceFiles()) {
    for (const auto& [z, file] : files) {
      request.throwIfStopped();
      slices = std::max(slices, z + 1);
      cells.add(readLabels(file), t, file, z);
    }
  }
  Reading reading;
  reading.sketch = cells.sketch(imageFrames(series), slices);
  return reading;
}

void requireImageSize(const Sketch& sketch, const Series& series) {
  if (series.images.empty()) {
    return;
  }
  const auto [frame, file] = *framesOf(series.images, "t").begin();
  const Extent image = readImageInfo(file).extent;
  const Extent& e = sketch.extent();
  if (image.y != e.y || image.x != e.x || (image.z != e.z && slicesOf(series.areas, "man_seg").empty())) {
    requireSameSize({1, 1, e.z, e.y, e.x}, image, series.tracks.empty() ? series.areas : series.tracks);
  }
}

Reading read(const Request& request) {
  const Series series = seriesNamed(request.path, request.item);
  Reading reading = series.tracks.empty() ? readAreas(series, request) : readTracks(series, request);
  requireImageSize(reading.sketch, series);
  return reading;
}

/// The images of all frames up to the last, as one series.
Image<float> image(const fs::path& path, const std::string& item) {
  const Series series = seriesNamed(path, item);
  const FrameFiles files = framesOf(series.images, "t");
  const std::int64_t frames = files.rbegin()->first + 1;
  Image<float> all;
  for (std::int64_t t = 0; t < frames; ++t) {
    const auto file = files.find(t);
    if (file == files.end()) {
      throw FileError("the image of frame " + std::to_string(t) + " is missing", series.images.string(),
                      "Copy the whole series");
    }
    const Image<float> frame = readImage(file->second);
    Extent extent = frame.extent();
    extent.t = frames;
    if (all.empty()) {
      requireMemory(checkedBytes(extent, sizeof(float), path), path);
      all = Image<float>(extent, 0.0F, frame.spacing());
    }
    if (!(extent == all.extent()) || frame.extent().t != 1) {
      throw FormatError("the images of the series differ in size", file->second.string(), "Copy the series again");
    }
    std::copy(frame.begin(), frame.end(), all.mutableData() + all.offset(t, 0, 0, 0, 0));
  }
  return all;
}

} // namespace

const Reader& cellTrackingReader() {
  static const Reader reader{{AnnotationFormat::CellTracking, "ctc", CYTOSKETCH_TRANSLATE("Cell Tracking Challenge")},
                             recognises,
                             items,
                             read,
                             image};
  return reader;
}

} // namespace cytosketch::annotation
