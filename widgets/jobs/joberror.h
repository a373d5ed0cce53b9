#pragma once

#include <QString>

#include <exception>

namespace cytosketch {

/// An Error of the engine as the window shows it.
struct JobError {
  QString problem; ///< what went wrong, one sentence
  QString where;   ///< file, field or place; may be empty
  QString remedy;  ///< what to do; may be empty

  bool operator==(const JobError&) const = default;
};

/// The exception as a JobError; foreign exceptions (out of memory, the libraries' own) get a remedy where one is known.
JobError jobErrorOf(const std::exception_ptr& exception);

} // namespace cytosketch
