#include "widgets/jobs/modelstore.h"

#include "engine/diffusion/noisypreview.h"
#include "engine/image/error.h"
#include "engine/sketch/raster.h"

#include <algorithm>
#include <utility>

namespace cytosketch {

ModelStore::ModelStore(std::vector<std::filesystem::path> folders) : folders_(std::move(folders)) {}

std::vector<ModelListEntry> ModelStore::list() const {
  return listModels(folders_);
}

ChannelModels ModelStore::get(const std::vector<std::string>& namesOrPaths) {
  std::vector<std::filesystem::path> paths;
  for (const std::string& name : namesOrPaths) {
    paths.push_back(findModel(name, folders_));
  }
  const std::lock_guard lock(mutex_);
  std::erase_if(kept_, [&paths](const auto& kept) { // before loading: more than these need not fit into memory
    std::error_code ignored;
    return std::find(paths.begin(), paths.end(), kept.first) == paths.end() ||
           std::filesystem::last_write_time(kept.first, ignored) != kept.second.time;
  });
  ChannelModels models;
  for (const std::filesystem::path& path : paths) {
    Kept& kept = kept_[path];
    if (!kept.model) {
      std::error_code ignored;
      kept.time = std::filesystem::last_write_time(path, ignored);
      kept.model = Model::load(path);
    }
    models.push_back(kept.model);
  }
  return models;
}

namespace {

/// The texture of an image that these models make. Scales along z are the first one's.
TextureModel textureOf(const ChannelModels& models) {
  TextureModel texture = models.front()->card().texture;
  if (models.size() == 1) {
    return texture;
  }
  texture.channels.clear();
  texture.relief.clear();
  for (const auto& model : models) {
    const TextureModel& own = model->card().texture;
    texture.channels.push_back(own.channels.empty() ? TextureModel::Deviations{} : own.channels.front());
    texture.relief.push_back(own.relief.empty() ? ReliefGains{1.0F, 1.0F} : own.relief.front());
  }
  return texture;
}

} // namespace

GenerateFunction generateWith(std::shared_ptr<ModelStore> store) {
  return [store = std::move(store)](const Sketch& sketch, const GenerationSettings& settings,
                                    const GenerationHooks& hooks) {
    return generateSketch(store->get(modelsOf(settings)), sketch, settings, hooks).result;
  };
}

NoiseFunction noiseWith(std::shared_ptr<ModelStore> store) {
  return [store = std::move(store), preview = std::make_shared<NoisyPreview>()](const NoiseRequest& request) {
    TextureModel texture;
    try {
      texture = textureOf(store->get(request.models));
    } catch (const Error&) { // said when an image is generated
    }
    return preview->noised(rasteriseGrey(request.sketch), request.tStart, request.sigma, request.seed, texture,
                           request.texture);
  };
}

} // namespace cytosketch
