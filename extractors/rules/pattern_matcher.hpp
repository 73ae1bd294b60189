#pragma once

#include "extractors/reading/reading.hpp"
#include "extractors/rules/match.hpp"
#include "extractors/rules/pattern_program.hpp"

namespace dateline {

/// Runs programs in one sentence. One object for all anchors of a scan.
class PatternMatcher {
public:
    PatternMatcher(const Reading& reading, const SpanIndex& spans, TokenRange sentence)
        : reading_(reading), spans_(spans), sentence_(sentence) {}

    /// The longest match that takes the anchor at `token`; of those of the same length the first. False where there is none.
    bool match(const PatternProgram& program, const PatternAnchor& anchor, std::uint32_t token, Match& out);

    /// What the token at `at` looks like, or the edge of the sentence: with the spans that start there, or those that end with it.
    PatternLook look_behind(std::uint32_t at) const { return at < sentence_.last ? look(reading_.token(at), spans_.starting(at)) : edge(); }
    PatternLook look_before(std::uint32_t at) const {
        return at > sentence_.first ? look(reading_.token(at - 1), spans_.ending(at)) : edge();
    }

    /// Whether the steps of some match were too many to try all.
    bool gave_up() const { return gave_up_; }

private:
    static PatternLook edge() {
        PatternLook edge;
        edge.rest = PatternLook::of_kinds(PatternLook::edge);
        return edge;
    }
    static PatternLook look(const Token& token, SpanSet spans) {
        return {token.families, PatternLook::word_bit(token.word),
                PatternLook::of_tags(set_of(static_cast<Tag>(token.tag))) | PatternLook::of_spans(spans) |
                    PatternLook::of_kinds(PatternLook::kind_bit(token.kind))};
    }

    /// Whether the step cannot be gone on from: it takes something, and that is not there.
    bool blocked(std::size_t pc, std::uint32_t at) const;
    bool seen(std::size_t pc, std::uint32_t at, bool anchored);
    void step(std::size_t pc, std::uint32_t at, bool anchored);
    /// Whether the elements of a "not here" match at `at`.
    bool holds(std::size_t pc, std::uint32_t at);
    /// Tokens that an element takes at `at`, or -1.
    int taken(const PatternElement& element, std::uint32_t at) const;
    bool is_mark(std::uint32_t at) const;

    const Reading& reading_;
    const SpanIndex& spans_;
    TokenRange sentence_;

    const PatternProgram* program_ = nullptr;
    const PatternStep* code_ = nullptr;         // the program's
    const PatternElement* elements_ = nullptr;  // the program's
    std::uint32_t anchor_token_ = 0, start_ = 0, steps_ = 0;
    std::uint32_t best_ = 0;  // end of the longest match from start_
    bool gave_up_ = false;
    Captures current_{}, best_captures_{};
    std::uint64_t visited_[max_pattern_code * (max_pattern_tokens + 1) * 2 / 64 + 1];
};

}  // namespace dateline
