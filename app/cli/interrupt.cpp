#include "app/cli/interrupt.h"

#include "app/cli/exitcodes.h"

#include <pthread.h>
#include <unistd.h>

namespace cytosketch {

Interrupt::Interrupt() {
  std::signal(SIGXFSZ, SIG_IGN);
  sigemptyset(&signals_);
  sigaddset(&signals_, SIGINT);
  sigaddset(&signals_, SIGTERM);
  sigaddset(&signals_, SIGUSR1); // sent by the destructor alone, to end the waiting
  pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
  waiter_ = std::thread([this] { wait(); });
}

Interrupt::~Interrupt() {
  pthread_kill(waiter_.native_handle(), SIGUSR1);
  waiter_.join();
}

void Interrupt::wait() {
  int signal = 0;
  while (sigwait(&signals_, &signal) == 0 && signal != SIGUSR1) {
    if (stop_.stop_requested()) {
      ::_exit(exitCancelled);
    }
    stop_.request_stop();
  }
}

} // namespace cytosketch
