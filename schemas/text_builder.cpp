#include "schemas/text_builder.hpp"

#include <algorithm>

#include "schemas/utf8.hpp"

namespace dateline {

void TextBuilder::append(char32_t code_point, RawSpan raw, RunKind kind) {
    append_utf8(utf8_, code_point);
    origin_.push({0, 1, raw.begin.value, raw.length(), raw.payload, kind});
}

void TextBuilder::append(char32_t code_point, std::span<const RawSpan> raw) {
    if (raw.empty()) {
        append_utf8(utf8_, code_point);
        origin_.push({0, 1, 0, 0, 0, RunKind::inserted});
        return;
    }
    append(code_point, raw.front());
    for (const RawSpan& more : raw.subspan(1)) origin_.push({0, 0, more.begin.value, more.length(), more.payload, RunKind::decoded});
}

void TextBuilder::append(const SourceText& source, Span span) {
    if (span.empty()) return;
    utf8_.append(source.slice(span));
    const auto runs = source.origin().runs();
    auto run = std::upper_bound(runs.begin(), runs.end(), span.begin.value,
                                [](std::uint32_t at, const OffsetRun& r) { return at < r.text_begin + r.length; });
    for (; run != runs.end() && run->text_begin < span.end.value + (run->length == 0 ? 1 : 0); ++run) {
        OffsetRun part = *run;
        if (run->length > 0) {
            const std::uint32_t first = std::max(span.begin.value, run->text_begin);
            const std::uint32_t last = std::min(span.end.value, run->text_begin + run->length);
            if (first >= last) continue;
            part.length = last - first;
            if (run->kind == RunKind::copy) {
                const std::uint32_t base = source.byte_of({run->text_begin});
                const std::uint32_t from = source.byte_of({first});
                part.raw_begin = run->raw_begin + from - base;
                part.raw_length = source.byte_of({last}) - from;
            } else if (run->kind == RunKind::decoded) {
                const std::uint32_t width = run->raw_length / run->length;
                part.raw_begin = run->raw_begin + (first - run->text_begin) * width;
                part.raw_length = part.length * width;
            }
        }
        origin_.push(part);
    }
}

void TextBuilder::insert(std::string_view utf8) {
    if (utf8.empty()) return;
    utf8_.append(utf8);
    origin_.push({0, count_code_points(utf8), 0, 0, 0, RunKind::inserted});
}

}  // namespace dateline
