#pragma once

#include "app/gui/statusline.h"
#include "widgets/document/document.h"
#include "widgets/jobs/checkjob.h"
#include "widgets/panels/issuelist.h"
#include "widgets/panels/issuesbar.h"
#include "widgets/panels/issuespanel.h"

#include <QObject>

namespace cytosketch {

/// Keeps the check of the sketch in the list of issues up to date, shows how many there are, and takes one to them.
class IssuesController : public QObject {
  Q_OBJECT
public:
  /// The widgets that it serves; they outlive it.
  struct Parts {
    Document* document;
    IssueList* list;
    IssuesPanel* panel;
    IssuesBar* bar;
    StatusLine* status;
  };
  IssuesController(const Parts& parts, QObject* parent);
  ~IssuesController() override;

  /// Selects the issue's cells and shows its place: frame, slice, centred.
  void follow(const Issue& issue);

private:
  void showCount();

  Parts parts_;
  CheckJob check_;
};

} // namespace cytosketch
