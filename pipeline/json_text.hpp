#pragma once

#include <map>
#include <string>
#include <string_view>

#include "schemas/source_text.hpp"

namespace dateline {

/// The strings at the top level of one JSON object, by key, each character with its bytes in `line` ("\u20ac" is one character from six
/// bytes). The last one of a key counts. Requires: `line` is a valid JSON object in UTF-8.
std::map<std::string, SourceText> json_strings(std::string_view line);

}  // namespace dateline
