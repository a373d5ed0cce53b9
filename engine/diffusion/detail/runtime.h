#pragma once

#include "engine/image/error.h"

#include <c10/util/Exception.h>

#include <new>
#include <string>
#include <string_view>

namespace cytosketch {

/// Prepares the calling thread and the process for heavy tensor work; cheap when repeated. Freed memory stays with the
/// process (the activations of the next layer take it up again, instead of the system clearing fresh pages for each),
/// denormals are flushed to zero, and as many threads as processors are used.
void prepareTensorRuntime();

/// True if the processor has the instructions without which oneDNN would emulate, or refuse, bf16.
bool processorHasBf16();

/// Gives the freed memory back to the system, after a run.
void releaseFreedMemory();

/// Prepares the runtime, runs heavy tensor work and gives memory back however it ends. The tensor library's exceptions
/// become ours. @throws MemoryError, Error, and whatever of ours `work` throws
template <typename Work>
auto runTensorWork(const std::string& where, const Work& work) {
  const struct MemoryGuard {
    ~MemoryGuard() { releaseFreedMemory(); }
  } guard;
  const auto outOfMemory = [&where] {
    return MemoryError("the work does not fit into memory", where, "Choose a smaller image, tile, patch or batch");
  };
  prepareTensorRuntime();
  try {
    return work();
  } catch (const std::bad_alloc&) {
    throw outOfMemory();
  } catch (const c10::Error& error) {
    const std::string text = error.what_without_backtrace();
    if (text.find("not enough memory") != std::string::npos || text.find("out of memory") != std::string::npos) {
      throw outOfMemory();
    }
    throw Error("the tensor library failed: " + text.substr(0, text.find('\n')), where,
                "Try another precision, device or tile");
  }
}

} // namespace cytosketch
