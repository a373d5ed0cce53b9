#pragma once

#include <QString>
#include <QStringList>

#include <optional>

#include <sys/types.h>

/// Runs what a program of ours does without starting it, which would take half a second of processor time to load
/// LibTorch. The zygote is a process of one thread that was split off a test program in which all of that is loaded;
/// for each run it forks a child, which is as a newly started program would be: own memory, no thread, no file open but
/// the standard three, signals as they were at first. One run at a time.
class Zygote {
public:
  /// What the program does, with arguments and exit code as of main.
  using Work = int (*)(int argc, char** argv);
  /// A run: what exec and a shell's `>` and `2>` would be given.
  struct Request {
    QString folder;          ///< to work in
    QStringList environment; ///< all of it, "NAME=value"
    QStringList arguments;   ///< the program's name first
    QString out;             ///< file for what goes to stdout; empty: the test's own
    QString err;             ///< file for what goes to stderr; empty: the test's own
  };

  /// To be called first in main, while the process has one thread. The zygote ends with the process.
  static void start(Work work);
  /// Begins a run. @return its process, which can be sent signals until end() has told of its end
  static pid_t begin(const Request& request);
  /// Waits for the end of the run, which is ended by force after 300 s.
  /// @return the exit code, -1 if a signal ended it; nothing if it has not ended in that time (-1: wait for ever)
  static std::optional<int> end(int milliseconds = -1);
};
