#pragma once

#include <array>
#include <span>
#include <vector>

#include "extractors/rules/pattern_program.hpp"
#include "extractors/rules/rulebook.hpp"

namespace dateline {

/// Which rows have an anchor where: by word, by word file, by kind of span, by kind of token. Built once, then read for each token.
class PatternIndex {
public:
    explicit PatternIndex(const LanguageRules& rules) : rules_(rules) {}

    /// Adds the anchors of a row.
    void add(const PatternProgram& program);

    /// The check for every token: whether some row may have an anchor at one where spans of the kinds `starting` start.
    struct Filter {
        std::span<const std::uint64_t> words;
        SpanSet spans = 0;
        std::uint8_t kinds = 0;

        bool passes(const Token& token, SpanSet starting) const {
            const bool word = token.word / 64 < words.size() && (words[token.word / 64] >> (token.word % 64) & 1) != 0;
            return word || (starting & spans) != 0 || (kinds & PatternLook::kind_bit(token.kind)) != 0;
        }
    };
    Filter filter() const { return {words_, spans_, kinds_}; }

    using Anchors = std::span<const PatternAnchor>;
    /// None for most words.
    Anchors by_word(WordId word) const;
    Anchors by_kind(TokenKind kind) const { return by_kind_[static_cast<std::size_t>(kind)]; }
    Anchors by_span(SpanKind kind) const { return by_span_[static_cast<std::size_t>(kind)]; }
    Anchors by_file(std::uint16_t file) const { return file < by_file_.size() ? Anchors(by_file_[file]) : Anchors(); }
    /// Whether a row has this word, or an entry of a file that begins with it, for its anchor.
    bool has_word(WordId word) const { return word / 64 < words_.size() && (words_[word / 64] >> (word % 64) & 1) != 0; }
    /// The files that rows have for their anchors.
    std::uint64_t families() const { return families_; }
    SpanSet spans() const { return spans_; }

private:
    using List = std::vector<PatternAnchor>;

    void mark(WordId word);
    void mark_first_words(std::uint16_t file);
    void add_word(WordId word, const PatternAnchor& anchor);

    const LanguageRules& rules_;
    std::vector<std::uint64_t> words_;  ///< bit w: word w is an anchor, or begins an entry that is one
    std::vector<std::pair<WordId, List>> by_word_;
    std::vector<std::uint16_t> slots_;  ///< by the low bits of a word: its place in by_word_, counted from 1; open addressing
    std::vector<List> by_file_;
    std::array<List, span_kinds> by_span_;
    std::array<List, 3> by_kind_;
    std::uint64_t families_ = 0;
    SpanSet spans_ = 0;
    std::uint8_t kinds_ = 0;
};

}  // namespace dateline
