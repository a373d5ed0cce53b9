#pragma once

#include "engine/study/faithful.h"

#include <memory>
#include <string>
#include <vector>

namespace cytosketch {

/// What makes an image: one model for all channels, or one for each, in their order. A model for a single channel makes
/// images with one channel.
using ChannelModels = std::vector<std::shared_ptr<const Model>>;

/// The models' names or hashes, joined by ", " and ",".
std::string namesOf(const ChannelModels& models);
std::string hashesOf(const ChannelModels& models);

/// @throws SettingsError if there is neither one model nor one per channel, or one that makes several channels is
/// given for a single one.
void requireChannels(const ChannelModels& models, const Extent& extent);

/// Settings with every Auto replaced by what suits all the models: the widest halo, the smallest tile.
/// @throws SettingsError as requireChannels() and resolve() do.
GenerationSettings resolve(const GenerationSettings& settings, const ChannelModels& models, const Extent& extent);

/// As generateSketch() with a single model; or every channel by its own one, one after the other. Then the channels
/// know nothing of each other: a channel is generated, its cells are judged and lost ones start later as if the others
/// were not there, with the texture that its model's card tells and the noise that it has in an image which one model
/// makes of all. In previews, channels to come show the sketch. The result's hash is that of hashesOf().
/// @param settings  its names of models play no part: `models` are what they stand for
/// @throws what resolve() and generateSketch() throw.
FaithfulResult generateSketch(const ChannelModels& models, const Sketch& sketch, const GenerationSettings& settings,
                              const GenerationHooks& hooks = {}, const Image<float>* tStartMap = nullptr);

/// Seconds that such a run is expected to take.
double predictedSeconds(const ChannelModels& models, const GenerationSettings& settings, const Extent& extent);

} // namespace cytosketch
