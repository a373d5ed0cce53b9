#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/sketchfromannotation.h"
#include "engine/image/error.h"

#include <memory>

namespace cytosketch {
namespace {

constexpr const char* footer =
    "Makes a sketch of cells that others have annotated. What PATH is, its content tells; --format overrules it:\n"
    "  labels    label images: TIFF, PNG, NRRD, MetaImage, NIfTI\n"
    "  ctc       Cell Tracking Challenge: 01_GT with SEG and TRA, 01_RES, or the folder above; frames and parents are "
    "kept\n"
    "  cellpose  NAME_seg.npy (its pickle is read, never run), NAME_masks.tif, NAME_cp_masks.png\n"
    "  stardist  a folder with images/ and masks/\n"
    "  roi       a zip of ImageJ's ROI Manager, or a .roi\n"
    "  coco      COCO JSON with polygons or run lengths; cells that overlap do so in the sketch\n"
    "  hdf5      the method's authors' files: data/instance, data/diffusion_mask, data/image\n"
    "\n"
    "Examples:\n"
    "  cytosketch-cli sketch --from cells_seg.npy --output cells.cysk\n"
    "  cytosketch-cli sketch --from Fluo-N2DH-SIM+ --list                      what is in it\n"
    "  cytosketch-cli sketch --from Fluo-N2DH-SIM+ --item 01_GT --grey-from own --output tracks.cysk\n"
    "  cytosketch-cli sketch --from RoiSet.zip --grey-from real.tif --output cells.cysk\n"
    "  cytosketch-cli sketch --from binary.png --components --brightness uniform:0.3,0.6 --output cells.cysk";

} // namespace

Run addSketch(CLI::App& command) {
  const auto target = std::make_shared<SketchTarget>();
  const auto annotation = std::make_shared<SketchFromAnnotation>();
  annotation->addOptions(command);
  command.add_option("--kind", target->kind,
                     "Kind of all cells: nucleus, cytoplasm or whole-cell [as the format says; nucleus]");
  command.add_option("--output", target->output, "Sketch to write")->type_name("FILE.cysk");
  command.footer(footer);
  return [target, annotation](Console& console) {
    if (!annotation->chosen()) {
      throw SettingsError("nothing to make a sketch of", "--from", "Name a file or folder of annotations");
    }
    annotation->run(*target, console);
  };
}

} // namespace cytosketch
