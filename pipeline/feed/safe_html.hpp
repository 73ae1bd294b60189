#pragma once

#include <string>

#include "schemas/source_text.hpp"

namespace dateline {

/// `html` as a fragment that may be shown: only elements and attributes of a short list, written anew from the parsed tree, so that nothing
/// a parser might read otherwise gets through. No scripts, styles, frames, forms or embedded objects; links only to the web, mail and
/// telephones, resolved against `base` where it is not empty.
std::string safe_html(const SourceText& html, const std::string& base);

}  // namespace dateline
