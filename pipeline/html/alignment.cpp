#include "pipeline/html/alignment.hpp"

#include <algorithm>
#include <cstring>

namespace dateline {
namespace {

constexpr std::string_view vanishing = "</>";  // a missing end tag name: the tokenizer drops it without ending the text
constexpr std::string_view replaced = "\xEF\xBF\xBD";

class Alignment {
public:
    Alignment(std::string_view page, std::string_view decoded, Where where, std::vector<Stretch>& out)
        : page_(page), decoded_(decoded), where_(where), out_(out) {}

    std::uint32_t raw = 0, at = 0;

    void put(std::uint32_t decoded_length, std::uint32_t raw_length, bool atomic) {
        if (!atomic && !out_.empty()) {
            Stretch& last = out_.back();
            if (!last.atomic && last.decoded + last.decoded_length == at && last.raw + last.raw_length == raw) {
                last.decoded_length += decoded_length;
                last.raw_length += raw_length;
                at += decoded_length;
                raw += raw_length;
                return;
            }
        }
        out_.push_back({at, decoded_length, raw, raw_length, atomic});
        at += decoded_length;
        raw += raw_length;
    }

    /// The bytes up to `decoded_end`. `raw_end` is exact where a reference follows, else only a limit.
    bool gap(std::uint32_t decoded_end, std::uint32_t raw_end, bool exact) {
        const std::uint32_t n = decoded_end - at;
        if (n > 0 && raw + n <= raw_end && std::memcmp(page_.data() + raw, decoded_.data() + at, n) == 0 &&
            (exact ? raw + n == raw_end : !ends_in_vanishing(n))) {
            put(n, n, false);
            return true;
        }
        while (at < decoded_end) {
            if (raw >= raw_end) return false;
            if (vanishes(decoded_end)) {
                raw += 3;
                continue;
            }
            const char c = page_[raw];
            if (c == '\r' && decoded_[at] == '\n')
                put(1, raw + 1 < raw_end && page_[raw + 1] == '\n' ? 2 : 1, true);
            else if (c == '\0' && decoded_.substr(at, 3) == replaced)
                put(3, 1, true);
            else if (c == decoded_[at])
                put(1, 1, false);
            else
                return false;
        }
        if (!exact) return true;
        while (raw < raw_end && vanishes(decoded_end)) raw += 3;
        return raw == raw_end;
    }

private:
    bool vanishes(std::uint32_t decoded_end) const {
        return where_ == Where::text && page_.substr(raw, 3) == vanishing &&
               decoded_.substr(at, std::min<std::uint32_t>(3, decoded_end - at)) != vanishing;
    }

    /// Whether the last "<" or "</" of `n` equal bytes could be the start of a "</>" that vanished.
    bool ends_in_vanishing(std::uint32_t n) const {
        if (where_ != Where::text) return false;
        for (std::uint32_t back = 1; back <= std::min<std::uint32_t>(n, 2); ++back)
            if (page_.substr(raw + n - back, 3) == vanishing) return true;
        return false;
    }

    std::string_view page_, decoded_;
    Where where_;
    std::vector<Stretch>& out_;
};

}  // namespace

bool align(std::string_view page, std::uint32_t raw_begin, std::string_view decoded, std::span<const Reference> references, Where where,
           std::vector<Stretch>& out) {
    Alignment alignment(page, decoded, where, out);
    alignment.raw = raw_begin;
    for (const Reference& reference : references) {
        if (reference.raw < alignment.raw || reference.decoded < alignment.at ||
            reference.decoded + reference.decoded_length > decoded.size())
            return false;
        if (!alignment.gap(reference.decoded, reference.raw, true)) return false;
        alignment.put(reference.decoded_length, reference.raw_length, true);
    }
    return alignment.gap(static_cast<std::uint32_t>(decoded.size()), static_cast<std::uint32_t>(page.size()), false);
}

}  // namespace dateline
