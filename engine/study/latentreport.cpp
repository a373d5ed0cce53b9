#include "engine/study/latentreport.h"

#include "engine/image/atomicfile.h"
#include "engine/imageio/imagefile.h"
#include "engine/study/detail/reporttext.h"
#include "engine/study/detail/svgplot.h"
#include "engine/study/detail/svgscatter.h"
#include "engine/study/report.h"

#include <nlohmann/json.hpp>

namespace cytosketch {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

std::string pictureFile(const LatentPoint& point) {
  return "images/latent_" + std::to_string(point.image + 1) + "_" + std::string(name(point.kind)) + ".png";
}

SvgScatter scatterOf(const LatentMap& map, bool pictures) {
  SvgScatter scatter;
  scatter.title = "Latent map: images that look alike lie together";
  scatter.xLabel = "t-SNE 1 (no unit)";
  scatter.yLabel = "t-SNE 2 (no unit)";
  for (const LatentKind kind : latentKinds) {
    SvgScatter::Group& group = scatter.groups.emplace_back();
    group.name = name(kind);
    for (const LatentPoint& point : map.points) {
      if (point.kind == kind) {
        group.points.push_back(
            {point.at.x, point.at.y, map.images[point.image], pictures ? pictureFile(point) : std::string()});
      }
    }
  }
  return scatter;
}

const PatchTally* tallyOf(const LatentMap& map, const LatentPoint& point) {
  return point.kind == LatentKind::Generated ? &map.generatedTallies[point.image]
         : point.kind == LatentKind::Sketch  ? &map.sketchTallies[point.image]
                                             : nullptr;
}

Json jsonOf(const Distinction& d) {
  return {{"accuracy", d.accuracy}, {"standardError", d.standardError},
          {"low", d.low},           {"high", d.high},
          {"patches", d.patches},   {"images", d.images}};
}

std::string distinctionRow(const char* what, const Distinction& d) {
  return std::string("<tr><td>") + what + "</td>" +
         svgFormat("<td>%.1f</td><td>%.1f – %.1f</td><td>%.1f</td><td>%lld</td><td>%lld</td></tr>\n",
                   100.0 * d.accuracy, 100.0 * d.low, 100.0 * d.high, 100.0 * d.standardError,
                   static_cast<long long>(d.images), static_cast<long long>(d.patches));
}

/// Real, generated and sketch of each image, side by side.
std::string gallery(const LatentMap& map) {
  std::string html = "<details><summary>All images: real, generated, sketch</summary><table class='sheet'>\n";
  for (std::size_t i = 0; i < map.points.size(); i += latentKinds.size()) {
    html += "<tr>";
    for (std::size_t k = 0; k < latentKinds.size(); ++k) {
      const LatentPoint& point = map.points[i + k];
      html += "<td><img src='" + escaped(pictureFile(point)) + "' alt='" + std::string(name(point.kind)) + "'></td>";
    }
    html += "<th>" + escaped(map.images[map.points[i].image]) + "</th></tr>\n";
  }
  return html + "</table></details>\n";
}

} // namespace

std::string toCsv(const LatentMap& map) {
  std::string csv = "image,kind,x,y,patches_judged,patches_correct\n";
  for (const LatentPoint& point : map.points) {
    const PatchTally* const tally = tallyOf(map, point);
    csv += csvLine({csvText(map.images[point.image]), std::string(name(point.kind)), csvNumber(point.at.x),
                    csvNumber(point.at.y), tally ? csvNumber(tally->patches) : std::string(),
                    tally ? csvNumber(tally->correct) : std::string()});
  }
  return csv;
}

std::string toSvg(const LatentMap& map) {
  return toSvg(scatterOf(map, false));
}

std::string toJson(const LatentMap& map) {
  Json json{{"model", {{"name", map.modelName}, {"hash", map.modelHash}}},
            {"settings", Json::parse(toJson(map.generation))},
            {"latent",
             {{"patches", map.settings.patches},
              {"edge", map.settings.edge},
              {"autoencoderSteps", map.settings.autoencoderSteps},
              {"classifierSteps", map.settings.classifierSteps},
              {"folds", latentFolds}}},
            {"accuracy", map.generated.accuracy},
            {"realAgainstGenerated", jsonOf(map.generated)},
            {"realAgainstSketch", jsonOf(map.sketch)},
            {"autoencoderError", map.autoencoderError},
            {"perplexity", map.perplexity},
            {"divergence", map.divergence},
            {"meaning", meaningOf(map)}};
  for (const LatentPoint& point : map.points) {
    json["points"].push_back(
        {{"image", map.images[point.image]}, {"kind", name(point.kind)}, {"x", point.at.x}, {"y", point.at.y}});
  }
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string latentHtml(const LatentMap& map) {
  std::string html =
      "<h2>Latent map</h2>\n<p class='note'>" + escaped(meaningOf(map)) + "</p>\n<div>" + toSvg(scatterOf(map, true)) +
      "</div>\n<p>" + std::to_string(map.images.size()) +
      " images, each as photographed, as generated from its labels by model " + escaped(map.modelName) +
      svgFormat(" (start step %d, σ %g), and as the blurred sketch that it was generated from. ", map.generation.tStart,
                map.generation.sigma) +
      svgFormat(
          "An autoencoder learned to describe patches of %lld × %lld pixels of the real images, 32 numbers "
          "for each 8 × 8 pixels (error %.3f grey); each point is their mean over %d patches of an image, laid out "
          "by exact t-SNE (perplexity %.3g, divergence %.2f nats). ",
          static_cast<long long>(map.settings.edge), static_cast<long long>(map.settings.edge), map.autoencoderError,
          map.settings.patches, map.perplexity, map.divergence) +
      "Point at a marker to see its image. Distances between far groups mean nothing.</p>\n";
  html += "<table><tr><th>Classifier: real against</th><th>correct, %</th><th>95 % interval</th><th>standard error</th>"
          "<th>images</th><th>patches</th></tr>\n" +
          distinctionRow("generated", map.generated) + distinctionRow("sketch", map.sketch) +
          "</table>\n<p>Each image is judged by a classifier that learned from other images only (" +
          std::to_string(latentFolds) +
          " parts). The interval allows for patches of one image being alike. 50 % is chance.</p>\n";
  return html + gallery(map);
}

void writeLatentFiles(const LatentMap& map, const fs::path& folder) {
  StudyReport::makeFolder(folder);
  for (const LatentPoint& point : map.points) {
    writeImage(point.thumbnail, folder / pictureFile(point));
  }
  writeFileAtomically(folder / "latent-map.csv", toCsv(map));
  writeFileAtomically(folder / "latent-map.svg", toSvg(map) + "\n");
  writeFileAtomically(folder / "latent-map.json", toJson(map));
}

fs::path writeLatentReport(const LatentMap& map, const fs::path& folder) {
  writeLatentFiles(map, folder);
  const fs::path page = folder / "index.html";
  writeFileAtomically(page, pageStart("Real and generated images") + latentHtml(map) +
                                pageEnd("The numbers are also in <a href='latent-map.csv'>latent-map.csv</a> and <a "
                                        "href='latent-map.json'>latent-map.json</a>, the map in <a "
                                        "href='latent-map.svg'>latent-map.svg</a>."));
  return page;
}

} // namespace cytosketch
