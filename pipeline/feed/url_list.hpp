#pragma once

#include <string>
#include <string_view>

#include "schemas/article.hpp"
#include "schemas/source_text.hpp"

namespace dateline {

/// A text with one http or https URL a line, as sitemaps may be: of pages, feeds or both. Blank lines and those that begin with "#" are
/// passed over; a text with any other line in its beginning is no list, further down such lines are warned of.
bool begins_url_list(std::string_view beginning);
bool parse_url_list(SourceText text, const std::string& url, Feed& feed);

}  // namespace dateline
