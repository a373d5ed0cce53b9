#pragma once

#include <CLI/CLI.hpp>

namespace cytosketch {

/// Help that fits a terminal: descriptions stand in a column of their own and are wrapped.
class HelpFormat : public CLI::Formatter {
public:
  HelpFormat();
  std::string make_option(const CLI::Option* option, bool isPositional) const override;
};

} // namespace cytosketch
