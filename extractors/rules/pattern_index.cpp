#include "extractors/rules/pattern_index.hpp"

#include <algorithm>

#include "extractors/reading/characters.hpp"

namespace dateline {

std::uint32_t PatternIndex::Filter::next(std::span<const Token> tokens, std::span<const SpanSet> starting, std::uint32_t from) const {
    const auto size = static_cast<std::uint32_t>(tokens.size());
    const auto passes = [&](const Token& token) {
        return (token.families & families) != 0 || (token.word < end && (words[token.word / 64] >> (token.word % 64) & 1) != 0) ||
               (kinds >> static_cast<unsigned>(token.kind) & 1) != 0;
    };
    std::uint32_t t = from;
    if (spans != 0)
        for (const auto spanned = std::min(size, static_cast<std::uint32_t>(starting.size())); t < spanned; ++t)
            if ((starting[t] & spans) != 0 || passes(tokens[t])) return t;
    while (t < size && !passes(tokens[t])) ++t;
    return t;
}

void PatternIndex::add(const PatternProgram& program) {
    const auto add_kind = [&](TokenKind kind, const PatternAnchor& anchor) {
        by_kind_[static_cast<std::size_t>(kind)].push_back(anchor);
        kinds_ |= PatternLook::kind_bit(kind);
    };
    for (const PatternAnchor& anchor : program.anchors) {
        const PatternElement& element = program.elements[anchor.element];
        switch (element.test) {
            case PatternTest::file:
                if (has_own_bit(element.file))
                    families_ |= family_bit(element.file);
                else if (!has_file_[element.file])
                    mark_first_words(element.file);
                by_file_[element.file].push_back(anchor);
                has_file_[element.file] = 1;
                break;
            case PatternTest::span:
                by_span_[static_cast<std::size_t>(element.span)].push_back(anchor);
                spans_ |= set_of(element.span);
                break;
            case PatternTest::mark:
                add_kind(TokenKind::mark, anchor);
                break;
            case PatternTest::shape:
                if (element.words.empty()) add_kind(TokenKind::digits, anchor);
                for (const WordId word : element.words) add_word(word, anchor);
                break;
            default:
                add_word(element.word, anchor);
        }
    }
}

void PatternIndex::mark(WordId word) {
    if (word / 64 >= words_.size()) words_.resize(word / 64 + 1);
    words_[word / 64] |= std::uint64_t{1} << (word % 64);
}

void PatternIndex::mark_first_words(std::uint16_t file) {
    const Table& table = rules_.table(file);
    const std::size_t column = table.find("forms").value_or(0);
    std::vector<Token> tokens;
    std::string folded;
    for (std::size_t row = 0; row < table.size(); ++row) {
        for (std::string_view rest = table.cell(row, column); !rest.empty();) {
            const std::string_view form = rest.substr(0, rest.find('|'));
            rest.remove_prefix(std::min(form.size() + 1, rest.size()));
            tokens.clear();
            tokenize(form, rules_.clitics(), tokens);
            // A clitic alone is one token behind a word, and a mark and a letter by itself.
            for (const std::string_view first : {form, form.substr(tokens.front().byte, tokens.front().bytes)}) {
                fold(first, folded);
                if (const WordId word = rules_.lexicon().find(folded); word != no_word) mark(word);
            }
        }
    }
}

void PatternIndex::add_word(WordId word, const PatternAnchor& anchor) {
    mark(word);
    for (auto& [known, list] : by_word_) {
        if (known != word) continue;
        list.push_back(anchor);
        return;
    }
    by_word_.push_back({word, {anchor}});
    const auto put = [&](std::size_t place) {
        std::size_t slot = by_word_[place].first & (slots_.size() - 1);
        while (slots_[slot] != 0) slot = (slot + 1) & (slots_.size() - 1);
        slots_[slot] = static_cast<std::uint16_t>(place + 1);
    };
    if (by_word_.size() * 2 > slots_.size()) {
        slots_.assign(slots_.empty() ? 64 : slots_.size() * 2, 0);
        for (std::size_t place = 0; place < by_word_.size(); ++place) put(place);
    } else {
        put(by_word_.size() - 1);
    }
}

PatternIndex::Anchors PatternIndex::by_word(WordId word) const {
    if (slots_.empty()) return {};
    for (std::size_t slot = word & (slots_.size() - 1); slots_[slot] != 0; slot = (slot + 1) & (slots_.size() - 1))
        if (const auto& [known, list] = by_word_[slots_[slot] - 1u]; known == word) return list;
    return {};
}

}  // namespace dateline
