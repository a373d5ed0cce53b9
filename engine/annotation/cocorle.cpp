#include "engine/annotation/cocorle.h"

#include "engine/image/error.h"

#include <algorithm>

namespace cytosketch {
namespace {

[[noreturn]] void fail(const std::string& what) {
  throw FormatError(what, "segmentation", "Export the annotations again");
}

/// Bits [from, to) of a word; both within 0…64.
std::uint64_t bits(std::int64_t from, std::int64_t to) {
  const std::uint64_t below = to == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << to) - 1;
  return below & ~((std::uint64_t{1} << from) - 1);
}

/// 64 columns of a mask, as rows of bits, which is how a Mask keeps them.
class Strip {
public:
  Strip(std::int64_t height, std::int64_t t, std::int64_t z) : t_(t), z_(z), rows_(static_cast<std::size_t>(height)) {}

  void set(std::int64_t column, std::int64_t y0, std::int64_t y1) {
    const std::uint64_t bit = bits(column % Mask::blockSize, column % Mask::blockSize + 1);
    for (std::int64_t y = y0; y < y1; ++y) {
      rows_[static_cast<std::size_t>(y)] |= bit;
    }
    low_ = std::min(low_, y0);
    high_ = std::max(high_, y1);
  }

  /// Moves what was set into the mask.
  void flush(std::int64_t blockX, Mask& mask) {
    for (std::int64_t blockY = low_ / Mask::blockSize; blockY * Mask::blockSize < high_; ++blockY) {
      Mask::Block block;
      const std::int64_t y0 = blockY * Mask::blockSize;
      const std::int64_t y1 = std::min(y0 + Mask::blockSize, static_cast<std::int64_t>(rows_.size()));
      std::copy(rows_.begin() + y0, rows_.begin() + y1, block.rows.begin());
      std::fill(rows_.begin() + y0, rows_.begin() + y1, 0);
      if (std::any_of(block.rows.begin(), block.rows.end(), [](std::uint64_t row) { return row != 0; })) {
        mask.putBlock({t_, z_, blockY, blockX}, block);
      }
    }
    low_ = static_cast<std::int64_t>(rows_.size());
    high_ = 0;
  }

private:
  std::int64_t t_;
  std::int64_t z_;
  std::vector<std::uint64_t> rows_;
  std::int64_t low_ = static_cast<std::int64_t>(rows_.size());
  std::int64_t high_ = 0;
};

/// One number of the compressed text.
void appendNumber(std::string& text, std::int64_t value) {
  constexpr std::int64_t payload = 0x1F, sign = 0x10, more = 0x20, firstLetter = 48;
  for (bool goesOn = true; goesOn;) {
    std::int64_t letter = value & payload;
    value >>= 5U;
    goesOn = (letter & sign) != 0 ? value != -1 : value != 0;
    letter |= goesOn ? more : 0;
    text += static_cast<char>(letter + firstLetter);
  }
}

} // namespace

RunLengths runLengthsOfText(std::string_view text) {
  constexpr unsigned offset = 48, payload = 5, more = 0x20, sign = 0x10;
  RunLengths runs;
  for (std::size_t i = 0; i < text.size();) {
    std::int64_t value = 0;
    unsigned shift = 0;
    unsigned letter = more;
    while ((letter & more) != 0) {
      if (i == text.size()) {
        fail("the run lengths end within a number");
      }
      letter = static_cast<unsigned char>(text[i++]) - offset;
      if (letter >= 2 * more || shift > 50) {
        fail("the run lengths hold a letter or a number that is none of COCO's");
      }
      value |= static_cast<std::int64_t>(letter & (more - 1)) << shift;
      shift += payload;
    }
    if ((letter & sign) != 0) {
      value -= std::int64_t{1} << shift;
    }
    if (runs.size() > 2) {
      value += static_cast<std::int64_t>(runs[runs.size() - 2]);
    }
    if (value < 0) {
      fail("a run length is negative");
    }
    runs.push_back(static_cast<std::uint64_t>(value));
  }
  return runs;
}

Mask maskOfRunLengths(const RunLengths& runs, std::int64_t height, std::int64_t width, std::int64_t t, std::int64_t z) {
  const auto pixels = static_cast<std::uint64_t>(height) * static_cast<std::uint64_t>(width);
  std::uint64_t total = 0;
  for (const std::uint64_t run : runs) {
    total = run > pixels ? pixels + 1 : total + run;
    if (total > pixels) {
      break;
    }
  }
  if (total != pixels) {
    fail("the run lengths do not make up the " + std::to_string(width) + " x " + std::to_string(height) +
         " pixels that their size says");
  }
  Mask mask;
  Strip strip(height, t, z);
  std::int64_t position = 0;
  std::int64_t blockX = 0;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const std::int64_t end = position + static_cast<std::int64_t>(runs[i]);
    while (i % 2 == 1 && position < end) {
      const std::int64_t column = position / height;
      if (column / Mask::blockSize != blockX) {
        strip.flush(blockX, mask);
        blockX = column / Mask::blockSize;
      }
      const std::int64_t columnEnd = std::min(end, (column + 1) * height);
      strip.set(column, position - column * height, columnEnd - column * height);
      position = columnEnd;
    }
    position = end;
  }
  strip.flush(blockX, mask);
  return mask;
}

RunLengths runLengthsOf(const Mask& mask, std::int64_t t, std::int64_t z, std::int64_t height, std::int64_t width) {
  RunLengths runs{0};
  bool on = false;
  for (std::int64_t x = 0; x < width; ++x) {
    for (std::int64_t y = 0; y < height; ++y) {
      if (mask.test(t, z, y, x) != on) {
        on = !on;
        runs.push_back(0);
      }
      ++runs.back();
    }
  }
  return runs;
}

std::string textOf(const RunLengths& runs) {
  std::string text;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    appendNumber(text, static_cast<std::int64_t>(runs[i]) - (i > 2 ? static_cast<std::int64_t>(runs[i - 2]) : 0));
  }
  return text;
}

} // namespace cytosketch
