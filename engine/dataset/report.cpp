#include "engine/dataset/report.h"

#include "engine/dataset/layout.h"
#include "engine/image/atomicfile.h"
#include "engine/imageio/imagefile.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <functional>

namespace cytosketch {
namespace {

constexpr std::size_t mostPictures = 200;
constexpr std::int64_t cellEdge = 100; ///< of the contact sheet
constexpr std::int64_t columns = 10;

std::string inHtml(const std::string& text) {
  std::string result;
  for (const char letter : text) {
    result += letter == '<' ? "&lt;" : letter == '>' ? "&gt;" : letter == '&' ? "&amp;" : std::string(1, letter);
  }
  return result;
}

std::string rounded(double value, int decimals) {
  if (!std::isfinite(value)) {
    return "–";
  }
  char text[64];
  std::snprintf(text, sizeof text, "%.*f", decimals, value);
  return text;
}

std::string element(const char* name, const std::string& attributes, const std::string& content = "") {
  std::string text = std::string("<").append(name).append(" ").append(attributes);
  return content.empty() ? text.append("/>") : text.append(">").append(content).append("</").append(name).append(">");
}

std::string at(double x, double y) {
  return "x=\"" + rounded(x, 1) + "\" y=\"" + rounded(y, 1) + "\"";
}

/// A histogram of 20 bars as SVG.
std::string histogram(const std::string& title, const std::vector<double>& values, int decimals) {
  constexpr std::size_t bars = 20;
  constexpr double width = 360.0, height = 140.0, left = 34.0, bottom = 22.0, top = 24.0;
  std::vector<double> finite;
  std::copy_if(values.begin(), values.end(), std::back_inserter(finite), [](double v) { return std::isfinite(v); });
  if (finite.empty()) {
    return "";
  }
  const auto [least, most] = std::minmax_element(finite.begin(), finite.end());
  const double low = *least, range = *most > *least ? *most - *least : 1.0;
  std::vector<int> counts(bars, 0);
  for (const double value : finite) {
    ++counts[std::min(bars - 1, static_cast<std::size_t>((value - low) / range * bars))];
  }
  const int highest = *std::max_element(counts.begin(), counts.end());
  const double step = (width - left) / bars;
  std::string svg = element("text", at(left, 14.0) + " class=\"title\"", title);
  for (std::size_t i = 0; i < bars; ++i) {
    const double tall = (height - bottom - top) * counts[i] / highest;
    svg += element("rect", at(left + static_cast<double>(i) * step + 1.0, height - bottom - tall) + " width=\"" +
                               rounded(step - 2.0, 1) + "\" height=\"" + rounded(tall, 1) + "\"");
  }
  svg += element("text", at(left, height - 6.0), rounded(low, decimals)) +
         element("text", at(width - 40.0, height - 6.0), rounded(low + range, decimals)) +
         element("text", at(2.0, top + 8.0), std::to_string(highest));
  return "<svg width=\"" + rounded(width, 0) + "\" height=\"" + rounded(height, 0) + "\">" + svg + "</svg>\n";
}

std::vector<double> figuresOf(const Manifest& manifest, const std::function<double(const SampleRecord&)>& figure) {
  std::vector<double> values;
  for (const SampleRecord& sample : manifest.samples) {
    values.push_back(figure(sample));
  }
  return values;
}

Image<std::uint8_t> contactSheet(const Manifest& manifest, const WorkFolder& work) {
  const auto pictures = static_cast<std::int64_t>(std::min(manifest.samples.size(), mostPictures));
  const std::int64_t rows = (pictures + columns - 1) / columns;
  constexpr std::uint8_t ground = 40;
  Image<std::uint8_t> sheet({1, 1, 1, rows * cellEdge, std::min(pictures, columns) * cellEdge}, ground);
  std::uint8_t* const pixels = sheet.mutableData();
  for (std::int64_t i = 0; i < pictures; ++i) {
    const Image<std::uint8_t> thumbnail =
        readThumbnail(work.folder(), manifest.samples[static_cast<std::size_t>(i)].index);
    const Extent& e = thumbnail.extent();
    const std::int64_t y0 = i / columns * cellEdge + (cellEdge - e.y) / 2;
    const std::int64_t x0 = i % columns * cellEdge + (cellEdge - e.x) / 2;
    for (std::int64_t y = 0; y < e.y; ++y) {
      std::copy_n(thumbnail.data() + y * e.x, e.x, pixels + (y0 + y) * sheet.extent().x + x0);
    }
  }
  return sheet;
}

std::string row(const std::string& key, const std::string& value) {
  return std::string("<tr><th>").append(key).append("</th><td>").append(inHtml(value)).append("</td></tr>\n");
}

std::int64_t countOf(const Manifest& manifest, const std::function<bool(const SampleRecord&)>& which) {
  return std::count_if(manifest.samples.begin(), manifest.samples.end(), which);
}

std::string splitText(const Manifest& manifest) {
  std::string text;
  for (const Split split : {Split::Train, Split::Validation, Split::Test}) {
    const std::int64_t samples =
        countOf(manifest, [&](const SampleRecord& s) { return !s.setAside && s.split == split; });
    text += (text.empty() ? "" : ", ") + std::to_string(samples) + " " + std::string(name(split));
  }
  return text;
}

std::string failingTable(const Manifest& manifest) {
  std::string rows;
  for (const SampleRecord& s : manifest.samples) {
    if (s.setAside || s.attempt > 0) {
      rows += "<tr><td>" + s.name + "</td><td>" + (s.setAside ? "set aside" : "made again") + "</td><td>" +
              std::to_string(s.attempt + 1) + "</td><td>" + rounded(s.figures.lostPercent(), 1) + "</td><td>" +
              rounded(s.figures.zncc, 3) + "</td></tr>\n";
    }
  }
  return rows.empty()
             ? "<p>Every sample passed at the first attempt.</p>\n"
             : "<table><tr><th>sample</th><th></th><th>attempts</th><th>lost cells %</th><th>ZNCC</th></tr>\n" + rows +
                   "</table>\n";
}

std::string html(const Manifest& manifest) {
  const Recipe& recipe = manifest.plan.recipe;
  const std::string style =
      "body{font:14px sans-serif;max-width:1040px;margin:24px auto;color:#222;background:#fff}"
      "th{text-align:left;padding:2px 16px 2px 0;vertical-align:top}td{padding:2px 16px 2px 0}"
      "rect{fill:#4878a8}svg{margin:8px}svg text{font:11px sans-serif;fill:#444}svg .title{font-weight:bold}"
      "img{max-width:100%}";
  std::string text = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + inHtml(recipe.name) +
                     "</title><style>" + style + "</style></head><body>\n<h1>" + inHtml(recipe.name) +
                     "</h1>\n<table>\n";
  text += row("samples", splitText(manifest));
  text += row("set aside", std::to_string(countOf(manifest, [](const SampleRecord& s) { return s.setAside; })));
  text += row("made again", std::to_string(countOf(manifest, [](const SampleRecord& s) { return s.attempt > 0; })));
  text += row("layout", std::string(recipe.choice("layout")) + ": " + std::string(layoutOf(recipe).description()));
  text += row("overlap", std::string(layoutOf(recipe).overlap()));
  text += row("model", manifest.plan.modelName + " (" + manifest.plan.modelHash + ")");
  text += "</table>\n<h2>Figures</h2>\n";
  text += histogram("cells per sample", figuresOf(manifest, [](auto& s) { return double(s.figures.cells); }), 0);
  text += histogram("lost cells in %", figuresOf(manifest, [](auto& s) { return s.figures.lostPercent(); }), 1);
  text += histogram("likeness to the sketch (ZNCC)", figuresOf(manifest, [](auto& s) { return s.figures.zncc; }), 3);
  text += histogram("mean grey", figuresOf(manifest, [](auto& s) { return s.figures.meanGrey; }), 3);
  text += "<h2>Quality gate</h2>\n" + failingTable(manifest);
  const std::size_t pictures = std::min(manifest.samples.size(), mostPictures);
  text += "<h2>Samples 0 to " + std::to_string(pictures - 1) +
          "</h2>\n<img src=\"report.png\" alt=\"contact sheet, ten samples a row\">\n</body></html>\n";
  return text;
}

std::string readme(const Manifest& manifest) {
  const Recipe& recipe = manifest.plan.recipe;
  const Layout& layout = layoutOf(recipe);
  return recipe.name + "\n\nMade by CytoSketch " + CYTOSKETCH_VERSION + ": " + splitText(manifest) +
         " samples; every pixel of every cell is known because the images were generated from sketches.\n\nFiles: " +
         std::string(layout.description()) + "\n\nOverlap: " + std::string(layout.overlap()) +
         "\n\nmanifest.json and manifest.csv say how each sample was made; report.html shows them. To make sample 17 "
         "again:\n  cytosketch-cli dataset --repeat manifest.json --only 17 --output again\n";
}

} // namespace

void writeReport(const Manifest& manifest, const WorkFolder& work, std::vector<std::string>& files) {
  writeImage(contactSheet(manifest, work), work.folder() / "report.png");
  writeFileAtomically(work.folder() / "report.html", html(manifest));
  writeFileAtomically(work.folder() / "README.txt", readme(manifest));
  files.insert(files.end(), {"README.txt", "report.html", "report.png"});
}

} // namespace cytosketch
