#pragma once

#include "engine/study/latentmap.h"
#include "engine/study/recommendation.h"
#include "engine/study/study.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace cytosketch {

/// What stands in a report besides the rows.
struct ReportHead {
  std::string modelName; ///< empty for a forward study alone
  std::string modelHash;
  GenerationSettings settings;
  RecommendationRule rule;
  double texture = 0.0; ///< strength of the texture that sketches got before the noise; 0 = none
};

/// A study as files: index.html with plots, table and pictures, table.csv (the rows), images.csv and cells.csv (every
/// image, every cell), results.json (all of it for machines), images/*.png. What is undefined is an empty field in CSV,
/// null in JSON and "–" in HTML; never a number. No clock times: the same study gives the same bytes but for seconds.
class StudyReport {
public:
  /// @param picturedSources  so many are shown with pictures, the first ones
  explicit StudyReport(std::size_t picturedSources = 3) : limit_(picturedSources) {}

  /// Makes the folder, so that a wrong place is known before a long study. @throws FileError if it cannot be made.
  static void makeFolder(const std::filesystem::path& folder);

  /// In this order, as the hooks of a study tell them. Of volumes the slice with most cells is pictured, of series the
  /// first frame.
  void addSource(std::size_t source, const StudyPair& pair);
  void addImage(const StudyImage& image);
  /// Shown below the study.
  void setLatentMap(const LatentMap& map) { latentMap_ = map; }
  /// Writes everything, the page last, which is returned. What else lies in the folder stays. @throws FileError
  std::filesystem::path write(const std::filesystem::path& folder, const std::vector<StudyRow>& rows,
                              const ReportHead& head) const;
  /// What results.json says.
  std::string json(const std::vector<StudyRow>& rows, const ReportHead& head) const;

private:
  struct Pictured {
    std::string name;
    std::int64_t slice = 0;
    bool real = false;
  };
  struct Scored {
    std::size_t source;
    std::string name;
    GridPoint point;
    BackwardFigures figures;
    std::vector<CellContrast> cells;
    std::uint64_t seed;
    bool fromCache;
  };
  void addPicture(std::size_t source, const std::string& what, const Image<float>& grey);
  std::string sheets(const std::vector<StudyRow>& rows) const;
  std::string imagesCsv() const;
  std::string cellsCsv() const;

  std::size_t limit_;
  std::optional<LatentMap> latentMap_;
  std::vector<Pictured> pictured_;
  std::vector<Scored> scored_;
  std::map<std::string, Image<std::uint8_t>> pictures_; ///< by file name
};

/// The rows as CSV, one line per point; also what the window copies and exports.
std::string toCsv(const std::vector<StudyRow>& rows);

} // namespace cytosketch
