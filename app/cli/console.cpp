#include "app/cli/console.h"

#include "engine/image/error.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <iostream>

#include <sys/ioctl.h>
#include <unistd.h>

namespace cytosketch {
namespace {

constexpr int barWidth = 24;
constexpr std::chrono::milliseconds redrawInterval{100};

std::size_t terminalWidth() {
  winsize size{};
  return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

/// Columns that UTF-8 text takes: bytes that do not continue a character.
std::size_t columns(const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

} // namespace

Console::Console(std::stop_token stop) : stop_(std::move(stop)), terminal_(::isatty(STDERR_FILENO) == 1) {}

Console::~Console() {
  endProgress();
}

void Console::throwIfStopped() const {
  if (stop_.stop_requested()) {
    throw Cancelled();
  }
}

void Console::print(const std::string& line) {
  endProgress();
  std::cout << line << '\n';
}

void Console::progress(double fraction, const std::string& stage, double etaSeconds) {
  if (quiet) {
    return;
  }
  fraction = std::clamp(fraction, 0.0, 1.0);
  std::string text = std::to_string(static_cast<int>(100.0 * fraction)) + " %  " + stage;
  if (etaSeconds >= 0.0) {
    text += "  " + duration(etaSeconds) + " left";
  }
  if (!terminal_) {
    const int tenth = static_cast<int>(10.0 * fraction);
    if (tenth > lastTenth_) {
      lastTenth_ = tenth;
      std::cerr << text << '\n';
    }
    return;
  }
  const auto now = std::chrono::steady_clock::now();
  if (lineShown_ && now - lastDrawn_ < redrawInterval && fraction < 1.0) {
    return;
  }
  lastDrawn_ = now;
  lineShown_ = true;
  const int filled = static_cast<int>(std::lround(barWidth * fraction));
  std::string bar;
  for (int i = 0; i < barWidth; ++i) {
    bar += i < filled ? "█" : "░";
  }
  // A line that wraps could not be redrawn with a carriage return.
  const std::size_t room = terminalWidth() - 1;
  const std::string line = barWidth + 1 + columns(text) <= room ? bar + " " + text : text.substr(0, room);
  std::cerr << '\r' << line << "\x1b[K" << std::flush;
}

void Console::note(const std::string& line) {
  if (!quiet) {
    const int tenth = lastTenth_;
    endProgress();
    lastTenth_ = tenth;
    std::cerr << line << std::endl;
  }
}

void Console::endProgress() {
  if (lineShown_) {
    std::cerr << "\r\x1b[K" << std::flush;
    lineShown_ = false;
  }
  lastTenth_ = -1;
}

std::string duration(double seconds) {
  const auto total = static_cast<long>(std::lround(std::max(0.0, seconds)));
  if (total < 60) {
    return std::to_string(total) + " s";
  }
  if (total < 3600) {
    return std::to_string(total / 60) + " min " + std::to_string(total % 60) + " s";
  }
  return std::to_string(total / 3600) + " h " + std::to_string(total % 3600 / 60) + " min";
}

std::string fixed(double value, int decimals) {
  if (std::isnan(value)) {
    return "–";
  }
  char text[64];
  std::snprintf(text, sizeof text, "%.*f", decimals, value);
  return text;
}

std::string padded(const std::string& text, std::size_t width, bool right) {
  const std::size_t taken = columns(text);
  const std::string space(taken < width ? width - taken : 0, ' ');
  return right ? space + text : text + space;
}

} // namespace cytosketch
