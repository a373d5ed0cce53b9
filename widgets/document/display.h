#pragma once

#include <QObject>

namespace cytosketch {

enum class CellColouring { OwnColour, Grey };

/// How the sketch is shown; never part of the sketch or of undo.
class Display : public QObject {
  Q_OBJECT
public:
  explicit Display(QObject* parent = nullptr) : QObject(parent) {}

  bool outlines() const { return outlines_; }
  CellColouring colouring() const { return colouring_; }
  /// Opacity of the coloured fill over the grey sketch, 0…1. With CellColouring::Grey nothing is laid over the greys.
  double fillOpacity() const { return fillOpacity_; }

public Q_SLOTS:
  void setOutlines(bool on) { assign(outlines_, on); }
  void setColouring(cytosketch::CellColouring colouring) { assign(colouring_, colouring); }
  void setFillOpacity(double opacity) { assign(fillOpacity_, opacity); }

Q_SIGNALS:
  void changed();

private:
  template <typename T>
  void assign(T& value, T wanted) {
    if (value != wanted) {
      value = wanted;
      Q_EMIT changed();
    }
  }

  bool outlines_ = true;
  CellColouring colouring_ = CellColouring::OwnColour;
  double fillOpacity_ = 0.45;
};

} // namespace cytosketch
