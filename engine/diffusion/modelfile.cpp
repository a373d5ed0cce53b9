#include "engine/diffusion/detail/modelfile.h"

#include "engine/image/error.h"

namespace cytosketch {
namespace {

const std::map<std::string, torch::ScalarType>& scalarTypes() {
  static const std::map<std::string, torch::ScalarType> types{
      {"F32", torch::kFloat}, {"F64", torch::kDouble}, {"F16", torch::kHalf}, {"BF16", torch::kBFloat16},
      {"I64", torch::kInt64}, {"I32", torch::kInt32},  {"U8", torch::kUInt8}};
  return types;
}

} // namespace

TensorEntry entryOf(const torch::Tensor& tensor) {
  TORCH_CHECK(tensor.is_contiguous() && tensor.device().is_cpu());
  TensorEntry entry;
  for (const auto& [name, type] : scalarTypes()) {
    if (type == tensor.scalar_type()) {
      entry.dtype = name;
    }
  }
  TORCH_CHECK(!entry.dtype.empty());
  entry.shape = tensor.sizes().vec();
  entry.data = static_cast<const std::byte*>(tensor.data_ptr());
  entry.bytes = tensor.nbytes();
  return entry;
}

torch::Tensor tensorOf(const TensorEntry& entry, const std::string& where) {
  const auto type = scalarTypes().find(entry.dtype);
  if (type == scalarTypes().end()) {
    throw FormatError("holds a tensor of type " + entry.dtype + ", which weights never have", where, "");
  }
  torch::Tensor tensor = torch::empty(entry.shape, type->second);
  std::copy_n(entry.data, entry.bytes, static_cast<std::byte*>(tensor.data_ptr()));
  return tensor;
}

std::map<std::string, torch::Tensor> parametersOf(const torch::nn::Module& network) {
  std::map<std::string, torch::Tensor> parameters;
  for (const auto& item : network.named_parameters()) {
    parameters[item.key()] = item.value().detach().to(torch::kCPU, torch::kFloat).contiguous();
  }
  return parameters;
}

void loadParameters(torch::nn::Module& network, const std::map<std::string, TensorEntry>& tensors,
                    const std::string& where) {
  constexpr const char* remedy = "The file is damaged or made for another network; fetch or make it again";
  const torch::NoGradGuard noGradients;
  const auto parameters = network.named_parameters();
  if (parameters.size() != tensors.size()) {
    throw FormatError("holds " + std::to_string(tensors.size()) + " weights where its network has " +
                          std::to_string(parameters.size()),
                      where, remedy);
  }
  for (const auto& item : parameters) {
    const auto entry = tensors.find(item.key());
    if (entry == tensors.end() || entry->second.shape != item.value().sizes().vec()) {
      throw FormatError("lacks the weights \"" + item.key() + "\" of its network", where, remedy);
    }
    const torch::Tensor weights = tensorOf(entry->second, where).to(torch::kFloat);
    if (!torch::isfinite(weights).all().item<bool>()) {
      throw FormatError("its weights \"" + item.key() + "\" are not all finite numbers", where, remedy);
    }
    torch::Tensor target = item.value();
    target.copy_(weights);
  }
}

void writeModelFile(const std::filesystem::path& path, const ModelCard& card,
                    const std::map<std::string, torch::Tensor>& parameters, torch::ScalarType type) {
  std::map<std::string, torch::Tensor> stored;
  std::map<std::string, TensorEntry> entries;
  for (const auto& [name, tensor] : parameters) {
    stored[name] = tensor.to(torch::kCPU, type).contiguous();
    entries[name] = entryOf(stored[name]);
  }
  writeSafetensors(path, {{modelCardKey, toJson(card)}, {"format", "pt"}}, entries);
}

} // namespace cytosketch
