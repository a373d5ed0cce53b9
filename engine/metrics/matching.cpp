#include "engine/metrics/matching.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <unordered_map>

namespace cytosketch {
namespace {

void requireSameExtent(const Image<std::uint32_t>& truth, const Image<std::uint32_t>& found) {
  if (truth.empty() || found.empty() || !(truth.extent() == found.extent())) {
    throw SettingsError("the label images are empty or differ in size", "labels", "Choose labels of the same image");
  }
}

/// Voxels of each label and of each pair of labels in one frame.
struct FrameCounts {
  std::unordered_map<std::uint32_t, std::int64_t> truth;
  std::unordered_map<std::uint32_t, std::int64_t> found;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::int64_t> both;
};

FrameCounts countsOf(const std::uint32_t* truth, const std::uint32_t* found, std::int64_t size) {
  FrameCounts counts;
  for (std::int64_t i = 0; i < size;) {
    std::int64_t end = i + 1; // labels come in runs
    while (end < size && truth[end] == truth[i] && found[end] == found[i]) {
      ++end;
    }
    if (truth[i] != 0) {
      counts.truth[truth[i]] += end - i;
    }
    if (found[i] != 0) {
      counts.found[found[i]] += end - i;
    }
    if (truth[i] != 0 && found[i] != 0) {
      counts.both[{truth[i], found[i]}] += end - i;
    }
    i = end;
  }
  return counts;
}

std::vector<FrameCounts> countsOf(const Image<std::uint32_t>& truth, const Image<std::uint32_t>& found) {
  requireSameExtent(truth, found);
  const std::int64_t size = truth.extent().voxels() / truth.extent().t;
  std::vector<FrameCounts> frames;
  for (std::int64_t t = 0; t < truth.extent().t; ++t) {
    frames.push_back(countsOf(truth.data() + t * size, found.data() + t * size, size));
  }
  return frames;
}

std::vector<LabelOverlap> overlapsOf(const std::vector<FrameCounts>& frames) {
  std::vector<LabelOverlap> overlaps;
  for (std::size_t t = 0; t < frames.size(); ++t) {
    const FrameCounts& frame = frames[t];
    for (const auto& [pair, shared] : frame.both) {
      const std::int64_t all = frame.truth.at(pair.first) + frame.found.at(pair.second) - shared;
      overlaps.push_back({static_cast<std::int64_t>(t), pair.first, pair.second,
                          static_cast<double>(shared) / static_cast<double>(all)});
    }
  }
  return overlaps;
}

double ratio(std::int64_t part, std::int64_t all) {
  return all > 0 ? static_cast<double>(part) / static_cast<double>(all) : 1.0;
}

/// @param sorted by falling IoU
DetectionScore scoreAt(double threshold, const std::vector<LabelOverlap>& sorted, std::int64_t truths,
                       std::int64_t founds) {
  std::set<std::pair<std::int64_t, std::uint32_t>> usedTruth;
  std::set<std::pair<std::int64_t, std::uint32_t>> usedFound;
  DetectionScore score;
  score.threshold = threshold;
  double sum = 0.0;
  for (const LabelOverlap& overlap : sorted) {
    if (overlap.iou < threshold) {
      break;
    }
    const std::pair truth{overlap.frame, overlap.truth};
    const std::pair found{overlap.frame, overlap.found};
    if (!usedTruth.contains(truth) && !usedFound.contains(found)) {
      usedTruth.insert(truth);
      usedFound.insert(found);
      ++score.matched;
      sum += overlap.iou;
    }
  }
  score.missed = truths - score.matched;
  score.spurious = founds - score.matched;
  score.matchedIou = score.matched > 0 ? sum / static_cast<double>(score.matched) : 0.0;
  return score;
}

} // namespace

double foregroundIou(const Image<std::uint32_t>& truth, const Image<std::uint32_t>& found) {
  requireSameExtent(truth, found);
  std::int64_t both = 0;
  std::int64_t either = 0;
  const std::uint32_t* other = found.data();
  for (const std::uint32_t label : truth) {
    const bool a = label != 0;
    const bool b = *other++ != 0;
    both += a && b ? 1 : 0;
    either += a || b ? 1 : 0;
  }
  return ratio(both, either);
}

std::vector<LabelOverlap> labelOverlaps(const Image<std::uint32_t>& truth, const Image<std::uint32_t>& found) {
  return overlapsOf(countsOf(truth, found));
}

double DetectionScore::averagePrecision() const {
  return ratio(matched, matched + missed + spurious);
}
double DetectionScore::precision() const {
  return ratio(matched, matched + spurious);
}
double DetectionScore::recall() const {
  return ratio(matched, matched + missed);
}
double DetectionScore::f1() const {
  return ratio(2 * matched, 2 * matched + missed + spurious);
}

void DetectionScore::add(const DetectionScore& other) {
  const std::int64_t all = matched + other.matched;
  if (all > 0) {
    matchedIou = (matchedIou * static_cast<double>(matched) + other.matchedIou * static_cast<double>(other.matched)) /
                 static_cast<double>(all);
  }
  matched = all;
  missed += other.missed;
  spurious += other.spurious;
}

std::span<const double> iouThresholds() {
  static constexpr std::array thresholds{0.50, 0.55, 0.60, 0.65, 0.70, 0.75, 0.80, 0.85, 0.90, 0.95};
  return thresholds;
}

std::vector<DetectionScore> detectionScores(const Image<std::uint32_t>& truth, const Image<std::uint32_t>& found,
                                            std::span<const double> thresholds) {
  const std::vector<FrameCounts> frames = countsOf(truth, found);
  std::vector<LabelOverlap> overlaps = overlapsOf(frames);
  std::stable_sort(overlaps.begin(), overlaps.end(),
                   [](const LabelOverlap& a, const LabelOverlap& b) { return a.iou > b.iou; });
  std::int64_t truths = 0;
  std::int64_t founds = 0;
  for (const FrameCounts& frame : frames) {
    truths += static_cast<std::int64_t>(frame.truth.size());
    founds += static_cast<std::int64_t>(frame.found.size());
  }
  std::vector<DetectionScore> scores;
  for (const double threshold : thresholds) {
    if (!(threshold > 0.0 && threshold <= 1.0)) {
      throw SettingsError("an IoU threshold is outside 0 to 1", "IoU threshold", "Use for example 0.5");
    }
    scores.push_back(scoreAt(threshold, overlaps, truths, founds));
  }
  return scores;
}

double meanAveragePrecision(std::span<const DetectionScore> scores) {
  if (scores.empty()) {
    throw SettingsError("there is no IoU threshold to average over", "IoU threshold", "Give at least one");
  }
  double sum = 0.0;
  for (const DetectionScore& score : scores) {
    sum += score.averagePrecision();
  }
  return sum / static_cast<double>(scores.size());
}

} // namespace cytosketch
