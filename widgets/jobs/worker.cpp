#include "widgets/jobs/worker.h"

#include "engine/image/error.h"

#include <QPointer>

#include <exception>
#include <utility>

namespace cytosketch {

Worker::Worker(QObject* parent)
    : QObject(parent), stopRunning_(std::nostopstate), thread_([this](const std::stop_token& quit) { work(quit); }) {}

Worker::~Worker() {
  thread_.request_stop();
  stop();
  thread_.join();
}

void Worker::start(Task task) {
  {
    const std::lock_guard lock(mutex_);
    stopRunning_.request_stop();
    waiting_ = std::move(task);
  }
  wake_.notify_one();
}

void Worker::run(std::function<void(const std::stop_token&, const Tell&)> task,
                 std::function<void(const JobError&)> failed) {
  start([this, run = ++run_, task = std::move(task), failed = std::move(failed)](const std::stop_token& stop) {
    const Tell tell = [this, run](Message message) {
      post([this, run, message = std::move(message)] {
        if (run == run_) {
          message();
        }
      });
    };
    try {
      task(stop, tell);
    } catch (const Cancelled&) { // NOLINT(bugprone-empty-catch): who asked for it knows
    } catch (...) {
      tell([failed, error = jobErrorOf(std::current_exception())] { failed(error); });
    }
  });
}

void Worker::abandon() {
  ++run_;
  stop();
}

void Worker::stop() {
  const std::lock_guard lock(mutex_);
  stopRunning_.request_stop();
  waiting_ = nullptr;
}

bool Worker::busy() const {
  const std::lock_guard lock(mutex_);
  return running_ || waiting_;
}

void Worker::post(Message message) {
  bool first = false;
  {
    const std::lock_guard lock(mutex_);
    first = messages_.empty();
    messages_.push_back(std::move(message));
  }
  // The messages cross threads under our own mutex and Qt only carries the wake-up, named as a string, so that no
  // memory of ours is handed over inside a Qt event: Qt's locks are invisible to ThreadSanitizer.
  if (first) {
    QMetaObject::invokeMethod(this, "deliver", Qt::QueuedConnection);
  }
}

void Worker::deliver() {
  std::vector<Message> messages;
  {
    const std::lock_guard lock(mutex_);
    messages.swap(messages_);
  }
  const QPointer<Worker> self(this);
  for (const Message& message : messages) {
    if (!self) {
      return; // a message closed the window that owns this
    }
    message();
  }
}

void Worker::work(const std::stop_token& quit) {
  std::unique_lock lock(mutex_);
  while (true) {
    wake_.wait(lock, quit, [this] { return static_cast<bool>(waiting_); });
    if (quit.stop_requested()) {
      return;
    }
    Task task = std::exchange(waiting_, nullptr);
    stopRunning_ = std::stop_source();
    const std::stop_token stop = stopRunning_.get_token();
    running_ = true;
    lock.unlock();
    task(stop);
    task = nullptr; // what it captured goes here, outside the lock
    lock.lock();
    running_ = false;
  }
}

} // namespace cytosketch
