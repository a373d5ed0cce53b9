#pragma once

#include "widgets/document/document.h"

#include <QCoreApplication>

#include <vector>

namespace cytosketch {

/// One stroke of the soft brush that lightens or darkens the background, from press to release: one undo step. A stroke
/// adds drawing()->lightStrength() along its middle and less towards lightRadius(), by a half cosine, however often it
/// passes a place; the sum is kept in [-1,1]. Coordinates are pixel centres.
class LightStroke {
  Q_DECLARE_TR_FUNCTIONS(cytosketch::LightStroke)
public:
  /// Begins a stroke; dabs once.
  LightStroke(Document& document, double y, double x, bool darken);
  /// Draws on to here.
  void lineTo(double y, double x);

private:
  void draw(double y0, double x0, double y1, double x1);

  Document& document_;
  IlluminationMap start_;      ///< what was there before the stroke
  std::vector<float> reached_; ///< by node: share of the strength, the largest so far
  quint64 gesture_;
  double strength_;
  double radius_;
  double y_, x_;
};

} // namespace cytosketch
