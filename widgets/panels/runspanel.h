#pragma once

#include <QImage>
#include <QString>
#include <QWidget>

class QLabel;
class QListWidget;
class QPushButton;

namespace cytosketch {

/// One generated image, as the list shows it.
struct RunEntry {
  int id = 0;
  QImage thumbnail;
  QString title;    ///< "Run 3"
  QString subtitle; ///< settings and time in one line
  QString tip;      ///< everything
};

/// The list of everything that was generated, newest first. It shows; what a run is, its owner knows.
class RunsPanel : public QWidget {
  Q_OBJECT
public:
  explicit RunsPanel(QWidget* parent = nullptr);

  void add(const RunEntry& entry);
  void remove(int id);
  void clear();
  int count() const;
  /// Marks the run that is shown, without runChosen().
  void setCurrent(int id);
  /// Ids of the selected runs.
  QList<int> selected() const;

Q_SIGNALS:
  void runChosen(int id);
  void selectionChanged();
  void compareRequested(int first, int second);
  void exportRequested(int id);
  void deleteRequested(int id);

private:
  void showMenu(const QPoint& position);
  void onSelectionChanged();

  QListWidget* list_ = nullptr;
  QLabel* empty_ = nullptr;
  QPushButton* compare_ = nullptr;
};

} // namespace cytosketch
