#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schemas/offset.hpp"

namespace dateline {

/// "up by [[20.7 percent]]" taken apart: the text, and the spans between the marks in order of their start. Marks may nest.
struct MarkedText {
    std::string text;
    std::vector<Span> spans;
};

/// Nothing where a mark has no partner.
std::optional<MarkedText> without_marks(std::string_view marked);

}  // namespace dateline
