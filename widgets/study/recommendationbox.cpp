#include "widgets/study/recommendationbox.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include <cmath>

namespace cytosketch {

RecommendationBox::RecommendationBox(QWidget* parent) : QGroupBox(tr("Recommendation"), parent) {
  auto* const column = new QVBoxLayout(this);
  text_ = new QLabel(this);
  text_->setWordWrap(true);
  text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  use_ = new QPushButton(tr("Use These"), this);
  use_->setObjectName(QStringLiteral("useButton"));
  use_->setToolTip(tr("Set start step and blur of the Generate panel to the recommended ones."));
  report_ = new QPushButton(tr("Save Report…"), this);
  report_->setToolTip(tr("Write the study as a web page with pictures and tables."));
  auto* const line = new QHBoxLayout;
  line->addWidget(use_);
  line->addWidget(report_);
  column->addWidget(text_);
  column->addLayout(line);
  connect(use_, &QPushButton::clicked, this, [this] { Q_EMIT useRequested(point_); });
  connect(report_, &QPushButton::clicked, this, &RecommendationBox::reportRequested);
  setRecommendation({}, {});
}

void RecommendationBox::setRunning(bool running) {
  report_->setEnabled(!running && report_->isEnabled());
}

void RecommendationBox::setRecommendation(const Recommendation& r, const RecommendationRule& rule) {
  const QLocale locale;
  point_ = r.point;
  use_->setEnabled(r.hasPoint());
  report_->setEnabled(r.kind != RecommendationKind::Unfinished);
  if (!r.hasPoint()) {
    text_->setText(
        r.kind == RecommendationKind::NoRealImages
            ? tr("Without real images there is nothing to measure the distance with: judge the contact sheet "
                 "by eye.")
            : tr("Run a study of real images with labels to get one."));
    return;
  }
  QString text = tr("<b>Start step %1, σ %2.</b> Its D_B of %3 is within %4 of the lowest (%5 at step %6, σ %7)")
                     .arg(r.point.tStart)
                     .arg(locale.toString(r.point.sigma), locale.toString(r.bhattacharyya, 'f', 5),
                          locale.toString(rule.tolerance), locale.toString(r.lowestBhattacharyya, 'f', 5))
                     .arg(r.lowest.tStart)
                     .arg(locale.toString(r.lowest.sigma));
  if (r.kind == RecommendationKind::Found) {
    text += tr(": from there on the noise hides the difference, and an earlier start keeps more of the sketch.");
    text += std::isnan(r.zncc)
                ? QString()
                : tr(" ZNCC is %1: the cells stay where their labels say.").arg(locale.toString(r.zncc, 'f', 3));
  } else {
    text += std::isnan(r.zncc)
                ? tr(", but ZNCC is undefined, since the sketch or the image is even.")
                : tr(", but ZNCC is only %1: the model may not suit these images, or the labels not the image.")
                      .arg(locale.toString(r.zncc, 'f', 3));
  }
  text_->setText(text);
}

} // namespace cytosketch
