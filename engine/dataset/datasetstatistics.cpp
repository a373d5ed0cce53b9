#include "engine/dataset/datasetstatistics.h"

#include "engine/image/error.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <set>

namespace cytosketch {
namespace {

struct CellCount {
  std::int64_t voxels = 0;
  std::int64_t frames = 0;
  std::int64_t lastFrame = -1;
};

void countVoxels(const Image<std::uint32_t>& labels, std::map<std::uint32_t, CellCount>& counts) {
  const Extent& e = labels.extent();
  for (std::int64_t t = 0; t < e.t; ++t) {
    const std::uint32_t* const frame = labels.channel(t, 0);
    for (std::int64_t i = 0; i < e.volume();) {
      const std::uint32_t id = frame[i];
      const std::int64_t start = i;
      while (i < e.volume() && frame[i] == id) { // run by run: look-ups are what takes time
        ++i;
      }
      if (id != 0) {
        CellCount& count = counts[id];
        count.voxels += i - start;
        count.frames += count.lastFrame == t ? 0 : 1;
        count.lastFrame = t;
      }
    }
  }
}

using Pair = std::pair<std::uint32_t, std::uint32_t>;
using Labels = Image<std::uint32_t>;

/// Pairs of ids that lie side by side across a face: one in `a`, its neighbour in `b`.
void findNeighbours(const Labels& a, const Labels& b, std::set<Pair>& pairs) {
  const Extent& e = a.extent();
  const std::array<std::array<std::int64_t, 3>, 3> steps{{{0, 0, 1}, {0, 1, 0}, {1, 0, 0}}};
  for (std::int64_t t = 0; t < e.t; ++t) {
    for (const auto& [dz, dy, dx] : steps) {
      for (std::int64_t z = 0; z + dz < e.z; ++z) {
        for (std::int64_t y = 0; y + dy < e.y; ++y) {
          const std::uint32_t* const row = a.data() + a.offset(t, 0, z, y, 0);
          const std::uint32_t* const next = b.data() + b.offset(t, 0, z + dz, y + dy, dx);
          for (std::int64_t x = 0; x + dx < e.x; ++x) {
            if (row[x] != 0 && next[x] != 0 && row[x] != next[x]) {
              pairs.insert(std::minmax(row[x], next[x]));
            }
          }
        }
      }
    }
  }
}

void findShared(const Labels& a, const Labels& b, std::set<Pair>& pairs) {
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a.data()[i] != 0 && b.data()[i] != 0) {
      pairs.insert(std::minmax(a.data()[i], b.data()[i]));
    }
  }
}

std::int64_t idsIn(const std::set<Pair>& pairs) {
  std::set<std::uint32_t> ids;
  for (const auto& [a, b] : pairs) {
    ids.insert({a, b});
  }
  return static_cast<std::int64_t>(ids.size());
}

/// Cells that share voxels, and those that lie side by side but do not share any.
void countContacts(const std::vector<const Labels*>& layers, SampleStatistics& statistics) {
  std::set<Pair> touching, shared;
  for (const Labels* a : layers) {
    for (const Labels* b : layers) {
      findNeighbours(*a, *b, touching);
      if (a < b) {
        findShared(*a, *b, shared);
      }
    }
  }
  std::erase_if(touching, [&](const Pair& pair) { return shared.contains(pair); });
  statistics.touching += idsIn(touching);
  statistics.overlapping += idsIn(shared);
}

void countGreys(const Image<float>& image, SampleStatistics& statistics) {
  double sum = 0.0;
  std::int64_t count = 0;
  float lowest = 0.0F, highest = 0.0F;
  for (const float value : image) {
    if (std::isfinite(value)) {
      lowest = count == 0 ? value : std::min(lowest, value);
      highest = count == 0 ? value : std::max(highest, value);
      sum += value;
      ++count;
    }
  }
  statistics.meanGrey = count > 0 ? sum / static_cast<double>(count) : 0.0;
  statistics.lowest = lowest;
  statistics.highest = highest;
}

} // namespace

bool SampleStatistics::has(SampleProblem::Kind kind) const {
  return std::any_of(problems.begin(), problems.end(), [&](const SampleProblem& p) { return p.kind == kind; });
}

SampleStatistics statisticsOf(const DatasetItem& item, const SampleContent& content) {
  SampleStatistics statistics;
  statistics.name = item.name;
  statistics.split = item.split;
  statistics.problems = content.problems;
  if (!content.image.empty()) {
    statistics.extent = content.image.extent();
    statistics.spacing = content.image.spacing();
    countGreys(content.image, statistics);
  } else if (!content.layers.empty()) {
    statistics.extent = content.layers.front().labels.extent();
  }
  std::map<std::string, std::vector<const Image<std::uint32_t>*>> byName;
  for (const LabelLayer& layer : content.layers) {
    byName[layer.name].push_back(&layer.labels);
  }
  for (const auto& [name, layers] : byName) {
    std::map<std::uint32_t, CellCount> counts;
    for (const Image<std::uint32_t>* labels : layers) {
      countVoxels(*labels, counts);
    }
    countContacts(layers, statistics);
    statistics.cells += static_cast<std::int64_t>(counts.size());
    if (!counts.empty()) {
      statistics.classes[name] += static_cast<std::int64_t>(counts.size());
    }
    for (const auto& [id, count] : counts) {
      statistics.areas.push_back(static_cast<double>(count.voxels) / static_cast<double>(count.frames));
    }
  }
  return statistics;
}

CountHistogram histogramOf(std::span<const double> values, std::size_t bins, bool whole) {
  CountHistogram histogram;
  if (values.empty() || bins == 0) {
    return histogram;
  }
  const auto [least, most] = std::minmax_element(values.begin(), values.end());
  histogram.low = whole ? std::floor(*least) : *least;
  // A bin of whole numbers is as wide as it holds numbers.
  const double range = whole ? std::floor(*most) - histogram.low + 1.0 : *most - histogram.low;
  histogram.width = range / static_cast<double>(bins);
  if (whole) {
    histogram.width = std::max(1.0, std::ceil(histogram.width));
  } else if (!(histogram.width > 0.0)) {
    histogram.width = std::max(1e-9, std::abs(*least) * 1e-3);
  }
  const double count = whole ? std::ceil(range / histogram.width) : static_cast<double>(range > 0.0 ? bins : 1);
  histogram.counts.assign(static_cast<std::size_t>(std::max(1.0, count)), 0);
  for (const double value : values) {
    const auto bin = static_cast<std::size_t>((value - histogram.low) / histogram.width);
    ++histogram.counts[std::min(bin, histogram.counts.size() - 1)];
  }
  return histogram;
}

Spread spreadOf(std::vector<double> values) {
  if (values.empty()) {
    return {};
  }
  std::sort(values.begin(), values.end());
  const std::size_t half = values.size() / 2;
  const double median = values.size() % 2 == 1 ? values[half] : 0.5 * (values[half - 1] + values[half]);
  return {values.front(), std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size()),
          median, values.back()};
}

DatasetStatistics statisticsOf(std::span<const SampleStatistics> samples) {
  constexpr std::size_t bins = 24;
  DatasetStatistics all;
  std::vector<double> cells, areas, greys;
  for (const SampleStatistics& sample : samples) {
    using Kind = SampleProblem::Kind;
    ++all.samples;
    all.cells += sample.cells;
    all.blank += sample.has(Kind::BlankImage) ? 1 : 0;
    all.withoutLabels += sample.has(Kind::NoLabels) ? 1 : 0;
    all.withoutCells += sample.has(Kind::NoCells) ? 1 : 0;
    all.withProblems += sample.problems.empty() ? 0 : 1;
    all.touching += sample.touching;
    all.overlapping += sample.overlapping;
    for (const auto& [name, count] : sample.classes) {
      all.classes[name] += count;
    }
    ++all.splits[sample.split];
    if (sample.extent.x > 0) {
      ++all.extents[extentText(sample.extent)];
      greys.push_back(sample.meanGrey);
    }
    cells.push_back(static_cast<double>(sample.cells));
    areas.insert(areas.end(), sample.areas.begin(), sample.areas.end());
  }
  all.cellsPerSampleBins = histogramOf(cells, bins, true);
  all.areaBins = histogramOf(areas, bins, true);
  all.greyBins = histogramOf(greys, bins, false);
  all.cellsPerSample = spreadOf(std::move(cells));
  all.areas = spreadOf(std::move(areas));
  all.greys = spreadOf(std::move(greys));
  return all;
}

std::vector<SampleStatistics> inspectDataset(const DatasetReader& dataset, const std::stop_token& stop,
                                             const std::function<void(double)>& progress) {
  std::vector<SampleStatistics> statistics;
  for (std::size_t i = 0; i < dataset.items().size(); ++i) {
    statistics.push_back(statisticsOf(dataset.items()[i], dataset.read(i, stop)));
    if (progress) {
      progress(static_cast<double>(i + 1) / static_cast<double>(dataset.items().size()));
    }
  }
  return statistics;
}

} // namespace cytosketch
