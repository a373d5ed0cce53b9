#pragma once

#include "engine/diffusion/generator.h"
#include "engine/study/fidelity.h"

namespace cytosketch {

/// A generated image and what became of each cell in it.
struct FaithfulResult {
  GenerationResult result;         ///< settings with every start step that a cell got in `cellStarts`
  std::vector<CellFidelity> cells; ///< in order of id
};

/// Generates from a sketch whose cells are known, and judges them.
///
/// First comes the image that generate() makes. Then the surroundings of the cells in settings.cellStarts are generated
/// again with the same noise, their cells as the noised sketch until their own start step (startmap.h), and blended in.
/// With settings.autoStart the cells that are still lost get start steps by the rule of startmap.h and are generated
/// likewise, up to startShares.size() times. The image follows from the sketch and the resolved settings (autoStart
/// off, all start steps in cellStarts): these make the same bytes again.
///
/// Costs nothing where no cell is lost; else the image is held once more in memory.
/// @param tStartMap  as for generate(); a cell's own start only makes it later
/// @param channel  the sketch is this channel of a larger one and gets the noise that it has there
/// @throws as generate()
FaithfulResult generateSketch(const Model& model, const Sketch& sketch, const GenerationSettings& settings,
                              const GenerationHooks& hooks = {}, const Image<float>* tStartMap = nullptr,
                              std::int64_t channel = 0);

} // namespace cytosketch
