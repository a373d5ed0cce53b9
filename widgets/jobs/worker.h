#pragma once

#include "widgets/jobs/joberror.h"

#include <QObject>

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

namespace cytosketch {

/// One background thread that works off one task at a time, the latest one: a new task asks the running one to stop and
/// replaces one that waits. What a task wants to tell comes back as closures that run on the thread of this object, so
/// tasks touch no widget. The destructor asks the running task to stop and waits for it.
class Worker : public QObject {
  Q_OBJECT
public:
  /// Runs on the background thread. It must answer the stop token soon and must not throw.
  using Task = std::function<void(std::stop_token)>;
  using Message = std::function<void()>;
  /// Runs a message on the thread of this object, unless the run that tells it is over.
  using Tell = std::function<void(Message)>;

  explicit Worker(QObject* parent = nullptr);
  ~Worker() override;

  /// Asks the running task to stop, drops a waiting one, and runs `task` as soon as the thread is free.
  void start(Task task);
  /// The same for a task that may throw and whose news is worth something only while it is the latest: after the next
  /// run() or abandon() nothing that it tells arrives. Cancelled is silence; any other exception is told to `failed`.
  void run(std::function<void(const std::stop_token&, const Tell&)> task, std::function<void(const JobError&)> failed);
  /// stop(), and the end of the run.
  void abandon();
  /// Asks the running task to stop and drops a waiting one; returns at once.
  void stop();
  /// True while a task runs or waits, also one that was asked to stop.
  bool busy() const;
  /// From a task: runs `message` on the thread of this object, in order. Messages still waiting when this object goes
  /// are dropped.
  void post(Message message);

private:
  /// Runs the messages that have come in. Called by name: see post().
  Q_INVOKABLE void deliver();
  void work(const std::stop_token& quit);

  mutable std::mutex mutex_;
  std::condition_variable_any wake_;
  Task waiting_;
  std::stop_source stopRunning_;
  bool running_ = false;
  std::vector<Message> messages_;
  std::uint64_t run_ = 0; ///< number of the latest run; used on the thread of this object only
  std::jthread thread_;   // last: it uses all of the above
};

} // namespace cytosketch
