#include "engine/diffusion/detail/runtime.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>

#include <algorithm>
#include <cstdlib>
#include <mutex>
#include <thread>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace cytosketch {

void prepareTensorRuntime() {
  static std::once_flag once;
  std::call_once(once, [] {
#ifdef __GLIBC__
    constexpr int keepUpTo = 1 << 30;
    mallopt(M_MMAP_THRESHOLD, keepUpTo);
    mallopt(M_TRIM_THRESHOLD, keepUpTo);
#endif
    at::globalContext().setFlushDenormal(true);
  });
  // Threads are counted per calling thread under OpenMP; OMP_NUM_THREADS is respected.
  if (std::getenv("OMP_NUM_THREADS") == nullptr) {
    at::set_num_threads(static_cast<int>(std::max(1U, std::thread::hardware_concurrency())));
  }
}

bool processorHasBf16() {
#if defined(__x86_64__)
  return __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq");
#else
  return true;
#endif
}

void releaseFreedMemory() {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}

} // namespace cytosketch
