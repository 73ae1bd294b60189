#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "extractors/reading/token.hpp"

namespace dateline {

/// Spans that were recognised before and that patterns can name: {number} {date} {figure:money} {name:PERSON} {quote}.
enum class SpanKind : std::uint8_t { number, date, figure, name, quote };
inline constexpr std::size_t span_kinds = 5;

/// A set of kinds of spans.
using SpanSet = std::uint8_t;
constexpr SpanSet set_of(SpanKind kind) {
    return static_cast<SpanSet>(1u << static_cast<unsigned>(kind));
}

/// The spans of an article that patterns can look up, by first token. One span a kind starts at a token: the longest.
class SpanIndex {
public:
    struct Entry {
        TokenRange tokens;
        std::uint8_t type = 0;    ///< FigureType, EntityType, TimexType, ... by kind
        std::uint32_t index = 0;  ///< in the draft's list of that kind
    };

    /// Replaces all spans of `kind`; any order.
    void set(SpanKind kind, std::vector<Entry> entries);
    /// The span of `kind` that starts at `token`, or null.
    const Entry* at(SpanKind kind, std::uint32_t token) const {
        if (!(starting(token) & set_of(kind))) return nullptr;
        return entry_at(kind, token);
    }
    /// The spans of `kind` in order.
    const std::vector<Entry>& all(SpanKind kind) const { return entries_[static_cast<std::size_t>(kind)]; }

    /// The kinds of which a span starts at a token, and those of which one ends right before it.
    SpanSet starting(std::uint32_t token) const { return token < starts_.size() ? starts_[token] : SpanSet{0}; }
    SpanSet ending(std::uint32_t token) const { return token < ends_.size() ? ends_[token] : SpanSet{0}; }

    /// The same for all tokens up to the last span, or for all of which anchors are noted.
    std::span<const SpanSet> starting() const { return starts_; }

    /// By token, the pattern files that may have an anchor there: a bit each (PatternFiles). None where nobody noted them.
    std::span<const std::uint8_t> anchors() const { return anchors_; }
    void note_anchors(std::vector<std::uint8_t> by_token);

private:
    const Entry* entry_at(SpanKind kind, std::uint32_t token) const;

    /// Where the spans that start in 64 tokens stand in the list: which tokens, and how many spans start before them.
    struct Block {
        std::uint64_t starts = 0;
        std::uint32_t before = 0;
    };
    std::array<std::vector<Entry>, span_kinds> entries_;
    std::array<std::vector<Block>, span_kinds> blocks_;
    std::vector<SpanSet> starts_, ends_;  // by token
    std::vector<std::uint8_t> anchors_;   // by token
};

}  // namespace dateline
