#pragma once

#include "engine/dataset/fingerprint.h"
#include "engine/learning/untrained.h"

#include <QMap>
#include <QString>

#include <filesystem>
#include <string>

namespace cytosketch::test {

/// A recipe of small simulated sketches in `layout`, whose samples take a few milliseconds each.
inline std::string tinyRecipe(const std::string& layout, int count, const std::string& more = "") {
  return R"({"name": "Kerne ядра 核", "count": )" + std::to_string(count) + R"(, "layout": ")" + layout +
         R"(", "validation": 20, "test": 10,
    "source": {"simulator": "hela", "parameters": {"count": [4, 8], "size.x": 64, "size.y": 48}},
    "generation": {"t-start": [300, 400], "sigma": [0.5, 1.5], "steps": 2, "precision": "fp32"})" +
         more + "}";
}

/// A model that predicts something, but nothing sensible.
inline void writeTinyModel(const std::filesystem::path& path) {
  ModelCard card;
  card.name = "tiny";
  card.architecture = "tile-exact-unet";
  card.widths = {16, 24};
  card.blocks = {1, 1};
  writeUntrainedModel(path, card, 5, 0.05);
}

/// Every file below a folder, hidden ones too, with its hash.
inline QMap<QString, QString> contentOf(const std::filesystem::path& folder) {
  QMap<QString, QString> content;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const QString name = QString::fromStdString(entry.path().lexically_relative(folder).generic_string());
    content[name] = entry.is_regular_file() ? QString::fromStdString(fileFingerprint(entry.path())) : QString("folder");
  }
  return content;
}

} // namespace cytosketch::test
