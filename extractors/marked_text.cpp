#include "extractors/marked_text.hpp"

#include "schemas/utf8.hpp"

namespace dateline {

std::optional<MarkedText> without_marks(std::string_view marked) {
    MarkedText out;
    std::vector<std::size_t> open;
    std::uint32_t characters = 0;
    for (std::size_t i = 0; i < marked.size();) {
        if (marked.substr(i, 2) == "[[") {
            open.push_back(out.spans.size());
            out.spans.push_back({{characters}, {characters}});
            i += 2;
        } else if (marked.substr(i, 2) == "]]") {
            if (open.empty()) return std::nullopt;
            out.spans[open.back()].end = {characters};
            open.pop_back();
            i += 2;
        } else {
            const std::uint32_t length = decode_at(marked, i).length;
            out.text += marked.substr(i, length);
            i += length;
            ++characters;
        }
    }
    if (!open.empty()) return std::nullopt;
    return out;
}

}  // namespace dateline
