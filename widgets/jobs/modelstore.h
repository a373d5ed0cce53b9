#pragma once

#include "engine/sketch/sketch.h"
#include "engine/study/channelwise.h"
#include "widgets/jobs/generationjob.h"
#include "widgets/jobs/noisejob.h"

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace cytosketch {

/// The models that the window can use, and those in memory. Safe to use from several threads; every function may take
/// as long as the disk does, so call them from background threads only.
class ModelStore {
public:
  /// @param folders where models are looked for by name, in order
  explicit ModelStore(std::vector<std::filesystem::path> folders);

  const std::vector<std::filesystem::path>& folders() const { return folders_; }
  std::vector<ModelListEntry> list() const;

  /// The models by name or path; kept in memory until others are asked for or their files change.
  /// @throws FileError, FormatError as findModel() and Model::load().
  ChannelModels get(const std::vector<std::string>& namesOrPaths);
  std::shared_ptr<const Model> get(const std::string& nameOrPath) { return get(std::vector{nameOrPath}).front(); }

private:
  struct Kept {
    std::filesystem::file_time_type time;
    std::shared_ptr<const Model> model;
  };

  const std::vector<std::filesystem::path> folders_;
  std::mutex mutex_;
  std::map<std::filesystem::path, Kept> kept_;
};

/// Rasterises the sketch and generates with the store's models: what a GenerationJob runs.
GenerateFunction generateWith(std::shared_ptr<ModelStore> store);

/// Rasterises the sketch, blurs it, adds the texture of the store's models and the noise of t_start: what a NoiseJob
/// runs, on one thread at a time: what it makes is kept for the next request (NoisyPreview). A model that cannot be
/// read gives no texture; generating with it says why.
NoiseFunction noiseWith(std::shared_ptr<ModelStore> store);

} // namespace cytosketch
