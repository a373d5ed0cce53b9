#pragma once

#include "engine/sketch/sketch.h"

#include <vtkActor.h>
#include <vtkPlaneCollection.h>
#include <vtkPolyData.h>
#include <vtkRenderer.h>
#include <vtkSmartPointer.h>

#include <chrono>
#include <functional>
#include <map>
#include <set>

class QColor;

namespace cytosketch {

/// The surfaces of a sketch's cells in a renderer. They are computed bit by bit, when build() is called, and only for
/// cells that are new or have changed; until then a changed cell shows its old surface. Cells of one colour are drawn
/// together, since a graphics card minds the number of things more than their size.
class SurfaceSet {
public:
  using ColourOf = std::function<QColor(CellId)>;

  explicit SurfaceSet(vtkRenderer* renderer);

  /// Takes over the cells of frame t. @param spacing positive on all axes
  void setSketch(const Sketch& sketch, std::int64_t t, const Spacing& spacing, const ColourOf& colourOf);
  /// Computes surfaces that are missing, for about as long as `budget`. @returns true if none is missing any more
  bool build(std::chrono::milliseconds budget);
  std::size_t missing() const { return missing_.size(); }
  /// Puts what has been computed into the scene; before a frame.
  void assemble();

  void setVisible(bool on);
  /// 1 = solid; less lets the volume behind them be seen.
  void setOpacity(double opacity);
  /// Selected cells get a light rim, the current one a thicker one.
  void setSelection(const std::set<CellId>& cells, CellId current);
  /// What is behind one of the planes is not drawn; nullptr = everything is.
  void setClip(vtkPlaneCollection* planes);

  /// Triangles of a cell's surface; 0 if it has none (yet).
  vtkIdType triangles(CellId cell) const;

private:
  using Colour = unsigned int; ///< QRgb
  struct Entry {
    CellPtr cell;
    std::int64_t t = 0;
    Colour colour = 0;
    vtkSmartPointer<vtkPolyData> surface;
    vtkSmartPointer<vtkActor> rim; ///< the surface moved outwards and seen from inside: a light edge all around
  };

  void buildOne(CellId id, Entry& entry);
  void updateRim(CellId id, Entry& entry);
  void changed(Colour colour) { stale_.insert(colour); }

  vtkSmartPointer<vtkRenderer> renderer_;
  vtkSmartPointer<vtkPlaneCollection> clip_;
  std::map<CellId, Entry> entries_;
  std::map<Colour, vtkSmartPointer<vtkActor>> bodies_;
  std::set<Colour> stale_; ///< bodies to be put together again
  std::set<CellId> missing_;
  std::set<CellId> selected_;
  CellId current_ = 0;
  Box canvas_;
  Spacing spacing_{1.0, 1.0, 1.0};
  std::int64_t edge_ = 0; ///< as of surfaceEdgeFor()
  bool visible_ = true;
  double opacity_ = 1.0;
};

} // namespace cytosketch
