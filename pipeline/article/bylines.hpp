#pragma once

#include <string_view>
#include <vector>

#include "schemas/source_text.hpp"

namespace dateline {

/// The names in a byline ("By Ann Lee and Bo Chen, Reuters"), each with its raw bytes. Addresses, dates, e-mail and the words around the
/// names are left out; `site` is no author.
std::vector<SourceText> names_in_byline(const SourceText& byline, std::string_view site);

/// The same for a name that structured data gives: it is one name unless commas or "and" part it, and it may be the site.
std::vector<SourceText> names_in_field(const SourceText& name);

/// Whether a line begins as a byline does: "By ", "Von ", "Written by: ".
bool opens_byline(std::string_view line);

/// The same, and words that may be names follow.
bool opens_with_names(std::string_view line);

}  // namespace dateline
