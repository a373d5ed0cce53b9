#include "engine/dataset/samplerecord.h"

#include "engine/image/error.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace cytosketch {
namespace {

using Json = nlohmann::ordered_json;

/// A figure with the digits that mean something; null where there is none.
Json rounded(double value) {
  constexpr double digits = 1.0e6;
  return std::isfinite(value) ? Json(std::round(value * digits) / digits) : Json();
}

double numberOf(const Json& value) {
  return value.is_number() ? value.get<double>() : std::nan("");
}

Split splitOf(const std::string& text) {
  return text == "val" ? Split::Validation : text == "test" ? Split::Test : Split::Train;
}

} // namespace

std::string recordToJson(const SampleRecord& record, bool withPart) {
  const Extent& e = record.extent;
  Json json{{"index", record.index},
            {"name", record.name},
            {"split", name(record.split)},
            {"setAside", record.setAside},
            {"attempt", record.attempt},
            {"settings", Json::parse(record.settings)},
            {"sketch", Json::parse(record.origin)},
            {"extent", {{"t", e.t}, {"c", e.c}, {"z", e.z}, {"y", e.y}, {"x", e.x}}},
            {"figures",
             {{"cells", record.figures.cells},
              {"judged", record.figures.judged},
              {"lost", record.figures.lost},
              {"zncc", rounded(record.figures.zncc)},
              {"meanGrey", rounded(record.figures.meanGrey)}}}};
  json["files"] = Json::array();
  for (const FileRecord& file : record.files) {
    json["files"].push_back({{"path", file.path}, {"bytes", file.bytes}, {"hash", file.hash}});
  }
  if (withPart) {
    json["part"] = record.part;
  }
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

SampleRecord recordFromJson(const std::string& text, const std::string& where) {
  try {
    const Json json = Json::parse(text);
    SampleRecord record;
    record.index = json.at("index").get<std::int64_t>();
    record.name = json.at("name").get<std::string>();
    record.split = splitOf(json.at("split").get<std::string>());
    record.setAside = json.at("setAside").get<bool>();
    record.attempt = json.at("attempt").get<std::int64_t>();
    record.settings = json.at("settings").dump();
    record.origin = json.at("sketch").dump();
    const Json& e = json.at("extent");
    record.extent = {e.at("t").get<std::int64_t>(), e.at("c").get<std::int64_t>(), e.at("z").get<std::int64_t>(),
                     e.at("y").get<std::int64_t>(), e.at("x").get<std::int64_t>()};
    const Json& figures = json.at("figures");
    record.figures = {figures.at("cells").get<std::int64_t>(), figures.at("judged").get<std::int64_t>(),
                      figures.at("lost").get<std::int64_t>(), numberOf(figures.at("zncc")),
                      numberOf(figures.at("meanGrey"))};
    for (const Json& file : json.at("files")) {
      record.files.push_back({file.at("path").get<std::string>(), file.at("bytes").get<std::uint64_t>(),
                              file.at("hash").get<std::string>()});
    }
    record.part = json.value("part", "");
    return record;
  } catch (const nlohmann::json::exception&) {
    throw FormatError("does not describe a sample of a dataset", where, "Choose a file that CytoSketch wrote");
  }
}

} // namespace cytosketch
