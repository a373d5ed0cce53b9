#include "engine/diffusion/detail/safetensors.h"

#include "engine/image/atomicfile.h"
#include "engine/image/error.h"

#include <nlohmann/json.hpp>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

namespace cytosketch {
namespace {

constexpr std::uint64_t maximumHeader = 64ULL << 20;
constexpr const char* metadataKey = "__metadata__";
constexpr const char* damagedRemedy = "The file may be truncated or not a model file; fetch or make it again";

std::size_t bytesPerElement(const std::string& dtype, const std::string& where) {
  static const std::map<std::string, std::size_t> sizes{{"F64", 8}, {"I64", 8},  {"F32", 4}, {"I32", 4},
                                                        {"F16", 2}, {"BF16", 2}, {"U16", 2}, {"I16", 2},
                                                        {"I8", 1},  {"U8", 1},   {"BOOL", 1}};
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

/// An open file whose first 8 bytes were read. @throws FileError, FormatError
std::ifstream openSafetensors(const std::filesystem::path& path, std::uint64_t& headerSize, std::uint64_t& fileSize) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) {
    throw FormatError("is a folder, not a safetensors file", path.string(), "Choose a file");
  }
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    throw FileError(std::string("cannot be opened: ") + std::strerror(errno), path.string(), "Check the path");
  }
  fileSize = std::filesystem::file_size(path, error);
  file.read(reinterpret_cast<char*>(&headerSize), sizeof headerSize);
  if (error || !file || headerSize > maximumHeader || headerSize > fileSize - 8) {
    throw FormatError("is not a safetensors file, or is truncated", path.string(), damagedRemedy);
  }
  return file;
}

nlohmann::json readHeader(std::ifstream& file, std::uint64_t headerSize, const std::string& where) {
  std::string text(headerSize, ' ');
  if (!file.read(text.data(), static_cast<std::streamsize>(headerSize))) {
    throw FormatError("is truncated", where, damagedRemedy);
  }
  auto header = nlohmann::json::parse(text);
  if (!header.is_object()) {
    throw FormatError("has a damaged header", where, damagedRemedy);
  }
  return header;
}

std::shared_ptr<const std::byte> readContent(std::ifstream& file, std::size_t size, const std::string& where) {
  auto content = std::make_shared<std::vector<std::byte>>(size);
  if (!file.read(reinterpret_cast<char*>(content->data()), static_cast<std::streamsize>(size))) {
    throw FormatError("is truncated", where, damagedRemedy);
  }
  return {content, content->data()};
}

/// The bytes of the file from `offset` on, mapped; the mapping begins at the file's start, as pages do.
std::shared_ptr<const std::byte> mapContent(const std::string& where, std::size_t offset, std::size_t fileSize) {
  const int file = ::open(where.c_str(), O_RDONLY | O_CLOEXEC);
  void* const mapped = file < 0 ? MAP_FAILED : ::mmap(nullptr, fileSize, PROT_READ, MAP_PRIVATE, file, 0);
  const int failure = errno;
  if (file >= 0) {
    ::close(file);
  }
  if (mapped == MAP_FAILED) {
    throw FileError(std::string("cannot be mapped: ") + std::strerror(failure), where, "Check the path");
  }
  const std::shared_ptr<const void> owner(mapped, [fileSize](const void* p) {
    ::munmap(const_cast<void*>(p), fileSize); // NOLINT(cppcoreguidelines-pro-type-const-cast): munmap's signature
  });
  return {owner, static_cast<const std::byte*>(mapped) + offset};
}

/// Runs work on a parsed header; JSON's own exceptions become one of ours.
template <typename Work>
auto guardHeader(const std::string& where, const Work& work) {
  try {
    return work();
  } catch (const nlohmann::json::exception&) {
    throw FormatError("has a damaged header", where, damagedRemedy);
  }
}

} // namespace

SafetensorsFile SafetensorsFile::open(const std::filesystem::path& path) {
  return read(path, false);
}

SafetensorsFile SafetensorsFile::map(const std::filesystem::path& path) {
  return read(path, true);
}

SafetensorsFile SafetensorsFile::read(const std::filesystem::path& path, bool mapped) {
  const std::string where = path.string();
  std::uint64_t headerSize = 0;
  std::uint64_t fileSize = 0;
  std::ifstream stream = openSafetensors(path, headerSize, fileSize);
  return guardHeader(where, [&] {
    SafetensorsFile file;
    file.path_ = path;
    const nlohmann::json header = readHeader(stream, headerSize, where);
    const auto offset = static_cast<std::size_t>(8 + headerSize);
    file.contentSize_ = static_cast<std::size_t>(fileSize) - offset;
    file.content_ = mapped ? mapContent(where, offset, static_cast<std::size_t>(fileSize))
                           : readContent(stream, file.contentSize_, where);
    for (const auto& [name, description] : header.items()) {
      if (name == metadataKey) {
        file.metadata_ = description.get<std::map<std::string, std::string>>();
      } else {
        file.tensors_[name] = readEntry(description, file.content_.get(), file.contentSize_, where);
      }
    }
    file.headerText_ = header.dump();
    return file;
  });
}

std::map<std::string, std::string> readSafetensorsMetadata(const std::filesystem::path& path) {
  const std::string where = path.string();
  std::uint64_t headerSize = 0;
  std::uint64_t fileSize = 0;
  std::ifstream stream = openSafetensors(path, headerSize, fileSize);
  return guardHeader(where, [&] {
    const nlohmann::json header = readHeader(stream, headerSize, where);
    return header.value(metadataKey, std::map<std::string, std::string>());
  });
}

std::string SafetensorsFile::contentHash() const {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  const auto add = [&hash](std::uint64_t byte) { hash = (hash ^ byte) * 0x100000001b3ULL; };
  for (const char c : headerText_) {
    add(static_cast<unsigned char>(c));
  }
  for (std::size_t i = 0; i < contentSize_; ++i) {
    add(static_cast<std::uint64_t>(content_.get()[i]));
  }
  std::array<char, 17> text{};
  std::snprintf(text.data(), text.size(), "%016llx", static_cast<unsigned long long>(hash));
  return text.data();
}

void writeSafetensors(const std::filesystem::path& path, const std::map<std::string, std::string>& metadata,
                      const std::map<std::string, TensorEntry>& tensors) {
  nlohmann::json header;
  if (!metadata.empty()) {
    header[metadataKey] = metadata;
  }
  std::uint64_t offset = 0;
  for (const auto& [name, tensor] : tensors) {
    header[name] = {
        {"dtype", tensor.dtype}, {"shape", tensor.shape}, {"data_offsets", {offset, offset + tensor.bytes}}};
    offset += tensor.bytes;
  }
  std::string text = header.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
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
