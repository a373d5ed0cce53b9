#pragma once

#include <stdexcept>
#include <string>
#include <utility>

namespace cytosketch {

/// Base of every error that leaves the engine. An error always says what went wrong, where, and what to do about it,
/// so that the application can show one message (or one line on stderr) without adding words of its own.
class Error : public std::runtime_error {
public:
  /// @param what   what went wrong, one sentence without a full stop
  /// @param where  the file, field or place concerned (may be empty)
  /// @param remedy what the person can do, one sentence (may be empty)
  Error(const std::string& what, std::string where, std::string remedy)
      : std::runtime_error(compose(what, where, remedy)),
        what_(what),
        where_(std::move(where)),
        remedy_(std::move(remedy)) {}

  const std::string& problem() const noexcept { return what_; }
  const std::string& where() const noexcept { return where_; }
  const std::string& remedy() const noexcept { return remedy_; }

private:
  static std::string compose(const std::string& what, const std::string& where, const std::string& remedy) {
    std::string text = where.empty() ? what : where + ": " + what;
    return remedy.empty() ? text : text + ". " + remedy;
  }
  std::string what_;
  std::string where_;
  std::string remedy_;
};

/// A file cannot be read, or cannot be written (missing, no permission, disk full).
class FileError : public Error {
public:
  using Error::Error;
};

/// A file was read but its content is not what it should be (truncated, foreign, hostile).
class FormatError : public Error {
public:
  using Error::Error;
};

/// A setting or argument is out of its range or does not fit the others.
class SettingsError : public Error {
public:
  using Error::Error;
};

/// The work does not fit into memory.
class MemoryError : public Error {
public:
  using Error::Error;
};

/// Not a failure: the caller asked to stop through its std::stop_token.
class Cancelled : public Error {
public:
  Cancelled() : Error("cancelled", "", "") {}
};

} // namespace cytosketch
