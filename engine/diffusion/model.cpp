#include "engine/diffusion/model.h"

#include "engine/diffusion/detail/modelfile.h"
#include "engine/diffusion/detail/network.h"
#include "engine/diffusion/detail/runtime.h"
#include "engine/image/error.h"

#include <algorithm>
#include <set>

namespace cytosketch {
namespace fs = std::filesystem;
namespace {

constexpr const char* suffix = ".cymodel";

ModelCard cardOf(const std::map<std::string, std::string>& metadata, const fs::path& path) {
  const auto text = metadata.find(modelCardKey);
  if (text == metadata.end()) {
    throw FormatError("is a safetensors file, but not a CytoSketch model", path.string(),
                      "Choose a .cymodel made by this program");
  }
  return modelCardFromJson(text->second, path.string());
}

/// A card that promises a network larger than the file would only cost memory.
void requireWeights(const ModelCard& card, const SafetensorsFile& file) {
  std::size_t bytes = 0;
  for (const auto& [name, tensor] : file.tensors()) {
    bytes += tensor.bytes;
  }
  if (static_cast<std::size_t>(leastParameters(card)) > bytes) {
    throw FormatError("holds fewer weights than its network has", file.path().string(),
                      "The file may be truncated; fetch or make it again");
  }
}

std::vector<fs::path> modelFiles(const std::vector<fs::path>& folders) {
  std::vector<fs::path> files;
  for (const fs::path& folder : folders) {
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
      if (entry.path().extension() == suffix) {
        files.push_back(entry.path());
      }
    }
  }
  return files;
}

} // namespace

Model::Model(ModelCard card, std::shared_ptr<Network> network, std::string hash)
    : card_(std::move(card)), network_(std::move(network)), hash_(std::move(hash)) {}
Model::~Model() = default;

std::shared_ptr<const Model> Model::load(const fs::path& path) {
  std::error_code error;
  if (!fs::exists(path, error)) {
    throw FileError("the model file does not exist", path.string(), "Check the path, or choose another model");
  }
  const SafetensorsFile file = SafetensorsFile::open(path);
  ModelCard card = cardOf(file.metadata(), path);
  requireWeights(card, file);
  if (card.name.empty()) {
    card.name = path.stem().string();
  }
  prepareTensorRuntime(); // before any tensor, else LibTorch may leave this thread a single processor
  std::shared_ptr<Network> network = makeNetwork(card);
  loadParameters(*network, file.tensors(), path.string());
  network->eval();
  return std::make_shared<const Model>(std::move(card), std::move(network), file.contentHash());
}

int Model::totalStride() const {
  return network_->totalStride();
}
int Model::depthStride() const {
  return network_->depthStride();
}
int Model::receptiveRadius() const {
  return network_->receptiveRadius();
}
int Model::depthReceptiveRadius() const {
  return network_->depthReceptiveRadius();
}
bool Model::tileExact() const {
  return network_->tileExact();
}
std::int64_t Model::parameterCount() const {
  std::int64_t count = 0;
  for (const torch::Tensor& parameter : network_->parameters()) {
    count += parameter.numel();
  }
  return count;
}

fs::path findModel(const std::string& nameOrPath, const std::vector<fs::path>& folders) {
  std::error_code error;
  if (!nameOrPath.empty() && fs::is_regular_file(nameOrPath, error)) {
    return nameOrPath;
  }
  for (const fs::path& folder : folders) {
    const fs::path candidate = folder / (nameOrPath + suffix);
    if (fs::is_regular_file(candidate, error)) {
      return candidate;
    }
  }
  std::set<std::string> known;
  for (const fs::path& file : modelFiles(folders)) {
    known.insert(file.stem().string());
  }
  std::string list;
  for (const std::string& name : known) {
    list += (list.empty() ? "" : ", ") + name;
  }
  throw FileError("there is no model of this name or path", nameOrPath,
                  list.empty() ? "Train one, or put a .cymodel file into the model folder"
                               : "Give the path of a .cymodel file, or one of: " + list);
}

std::vector<ModelListEntry> listModels(const std::vector<fs::path>& folders) {
  std::vector<ModelListEntry> entries;
  for (const fs::path& path : modelFiles(folders)) {
    const auto sameName = [&](const ModelListEntry& entry) { return entry.name == path.stem().string(); };
    if (std::any_of(entries.begin(), entries.end(), sameName)) {
      continue; // the earlier folder wins, as in findModel
    }
    try {
      entries.push_back({path.stem().string(), path, cardOf(readSafetensorsMetadata(path), path)});
    } catch (const Error&) {
      continue;
    }
  }
  std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return entries;
}

void writeModel(const Model& model, const ModelCard& card, const std::filesystem::path& path) {
  requireBuildable(card, path.string());
  writeModelFile(path, card, parametersOf(*model.network()), torch::kHalf);
}

} // namespace cytosketch
