#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schemas/offset.hpp"

namespace dateline {

/// How the characters of a run came from raw bytes.
enum class RunKind : std::uint8_t {
    copy,      ///< the raw bytes are the UTF-8 of the characters
    decoded,   ///< each character was made from the same number of raw bytes (a charset, a character reference, white space made one)
    inserted,  ///< not in the payload: the empty line that stands between two paragraphs
};

/// `length` characters from `text_begin` on and the raw bytes they came from. A decoded run of length 0 is one more raw range of the
/// character before it (a composed accent, white space around a tag).
struct OffsetRun {
    std::uint32_t text_begin = 0;
    std::uint32_t length = 0;
    std::uint32_t raw_begin = 0;
    std::uint32_t raw_length = 0;
    std::uint16_t payload = 0;
    RunKind kind = RunKind::copy;

    friend bool operator==(const OffsetRun&, const OffsetRun&) = default;
};

/// The map from the characters of a text to raw bytes: runs in order of the text, without gaps.
class OffsetRuns {
public:
    OffsetRuns() = default;
    explicit OffsetRuns(std::vector<OffsetRun> runs) : runs_(std::move(runs)) {}

    /// One run: all `chars` characters stand in payload `payload` as they are, from its first byte on.
    static OffsetRuns whole(std::uint32_t chars, std::uint32_t bytes, std::uint16_t payload = 0);

    std::span<const OffsetRun> runs() const { return runs_; }
    std::uint32_t length() const { return runs_.empty() ? 0 : runs_.back().text_begin + runs_.back().length; }

    /// Adds a run at the end, joined with the last one where they continue each other. `text_begin` is set here.
    void push(OffsetRun run);

    /// Bytes for the store: varints, differences of the starts. `unpack(pack())` is the same map.
    std::string pack() const;
    /// Throws Error (bad_input) if `bytes` is not a packed map.
    static OffsetRuns unpack(std::string_view bytes);

    friend bool operator==(const OffsetRuns&, const OffsetRuns&) = default;

private:
    std::vector<OffsetRun> runs_;
};

/// The text of one zone of an article and, for each of its characters, the bytes it came from.
///
///     raw    <p>up&nbsp;20.7&#37;</p>     RawSpan {11, 20}
///                       ^^^^^^^^^
///     text   up 20.7%                     Span {3, 8}
///               ^^^^^
///
/// A value: copy it, move it, share it between threads; it never changes.
class SourceText {
public:
    SourceText() = default;

    /// Text fetched as it stands: one run. Throws Error (bad_input) if `utf8` is not valid UTF-8 or longer than 4 GB.
    explicit SourceText(std::string utf8);

    /// As above, with the raw bytes that became each character. Requires: `origin` covers `utf8`, which is valid UTF-8.
    SourceText(std::string utf8, OffsetRuns origin);

    std::string_view utf8() const { return utf8_; }
    bool empty() const { return utf8_.empty(); }
    CharOffset end() const { return {chars_}; }
    Span all() const { return {{0}, end()}; }
    const OffsetRuns& origin() const { return origin_; }

    /// The characters of `span`, valid as long as this object. Requires: span.begin <= span.end <= end().
    std::string_view slice(Span span) const;

    /// The raw ranges that `span` came from, in reading order, adjacent ones joined; inserted characters have none.
    std::vector<RawSpan> raw(Span span) const;

    /// The byte index of character `at` in utf8(), and back. Requires: a character border.
    std::uint32_t byte_of(CharOffset at) const;
    CharOffset char_of(std::uint32_t byte) const;

private:
    void index();

    std::string utf8_;
    OffsetRuns origin_;
    std::uint32_t chars_ = 0;
    std::vector<std::uint32_t> checkpoints_;  // byte index of every 16th character; empty when all are ASCII
};

}  // namespace dateline
