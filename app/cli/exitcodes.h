#pragma once

namespace cytosketch {

/// What scripts can rely on.
inline constexpr int exitOk = 0;
inline constexpr int exitFailure = 1;     ///< a file, its content, memory
inline constexpr int exitUsage = 2;       ///< options or settings
inline constexpr int exitCancelled = 130; ///< Ctrl-C, as shells have it: 128 + SIGINT

} // namespace cytosketch
