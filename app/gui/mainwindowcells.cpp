// What the actions of the Cell menu do.
#include "app/gui/channelsdialog.h"
#include "app/gui/mainwindow.h"
#include "widgets/document/celledits.h"

#include <algorithm>
#include <utility>

namespace cytosketch {

namespace {

constexpr double duplicateShift = 12.0; // pixels of the screen: enough to see that there are two

} // namespace

void MainWindow::editCells(const std::function<void(const std::set<CellId>&)>& edit) {
  if (!page_->canvas()->busy()) {
    edit(document_->selection()->cells());
  }
}

void MainWindow::connectCells() {
  using Cells = std::set<CellId>;
  onTriggered("cell.new", [this] { CellEdits(*document_).startNewCell(); });
  onTriggered("cell.duplicate", [this] {
    editCells([this](const Cells& cells) {
      const auto shift = std::max<std::int64_t>(1, std::int64_t(duplicateShift / document_->viewport()->zoom()));
      CellEdits(*document_).duplicate(cells, shift, shift);
    });
  });
  const auto onCells = [this](const char* id, void (CellEdits::*edit)(const Cells&)) {
    onTriggered(id, [this, edit] {
      editCells([this, edit](const Cells& cells) {
        CellEdits edits(*document_);
        (edits.*edit)(cells);
      });
    });
  };
  onCells("cell.delete", &CellEdits::remove);
  onCells("cell.merge", &CellEdits::merge);
  onCells("cell.fillHoles", &CellEdits::fillHoles);
  onCells("cell.raise", &CellEdits::raise);
  onCells("cell.lower", &CellEdits::lower);
  for (const auto& [id, step] : {std::pair("cell.copyToNextSlice", 1), std::pair("cell.copyToPreviousSlice", -1)}) {
    onTriggered(id, [this, way = step] {
      editCells([this, way](const Cells& cells) { CellEdits(*document_).copySection(cells, way); });
    });
  }
  onTriggered("cell.interpolate", [this] {
    editCells([this](const Cells& cells) {
      if (!CellEdits(*document_).interpolate(cells)) {
        issues_->report({Issue::Severity::Information,
                         tr("Nothing to interpolate: draw the cell in two slices that are not neighbours first."),
                         {},
                         0});
      }
    });
  });
  onTriggered("cell.channels", [this] { editChannels(); });
  connect(page_, &ViewPage::channelsRequested, this, &MainWindow::editChannels);
  onTriggered("cell.next", [this] { CellEdits(*document_).selectNext(1); });
  onTriggered("cell.previous", [this] { CellEdits(*document_).selectNext(-1); });
}

void MainWindow::editChannels() {
  if (page_->canvas()->busy()) {
    return;
  }
  ChannelsDialog dialog(*document_, this);
  if (dialog.exec() == QDialog::Accepted) {
    dialog.apply();
  }
}

} // namespace cytosketch
