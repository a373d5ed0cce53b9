#pragma once

#include <csignal>
#include <stop_token>
#include <thread>

namespace cytosketch {

/// Turns Ctrl-C (SIGINT) and SIGTERM into a stop request: work ends cleanly at the next network layer or file. A second
/// one ends the process at once. To be made first in main, before any other thread, which then inherit the blocked
/// signals. Also makes a file-size limit an ordinary write error instead of a fatal signal.
class Interrupt {
public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  std::stop_token token() const { return stop_.get_token(); }

private:
  void wait();

  std::stop_source stop_;
  sigset_t signals_{};
  std::thread waiter_;
};

} // namespace cytosketch
