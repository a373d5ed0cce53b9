#include "widgets/volumeview/surfaceset.h"

#include "widgets/volumeview/cellsurface.h"

#include <QColor>

#include <vtkAppendPolyData.h>
#include <vtkNew.h>
#include <vtkPolyDataMapper.h>
#include <vtkProperty.h>
#include <vtkWarpVector.h>

#include <algorithm>
#include <cmath>

namespace cytosketch {

namespace {

constexpr double rimWidth = 0.006; // of the scene's diagonal
constexpr double currentRimWidth = 0.010;

vtkSmartPointer<vtkActor> makeActor(vtkRenderer* renderer, vtkPlaneCollection* clip) {
  auto actor = vtkSmartPointer<vtkActor>::New();
  vtkNew<vtkPolyDataMapper> mapper;
  mapper->ScalarVisibilityOff();
  mapper->SetClippingPlanes(clip);
  actor->SetMapper(mapper);
  renderer->AddActor(actor);
  return actor;
}

void paint(vtkProperty& property, const QColor& colour) {
  property.SetColor(colour.redF(), colour.greenF(), colour.blueF());
  property.SetAmbient(0.2);
  property.SetDiffuse(0.8);
  property.SetSpecular(0.15);
  property.SetSpecularPower(20.0);
}

void applyOpacity(vtkProperty& property, double opacity) {
  property.SetOpacity(opacity);
  property.SetBackfaceCulling(opacity < 1.0 ? 1 : 0);
}

vtkSmartPointer<vtkPolyData> movedOutwards(vtkPolyData* surface, double distance) {
  vtkNew<vtkWarpVector> warp;
  warp->SetInputData(surface);
  warp->SetInputArrayToProcess(0, 0, 0, vtkDataObject::FIELD_ASSOCIATION_POINTS, "Normals");
  warp->SetScaleFactor(distance);
  warp->Update();
  return warp->GetPolyDataOutput();
}

} // namespace

SurfaceSet::SurfaceSet(vtkRenderer* renderer) : renderer_(renderer) {}

void SurfaceSet::setSketch(const Sketch& sketch, std::int64_t t, const Spacing& spacing, const ColourOf& colourOf) {
  const Box canvas = Box::whole(sketch.extent());
  const std::int64_t edge = surfaceEdgeFor(sketch.cellCount());
  const bool all = !(canvas == canvas_) || !(spacing == spacing_) || edge != edge_;
  canvas_ = canvas;
  spacing_ = spacing;
  edge_ = edge;
  for (auto entry = entries_.begin(); entry != entries_.end();) {
    if (!sketch.find(entry->first)) {
      changed(entry->second.colour);
      if (entry->second.rim) {
        renderer_->RemoveActor(entry->second.rim);
      }
      missing_.erase(entry->first);
      entry = entries_.erase(entry);
    } else {
      ++entry;
    }
  }
  for (const auto& [id, cell] : sketch.cells()) {
    Entry& entry = entries_[id];
    if (all || entry.cell != cell || entry.t != t) {
      entry.cell = cell;
      entry.t = t;
      missing_.insert(id);
    }
    if (const Colour colour = colourOf(id).rgb(); colour != entry.colour) {
      changed(entry.colour);
      changed(colour);
      entry.colour = colour;
    }
  }
}

bool SurfaceSet::build(std::chrono::milliseconds budget) {
  const auto end = std::chrono::steady_clock::now() + budget;
  while (!missing_.empty()) {
    const CellId id = *missing_.begin();
    missing_.erase(missing_.begin());
    buildOne(id, entries_.at(id));
    if (std::chrono::steady_clock::now() >= end) {
      break;
    }
  }
  return missing_.empty();
}

void SurfaceSet::buildOne(CellId id, Entry& entry) {
  entry.surface = cellSurface(entry.cell->mask, entry.t, canvas_, spacing_, edge_);
  changed(entry.colour);
  updateRim(id, entry);
}

void SurfaceSet::assemble() {
  for (const Colour colour : stale_) {
    vtkNew<vtkAppendPolyData> together;
    bool any = false;
    for (const auto& [id, entry] : entries_) {
      if (entry.colour == colour && entry.surface) {
        together->AddInputData(entry.surface);
        any = true;
      }
    }
    vtkSmartPointer<vtkActor>& body = bodies_[colour];
    if (!any) {
      if (body) {
        renderer_->RemoveActor(body);
      }
      bodies_.erase(colour);
      continue;
    }
    together->Update();
    if (!body) {
      body = makeActor(renderer_, clip_);
      paint(*body->GetProperty(), QColor::fromRgb(colour));
      applyOpacity(*body->GetProperty(), opacity_);
      body->SetVisibility(visible_ ? 1 : 0);
    }
    static_cast<vtkPolyDataMapper*>(body->GetMapper())->SetInputData(together->GetOutput());
  }
  stale_.clear();
}

void SurfaceSet::updateRim(CellId id, Entry& entry) {
  if (entry.rim) {
    renderer_->RemoveActor(entry.rim);
    entry.rim = nullptr;
  }
  if (!entry.surface || !selected_.contains(id)) {
    return;
  }
  const double diagonal = std::hypot(double(canvas_.width()) * spacing_.x, double(canvas_.height()) * spacing_.y,
                                     double(canvas_.depth()) * spacing_.z);
  entry.rim = makeActor(renderer_, clip_);
  static_cast<vtkPolyDataMapper*>(entry.rim->GetMapper())
      ->SetInputData(movedOutwards(entry.surface, diagonal * (id == current_ ? currentRimWidth : rimWidth)));
  vtkProperty* const property = entry.rim->GetProperty();
  property->SetColor(1.0, 1.0, 1.0);
  property->LightingOff();
  property->FrontfaceCullingOn();
  entry.rim->SetVisibility(visible_ ? 1 : 0);
}

void SurfaceSet::setVisible(bool on) {
  visible_ = on;
  for (const auto& [colour, body] : bodies_) {
    body->SetVisibility(on ? 1 : 0);
  }
  for (const auto& [id, entry] : entries_) {
    if (entry.rim) {
      entry.rim->SetVisibility(on ? 1 : 0);
    }
  }
}

void SurfaceSet::setOpacity(double opacity) {
  opacity_ = opacity;
  for (const auto& [colour, body] : bodies_) {
    applyOpacity(*body->GetProperty(), opacity);
  }
}

void SurfaceSet::setSelection(const std::set<CellId>& cells, CellId current) {
  std::set<CellId> touched = selected_;
  touched.insert(cells.begin(), cells.end());
  selected_ = cells;
  current_ = current;
  for (const CellId id : touched) {
    if (const auto entry = entries_.find(id); entry != entries_.end()) {
      updateRim(id, entry->second);
    }
  }
}

void SurfaceSet::setClip(vtkPlaneCollection* planes) {
  clip_ = planes;
  for (const auto& [colour, body] : bodies_) {
    body->GetMapper()->SetClippingPlanes(planes);
  }
  for (const auto& [id, entry] : entries_) {
    if (entry.rim) {
      entry.rim->GetMapper()->SetClippingPlanes(planes);
    }
  }
}

vtkIdType SurfaceSet::triangles(CellId cell) const {
  const auto entry = entries_.find(cell);
  return entry == entries_.end() || !entry->second.surface ? 0 : entry->second.surface->GetNumberOfPolys();
}

} // namespace cytosketch
