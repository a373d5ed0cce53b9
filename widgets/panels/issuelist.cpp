#include "widgets/panels/issuelist.h"

#include <algorithm>

namespace cytosketch {

void IssueList::set(const QString& source, const QList<Issue>& issues) {
  if (issues_.value(source) == issues) {
    return;
  }
  if (issues.isEmpty()) {
    issues_.remove(source);
  } else {
    issues_.insert(source, issues);
  }
  Q_EMIT changed();
}

QList<Issue> IssueList::all() const {
  QList<Issue> result;
  for (const QList<Issue>& issues : issues_) {
    result += issues;
  }
  return result;
}

int IssueList::count(Issue::Severity severity) const {
  int count = 0;
  for (const QList<Issue>& issues : issues_) {
    count += static_cast<int>(
        std::count_if(issues.begin(), issues.end(), [&](const Issue& issue) { return issue.severity >= severity; }));
  }
  return count;
}

} // namespace cytosketch
