#include "engine/study/recommendation.h"

#include <array>
#include <cmath>
#include <cstdio>

namespace cytosketch {
namespace {

double fallbackOf(std::string_view key) {
  for (const Parameter& row : studyParameters()) {
    if (row.key == key) {
      return row.fallback;
    }
  }
  return 0.0;
}

bool isEarlier(const StudyRow& a, const StudyRow& b) {
  return a.point.tStart != b.point.tStart ? a.point.tStart < b.point.tStart
                                          : a.forward.bhattacharyya < b.forward.bhattacharyya;
}

std::string number(double value, const char* format) {
  std::array<char, 48> text{};
  std::snprintf(text.data(), text.size(), format, value);
  return text.data();
}

std::string pointText(const GridPoint& point) {
  return "t_start " + std::to_string(point.tStart) + ", sigma " + number(point.sigma, "%g");
}

} // namespace

RecommendationRule::RecommendationRule() : tolerance(fallbackOf("tolerance")), leastZncc(fallbackOf("least-zncc")) {}

Recommendation recommend(std::span<const StudyRow> rows, const RecommendationRule& rule) {
  Recommendation result;
  const StudyRow* lowest = nullptr;
  bool generated = false;
  bool missing = rows.empty();
  for (const StudyRow& row : rows) {
    if (row.pairs == 0) {
      result.kind = RecommendationKind::NoRealImages;
      return result;
    }
    generated = generated || row.images > 0;
    if (!lowest || row.forward.bhattacharyya < lowest->forward.bhattacharyya) {
      lowest = &row;
    }
  }
  for (const StudyRow& row : rows) {
    missing = missing || (generated && row.images == 0);
  }
  if (missing || !lowest) {
    return result;
  }
  const StudyRow* best = nullptr;
  const StudyRow* mostAlike = nullptr;
  for (const StudyRow& row : rows) {
    // Written so that two infinite distances (no common bin anywhere) count as equally near.
    if (!(row.forward.bhattacharyya <= lowest->forward.bhattacharyya + rule.tolerance)) {
      continue;
    }
    if ((!generated || row.backward.zncc >= rule.leastZncc) && (!best || isEarlier(row, *best))) {
      best = &row;
    }
    if (!mostAlike || row.backward.zncc > mostAlike->backward.zncc ||
        (std::isnan(mostAlike->backward.zncc) && !std::isnan(row.backward.zncc))) {
      mostAlike = &row;
    }
  }
  const StudyRow& chosen = best ? *best : *mostAlike;
  result.kind = best ? RecommendationKind::Found : RecommendationKind::ZnccTooLow;
  result.point = chosen.point;
  result.bhattacharyya = chosen.forward.bhattacharyya;
  result.zncc = chosen.backward.zncc;
  result.lowest = lowest->point;
  result.lowestBhattacharyya = lowest->forward.bhattacharyya;
  return result;
}

std::string reasonsOf(const Recommendation& r, const RecommendationRule& rule) {
  if (r.kind == RecommendationKind::NoRealImages) {
    return "Without real images there is nothing to measure the distance with: judge the contact sheet by eye.";
  }
  if (r.kind == RecommendationKind::Unfinished) {
    return "The study is not finished.";
  }
  std::string text = "Recommended: " + pointText(r.point) + ". Its D_B of " + number(r.bhattacharyya, "%.5f") +
                     " is within " + number(rule.tolerance, "%g") + " of the lowest (" +
                     number(r.lowestBhattacharyya, "%.5f") + " at " + pointText(r.lowest) + ")";
  if (r.kind == RecommendationKind::Found) {
    text += ": from there on the noise hides the difference between sketch and real image, and an earlier start step "
            "keeps more of the sketch.";
    if (!std::isnan(r.zncc)) {
      text += " ZNCC is " + number(r.zncc, "%.3f") + ", above the bound of " + number(rule.leastZncc, "%g") +
              ": the cells stay where their labels say.";
    }
    return text;
  }
  return text + ", but no such point reaches a ZNCC of " + number(rule.leastZncc, "%g") +
         (std::isnan(r.zncc) ? ": it is undefined, since the sketch or the image is even."
                             : ": this one comes nearest with " + number(r.zncc, "%.3f") +
                                   ". The model may not suit these images, or the labels not the image.");
}

} // namespace cytosketch
