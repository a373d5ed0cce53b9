#include "engine/sketch/illuminationmap.h"

#include "engine/image/error.h"

#include <algorithm>

namespace cytosketch {
namespace {

constexpr std::int64_t longestStep = std::int64_t{1} << 24;
constexpr std::int64_t nodesAlong = 128;
constexpr std::int64_t finestStep = 4;

/// The two nodes around a voxel on one axis, and how far it lies towards the second.
struct Between {
  std::int64_t first, second;
  double share;

  Between(std::int64_t voxel, std::int64_t step, std::int64_t nodes) {
    const std::int64_t inside = std::clamp<std::int64_t>(voxel, 0, (nodes - 1) * step);
    first = inside / step;
    second = std::min(first + 1, nodes - 1);
    share = static_cast<double>(inside % step) / static_cast<double>(step);
  }
};

} // namespace

IlluminationMap::IlluminationMap(std::int64_t step, std::int64_t rows, std::int64_t columns, std::vector<float> values)
    : step_(step), rows_(rows), columns_(columns) {
  const bool shaped = step > 0 && step <= longestStep && rows > 0 && columns > 0 && rows <= mostNodes &&
                      columns <= mostNodes / rows && static_cast<std::int64_t>(values.size()) == rows * columns;
  if (!shaped) {
    throw SettingsError("the painted illumination has a wrong step or shape", "shading", "Paint it anew");
  }
  if (!std::all_of(values.begin(), values.end(), [](float v) { return v >= -1.0F && v <= 1.0F; })) {
    throw SettingsError("a value of the painted illumination is outside -1…1", "shading", "Paint it anew");
  }
  values_ = std::make_shared<std::vector<float>>(std::move(values));
}

IlluminationMap IlluminationMap::over(const Extent& extent) {
  const std::int64_t step = std::max(finestStep, (std::max(extent.y, extent.x) + nodesAlong - 1) / nodesAlong);
  const auto nodes = [step](std::int64_t length) { return (length - 1 + step - 1) / step + 1; };
  const std::int64_t rows = nodes(extent.y);
  const std::int64_t columns = nodes(extent.x);
  return {step, rows, columns, std::vector<float>(static_cast<std::size_t>(rows * columns), 0.0F)};
}

const std::vector<float>& IlluminationMap::values() const {
  static const std::vector<float> none;
  return values_ ? *values_ : none;
}

void IlluminationMap::setNode(std::int64_t row, std::int64_t column, float value) {
  if (values_.use_count() > 1) {
    values_ = std::make_shared<std::vector<float>>(*values_);
  }
  (*values_)[place(row, column)] = value;
}

double IlluminationMap::at(std::int64_t y, std::int64_t x) const {
  if (empty()) {
    return 0.0;
  }
  const Between down(y, step_, rows_);
  const Between right(x, step_, columns_);
  const auto along = [&](std::int64_t row) {
    const double left = node(row, right.first);
    return left + (node(row, right.second) - left) * right.share;
  };
  const double upper = along(down.first);
  return upper + (along(down.second) - upper) * down.share;
}

Box IlluminationMap::difference(const IlluminationMap& a, const IlluminationMap& b, const Extent& extent) {
  if (a.step_ != b.step_ || a.rows_ != b.rows_ || a.columns_ != b.columns_) {
    return Box::whole(extent);
  }
  if (a.values_ == b.values_) {
    return {};
  }
  std::int64_t row0 = a.rows_, row1 = -1, column0 = a.columns_, column1 = -1;
  for (std::int64_t row = 0; row < a.rows_; ++row) {
    for (std::int64_t column = 0; column < a.columns_; ++column) {
      if (a.node(row, column) != b.node(row, column)) {
        row0 = std::min(row0, row);
        row1 = std::max(row1, row);
        column0 = std::min(column0, column);
        column1 = std::max(column1, column);
      }
    }
  }
  if (row1 < 0) {
    return {};
  }
  // A node reaches as far as its neighbours, the outermost ones to the edge.
  const auto from = [&](std::int64_t node) { return node == 0 ? 0 : (node - 1) * a.step_ + 1; };
  const auto to = [&](std::int64_t node, std::int64_t nodes, std::int64_t edge) {
    return node == nodes - 1 ? edge : std::min((node + 1) * a.step_, edge);
  };
  return {0, from(row0), from(column0), extent.z, to(row1, a.rows_, extent.y), to(column1, a.columns_, extent.x)};
}

bool IlluminationMap::operator==(const IlluminationMap& other) const {
  return step_ == other.step_ && rows_ == other.rows_ && columns_ == other.columns_ &&
         (values_ == other.values_ || values() == other.values());
}

} // namespace cytosketch
