#include "extractors/rules/pattern_index.hpp"

#include <algorithm>
#include <bit>

#include "extractors/reading/characters.hpp"
#include "schemas/utf8.hpp"

namespace dateline {

namespace {

/// How many of eight bytes, in the order they have in memory, are 0 before the first that is not. Requires: some byte is not.
std::uint32_t leading_zero_bytes(std::uint64_t eight) {
    const int bits = std::endian::native == std::endian::little ? std::countr_zero(eight) : std::countl_zero(eight);
    return static_cast<std::uint32_t>(bits) / 8;
}

}  // namespace

/// Looks no further than `size`: a text of short sentences has its anchors far away where it has few.
std::uint32_t PatternIndex::Filter::next_noted(const SpanIndex& index, std::uint32_t from, std::uint32_t size) const {
    const std::uint8_t *anchors = index.anchors().data(), *starting = index.starting().data();  // one for each token, both
    size = std::min(size, static_cast<std::uint32_t>(index.anchors().size()));
    constexpr std::uint64_t each = 0x0101010101010101u;
    const std::uint64_t noted_by_eight = each * noted, spans_by_eight = each * spans;
    std::uint32_t t = from;
    for (; t + 8 <= size; t += 8) {
        const auto at = [t](const std::uint8_t* bytes) { return eight_bytes(reinterpret_cast<const char*>(bytes + t)); };
        const std::uint64_t found = (at(anchors) & noted_by_eight) | (at(starting) & spans_by_eight);
        if (found != 0) return t + leading_zero_bytes(found);
    }
    while (t < size && (anchors[t] & noted) == 0 && (starting[t] & spans) == 0) ++t;
    return t;
}

std::uint32_t PatternIndex::Filter::next(std::span<const Token> tokens, const SpanIndex& index, std::uint32_t from) const {
    if (noted != 0 && !index.anchors().empty()) return next_noted(index, from, static_cast<std::uint32_t>(tokens.size()));
    const std::span<const SpanSet> starting = index.starting();
    const auto size = static_cast<std::uint32_t>(tokens.size());
    const auto spanned = spans != 0 ? std::min(size, static_cast<std::uint32_t>(starting.size())) : 0;
    const std::uint8_t* const of_word = words;
    const std::uint64_t wanted = families;
    const std::uint32_t words_end = end, wanted_kinds = kinds;
    const auto passes = [&](const Token& token) {
        if ((token.families & wanted) != 0) return true;
        if (token.word < words_end && of_word[token.word] != 0) return true;
        return (wanted_kinds >> static_cast<unsigned>(token.kind) & 1) != 0;
    };
    std::uint32_t t = from;
    for (; t < spanned; ++t)
        if ((starting[t] & spans) != 0 || passes(tokens[t])) return t;
    for (; t < size; ++t)
        if (passes(tokens[t])) return t;
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
    if (word >= words_.size()) words_.resize(word + std::size_t{1});
    words_[word] = 1;
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
