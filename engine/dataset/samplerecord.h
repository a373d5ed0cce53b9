#pragma once

#include "engine/dataset/sampledraws.h"
#include "engine/image/extent.h"

#include <cstdint>
#include <string>
#include <vector>

namespace cytosketch {

/// What is measured of a sample.
struct SampleFigures {
  std::int64_t cells = 0;
  std::int64_t judged = 0; ///< cells whose contrast can be judged
  std::int64_t lost = 0;   ///< of these, those that cannot be seen any more
  double zncc = 0.0;       ///< likeness to the blurred sketch
  double meanGrey = 0.0;   ///< g, first channel

  double lostPercent() const {
    return judged > 0 ? 100.0 * static_cast<double>(lost) / static_cast<double>(judged) : 0.0;
  }
};

struct FileRecord {
  std::string path; ///< below the dataset's folder
  std::uint64_t bytes = 0;
  std::string hash; ///< FNV-1a, as fingerprint.h
};

/// All that the manifest says about a sample.
struct SampleRecord {
  std::int64_t index = 0;
  std::string name;
  Split split = Split::Train;
  bool setAside = false;
  std::int64_t attempt = 0; ///< that was taken, from 0
  std::string settings;     ///< JSON: the resolved generation settings
  std::string origin;       ///< JSON: where the sketch came from
  Extent extent;
  SampleFigures figures;
  std::vector<FileRecord> files;
  std::string part; ///< what the layout's finish() needs; not in the manifest
};

/// One line of JSON each way. @throws FormatError if it is damaged.
std::string recordToJson(const SampleRecord& record, bool withPart);
SampleRecord recordFromJson(const std::string& text, const std::string& where);

} // namespace cytosketch
