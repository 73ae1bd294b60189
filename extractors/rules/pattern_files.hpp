#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "extractors/rules/pattern.hpp"

namespace dateline {

/// The pattern files that stages look for in all articles, and one look at each token for all of them. Immutable, shared between stages.
class PatternFiles {
public:
    /// Throws Error (bad_config) as PatternSet does.
    explicit PatternFiles(const LanguageRules& rules);

    const PatternSet& number_blocks() const { return sets_[0]; }
    const PatternSet& date_patterns() const { return sets_[1]; }
    const PatternSet& date_phrases() const { return sets_[2]; }
    const PatternSet& date_ranges() const { return sets_[3]; }
    const PatternSet& figure_patterns() const { return sets_[4]; }

    /// Notes in `spans` which files may have an anchor at each token: without it each scan asks every token by itself.
    void note_anchors(const Reading& reading, SpanIndex& spans) const;

private:
    std::vector<PatternSet> sets_;
    // Bit n: the file of sets_[n] may have an anchor
    std::vector<std::uint8_t> words_;        // at this word
    std::array<std::uint8_t, 3> kinds_{};    // at this kind of token
    std::array<std::uint8_t, 64> family_{};  // where an entry with this bit of Token::families starts
    std::uint64_t families_ = 0;             // those of which some file has one
};

}  // namespace dateline
