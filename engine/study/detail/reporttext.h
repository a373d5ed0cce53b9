#pragma once

#include "engine/study/report.h"

#include <string>
#include <vector>

namespace cytosketch {

// The texts that a report is put together from.

/// "t400_s1.5", for names of files.
std::string pointName(const GridPoint& point);
/// A number, "inf", or nothing if it is undefined.
std::string csvNumber(double value);
std::string csvNumber(std::int64_t value);
/// In quotes if need be.
std::string csvText(const std::string& text);
/// One line with commas between the fields.
std::string csvLine(const std::vector<std::string>& fields);

std::string pageStart(const std::string& title);
/// @param files what a sentence says about the numbers' files, HTML
std::string pageEnd(const std::string& files);
std::string headHtml(const std::vector<StudyRow>& rows, const ReportHead& head, const Recommendation& recommendation,
                     std::size_t images);
std::string plotsHtml(const std::vector<StudyRow>& rows, const Recommendation& recommendation);
std::string tableHtml(const std::vector<StudyRow>& rows, const Recommendation& recommendation, double texture);

/// File names of one source's pictures; empty = none.
struct SheetFiles {
  std::string name;
  std::string real;
  std::string sketch;
  std::string outlines;
  std::vector<std::string> cells; ///< one per row of the study
};
std::string sheetHtml(const SheetFiles& files, const std::vector<StudyRow>& rows);

/// What the JSON says about one image.
struct ImageEntry {
  std::string name;
  GridPoint point;
  BackwardFigures figures;
  std::uint64_t seed = 0;
  bool fromCache = false;
};
std::string reportJson(const std::vector<StudyRow>& rows, const ReportHead& head,
                       const std::vector<ImageEntry>& images);

} // namespace cytosketch
