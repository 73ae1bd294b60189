#pragma once

#include <vector>

#include "pipeline/html/document.hpp"
#include "schemas/source_text.hpp"

namespace dateline {

/// The paragraphs of an article that stands nowhere but in the data that a page carries for its own script
/// (`<script type="application/json">`, as many frameworks write it): the value with the most text, HTML or a list of paragraphs.
/// Empty where none has the size of an article.
std::vector<SourceText> paragraphs_in_scripts(const HtmlDocument& document);

}  // namespace dateline
