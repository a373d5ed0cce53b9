#pragma once

#include "engine/image/image.h"
#include "engine/sketch/sketch.h"
#include "widgets/volumeview/transferfunction.h"
#include "widgets/volumeview/volumepreset.h"

#include <QColor>

#include <vtkGPUVolumeRayCastMapper.h>
#include <vtkImageData.h>
#include <vtkNew.h>
#include <vtkVolume.h>

#include <vector>

namespace cytosketch {

/// How many voxels a volume is thinned by along each axis before the graphics card gets it; 1 = not at all.
struct Thinning {
  std::int64_t z = 1;
  std::int64_t y = 1;
  std::int64_t x = 1;
  bool none() const { return z == 1 && y == 1 && x == 1; }
  bool operator==(const Thinning&) const = default;
};
/// Graphics cards take no texture with an edge over 2048, and one of more than 128 million voxels (half a gigabyte as
/// floats) is more than small ones have: the longest axes are halved until both hold.
Thinning thinningFor(const Extent& extent);
/// Every block of a frame's channel as its mean: extent (1, 1, ⌈z/n⌉, ⌈y/n⌉, ⌈x/n⌉).
Image<float> thinned(const Image<float>& image, std::int64_t t, const Thinning& by, std::int64_t channel = 0);

/// A frame of an image as a VTK volume: one channel, or several added up. The voxels of a single channel are VTK's too,
/// without a copy, unless the graphics card could not take them all; those of several become bytes side by side.
class ImageVolume {
public:
  ImageVolume();

  vtkVolume* prop() { return volume_; }
  bool empty() const { return image_.empty(); }
  /// @param channels  what is shown, at most mostVolumeChannels; none = nothing
  /// @param spacing   positive on all axes; voxel (0, 0, 0) has its centre at the origin
  void setImage(const Image<float>& image, std::int64_t t, const std::vector<VolumeChannel>& channels,
                const Spacing& spacing);
  void setPreset(VolumePreset preset);
  /// What ByLabel colours, of a single channel: the cells of a frame. `colours` are those that the colour indices stand
  /// for.
  void setLabels(const Sketch& sketch, std::int64_t t, const std::vector<QColor>& colours,
                 const std::function<int(CellId)>& colourIndexOf);
  bool hasLabels() const { return labelled_; }
  void clearLabels();
  /// Shows only this part, in voxels.
  void setClip(const Box& box);
  /// 1 = one ray for each pixel of the screen and two steps per voxel; n = a ray for n×n pixels and longer steps.
  void setCoarseness(double coarseness);

  /// Address of the first voxel that VTK reads; for the test that memory is shared.
  const void* sharedVoxels() const;

private:
  void apply();
  void attach(vtkDataArray* voxels, const Extent& extent);

  Image<float> image_; ///< keeps the voxels alive
  Extent extent_;      ///< of what VTK shows, thinned
  Thinning thinning_;
  Spacing spacing_{1.0, 1.0, 1.0};
  std::vector<VolumeChannel> channels_; ///< with the numbers that VTK sees
  VolumePreset preset_ = VolumePreset::Fluorescence;
  std::vector<QColor> colours_;
  bool labelled_ = false;
  vtkNew<vtkImageData> data_;
  vtkNew<vtkImageData> labels_;
  vtkNew<vtkGPUVolumeRayCastMapper> mapper_;
  vtkNew<vtkVolume> volume_;
};

} // namespace cytosketch
