// The HTML page of a report.
#include "engine/diffusion/schedule.h"
#include "engine/study/detail/reporttext.h"
#include "engine/study/detail/svgplot.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <set>

namespace cytosketch {
namespace {

constexpr const char* style = R"(<style>
body{font:15px/1.5 sans-serif;max-width:1100px;margin:2em auto;padding:0 1em;color:#222;background:#fff}
table{border-collapse:collapse;margin:1em 0}th,td{padding:.25em .7em;text-align:right;border-bottom:1px solid #ddd}
tr.chosen{background:#e5f2e5;font-weight:bold}.note{background:#f2f5f9;padding:.7em 1em;border-left:4px solid #0072b2}
.plots svg{margin:0 1em 1em 0}
.sheet{border-collapse:separate;border-spacing:4px}.sheet td,.sheet th{border:0;padding:0;text-align:center;font-weight:normal}
.pic{position:relative;width:180px;background:#222;isolation:isolate}.pic img{display:block;width:100%}
.pic .outline{display:none}
#overlay:checked~table .gen{background:#f00}#overlay:checked~table .gen img{mix-blend-mode:multiply}
#overlay:checked~table .gen .outline{display:block;position:absolute;inset:0;background:#0f0;mix-blend-mode:screen}
#overlay:checked~table .gen .outline img{filter:brightness(4)}
.sheet th[colspan]{text-align:left;padding-top:.6em}
</style>)";

std::string number(double value, const char* format) {
  if (std::isnan(value)) {
    return "–";
  }
  if (std::isinf(value)) {
    return value > 0.0 ? "∞" : "−∞";
  }
  std::array<char, 48> text{};
  std::snprintf(text.data(), text.size(), format, value);
  return text.data();
}

struct Column {
  const char* title;
  const char* format;
  double (*value)(const StudyRow&);
};

constexpr std::array columns{
    Column{"D<sub>B</sub>", "%.5f", [](const StudyRow& r) { return r.forward.bhattacharyya; }},
    Column{"D<sub>KL</sub> real‖sketch", "%.5f", [](const StudyRow& r) { return r.forward.kullbackLeibler; }},
    Column{"D<sub>KL</sub> sketch‖real", "%.5f", [](const StudyRow& r) { return r.forward.kullbackLeiblerReverse; }},
    Column{"PSNR, dB", "%.2f", [](const StudyRow& r) { return r.backward.psnr; }},
    Column{"SSIM", "%.3f", [](const StudyRow& r) { return r.backward.ssim; }},
    Column{"ZNCC", "%.3f", [](const StudyRow& r) { return r.backward.zncc; }},
    Column{"contrast left", "%.2f", [](const StudyRow& r) { return r.backward.contrast; }},
    Column{"lost, %", "%.1f", [](const StudyRow& r) { return r.images > 0 ? r.backward.lost.percent() : NAN; }},
    Column{"s/image", "%.1f", [](const StudyRow& r) { return r.images > 0 ? r.backward.seconds : NAN; }},
};

SvgPlot plotOf(const std::vector<StudyRow>& rows, const Recommendation& recommendation, const char* title,
               const char* yLabel, bool logarithmic, double (*value)(const StudyRow&)) {
  SvgPlot plot;
  plot.title = title;
  plot.xLabel = "start step t_start";
  plot.yLabel = yLabel;
  plot.logarithmic = logarithmic;
  std::set<int> steps;
  for (const StudyRow& row : rows) {
    steps.insert(row.point.tStart);
    if (plot.lines.empty() || plot.lines.back().name != "σ " + number(row.point.sigma, "%g")) {
      plot.lines.push_back({"σ " + number(row.point.sigma, "%g"), {}});
    }
    plot.lines.back().y.push_back(value(row));
  }
  for (const int step : steps) {
    if (recommendation.hasPoint() && recommendation.point.tStart == step) {
      plot.marked = static_cast<int>(plot.x.size());
      plot.mark = "σ " + number(recommendation.point.sigma, "%g");
    }
    plot.x.push_back(step);
  }
  return plot;
}

std::string picture(const std::string& file, const std::string& outlines, const std::string& caption) {
  if (file.empty()) {
    return "<td></td>";
  }
  std::string html = "<td><div class='pic" + std::string(outlines.empty() ? "" : " gen") + "'><a href='" +
                     escaped(file) + "'><img src='" + escaped(file) + "' alt='" + escaped(caption) + "'></a>";
  if (!outlines.empty()) {
    html += "<div class='outline'><img src='" + escaped(outlines) + "' alt=''></div>";
  }
  return html + "</div></td>";
}

} // namespace

std::string pageStart(const std::string& title) {
  return "<!DOCTYPE html>\n<html lang='en'><head><meta charset='utf-8'><title>" + title + "</title>\n" + style +
         "</head><body>\n<h1>" + title + "</h1>\n";
}

std::string pageEnd(const std::string& files) {
  return "<p>Made by CytoSketch. Metrics as in Eschweiler et al., PLOS Comput Biol 20(2), 2024, e1011890. " + files +
         "</p>\n</body></html>\n";
}

std::string headHtml(const std::vector<StudyRow>& rows, const ReportHead& head, const Recommendation& recommendation,
                     std::size_t images) {
  std::string html = "<p>";
  if (!rows.empty() && rows.front().pairs > 0) {
    html += "Forward study: " + std::to_string(rows.front().pairs) + " pairs of a real image and its labels. ";
  }
  if (!head.modelName.empty()) {
    html += "Backward study: " + std::to_string(images) + " images by model " + escaped(head.modelName) + " (hash " +
            escaped(head.modelHash) + "), sampler " + std::string(name(head.settings.sampler)) + ", " +
            (head.settings.sampler == SamplerKind::Ddpm ? std::string("one network call per step")
                                                        : std::to_string(head.settings.steps) + " network calls") +
            ", seed " + std::to_string(head.settings.seed) + ".";
  }
  if (!head.modelName.empty() && head.settings.autoStart) {
    html += " Lost cells start later (auto-start).";
  }
  if (head.texture > 0.0) {
    html += " Before the noise, sketches get the model's texture (strength " + number(head.texture, "%g") +
            "), as in generation.";
  }
  return html + "</p>\n<p class='note'>" + escaped(reasonsOf(recommendation, head.rule)) + "</p>\n";
}

std::string plotsHtml(const std::vector<StudyRow>& rows, const Recommendation& recommendation) {
  const bool forward = !rows.empty() && rows.front().pairs > 0;
  const bool backward = !rows.empty() && rows.front().images > 0;
  std::string html = "<h2>Plots</h2><div class='plots'>\n";
  if (forward) {
    html += toSvg(plotOf(rows, recommendation, "Distance of the noisy histograms", "D_B", true,
                         [](const StudyRow& r) { return r.forward.bhattacharyya; }));
    html += toSvg(plotOf(rows, recommendation, "Divergence of the noisy histograms", "D_KL(real‖sketch)", true,
                         [](const StudyRow& r) { return r.forward.kullbackLeibler; }));
  }
  if (backward) {
    html += toSvg(plotOf(rows, recommendation, "Likeness to the sketch", "ZNCC", false,
                         [](const StudyRow& r) { return r.backward.zncc; }));
    if (forward) {
      html += toSvg(plotOf(rows, recommendation, "Likeness to the real image", "PSNR in dB", false,
                           [](const StudyRow& r) { return r.backward.psnr; }));
    }
  }
  return html + "</div>\n";
}

std::string tableHtml(const std::vector<StudyRow>& rows, const Recommendation& recommendation, double texture) {
  const Schedule schedule;
  std::string html = "<h2>Table" + std::string(texture > 0.0 ? " (sketches noised with the model's texture)" : "") +
                     "</h2><table><tr><th>t<sub>start</sub></th><th>noise, %</th><th>σ</th>";
  for (const Column& column : columns) {
    html += "<th>" + std::string(column.title) + "</th>";
  }
  html += "</tr>\n";
  for (const StudyRow& row : rows) {
    const bool chosen = recommendation.hasPoint() && recommendation.point == row.point;
    html += std::string("<tr") + (chosen ? " class='chosen'" : "") + "><td>" + std::to_string(row.point.tStart) +
            "</td><td>" + number(schedule.noisePercent(row.point.tStart), "%.0f") + "</td><td>" +
            number(row.point.sigma, "%g") + "</td>";
    for (const Column& column : columns) {
      html += "<td>" + number(column.value(row), column.format) + "</td>";
    }
    html += "</tr>\n";
  }
  return html +
         "</table>\n<p>D<sub>B</sub> and D<sub>KL</sub>: of the grey histograms (256 bins on −4…4) of noised real "
         "image and noised sketch, mean over images; half a count is added to each bin for D<sub>KL</sub>. PSNR, "
         "SSIM: to the real image. ZNCC: to the blurred sketch. Contrast left: of each cell to its surround, 1 = "
         "as drawn; a cell is lost below a quarter. – is undefined (an even image) or not measured.</p>\n";
}

std::string sheetHtml(const SheetFiles& files, const std::vector<StudyRow>& rows) {
  std::string html = "<table class='sheet'><tr><th colspan='9'><b>" + escaped(files.name) + "</b></th></tr><tr>" +
                     picture(files.real, {}, "real image") + picture(files.sketch, {}, "sketch") + "</tr><tr>" +
                     (files.real.empty() ? "" : "<th>real image</th>") + "<th>sketch</th></tr>\n";
  std::string pictures;
  std::string captions;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::string caption =
        "t " + std::to_string(rows[i].point.tStart) + ", σ " + number(rows[i].point.sigma, "%g");
    pictures += picture(files.cells[i], files.outlines, caption);
    captions += "<th>" + (files.cells[i].empty() ? std::string() : escaped(caption)) + "</th>";
    if (i + 1 == rows.size() || rows[i + 1].point.sigma != rows[i].point.sigma) {
      html += "<tr>" + pictures + "</tr><tr>" + captions + "</tr>\n";
      pictures.clear();
      captions.clear();
    }
  }
  return html + "</table>\n";
}

} // namespace cytosketch
