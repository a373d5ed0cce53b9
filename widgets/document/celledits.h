#pragma once

#include "widgets/document/document.h"

#include <QCoreApplication>

#include <set>

namespace cytosketch {

struct FloodFill;

/// Edits of whole cells, each one undo step on the document. Ids that do not exist are passed over.
class CellEdits {
  Q_DECLARE_TR_FUNCTIONS(cytosketch::CellEdits)
public:
  explicit CellEdits(Document& document) : document_(document) {}

  /// A new cell of the drawing settings' kind, grey and channel, cut at the canvas, selected. 0 and no step if no pixel
  /// of `mask` is on the canvas (or none is left beside the cells to preserve).
  CellId add(const Mask& mask, const QString& text);
  /// The same, but a section in a slice where the current cell has none yet becomes part of it if it lies over its
  /// place (goesOn).
  CellId addSection(const Mask& mask, const QString& text);
  /// True if the cell has no pixel in the slices of `section`, but one at the same place in another slice or frame.
  static bool goesOn(const Cell& cell, const Mask& section);
  /// Takes the mask away from the current cell; a cell with nothing left goes.
  void cut(const Mask& mask);
  /// Adds a filled area to the cell that surrounds it, else to the current cell if that touches it, else as a new cell.
  void fill(const FloodFill& fill, const QString& text);
  /// The next stroke of the brush makes a new cell.
  void startNewCell() { document_.selection()->clear(); }
  void remove(const std::set<CellId>& ids);
  /// @param gesture  drags with the same number are one step (Document::newGesture)
  void move(const std::set<CellId>& ids, std::int64_t dz, std::int64_t dy, std::int64_t dx, quint64 gesture = 0);
  /// Copies moved by (dy, dx) voxels, selected. @returns their ids
  std::set<CellId> duplicate(const std::set<CellId>& ids, std::int64_t dy, std::int64_t dx);
  /// One cell out of all: the lowest id keeps its settings, the others go. Only cells of its kind and channel take
  /// part.
  void merge(const std::set<CellId>& ids);
  /// Grey g ∈ [0,1] in all frames.
  void setGrey(const std::set<CellId>& ids, float grey, quint64 gesture = 0);
  void setKind(const std::set<CellId>& ids, CellKind kind);
  /// @throws SettingsError if the sketch has no such channel
  void setChannel(const std::set<CellId>& ids, std::int32_t channel);
  /// Puts cells above (or below) all others of their kind.
  void raise(const std::set<CellId>& ids);
  void lower(const std::set<CellId>& ids);
  /// Fills what the cell encloses in every slice and frame.
  void fillHoles(const std::set<CellId>& ids);

  /// The shown slice of the cells takes the place of what they have in the slice that lies `step` away (in sketches of
  /// one slice: in that frame), which is shown then. Cells without a pixel in the shown slice are left alone. Does
  /// nothing beyond the sketch.
  void copySection(const std::set<CellId>& ids, int step);
  /// Fills the empty slices between the drawn ones, in sketches of one slice the empty frames.
  /// @returns false if no cell has an empty one between drawn ones
  bool interpolate(const std::set<CellId>& ids);

  /// Selects the next (step 1) or previous (−1) cell in order of ids, around the end.
  void selectNext(int step);
  void selectAll();

private:
  template <typename Edit>
  void change(const std::set<CellId>& ids, const QString& text, quint64 gesture, Edit edit);
  void restack(const std::set<CellId>& ids, const QString& text, bool up);

  Document& document_;
};

/// The part of a mask on the canvas.
Mask clippedMask(const Mask& mask, const Extent& extent);
/// `mask` without the pixels of the other cells of `owner`'s kind and channel.
Mask withoutCells(const Mask& mask, const Sketch& sketch, const Cell& owner);

} // namespace cytosketch
