#pragma once

#include "app/gui/generationcontroller.h"
#include "widgets/jobs/fidelityjob.h"
#include "widgets/panels/issuelist.h"

#include <QObject>

#include <map>
#include <set>

namespace cytosketch {

/// Tells which cells cannot be seen in the shown run where their labels say, marks them in all views, and does
/// something about them.
class FidelityController : public QObject {
  Q_OBJECT
public:
  /// What it serves; outlives it.
  struct Parts {
    Document* document;
    ViewPage* page;
    RunStore* runs;
    GenerationController* generation;
    GeneratePanel* panel;
    IssueList* list;
    IssuesBar* bar;
  };
  FidelityController(const Parts& parts, QObject* parent);
  ~FidelityController() override;

  /// The cells that heal() and drop() are about: of those that are lost or dim the selected ones; if none is selected,
  /// all lost ones, or all dim ones if none is lost.
  std::set<CellId> targets() const;

public Q_SLOTS:
  /// Generates again with a later start step for each target.
  void heal();
  /// Takes the targets out of the sketch; one step to undo.
  void drop();

Q_SIGNALS:
  /// targets() may be others.
  void changed();

private:
  void judge(int run);
  void show(const FidelityScores& scores);
  void list();
  void announce();

  Parts parts_;
  int fresh_ = 0;                          ///< the run that has just been generated: it is announced
  std::map<CellId, CellFidelity> flagged_; ///< lost or dim in the shown run
  FidelityJob job_;
};

} // namespace cytosketch
