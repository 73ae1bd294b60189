#pragma once

#include <string>
#include <string_view>

#include "schemas/article.hpp"
#include "schemas/source_text.hpp"

namespace dateline {

/// JSON Feed 1.0 and 1.1.
bool begins_json_feed(std::string_view beginning);
bool parse_json_feed(SourceText text, const std::string& url, Feed& feed);

}  // namespace dateline
