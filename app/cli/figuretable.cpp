#include "app/cli/figuretable.h"

#include "app/cli/console.h"

#include <algorithm>

namespace cytosketch {

void printFigures(Console& console, const std::vector<FigureRow>& rows) {
  std::size_t width = 5;
  for (const FigureRow& row : rows) {
    width = std::max(width, row.name.size());
  }
  console.print("PSNR in dB; SSIM; D_B and D_KL(real||generated) of the grey histograms; ZNCC to the blurred sketch;\n"
                "power generated/real in radial bands, as fractions of Nyquist;\n"
                "cells lost of those that can be judged, and cells set apart: without surround, of low contrast\n");
  console.print(padded("", width) +
                "   PSNR   SSIM    D_B   D_KL   ZNCC  .02-.06 .06-.15 .15-.3  .3-.6  .6-1.0   lost  cells  apart");
  for (const FigureRow& row : rows) {
    const RealismSummary& f = row.figures;
    std::string line = padded(row.name, width) + padded(fixed(f.psnr, 2), 7, true) + padded(fixed(f.ssim, 3), 7, true) +
                       padded(fixed(f.bhattacharyya, 3), 7, true) + padded(fixed(f.kullbackLeibler, 3), 7, true) +
                       padded(row.hasSketch ? fixed(f.zncc, 3) : "–", 7, true) + " ";
    for (const double band : f.bands) {
      line += padded(fixed(band, 2), 8, true);
    }
    if (row.hasSketch) {
      line += padded(fixed(f.lost.percent(), 1) + "%", 8, true) + padded(std::to_string(f.lost.judged), 6, true) +
              padded(std::to_string(f.lost.withoutSurround) + "+" + std::to_string(f.lost.lowContrast), 8, true);
    }
    console.print(line);
  }
}

nlohmann::ordered_json jsonOf(const FigureRow& row) {
  const RealismSummary& f = row.figures;
  nlohmann::ordered_json json{{"name", row.name},
                              {"images", f.images},
                              {"psnr", f.psnr},
                              {"ssim", f.ssim},
                              {"bhattacharyya", f.bhattacharyya},
                              {"kullbackLeibler", f.kullbackLeibler},
                              {"kullbackLeiblerReverse", f.kullbackLeiblerReverse}};
  if (row.hasSketch) {
    json["zncc"] = f.zncc;
  }
  json["bandEdges"] = bandEdges;
  json["bands"] = f.bands;
  if (row.hasSketch) {
    json["cells"] = {{"all", f.lost.cells},
                     {"judged", f.lost.judged},
                     {"lost", f.lost.lost},
                     {"lostPercent", f.lost.percent()},
                     {"withoutSurround", f.lost.withoutSurround},
                     {"lowContrast", f.lost.lowContrast}};
  }
  return json;
}

} // namespace cytosketch
