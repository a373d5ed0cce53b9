#include "engine/sketch/labelgroups.h"

#include <algorithm>

namespace cytosketch {

std::string_view kindName(CellKind kind) {
  switch (kind) {
  case CellKind::Nucleus:
    return "nucleus";
  case CellKind::Cytoplasm:
    return "cytoplasm";
  case CellKind::WholeCell:
    return "whole-cell";
  }
  return "";
}

std::set<LabelGroup> labelGroupsOf(const Sketch& sketch) {
  std::set<LabelGroup> groups;
  for (const auto& [id, cell] : sketch.cells()) {
    groups.emplace(cell->channel, cell->kind);
  }
  return groups;
}

std::string partOfName(const LabelGroup& group, const std::set<LabelGroup>& groups) {
  const bool channels = groups.begin()->first != groups.rbegin()->first;
  const bool kinds = std::any_of(groups.begin(), groups.end(),
                                 [&](const LabelGroup& other) { return other.second != groups.begin()->second; });
  std::string part = channels ? "_channel" + std::to_string(group.first + 1) : std::string();
  return kinds ? part.append("_").append(kindName(group.second)) : part;
}

} // namespace cytosketch
