#include "widgets/jobs/checkjob.h"

#include "engine/image/error.h"

#include <utility>

namespace cytosketch {

namespace {

constexpr int restMs = 400;

} // namespace

CheckJob::CheckJob(QObject* parent) : QObject(parent), checker_(std::make_shared<SketchChecker>()) {
  rest_.setSingleShot(true);
  rest_.setInterval(restMs);
  connect(&rest_, &QTimer::timeout, this, &CheckJob::begin);
}

void CheckJob::request(std::function<Sketch()> sketch) {
  sketch_ = std::move(sketch);
  ++run_; // what is under way is stale
  rest_.start();
}

void CheckJob::begin() {
  // A check that still runs is stopped and keeps what it knows.
  worker_.start([this, run = run_, sketch = sketch_()](const std::stop_token& stop) {
    try {
      worker_.post([this, run, flaws = std::make_shared<const std::vector<Flaw>>(checker_->check(sketch, stop))] {
        if (run == run_) {
          Q_EMIT ready(flaws);
        }
      });
    } catch (const Cancelled&) { // NOLINT(bugprone-empty-catch): a newer one follows
    }
  });
}

} // namespace cytosketch
