#pragma once

#include "engine/annotation/annotation.h"

#include <QFrame>
#include <QString>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace cytosketch {

/// A bar over the page that asks how annotations of other programs become a sketch: which file or folder, which of its
/// images, what the cells are and where their greys come from. It never covers or blocks the work.
class ImportBar : public QFrame {
  Q_OBJECT
public:
  explicit ImportBar(QWidget* parent = nullptr);

  QString path() const;
  /// A file or folder that is looked at; what it holds follows with setList().
  void setPath(const QString& path);
  void setList(const AnnotationList& list);
  /// Nothing that can be opened.
  void clearList();
  const AnnotationList& list() const { return list_; }
  /// The image that greys are measured in; empty: another source again.
  void setImage(const QString& path);
  /// What is chosen.
  AnnotationOptions options() const;
  /// While something is read the button cancels.
  void setRunning(bool running);
  void setProgress(double fraction);
  /// Puts the keyboard on the first thing to do.
  void takeFocus();

Q_SIGNALS:
  void pathEntered(const QString& path);
  void fileWanted();
  void folderWanted();
  /// An image to measure greys in is to be chosen.
  void imageWanted();
  void openRequested();
  void cancelRequested();
  void closed();

protected:
  void keyPressEvent(QKeyEvent* event) override; // Esc closes

private:
  void buildSource();
  void buildChoices();
  void fillGreys();
  bool itemHasImage() const;

  AnnotationList list_;
  QString image_;
  bool running_ = false;
  QLineEdit* path_ = nullptr;
  QPushButton* file_ = nullptr;
  QWidget* choices_ = nullptr;
  QLabel* format_ = nullptr;
  QComboBox* item_ = nullptr;
  QComboBox* kind_ = nullptr;
  QComboBox* greys_ = nullptr;
  QCheckBox* components_ = nullptr;
  QPushButton* open_ = nullptr;
  QProgressBar* progress_ = nullptr;
};

} // namespace cytosketch
