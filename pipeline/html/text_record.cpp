#include "pipeline/html/text_record.hpp"

#include <algorithm>

namespace dateline {

void TextRecord::put(const Stretch& stretch) {
    if (!stretches.empty() && !stretch.atomic && !stretches.back().atomic &&
        stretches.back().raw + stretches.back().raw_length == stretch.raw) {
        stretches.back().decoded_length += stretch.decoded_length;
        stretches.back().raw_length += stretch.raw_length;
    } else {
        stretches.push_back(stretch);
    }
    length += stretch.decoded_length;
}

void TextRecord::append(std::string_view decoded, std::span<const Stretch> of_decoded, std::uint32_t begin, std::uint32_t end, Nuls nuls) {
    for (const Stretch& stretch : of_decoded) {
        const std::uint32_t from = std::max(begin, stretch.decoded), to = std::min(end, stretch.decoded + stretch.decoded_length);
        if (from >= to) continue;
        if (stretch.atomic) {
            if (from != stretch.decoded || to != stretch.decoded + stretch.decoded_length) exact = false;
            put({length, to - from, stretch.raw, stretch.raw_length, true});
            continue;
        }
        std::uint32_t raw = stretch.raw + (from - stretch.decoded);
        for (std::uint32_t at = from; at < to;) {
            std::uint32_t next = to;
            if (nuls != Nuls::kept) next = static_cast<std::uint32_t>(std::min<std::size_t>(decoded.find('\0', at), to));
            if (next > at) put({length, next - at, raw, next - at, false});
            raw += next - at;
            at = next;
            if (at == to) break;
            if (nuls == Nuls::replaced) put({length, 3, raw, 1, true});
            ++raw;
            ++at;
        }
    }
}

}  // namespace dateline
