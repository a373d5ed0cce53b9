#include "app/gui/fidelitycontroller.h"

#include "app/gui/errortext.h"
#include "engine/study/startmap.h"
#include "widgets/document/celledits.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace cytosketch {

namespace {

const QString source = QStringLiteral("fidelity");

} // namespace

FidelityController::FidelityController(const Parts& parts, QObject* parent) : QObject(parent), parts_(parts) {
  connect(parts_.runs, &RunStore::added, this, [this](int run) { fresh_ = run; });
  connect(parts_.generation, &GenerationController::currentRunChanged, this, &FidelityController::judge);
  connect(parts_.document, &Document::sketchChanged, this, &FidelityController::list);
  connect(parts_.document->selection(), &Selection::changed, this, &FidelityController::changed);
  connect(&job_, &FidelityJob::ready, this, &FidelityController::show);
  connect(&job_, &FidelityJob::failed, this, [this](const JobError& error) { parts_.bar->report(issueOf(error)); });
}

FidelityController::~FidelityController() {
  for (QObject* const sender : std::initializer_list<QObject*>{parts_.document, parts_.document->selection(), &job_}) {
    sender->disconnect(this);
  }
}

void FidelityController::judge(int run) {
  job_.cancel();
  flagged_.clear();
  list();
  const Run* const shown = parts_.runs->find(run);
  if (shown && shown->result && shown->sketch) {
    job_.request(*shown->sketch, shown->result);
  }
}

void FidelityController::show(const FidelityScores& scores) {
  for (const CellFidelity& cell : *scores) {
    if (cell.verdict == CellVerdict::Lost || cell.verdict == CellVerdict::Dim) {
      flagged_[cell.cell] = cell;
    }
  }
  list();
  if (fresh_ == parts_.generation->currentRun()) {
    announce();
  }
  fresh_ = 0;
}

/// Issues and marks for the cells that are still in the sketch.
void FidelityController::list() {
  QList<Issue> issues;
  std::set<CellId> marked;
  for (const auto& [id, cell] : flagged_) {
    const CellPtr drawn = parts_.document->sketch().find(id);
    if (!drawn) {
      continue;
    }
    marked.insert(id);
    const bool lost = cell.verdict == CellVerdict::Lost;
    const QString left = QLocale().toString(std::lround(100.0 * std::max(cell.score(), 0.0)));
    Issue issue;
    issue.severity = lost ? Issue::Severity::Warning : Issue::Severity::Information;
    issue.heading = lost ? tr("Lost in the image") : tr("Dim in the image");
    issue.text = lost ? tr("Cell %1 cannot be seen: %2 % of its contrast is left").arg(id).arg(left)
                      : tr("Cell %1 is dim: %2 % of its contrast is left").arg(id).arg(left);
    issue.details = tr("Let it start later (Generate ▸ Heal), try another seed, or drop it from the sketch.");
    issue.cell = id;
    const Box box = drawn->mask.bounds(cell.frame);
    if (!box.empty()) {
      issue.place = Cursor::Voxel{cell.frame, (box.z0 + box.z1) / 2, (box.y0 + box.y1) / 2, (box.x0 + box.x1) / 2};
    }
    issues.append(issue);
  }
  parts_.list->set(source, issues);
  parts_.page->setFlagged(marked);
  Q_EMIT changed();
}

void FidelityController::announce() {
  const auto lost = std::count_if(flagged_.begin(), flagged_.end(),
                                  [](const auto& cell) { return cell.second.verdict == CellVerdict::Lost; });
  if (lost == 0) {
    return;
  }
  Issue issue;
  issue.severity = Issue::Severity::Warning;
  issue.text =
      tr("%n cell(s) cannot be seen in the image; lost and dim cells are outlined in yellow.", nullptr, int(lost));
  issue.details =
      tr("Heal generates their surroundings again from a later step; the rest of the image stays. Drop takes "
         "them out of the sketch. Another seed may show them, too.");
  parts_.bar->reportWithAction(issue, tr("Heal"), [this] { heal(); }, tr("Drop"), [this] { drop(); });
}

std::set<CellId> FidelityController::targets() const {
  std::set<CellId> selected, lost, dim;
  for (const auto& [id, cell] : flagged_) {
    if (!parts_.document->sketch().find(id)) {
      continue;
    }
    (cell.verdict == CellVerdict::Lost ? lost : dim).insert(id);
    if (parts_.document->selection()->contains(id)) {
      selected.insert(id);
    }
  }
  return !selected.empty() ? selected : !lost.empty() ? lost : dim;
}

void FidelityController::heal() {
  const Run* const run = parts_.runs->find(parts_.generation->currentRun());
  const std::set<CellId> cells = targets();
  if (!run || !run->result || cells.empty()) {
    return;
  }
  GenerationSettings settings = run->requested;
  settings.cellStarts = run->result->settings.cellStarts;
  for (const CellId id : cells) {
    const auto known = settings.cellStarts.find(id);
    const int now = known != settings.cellStarts.end() ? std::min(known->second, settings.tStart) : settings.tStart;
    settings.cellStarts[id] = nextStart(settings.tStart, now);
  }
  parts_.panel->setSettings(settings);
  parts_.generation->generate();
}

void FidelityController::drop() {
  const std::set<CellId> cells = targets();
  if (cells.empty()) {
    return;
  }
  CellEdits(*parts_.document).remove(cells);
  const QString text =
      tr("%n cell(s) dropped. Generate again, so that image and labels belong together.", nullptr, int(cells.size()));
  parts_.bar->reportWithAction({Issue::Severity::Information, text}, tr("Generate"),
                               [this] { parts_.generation->generate(); });
}

} // namespace cytosketch
