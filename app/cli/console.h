#pragma once

#include <chrono>
#include <stop_token>
#include <string>

namespace cytosketch {

/// Where a subcommand's words go: results to stdout, progress to stderr. Carries what every subcommand shares.
class Console {
public:
  explicit Console(std::stop_token stop);
  ~Console();
  Console(const Console&) = delete;
  Console& operator=(const Console&) = delete;

  bool json = false;       ///< --json: results as one JSON document
  bool quiet = false;      ///< --quiet: no progress
  std::string commandLine; ///< as typed; for what a file says about its origin

  const std::stop_token& stop() const { return stop_; }
  /// @throws Cancelled if Ctrl-C was pressed.
  void throwIfStopped() const;

  /// A line of results on stdout.
  void print(const std::string& line);
  /// Progress on stderr: on a terminal one line that is redrawn (bar, percentage, stage, time left), elsewhere a plain
  /// line at each tenth. @param etaSeconds negative while not known
  void progress(double fraction, const std::string& stage, double etaSeconds = -1.0);
  /// A line of news on stderr that stays, above the progress line.
  void note(const std::string& line);
  /// Takes the progress line away, so that other text can follow.
  void endProgress();

private:
  std::stop_token stop_;
  bool terminal_;
  bool lineShown_ = false;
  int lastTenth_ = -1;
  std::chrono::steady_clock::time_point lastDrawn_;
};

/// "12 s", "3 min 20 s", "2 h 5 min".
std::string duration(double seconds);
/// A number with a fixed count of decimals; "–" for NaN.
std::string fixed(double value, int decimals);
/// `text` filled with spaces to `width` columns, at its left if `right`.
std::string padded(const std::string& text, std::size_t width, bool right = false);

} // namespace cytosketch
