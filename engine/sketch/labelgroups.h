#pragma once

#include "engine/sketch/sketch.h"

#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace cytosketch {

/// "nucleus", "cytoplasm", "whole-cell": as in files and on the command line.
std::string_view kindName(CellKind kind);

/// Cells that share a label image: none of another kind or channel hides them. Channel from 0, kind.
using LabelGroup = std::pair<std::int32_t, CellKind>;

std::set<LabelGroup> labelGroupsOf(const Sketch& sketch);

/// What the name of a group's label image adds: "_channel1_nucleus"; what is the same for all groups is left out. Names
/// count channels from 1, as ImageJ does.
std::string partOfName(const LabelGroup& group, const std::set<LabelGroup>& groups);

} // namespace cytosketch
