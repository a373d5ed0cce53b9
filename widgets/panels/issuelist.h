#pragma once

#include "widgets/panels/issue.h"

#include <QList>
#include <QMap>
#include <QObject>
#include <QString>

namespace cytosketch {

/// The issues of the open sketch, from several sources (the check of the sketch, a comparison with a generated image,
/// …), each of which replaces its own whenever it knows better.
class IssueList : public QObject {
  Q_OBJECT
public:
  explicit IssueList(QObject* parent = nullptr) : QObject(parent) {}

  /// What `source` (a name such as "sketch", not shown) has found; an empty list takes its issues away.
  void set(const QString& source, const QList<Issue>& issues);
  /// All issues, source by source in order of their names.
  QList<Issue> all() const;
  QList<Issue> of(const QString& source) const { return issues_.value(source); }
  /// Number of issues of this severity or worse.
  int count(Issue::Severity severity) const;

Q_SIGNALS:
  /// The list is another one than before.
  void changed();

private:
  QMap<QString, QList<Issue>> issues_;
};

} // namespace cytosketch
