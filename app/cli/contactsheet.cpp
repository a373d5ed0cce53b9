#include "app/cli/contactsheet.h"

#include "app/cli/pixelfont.h"
#include "engine/imageio/imagefile.h"

#include <algorithm>
#include <cmath>

namespace cytosketch {
namespace {

constexpr std::int64_t columns = 2; ///< examples a row
constexpr std::int64_t gap = 4;     ///< between the pictures of an example
constexpr std::int64_t margin = 16; ///< around an example
constexpr std::int64_t captionHeight = textHeight + 6;
constexpr std::int64_t exampleWidth = 3 * sheetEdge + 2 * gap;
constexpr std::int64_t rowHeight = captionHeight + sheetEdge + margin;
constexpr std::uint8_t ground = 32;

void place(Image<std::uint8_t>& sheet, std::int64_t y, std::int64_t x, const Image<float>& picture) {
  const Extent& e = picture.extent();
  const std::int64_t width = sheet.extent().x;
  std::uint8_t* pixels = sheet.mutableData();
  for (std::int64_t v = 0; v < e.y; ++v) {
    for (std::int64_t u = 0; u < e.x; ++u) {
      const float grey = std::clamp(picture.at(v, u), 0.0F, 1.0F);
      pixels[(y + v) * width + x + u] = static_cast<std::uint8_t>(std::lround(255.0F * grey));
    }
  }
}

std::int64_t labelled(const std::uint32_t* row, std::int64_t count) {
  return std::count_if(row, row + count, [](std::uint32_t label) { return label != 0; });
}

std::int64_t densestSlice(const Image<std::uint32_t>& labels) {
  const Extent& e = labels.extent();
  std::int64_t best = 0;
  std::int64_t most = -1;
  for (std::int64_t z = 0; z < e.z; ++z) {
    const std::int64_t covered = labelled(labels.data() + labels.offset(0, 0, z, 0, 0), e.y * e.x);
    if (covered > most) {
      most = covered;
      best = z;
    }
  }
  return best;
}

} // namespace

Box densestWindow(const Image<std::uint32_t>& labels, std::int64_t edge) {
  constexpr std::int64_t stride = 16; // fine enough for a picture
  const Extent& e = labels.extent();
  const std::int64_t z = densestSlice(labels);
  const std::int64_t height = std::min(edge, e.y);
  const std::int64_t width = std::min(edge, e.x);
  Box best;
  std::int64_t most = -1;
  for (std::int64_t y = 0; y <= e.y - height; y += stride) {
    for (std::int64_t x = 0; x <= e.x - width; x += stride) {
      std::int64_t covered = 0;
      for (std::int64_t v = y; v < y + height; ++v) {
        covered += labelled(labels.data() + labels.offset(0, 0, z, v, x), width);
      }
      if (covered > most) {
        most = covered;
        best = {z, y, x, z + 1, y + height, x + width};
      }
    }
  }
  return best;
}

SideView densestSide(const Image<std::uint32_t>& labels, const Box& window) {
  SideView best{window.y0, window.x0, window.x1};
  std::int64_t most = -1;
  for (std::int64_t y = window.y0; y < window.y1; ++y) {
    std::int64_t covered = 0;
    for (std::int64_t z = 0; z < labels.extent().z; ++z) {
      covered += labelled(labels.data() + labels.offset(0, 0, z, y, window.x0), window.width());
    }
    if (covered > most) {
      most = covered;
      best.y = y;
    }
  }
  return best;
}

Image<float> sideOf(const Image<float>& image, const SideView& side) {
  const Extent& e = image.extent();
  const double stretch =
      image.spacing().z > 0.0 && image.spacing().x > 0.0 ? image.spacing().z / image.spacing().x : 1.0;
  const auto height = std::clamp<std::int64_t>(std::llround(static_cast<double>(e.z) * stretch), 1, sheetEdge);
  Image<float> section({1, 1, 1, height, side.x1 - side.x0});
  float* pixel = section.mutableData();
  for (std::int64_t row = 0; row < height; ++row) {
    const std::int64_t z = row * e.z / height;
    pixel = std::copy_n(image.data() + image.offset(0, 0, z, side.y, side.x0), side.x1 - side.x0, pixel);
  }
  return section;
}

Image<float> windowOf(const Image<float>& image, const Box& window) {
  Image<float> crop({1, 1, 1, window.height(), window.width()});
  float* pixel = crop.mutableData();
  for (std::int64_t y = window.y0; y < window.y1; ++y) {
    pixel = std::copy_n(image.data() + image.offset(0, 0, window.z0, y, window.x0), window.width(), pixel);
  }
  return crop;
}

void writeContactSheet(const std::vector<SheetExample>& examples, const std::filesystem::path& path) {
  const auto count = static_cast<std::int64_t>(examples.size());
  const std::int64_t rows = (count + columns - 1) / columns;
  const std::int64_t header = margin + textHeight;
  Image<std::uint8_t> sheet({1, 1, 1, header + margin + rows * rowHeight, margin + columns * (exampleWidth + margin)},
                            ground);
  for (std::int64_t column = 0; column < std::min(columns, count); ++column) {
    std::int64_t x = margin + column * (exampleWidth + margin);
    for (const char* title : {"real", "sketch", "generated"}) {
      drawText(sheet, margin / 2 + 2, x, title);
      x += sheetEdge + gap;
    }
  }
  for (std::int64_t i = 0; i < count; ++i) {
    const SheetExample& example = examples[static_cast<std::size_t>(i)];
    const std::int64_t y = header + margin / 2 + i / columns * rowHeight;
    std::int64_t x = margin + i % columns * (exampleWidth + margin);
    drawText(sheet, y, x, example.caption);
    for (const Image<float>* picture : {&example.real, &example.sketch, &example.generated}) {
      place(sheet, y + captionHeight, x, *picture);
      x += sheetEdge + gap;
    }
  }
  writeImage(sheet, path);
}

} // namespace cytosketch
