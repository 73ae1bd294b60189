#include "extractors/language.hpp"

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>
#include <cstdio>  // before cld2: its header needs it

#include <algorithm>
#include <array>

#include "extractors/reading/tokenizer.hpp"
#include "schemas/utf8.hpp"

namespace dateline {
namespace {

/// What is looked at in turn, and the share of function words in a hundred words that decides before the next is.
struct Sample {
    std::size_t bytes;
    std::uint32_t clear_share;
};
constexpr std::array<Sample, 3> samples = {{{200, 20}, {600, 25}, {4096, 0}}};
constexpr std::uint32_t enough_words = 8;
constexpr std::uint32_t first_is_clear = 25;  ///< of the first language: the others are not looked at
constexpr std::uint32_t other_share = 15;     ///< at least, of another language: "am" and "war" are English words as well

/// The first bytes of `text`, cut at a character border.
std::string_view sample(std::string_view text, std::size_t bytes) {
    if (text.size() <= bytes) return text;
    std::size_t end = bytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return text.substr(0, end);
}

/// Of a hundred words of `text`, how many are function words of `rules`; `words` gets their number.
std::uint32_t function_word_share(std::string_view text, const LanguageRules& rules, std::uint32_t& words) {
    const Lexicon& lexicon = rules.lexicon();
    const std::uint16_t file = rules.file("function_words");
    std::vector<Token> tokens;
    tokens.reserve(text.size() / 5 + 16);
    tokenize(text, rules.clitics(), lexicon, tokens);
    std::uint32_t found = 0;
    words = 0;
    for (const Token& token : tokens) {
        if (!token.is_word()) continue;
        ++words;
        if (token.word == no_word || !(lexicon.entries(token.word).families & family_bit(file))) continue;
        const LexiconHit* list = lexicon.lists() + lexicon.entries(token.word).hits;
        found += std::any_of(list + 1, list + 1 + list->length, [&](const LexiconHit& h) { return h.file == file; });
    }
    return words == 0 ? 0 : found * 100 / words;
}

std::string detected(std::string_view text) {
    bool reliable = false;
    const CLD2::Language language = CLD2::DetectLanguage(text.data(), static_cast<int>(text.size()), true, &reliable);
    if (!reliable || language == CLD2::UNKNOWN_LANGUAGE) return {};
    return CLD2::LanguageCode(language);
}

}  // namespace

std::string language_of(const Article& article, const Rules& rules) {
    if (!article.language.empty()) return article.language;
    const std::string_view whole = article.text.empty() ? article.title.utf8() : article.text.utf8();
    std::vector<std::string> tags = rules.languages();  // the first language's share, where it is clear, needs no look at the others
    std::stable_partition(tags.begin(), tags.end(), [](const std::string& tag) { return tag == first_language; });
    std::string best(first_language);
    std::uint32_t best_share = 0, words = 0;
    for (const auto [bytes, clear_share] : samples) {
        best_share = 0;
        for (const std::string& tag : tags) {
            const bool first = tag == first_language;
            if (!first && best_share >= (clear_share == 0 ? first_is_clear : clear_share)) break;
            const LanguageRules* language = rules.find(tag);
            if (!language->has_file("function_words")) continue;
            const std::uint32_t share = function_word_share(sample(whole, bytes), *language, words);
            if (!first && (words < enough_words || share < other_share)) continue;
            if (share > best_share) {
                best = tag;
                best_share = share;
            }
        }
        if (best_share >= clear_share || whole.size() <= bytes) break;
    }
    const bool clear = best_share >= (best == first_language ? 10 : first_is_clear);
    if (clear || words < enough_words) return best;
    const std::string other = detected(sample(whole, samples.back().bytes));
    return other.empty() ? std::string(first_language) : other;
}

}  // namespace dateline
