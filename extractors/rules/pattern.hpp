#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extractors/reading/reading.hpp"
#include "extractors/rules/rulebook.hpp"

namespace re2 {
class RE2;
}

namespace dateline {

/// Spans that were recognised before and that patterns can name: {number} {date} {figure:money} {name:PERSON} {quote}.
enum class SpanKind : std::uint8_t { number, date, figure, name, quote };
inline constexpr std::size_t span_kinds = 5;

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
    const Entry* at(SpanKind kind, std::uint32_t token) const;
    /// The spans of `kind` in order.
    const std::vector<Entry>& all(SpanKind kind) const { return entries_[static_cast<std::size_t>(kind)]; }

private:
    std::array<std::vector<Entry>, span_kinds> entries_;
    std::array<std::vector<std::uint64_t>, span_kinds> starts_;  // bit t: a span starts at token t
};

/// One place where a pattern row fired.
struct Match {
    std::uint32_t row = 0;
    TokenRange tokens;
    std::array<TokenRange, 8> captures{};  ///< by the row's capture number; empty where not taken
};

/// The rows of one pattern file, compiled. Syntax and semantics: extractors/rules/README.md. Immutable, shared between threads.
class PatternSet {
public:
    /// Throws Error (bad_config) with file and line on a bad pattern, a pattern without example, an unknown file, a row without an anchor.
    PatternSet(const LanguageRules& rules, std::string_view file);
    ~PatternSet();
    PatternSet(PatternSet&&) noexcept;

    /// All places in the tokens of one sentence where rows fire, by anchor from left to right; for each anchor and row the longest.
    /// Appends to `out`.
    void scan(const Reading& reading, const SpanIndex& spans, TokenRange sentence, std::vector<Match>& out) const;

    const Table& table() const { return *table_; }
    std::uint16_t file() const { return file_; }
    /// The cell "makes" of a row.
    std::string_view makes(std::uint32_t row) const { return table_->cell(row, "makes"); }
    /// What `name=` took in a match, or nothing.
    std::optional<TokenRange> capture(const Match& match, std::string_view name) const;
    /// Throws Error (bad_config) when a row's "makes" is not among `productions`.
    void require_productions(const std::vector<std::string_view>& productions) const;

    struct Program;  // the compiled form of a row, in pattern.cpp

private:
    void compile(const LanguageRules& rules, std::uint32_t row);

    /// A row and the element of it that an anchor stands for.
    struct Anchor {
        std::uint32_t row;
        std::uint16_t element;
    };

    const Table* table_;
    std::uint16_t file_ = 0;
    std::vector<std::unique_ptr<Program>> programs_;
    std::vector<std::uint64_t> anchor_words_;  // bit w: some row has word w for its anchor
    std::unordered_map<WordId, std::vector<Anchor>> by_word_;
    std::unordered_map<std::uint16_t, std::vector<Anchor>> by_file_;
    std::array<std::vector<Anchor>, span_kinds> by_span_;
    std::vector<Anchor> by_mark_;
    std::uint64_t families_ = 0;
};

}  // namespace dateline
