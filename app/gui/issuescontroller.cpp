#include "app/gui/issuescontroller.h"

#include "app/gui/sketchcheck.h"
#include "widgets/panels/cellspanel.h"

#include <set>

namespace cytosketch {

IssuesController::IssuesController(const Parts& parts, QObject* parent) : QObject(parent), parts_(parts) {
  const auto check = [this] { check_.request([document = parts_.document] { return document->sketch(); }); };
  connect(parts_.document, &Document::sketchChanged, this, check);
  connect(parts_.document, &Document::replaced, this, check);
  connect(&check_, &CheckJob::ready, this,
          [this](const Flaws& flaws) { parts_.list->set(QStringLiteral("sketch"), issuesOf(*flaws)); });
  connect(parts_.list, &IssueList::changed, this, &IssuesController::showCount);
  connect(parts_.panel, &IssuesPanel::followed, this, &IssuesController::follow);
  connect(parts_.bar, &IssuesBar::followed, this, &IssuesController::follow);
  showCount();
}

IssuesController::~IssuesController() {
  check_.disconnect(this);
}

void IssuesController::follow(const Issue& issue) {
  Document& document = *parts_.document;
  std::set<CellId> cells;
  if (document.sketch().find(issue.cell)) {
    cells.insert(issue.cell);
  }
  for (const CellId id : issue.furtherCells) {
    if (document.sketch().find(id)) { // the list may be a moment behind
      cells.insert(id);
    }
  }
  if (issue.place) {
    document.position()->set(*issue.place);
  }
  if (issue.place ? cells.contains(issue.cell) : cells.size() == 1) {
    CellsPanel::locate(document, issue.place ? issue.cell : *cells.begin());
  } else if (issue.place) {
    const Viewport& viewport = *document.viewport();
    document.viewport()->set(QPointF(double(issue.place->x) + 0.5, double(issue.place->y) + 0.5), viewport.zoom());
  }
  if (!cells.empty()) {
    document.selection()->set(cells, issue.cell);
  }
}

void IssuesController::showCount() {
  const int warnings = parts_.list->count(Issue::Severity::Warning);
  parts_.status->setIssueCount(warnings, parts_.list->count(Issue::Severity::Information) - warnings);
}

} // namespace cytosketch
