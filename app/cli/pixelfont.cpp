#include "app/cli/pixelfont.h"

#include <array>
#include <cctype>

namespace cytosketch {
namespace {

constexpr std::int64_t dot = 2; ///< pixels a dot

// Five rows of three dots, top row in the highest bits, left dot first.
constexpr std::array<std::uint16_t, 10> digits{
    0b111101101101111, 0b010110010010111, 0b111001111100111, 0b111001111001111, 0b101101111001001,
    0b111100111001111, 0b111100111101111, 0b111001001001001, 0b111101111101111, 0b111101111001111};
constexpr std::array<std::uint16_t, 26> letters{
    0b010101111101101, 0b110101110101110, 0b011100100100011, 0b110101101101110, 0b111100110100111, 0b111100110100100,
    0b011100101101011, 0b101101111101101, 0b111010010010111, 0b001001001101010, 0b101101110101101, 0b100100100100111,
    0b101111111101101, 0b110101101101101, 0b010101101101010, 0b110101110100100, 0b010101101011001, 0b110101110101101,
    0b011100010001110, 0b111010010010010, 0b101101101101011, 0b101101101101010, 0b101101111111101, 0b101101010101101,
    0b101101010010010, 0b111001010100111};

std::uint16_t glyphOf(char c) {
  const auto code = static_cast<unsigned char>(c);
  if (std::isdigit(code) != 0) {
    return digits[static_cast<std::size_t>(c - '0')];
  }
  if (std::isalpha(code) != 0) {
    return letters[static_cast<std::size_t>(std::toupper(code) - 'A')];
  }
  switch (c) {
  case '.':
    return 0b000000000000010;
  case '-':
    return 0b000000111000000;
  case '+':
    return 0b000010111010000;
  case '|':
    return 0b010010010010010;
  default:
    return 0;
  }
}

} // namespace

void drawText(Image<std::uint8_t>& image, std::int64_t y, std::int64_t x, std::string_view text) {
  const Extent e = image.extent();
  std::uint8_t* pixels = image.mutableData();
  for (const char c : text) {
    const std::uint16_t glyph = glyphOf(c);
    for (std::int64_t row = 0; row < 5 * dot; ++row) {
      for (std::int64_t column = 0; column < 3 * dot; ++column) {
        const std::int64_t bit = 14 - (row / dot * 3 + column / dot);
        const std::int64_t py = y + row;
        const std::int64_t px = x + column;
        if (((glyph >> bit) & 1) != 0 && py >= 0 && py < e.y && px >= 0 && px < e.x) {
          pixels[py * e.x + px] = 255;
        }
      }
    }
    x += 4 * dot;
  }
}

} // namespace cytosketch
