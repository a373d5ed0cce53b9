#include "engine/simulation/detail/outline.h"

#include <itkBSplineTransform.h>

#include <cmath>
#include <numbers>

namespace cytosketch {

BumpyCircle::BumpyCircle(double irregularity, Draws draws) {
  constexpr int highest = 12;
  double sum = 0.0; // the mean square over the circle is Σ (a² + b²)/2
  for (int k = 2; k <= highest; ++k) {
    sum += std::pow(k, -3.0);
  }
  for (int k = 2; k <= highest; ++k) {
    const double deviation = irregularity * std::sqrt(std::pow(k, -3.0) / sum);
    cosines_.push_back(deviation * draws.normal());
    sines_.push_back(deviation * draws.normal());
  }
}

double BumpyCircle::towards(double angle) const {
  double radius = 1.0;
  for (std::size_t i = 0; i < cosines_.size(); ++i) {
    const double k = static_cast<double>(i) + 2.0;
    radius += cosines_[i] * std::cos(k * angle) + sines_[i] * std::sin(k * angle);
  }
  return std::clamp(radius, 0.3, 2.0);
}

Outline bumpyOutline(const BumpyCircle& circle, double y, double x, double radiusY, double radiusX, double angle) {
  Outline outline = ellipseOutline(y, x, radiusY, radiusX, angle);
  for (std::size_t i = 0; i < outline.size(); ++i) {
    const double at = 2.0 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(outline.size());
    const double radius = circle.towards(at);
    outline[i] = {y + radius * (outline[i].first - y), x + radius * (outline[i].second - x)};
  }
  return outline;
}

Outline ellipseOutline(double y, double x, double radiusY, double radiusX, double angle) {
  const double longest = std::max(radiusY, radiusX);
  const auto count = static_cast<std::size_t>(std::max(24.0, std::ceil(2.0 * std::numbers::pi * longest)));
  Outline outline(count);
  for (std::size_t i = 0; i < count; ++i) {
    const double at = 2.0 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(count);
    const double u = radiusX * std::cos(at);
    const double v = radiusY * std::sin(at);
    outline[i] = {y + std::sin(angle) * u + std::cos(angle) * v, x + std::cos(angle) * u - std::sin(angle) * v};
  }
  return outline;
}

void deform(Outline& outline, double y, double x, double patch, double amplitude, Draws draws) {
  if (amplitude <= 0.0) {
    return;
  }
  using Spline = itk::BSplineTransform<double, 2, 3>;
  const auto spline = Spline::New();
  Spline::OriginType origin;
  origin[0] = x - 0.5 * patch;
  origin[1] = y - 0.5 * patch;
  spline->SetTransformDomainOrigin(origin);
  spline->SetTransformDomainPhysicalDimensions(Spline::PhysicalDimensionsType(patch));
  spline->SetTransformDomainMeshSize(Spline::MeshSizeType::Filled(2));
  Spline::ParametersType displacements(spline->GetNumberOfParameters());
  for (double& displacement : displacements) {
    displacement = draws.uniform({-amplitude, amplitude});
  }
  spline->SetParametersByValue(displacements);
  for (auto& [vertexY, vertexX] : outline) {
    Spline::InputPointType vertex;
    vertex[0] = vertexX;
    vertex[1] = vertexY;
    const Spline::OutputPointType moved = spline->TransformPoint(vertex);
    vertexY = moved[1];
    vertexX = moved[0];
  }
}

} // namespace cytosketch
