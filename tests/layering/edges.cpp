#include "rules.h"

// app → widgets → engine; inside engine downwards only. diffusion and learning know nothing but image, so that they
// build alone on a GPU machine; learning trains diffusion's networks. Widgets know the document and the engine, not
// each other.
const QMap<QString, QStringList>& allowedEdges() {
  static const QStringList engine = {"engine/image",    "engine/imageio",    "engine/sketch",      "engine/diffusion",
                                     "engine/learning", "engine/metrics",    "engine/simulation",  "engine/study",
                                     "engine/dataset",  "engine/annotation", "engine/segmentation"};
  static const QStringList documentAndEngine = QStringList("widgets/document") + engine;
  static const QStringList widgets = {"widgets/document",   "widgets/forms",      "widgets/canvas", "widgets/sliceview",
                                      "widgets/volumeview", "widgets/panels",     "widgets/jobs",   "widgets/plots",
                                      "widgets/study",      "widgets/datasetview"};
  static const QMap<QString, QStringList> edges = {
      {"engine/image", {}},
      {"engine/hdf5", {}},
      {"engine/imageio", {"engine/image", "engine/hdf5"}},
      {"engine/sketch", {"engine/image", "engine/hdf5"}},
      {"engine/simulation", {"engine/image", "engine/sketch"}},
      {"engine/annotation", {"engine/image", "engine/hdf5", "engine/imageio", "engine/sketch"}},
      {"engine/segmentation", {"engine/image", "engine/imageio", "engine/sketch"}},
      {"engine/diffusion", {"engine/image"}},
      {"engine/learning", {"engine/image", "engine/diffusion"}},
      {"engine/metrics", {"engine/image", "engine/imageio", "engine/sketch"}},
      {"engine/study",
       {"engine/image", "engine/imageio", "engine/sketch", "engine/diffusion", "engine/learning", "engine/metrics"}},
      {"engine/dataset",
       {"engine/image", "engine/imageio", "engine/sketch", "engine/annotation", "engine/simulation", "engine/diffusion",
        "engine/metrics", "engine/study"}},
      {"widgets/document", engine},
      {"widgets/canvas", documentAndEngine},
      {"widgets/sliceview", documentAndEngine},
      {"widgets/volumeview", documentAndEngine},
      {"widgets/forms", {}},
      {"widgets/panels", documentAndEngine + QStringList("widgets/forms")},
      {"widgets/jobs", documentAndEngine},
      {"widgets/plots", {}},
      {"widgets/datasetview", documentAndEngine + QStringList{"widgets/forms", "widgets/plots"}},
      {"widgets/study", documentAndEngine + QStringList{"widgets/forms", "widgets/plots"}},
      {"app/common", {"engine/image", "engine/imageio", "engine/sketch", "engine/diffusion"}},
      {"app/trainer", {"engine/image", "engine/diffusion", "engine/learning"}},
      {"app/cli", engine + QStringList("app/common")},
      {"app/gui", widgets + engine + QStringList("app/common")},
  };
  return edges;
}
