#include "app/gui/sketchcheck.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace cytosketch {

namespace {

QString tr(const char* text) {
  return QCoreApplication::translate("SketchCheck", text);
}

QString headingOf(FlawKind kind) {
  switch (kind) {
  case FlawKind::OutsideCanvas:
    return tr("Outside the canvas");
  case FlawKind::Tiny:
    return tr("Tiny");
  case FlawKind::LikeBackground:
    return tr("As grey as the background");
  case FlawKind::Fragmented:
    return tr("In pieces");
  case FlawKind::Duplicate:
    return tr("Drawn twice");
  case FlawKind::TouchesBorder:
    return tr("At the edge");
  }
  return {};
}

QString textOf(const Flaw& flaw) {
  const QLocale locale;
  const QString voxels = locale.toString(qlonglong(flaw.voxels));
  const QString compared = locale.toString(qlonglong(flaw.compared));
  switch (flaw.kind) {
  case FlawKind::OutsideCanvas:
    return tr("Cell %1 lies outside the canvas").arg(flaw.cell);
  case FlawKind::Tiny:
    return flaw.compared > 0 ? tr("Cell %1 is tiny: %2 px, where %3 are usual").arg(flaw.cell).arg(voxels, compared)
                             : tr("Cell %1 is tiny: %2 px").arg(flaw.cell).arg(voxels);
  case FlawKind::LikeBackground:
    return tr("Cell %1 is as grey as the background").arg(flaw.cell);
  case FlawKind::Fragmented:
    return tr("Cell %1 is in %2 pieces, the smallest of %3 px").arg(flaw.cell).arg(compared, voxels);
  case FlawKind::Duplicate:
    return tr("Cells %1 and %2 lie at the same place").arg(flaw.cell).arg(flaw.other);
  case FlawKind::TouchesBorder:
    return tr("Cell %1 reaches the edge").arg(flaw.cell);
  }
  return {};
}

QString detailsOf(FlawKind kind) {
  switch (kind) {
  case FlawKind::OutsideCanvas:
    return tr("It is in no image and in no label image.");
  case FlawKind::Tiny:
    return tr("It may get lost in the generated image; perhaps it is a slip of the brush.");
  case FlawKind::LikeBackground:
    return tr("It may get lost in the generated image: give it another grey.");
  case FlawKind::Fragmented:
    return tr("All pieces have the same label. Pieces in different slices can be joined by interpolating.");
  case FlawKind::Duplicate:
    return tr("One hides the other in the label image: delete one of them.");
  case FlawKind::TouchesBorder:
    return tr("It may be cut off there, as cells in real images are.");
  }
  return {};
}

} // namespace

QList<Issue> issuesOf(const std::vector<Flaw>& flaws) {
  QList<Issue> issues;
  issues.reserve(qsizetype(flaws.size()));
  for (const Flaw& flaw : flaws) {
    Issue issue;
    issue.severity = flaw.kind == FlawKind::TouchesBorder ? Issue::Severity::Information : Issue::Severity::Warning;
    issue.text = textOf(flaw);
    issue.details = detailsOf(flaw.kind);
    issue.cell = flaw.cell;
    if (flaw.other != 0) {
      issue.furtherCells = {flaw.other};
    }
    issue.place = Cursor::Voxel{flaw.t, flaw.z, flaw.y, flaw.x};
    issue.heading = headingOf(flaw.kind);
    issues.append(issue);
  }
  return issues;
}

QList<Issue> checkBeforeGenerating(const Sketch& sketch) {
  CheckLimits limits;
  limits.shapes = false;
  std::vector<Flaw> flaws = checkSketch(sketch, limits);
  std::erase_if(flaws, [](const Flaw& flaw) { return flaw.kind == FlawKind::TouchesBorder; });
  return issuesOf(flaws);
}

} // namespace cytosketch
