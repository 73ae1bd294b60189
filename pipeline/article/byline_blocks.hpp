#pragma once

#include <string_view>
#include <vector>

#include "pipeline/article/body.hpp"
#include "schemas/source_text.hpp"

namespace dateline {

/// The authors that stand in a line of the page: in elements named after a byline, else in a line above the text that begins like one
/// ("By Ann Lee").
std::vector<SourceText> names_in_blocks(const HtmlDocument& document, const PageBlocks& blocks, const Body& body, std::string_view site);

}  // namespace dateline
