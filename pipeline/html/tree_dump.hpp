#pragma once

#include <string>

#include "pipeline/html/document.hpp"

namespace dateline {

/// The tree in the format of the html5lib tree-construction tests: one line a node, "| " and two blanks a level, attributes sorted.
std::string tree_dump(const HtmlDocument& document);

}  // namespace dateline
