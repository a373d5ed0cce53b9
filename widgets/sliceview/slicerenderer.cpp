#include "widgets/sliceview/slicerenderer.h"

#include <vtkFloatArray.h>
#include <vtkImageData.h>
#include <vtkImageMapToColors.h>
#include <vtkImageReslice.h>
#include <vtkLookupTable.h>
#include <vtkNew.h>
#include <vtkPointData.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

namespace cytosketch {

namespace {

constexpr int tableSize = 256;
constexpr double sharpFrom = 3.0; // screen pixels per image pixel; below, unequal squares would look like a pattern

std::array<double, 3> unit(Axis axis) {
  return {axis == Axis::X ? 1.0 : 0.0, axis == Axis::Y ? 1.0 : 0.0, axis == Axis::Z ? 1.0 : 0.0};
}

} // namespace

struct SliceRenderer::Pipeline {
  vtkNew<vtkImageData> volume;
  vtkNew<vtkImageReslice> reslice;
  vtkNew<vtkLookupTable> table;
  vtkNew<vtkImageMapToColors> colours;

  Pipeline() {
    reslice->SetInputData(volume);
    reslice->SetOutputDimensionality(2);
    reslice->AutoCropOutputOff();
    reslice->BorderOn(); // the outer half of a border pixel belongs to the image
    colours->SetInputConnection(reslice->GetOutputPort());
    colours->SetLookupTable(table);
    colours->SetOutputFormatToRGBA();
    table->SetNumberOfTableValues(tableSize);
  }
};

SliceRenderer::SliceRenderer() : pipeline_(std::make_unique<Pipeline>()) {
  colour();
}
SliceRenderer::~SliceRenderer() = default;

void SliceRenderer::setImage(const Image<float>& image, const ValueScale& scale) {
  image_ = image;
  scale_ = scale;
  attach();
  colour();
}

void SliceRenderer::setPosition(std::int64_t frame, std::int64_t channel, std::int64_t slice) {
  frame_ = frame;
  channel_ = channel;
  slice_ = slice;
  attach();
}

void SliceRenderer::setContrast(const Contrast& contrast) {
  contrast_ = contrast;
  colour();
}

void SliceRenderer::setTint(const std::optional<QColor>& tint) {
  if (tint != tint_) {
    tint_ = tint;
    colour();
  }
}

void SliceRenderer::attach() {
  if (image_.empty()) {
    return;
  }
  const Extent& extent = image_.extent();
  const auto frame = std::clamp<std::int64_t>(frame_, 0, extent.t - 1);
  const auto channel = std::clamp<std::int64_t>(channel_, 0, extent.c - 1);
  vtkNew<vtkFloatArray> voxels;
  // VTK only reads; save = 1 says that the memory is not VTK's, and image_ keeps it alive.
  voxels->SetArray(const_cast<float*>(image_.channel(frame, channel)), extent.volume(), 1);
  pipeline_->volume->SetDimensions(int(extent.x), int(extent.y), int(extent.z));
  pipeline_->volume->GetPointData()->SetScalars(voxels);
  pipeline_->volume->Modified();
}

void SliceRenderer::colour() {
  const double low = (contrast_.low - scale_.offset) / scale_.slope;
  const double high = (contrast_.high - scale_.offset) / scale_.slope;
  pipeline_->table->SetTableRange(low, std::max(high, low + 1e-9));
  for (int i = 0; i < tableSize; ++i) {
    const double value = std::pow(double(i) / (tableSize - 1), contrast_.gamma);
    if (tint_) {
      pipeline_->table->SetTableValue(i, tint_->redF() * value, tint_->greenF() * value, tint_->blueF() * value, 1.0);
      continue;
    }
    const QColor colour = lutColour(contrast_.lut, value);
    pipeline_->table->SetTableValue(i, colour.redF(), colour.greenF(), colour.blueF(), 1.0);
  }
  pipeline_->table->Modified();
}

QImage SliceRenderer::render(const QRectF& rect, const QSize& size) {
  if (image_.empty() || size.isEmpty() || rect.isEmpty()) {
    return {};
  }
  const double stepX = rect.width() / size.width();
  const double stepY = rect.height() / size.height();
  vtkImageReslice* const reslice = pipeline_->reslice;
  // VTK's voxel i lies at coordinate i, ours covers [i, i+1).
  reslice->SetOutputOrigin(rect.left() + 0.5 * stepX - 0.5, rect.top() + 0.5 * stepY - 0.5, 0.0);
  reslice->SetOutputSpacing(stepX, stepY, 1.0);
  reslice->SetOutputExtent(0, size.width() - 1, 0, size.height() - 1, 0, 0);
  const PlaneAxes axes = axesOf(plane_);
  const auto right = unit(axes.right);
  const auto down = unit(axes.down);
  const auto through = unit(axes.through);
  reslice->SetResliceAxesDirectionCosines(right.data(), down.data(), through.data());
  const auto depth = double(slice());
  reslice->SetResliceAxesOrigin(depth * through[0], depth * through[1], depth * through[2]);
  const bool enlarged = std::min(1.0 / stepX, 1.0 / stepY) >= sharpFrom;
  if (enlarged || (stepX == 1.0 && stepY == 1.0)) {
    reslice->SetInterpolationModeToNearestNeighbor();
  } else {
    reslice->SetInterpolationModeToLinear();
  }
  pipeline_->colours->Update();
  const vtkImageData* const output = pipeline_->colours->GetOutput();
  QImage picture(size, QImage::Format_RGBA8888);
  const auto rowBytes = static_cast<std::size_t>(size.width()) * 4;
  const auto* const source = static_cast<const uchar*>(const_cast<vtkImageData*>(output)->GetScalarPointer());
  for (int y = 0; y < size.height(); ++y) {
    std::memcpy(picture.scanLine(y), source + static_cast<std::size_t>(y) * rowBytes, rowBytes);
  }
  return picture;
}

std::int64_t SliceRenderer::slice() const {
  return std::clamp<std::int64_t>(slice_, 0, sizeOf(image_.extent())[axesOf(plane_).through] - 1);
}

double SliceRenderer::valueAt(std::int64_t down, std::int64_t right) const {
  const Extent& extent = image_.extent();
  const PlaneAxes axes = axesOf(plane_);
  VoxelIndex voxel;
  voxel[axes.right] = right;
  voxel[axes.down] = down;
  voxel[axes.through] = slice();
  const double number = image_.at(std::clamp<std::int64_t>(frame_, 0, extent.t - 1),
                                  std::clamp<std::int64_t>(channel_, 0, extent.c - 1), voxel.z, voxel.y, voxel.x);
  return scale_.slope * number + scale_.offset;
}

const void* SliceRenderer::sharedVoxels() const {
  vtkDataArray* const scalars = pipeline_->volume->GetPointData()->GetScalars();
  return scalars ? scalars->GetVoidPointer(0) : nullptr;
}

} // namespace cytosketch
