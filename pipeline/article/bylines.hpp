#pragma once

#include <string_view>
#include <vector>

#include "schemas/source_text.hpp"

namespace dateline {

/// The names in a byline ("By Ann Lee and Bo Chen, Reuters"), each with its raw bytes. Addresses, dates, e-mail and the words around the
/// names are left out; `site` is no author.
std::vector<SourceText> names_in_byline(const SourceText& byline, std::string_view site);

}  // namespace dateline
