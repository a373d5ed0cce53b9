#pragma once

#include <QString>
#include <QStringList>

/// Runs what cytosketch-cli does without starting it, which would take half a second of processor time to load its
/// libraries. The zygote is a process of one thread that was split off a test program in which all of that is loaded;
/// for each run it forks a child, which is as a newly started program would be: own memory, no thread, no file open but
/// the standard three, signals as they were at first.
class Zygote {
public:
  /// A run: like what exec and a shell's `<`, `>`, `2>` would be given.
  struct Request {
    QString folder;          ///< to work in
    QStringList environment; ///< all of it, "NAME=value"
    QStringList arguments;   ///< without the program's name
    QString out;             ///< file for what goes to stdout
    QString err;             ///< file for what goes to stderr
  };

  /// To be called first in main, while the process has one thread. The zygote ends with the process.
  static void start();
  /// Waits for the end of the run, 300 s at most. @return the exit code; -1 if a signal ended it
  static int run(const Request& request);
};
