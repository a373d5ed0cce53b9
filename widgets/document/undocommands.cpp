#include "widgets/document/undocommands.h"

#include <algorithm>

namespace cytosketch {

CellsCommand::CellsCommand(Document& document, CellChanges changes, const QString& text, quint64 gesture)
    : QUndoCommand(text), document_(document), changes_(std::move(changes)), gesture_(gesture) {}

bool CellsCommand::mergeWith(const QUndoCommand* other) {
  const auto* next = static_cast<const CellsCommand*>(other);
  if (gesture_ == 0 || next->gesture_ != gesture_) {
    return false;
  }
  for (const CellChange& change : next->changes_) {
    const auto mine = std::ranges::find(changes_, change.id, &CellChange::id);
    if (mine == changes_.end()) {
      changes_.push_back(change);
    } else {
      mine->after = change.after;
    }
  }
  std::erase_if(changes_, isNoOp);
  setObsolete(changes_.empty());
  return true;
}

PropertiesCommand::PropertiesCommand(Document& document, const Properties& after, const QString& text, quint64 gesture)
    : QUndoCommand(text),
      document_(document),
      before_{document.sketch().shading(), document.sketch().spacing(), document.sketch().seed()},
      after_(after),
      gesture_(gesture) {}

bool PropertiesCommand::mergeWith(const QUndoCommand* other) {
  const auto* next = static_cast<const PropertiesCommand*>(other);
  if (gesture_ == 0 || next->gesture_ != gesture_) {
    return false;
  }
  after_ = next->after_;
  setObsolete(before_ == after_);
  return true;
}

ExtentCommand::ExtentCommand(Document& document, const Sketch& after, const QString& text)
    : QUndoCommand(text), document_(document), before_(document.sketch()), after_(after) {}

} // namespace cytosketch
