#include "app/gui/actions.h"

#include <QCoreApplication>

#include <array>

namespace cytosketch {

namespace {

#define TEXT(text) QT_TRANSLATE_NOOP("Actions", text)

constexpr std::array table{
    // File
    ActionInfo{"file.new", TEXT("&New…"), TEXT("Start an empty sketch."), "document-new", "Ctrl+N"},
    ActionInfo{"file.open", TEXT("&Open…"), TEXT("Open a sketch."), "document-open", "Ctrl+O"},
    ActionInfo{"file.save", TEXT("&Save"), TEXT("Save the sketch."), "document-save", "Ctrl+S"},
    ActionInfo{"file.saveAs", TEXT("Save &As…"), TEXT("Save the sketch under another name."), "document-save-as",
               "Ctrl+Shift+S"},
    ActionInfo{"file.importLabels", TEXT("Import &Labels…"),
               TEXT("Make a sketch from a label image: one cell per label, with brightness by chance."),
               "document-import", "Ctrl+I"},
    ActionInfo{"file.importImage", TEXT("Import Labels with &Image…"),
               TEXT("Make a sketch from a label image, with each cell's grey measured in the real image."),
               "document-import", "Ctrl+Shift+I"},
    ActionInfo{"file.export", TEXT("&Export Image and Labels…"),
               TEXT("Write the generated image, its labels and everything needed to make it again."), "document-export",
               "Ctrl+E"},
    ActionInfo{"file.exportSettings", TEXT("Save Se&ttings…"),
               TEXT("Write the settings of the Generate panel; the command line reads them too."), "document-save-as",
               ""},
    ActionInfo{"file.importSettings", TEXT("Loa&d Settings…"),
               TEXT("Read settings that this window or the command line has written."), "document-open", ""},
    ActionInfo{"file.quit", TEXT("&Quit"), TEXT("Close the program."), "application-exit", "Ctrl+Q"},
    // Edit
    ActionInfo{"edit.undo", TEXT("&Undo"), TEXT("Take back the last change."), "edit-undo", "Ctrl+Z"},
    ActionInfo{"edit.redo", TEXT("&Redo"), TEXT("Do again what was taken back."), "edit-redo", "Ctrl+Shift+Z; Ctrl+Y"},
    ActionInfo{"edit.selectAll", TEXT("Select &All"), TEXT("Select every cell."), "edit-select-all", "Ctrl+A"},
    ActionInfo{"edit.selectNone", TEXT("Select &None"), TEXT("Select no cell."), "edit-select-none", "Ctrl+Shift+A"},
    ActionInfo{"edit.swapAxes", TEXT("S&wap Slices and Frames"),
               TEXT("For files that say z where they mean t: slices become frames, and frames slices."),
               "object-flip-horizontal", ""},
    ActionInfo{"edit.preferences", TEXT("&Preferences…"), TEXT("Language, colours of the window, safety copies."),
               "configure", "Ctrl+,"},
    ActionInfo{"edit.shortcuts", TEXT("&Keys…"), TEXT("See and change the keys of all commands."),
               "configure-shortcuts", ""},
    ActionInfo{"edit.palette", TEXT("&Find Command…"), TEXT("Find a command by typing part of its name."), "search",
               "Ctrl+Shift+P"},
    // Tools
    ActionInfo{"tool.select", TEXT("&Select and Move"), TEXT("Select cells and move them."), "edit-select", "V", true},
    ActionInfo{"tool.brush", TEXT("&Brush"), TEXT("Paint the current cell, or a new one if none is selected."),
               "draw-brush", "B", true},
    ActionInfo{"tool.eraser", TEXT("&Eraser"), TEXT("Erase from the current cell."), "draw-eraser", "E", true},
    ActionInfo{"tool.ellipse", TEXT("E&llipse"), TEXT("Draw a cell as an ellipse."), "draw-ellipse", "O", true},
    ActionInfo{"tool.polygon", TEXT("&Outline"), TEXT("Draw a cell by its outline, freehand or point by point."),
               "draw-polygon", "P", true},
    ActionInfo{"tool.fill", TEXT("&Fill"), TEXT("Fill an enclosed area."), "fill-color", "F", true},
    ActionInfo{"tool.pick", TEXT("P&ick"), TEXT("Pick the cell under the mouse; Ctrl+click does it with any tool."),
               "color-picker", "I", true},
    ActionInfo{"tool.larger", TEXT("Lar&ger Brush"), TEXT("Make brush and eraser larger."), "list-add", "]"},
    ActionInfo{"tool.smaller", TEXT("S&maller Brush"), TEXT("Make brush and eraser smaller."), "list-remove", "["},
    ActionInfo{"tool.swap", TEXT("S&wap Brush and Eraser"), TEXT("Go from the brush to the eraser and back."),
               "system-switch-user", "X"},
    ActionInfo{"tool.preserve", TEXT("Preser&ve Other Cells"), TEXT("Paint never covers other cells of the same kind."),
               "lock", "Shift+B", true},
    ActionInfo{"tool.depth", TEXT("&Draw in Depth"),
               TEXT("Brush and eraser are balls and the ellipse is an ellipsoid, over several slices."),
               "cytosketch-ball", "D", true},
    // View
    ActionInfo{"view.sideBySide", TEXT("&Side by Side"), TEXT("Sketch on the left, generated image on the right."),
               "view-split-left-right", "F5", true},
    ActionInfo{"view.overlay", TEXT("&Overlay"), TEXT("Generated image in green with the sketch in red over it."),
               "cytosketch-overlay", "F6", true},
    ActionInfo{"view.noisy", TEXT("Nois&y"), TEXT("Sketch on the left, on the right what the network starts from."),
               "cytosketch-noisy", "F7", true},
    ActionInfo{"view.generated", TEXT("&Generated Only"), TEXT("The generated image alone."), "image-x-generic", "F8",
               true},
    ActionInfo{"view.volume", TEXT("&3D"), TEXT("The cells and the generated image of a volume, to be turned."),
               "cytosketch-volume", "Ctrl+3", true},
    ActionInfo{"view.fourUp", TEXT("&Four-Up"),
               TEXT("The three planes of a volume and its 3D view, linked by one crosshair."), "cytosketch-four-up",
               "Ctrl+4", true},
    ActionInfo{"view.compare", TEXT("&Compare Two Runs"), TEXT("Two runs side by side: select two in the Runs panel."),
               "view-split-left-right", "F9", true},
    ActionInfo{"view.outlines", TEXT("Out&lines"), TEXT("Show or hide the outlines of the cells."),
               "cytosketch-outlines", "H", true},
    ActionInfo{"view.greys", TEXT("Cells in Their G&reys"),
               TEXT("Show the cells in their greys instead of in colours."), "color-gradient", "G", true},
    ActionInfo{"view.fit", TEXT("Show &Whole Image"), TEXT("Fit the image into the window."), "zoom-fit-best",
               "Ctrl+F"},
    ActionInfo{"view.actualSize", TEXT("&Actual Size"), TEXT("One image pixel per pixel of the screen."),
               "zoom-original", "Ctrl+1"},
    ActionInfo{"view.zoomIn", TEXT("Zoom &In"), TEXT("Enlarge both views."), "zoom-in", "Ctrl++; Ctrl+="},
    ActionInfo{"view.zoomOut", TEXT("Zoom O&ut"), TEXT("Reduce both views."), "zoom-out", "Ctrl+-"},
    ActionInfo{"view.autoContrast", TEXT("Auto Contras&t"),
               TEXT("Set the limits of the generated image's display by its darkest and brightest pixels."), "contrast",
               "Shift+A"},
    ActionInfo{"view.contrast", TEXT("Contrast…"), TEXT("Limits, gamma and colours of the generated image's display."),
               "contrast", "Ctrl+J"},
    ActionInfo{"view.nextSlice", TEXT("Ne&xt Slice"),
               TEXT("Show the next slice (the wheel does it too), in a series of flat images the next frame."), "go-up",
               "PgUp"},
    ActionInfo{"view.previousSlice", TEXT("&Previous Slice"),
               TEXT("Show the previous slice, in a series of flat images the previous frame."), "go-down", "PgDown"},
    ActionInfo{"view.nextFrame", TEXT("Next Frame"), TEXT("Show the next frame of a series (also Alt+wheel)."),
               "go-next", "Ctrl+PgUp"},
    ActionInfo{"view.previousFrame", TEXT("Previous Frame"), TEXT("Show the previous frame of a series."),
               "go-previous", "Ctrl+PgDown"},
    ActionInfo{"view.imagesOnly", TEXT("I&mages Only"), TEXT("Hide all panels and bars."), "view-fullscreen", "F11",
               true},
    // Cell
    ActionInfo{"cell.new", TEXT("&New Cell"), TEXT("What is painted next is a new cell."), "list-add", "M"},
    ActionInfo{"cell.duplicate", TEXT("&Duplicate"), TEXT("Copy the selected cells."), "edit-duplicate", "Ctrl+D"},
    ActionInfo{"cell.delete", TEXT("De&lete"), TEXT("Remove the selected cells."), "edit-delete", "Del"},
    ActionInfo{"cell.merge", TEXT("&Merge"), TEXT("Make one cell of the selected ones."), "merge", "Ctrl+M"},
    ActionInfo{"cell.fillHoles", TEXT("Fill &Holes"), TEXT("Fill what the selected cells enclose."), "fill-color",
               "Shift+F"},
    ActionInfo{"cell.raise", TEXT("Bring to &Front"), TEXT("Put the selected cells above all others of their kind."),
               "object-order-front", "Shift+PgUp"},
    ActionInfo{"cell.lower", TEXT("Send to &Back"), TEXT("Put the selected cells below all others of their kind."),
               "object-order-back", "Shift+PgDown"},
    ActionInfo{"cell.copyToNextSlice", TEXT("&Copy to Next Slice"),
               TEXT("Copy the shown slice of the selected cells to the next slice or frame; they stay the same cells."),
               "go-up", "Ctrl+Shift+V"},
    ActionInfo{"cell.copyToPreviousSlice", TEXT("C&opy to Previous Slice"),
               TEXT("Copy the shown slice of the selected cells to the previous slice or frame."), "go-down",
               "Ctrl+Alt+V"},
    ActionInfo{"cell.interpolate", TEXT("&Interpolate Between Drawn Slices"),
               TEXT("Fill the empty slices of the selected cells between the drawn ones."),
               "distribute-vertical-center", "Shift+I"},
    ActionInfo{"cell.next", TEXT("Ne&xt Cell"), TEXT("Select the next cell."), "go-next", "."},
    ActionInfo{"cell.previous", TEXT("&Previous Cell"), TEXT("Select the previous cell."), "go-previous", ","},
    // Generate
    ActionInfo{"generate.run", TEXT("&Generate"), TEXT("Turn the sketch into an image; while it runs, cancel it."),
               "media-playback-start", "Ctrl+Return; Ctrl+Enter"},
    ActionInfo{"generate.newSeed", TEXT("Generate with a &New Seed"), TEXT("Another image of the same cells."), "roll",
               "Ctrl+Shift+Return"},
    ActionInfo{"generate.heal", TEXT("&Heal Lost Cells"),
               TEXT("Generate the surroundings of lost cells (or of the selected lost or dim ones) again, from a later "
                    "step; the rest of the image stays."),
               "tools-wizard", "Ctrl+H"},
    ActionInfo{"generate.drop", TEXT("Dr&op Lost Cells"),
               TEXT("Take lost cells (or the selected lost or dim ones) out of the sketch."), "edit-delete", ""},
    ActionInfo{"generate.dice", TEXT("New &Seed"), TEXT("Choose a seed by chance."), "roll", "Ctrl+R"},
    ActionInfo{"generate.loadModel", TEXT("&Load Model…"), TEXT("Use a model file from elsewhere."), "document-open",
               ""},
    ActionInfo{"generate.defaults", TEXT("&Default Settings"),
               TEXT("Set everything in the Generate panel to its default."), "edit-undo", ""},
    // Help
    ActionInfo{"help.manual", TEXT("&Manual"), TEXT("Show the manual."), "help-contents", "F1"},
    ActionInfo{"help.about", TEXT("&About CytoSketch"), TEXT("Version, licence and libraries."), "help-about", ""},
};

#undef TEXT

} // namespace

std::span<const ActionInfo> actionTable() {
  return table;
}

const QList<MenuInfo>& menuTable() {
  static const QList<MenuInfo> menus{
      {QT_TRANSLATE_NOOP("Actions", "&File"),
       {"file.new", "file.open", "@recent", "@samples", "-", "file.save", "file.saveAs", "-", "file.importLabels",
        "file.importImage", "file.export", "-", "file.importSettings", "file.exportSettings", "-", "file.quit"}},
      {QT_TRANSLATE_NOOP("Actions", "&Edit"),
       {"edit.undo", "edit.redo", "-", "edit.selectAll", "edit.selectNone", "-", "@tools", "tool.preserve", "-",
        "edit.swapAxes", "-", "edit.palette", "edit.shortcuts", "edit.preferences"}},
      {QT_TRANSLATE_NOOP("Actions", "&View"),
       {"view.sideBySide",   "view.overlay",       "view.noisy", "view.generated",  "view.volume",
        "view.fourUp",       "view.compare",       "-",          "view.outlines",   "view.greys",
        "view.autoContrast", "view.contrast",      "-",          "view.fit",        "view.actualSize",
        "view.zoomIn",       "view.zoomOut",       "-",          "view.nextSlice",  "view.previousSlice",
        "view.nextFrame",    "view.previousFrame", "-",          "view.imagesOnly", "@panels"}},
      {QT_TRANSLATE_NOOP("Actions", "&Cell"),
       {"cell.new", "cell.duplicate", "cell.delete", "-", "cell.merge", "cell.fillHoles", "cell.raise", "cell.lower",
        "-", "cell.copyToNextSlice", "cell.copyToPreviousSlice", "cell.interpolate", "-", "cell.next",
        "cell.previous"}},
      {QT_TRANSLATE_NOOP("Actions", "&Generate"),
       {"generate.run", "generate.newSeed", "generate.dice", "-", "generate.heal", "generate.drop", "-",
        "generate.loadModel", "generate.defaults"}},
      {QT_TRANSLATE_NOOP("Actions", "&Help"), {"help.manual", "help.about"}},
  };
  return menus;
}

} // namespace cytosketch
