#include "widgets/volumeview/surfaceset.h"

#include "widgets/volumeview/cellsurface.h"

#include <QColor>

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
  const bool all = !(canvas == canvas_) || !(spacing == spacing_);
  canvas_ = canvas;
  spacing_ = spacing;
  for (auto entry = entries_.begin(); entry != entries_.end();) {
    if (!sketch.find(entry->first)) {
      remove(entry->second);
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
    if (!entry.body) {
      entry.body = makeActor(renderer_, clip_);
      entry.body->GetProperty()->SetOpacity(opacity_);
      entry.body->SetVisibility(0);
    }
    const QColor colour = colourOf(id);
    vtkProperty* const property = entry.body->GetProperty();
    property->SetColor(colour.redF(), colour.greenF(), colour.blueF());
    property->SetAmbient(0.2);
    property->SetDiffuse(0.8);
    property->SetSpecular(0.15);
    property->SetSpecularPower(20.0);
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
  const vtkSmartPointer<vtkPolyData> surface = cellSurface(entry.cell->mask, entry.t, canvas_, spacing_);
  auto* const mapper = static_cast<vtkPolyDataMapper*>(entry.body->GetMapper());
  mapper->SetInputData(surface);
  entry.body->SetVisibility(surface && visible_ ? 1 : 0);
  updateRim(id, entry);
}

void SurfaceSet::updateRim(CellId id, Entry& entry) {
  if (entry.rim) {
    renderer_->RemoveActor(entry.rim);
    entry.rim = nullptr;
  }
  vtkPolyData* const surface = static_cast<vtkPolyDataMapper*>(entry.body->GetMapper())->GetInput();
  if (!surface || !selected_.contains(id)) {
    return;
  }
  const double diagonal = std::hypot(double(canvas_.width()) * spacing_.x, double(canvas_.height()) * spacing_.y,
                                     double(canvas_.depth()) * spacing_.z);
  entry.rim = makeActor(renderer_, clip_);
  static_cast<vtkPolyDataMapper*>(entry.rim->GetMapper())
      ->SetInputData(movedOutwards(surface, diagonal * (id == current_ ? currentRimWidth : rimWidth)));
  vtkProperty* const property = entry.rim->GetProperty();
  property->SetColor(1.0, 1.0, 1.0);
  property->LightingOff();
  property->FrontfaceCullingOn();
  entry.rim->SetVisibility(visible_ ? 1 : 0);
}

void SurfaceSet::remove(Entry& entry) {
  for (const auto& actor : {entry.body, entry.rim}) {
    if (actor) {
      renderer_->RemoveActor(actor);
    }
  }
}

void SurfaceSet::setVisible(bool on) {
  visible_ = on;
  for (auto& [id, entry] : entries_) {
    const bool there = static_cast<vtkPolyDataMapper*>(entry.body->GetMapper())->GetInput() != nullptr;
    entry.body->SetVisibility(on && there ? 1 : 0);
    if (entry.rim) {
      entry.rim->SetVisibility(on ? 1 : 0);
    }
  }
}

void SurfaceSet::setOpacity(double opacity) {
  opacity_ = opacity;
  for (auto& [id, entry] : entries_) {
    entry.body->GetProperty()->SetOpacity(opacity);
    entry.body->GetProperty()->SetBackfaceCulling(opacity < 1.0 ? 1 : 0);
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
  for (auto& [id, entry] : entries_) {
    for (const auto& actor : {entry.body, entry.rim}) {
      if (actor) {
        actor->GetMapper()->SetClippingPlanes(planes);
      }
    }
  }
}

vtkIdType SurfaceSet::triangles(CellId cell) const {
  const auto entry = entries_.find(cell);
  if (entry == entries_.end()) {
    return 0;
  }
  vtkPolyData* const surface = static_cast<vtkPolyDataMapper*>(entry->second.body->GetMapper())->GetInput();
  return surface ? surface->GetNumberOfPolys() : 0;
}

} // namespace cytosketch
