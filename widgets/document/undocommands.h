#pragma once

#include "widgets/document/document.h"

#include <QUndoCommand>

namespace cytosketch {

/// Ids by which the undo stack recognises commands that may merge.
enum class CommandId : int { Cells = 1, Properties = 2 };

/// Changes cells; commands of the same gesture merge, so that a stroke is one step.
class CellsCommand : public QUndoCommand {
public:
  CellsCommand(Document& document, CellChanges changes, const QString& text, quint64 gesture);
  int id() const override { return static_cast<int>(CommandId::Cells); }
  bool mergeWith(const QUndoCommand* other) override;
  void undo() override { document_.applyCells(changes_, false); }
  void redo() override { document_.applyCells(changes_, true); }

private:
  Document& document_;
  CellChanges changes_;
  quint64 gesture_;
};

/// Changes shading, spacing and seed; commands of the same gesture merge, so that a slider's drag is one step.
class PropertiesCommand : public QUndoCommand {
public:
  struct Properties {
    Shading shading;
    Spacing spacing;
    std::uint64_t seed = 0;
    bool operator==(const Properties&) const = default;
  };
  PropertiesCommand(Document& document, const Properties& after, const QString& text, quint64 gesture);
  int id() const override { return static_cast<int>(CommandId::Properties); }
  bool mergeWith(const QUndoCommand* other) override;
  void undo() override { apply(before_); }
  void redo() override { apply(after_); }

private:
  void apply(const Properties& p) { document_.applyProperties(p.shading, p.spacing, p.seed); }

  Document& document_;
  Properties before_;
  Properties after_;
  quint64 gesture_;
};

/// Puts another sketch in the place of this one: the cells on a canvas of another extent, or a simulated one.
class ExtentCommand : public QUndoCommand {
public:
  ExtentCommand(Document& document, const Sketch& after, const QString& text);
  void undo() override { document_.applySketch(before_); }
  void redo() override { document_.applySketch(after_); }

private:
  Document& document_;
  Sketch before_;
  Sketch after_;
};

} // namespace cytosketch
