#pragma once

#include <QScrollArea>
#include <QString>
#include <QStringList>

class QGridLayout;
class QToolButton;
class QVBoxLayout;

namespace cytosketch {

/// What an empty window offers: a blank sketch, the samples, files, recent ones, each with a picture.
class StartCard : public QScrollArea {
  Q_OBJECT
public:
  explicit StartCard(QWidget* parent = nullptr);

  void setSamples(const QStringList& paths);
  void setRecent(const QStringList& paths);

Q_SIGNALS:
  void blankRequested();
  void openRequested();
  void importRequested();
  void sampleRequested(const QString& path);
  void recentRequested(const QString& path);

private:
  QToolButton* card(const QIcon& icon, const QString& text, const QString& tip);

  QGridLayout* cards_ = nullptr;
  QVBoxLayout* recent_ = nullptr;
  int count_ = 0;
};

} // namespace cytosketch
