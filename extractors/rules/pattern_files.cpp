#include "extractors/rules/pattern_files.hpp"

#include <bit>

#include "extractors/rules/pattern_index.hpp"

namespace dateline {

PatternFiles::PatternFiles(const LanguageRules& rules) {
    sets_.reserve(5);
    for (const char* file : {"number_blocks", "date_patterns", "date_phrases", "date_ranges", "figure_patterns"})
        sets_.emplace_back(rules, file);
    words_.resize(rules.lexicon().size());
    for (std::size_t n = 0; n < sets_.size(); ++n) {
        const auto bit = static_cast<std::uint8_t>(1u << n);
        PatternIndex& index = sets_[n].index();
        index.note_as(bit);
        const std::span<const std::uint8_t> anchors = index.words();
        for (std::size_t word = 0; word < anchors.size(); ++word) words_[word] |= static_cast<std::uint8_t>(bit * anchors[word]);
        for (const TokenKind kind : {TokenKind::word, TokenKind::digits, TokenKind::mark})
            if (index.has_kind(kind)) kinds_[static_cast<std::size_t>(kind)] |= bit;
        for (std::size_t family = 0; family < family_.size(); ++family)
            if ((index.families() >> family & 1) != 0) family_[family] |= bit;
        families_ |= index.families();
    }
}

void PatternFiles::note_anchors(const Reading& reading, SpanIndex& spans) const {
    std::vector<std::uint8_t> anchors(reading.size());
    const auto words = static_cast<WordId>(words_.size());
    for (std::uint32_t t = 0; t < reading.size(); ++t) {
        const Token& token = reading.token(t);
        std::uint8_t files = kinds_[static_cast<std::size_t>(token.kind)];
        if (token.word < words) files |= words_[token.word];
        for (std::uint64_t left = token.families & families_; left != 0; left &= left - 1)
            files |= family_[static_cast<std::size_t>(std::countr_zero(left))];
        anchors[t] = files;
    }
    spans.note_anchors(std::move(anchors));
}

}  // namespace dateline
