#include "app/gui/shadingcontroller.h"

#include "app/gui/errortext.h"
#include "app/gui/filecontroller.h"
#include "widgets/document/lightedits.h"

#include <QFileDialog>
#include <QFileInfo>

namespace cytosketch {

namespace {
const QString importPurpose = QStringLiteral("import");
}

ShadingController::ShadingController(const Parts& parts, QObject* parent) : QObject(parent), parts_(parts) {
  const auto on = [this](const char* id, const std::function<void()>& slot) {
    connect((*parts_.actions)[QLatin1String(id)], &QAction::triggered, this, slot);
  };
  on("cell.relight", [this] { parts_.panel->askRelight(); });
  on("cell.greysFromImage", [this] { askGreys(); });
  on("cell.addNucleoli", [this] { parts_.panel->askNucleoli(); });
  on("cell.removeNucleoli", [this] { parts_.panel->removeNucleoli(); });
  connect(parts_.panel, &ShadingPanel::greysFromImageRequested, this, &ShadingController::askGreys);
  connect(&greys_, &GreysJob::finished, this, &ShadingController::takeGreys);
  connect(&greys_, &GreysJob::failed, this, [this](const JobError& e) { parts_.issues->report(issueOf(e)); });
  const auto follow = [this] {
    const bool any = parts_.document->sketch().cellCount() > 0;
    for (const char* const id : {"cell.relight", "cell.greysFromImage", "cell.addNucleoli", "cell.removeNucleoli"}) {
      (*parts_.actions)[QLatin1String(id)]->setEnabled(any);
    }
  };
  connect(parts_.document, &Document::cellsChanged, this, follow);
  follow();
}

void ShadingController::askGreys() {
  const QString path = QFileDialog::getOpenFileName(parts_.window, tr("Greys from Real Image"),
                                                    parts_.session->folder(importPurpose), readableImageFilter());
  if (!path.isEmpty()) {
    parts_.session->setFolder(importPurpose, QFileInfo(path).absolutePath());
    takeGreysOf(path);
  }
}

void ShadingController::takeGreysOf(const QString& path) {
  image_ = QFileInfo(path).fileName();
  greys_.start(parts_.document->sketch(), path.toStdString());
}

void ShadingController::takeGreys(const Sketch& measured, const MeasuredGreys& greys) {
  if (!(parts_.document->sketch() == measured)) {
    parts_.issues->report(
        {Issue::Severity::Warning,
         tr("The sketch has changed while its greys were measured in %1. Measure once more.").arg(image_),
         {},
         0});
    return;
  }
  LightEdits(*parts_.document).takeGreys(greys);
  parts_.issues->report({Issue::Severity::Information,
                         tr("Greys of cells and background were measured in %1. Decays and lights were taken away: "
                            "the image holds them already.")
                             .arg(image_),
                         {},
                         0});
}

} // namespace cytosketch
