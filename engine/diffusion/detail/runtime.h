#pragma once

namespace cytosketch {

/// Prepares the calling thread and the process for heavy tensor work; cheap when repeated. Freed memory stays with the
/// process (the activations of the next layer take it up again, instead of the system clearing fresh pages for each),
/// denormals are flushed to zero, and as many threads as processors are used.
void prepareTensorRuntime();

/// Gives the freed memory back to the system, after a run.
void releaseFreedMemory();

} // namespace cytosketch
