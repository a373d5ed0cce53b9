// One HeLa nucleus through mitosis in a centred movie (Eschweiler et al. 2024: 90 frames of 96 × 96 pixels).
#include "engine/image/grey.h"
#include "engine/simulation/detail/commonrows.h"
#include "engine/simulation/detail/outline.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace cytosketch {
namespace {

constexpr double pi = std::numbers::pi;

Parameter share(std::string_view key, double fallback, std::string_view label, std::string_view help) {
  return {.key = key,
          .fallback = fallback,
          .minimum = 0.01,
          .maximum = 1,
          .usefulMinimum = 0.05,
          .usefulMaximum = 0.5,
          .step = 0.01,
          .label = label,
          .help = help};
}

std::vector<Parameter> table() {
  std::vector<Parameter> rows{{.key = "frames",
                               .type = ParameterType::Integer,
                               .fallback = 90,
                               .minimum = 8,
                               .maximum = 2000,
                               .usefulMinimum = 20,
                               .usefulMaximum = 200,
                               .label = CYTOSKETCH_TRANSLATE("Frames"),
                               .help = CYTOSKETCH_TRANSLATE("Length of the movie.")}};
  for (const Parameter& row : radiusRows(14, 18, 300)) {
    rows.push_back(row);
  }
  rows.push_back(share("interphase", 0.25, CYTOSKETCH_TRANSLATE("Interphase"),
                       CYTOSKETCH_TRANSLATE("Share of the movie before the division begins.")));
  rows.push_back(share("prophase", 0.15, CYTOSKETCH_TRANSLATE("Prophase"),
                       CYTOSKETCH_TRANSLATE("Share of the movie in which the nucleus condenses and brightens.")));
  rows.push_back(share("metaphase", 0.15, CYTOSKETCH_TRANSLATE("Metaphase"),
                       CYTOSKETCH_TRANSLATE("Share of the movie in which it is a bright plate.")));
  rows.push_back(share("anaphase", 0.12, CYTOSKETCH_TRANSLATE("Anaphase"),
                       CYTOSKETCH_TRANSLATE("Share of the movie in which two plates part; the rest shows two "
                                            "daughters.")));
  rows.push_back({.key = "timing",
                  .fallback = 0.2,
                  .minimum = 0,
                  .maximum = 0.9,
                  .usefulMinimum = 0,
                  .usefulMaximum = 0.5,
                  .step = 0.05,
                  .label = CYTOSKETCH_TRANSLATE("Spread of the timing"),
                  .help = CYTOSKETCH_TRANSLATE("Each phase is longer or shorter by up to this share.")});
  rows.push_back({.key = "irregularity",
                  .fallback = 0.05,
                  .minimum = 0,
                  .maximum = 0.3,
                  .usefulMinimum = 0,
                  .usefulMaximum = 0.15,
                  .step = 0.01,
                  .label = CYTOSKETCH_TRANSLATE("Irregularity"),
                  .help = CYTOSKETCH_TRANSLATE("How far outlines stray from an ellipse, as a share of the radius.")});
  return withCommonRows(
      std::move(rows),
      {.sizeX = 96, .sizeY = 96, .spacingXy = 0.645, .brightnessMinimum = 0.35, .brightnessMaximum = 0.55});
}

/// What a nucleus looks like, as shares of the mother's radius; `light` goes from interphase (0) to metaphase (1).
struct Look {
  double across; ///< semi-axis along the plate
  double thick;  ///< semi-axis along the spindle
  double apart;  ///< distance from the middle along the spindle
  double light;
};

constexpr Look interphase{1.0, 0.85, 0.0, 0.0};
constexpr Look condensed{0.85, 0.75, 0.0, 0.6};
constexpr Look plate{0.95, 0.32, 0.0, 1.0};
constexpr Look parting{0.85, 0.26, 0.3, 1.0};
constexpr Look parted{0.75, 0.3, 1.0, 0.9};
constexpr Look daughter{0.75, 0.62, 1.35, 0.1};

Look between(const Look& a, const Look& b, double share) {
  const double s = std::clamp(share, 0.0, 1.0);
  const double smooth = s * s * (3.0 - 2.0 * s);
  const auto mix = [&](double from, double to) { return from + (to - from) * smooth; };
  return {mix(a.across, b.across), mix(a.thick, b.thick), mix(a.apart, b.apart), mix(a.light, b.light)};
}

/// The frames at which prophase, metaphase, anaphase and telophase begin.
std::array<double, 4> timesOf(const Task& task, double frames) {
  const Values& v = task.values;
  Draws draws = task.draws(Purpose::Growth);
  const double spread = v.real("timing");
  std::array<double, 4> lengths{};
  double sum = 0.0;
  const std::array<const char*, 4> names{"interphase", "prophase", "metaphase", "anaphase"};
  for (std::size_t i = 0; i < 4; ++i) {
    lengths[i] = v.real(names[i]) * draws.uniform({1.0 - spread, 1.0 + spread});
    sum += lengths[i];
  }
  const double fit = sum > 0.9 ? 0.9 / sum : 1.0; // at least a tenth is left for the daughters
  std::array<double, 4> begins{};
  double at = 0.0;
  for (std::size_t i = 0; i < 4; ++i) {
    at += lengths[i] * fit * frames;
    begins[i] = at;
  }
  return begins;
}

Look lookAt(double frame, const std::array<double, 4>& begin, double frames) {
  if (frame < begin[0]) {
    return interphase;
  }
  if (frame < begin[1]) {
    return between(interphase, condensed, (frame - begin[0]) / (begin[1] - begin[0]));
  }
  if (frame < begin[2]) { // the plate forms in the first half of metaphase
    return between(condensed, plate, 2.0 * (frame - begin[1]) / (begin[2] - begin[1]));
  }
  if (frame < begin[3]) {
    return between(parting, parted, (frame - begin[2]) / (begin[3] - begin[2]));
  }
  return between(parted, daughter, (frame - begin[3]) / std::max(1.0, 0.7 * (frames - begin[3])));
}

/// One movie: the mother in the frames before `split`, the daughters after it.
class Movie {
public:
  Movie(const Task& task, const Extent& extent) : extent_(extent) {
    Draws draws = task.draws(Purpose::Shape);
    radius_ = draws.uniform(task.values.range("radius"));
    angle_ = draws.uniform({0.0, 2.0 * pi});
    drift_ = draws.uniform({-pi / 12.0, pi / 12.0});
    dim_ = greyOfCell(task, 0);
    for (std::uint64_t i = 0; i < 3; ++i) {
      circles_.emplace_back(task.values.real("irregularity"), task.draws(Purpose::Deformation, i));
    }
    begin_ = timesOf(task, static_cast<double>(extent.t));
  }

  bool isSplit(std::int64_t t) const { return static_cast<double>(t) >= begin_[2]; }

  /// Adds frame t to the cell on one side of the middle (−1, 1; 0 for the mother).
  void addFrame(Cell& cell, std::int64_t t, int side) const {
    const Look look = lookAt(static_cast<double>(t), begin_, static_cast<double>(extent_.t));
    const double angle = angle_ + drift_ * static_cast<double>(t) / static_cast<double>(extent_.t);
    const double away = side * look.apart * radius_;
    const double y = 0.5 * static_cast<double>(extent_.y - 1) + away * std::cos(angle);
    const double x = 0.5 * static_cast<double>(extent_.x - 1) - away * std::sin(angle);
    cell.mask.unite(polygonMask(t, 0,
                                bumpyOutline(circles_[static_cast<std::size_t>(side + 1)], y, x, look.thick * radius_,
                                             look.across * radius_, angle)));
    cell.grey[static_cast<std::size_t>(t)] = dim_ + static_cast<float>(look.light) * (1.0F - dim_);
  }

  float dim() const { return dim_; }

private:
  Extent extent_;
  double radius_, angle_, drift_;
  float dim_;
  std::vector<BumpyCircle> circles_;
  std::array<double, 4> begin_{};
};

Simulation run(const Task& task) {
  Sketch sketch = emptySketch(task, 1, task.values.whole("frames"));
  const Extent& e = sketch.extent();
  const Movie movie(task, e);
  std::array<Cell, 3> cells; // mother and daughters
  for (std::size_t i = 0; i < cells.size(); ++i) {
    cells[i].id = static_cast<CellId>(i + 1);
    cells[i].parent = i == 0 ? 0 : 1;
    cells[i].grey.assign(static_cast<std::size_t>(e.t), movie.dim());
  }
  for (std::int64_t t = 0; t < e.t; ++t) {
    task.at(static_cast<double>(t + 1) / static_cast<double>(e.t));
    if (movie.isSplit(t)) {
      movie.addFrame(cells[1], t, -1);
      movie.addFrame(cells[2], t, 1);
      cells[2].mask.subtract(cells[1].mask);
    } else {
      movie.addFrame(cells[0], t, 0);
    }
  }
  for (Cell& cell : cells) {
    sketch.put(std::move(cell));
  }
  return {sketch, 1, 1};
}

} // namespace

Simulator helaMitosis() {
  static const std::vector<Parameter> rows = table();
  return {{.name = "hela-mitosis",
           .label = CYTOSKETCH_TRANSLATE("HeLa: one nucleus divides, 2D and time"),
           .help = CYTOSKETCH_TRANSLATE("A centred nucleus through prophase, metaphase and anaphase to two daughters."),
           .parameters = rows},
          run};
}

} // namespace cytosketch
