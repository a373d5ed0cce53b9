#include "app/cli/inspect.h"

#include "engine/dataset/datasetedit.h"
#include "engine/dataset/datasetstatistics.h"
#include "engine/image/error.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace cytosketch {
namespace {

using Json = nlohmann::ordered_json;

constexpr double digits = 1e4;

Json rounded(double value) {
  return std::round(value * digits) / digits;
}

Json jsonOf(const Spread& summary) {
  return {{"least", rounded(summary.least)},
          {"mean", rounded(summary.mean)},
          {"median", rounded(summary.median)},
          {"greatest", rounded(summary.greatest)}};
}

Json jsonOf(const CountHistogram& histogram) {
  return {{"low", histogram.low}, {"width", histogram.width}, {"counts", histogram.counts}};
}

Json jsonOf(const SampleStatistics& sample, bool flagged) {
  const Extent& e = sample.extent;
  Json problems = Json::array();
  for (const SampleProblem& problem : sample.problems) {
    problems.push_back({{"what", textOf(problem.kind)}, {"detail", problem.detail}});
  }
  return {{"name", sample.name},
          {"split", sample.split},
          {"extent", {{"t", e.t}, {"c", e.c}, {"z", e.z}, {"y", e.y}, {"x", e.x}}},
          {"cells", sample.cells},
          {"classes", sample.classes},
          {"touching", sample.touching},
          {"overlapping", sample.overlapping},
          {"area", jsonOf(spreadOf(sample.areas))},
          {"meanGrey", rounded(sample.meanGrey)},
          {"lowest", rounded(sample.lowest)},
          {"highest", rounded(sample.highest)},
          {"flagged", flagged},
          {"problems", problems}};
}

Json jsonOf(const DatasetStatistics& all) {
  return {{"samples", all.samples},
          {"splits", all.splits},
          {"extents", all.extents},
          {"cells", all.cells},
          {"classes", all.classes},
          {"touching", all.touching},
          {"overlapping", all.overlapping},
          {"blankImages", all.blank},
          {"withoutLabels", all.withoutLabels},
          {"withoutCells", all.withoutCells},
          {"withProblems", all.withProblems},
          {"cellsPerSample", jsonOf(all.cellsPerSample)},
          {"area", jsonOf(all.areas)},
          {"meanGrey", jsonOf(all.greys)},
          {"histograms",
           {{"cellsPerSample", jsonOf(all.cellsPerSampleBins)},
            {"area", jsonOf(all.areaBins)},
            {"meanGrey", jsonOf(all.greyBins)}}}};
}

std::string lineOf(const Spread& summary, int decimals) {
  return fixed(summary.least, decimals) + " to " + fixed(summary.greatest, decimals) + ", mean " +
         fixed(summary.mean, decimals) + ", median " + fixed(summary.median, decimals);
}

std::string listed(const std::map<std::string, std::int64_t>& counts) {
  std::string text;
  for (const auto& [name, count] : counts) {
    text += (text.empty() ? "" : ", ") + (name.empty() ? std::string("(unnamed)") : name) + " " + std::to_string(count);
  }
  return text;
}

void printTable(const DatasetReader& dataset, const DatasetStatistics& all, std::size_t flags, Console& console) {
  constexpr std::size_t column = 22;
  const auto line = [&](const std::string& name, const std::string& text) {
    console.print(padded(name, column) + text);
  };
  line("layout", std::string(dataset.layout()) + (dataset.manifest() ? ", made by CytoSketch" : ""));
  line("samples", std::to_string(all.samples) + (flags > 0 ? ", " + std::to_string(flags) + " flagged" : ""));
  if (all.splits.size() > 1 || (!all.splits.empty() && !all.splits.begin()->first.empty())) {
    line("split", listed(all.splits));
  }
  line("size (t, c, z, y, x)", listed(all.extents));
  line("cells", std::to_string(all.cells) + ", " + std::to_string(all.touching) + " touching, " +
                    std::to_string(all.overlapping) + " overlapping");
  if (all.classes.size() > 1 || (!all.classes.empty() && !all.classes.begin()->first.empty())) {
    line("classes", listed(all.classes));
  }
  line("cells in a sample", lineOf(all.cellsPerSample, 1));
  line("area in voxels", lineOf(all.areas, 1));
  line("mean grey", lineOf(all.greys, 2));
  line("blank images", std::to_string(all.blank));
  line("without labels", std::to_string(all.withoutLabels));
  line("without cells", std::to_string(all.withoutCells));
}

} // namespace

void inspect(const std::string& folder, Console& console) {
  const std::shared_ptr<const DatasetReader> dataset = openDataset(folder);
  const std::vector<SampleStatistics> samples =
      inspectDataset(*dataset, console.stop(), [&](double fraction) { console.progress(fraction, "reading"); });
  console.endProgress();
  const std::set<std::string> flags = readFlags(dataset->root());
  const DatasetStatistics all = statisticsOf(samples);
  if (console.json) {
    Json list = Json::array();
    for (const SampleStatistics& sample : samples) {
      list.push_back(jsonOf(sample, flags.contains(sample.name)));
    }
    const Json json{{"folder", folder},
                    {"layout", dataset->layout()},
                    {"manifest", dataset->manifest().has_value()},
                    {"statistics", jsonOf(all)},
                    {"samples", list}};
    console.print(json.dump(2, ' ', false, Json::error_handler_t::replace));
  } else {
    printTable(*dataset, all, flags.size(), console);
    for (const SampleStatistics& sample : samples) {
      for (const SampleProblem& problem : sample.problems) {
        console.print(sample.name + ": " + std::string(textOf(problem.kind)) +
                      (problem.detail.empty() ? "" : " (" + problem.detail + ")"));
      }
    }
  }
  if (all.withProblems > 0) {
    throw FormatError(std::to_string(all.withProblems) + " of " + std::to_string(all.samples) +
                          " samples have problems",
                      folder, "They are listed above; remove or repair these samples");
  }
}

} // namespace cytosketch
