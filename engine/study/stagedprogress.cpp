#include "engine/study/detail/stagedprogress.h"

#include <algorithm>

namespace cytosketch {

void StagedProgress::report(LatentStage stage, double done) {
  const auto index = static_cast<std::size_t>(stage);
  if (index != stage_) {
    before_ += watch_.seconds();
    stage_ = index;
    watch_.restart();
  }
  const double spent = watch_.seconds();
  if (done > 0.0) {
    expected_[index] = spent / done;
  }
  double left = std::max(0.0, expected_[index] - spent);
  for (std::size_t later = index + 1; later < expected_.size(); ++later) {
    left += expected_[later];
  }
  if (tell_) {
    const double all = before_ + spent + left;
    tell_({stage, all > 0.0 ? (before_ + spent) / all : 0.0, done > 0.0 || index > 0 ? left : -1.0});
  }
}

} // namespace cytosketch
