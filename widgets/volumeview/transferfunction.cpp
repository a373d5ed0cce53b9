#include "widgets/volumeview/transferfunction.h"

#include <vtkColorTransferFunction.h>
#include <vtkNew.h>
#include <vtkPiecewiseFunction.h>
#include <vtkVolumeMapper.h>
#include <vtkVolumeProperty.h>

#include <algorithm>

namespace cytosketch {

namespace {

/// A point of a preset: grey 0…1 within the limits, its colour and opacity.
struct Knot {
  double grey;
  double red, green, blue;
  double opacity;
};

struct Look {
  std::vector<Knot> knots;
  bool lit = false;
  bool maximum = false;
};

Look lookOf(VolumePreset preset) {
  switch (preset) {
  case VolumePreset::Fluorescence:
    return {{{0.0, 0.0, 0.0, 0.0, 0.0},
             {0.2, 0.0, 0.15, 0.05, 0.0},
             {0.5, 0.05, 0.65, 0.2, 0.12},
             {0.8, 0.45, 1.0, 0.45, 0.45},
             {1.0, 0.95, 1.0, 0.9, 0.8}},
            false,
            false};
  case VolumePreset::Membrane:
    return {{{0.0, 0.0, 0.0, 0.0, 0.0},
             {0.35, 0.25, 0.0, 0.3, 0.0},
             {0.5, 0.75, 0.1, 0.6, 0.15},
             {0.75, 1.0, 0.45, 0.6, 0.6},
             {1.0, 1.0, 0.95, 0.85, 0.95}},
            true,
            false};
  case VolumePreset::BrightGrey:
    return {{{0.0, 0.0, 0.0, 0.0, 0.0},
             {0.15, 0.15, 0.15, 0.15, 0.0},
             {0.35, 0.45, 0.45, 0.45, 0.35},
             {0.7, 0.85, 0.85, 0.85, 0.9},
             {1.0, 1.0, 1.0, 1.0, 1.0}},
            true,
            false};
  case VolumePreset::MaximumIntensity:
    return {{{0.0, 0.0, 0.0, 0.0, 0.0}, {1.0, 1.0, 1.0, 1.0, 1.0}}, false, true};
  case VolumePreset::ByLabel:
    return {
        {{0.0, 0.0, 0.0, 0.0, 0.0}, {0.2, 0.3, 0.3, 0.3, 0.0}, {0.5, 0.6, 0.6, 0.6, 0.25}, {1.0, 1.0, 1.0, 1.0, 0.9}},
        true,
        false};
  }
  return {};
}

/// The look of one component of the voxels.
void applyLook(const Look& look, const VolumeChannel& channel, int component, double depth,
               vtkVolumeProperty& property) {
  vtkNew<vtkColorTransferFunction> colour;
  vtkNew<vtkPiecewiseFunction> opacity;
  for (const Knot& knot : look.knots) {
    const double at = channel.low + knot.grey * (channel.high - channel.low);
    if (channel.colour.isValid()) { // as bright as the preset's
      const double level = std::max({knot.red, knot.green, knot.blue});
      colour->AddRGBPoint(at, level * channel.colour.redF(), level * channel.colour.greenF(),
                          level * channel.colour.blueF());
    } else {
      colour->AddRGBPoint(at, knot.red, knot.green, knot.blue);
    }
    opacity->AddPoint(at, knot.opacity);
  }
  property.SetColor(component, colour);
  property.SetScalarOpacity(component, opacity);
  property.SetScalarOpacityUnitDistance(component, depth);
  property.SetShade(component, look.lit ? 1 : 0);
  property.SetAmbient(component, 0.35);
  property.SetDiffuse(component, 0.75);
  property.SetSpecular(component, 0.15);
  property.SetSpecularPower(component, 12.0);
}

/// Colours of the mask's values, of a volume with one component.
void applyLabels(const std::vector<QColor>& labels, const VolumeChannel& channel, vtkVolumeProperty& property) {
  const auto number = [&](double grey) { return channel.low + grey * (channel.high - channel.low); };
  for (std::size_t i = 0; i < labels.size(); ++i) {
    vtkNew<vtkColorTransferFunction> own;
    own->AddRGBPoint(number(0.0), 0.0, 0.0, 0.0);
    own->AddRGBPoint(number(0.6), labels[i].redF(), labels[i].greenF(), labels[i].blueF());
    own->AddRGBPoint(number(1.0), 0.5 + 0.5 * labels[i].redF(), 0.5 + 0.5 * labels[i].greenF(),
                     0.5 + 0.5 * labels[i].blueF());
    property.SetLabelColor(int(i) + 1, own);
    property.SetLabelScalarOpacity(int(i) + 1, property.GetScalarOpacity(0));
  }
}

} // namespace

void applyPreset(VolumePreset preset, const std::vector<VolumeChannel>& channels, double depth,
                 const std::vector<QColor>& labels, vtkVolumeProperty& property, vtkVolumeMapper& mapper) {
  const Look look = lookOf(preset);
  property.SetIndependentComponents(1);
  property.SetInterpolationTypeToLinear();
  for (std::size_t i = 0; i < channels.size(); ++i) {
    applyLook(look, channels[i], int(i), depth, property);
  }
  if (preset == VolumePreset::ByLabel && channels.size() == 1) {
    applyLabels(labels, channels.front(), property);
  }
  if (look.maximum) {
    mapper.SetBlendModeToMaximumIntensity();
  } else {
    mapper.SetBlendModeToComposite();
  }
}

} // namespace cytosketch
