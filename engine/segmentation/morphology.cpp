#include "engine/segmentation/detail/morphology.h"

#include "engine/image/error.h"

#include <itkCommand.h>
#include <itkConnectedComponentImageFilter.h>
#include <itkHMinimaImageFilter.h>
#include <itkImportImageFilter.h>
#include <itkMorphologicalWatershedFromMarkersImageFilter.h>
#include <itkRegionalMinimaImageFilter.h>
#include <itkSignedMaurerDistanceMapImageFilter.h>

#include <algorithm>
#include <new>

namespace cytosketch {
namespace {

/// An ITK image over our own memory, which it neither copies nor frees.
template <unsigned dimension, typename T>
typename itk::Image<T, dimension>::Pointer wrapped(const std::vector<T>& voxels, const Grid& grid) {
  const auto import = itk::ImportImageFilter<T, dimension>::New();
  const std::int64_t extents[] = {grid.x, grid.y, grid.z};
  const double spacings[] = {1.0, grid.height, grid.depth};
  typename itk::ImageRegion<dimension> region;
  for (unsigned axis = 0; axis < dimension; ++axis) {
    region.SetSize(axis, static_cast<itk::SizeValueType>(extents[axis]));
  }
  import->SetRegion(region);
  import->SetSpacing(spacings);
  import->SetImportPointer(const_cast<T*>(voxels.data()), voxels.size(), false); // NOLINT: filters only read inputs
  import->Update();
  return import->GetOutput();
}

template <typename Image>
std::vector<typename Image::PixelType> voxelsOf(const Image* image, const Grid& grid) {
  return {image->GetBufferPointer(), image->GetBufferPointer() + grid.voxels()};
}

/// Runs a filter that stops when asked to, and turns what ITK throws into our errors.
void run(itk::ProcessObject* filter, std::stop_token stop) {
  const auto watch = itk::CStyleCommand::New();
  watch->SetClientData(&stop);
  watch->SetCallback([](itk::Object* caller, const itk::EventObject&, void* data) {
    if (static_cast<const std::stop_token*>(data)->stop_requested()) {
      static_cast<itk::ProcessObject*>(caller)->AbortGenerateDataOn();
    }
  });
  const unsigned long tag = filter->AddObserver(itk::ProgressEvent(), watch);
  if (stop.stop_requested()) {
    throw Cancelled();
  }
  try {
    filter->UpdateLargestPossibleRegion();
  } catch (const itk::ProcessAborted&) {
    throw Cancelled();
  } catch (const itk::MemoryAllocationError&) {
    throw std::bad_alloc();
  } catch (const itk::ExceptionObject& error) {
    throw Error(std::string("the segmentation failed: ") + error.GetDescription(), "", "");
  }
  filter->RemoveObserver(tag);
}

template <unsigned dimension>
std::vector<float> distances(const Morphology::Mask& outside, const Grid& grid, const std::stop_token& stop) {
  const auto filter =
      itk::SignedMaurerDistanceMapImageFilter<itk::Image<std::uint8_t, dimension>, itk::Image<float, dimension>>::New();
  filter->SetInput(wrapped<dimension>(outside, grid));
  filter->SetBackgroundValue(0);
  filter->SetSquaredDistance(false);
  filter->SetUseImageSpacing(true);
  filter->SetInsideIsPositive(false);
  run(filter, stop);
  return voxelsOf(filter->GetOutput(), grid);
}

template <unsigned dimension>
Morphology::Labels connectedParts(const Morphology::Mask& mask, const Grid& grid, const std::stop_token& stop,
                                  std::uint32_t& count) {
  const auto filter = itk::ConnectedComponentImageFilter<itk::Image<std::uint8_t, dimension>,
                                                         itk::Image<std::uint32_t, dimension>>::New();
  filter->SetInput(wrapped<dimension>(mask, grid));
  filter->SetFullyConnected(true);
  run(filter, stop);
  count = static_cast<std::uint32_t>(filter->GetObjectCount());
  return voxelsOf(filter->GetOutput(), grid);
}

template <unsigned dimension>
Morphology::Mask minimaOf(const Morphology::Levels& levels, std::uint16_t depth, const Grid& grid,
                          const std::stop_token& stop) {
  using Landscape = itk::Image<std::uint16_t, dimension>;
  const auto filled = itk::HMinimaImageFilter<Landscape, Landscape>::New();
  filled->SetInput(wrapped<dimension>(levels, grid));
  filled->SetHeight(depth);
  filled->SetFullyConnected(true);
  run(filled, stop);
  const auto minima = itk::RegionalMinimaImageFilter<Landscape, itk::Image<std::uint8_t, dimension>>::New();
  minima->SetInput(filled->GetOutput());
  minima->SetFullyConnected(true);
  minima->SetForegroundValue(1);
  minima->SetBackgroundValue(0);
  minima->SetFlatIsMinima(false);
  run(minima, stop);
  return voxelsOf(minima->GetOutput(), grid);
}

template <unsigned dimension>
Morphology::Labels basins(const Morphology::Levels& levels, const Morphology::Labels& markers, const Grid& grid,
                          const std::stop_token& stop) {
  const auto filter = itk::MorphologicalWatershedFromMarkersImageFilter<itk::Image<std::uint16_t, dimension>,
                                                                        itk::Image<std::uint32_t, dimension>>::New();
  filter->SetInput1(wrapped<dimension>(levels, grid));
  filter->SetInput2(wrapped<dimension>(markers, grid));
  filter->SetMarkWatershedLine(false);
  filter->SetFullyConnected(false);
  run(filter, stop);
  return voxelsOf(filter->GetOutput(), grid);
}

} // namespace

std::vector<float> Morphology::distanceInside(const Mask& mask) const {
  std::vector<float> distance(mask.size(), 0.0F);
  Mask outside(mask.size());
  std::transform(mask.begin(), mask.end(), outside.begin(), [](std::uint8_t in) { return in != 0 ? 0 : 1; });
  if (std::find(outside.begin(), outside.end(), 1) == outside.end()) {
    return distance; // nothing outside: no distance to it
  }
  distance = grid_.flat() ? distances<2>(outside, grid_, stop_) : distances<3>(outside, grid_, stop_);
  std::transform(distance.begin(), distance.end(), mask.begin(), distance.begin(),
                 [](float d, std::uint8_t in) { return in != 0 ? std::max(d, 0.0F) : 0.0F; });
  return distance;
}

Morphology::Labels Morphology::parts(const Mask& mask, std::uint32_t& count) const {
  return grid_.flat() ? connectedParts<2>(mask, grid_, stop_, count) : connectedParts<3>(mask, grid_, stop_, count);
}

Morphology::Labels Morphology::deepMinima(const Levels& levels, std::uint16_t depth, std::uint32_t& count) const {
  return parts(grid_.flat() ? minimaOf<2>(levels, depth, grid_, stop_) : minimaOf<3>(levels, depth, grid_, stop_),
               count);
}

Morphology::Labels Morphology::flooded(const Levels& levels, const Labels& markers) const {
  return grid_.flat() ? basins<2>(levels, markers, grid_, stop_) : basins<3>(levels, markers, grid_, stop_);
}

} // namespace cytosketch
