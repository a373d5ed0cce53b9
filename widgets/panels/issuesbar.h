#pragma once

#include "widgets/panels/issue.h"

#include <QFrame>
#include <QList>
#include <QString>

#include <functional>

class QLabel;
class QListWidget;
class QToolButton;

namespace cytosketch {

/// A bar over the page: one sentence, details and a list of single issues to unfold; a click on one takes one to its
/// cell. It never covers or blocks the work.
class IssuesBar : public QFrame {
  Q_OBJECT
public:
  explicit IssuesBar(QWidget* parent = nullptr);

  /// Shows one issue instead of what is shown.
  void report(const Issue& issue);
  /// Shows a summary over a list.
  void report(const Issue& summary, const QList<Issue>& issues);
  /// The same with a button that does something; it closes the bar.
  void reportWithAction(const Issue& issue, const QString& buttonText, std::function<void()> action,
                        const QString& otherText = {}, std::function<void()> other = {});
  /// Takes away what is shown, if anything.
  void clear();
  QString text() const;

Q_SIGNALS:
  /// The person wants to see this one of the list.
  void followed(const cytosketch::Issue& issue);
  void dismissed();

private:
  void setSummary(const Issue& issue);
  void unfold(bool open);

  QLabel* icon_ = nullptr;
  QLabel* text_ = nullptr;
  QLabel* details_ = nullptr;
  QListWidget* list_ = nullptr;
  QList<Issue> issues_; ///< as the list has them
  QToolButton* more_ = nullptr;
  QToolButton* action_ = nullptr;
  QToolButton* other_ = nullptr;
  std::function<void()> onAction_;
  std::function<void()> onOther_;
};

} // namespace cytosketch
