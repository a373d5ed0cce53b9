#pragma once

#include "engine/study/recommendation.h"

#include <QGroupBox>

class QLabel;
class QPushButton;

namespace cytosketch {

/// What a study recommends, and why; a button that takes it over and one for the report.
class RecommendationBox : public QGroupBox {
  Q_OBJECT
public:
  explicit RecommendationBox(QWidget* parent = nullptr);

  void setRecommendation(const Recommendation& recommendation, const RecommendationRule& rule);
  void setRunning(bool running);

Q_SIGNALS:
  void useRequested(const cytosketch::GridPoint& point);
  void reportRequested();

private:
  QLabel* text_ = nullptr;
  QPushButton* use_ = nullptr;
  QPushButton* report_ = nullptr;
  GridPoint point_;
};

} // namespace cytosketch
