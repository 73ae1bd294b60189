#pragma once

#include <vector>

#include "schemas/error.hpp"
#include "schemas/source_text.hpp"

namespace dateline {

/// Elements may be nested so deep; what is deeper loses its tags and keeps its text.
constexpr std::size_t deepest_element = 256;

/// What an XML parser would refuse, mended where the meaning is plain: text before the first tag and control characters are dropped, a "<"
/// that begins no tag becomes a reference. Well-formed text comes back as it is. `too_deep` tells that `balanced` is needed.
struct RepairedXml {
    SourceText text;
    bool too_deep = false;
};
RepairedXml repaired(SourceText text, std::vector<Warning>& warnings);

/// Any tag soup as well-formed XML: missing end tags are put in, stray ones dropped, attributes get quotes, a cut document is closed. What
/// stands in the text stays, with its raw bytes.
SourceText balanced(const SourceText& text);

}  // namespace dateline
