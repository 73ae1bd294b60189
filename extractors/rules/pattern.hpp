#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/reading/reading.hpp"
#include "extractors/rules/match.hpp"
#include "extractors/rules/rulebook.hpp"
#include "extractors/rules/span_index.hpp"

namespace dateline {

class PatternIndex;
class PatternMeasures;
struct PatternProgram;

/// The rows of one pattern file, compiled. Syntax and semantics: extractors/rules/README.md. Immutable, shared between threads.
class PatternSet {
public:
    /// Throws Error (bad_config) with file and line on a bad pattern, a pattern without example, an unknown file, a row without an anchor.
    PatternSet(const LanguageRules& rules, std::string_view file);
    ~PatternSet();
    PatternSet(PatternSet&&) noexcept;

    /// All places in the tokens of one sentence where rows fire, by anchor from left to right; for each anchor and row the longest.
    /// Appends to `out`. False where the sentence has more anchors than are looked at: what stands behind them is not found.
    bool scan(const Reading& reading, const SpanIndex& spans, TokenRange sentence, std::vector<Match>& out) const;

    const Table& table() const { return *table_; }
    std::uint16_t file() const { return file_; }
    /// The cell "makes" of a row.
    std::string_view makes(std::uint32_t row) const { return table_->cell(row, "makes"); }
    /// What `name=` took in a match, or nothing.
    std::optional<TokenRange> capture(const Match& match, std::string_view name) const;
    /// The number of a name in the captures of a row's matches, or nothing where the row has no such name.
    std::optional<std::uint8_t> capture_number(std::uint32_t row, std::string_view name) const;
    /// Throws Error (bad_config) when a row's "makes" is not among `productions`.
    void require_productions(const std::vector<std::string_view>& productions) const;

    /// Where its rows have their anchors.
    PatternIndex& index() { return *index_; }

private:
    const Table* table_;
    std::uint16_t file_ = 0;
    std::vector<std::unique_ptr<PatternProgram>> programs_;
    std::unique_ptr<PatternIndex> index_;
};

}  // namespace dateline
