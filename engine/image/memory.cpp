#include "engine/image/memory.h"

#include <fstream>
#include <limits>
#include <string>

namespace cytosketch {

std::uint64_t availableMemory() {
  std::ifstream info("/proc/meminfo");
  std::string key;
  std::uint64_t kibibytes = 0;
  while (info >> key >> kibibytes) {
    if (key == "MemAvailable:") {
      return kibibytes * 1024;
    }
    info.ignore(std::numeric_limits<std::streamsize>::max(), '\n');
  }
  return std::numeric_limits<std::uint64_t>::max();
}

} // namespace cytosketch
