#include "engine/study/report.h"

#include "engine/diffusion/schedule.h"
#include "engine/image/atomicfile.h"
#include "engine/image/error.h"
#include "engine/imageio/imagefile.h"
#include "engine/study/detail/reporttext.h"
#include "engine/study/latentreport.h"

#include <algorithm>
#include <cmath>

namespace cytosketch {
namespace {

namespace fs = std::filesystem;

/// One slice of the first frame and channel as 8-bit grey.
Image<std::uint8_t> pictureOf(const Image<float>& grey, std::int64_t slice) {
  const Extent& e = grey.extent();
  Image<std::uint8_t> picture({1, 1, 1, e.y, e.x});
  const float* source = grey.data() + grey.offset(0, 0, slice, 0, 0);
  std::transform(source, source + e.y * e.x, picture.mutableData(),
                 [](float g) { return static_cast<std::uint8_t>(std::lround(255.0F * std::clamp(g, 0.0F, 1.0F))); });
  return picture;
}

/// White where a label ends inside the image.
Image<float> outlinesOf(const Image<std::uint32_t>& labels, std::int64_t slice) {
  const Extent& e = labels.extent();
  Image<float> outlines({1, 1, 1, e.y, e.x});
  const std::uint32_t* label = labels.data() + labels.offset(0, 0, slice, 0, 0);
  float* pixel = outlines.mutableData();
  for (std::int64_t y = 0; y < e.y; ++y) {
    for (std::int64_t x = 0; x < e.x; ++x) {
      const std::int64_t i = y * e.x + x;
      const bool rim =
          label[i] != 0 && ((x > 0 && label[i - 1] != label[i]) || (x + 1 < e.x && label[i + 1] != label[i]) ||
                            (y > 0 && label[i - e.x] != label[i]) || (y + 1 < e.y && label[i + e.x] != label[i]));
      pixel[i] = rim ? 1.0F : 0.0F;
    }
  }
  return outlines;
}

std::string pictureName(std::size_t source, const std::string& what) {
  std::string name("images/");
  return name.append(std::to_string(source + 1)).append("_").append(what).append(".png");
}

std::int64_t fullestSlice(const Image<std::uint32_t>& labels) {
  const Extent& e = labels.extent();
  std::int64_t best = 0;
  std::int64_t most = -1;
  for (std::int64_t z = 0; z < e.z; ++z) {
    const std::uint32_t* slice = labels.data() + labels.offset(0, 0, z, 0, 0);
    const auto covered = std::count_if(slice, slice + e.y * e.x, [](std::uint32_t label) { return label != 0; });
    if (covered > most) {
      most = covered;
      best = z;
    }
  }
  return best;
}

} // namespace

void StudyReport::makeFolder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder / "images", error);
  if (!fs::is_directory(folder / "images", error)) {
    throw FileError("the folder cannot be made", folder.string(), "Choose another place for the report");
  }
}

void StudyReport::addPicture(std::size_t source, const std::string& what, const Image<float>& grey) {
  const std::int64_t slice = grey.extent().z > 1 ? pictured_[source].slice : 0;
  pictures_[pictureName(source, what)] = pictureOf(grey, slice);
}

void StudyReport::addSource(std::size_t source, const StudyPair& pair) {
  if (source >= limit_ || source != pictured_.size()) { // told again before its images
    return;
  }
  pictured_.push_back({pair.name, fullestSlice(pair.labels), !pair.real.empty()});
  addPicture(source, "sketch", pair.sketch);
  addPicture(source, "outlines", outlinesOf(pair.labels, pictured_.back().slice));
  if (!pair.real.empty()) {
    addPicture(source, "real", pair.real);
  }
}

void StudyReport::addImage(const StudyImage& image) {
  if (image.source < pictured_.size()) {
    addPicture(image.source, pointName(image.point), image.grey);
  }
  scored_.push_back(
      {image.source, image.name, image.point, image.figures, image.cells, image.settings.seed, image.fromCache});
}

fs::path StudyReport::write(const fs::path& folder, const std::vector<StudyRow>& rows, const ReportHead& head) const {
  makeFolder(folder);
  const Recommendation recommendation = recommend(rows, head.rule);
  for (const auto& [file, picture] : pictures_) {
    writeImage(picture, folder / file);
  }
  writeFileAtomically(folder / "table.csv", toCsv(rows));
  if (!scored_.empty()) {
    writeFileAtomically(folder / "images.csv", imagesCsv());
    writeFileAtomically(folder / "cells.csv", cellsCsv());
  }
  writeFileAtomically(folder / "results.json", json(rows, head));
  std::string html = pageStart("Study of t_start and σ");
  html += headHtml(rows, head, recommendation, scored_.size());
  html += plotsHtml(rows, recommendation);
  html += tableHtml(rows, recommendation, head.texture);
  html += sheets(rows);
  if (latentMap_) {
    writeLatentFiles(*latentMap_, folder);
    html += latentHtml(*latentMap_);
  }
  html +=
      pageEnd("The numbers are also in <a href='table.csv'>table.csv</a> and <a href='results.json'>results.json</a>.");
  const fs::path page = folder / "index.html";
  writeFileAtomically(page, html);
  return page;
}

std::string StudyReport::sheets(const std::vector<StudyRow>& rows) const {
  if (pictured_.empty()) {
    return {};
  }
  std::string html = "<h2>Pictures</h2><input type='checkbox' id='overlay'><label for='overlay'> generated in red, "
                     "outlines of the sketch in green</label>\n";
  for (std::size_t source = 0; source < pictured_.size(); ++source) {
    const auto has = [&](const GridPoint& point) {
      return std::any_of(scored_.begin(), scored_.end(),
                         [&](const Scored& s) { return s.source == source && s.point == point; });
    };
    std::vector<std::string> cells;
    for (const StudyRow& row : rows) {
      cells.push_back(has(row.point) ? pictureName(source, pointName(row.point)) : std::string());
    }
    html += sheetHtml({pictured_[source].name, pictured_[source].real ? pictureName(source, "real") : std::string(),
                       pictureName(source, "sketch"), pictureName(source, "outlines"), cells},
                      rows);
  }
  return html;
}

std::string StudyReport::imagesCsv() const {
  std::string csv = "name,t_start,sigma,seed,psnr,ssim,zncc,contrast,cells_judged,cells_lost,seconds\n";
  for (const Scored& s : scored_) {
    const BackwardFigures& f = s.figures;
    csv += csvLine({csvText(s.name), csvNumber(std::int64_t{s.point.tStart}), csvNumber(s.point.sigma),
                    std::to_string(s.seed), csvNumber(f.psnr), csvNumber(f.ssim), csvNumber(f.zncc),
                    csvNumber(f.contrast), csvNumber(f.lost.judged), csvNumber(f.lost.lost), csvNumber(f.seconds)});
  }
  return csv;
}

std::string StudyReport::cellsCsv() const {
  std::string csv = "name,t_start,sigma,frame,label,contrast_sketch,contrast_generated\n";
  for (const Scored& s : scored_) {
    for (const CellContrast& cell : s.cells) {
      csv += csvLine({csvText(s.name), csvNumber(std::int64_t{s.point.tStart}), csvNumber(s.point.sigma),
                      csvNumber(cell.frame), csvNumber(std::int64_t{cell.label}), csvNumber(cell.sketch),
                      csvNumber(cell.generated)});
    }
  }
  return csv;
}

std::string StudyReport::json(const std::vector<StudyRow>& rows, const ReportHead& head) const {
  std::vector<ImageEntry> images;
  for (const Scored& s : scored_) {
    images.push_back({s.name, s.point, s.figures, s.seed, s.fromCache});
  }
  return reportJson(rows, head, images);
}

} // namespace cytosketch
