#pragma once

#include "engine/sketch/sketch.h"
#include "widgets/document/cellchange.h"
#include "widgets/document/cellcolours.h"
#include "widgets/document/cursor.h"
#include "widgets/document/display.h"
#include "widgets/document/drawing.h"
#include "widgets/document/position.h"
#include "widgets/document/selection.h"
#include "widgets/document/viewport.h"

#include <QObject>
#include <QString>
#include <QStringList>
#include <QUndoStack>

#include <filesystem>

namespace cytosketch {

/// What all widgets share: the sketch with its history and its file, and beside it selection, drawing settings,
/// display, viewport, position and cursor. Widgets hold no truth of their own. The sketch changes through undo commands
/// only.
class Document : public QObject {
  Q_OBJECT
public:
  /// Steps that can be undone. They share all mask blocks that they leave alone, so they are cheap.
  static constexpr int undoSteps = 1000;

  explicit Document(QObject* parent = nullptr);

  /// The sketch as it is now. A copy costs a pointer per cell and is a snapshot for a worker or an autosave.
  const Sketch& sketch() const { return sketch_; }
  /// Grows with every change of the sketch; equal numbers mean an unchanged sketch.
  quint64 revision() const { return revision_; }

  QUndoStack* undoStack() { return &undoStack_; }
  Selection* selection() { return &selection_; }
  Drawing* drawing() { return &drawing_; }
  Display* display() { return &display_; }
  Viewport* viewport() { return &viewport_; }
  Position* position() { return &position_; }
  Cursor* cursor() { return &cursor_; }
  /// Colour of a cell on the screen.
  QColor cellColour(CellId id) { return colours_.of(sketch_, id); }

  /// File of the sketch; empty as long as it has none.
  const QString& filePath() const { return filePath_; }
  bool isModified() const { return !undoStack_.isClean(); }
  /// Starts anew with this sketch: history, selection and view are reset. `modified` = true for a sketch that was
  /// recovered or imported, so that it asks to be saved.
  void setSketch(const Sketch& sketch, const QString& filePath = {}, bool modified = false);
  /// @throws FileError, FormatError as readSketch does; the document is unchanged then.
  void open(const QString& filePath);
  /// Writes the sketch, takes over the name and is unmodified then. @throws FileError; nothing is changed then.
  void save(const QString& filePath);

  /// A number that tells one gesture (a stroke, a drag) from the next: changes with the same one are one undo step.
  quint64 newGesture() { return ++gesture_; }
  /// Changes cells as one undo step. What changes nothing is left out; nothing at all leaves no step.
  /// @param gesture  0 = a step of its own
  /// @throws SettingsError if a cell does not fit the sketch (id 0, channel out of range); nothing is changed then.
  void changeCells(CellChanges changes, const QString& text, quint64 gesture = 0);
  /// @param text  of the undo step; empty = a general one
  void changeShading(const Shading& shading, quint64 gesture = 0, const QString& text = {});
  void changeSpacing(const Spacing& spacing);
  void changeSeed(std::uint64_t seed);
  /// As many channels as there are names (an empty one is none), as one undo step. Cells of channels that are gone go
  /// to the last channel. @throws SettingsError if there is no name, or one is too long.
  void changeChannels(const QStringList& names);
  /// What to call a channel: its name, or "Channel 2".
  QString channelName(std::int64_t channel) const;
  /// The channel that the next cell is drawn in: that of the cell selected last, or chosen since.
  std::int64_t currentChannel() const;
  /// Draws in this channel from now on, cells of the kind that it has: shows it, and leaves cells of other channels
  /// selected no more.
  void chooseChannel(int channel);
  /// The topmost cell that is shown at a voxel: those of hidden channels are passed over.
  CellPtr shownCellAt(const Cursor::Voxel& voxel) const;
  /// The sketch without the cells of hidden channels.
  Sketch shownSketch() const;
  /// Another canvas under the same cells; what hangs over its edge is kept. Cells of channels that are gone go to the
  /// last channel. @throws SettingsError if an axis is not positive.
  void changeExtent(const Extent& extent);
  /// Slices become frames and frames slices. A cell with greys per frame keeps their mean, nucleoli go where there were
  /// several slices.
  void swapSlicesAndFrames();
  /// Another sketch in place of this one, as one undo step; file, selection of what stays, and view are kept.
  void replaceSketch(const Sketch& sketch, const QString& text);

Q_SIGNALS:
  /// The picture changed inside `dirty` of a frame (−1 = all frames).
  void sketchChanged(const cytosketch::Box& dirty, qint64 frame);
  /// These cells appeared, changed or went (follows sketchChanged); empty = all of them may have.
  void cellsChanged(const std::vector<cytosketch::CellId>& ids);
  /// Extent or spacing changed; also after another sketch was opened.
  void extentChanged();
  /// Another sketch took the place of this one (new, open, recovery).
  void replaced();
  void selectionChanged();
  void cursorChanged();
  void modifiedChanged(bool modified);
  void filePathChanged(const QString& filePath);

private:
  friend class CellsCommand;
  friend class PropertiesCommand;
  friend class ExtentCommand;

  void applyCells(const CellChanges& changes, bool forward);
  void applyProperties(const Shading& shading, const Spacing& spacing, std::uint64_t seed);
  void applySketch(const Sketch& sketch);
  void dropStaleSelection();
  void announce(const DirtyRegion& dirty);
  void announceAll();
  void onSelection();
  Sketch withExtent(const Extent& extent) const;

  Sketch sketch_;
  QUndoStack undoStack_;
  Selection selection_;
  Drawing drawing_;
  Display display_;
  Viewport viewport_;
  Position position_;
  Cursor cursor_;
  CellColours colours_;
  QString filePath_;
  quint64 revision_ = 0;
  quint64 gesture_ = 0;
};

} // namespace cytosketch
