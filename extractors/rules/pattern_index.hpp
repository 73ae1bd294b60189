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
    explicit PatternIndex(const LanguageRules& rules) : rules_(rules), by_file_(rules.tables().size()), has_file_(rules.tables().size()) {}

    /// Adds the anchors of a row.
    void add(const PatternProgram& program);

    /// The check for every token.
    struct Filter {
        const std::uint8_t* words = nullptr;
        WordId end = 0;  ///< of the words that can be
        std::uint64_t families = 0;
        SpanSet spans = 0;
        std::uint8_t kinds = 0;
        std::uint8_t noted = 0;  ///< its bit in SpanIndex::anchors(), if any

        /// The first token from `from` on at which some row may have an anchor; their number where there is none.
        std::uint32_t next(std::span<const Token> tokens, const SpanIndex& index, std::uint32_t from) const;

    private:
        std::uint32_t next_noted(const SpanIndex& index, std::uint32_t from, std::uint32_t size) const;
    };
    Filter filter() const { return {words_.data(), static_cast<WordId>(words_.size()), families_, spans_, kinds_, noted_}; }
    /// Its anchors are noted in SpanIndex::anchors() by this bit.
    void note_as(std::uint8_t bit) { noted_ = bit; }

    using Anchors = std::span<const PatternAnchor>;
    /// None for most words.
    Anchors by_word(WordId word) const;
    Anchors by_kind(TokenKind kind) const { return by_kind_[static_cast<std::size_t>(kind)]; }
    Anchors by_span(SpanKind kind) const { return by_span_[static_cast<std::size_t>(kind)]; }
    Anchors by_file(std::uint16_t file) const { return has_file_[file] ? Anchors(by_file_[file]) : Anchors(); }
    /// Whether a row has this word for its anchor, or an entry that begins with it of a file that has no bit of its own.
    bool has_word(WordId word) const { return word < words_.size() && words_[word] != 0; }
    /// By word, up to the last that has one: 1 where has_word(), else 0.
    std::span<const std::uint8_t> words() const { return words_; }
    /// The files that rows have for their anchors, of those with a bit of their own.
    std::uint64_t families() const { return families_; }
    bool has_kind(TokenKind kind) const { return (kinds_ >> static_cast<unsigned>(kind) & 1) != 0; }
    SpanSet spans() const { return spans_; }

private:
    using List = std::vector<PatternAnchor>;

    void mark(WordId word);
    void mark_first_words(std::uint16_t file);
    void add_word(WordId word, const PatternAnchor& anchor);

    const LanguageRules& rules_;
    std::vector<std::uint8_t> words_;  ///< by word: has_word()
    std::vector<std::pair<WordId, List>> by_word_;
    std::vector<std::uint16_t> slots_;  ///< by the low bits of a word: its place in by_word_, counted from 1; open addressing
    std::vector<List> by_file_;
    std::vector<std::uint8_t> has_file_;  ///< by file: whether some row has it for its anchor
    std::array<List, span_kinds> by_span_;
    std::array<List, 3> by_kind_;
    std::uint64_t families_ = 0;
    SpanSet spans_ = 0;
    std::uint8_t kinds_ = 0, noted_ = 0;
};

}  // namespace dateline
