#pragma once

#include "engine/study/latentmap.h"

#include <filesystem>
#include <string>

namespace cytosketch {

/// One line per point: image, kind, x, y, patches judged and found out.
std::string toCsv(const LatentMap& map);
/// The map as a drawing of its own.
std::string toSvg(const LatentMap& map);
/// All of it for machines.
std::string toJson(const LatentMap& map);

/// The part of an HTML page that shows the map, its numbers and the images; pictures as writeLatentFiles() names them.
std::string latentHtml(const LatentMap& map);
/// latent-map.csv, latent-map.svg, latent-map.json and the pictures in images/, which is made. @throws FileError
void writeLatentFiles(const LatentMap& map, const std::filesystem::path& folder);
/// These and a page of their own, which is returned. @throws FileError
std::filesystem::path writeLatentReport(const LatentMap& map, const std::filesystem::path& folder);

} // namespace cytosketch
