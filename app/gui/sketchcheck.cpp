#include "app/gui/sketchcheck.h"

#include <QCoreApplication>

#include <cmath>

namespace cytosketch {

namespace {

constexpr std::int64_t smallestCell = 12; // pixels: below, even a human would take it for noise
constexpr float faintestContrast = 0.05F; // cells below count apart in the realism figures too

QString tr(const char* text) {
  return QCoreApplication::translate("SketchCheck", text);
}

Issue issueOf(const Cell& cell, const QString& text) {
  return {Issue::Severity::Warning, text.arg(cell.id), {}, cell.id};
}

} // namespace

QList<Issue> checkSketch(const Sketch& sketch) {
  QList<Issue> issues;
  const Box canvas = Box::whole(sketch.extent());
  for (const auto& [id, cell] : sketch.cells()) {
    const Box bounds = cell->mask.bounds();
    if (!bounds.intersects(canvas)) {
      issues.append(issueOf(*cell, tr("Cell %1 lies outside the canvas")));
    } else if (bounds.width() * bounds.height() <= smallestCell * 4 && cell->mask.count() < smallestCell) {
      issues.append(issueOf(*cell, tr("Cell %1 is so small that it may get lost")));
    } else if (std::abs(cell->greyAt(0) - sketch.shading().backgroundOf(cell->channel)) < faintestContrast) {
      issues.append(issueOf(*cell, tr("Cell %1 is as grey as the background and may get lost")));
    }
  }
  return issues;
}

} // namespace cytosketch
