#pragma once

#include "engine/dataset/samplerecord.h"
#include "engine/dataset/samplethumbnail.h"

#include <QString>
#include <QWidget>

class QComboBox;
class QLabel;
class QListWidget;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace cytosketch {

/// A run in the queue as it is shown.
struct QueueRow {
  enum class State { Waiting, Running, Paused, Finished, Failed, Cancelled };
  int id = 0;
  QString name;
  QString folder;
  State state = State::Waiting;
  double fraction = 0.0;
  QString note; ///< time left, or why it failed
};

/// What the Dataset page shows: samples as they come, and below them the queue of runs.
class DatasetView : public QWidget {
  Q_OBJECT
public:
  explicit DatasetView(QWidget* parent = nullptr);

  /// Forgets the samples shown. @param title  over them
  void begin(const QString& title);
  /// Labels, if the picture has them, are drawn over it as the person wishes.
  void addSample(const SampleRecord& record, const SampleThumbnail& picture, int edge);
  int sampleCount() const;

  void setQueue(const QList<QueueRow>& rows);
  /// Id of the run that is selected; 0 = none.
  int selectedRun() const;

Q_SIGNALS:
  void pauseRequested(int id); ///< or go on, if it is paused
  void cancelRequested(int id);
  void retryRequested(int id);
  void moveRequested(int id, int places);
  void removeRequested(int id);
  void reportRequested(int id);
  void browseRequested(int id);
  void folderRequested(int id);

private:
  QWidget* makeQueue();
  QPushButton* addButton(const QString& text, const QString& tip, const QString& name);
  void restyle();
  void updateButtons();
  const QueueRow* selectedRow() const;

  QLabel* title_;
  QLabel* hint_;
  QComboBox* style_;
  QListWidget* samples_;
  QTreeWidget* queue_ = nullptr;
  QWidget* buttons_ = nullptr;
  QPushButton* pause_ = nullptr;
  QPushButton* cancel_ = nullptr;
  QPushButton* retry_ = nullptr;
  QPushButton* up_ = nullptr;
  QPushButton* down_ = nullptr;
  QPushButton* remove_ = nullptr;
  QPushButton* browse_ = nullptr;
  QPushButton* report_ = nullptr;
  QPushButton* folder_ = nullptr;
  QList<QueueRow> rows_;
  struct Preview {
    SampleThumbnail picture;
    int edge = 0;
    bool setAside = false;
  };
  QList<Preview> previews_; ///< samples with labels: all that are shown, in order
  int setAside_ = 0;
  QString name_;
};

} // namespace cytosketch
