#pragma once

#include <QColor>
#include <QList>
#include <QStringList>
#include <QWidget>

#include <vector>

class QGridLayout;
class QLabel;
class QLineEdit;
class QSpinBox;
class QToolButton;

namespace cytosketch {

/// Number of channels, and a colour and a name for each.
class ChannelFields : public QWidget {
  Q_OBJECT
public:
  /// @param names    one per channel; empty ones have none
  /// @param colours  of as many channels as there may be
  ChannelFields(const QStringList& names, const QList<QColor>& colours, QWidget* parent = nullptr);

  /// One per channel; empty where there is none.
  QStringList names() const;
  /// Of all channels that there may be, as they were given or changed.
  QList<QColor> colours() const { return colours_; }

Q_SIGNALS:
  void countChanged(int count);

private:
  void addRow(const QString& name, QGridLayout* grid);
  void showRows();
  void chooseColour(int channel);

  struct Row {
    QToolButton* colour = nullptr;
    QLineEdit* name = nullptr;
  };
  QSpinBox* count_ = nullptr;
  std::vector<Row> rows_;
  QList<QColor> colours_;
};

} // namespace cytosketch
