#pragma once

#include "engine/image/stopwatch.h"
#include "engine/study/latentmap.h"

namespace cytosketch {

/// Fraction and time left of work in stages whose cost is guessed before each has begun and measured from then on.
class StagedProgress {
public:
  StagedProgress(std::array<double, 5> guessedSeconds, std::function<void(const LatentProgress&)> tell)
      : expected_(guessedSeconds), tell_(std::move(tell)) {}

  /// `done` of the stage, ∈ [0,1]. Stages come in order.
  void report(LatentStage stage, double done);

private:
  std::array<double, 5> expected_;
  std::function<void(const LatentProgress&)> tell_;
  std::size_t stage_ = 0;
  double before_ = 0.0; ///< seconds that the finished stages took
  Stopwatch watch_;
};

} // namespace cytosketch
