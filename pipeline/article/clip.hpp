#pragma once

#include <string_view>

#include "schemas/clipping.hpp"

namespace dateline {

/// The parts of a fetched page that are its article, not normalized yet. Never fails: a page without an article says so in `page`, and what
/// was odd stands in `warnings`.
Clipping clip(const RawDocument& page);

/// The same for HTML that a feed carries as an entry's content or summary: all of it is the article.
Clipping clip(const SourceText& html_fragment, std::string_view base_url);

/// The encoding in which `clip` reads the page, for the record.
std::string charset_of(const RawDocument& page);

}  // namespace dateline
