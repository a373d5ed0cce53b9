#include "widgets/volumeview/imagevolume.h"

#include <vtkFloatArray.h>
#include <vtkPointData.h>
#include <vtkSmartPointer.h>
#include <vtkUnsignedCharArray.h>
#include <vtkVolumeProperty.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace cytosketch {

namespace {

constexpr std::int64_t longestEdge = 2048;
constexpr std::int64_t mostVoxels = std::int64_t{128} << 20;
constexpr double depthShare = 1.0 / 40.0; // of the volume's mean edge: where the presets' opacities hold
constexpr double stepsPerVoxel = 1.5;

constexpr double mostByte = 255.0;

std::int64_t blocks(std::int64_t length, std::int64_t step) {
  return (length + step - 1) / step;
}

Extent thinnedExtent(const Extent& from, const Thinning& by) {
  return {1, 1, blocks(from.z, by.z), blocks(from.y, by.y), blocks(from.x, by.x)};
}

/// The channels as bytes, black to white, the channels of a voxel side by side.
vtkSmartPointer<vtkUnsignedCharArray> sideBySide(const Image<float>& image, std::int64_t t, const Thinning& by,
                                                 const std::vector<VolumeChannel>& channels) {
  const auto count = static_cast<std::int64_t>(channels.size());
  const std::int64_t voxels = thinnedExtent(image.extent(), by).volume();
  auto bytes = vtkSmartPointer<vtkUnsignedCharArray>::New();
  bytes->SetNumberOfComponents(int(count));
  bytes->SetNumberOfTuples(voxels);
  for (std::int64_t i = 0; i < count; ++i) {
    const VolumeChannel& channel = channels[static_cast<std::size_t>(i)];
    const Image<float> coarse = by.none() ? Image<float>() : thinned(image, t, by, channel.number);
    const float* const from = by.none() ? image.channel(t, channel.number) : coarse.data();
    const auto low = float(channel.low);
    const auto factor = float(mostByte / (channel.high - channel.low));
    unsigned char* const to = bytes->GetPointer(0) + i;
    for (std::int64_t v = 0; v < voxels; ++v) {
      to[v * count] = static_cast<unsigned char>(std::clamp((from[v] - low) * factor, 0.0F, float(mostByte)) + 0.5F);
    }
  }
  return bytes;
}

} // namespace

Thinning thinningFor(const Extent& extent) {
  Thinning by;
  const auto edges = [&] {
    return std::array{std::pair(blocks(extent.z, by.z), &by.z), std::pair(blocks(extent.y, by.y), &by.y),
                      std::pair(blocks(extent.x, by.x), &by.x)};
  };
  while (true) {
    const auto now = edges();
    const auto longest = std::max_element(now.begin(), now.end(), [](auto& a, auto& b) { return a.first < b.first; });
    if (longest->first <= longestEdge && now[0].first * now[1].first * now[2].first <= mostVoxels) {
      return by;
    }
    ++*longest->second;
  }
}

Image<float> thinned(const Image<float>& image, std::int64_t t, const Thinning& by, std::int64_t channel) {
  const Extent& from = image.extent();
  Image<float> result(thinnedExtent(from, by));
  const Extent& to = result.extent();
  float* target = result.mutableData();
  const float* const source = image.channel(t, channel);
  for (std::int64_t z = 0; z < to.z; ++z) {
    for (std::int64_t y = 0; y < to.y; ++y) {
      for (std::int64_t x = 0; x < to.x; ++x) {
        const Box block = Box{z * by.z, y * by.y, x * by.x, (z + 1) * by.z, (y + 1) * by.y, (x + 1) * by.x}.intersected(
            Box::whole(from));
        double sum = 0.0;
        for (std::int64_t bz = block.z0; bz < block.z1; ++bz) {
          for (std::int64_t by0 = block.y0; by0 < block.y1; ++by0) {
            const float* const row = source + (bz * from.y + by0) * from.x;
            for (std::int64_t bx = block.x0; bx < block.x1; ++bx) {
              sum += row[bx];
            }
          }
        }
        *target++ = float(sum / double(block.voxels()));
      }
    }
  }
  return result;
}

ImageVolume::ImageVolume() {
  mapper_->SetAutoAdjustSampleDistances(0); // the view decides by the time that frames take
  mapper_->SetUseJittering(1);
  mapper_->SetMaskTypeToLabelMap();
  mapper_->SetMaskBlendFactor(1.0F);
  volume_->SetMapper(mapper_);
  volume_->SetVisibility(0);
}

void ImageVolume::setImage(const Image<float>& image, std::int64_t t, const std::vector<VolumeChannel>& channels,
                           const Spacing& spacing) {
  clearLabels();
  if (image.empty() || channels.empty()) {
    image_ = {};
    mapper_->RemoveAllInputs();
    return;
  }
  thinning_ = thinningFor(image.extent());
  spacing_ = spacing;
  const std::int64_t frame = std::clamp<std::int64_t>(t, 0, image.extent().t - 1);
  channels_ = channels;
  for (VolumeChannel& channel : channels_) {
    channel.high = std::max(channel.high, channel.low + 1e-6);
  }
  image_ = image;
  if (channels.size() > 1) {
    attach(sideBySide(image, frame, thinning_, channels_), thinnedExtent(image.extent(), thinning_));
    for (VolumeChannel& channel : channels_) {
      channel.low = 0.0;
      channel.high = mostByte;
    }
  } else {
    const std::int64_t number = channels.front().number;
    if (!thinning_.none()) {
      image_ = thinned(image, frame, thinning_, number);
    }
    vtkNew<vtkFloatArray> voxels;
    // VTK only reads; save = 1 says that the memory is not VTK's, and image_ keeps it alive.
    voxels->SetArray(const_cast<float*>(thinning_.none() ? image_.channel(frame, number) : image_.data()),
                     image_.extent().volume(), 1);
    attach(voxels, image_.extent());
  }
  apply();
}

void ImageVolume::attach(vtkDataArray* voxels, const Extent& extent) {
  extent_ = extent;
  const Spacing& s = spacing_;
  const Thinning& by = thinning_;
  data_->SetDimensions(int(extent.x), int(extent.y), int(extent.z));
  data_->SetSpacing(s.x * double(by.x), s.y * double(by.y), s.z * double(by.z));
  data_->SetOrigin(0.5 * s.x * double(by.x - 1), 0.5 * s.y * double(by.y - 1), 0.5 * s.z * double(by.z - 1));
  data_->GetPointData()->SetScalars(voxels);
  data_->Modified();
  mapper_->SetInputData(data_);
}

void ImageVolume::setPreset(VolumePreset preset) {
  preset_ = preset;
  apply();
}

void ImageVolume::apply() {
  vtkNew<vtkVolumeProperty> property;
  const double edge = std::cbrt(double(extent_.x * thinning_.x) * spacing_.x * double(extent_.y * thinning_.y) *
                                spacing_.y * double(extent_.z * thinning_.z) * spacing_.z);
  applyPreset(preset_, channels_, std::max(edge * depthShare, 1e-9), colours_, *property, *mapper_);
  volume_->SetProperty(property);
  const bool masked = preset_ == VolumePreset::ByLabel && labelled_ && channels_.size() == 1;
  mapper_->SetMaskInput(masked ? labels_.Get() : nullptr);
}

void ImageVolume::setLabels(const Sketch& sketch, std::int64_t t, const std::vector<QColor>& colours,
                            const std::function<int(CellId)>& colourIndexOf) {
  if (image_.empty()) {
    return;
  }
  const Extent& extent = extent_;
  vtkNew<vtkUnsignedCharArray> values;
  values->SetNumberOfValues(extent.volume());
  unsigned char* const target = values->GetPointer(0);
  std::fill_n(target, extent.volume(), static_cast<unsigned char>(0));
  const Box whole = Box::whole(sketch.extent());
  for (const CellPtr& cell : sketch.cellsIn(t, whole)) {
    const auto value = static_cast<unsigned char>(colourIndexOf(cell->id) + 1);
    const Box box = cell->mask.bounds(t).intersected(whole);
    for (std::int64_t z = box.z0; z < box.z1; ++z) {
      cell->mask.forEachSpan(t, z, box, [&](std::int64_t y, std::int64_t x0, std::int64_t x1) {
        const std::int64_t row = (z / thinning_.z * extent.y + y / thinning_.y) * extent.x;
        for (std::int64_t x = x0; x < x1; ++x) {
          target[row + x / thinning_.x] = value;
        }
      });
    }
  }
  labels_->CopyStructure(data_);
  labels_->GetPointData()->SetScalars(values);
  labels_->Modified();
  colours_ = colours;
  labelled_ = true;
  apply();
}

void ImageVolume::clearLabels() {
  labelled_ = false;
  labels_->Initialize();
  mapper_->SetMaskInput(nullptr);
}

void ImageVolume::setClip(const Box& box) {
  // From the first voxel's near face to the last one's far face.
  mapper_->SetCroppingRegionPlanes((double(box.x0) - 0.5) * spacing_.x, (double(box.x1) - 0.5) * spacing_.x,
                                   (double(box.y0) - 0.5) * spacing_.y, (double(box.y1) - 0.5) * spacing_.y,
                                   (double(box.z0) - 0.5) * spacing_.z, (double(box.z1) - 0.5) * spacing_.z);
  mapper_->SetCroppingRegionFlagsToSubVolume();
  mapper_->SetCropping(1);
}

void ImageVolume::setCoarseness(double coarseness) {
  const double voxel = std::min({spacing_.x, spacing_.y, spacing_.z});
  mapper_->SetImageSampleDistance(float(coarseness));
  mapper_->SetSampleDistance(float(voxel / stepsPerVoxel * std::min(coarseness, 3.0)));
}

const void* ImageVolume::sharedVoxels() const {
  vtkDataArray* const scalars = data_->GetPointData()->GetScalars();
  return scalars ? scalars->GetVoidPointer(0) : nullptr;
}

} // namespace cytosketch
