#pragma once

#include <string>
#include <string_view>

#include "schemas/article.hpp"
#include "schemas/source_text.hpp"

namespace dateline {

/// OPML 1.0 and 2.0: the feeds of a list, however deep its folders. Outlines without a feed are folders or notes and give no entry.
bool begins_opml(std::string_view beginning);
bool parse_opml(SourceText text, const std::string& url, Feed& feed);

/// The list as OPML 2.0, flat, folders kept as categories.
std::string opml_of(const Feed& list);

}  // namespace dateline
