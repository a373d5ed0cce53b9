#include "app/cli/helpformat.h"

#include "app/cli/console.h"

#include <sstream>

namespace cytosketch {
namespace {

constexpr std::size_t nameColumns = 26;
constexpr std::size_t textColumns = 74;

} // namespace

HelpFormat::HelpFormat() {
  column_width(nameColumns);
}

std::string HelpFormat::make_option(const CLI::Option* option, bool isPositional) const {
  const std::string name = "  " + make_option_name(option, isPositional) + make_option_opts(option);
  std::string text;
  std::string line = padded(name, nameColumns);
  if (name.size() + 1 > nameColumns) {
    text = name + "\n";
    line = std::string(nameColumns, ' ');
  }
  std::istringstream words(make_option_desc(option));
  std::string word;
  while (words >> word) {
    if (line.size() > nameColumns && line.size() + 1 + word.size() > nameColumns + textColumns) {
      text += line + "\n";
      line = std::string(nameColumns, ' ');
    }
    line += (line.size() > nameColumns ? " " : "") + word;
  }
  return text + line + "\n";
}

} // namespace cytosketch
