#include "widgets/volumeview/cellsurface.h"

#include <vtkFloatArray.h>
#include <vtkFlyingEdges3D.h>
#include <vtkImageData.h>
#include <vtkImageGaussianSmooth.h>
#include <vtkNew.h>
#include <vtkPointData.h>
#include <vtkPolyDataNormals.h>
#include <vtkWindowedSincPolyDataFilter.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace cytosketch {

namespace {

constexpr int smoothingRounds = 10;
constexpr double passBand = 0.1;
constexpr std::int64_t margin = 2;     // empty blocks around the cell: what smoothing reaches into
constexpr double smoothingSigma = 0.7; // blocks; rounds the steps between thick slices

/// Voxels per step along an axis, such that there are not too many steps.
std::int64_t stepOf(std::int64_t length, std::int64_t edge) {
  return std::max<std::int64_t>(1, (length + edge - 1) / edge);
}

/// How full each block of voxels is, 0…1, with empty blocks around so that the surface closes.
class Occupancy {
public:
  Occupancy(const Box& box, std::int64_t edge)
      : box_(box),
        step_{stepOf(box.width(), edge), stepOf(box.height(), edge), stepOf(box.depth(), edge)},
        size_{blocks(box.width(), step_[0]), blocks(box.height(), step_[1]), blocks(box.depth(), step_[2])} {
    image->SetDimensions(int(size_[0]), int(size_[1]), int(size_[2]));
    image->AllocateScalars(VTK_FLOAT, 1);
    auto* const values = static_cast<float*>(image->GetScalarPointer());
    std::fill_n(values, size_[0] * size_[1] * size_[2], 0.0F);
  }

  void add(const Mask& mask, std::int64_t t) {
    auto* const values = static_cast<float*>(image->GetScalarPointer());
    const float share = 1.0F / float(step_[0] * step_[1] * step_[2]);
    for (std::int64_t z = box_.z0; z < box_.z1; ++z) {
      mask.forEachSpan(t, z, box_, [&](std::int64_t y, std::int64_t x0, std::int64_t x1) {
        float* const row =
            values + (((z - box_.z0) / step_[2] + margin) * size_[1] + (y - box_.y0) / step_[1] + margin) * size_[0];
        for (std::int64_t x = x0; x < x1; ++x) {
          row[(x - box_.x0) / step_[0] + margin] += share;
        }
      });
    }
  }

  void place(const Spacing& spacing) {
    const std::array voxel{spacing.x, spacing.y, spacing.z};
    const std::array corner{double(box_.x0), double(box_.y0), double(box_.z0)};
    std::array<double, 3> origin{};
    std::array<double, 3> edge{};
    for (std::size_t i = 0; i < 3; ++i) {
      edge[i] = voxel[i] * double(step_[i]);
      // The first block behind the margin covers the voxels corner … corner + step − 1; its centre is their mean.
      origin[i] = voxel[i] * (corner[i] + 0.5 * double(step_[i] - 1)) - double(margin) * edge[i];
    }
    image->SetOrigin(origin.data());
    image->SetSpacing(edge.data());
  }

  vtkNew<vtkImageData> image;

private:
  static std::int64_t blocks(std::int64_t length, std::int64_t step) { return (length + step - 1) / step + 2 * margin; }

  Box box_;
  std::array<std::int64_t, 3> step_;
  std::array<std::int64_t, 3> size_;
};

/// Half of full; less for a cell so thin that nothing of it is half full after smoothing.
double levelOf(vtkImageData* occupancy) {
  std::array<double, 2> range{};
  occupancy->GetScalarRange(range.data());
  return std::min(0.5, 0.5 * range[1]);
}

} // namespace

std::int64_t surfaceEdgeFor(std::size_t cells) {
  // A ball of n steps across has about 6 n² triangles. In few sizes, so that a cell more or less changes nothing.
  for (const std::int64_t edge : {finestSurfaceEdge, std::int64_t{32}, std::int64_t{16}}) {
    if (cells * static_cast<std::size_t>(6 * edge * edge) <= std::size_t{1500000}) {
      return edge;
    }
  }
  return 10;
}

vtkSmartPointer<vtkPolyData> cellSurface(const Mask& mask, std::int64_t t, const Box& canvas, const Spacing& spacing,
                                         std::int64_t edge) {
  const Box box = mask.bounds(t).intersected(canvas);
  if (box.empty()) {
    return nullptr;
  }
  Occupancy occupancy(box, edge);
  occupancy.add(mask, t);
  occupancy.place(spacing);
  vtkNew<vtkImageGaussianSmooth> blur;
  blur->SetInputData(occupancy.image);
  blur->SetStandardDeviation(smoothingSigma);
  blur->SetRadiusFactor(double(margin) / smoothingSigma);
  blur->Update();
  const double level = levelOf(blur->GetOutput());
  if (!(level > 0.0)) {
    return nullptr; // the box meets the canvas, the mask does not
  }
  vtkNew<vtkFlyingEdges3D> edges;
  edges->SetInputConnection(blur->GetOutputPort());
  edges->SetValue(0, level);
  edges->ComputeNormalsOff();
  edges->ComputeGradientsOff();
  edges->ComputeScalarsOff();
  vtkNew<vtkWindowedSincPolyDataFilter> smooth;
  smooth->SetInputConnection(edges->GetOutputPort());
  smooth->SetNumberOfIterations(smoothingRounds);
  smooth->SetPassBand(passBand);
  smooth->BoundarySmoothingOff();
  smooth->FeatureEdgeSmoothingOff();
  smooth->NonManifoldSmoothingOn();
  smooth->NormalizeCoordinatesOn();
  vtkNew<vtkPolyDataNormals> normals;
  normals->SetInputConnection(smooth->GetOutputPort());
  normals->SplittingOff();
  normals->ConsistencyOff();
  normals->Update();
  vtkSmartPointer<vtkPolyData> surface = vtkSmartPointer<vtkPolyData>::New();
  surface->ShallowCopy(normals->GetOutput());
  return surface;
}

} // namespace cytosketch
