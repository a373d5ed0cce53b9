#include "engine/diffusion/detail/safetensors.h"

#include "engine/image/atomicfile.h"
#include "engine/image/error.h"

#include <nlohmann/json.hpp>

#include <array>
#include <cstdio>
#include <cstring>
#include <fstream>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace cytosketch {
namespace {

constexpr std::uint64_t maximumHeader = 64ULL << 20;
constexpr const char* damagedRemedy = "The file may be truncated or not a model file; fetch or make it again";

std::size_t bytesPerElement(const std::string& dtype, const std::string& where) {
  static const std::map<std::string, std::size_t> sizes{{"F64", 8}, {"I64", 8}, {"F32", 4}, {"I32", 4}, {"F16", 2},
                                                        {"BF16", 2}, {"U16", 2}, {"I16", 2}, {"I8", 1},  {"U8", 1},
                                                        {"BOOL", 1}};
  const auto found = sizes.find(dtype);
  if (found == sizes.end()) {
    throw FormatError("holds a tensor of unknown type \"" + dtype + "\"", where, damagedRemedy);
  }
  return found->second;
}

TensorEntry readEntry(const nlohmann::json& description, const std::byte* data, std::size_t dataSize,
                      const std::string& where) {
  TensorEntry entry;
  entry.dtype = description.at("dtype").get<std::string>();
  std::size_t expected = bytesPerElement(entry.dtype, where);
  for (const auto& axis : description.at("shape")) {
    const auto size = axis.get<std::int64_t>();
    if (size < 0 || (size > 0 && expected > dataSize / static_cast<std::size_t>(size))) {
      throw FormatError("a tensor is larger than the file", where, damagedRemedy);
    }
    entry.shape.push_back(size);
    expected *= static_cast<std::size_t>(size);
  }
  const auto offsets = description.at("data_offsets").get<std::array<std::uint64_t, 2>>();
  if (offsets[0] > offsets[1] || offsets[1] > dataSize || offsets[1] - offsets[0] != expected) {
    throw FormatError("a tensor's place does not fit the file", where, damagedRemedy);
  }
  entry.data = data + offsets[0];
  entry.bytes = expected;
  return entry;
}

/// Maps the whole file read-only. @throws FileError, FormatError
std::shared_ptr<const std::byte> mapFile(const std::filesystem::path& path, std::size_t& size) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    throw FileError(std::string("cannot be opened: ") + std::strerror(errno), path.string(), "Check the path");
  }
  struct stat status {};
  if (::fstat(file, &status) != 0 || !S_ISREG(status.st_mode) || status.st_size < 8) {
    ::close(file);
    throw FormatError("is not a safetensors file", path.string(), damagedRemedy);
  }
  size = static_cast<std::size_t>(status.st_size);
  void* mapped = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
  ::close(file);
  if (mapped == MAP_FAILED) {
    throw FileError("cannot be mapped into memory", path.string(), "Close other programs and try again");
  }
  const std::size_t length = size;
  return {static_cast<const std::byte*>(mapped),
          [length](const std::byte* start) { ::munmap(const_cast<std::byte*>(start), length); }};
}

} // namespace

SafetensorsFile SafetensorsFile::open(const std::filesystem::path& path) {
  SafetensorsFile file;
  file.path_ = path;
  file.mapping_ = mapFile(path, file.size_);
  const std::string where = path.string();
  std::uint64_t headerSize = 0;
  std::memcpy(&headerSize, file.mapping_.get(), sizeof headerSize);
  if (headerSize > maximumHeader || headerSize > file.size_ - 8) {
    throw FormatError("is not a safetensors file, or is truncated", where, damagedRemedy);
  }
  const auto* text = reinterpret_cast<const char*>(file.mapping_.get() + 8);
  const std::byte* data = file.mapping_.get() + 8 + headerSize;
  const std::size_t dataSize = file.size_ - 8 - static_cast<std::size_t>(headerSize);
  try {
    const auto header = nlohmann::json::parse(text, text + headerSize);
    for (const auto& [name, description] : header.items()) {
      if (name == "__metadata__") {
        file.metadata_ = description.get<std::map<std::string, std::string>>();
      } else {
        file.tensors_[name] = readEntry(description, data, dataSize, where);
      }
    }
  } catch (const nlohmann::json::exception&) {
    throw FormatError("has a damaged header", where, damagedRemedy);
  }
  return file;
}

std::string SafetensorsFile::contentHash() const {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  const std::byte* bytes = mapping_.get();
  for (std::size_t i = 0; i < size_; ++i) {
    hash = (hash ^ static_cast<std::uint64_t>(bytes[i])) * 0x100000001b3ULL;
  }
  std::array<char, 17> text{};
  std::snprintf(text.data(), text.size(), "%016llx", static_cast<unsigned long long>(hash));
  return text.data();
}

void writeSafetensors(const std::filesystem::path& path, const std::map<std::string, std::string>& metadata,
                      const std::map<std::string, TensorEntry>& tensors) {
  nlohmann::json header;
  if (!metadata.empty()) {
    header["__metadata__"] = metadata;
  }
  std::uint64_t offset = 0;
  for (const auto& [name, tensor] : tensors) {
    header[name] = {{"dtype", tensor.dtype}, {"shape", tensor.shape}, {"data_offsets", {offset, offset + tensor.bytes}}};
    offset += tensor.bytes;
  }
  std::string text = header.dump();
  text.append((8 - text.size() % 8) % 8, ' ');
  writeAtomically(path, [&](const std::filesystem::path& temporary) {
    std::ofstream file(temporary, std::ios::binary);
    const auto headerSize = static_cast<std::uint64_t>(text.size());
    file.write(reinterpret_cast<const char*>(&headerSize), sizeof headerSize);
    file.write(text.data(), static_cast<std::streamsize>(text.size()));
    for (const auto& [name, tensor] : tensors) {
      file.write(reinterpret_cast<const char*>(tensor.data), static_cast<std::streamsize>(tensor.bytes));
    }
    file.close();
    if (!file) {
      throw FileError("cannot be written completely", path.string(), "Check that the disk is not full");
    }
  });
}

} // namespace cytosketch
