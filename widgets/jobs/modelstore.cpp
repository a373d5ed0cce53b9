#include "widgets/jobs/modelstore.h"

#include "engine/image/error.h"
#include "engine/sketch/raster.h"
#include "engine/study/faithful.h"

#include <utility>

namespace cytosketch {

ModelStore::ModelStore(std::vector<std::filesystem::path> folders) : folders_(std::move(folders)) {}

std::vector<ModelListEntry> ModelStore::list() const {
  return listModels(folders_);
}

std::shared_ptr<const Model> ModelStore::get(const std::string& nameOrPath) {
  const std::filesystem::path path = findModel(nameOrPath, folders_);
  std::error_code ignored;
  const auto time = std::filesystem::last_write_time(path, ignored);
  const std::lock_guard lock(mutex_);
  if (!model_ || path != path_ || time != time_) {
    model_.reset(); // before loading: two networks need not fit into memory
    model_ = Model::load(path);
    path_ = path;
    time_ = time;
  }
  return model_;
}

GenerateFunction generateWith(std::shared_ptr<ModelStore> store) {
  return [store = std::move(store)](const Sketch& sketch, const GenerationSettings& settings,
                                    const GenerationHooks& hooks) {
    const std::shared_ptr<const Model> model = store->get(settings.model);
    return generateSketch(*model, sketch, settings, hooks).result;
  };
}

NoiseFunction noiseWith(std::shared_ptr<ModelStore> store) {
  return [store = std::move(store)](const NoiseRequest& request) {
    TextureModel texture;
    try {
      texture = store->get(request.model)->card().texture;
    } catch (const Error&) { // said when an image is generated
    }
    return noisedPreview(rasteriseGrey(request.sketch), request.tStart, request.sigma, request.seed, texture,
                         request.texture);
  };
}

} // namespace cytosketch
