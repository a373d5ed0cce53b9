#pragma once

#include "engine/dataset/datasetrun.h"
#include "engine/dataset/layout.h"
#include "engine/dataset/sketchsupply.h"

#include <functional>
#include <string>
#include <vector>

namespace cytosketch {

/// A sample before it is written.
struct MadeSample {
  SampleRecord record; ///< without files
  LayoutSample content;
};

/// Makes the samples of a plan, in any order.
class SampleMaker {
public:
  /// @throws SettingsError, FileError if the plan's source cannot be used.
  SampleMaker(const DatasetPlan& plan, const Model& model);

  /// Takes attempt after attempt until one passes the quality gate.
  MadeSample make(std::int64_t sample, const std::stop_token& stop,
                  const std::function<void(double fraction, std::int64_t attempt)>& progress = {}) const;
  /// Writes the files below `folder` and completes the record.
  SampleRecord write(const MadeSample& made, const std::filesystem::path& folder) const;

  const SketchSupply& supply() const { return supply_; }
  static std::string nameOf(const Recipe& recipe, std::int64_t sample);

private:
  GenerationSettings settingsOf(std::int64_t sample, std::int64_t attempt) const;
  bool passes(const SampleFigures& figures) const;

  DatasetPlan plan_;
  const Model& model_;
  SketchSupply supply_;
  std::vector<Split> splits_;
};

/// An image of at most edge × edge pixels: the middle slice of the first frame and channel, stretched to its brightest.
Image<std::uint8_t> thumbnailOf(const Image<float>& networkValues, std::int64_t edge);
/// Its labels: every n-th pixel of that slice, the topmost cell of all kinds and channels.
Image<std::uint32_t> thumbnailLabelsOf(const Sketch& sketch, std::int64_t edge);
inline constexpr std::int64_t thumbnailEdge = 96;

/// The channels that a recipe exports. @throws SettingsError if the image has not that many.
Image<float> exportedChannels(const Image<float>& image, const Recipe& recipe);
std::int64_t exportedChannelCount(const Recipe& recipe, std::int64_t channels);

} // namespace cytosketch
