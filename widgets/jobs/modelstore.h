#pragma once

#include "engine/diffusion/generator.h"
#include "engine/sketch/sketch.h"
#include "widgets/jobs/generationjob.h"
#include "widgets/jobs/noisejob.h"

#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace cytosketch {

/// The models that the window can use, and the one in memory. Safe to use from several threads; every function may take
/// as long as the disk does, so call them from background threads only.
class ModelStore {
public:
  /// @param folders where models are looked for by name, in order
  explicit ModelStore(std::vector<std::filesystem::path> folders);

  const std::vector<std::filesystem::path>& folders() const { return folders_; }
  std::vector<ModelListEntry> list() const;

  /// The model by name or path; kept in memory until another is asked for or its file changes.
  /// @throws FileError, FormatError as findModel() and Model::load().
  std::shared_ptr<const Model> get(const std::string& nameOrPath);

private:
  const std::vector<std::filesystem::path> folders_;
  std::mutex mutex_;
  std::filesystem::path path_;
  std::filesystem::file_time_type time_;
  std::shared_ptr<const Model> model_;
};

/// Rasterises the sketch and generates with the store's model: what a GenerationJob runs.
GenerateFunction generateWith(std::shared_ptr<ModelStore> store);

/// Rasterises the sketch, blurs it, adds the texture of the store's model and the noise of t_start: what a NoiseJob runs.
/// A model that cannot be read gives no texture; generating with it says why.
NoiseFunction noiseWith(std::shared_ptr<ModelStore> store);

} // namespace cytosketch
