#include "schemas/source_text.hpp"

#include <algorithm>
#include <cassert>
#include <limits>

#include "schemas/error.hpp"
#include "schemas/utf8.hpp"

namespace dateline {
namespace {

constexpr std::uint32_t checkpoint_step = 16;

bool continuation(char c) {
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

void put_varint(std::string& out, std::uint64_t value) {
    while (value >= 0x80) {
        out.push_back(static_cast<char>(static_cast<unsigned char>(value | 0x80)));
        value >>= 7;
    }
    out.push_back(static_cast<char>(static_cast<unsigned char>(value)));
}

std::uint64_t zigzag(std::int64_t v) {
    return (static_cast<std::uint64_t>(v) << 1) ^ static_cast<std::uint64_t>(v >> 63);
}
std::int64_t unzigzag(std::uint64_t v) {
    return static_cast<std::int64_t>(v >> 1) ^ -static_cast<std::int64_t>(v & 1);
}

[[noreturn]] void damaged() {
    throw Error(Exit::bad_input, "offset map: damaged bytes; extract the article again");
}

std::uint64_t take_varint(std::string_view bytes, std::size_t& at) {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 63; shift += 7) {
        if (at >= bytes.size()) damaged();
        const auto byte = static_cast<unsigned char>(bytes[at++]);
        value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
        if (byte < 0x80) return value;
    }
    damaged();
}

std::uint32_t take_u32(std::string_view bytes, std::size_t& at) {
    const std::uint64_t value = take_varint(bytes, at);
    if (value > std::numeric_limits<std::uint32_t>::max()) damaged();
    return static_cast<std::uint32_t>(value);
}

}  // namespace

OffsetRuns OffsetRuns::whole(std::uint32_t chars, std::uint32_t bytes, std::uint16_t payload) {
    OffsetRuns runs;
    if (chars > 0) runs.push({0, chars, 0, bytes, payload, RunKind::copy});
    return runs;
}

void OffsetRuns::push(OffsetRun run) {
    run.text_begin = length();
    if (!runs_.empty() && run.length > 0) {
        OffsetRun& last = runs_.back();
        const bool continues =
            last.kind == run.kind && last.length > 0 && last.payload == run.payload && last.raw_begin + last.raw_length == run.raw_begin;
        const bool same_width =
            static_cast<std::uint64_t>(last.raw_length) * run.length == static_cast<std::uint64_t>(run.raw_length) * last.length;
        if (continues && (run.kind != RunKind::decoded || same_width)) {
            last.length += run.length;
            last.raw_length += run.raw_length;
            return;
        }
        if (run.kind == RunKind::inserted && last.kind == RunKind::inserted) {
            last.length += run.length;
            return;
        }
    }
    runs_.push_back(run);
}

std::string OffsetRuns::pack() const {
    std::string out;
    std::int64_t raw_end = 0;
    put_varint(out, runs_.size());
    for (const OffsetRun& run : runs_) {
        put_varint(out, static_cast<std::uint64_t>(run.kind) | (static_cast<std::uint64_t>(run.payload) << 2));
        put_varint(out, run.length);
        put_varint(out, zigzag(static_cast<std::int64_t>(run.raw_begin) - raw_end));
        put_varint(out, run.raw_length);
        raw_end = static_cast<std::int64_t>(run.raw_begin) + run.raw_length;
    }
    return out;
}

OffsetRuns OffsetRuns::unpack(std::string_view bytes) {
    std::size_t at = 0;
    const std::uint64_t count = take_varint(bytes, at);
    if (count > bytes.size()) damaged();
    std::vector<OffsetRun> runs;
    runs.reserve(count);
    std::int64_t raw_end = 0;
    std::uint64_t text = 0;
    for (std::uint64_t i = 0; i < count; ++i) {
        OffsetRun run;
        const std::uint64_t head = take_varint(bytes, at);
        if ((head & 3) > 2 || (head >> 2) > 0xFFFF) damaged();
        run.kind = static_cast<RunKind>(head & 3);
        run.payload = static_cast<std::uint16_t>(head >> 2);
        run.text_begin = static_cast<std::uint32_t>(text);
        run.length = take_u32(bytes, at);
        const std::int64_t begin = raw_end + unzigzag(take_varint(bytes, at));
        if (begin < 0 || begin > std::numeric_limits<std::uint32_t>::max()) damaged();
        run.raw_begin = static_cast<std::uint32_t>(begin);
        run.raw_length = take_u32(bytes, at);
        raw_end = begin + run.raw_length;
        text += run.length;
        if (text > std::numeric_limits<std::uint32_t>::max()) damaged();
        runs.push_back(run);
    }
    if (at != bytes.size()) damaged();
    return OffsetRuns(std::move(runs));
}

SourceText::SourceText(std::string utf8) : utf8_(std::move(utf8)) {
    if (utf8_.size() >= std::numeric_limits<std::uint32_t>::max()) throw Error(Exit::bad_input, "text: longer than 4 GB; split it");
    if (const auto bad = first_invalid_utf8(utf8_))
        throw Error(Exit::bad_input, "text: invalid UTF-8 at byte " + std::to_string(*bad) + "; convert it to UTF-8 first");
    index();
    origin_ = OffsetRuns::whole(chars_, static_cast<std::uint32_t>(utf8_.size()));
}

SourceText::SourceText(std::string utf8, OffsetRuns origin) : utf8_(std::move(utf8)), origin_(std::move(origin)) {
    index();
    assert(origin_.length() == chars_);
}

void SourceText::index() {
    checkpoints_.clear();
    const auto size = static_cast<std::uint32_t>(utf8_.size());
    const auto ascii_from = [&](std::uint32_t at) {
        return at + checkpoint_step <= size && all_ascii(eight_bytes(utf8_.data() + at) | eight_bytes(utf8_.data() + at + 8));
    };
    std::uint32_t at = 0;
    while (ascii_from(at)) at += checkpoint_step;
    const std::uint32_t rest = count_code_points(std::string_view(utf8_).substr(at));
    chars_ = at + rest;
    if (chars_ == size) return;
    checkpoints_.reserve(chars_ / checkpoint_step + 1);
    for (std::uint32_t character = 0; character < at; character += checkpoint_step) checkpoints_.push_back(character);
    std::uint32_t seen = at, next = at;  // characters before byte `at`; the next one to be noted
    while (at < size) {
        if (ascii_from(at)) {
            checkpoints_.push_back(at + (next - seen));
            next += checkpoint_step;
            seen += checkpoint_step;
            at += checkpoint_step;
            continue;
        }
        for (const std::uint32_t end = std::min(at + checkpoint_step, size); at < end; ++at) {
            if (continuation(utf8_[at])) continue;
            if (seen == next) {
                checkpoints_.push_back(at);
                next += checkpoint_step;
            }
            ++seen;
        }
    }
}

std::uint32_t SourceText::byte_of(CharOffset at) const {
    assert(at <= end());
    if (checkpoints_.empty()) return at.value;
    if (at == end()) return static_cast<std::uint32_t>(utf8_.size());
    const std::size_t checkpoint = at.value / checkpoint_step;
    std::uint32_t byte = checkpoints_[checkpoint];
    std::uint32_t left = at.value % checkpoint_step;
    if (checkpoint + 1 < checkpoints_.size() && checkpoints_[checkpoint + 1] - byte == checkpoint_step) return byte + left;  // all ASCII
    while (left >= 8 && byte + 8 <= utf8_.size()) {
        left -= characters_in(eight_bytes(utf8_.data() + byte));
        byte += 8;
    }
    if (byte + 8 <= utf8_.size() && all_ascii(eight_bytes(utf8_.data() + byte))) return byte + left;
    while (continuation(utf8_[byte])) ++byte;
    for (; left > 0; --left) {
        ++byte;
        while (continuation(utf8_[byte])) ++byte;
    }
    return byte;
}

CharOffset SourceText::char_of(std::uint32_t byte) const {
    assert(byte <= utf8_.size());
    if (checkpoints_.empty()) return {byte};
    const auto after = std::upper_bound(checkpoints_.begin(), checkpoints_.end(), byte);
    const auto slot = static_cast<std::uint32_t>(after - checkpoints_.begin() - 1);
    const std::uint32_t from = checkpoints_[slot];
    return {slot * checkpoint_step + count_code_points(std::string_view(utf8_).substr(from, byte - from))};
}

std::string_view SourceText::slice(Span span) const {
    assert(span.begin <= span.end && span.end <= end());
    const std::uint32_t from = byte_of(span.begin);
    return std::string_view(utf8_).substr(from, byte_of(span.end) - from);
}

std::vector<RawSpan> SourceText::raw(Span span) const {
    std::vector<RawSpan> out;
    if (span.empty()) return out;
    const auto runs = origin_.runs();
    auto run = std::upper_bound(runs.begin(), runs.end(), span.begin.value,
                                [](std::uint32_t at, const OffsetRun& r) { return at < r.text_begin + r.length; });
    for (; run != runs.end() && run->text_begin < span.end.value + (run->length == 0 ? 1 : 0); ++run) {
        if (run->kind == RunKind::inserted) continue;
        std::uint32_t begin = run->raw_begin;
        std::uint32_t end = run->raw_begin + run->raw_length;
        if (run->length > 0) {
            const std::uint32_t first = std::max(span.begin.value, run->text_begin);
            const std::uint32_t last = std::min(span.end.value, run->text_begin + run->length);
            if (first >= last) continue;
            if (run->kind == RunKind::copy) {
                const std::uint32_t base = byte_of({run->text_begin});
                end = begin + byte_of({last}) - base;
                begin += byte_of({first}) - base;
            } else {
                const std::uint32_t width = run->raw_length / run->length;
                end = begin + (last - run->text_begin) * width;
                begin += (first - run->text_begin) * width;
            }
        }
        if (!out.empty() && out.back().payload == run->payload && out.back().end.value == begin)
            out.back().end.value = end;
        else
            out.push_back({{begin}, {end}, run->payload});
    }
    return out;
}

}  // namespace dateline
