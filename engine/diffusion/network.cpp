#include "engine/diffusion/detail/network.h"

#include "engine/diffusion/detail/paperunet.h"
#include "engine/diffusion/detail/tileexactunet.h"
#include "engine/image/error.h"

namespace cytosketch {

std::shared_ptr<Network> makeNetwork(const ModelCard& card) {
  if (card.architecture == "tile-exact-unet") {
    return std::make_shared<TileExactUNet>(card);
  }
  if (card.architecture == "paper-unet") {
    return std::make_shared<PaperUNet>(card);
  }
  throw FormatError("unknown architecture \"" + card.architecture + "\"", card.name, "");
}

} // namespace cytosketch
