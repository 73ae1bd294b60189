#pragma once

#include <string>
#include <string_view>

#include "schemas/source_text.hpp"

namespace dateline::tests {

/// `bytes` with "[" and "]" around every raw range that characters of `text` came from: shows at a glance whether the map is right.
inline std::string marked_bytes(std::string_view bytes, const SourceText& text) {
    std::string out;
    std::size_t at = 0;
    for (const RawSpan& range : text.raw(text.all())) {
        if (range.begin.value < at || range.end.value > bytes.size()) return "ranges out of order or outside";
        out.append(bytes.substr(at, range.begin.value - at)).append("[");
        out.append(bytes.substr(range.begin.value, range.length())).append("]");
        at = range.end.value;
    }
    return out.append(bytes.substr(at));
}

}  // namespace dateline::tests
