#pragma once

#include <string_view>

#include "schemas/article.hpp"
#include "schemas/source_text.hpp"

namespace dateline {

/// RSS 0.9x and 2.0, RDF (RSS 0.90, 1.0), Atom 0.3 and 1.0, and CDF.
bool begins_xml_feed(std::string_view beginning);
bool parse_xml_feed(SourceText text, const std::string& url, Feed& feed);

}  // namespace dateline
