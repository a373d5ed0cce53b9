#pragma once

#include <fstream>

#include <sys/resource.h>
#include <unistd.h>

namespace cytosketch {

/// Sets a limit of the process as long as this lives.
class ProcessLimit {
public:
  ProcessLimit(__rlimit_resource resource, rlim_t value) : resource_(resource) {
    ::getrlimit(resource_, &before_);
    rlimit limited = before_;
    limited.rlim_cur = value;
    ::setrlimit(resource_, &limited);
  }
  ~ProcessLimit() { ::setrlimit(resource_, &before_); }
  ProcessLimit(const ProcessLimit&) = delete;
  ProcessLimit& operator=(const ProcessLimit&) = delete;

private:
  __rlimit_resource resource_;
  rlimit before_{};
};

/// Lets the process have at most `bytes` more memory than it has now.
class MemoryLimit {
public:
  explicit MemoryLimit(rlim_t bytes) : limit_(RLIMIT_AS, used() + bytes) {}

private:
  static rlim_t used() {
    std::ifstream sizes("/proc/self/statm");
    rlim_t pages = 0;
    sizes >> pages;
    return pages * static_cast<rlim_t>(::sysconf(_SC_PAGESIZE));
  }
  ProcessLimit limit_;
};

} // namespace cytosketch
