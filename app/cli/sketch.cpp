#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/sketchfromannotation.h"
#include "app/cli/sketchfromimage.h"
#include "app/cli/sketchtarget.h"
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
    "Of a real image (--from-image) the cells are found roughly: errors of a few pixels do no harm, because the image "
    "that\n"
    "is generated shows what the sketch says. Frames of a series are segmented one by one; their cells are not "
    "linked.\n"
    "\n"
    "Examples:\n"
    "  cytosketch-cli sketch --from cells_seg.npy --output cells.cysk\n"
    "  cytosketch-cli sketch --from Fluo-N2DH-SIM+ --list                      what is in it\n"
    "  cytosketch-cli sketch --from Fluo-N2DH-SIM+ --item 01_GT --grey-from own --output tracks.cysk\n"
    "  cytosketch-cli sketch --from RoiSet.zip --grey-from real.tif --output cells.cysk\n"
    "  cytosketch-cli sketch --from binary.png --components --brightness uniform:0.3,0.6 --output cells.cysk\n"
    "  cytosketch-cli sketch --from-image real.tif --kind nuclei --output cells.cysk\n"
    "  cytosketch-cli sketch --from-image real.tif --kind membranes --set size=30 --output tissue.cysk --labels l.tif\n"
    "  cytosketch-cli sketch --kind membranes --parameters                     what can be --set, with ranges";

} // namespace

Run addSketch(CLI::App& command) {
  const auto target = std::make_shared<SketchTarget>();
  const auto annotation = std::make_shared<SketchFromAnnotation>();
  const auto image = std::make_shared<SketchFromImage>();
  annotation->addOptions(command);
  image->addOptions(command);
  command.add_option("--kind", target->kind,
                     "Kind of all cells: nucleus, cytoplasm or whole-cell [as the format says; nucleus]; of a real "
                     "image what it shows: nuclei or membranes [nuclei]");
  command.add_option("--output", target->output, "Sketch to write")->type_name("FILE.cysk");
  command.footer(footer);
  return [target, annotation, image](Console& console) {
    if (annotation->chosen() == image->chosen()) {
      throw SettingsError(image->chosen() ? "there are two sources" : "nothing to make a sketch of", "--from",
                          "Name annotations with --from, or a real image with --from-image");
    }
    if (image->chosen()) {
      image->run(*target, console);
    } else {
      annotation->run(*target, console);
    }
  };
}

} // namespace cytosketch
