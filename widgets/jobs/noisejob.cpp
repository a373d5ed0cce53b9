#include "widgets/jobs/noisejob.h"

#include <exception>
#include <utility>

namespace cytosketch {

NoiseJob::NoiseJob(NoiseFunction make, QObject* parent) : QObject(parent), make_(std::move(make)) {
  debounce_.setSingleShot(true);
  debounce_.setInterval(5);
  connect(&debounce_, &QTimer::timeout, this, &NoiseJob::begin);
}

void NoiseJob::request(const NoiseRequest& request) {
  next_ = request;
  // Not restarted: while a slider is dragged the picture shall follow, not wait for the hand to rest.
  if (!debounce_.isActive()) {
    debounce_.start();
  }
}

void NoiseJob::clear() {
  debounce_.stop();
  next_.reset();
  ++run_;
  worker_.stop();
}

void NoiseJob::begin() {
  if (!next_) {
    return;
  }
  if (worker_.busy()) {
    debounce_.start(); // let the picture under way be shown first, else a steady drag would show none
    return;
  }
  worker_.start([this, run = ++run_, request = *std::exchange(next_, std::nullopt)](const std::stop_token&) {
    try {
      worker_.post([this, run, image = make_(request)] {
        if (run == run_) {
          Q_EMIT ready(image);
        }
      });
    } catch (...) {
      worker_.post([this, run, error = jobErrorOf(std::current_exception())] {
        if (run == run_) {
          Q_EMIT failed(error);
        }
      });
    }
  });
}

} // namespace cytosketch
