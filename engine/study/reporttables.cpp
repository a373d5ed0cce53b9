// The tables of a report for other programs: CSV and JSON.
#include "engine/diffusion/schedule.h"
#include "engine/study/detail/reporttext.h"

#include <nlohmann/json.hpp>

#include <array>
#include <cmath>
#include <cstdio>

namespace cytosketch {
namespace {

using Json = nlohmann::ordered_json;

std::string compact(double value) {
  std::array<char, 48> text{};
  std::snprintf(text.data(), text.size(), "%g", value);
  return text.data();
}

Json jsonOf(const BackwardFigures& f) {
  return {{"psnr", f.psnr},
          {"ssim", f.ssim},
          {"zncc", f.zncc},
          {"contrast", f.contrast},
          {"cells", {{"judged", f.lost.judged}, {"lost", f.lost.lost}, {"lostPercent", f.lost.percent()}}},
          {"seconds", f.seconds}};
}

Json jsonOf(const StudyRow& row) {
  static const Schedule schedule;
  Json json{{"tStart", row.point.tStart},
            {"sigma", row.point.sigma},
            {"noisePercent", schedule.noisePercent(row.point.tStart)}};
  if (row.pairs > 0) {
    json["bhattacharyya"] = row.forward.bhattacharyya;
    json["kullbackLeibler"] = row.forward.kullbackLeibler;
    json["kullbackLeiblerReverse"] = row.forward.kullbackLeiblerReverse;
  }
  if (row.images > 0) {
    json.update(jsonOf(row.backward));
  }
  return json;
}

Json jsonOf(const Recommendation& r, const RecommendationRule& rule) {
  constexpr std::array kinds{"found", "zncc-too-low", "no-real-images", "unfinished"};
  Json json{{"kind", kinds[static_cast<std::size_t>(r.kind)]}};
  if (r.hasPoint()) {
    json["tStart"] = r.point.tStart;
    json["sigma"] = r.point.sigma;
    json["bhattacharyya"] = r.bhattacharyya;
    json["lowestBhattacharyya"] = r.lowestBhattacharyya;
    json["zncc"] = r.zncc;
  }
  json["tolerance"] = rule.tolerance;
  json["leastZncc"] = rule.leastZncc;
  json["reasons"] = reasonsOf(r, rule);
  return json;
}

} // namespace

std::string pointName(const GridPoint& point) {
  return std::string("t").append(std::to_string(point.tStart)).append("_s").append(compact(point.sigma));
}
std::string csvNumber(double value) {
  if (std::isnan(value)) {
    return {};
  }
  std::array<char, 48> text{};
  std::snprintf(text.data(), text.size(), "%.8g", value); // an infinite one is "inf"
  return text.data();
}

std::string csvNumber(std::int64_t value) {
  return std::to_string(value);
}

std::string csvLine(const std::vector<std::string>& fields) {
  std::string line;
  for (const std::string& field : fields) {
    if (&field != fields.data()) {
      line.append(1, ',');
    }
    line.append(field);
  }
  return line.append(1, '\n');
}

std::string csvText(const std::string& text) {
  if (text.find_first_of(",\"\n") == std::string::npos) {
    return text;
  }
  std::string quoted(1, '"');
  for (const char c : text) {
    quoted.append(c == '"' ? 2 : 1, c);
  }
  return quoted.append(1, '"');
}

std::string toCsv(const std::vector<StudyRow>& rows) {
  const Schedule schedule;
  std::string csv =
      "t_start,noise_percent,sigma,pairs,bhattacharyya,kullback_leibler,kullback_leibler_reverse,images,psnr,"
      "ssim,zncc,contrast,cells_judged,cells_lost,seconds\n";
  for (const StudyRow& row : rows) {
    const ForwardFigures& d = row.forward;
    const BackwardFigures& f = row.backward;
    const bool made = row.images > 0;
    csv += csvLine({csvNumber(std::int64_t{row.point.tStart}), csvNumber(schedule.noisePercent(row.point.tStart)),
                    csvNumber(row.point.sigma), csvNumber(row.pairs), csvNumber(d.bhattacharyya),
                    csvNumber(d.kullbackLeibler), csvNumber(d.kullbackLeiblerReverse), csvNumber(row.images),
                    csvNumber(f.psnr), csvNumber(f.ssim), csvNumber(f.zncc), csvNumber(f.contrast),
                    made ? csvNumber(f.lost.judged) : std::string(), made ? csvNumber(f.lost.lost) : std::string(),
                    made ? csvNumber(f.seconds) : std::string()});
  }
  return csv;
}

std::string reportJson(const std::vector<StudyRow>& rows, const ReportHead& head,
                       const std::vector<ImageEntry>& images) {
  Json json;
  if (!head.modelName.empty()) {
    json["model"] = {{"name", head.modelName}, {"hash", head.modelHash}};
    json["settings"] = Json::parse(toJson(head.settings));
    for (const char* const gridded : {"t-start", "sigma"}) { // they are the rows'
      json["settings"].erase(gridded);
    }
  }
  json["forwardTexture"] = head.texture;
  json["rows"] = Json::array();
  for (const StudyRow& row : rows) {
    json["rows"].push_back(jsonOf(row));
  }
  json["recommendation"] = jsonOf(recommend(rows, head.rule), head.rule);
  json["images"] = Json::array();
  for (const ImageEntry& image : images) {
    Json entry{
        {"name", image.name}, {"tStart", image.point.tStart}, {"sigma", image.point.sigma}, {"seed", image.seed}};
    entry.update(jsonOf(image.figures));
    entry["fromCache"] = image.fromCache;
    json["images"].push_back(entry);
  }
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace cytosketch
